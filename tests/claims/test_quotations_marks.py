"""Quotation marks: what they enclose, whatever the typography, and never more than linear work."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.claims.quotations import find_quotes
from goodoffices.claims.quotations.marks import find_passages
from goodoffices.lexicon.reading import plain_reading

SOUP = st.text(alphabet=st.sampled_from("\"'“”„‟«»‘’‚‹›`aЖ sS.,:!?—–- \n12"), max_size=300)


def passages(text, language="en"):
    reading = plain_reading(text, language)
    return [text[one.start : one.end] for one in find_passages(text, reading.blocks)]


@pytest.mark.parametrize(
    "text",
    [
        'He said "no deal" twice.',
        "He said “no deal” twice.",
        "He said ‘no deal’ twice.",
        "He said 'no deal' twice.",
        "He said ''no deal'' twice.",
        "He said ``no deal'' twice.",
        "Er sagte „no deal“ twice.",
        "Han sade ”no deal” twice.",
        "Он сказал «no deal» twice.",
        "Il a dit «\u00a0no deal\u00a0» twice.",
        "Он сказал ‹no deal› twice.",
        "Він сказав „no deal” twice.",
    ],
)
def test_every_usage_of_marks(text):
    assert passages(text) == ["no deal"]


def test_only_the_outer_level_counts():
    assert passages("«Газета „Труд“ пишет», — сказал он.") == ["Газета „Труд“ пишет"]
    assert passages("“They said ‘wait’ and left,” he said.") == ["They said ‘wait’ and left,"]
    assert passages("'He said \"yes\" to me,' she said.") == ['He said "yes" to me,']


def test_apostrophes_possessives_and_inches_are_no_marks():
    assert passages("The ministers' plan won't fit a 12\" page from the '90s, the U.S.'s critics say.") == []
    assert passages("П'ять об’єктів і п\"ять комп'ютерів", "uk") == []


def test_a_possessive_inside_single_marks():
    assert passages("'The ministers' calendars are full,' he said.") == ["The ministers' calendars are full,"]


def test_one_closing_guillemet_for_two():
    assert passages("«Мы продали ЗАО «Ромашка», — сказал он.", "ru") == ["Мы продали ЗАО «Ромашка"]


def test_an_open_mark_ends_with_its_paragraph():
    assert passages("He said: “First part.\n“Second part,” and left.") == ["First part.", "Second part,"]
    assert passages("He said: “First part.\nSecond part,” and left.") == ["First part.", "Second part,"]
    assert passages("He said: “First part.\nNothing more.") == ["First part."]


def test_author_words_inside_marks_part_the_passage():
    text = "«Да, — сказал Иванов. — Но позже»."
    quotes = find_quotes(plain_reading(text, "ru"), (), (), ())
    assert [quote.text for quote in quotes] == ["Да", "Но позже"]


@given(SOUP)
def test_passages_lie_inside_their_blocks_in_order(text):
    reading = plain_reading(text, "uk")
    found = find_passages(text, reading.blocks)
    for one in found:
        block = reading.blocks[one.block]
        assert block.start <= one.left <= one.start <= one.end <= one.right <= block.end
    assert all(left.right <= right.left for left, right in itertools.pairwise(found))


@given(SOUP, st.sampled_from(["en", "uk", "ru"]))
def test_mark_soup_never_breaks_a_page(text, language):
    quotes = find_quotes(plain_reading(f"Kim said: {text} сказав він, he said.", language), (), (), ())
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)


@pytest.mark.parametrize(
    "unit", ['"', "«", "»", "“a ", " 'a", "a' ", '"a" ', "„", "«а, — сказал он. — б» ", '"A," he said. ']
)
def test_a_hundred_thousand_marks_take_linear_time(unit):
    text = unit * (100_000 // len(unit) if len(unit) > 4 else 100_000)
    reading = plain_reading(text, "ru" if "ск" in unit else "en")
    before = time.process_time()
    find_passages(text, reading.blocks)
    assert time.process_time() - before < 2.0
