"""Quotations through the whole reading of a page: people, parties and roles come from the text itself."""

from __future__ import annotations

import pytest

from goodoffices.claims.people import find_people
from goodoffices.claims.quotations import find_quotes
from goodoffices.lexicon.parties import find_parties
from goodoffices.lexicon.places import find_places
from goodoffices.lexicon.reading import plain_reading
from goodoffices.records import CaseSettings


def spoken(text, language):
    """(kind, name of the speaker, words) of each quotation; a party is shown by its id."""
    settings, reading = CaseSettings(), plain_reading(text, language)
    parties, places = find_parties(reading, settings), find_places(reading)
    people, persons = find_people(reading, settings, parties, places)
    names = {person.id: person.name for person in people}
    return [
        (quote.kind, names.get(quote.speaker or "", quote.speaker), quote.text)
        for quote in find_quotes(reading, people, persons, parties)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Turkish Foreign Minister Hakan Fidan met Josep Borrell in Ankara. “The door is ajar,” the minister said.",
            [("direct", "Hakan Fidan", "The door is ajar,")],
        ),
        (
            "en",
            "German Chancellor Angela Merkel hosted Emmanuel Macron. She said the summit would end on time.",
            [("indirect", "Angela Merkel", "the summit would end on time")],
        ),
        (
            "uk",
            "Президент Молдови Мая Санду прибула до Києва. «Ми поруч», — сказала вона.",
            [("direct", "Мая Санду", "Ми поруч")],
        ),
        (
            "ru",
            "Президент Азербайджана Ильхам Алиев выступил в Баку. «Мир близко», — заявил глава государства.",
            [("direct", "Ильхам Алиев", "Мир близко")],
        ),
    ],
)
def test_people_of_the_text_speak(language, text, expected):
    assert spoken(text, language) == expected


def test_a_government_speaks_by_its_capital():
    assert spoken("Tehran said the inspectors could return in May.", "en") == [
        ("indirect", "ir", "the inspectors could return in May")
    ]
