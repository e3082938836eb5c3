"""One sitting that pages put on different days, and the beginnings of several sittings. Composed for this test."""

from __future__ import annotations

import pytest

from goodoffices.workbench.briefing import records_of
from goodoffices.workbench.intake import Intake, read_pages

CONTESTED = {
    "meeting": (
        "Greek and Turkish officials meet\nTuesday, 17 June 2025\nOfficials of Greece and Turkey met in Nicosia. The "
        "meeting began on Monday at 10 a.m. local time and ended the same evening.\n",
        "Встреча в Никосии завершена\n18.06.2025\nВстреча чиновников Греции и Турции завершилась в Никосии. Она началась "
        "в воскресенье, 15 июня.\n",
    ),
    "uk-ru": (
        "Переговори в Тбілісі\n4 березня 2025, 20:00\nПереговори Вірменії та Азербайджану в Тбілісі почалися в понеділок, "
        "3 березня, о 14:00.\n",
        "Тбилиси: переговоры о границе\n4 марта 2025, 21:00\nПереговоры Армении и Азербайджана в Тбилиси начались во "
        "вторник, 4 марта.\n",
    ),
    "opened": (
        "Juba talks\nApril 9, 2025, 20:00\nTalks between Sudan and South Sudan on Abyei opened in Juba on Tuesday at "
        "9 a.m., the mediator said.\n",
        "Abyei talks in Juba\nApril 9, 2025, 21:00\nSudan and South Sudan are holding talks on Abyei in Juba. The talks "
        "began on April 7.\n",
    ),
}
SEVERAL = {
    "same-day": (
        "Juba talks\nApril 9, 2025, 20:00\nTalks between Sudan and South Sudan on Abyei opened in Juba on Tuesday at "
        "9 a.m., the mediator said.\n",
        "Abyei talks in Juba\nApril 9, 2025, 21:00\nSudan and South Sudan are holding talks on Abyei in Juba. The talks "
        "began on April 8.\n",
    ),
    "numbered": (
        "Juba talks\nApril 8, 2025, 20:00\nTalks between Sudan and South Sudan on Abyei opened in Juba on Monday.\n",
        "Abyei talks in Juba\nApril 8, 2025, 21:00\nSudan and South Sudan are holding talks on Abyei in Juba. The second "
        "day of the talks began on Tuesday at 10 a.m.\n",
    ),
    "session": (
        "Переговоры в Тбилиси\n4 марта 2025, 21:00\nПереговоры Армении и Азербайджана в Тбилиси начались в понедельник, "
        "3 марта.\n",
        "Второй день\n4 марта 2025, 20:00\nВ Тбилиси продолжаются переговоры Армении и Азербайджана. Заседание во "
        "вторник началось в 11:00.\n",
    ),
    "counted": (
        "Переговори в Тбілісі\n4 березня 2025, 21:00\nПереговори Вірменії та Азербайджану в Тбілісі почалися 3 березня і "
        "тривали два дні.\n",
        "Другий день\n4 березня 2025, 20:00\nУ Тбілісі завершилися переговори Вірменії та Азербайджану. У вівторок "
        "переговори почалися о 10:00.\n",
    ),
    "evening-before": (
        "Juba talks\nApril 7, 2025, 20:00\nTalks between Sudan and South Sudan on Abyei began in Juba on Monday.\n",
        "Abyei talks in Juba\nApril 8, 2025, 21:00\nTalks between Sudan and South Sudan were held in Juba. The talks "
        "began on Tuesday at 10 a.m. and ended in the evening.\n",
    ),
}


def beginnings(tmp_path, texts):
    """Whether any finding about a beginning is disputed."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"page{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    intake = Intake.of(tuple(paths), None)
    records = records_of(list(read_pages(intake)), intake)
    return [found.status for record in records for found in record.findings if found.question == "start"]


@pytest.mark.parametrize("name", CONTESTED)
def test_beginnings_on_two_days_meet(tmp_path, name):
    assert beginnings(tmp_path, CONTESTED[name]) == ["disputed"]


@pytest.mark.parametrize("name", SEVERAL)
def test_sittings_of_two_days_have_two_beginnings(tmp_path, name):
    assert "disputed" not in beginnings(tmp_path, SEVERAL[name])
