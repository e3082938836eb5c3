"""Signs between words, capitals and gaps: lists made once a page, equal to what a look at the text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.claims.quotations.sheet import signs_of
from goodoffices.lexicon.reading import plain_reading

TEXT = st.text(alphabet="aB Яї',.;:-—–()«»“”\n", max_size=80)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("one, two", [","]),
        ("one two", [""]),
        ("US-mediated", [""]),
        ("one - two", ["-"]),
        ("one — two", ["—"]),
        ("one: two (three) four", [":", "(", ")"]),
        ("one\ntwo", ["\n"]),
        ("one. Two", [""]),
    ],
)
def test_the_sign_that_parts_two_words(text: str, signs: list[str]) -> None:
    assert signs_of(plain_reading(text, "en"))[: len(signs)] == signs


@given(TEXT)
def test_the_ends_count_as_ends_of_a_line_and_nothing_stands_before_the_first_word(text: str) -> None:
    reading = plain_reading(text, "en")
    signs = signs_of(reading)
    assert len(signs) == max(len(reading.words), 1) + 2
    assert signs[-1] == ""
    assert signs[len(reading.words)] == "\n"


@given(TEXT)
def test_capitals_and_gaps_say_what_the_text_says(text: str) -> None:
    reading = plain_reading(text, "uk")
    assert reading.capitals == [reading.text[start].isupper() for start in reading.starts]
    between = [reading.text[end:start] for end, start in zip(reading.ends, reading.starts[1:], strict=False)]
    assert reading.gaps == [*between, ""]
