"""The words that claim kinds start from: every vocabulary file of theirs in one table, ids told apart by file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ...lexicon.concepts import Concepts, vocabulary
from ...lexicon.reading import APOSTROPHES, Reading

FAMILIES: dict[str, str] = {
    "talks": "talks",
    "order": "order",
    "acts": "act",
    "assessments": "grade",
    "issues": "issue",
    "stances": "stance",
    "formats": "format",
    "polarity": "turn",
    "people-of": "who",
    "harm": "harm",
    "strikes": "strike",
    "upstreams": "teller",
    "cues": "cue",
    "hedges": "hedge",
    "things": "thing",
}
# One word may mean several things at once in these; elsewhere the longest phrase alone counts.
SEVERAL = frozenset({"turn", "hedge", "cue", "act", "strike"})


class Mark(NamedTuple):
    """Words [first, last), characters [start, end), that mean concept `id` of a family."""

    family: str
    id: str
    first: int
    last: int
    start: int
    end: int


@cache
def _table() -> tuple[Concepts, dict[str, tuple[str, str]]]:
    table: dict[str, Mapping[str, Iterable[str]]] = {}
    names: dict[str, tuple[str, str]] = {}
    for file, family in FAMILIES.items():
        for concept, entry in vocabulary(file).items():
            key = f"{family}:{concept}"
            names[key] = (family, concept)
            table[key] = {code: _spelled(phrases) for code, phrases in entry.get("words", {}).items()}
    return Concepts(table), names


def _spelled(phrases: Iterable[str]) -> list[str]:
    spelled: list[str] = []
    for phrase in phrases:
        if "'" in phrase:
            spelled.extend(phrase.replace("'", mark) for mark in APOSTROPHES)
        else:
            spelled.append(phrase)
    return spelled


def marks_of(reading: Reading) -> list[Mark]:
    """Every mark in the reading in order of its first word, without those inside a longer one of their family."""
    finder, names = _table()
    starts, ends = reading.starts, reading.ends
    marks: list[Mark] = []
    reached: dict[str, tuple[int, int]] = {}
    for first, last, key in finder.find(reading):
        family, ident = names[key]
        if family not in SEVERAL:
            before = reached.get(family)
            if before is not None and last <= before[1] and (first, last) != before:
                continue
            reached[family] = (first, last)
        marks.append(Mark(family, ident, first, last, starts[first], ends[last - 1]))
    return marks


@cache
def trait(file: str, ident: str, name: str) -> str:
    """One further field of a vocabulary entry ("level" of a talks noun, "aspect" of an assessment), or ""."""
    return str(vocabulary(file).get(ident, {}).get(name, ""))


@cache
def rank_of(word: str) -> int:
    """The rank of an assessment word, -3 (collapse) .. 3 (breakthrough). KeyError for an unknown word."""
    return int(vocabulary("assessments")[word]["rank"])


def aspect_of(word: str) -> str:
    """`outcome` or `manner`: assessments of different aspects do not contradict each other."""
    return trait("assessments", word, "aspect")
