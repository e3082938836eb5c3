"""One sentence with what stands in it: its clauses, words and nearest things, each worked out once."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodoffices.claims.kinds import passage as passages
from goodoffices.claims.kinds.passage import SHORTEST, Passage, Stretch
from goodoffices.claims.kinds.words import Marked, Table, marks_of
from goodoffices.lexicon.reading import plain_reading

PIECES = (
    "the talks", "ended", "in Muscat", "and", "but", "while", "who", "so", "немає", "але", "який", "хоча", "однако", "а",
    "у місті", "long", "with", "much shorter", "коротші за", "who's", "WHILE", "and-so", "“they", "left”", "No", "it",
)  # fmt: skip
GAPS = (" ", ", ", "; ", ": ", " — ", " - ", ",  ", ", — ", "”, ", ",;", "  ", ",", " (", "\u00a0", ",\u00a0")


def sentences_of(text):
    reading = plain_reading(text, "en")
    return [Passage(reading, sentence, Marked()) for sentence in reading.sentences]


def clauses_by_search(passage):
    """The clauses as one search over the whole sentence finds them."""
    reading = passage.reading
    found = [match.end() for match in passages._BREAK.finditer(reading.text, passage.start, passage.end)]
    breaks = [
        spot
        for spot, following in pairwise([*found, passage.end])
        if reading.word_at(following) - reading.word_at(spot) > SHORTEST
    ]
    return list(pairwise((passage.start, *breaks, passage.end)))


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), min_size=1, max_size=30))
@example([("the talks ended", ",;"), ("but", " "), ("they left the hall", " ")])
@example([("“they left the hall", ", "), ("while", " "), ("who", " "), ("it is said to be", "; ")])
def test_clauses_are_those_of_one_search_over_the_sentence(parts):
    for passage in sentences_of("".join(piece + gap for piece, gap in parts)):
        expected = clauses_by_search(passage)
        assert [passage.clause(start) for start, _ in expected] == expected
        assert {passage.clause(at) for at in range(passage.start, passage.end)} <= set(expected)


def test_a_short_tail_after_a_conjunction_is_no_clause():
    [passage] = sentences_of(
        "The envoys met in the old town hall, but nothing came, while the fighting went on outside."
    )
    text = passage.reading.text
    assert [text[slice(*passage.clause(text.index(word)))] for word in ("envoys", "nothing", "fighting")] == [
        "The envoys met in the old town hall, but nothing came, ",
        "The envoys met in the old town hall, but nothing came, ",
        "while the fighting went on outside.",
    ]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Will the sides meet?”", True),
        ("What is known of the truce.", True),
        ("Що відомо про обмін.", True),
        ("Що ж, сторони роз'їхалися.", False),
        ("They asked why.", False),
        ("They left.”", False),
    ],
)
def test_questions_and_teasers_claim_nothing(text, asks):
    [passage] = sentences_of(text)
    assert passage.asks is asks and passage.asks is asks


def test_words_of_a_sentence_are_its_own():
    first, second = sentences_of("Talks were held. Nobody signed.")
    assert first.holds(frozenset({"held"})) and not first.holds(frozenset({"nobody"}))
    assert second.words(0, 99) == ["nobody", "signed"]
    assert second.words(-5, -1) == []


def test_the_nearest_thing_is_the_earlier_of_two_as_near():
    [passage] = sentences_of("a bb ccc dd e")
    at, left, right, inside = Stretch(5, 8), Stretch(2, 4), Stretch(9, 11), Stretch(6, 7)
    assert passage.nearest([left, right], at) is left
    assert passage.nearest([left, right, inside], at) is inside
    assert passage.nearest([left, right], at, within=(5, 13)) is right
    assert passage.nearest([], at) is None


def test_phrases_end_with_their_sentence():
    table = Table("en", Counter())
    together = marks_of(plain_reading("They signed a prisoner swap.", "en"), table)
    parted = marks_of(plain_reading("They signed for the prisoner. Swap shops opened.", "en"), table)
    assert any("prisoner-exchange" in marked.ids for marked in together if marked)
    assert not any("prisoner-exchange" in marked.ids for marked in parted if marked)
