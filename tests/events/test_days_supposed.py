"""Pages that name no day of their talks: which of them are one sitting. Stories composed for this test."""

from __future__ import annotations

import pytest

from goodoffices.workbench.briefing import records_of
from goodoffices.workbench.intake import Intake, read_pages

ONE_SITTING = {
    "en-weekday-in-the-lead": (
        "Cyprus envoys sit together\nMarch 5, 2026 18:00\nEnvoys of Greece and Turkey sat together in Nicosia on "
        "Thursday for the first time in two years. The meeting lasted three hours.\n",
        "Athens and Ankara in one room\nMarch 6, 2026, 07:30\nRepresentatives of Greece and Turkey shared a table in "
        "Nicosia on Thursday. The meeting lasted five hours.\n",
    ),
    "uk-weekday-in-the-lead": (
        "Судан: сторони вперше зустрілися\n5 березня 2026, 19:10\nДелегації Судану та СШП у четвер уперше сіли за один "
        "стіл у Джидді. Зустріч тривала дві години.\n",
        "Джидда: перший контакт\n6 березня 2026, 08:05\nПредставники Судану і СШП у четвер уперше опинилися в одній "
        "кімнаті в Джидді. Засідання тривало п'ять годин.\n",
    ),
    "ru-yesterday": (
        "Стороны вернулись к разговору\n10 июня 2025, 21:00\nСегодня в Дохе встретились посланники Израиля и ХАМАС. "
        "Заседание длилось два часа.\n",
        "Доха: что известно\n11 июня 2025, 07:15\nВчера посланники Израиля и ХАМАС собрались в Дохе. Заседание длилось "
        "шесть часов.\n",
    ),
    "en-no-day-at-all": (
        "Talks on Abyei end\nApril 7, 2025\nSudan and South Sudan held talks on Abyei in Juba. The talks lasted three "
        "hours.\n",
        "Abyei talks in Juba\nApril 8, 2025\nTalks between Sudan and South Sudan on Abyei took place in Juba. The talks "
        "lasted seven hours.\n",
    ),
    "ru-evening-and-morning": (
        "Переговоры о границе\n7 апреля 2025, 20:40\nАрмения и Азербайджан провели в Тбилиси переговоры о границе. "
        "Переговоры длились два часа.\n",
        "Тбилиси: переговоры завершены\n8 апреля 2025, 08:00\nВ Тбилиси завершились переговоры Армении и Азербайджана о "
        "границе. Переговоры длились пять часов.\n",
    ),
    "uk-one-dated": (
        "Переговори в Ель-Кувейті\n7 квітня 2025, 23:40\nУряд Ємену та хусити в понеділок провели переговори в "
        "Ель-Кувейті. Переговори тривали дві години.\n",
        "Ємен: що було на переговорах\n8 квітня 2025, 06:30\nПереговори уряду Ємену та хуситів відбулися в "
        "Ель-Кувейті. Переговори тривали шість годин.\n",
    ),
}
TWO_SITTINGS = {
    "en-numbered-days": (
        "Talks open\nApril 7, 2025\nSudan and South Sudan held talks on Abyei in Juba. The first day of the talks lasted "
        "three hours.\n",
        "Talks close\nApril 8, 2025\nSudan and South Sudan held talks on Abyei in Juba. The second day of the talks "
        "lasted seven hours.\n",
    ),
    "ru-today-on-both": (
        "Переговоры о границе\n7 апреля 2025, 20:40\nАрмения и Азербайджан провели в Тбилиси переговоры о границе. "
        "Сегодня переговоры длились два часа.\n",
        "Переговоры продолжились\n8 апреля 2025, 20:00\nАрмения и Азербайджан провели в Тбилиси переговоры о границе. "
        "Сегодня переговоры длились пять часов.\n",
    ),
    "uk-numbered-days": (
        "Перший день\n7 квітня 2025, 21:40\nУряд Ємену та хусити провели в Ель-Кувейті перший день переговорів. "
        "Переговори тривали дві години.\n",
        "Другий день\n8 квітня 2025, 21:30\nУ Ель-Кувейті завершився другий день переговорів уряду Ємену та хуситів. "
        "Переговори тривали шість годин.\n",
    ),
    "en-week-apart": (
        "Talks in Juba\nApril 7, 2025, 20:00\nSudan and South Sudan held talks on Abyei in Juba. The talks lasted three "
        "hours.\n",
        "Talks in Juba\nApril 15, 2025, 20:00\nSudan and South Sudan held talks on Abyei in Juba. The talks lasted seven "
        "hours.\n",
    ),
}


def lengths(tmp_path, texts):
    """The status of every finding on how long the talks took."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"page{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    intake = Intake.of(tuple(paths), None)
    records = records_of(list(read_pages(intake)), intake)
    return [found.status for record in records for found in record.findings if found.question == "duration"]


@pytest.mark.parametrize("name", ONE_SITTING)
def test_pages_of_two_mornings_may_report_one_sitting(tmp_path, name):
    assert lengths(tmp_path, ONE_SITTING[name]) == ["disputed"]


@pytest.mark.parametrize("name", TWO_SITTINGS)
def test_sittings_that_a_page_tells_apart_stay_two(tmp_path, name):
    assert lengths(tmp_path, TWO_SITTINGS[name]) == ["single", "single"]
