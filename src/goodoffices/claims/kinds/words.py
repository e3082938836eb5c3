"""The words that claim kinds start from: every vocabulary file of theirs in one table, ids told apart by file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ...lexicon.concepts import LANGUAGES, vocabulary
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

MOST_KNOWN = 50_000  # words remembered by a table before it starts afresh


class Mark(NamedTuple):
    """Words [first, last), characters [start, end), that mean concept `id` of a family."""

    family: str
    id: str
    first: int
    last: int
    start: int
    end: int


class Tail(NamedTuple):
    """What must follow a first word: the further words, which of them are beginnings, and what the phrase means."""

    words: tuple[str, ...]
    stems: tuple[bool, ...]
    family: str
    ident: str

    def follows(self, words: list[str], index: int, stop: int) -> bool:
        """Whether the further words stand at words[index:], before `stop`."""
        if index + len(self.words) > stop:
            return False
        for seen, word, stem in zip(words[index:], self.words, self.stems, strict=False):
            if not (seen.startswith(word) if stem else seen == word):
                return False
        return True


class Entry(NamedTuple):
    """What a word may begin: itself alone, phrases by their exact second word, phrases with a beginning there."""

    alone: tuple[tuple[str, str], ...]
    exact: dict[str, tuple[Tail, ...]]
    stems: tuple[Tail, ...]


class Table:
    """Every phrase of the vocabulary files in one language, looked up by first word; lookups are remembered.

    The same phrases as lexicon/concepts.py reads, laid out for one pass with one lookup a word.
    """

    def __init__(self, language: str) -> None:
        self._exact: dict[str, list[Tail]] = {}
        self._stems: dict[str, list[Tail]] = {}
        self.known: dict[str, Entry | None] = {}
        for file, family in FAMILIES.items():
            for ident, entry in vocabulary(file).items():
                for phrase in _spelled(entry.get("words", {}).get(language, ())):
                    self._add(phrase, family, ident)

    def _add(self, phrase: str, family: str, ident: str) -> None:
        parts = phrase.lower().replace("-", " ").split()
        bare = tuple(part.rstrip("*") for part in parts)
        stems = tuple(part.endswith("*") for part in parts)
        table = self._stems if stems[0] else self._exact
        table.setdefault(bare[0], []).append(Tail(bare[1:], stems[1:], family, ident))

    def entry(self, word: str) -> Entry | None:
        """What the word may begin; None for a word that means nothing here."""
        tails = list(self._exact.get(word, ()))
        for length in range(2, len(word) + 1):
            tails.extend(self._stems.get(word[:length], ()))
        found = None
        if tails:
            tails = sorted(dict.fromkeys(tails), key=lambda tail: -len(tail.words))
            exact: dict[str, tuple[Tail, ...]] = {}
            for tail in tails:
                if tail.words and not tail.stems[0]:
                    exact[tail.words[0]] = (*exact.get(tail.words[0], ()), tail)
            alone = tuple(dict.fromkeys((tail.family, tail.ident) for tail in tails if not tail.words))
            found = Entry(alone, exact, tuple(tail for tail in tails if tail.words and tail.stems[0]))
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        self.known[word] = found
        return found


@cache
def _table(language: str) -> Table:
    return Table(language)


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
    if reading.language not in LANGUAGES:
        return []
    table = _table(reading.language)
    known, words = table.known, reading.words
    marks: list[Mark] = []
    reached: dict[str, tuple[int, int]] = {}
    for sentence in reading.sentences:
        stop = sentence.last
        for index in range(sentence.first, stop):
            word = words[index]
            entry = known[word] if word in known else table.entry(word)
            if entry is not None:
                _collect(reading, entry, index, stop, marks, reached)
    return marks


def _collect(
    reading: Reading, entry: Entry, index: int, stop: int, marks: list[Mark], reached: dict[str, tuple[int, int]]
) -> None:
    """Add the marks that begin at word `index`, the longest of each concept."""
    alone, exact, stems = entry
    words = reading.words
    start = reading.starts[index]
    taken: list[tuple[str, str]] = []
    if (exact or stems) and index + 1 < stop:
        tails = exact.get(words[index + 1], ())
        for tail in (*tails, *stems) if stems else tails:
            key = (tail.family, tail.ident)
            if key not in taken and tail.follows(words, index + 1, stop):
                last = index + 1 + len(tail.words)
                if _fresh(tail.family, index, last, reached):
                    taken.append(key)
                    marks.append(Mark(tail.family, tail.ident, index, last, start, reading.ends[last - 1]))
    for family, ident in alone:
        if (family, ident) not in taken and _fresh(family, index, index + 1, reached):
            marks.append(Mark(family, ident, index, index + 1, start, reading.ends[index]))


def _fresh(family: str, first: int, last: int, reached: dict[str, tuple[int, int]]) -> bool:
    """Whether no longer phrase of the family holds these words; where several meanings are meant, always."""
    if family in SEVERAL:
        return True
    before = reached.get(family)
    if before is not None and last <= before[1] and (first, last) != before:
        return False
    reached[family] = (first, last)
    return True


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
