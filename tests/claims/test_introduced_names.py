"""Names that a calling, an age or "called" brings in, and attributions that lean on them. Sentences composed for this."""

from __future__ import annotations

import pytest

from goodoffices.claims.people.finder import find_people
from goodoffices.claims.quotations import find_quotes
from goodoffices.lexicon.reading import plain_reading
from goodoffices.records import CaseSettings


def told(text: str, language: str) -> list[tuple[str, str, str]]:
    """(kind, speaker, words) of every quotation."""
    reading = plain_reading(text, language)
    people, mentions = find_people(reading, CaseSettings(), (), ())
    names = {person.id: person.name for person in people}
    quotes = find_quotes(reading, people, mentions, ())
    return [(quote.kind, names.get(quote.speaker or "", quote.speaker_text), quote.text) for quote in quotes]


def named(text: str, language: str) -> list[str]:
    people, _ = find_people(plain_reading(text, language), CaseSettings(), (), ())
    return [person.name for person in people]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The gate was opened by a fisherman called Tavake, who had the key.", "Tavake"),
        ("en", "Their negotiator, known only as Mwarimu, left early.", "Mwarimu"),
        ("en", "Rebel leader Osvaldo “El Zurdo” Quispe Rojas left early.", "Osvaldo El Zurdo Quispe Rojas"),
        ("uk", "Дорогу показав чоловік, який назвався Рустамом.", "Рустам"),
        ("uk", "«Міст цілий», — пояснив Ельнур у телефонній розмові.", "Ельнур"),
        ("ru", "Дорогу показал мужчина по имени Файзулло, он местный.", "Файзулло"),
        ("ru", "Первым на мост вышел 23-летний Бахтовар, сын паромщика.", "Бахтовар"),
    ],
)
def test_a_name_without_an_office(language: str, text: str, name: str) -> None:
    assert name in named(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rebels called Tuesday a day of mourning."),
        ("uk", "«Тариф не зміниться», — повідомив Укртрансгаз у заяві."),
        ("ru", "«Мост цел», — рассказал Азаттыку водитель грузовика."),
    ],
)
def test_no_name(language: str, text: str) -> None:
    assert named(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Foreign Minister Tamsin Okwuosa kept her seat. “Nobody leaves,” reads her letter to the council.",
            ("direct", "Tamsin Okwuosa", "Nobody leaves,"),
        ),
        (
            "en",
            "Colonel Bram Ostrowe left the tent, witnesses say. “Keep the map,” he shouted.",
            ("direct", "Bram Ostrowe", "Keep the map,"),
        ),
        (
            "en",
            "Envoy Tamsin Okwuosa arrived on Monday. Her host, she notes, has been “a wall with a smile”.",
            ("mixed", "Tamsin Okwuosa", "a wall with a smile"),
        ),
        (
            "uk",
            "Посол Марта Ґрінберг приїхала вранці. До зали вона не зайшла, лише кивнула й сказала: «Згодом».",
            ("direct", "Марта Ґрінберг", "Згодом"),
        ),
        (
            "uk",
            "Речник Остап Вишневецький вийшов до преси. «Ганьба», — гукали з натовпу.",
            ("direct", "натовпу", "Ганьба"),
        ),
        (
            "ru",
            "Груз дойдёт в срок. По мнению логиста Тараса Книжника, работавшего в порту, маршрут открыт.",
            ("indirect", "Тарас Книжник", "маршрут открыт"),
        ),
    ],
)
def test_whose_words_they_are(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, language)


INTERVIEW = """Commander Tavake Moala spent ten years in the hills.

PLR: How many rifles are there?

TM: Forty. I counted them.

PLR: And the rest?

TM: Sold for rice."""


def test_initials_take_turns() -> None:
    direct = [(speaker, words) for kind, speaker, words in told(INTERVIEW, "en") if kind == "direct"]
    assert direct == [("Tavake Moala", "Forty. I counted them."), ("Tavake Moala", "Sold for rice.")]
