"""Words of a line: what splitting finds is what the pattern finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.documents.page_words import TOKEN, parted, straight, words_in

LETTERS = st.sampled_from(list("abzйєї'’-–—.,:;_/ \t\u00a0\u0301\u200b5½«»“”…@£"))


@given(st.text(LETTERS, max_size=60) | st.text(max_size=40))
def test_splitting_finds_the_words_of_the_pattern(text: str) -> None:
    low = straight(text)
    assert words_in(low, parted(low)) == TOKEN.findall(low)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("The envoy's aide said 'no' twice.", ["the", "envoy's", "aide", "said", "no", "twice"]),
        ("м'яч, об’єкт — «так»", ["м'яч", "об'єкт", "так"]),
        ("a''b 'tis 10:40 p.m.", ["a", "b", "tis", "10", "40", "p", "m"]),
        ("перегово\u0301ри", ["перегово", "ри"]),
        ("— …", []),
    ],
)
def test_words_of_a_line(line: str, words: list[str]) -> None:
    low = straight(line)
    assert words_in(low, parted(low)) == words


def test_parting_keeps_every_place() -> None:
    text = "«Yes» — he said: no/no (twice)"
    assert len(parted(text)) == len(text)
    assert parted(text).split() == ["Yes", "he", "said", "no", "no", "twice"]
