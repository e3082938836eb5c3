"""Speakers that the sentence before names, verbs no list holds, and both on long hostile text."""

from __future__ import annotations

import time

import pytest

from goodoffices.claims.people.finder import find_people
from goodoffices.claims.quotations import find_quotes
from goodoffices.lexicon.reading import plain_reading
from goodoffices.records import CaseSettings


def speakers(text: str, language: str) -> list[str]:
    reading = plain_reading(text, language)
    people, mentions = find_people(reading, CaseSettings(), (), ())
    names = {person.id: person.name for person in people}
    found = find_quotes(reading, people, mentions, ())
    return [names.get(quote.speaker or "", quote.speaker_text) for quote in found if quote.kind != "indirect"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", 'Hun Manet called an aide. "We kept our word," the 47-year-old said.', "Hun Manet"),
        ("en", 'Nicolás Maduro met Gustavo Petro. The latter said: "We are neighbours."', "Gustavo Petro"),
        ("en", 'Anwar Ibrahim left early. A nurse described the night. "We had no water," she said.', "nurse"),
        ("en", '"We kept our word," deadpanned Anwar Ibrahim.', "Anwar Ibrahim"),
        ("uk", "«Ми чекаємо», — захихотів Альбін Курті.", "Альбін Курті"),
        ("ru", "Министра Мурата Нуртлеу спросили о дороге. «Строим», — ответил тот.", "Мурат Нуртлеу"),
    ],
)
def test_who_speaks(language, text, expected):
    assert speakers(text, language) == [expected]


@pytest.mark.parametrize(("language", "text"), [("en", '"Yes," bed the the '), ("uk", "«Так», — ла ла ")])
def test_long_hostile_text_stays_fast(language, text):
    reading = plain_reading(text * (50_000 // len(text)), language)
    started = time.process_time()
    find_quotes(reading, (), (), ())
    assert time.process_time() - started < 1
