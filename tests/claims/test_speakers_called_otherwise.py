"""Speakers called by another noun than their name or office, and names that stand beside an owner's or look like
common words. Sentences made for this test."""

from __future__ import annotations

import pytest

from made_pages import page

HEADS = {
    "en": "Talks go on\n12 March 2026\n\n",
    "uk": "Переговори тривають\n12 березня 2026\n\n",
    "ru": "Переговоры продолжаются\n12 марта 2026\n\n",
}
MEANT = [
    ("uk", "Мостами опікується Богдан Ярема.\n«Міст витримає», – запевнив інженер.", "Богдан Ярема"),
    ("uk", "Місцевий оглядач Дем’ян Лоза чекав. «Вони мовчать, – зітхнув оглядач, – і це добре».", "Дем’ян Лоза"),
    ("uk", "На березі стоїть Марта Гуцал. «Вода спала», – каже жінка.", "Марта Гуцал"),
    ("uk", "Петро Лозовий лагодить дах. «До зими встигну», – каже чоловік.", "Петро Лозовий"),
    ("ru", "Судья Е. А. Ремезова читала долго. «Вина доказана», — указала судья.", "Е. А. Ремезова"),
    ("ru", "Мостами занимается Богдан Ярёменко. «Мост выдержит», — заверил инженер.", "Богдан Ярёменко"),
    ("ru", "Чай раздаёт Ирина Таран. «Первую неделю молчали», — вспоминает девушка.", "Ирина Таран"),
    ("ru", "Зерна ждёт Эдуард Пашин. Экспортёр добавил, что суда стоят на рейде.", "Эдуард Пашин"),
]
SOMEBODY_ELSE = [
    ("uk", "Міністр Богдан Ярема приїхав. «Було темно», – розповів водій.", "водій"),
    ("uk", "Приїхав Богдан Ярема. «Було темно», – розповів водій автобуса.", "водій автобуса"),
    ("uk", "Приїхав Богдан Ярема. «Було темно», – розповіла чергова сестра.", "чергова сестра"),
    ("uk", "Приїхав Богдан Ярема. Його колега сказала: «Було темно».", "Його колега"),
    ("ru", "Приехала Ирина Таран. «Было темно», — рассказал водитель.", "водитель"),
    ("ru", "Приехал Богдан Ярёменко. «Было темно», — сказал другой инженер.", "другой инженер"),
]
NAMES = [
    ("uk", "Капітан команди Андрій Середа визнав поразку.", ["Андрій Середа"]),
    ("uk", "Голова ОВА Мирослав Білей приїхав уранці.", ["Мирослав Білей"]),
    ("uk", "Захисниця Сташенка Ольга Бугайчук не погодилася.", ["Ольга Бугайчук"]),
    ("uk", "Суд слухав Андрія Сташенка. Адвокат Сташенка Семен Гринь мовчав.", ["Андрій Сташенко", "Семен Гринь"]),
    ("uk", "Її звати Ганна, їй сімдесят два.", ["Ганна"]),
    ("uk", "Іранську групу вів Мегрдад Сограбі.", ["Мегрдад Сограбі"]),
    ("uk", "Начальник Звенигородської райради пішов.", []),
    ("ru", "Осудили Павла Олеговича Ларина. Ларин молчал. Павел Олегович ушёл.", ["Павел Олегович Ларин"]),
    ("ru", "Об этом сообщило агентство Франс Пресс.", []),
]


def told(language: str, text: str) -> tuple[dict[str, str], list[tuple[str | None, str]]]:
    """Names by id, and of each quotation the speaker with the words that stand for him."""
    found = page(f"{HEADS[language]}{text}\n", None, language).mentions
    return {one.id: one.name for one in found.people}, [(one.speaker, one.speaker_text) for one in found.quotes]


@pytest.mark.parametrize(("language", "text", "name"), MEANT)
def test_a_noun_alone_means_whom_the_words_before_are_about(language: str, text: str, name: str) -> None:
    names, quotes = told(language, text)
    assert quotes
    assert {names.get(speaker or "") for speaker, _ in quotes} == {name}


@pytest.mark.parametrize(("language", "text", "words"), SOMEBODY_ELSE)
def test_another_gender_office_or_complement_brings_on_somebody_else(language: str, text: str, words: str) -> None:
    _, quotes = told(language, text)
    assert [speaker for speaker, _ in quotes] == [None]
    assert quotes[0][1] in words


@pytest.mark.parametrize(("language", "text", "people"), NAMES)
def test_names_beside_owners_and_common_words(language: str, text: str, people: list[str]) -> None:
    assert list(told(language, text)[0].values()) == people
