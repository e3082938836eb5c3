"""Cutting a text into sentences and words, and finding concepts in it."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.lexicon.concepts import Concepts
from goodoffices.lexicon.quantities import find_quantities
from goodoffices.lexicon.reading import plain_reading
from goodoffices.lexicon.times import Anchor, find_times


def sentences(text, language="en"):
    reading = plain_reading(text, language)
    return [text[sentence.start : sentence.end] for sentence in reading.sentences]


def test_abbreviations_and_initials_do_not_end_a_sentence():
    assert sentences("The U.S. president met Mr. Smith on Jan. 23. He said “It is done.” Then J. Doe left.") == [
        "The U.S. president met Mr. Smith on Jan. 23.",
        "He said “It is done.”",
        "Then J. Doe left.",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It began on Monday at 10 a.m. Dubai time and took two hours.", 1),
        ("It began at 9 a.m. GMT and took five hours.", 1),
        ("Doors closed at 6 p.m. (EST) in Ottawa.", 1),
        ("They sat down at 8:30 p.m. Wednesday in Bogota.", 1),
        ("Work resumed at 7 a.m. March 3 after a pause.", 1),
        ("It ended at 4 p.m. New York time.", 1),
        ("It broke up at 11 p.m. Abu Dhabi time, an aide said.", 1),
        ("Lunch was at 1 p.m. UN envoys stayed away.", 2),
        ("It ended at 5 p.m. Kyiv said it had been useful.", 2),
        ("It ended at 5 p.m. Monday's session was longer.", 2),
    ],
)
def test_zones_and_days_go_with_the_half_of_the_day(text, count):
    assert len(plain_reading(text, "en").sentences) == count


def test_cyrillic_abbreviations():
    assert len(sentences("Зустріч відбулася 17 лют. 2026 р. у Женеві. Сторони розійшлися.", "uk")) == 2


@given(st.text(alphabet=st.sampled_from("aB1.!? \n“”,'’—Їж"), max_size=200))
def test_words_and_sentences_lie_inside_the_text_in_order(text):
    reading = plain_reading(text, "en")
    spots = list(zip(reading.starts, reading.ends, strict=True))
    assert all(start < end for start, end in spots)
    assert spots == sorted(spots)
    edges = [(sentence.start, sentence.end) for sentence in reading.sentences]
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(edges))
    for sentence in reading.sentences:
        assert reading.sentence_at(sentence.start) is sentence
        assert reading.word_at(sentence.start) == sentence.first


def test_longest_phrase_first_and_stems_for_inflection():
    table = Concepts(
        {"exchange": {"en": ["prisoner* exchange*"], "uk": ["обмін* полонен*"]}, "talks": {"en": ["talks"]}}
    )
    assert table.of("The prisoners' exchange and the talks", "en") == ["exchange", "talks"]
    assert table.of("домовилися про обмін полоненими", "uk") == ["exchange"]
    assert table.of("talkshow", "en") == []


@pytest.mark.parametrize("unit", ["!", "A.", "слово", "100 000 "])
def test_long_rows_are_read_once(unit):
    text = unit * (50_000 // len(unit))
    start = time.process_time()
    reading = plain_reading(text, "uk")
    find_times(reading, Anchor(None))
    find_quantities(reading)
    assert time.process_time() - start < 3
