"""Concepts in readings: phrases before words, beginnings, sentence ends."""

from __future__ import annotations

import pytest

from goodoffices.errors import RecordError
from goodoffices.lexicon.concepts import Concepts
from goodoffices.lexicon.reading import plain_reading

TABLE = {
    "truce": {"en": ["truce", "cease fire", "cease-fire deal*"], "uk": ["перемир*"]},
    "fire": {"en": ["fire", "cease fire"]},
    "cease": {"en": ["cease*"]},
}


def found(text: str, language: str = "en") -> list[tuple[int, int, str]]:
    return [tuple(sense) for sense in Concepts(TABLE).find(plain_reading(text, language))]  # type: ignore[misc]


def test_the_longest_phrase_of_a_concept_wins_and_other_concepts_stay() -> None:
    assert found("A cease-fire deals with much.") == [
        (1, 4, "truce"),
        (1, 3, "fire"),
        (1, 2, "cease"),
        (2, 3, "fire"),
    ]


def test_a_phrase_that_fails_at_its_second_word_leaves_the_word_alone() -> None:
    assert found("They cease work. Fire!") == [(1, 2, "cease"), (3, 4, "fire")]


def test_no_phrase_goes_over_the_end_of_a_sentence() -> None:
    assert found("Let them cease. Fire is out.") == [(2, 3, "cease"), (3, 4, "fire")]


def test_beginnings_stand_for_inflected_words() -> None:
    assert found("Про перемир'я та перемиру говорили.", "uk") == [(1, 2, "truce"), (3, 4, "truce")]


def test_the_same_words_again_are_found_again() -> None:
    concepts = Concepts(TABLE)
    reading = plain_reading("Cease fire.\nNo cease fire.", "en")
    assert concepts.find(reading) == concepts.find(reading)
    assert [sense.first for sense in concepts.find(reading) if sense.concept == "truce"] == [0, 3]


def test_an_empty_text_and_an_unknown_language_hold_none() -> None:
    assert found("") == []
    assert found("Truce", "de") == []


@pytest.mark.parametrize("table", [{"a": {"de": ["x"]}}, {"a": {"en": ["*"]}}, {"a": {"en": [" "]}}])
def test_a_table_that_is_none_is_refused(table: dict[str, dict[str, list[str]]]) -> None:
    with pytest.raises(RecordError):
        Concepts(table)
