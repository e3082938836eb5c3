"""Quotations through the whole reading of a page: people, parties and roles come from the text itself."""

from __future__ import annotations

import pytest

from made_pages import bare


def spoken(text, language):
    """(kind, name of the speaker, words) of each quotation; a party is shown by its id."""
    found = bare(text, language)
    names = {person.id: person.name for person in found.people}
    return [(quote.kind, names.get(quote.speaker or "", quote.speaker), quote.text) for quote in found.quotes()]


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
