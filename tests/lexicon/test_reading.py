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
