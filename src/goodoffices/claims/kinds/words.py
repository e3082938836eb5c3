"""The words that claim kinds start from: every vocabulary file of theirs in one table, ids told apart by file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple, cast

import msgspec

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


class Mark(msgspec.Struct, frozen=True, gc=False):
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
    meaning: tuple[str, str]

    def follows(self, words: list[str], index: int) -> bool:
        """Whether the further words stand at words[index:]."""
        for word, stem in zip(self.words, self.stems, strict=True):
            if not words[index].startswith(word) if stem else words[index] != word:
                return False
            index += 1
        return True


class Entry(NamedTuple):
    """What a word may begin: itself alone, phrases by their exact second word, phrases with a beginning there.

    A meaning is (family, id); `begins` are the beginnings of second words, for one look before any phrase is matched.
    """

    alone: tuple[tuple[str, str], ...]
    exact: dict[str, tuple[Tail, ...]]
    begins: tuple[str, ...]
    stems: tuple[Tail, ...]


class Table(dict[str, Entry | None]):
    """Every phrase of the vocabulary files in one language by first word; None for a word that means nothing.

    The same phrases as lexicon/concepts.py reads, laid out for one pass with one lookup a word. What a word may begin
    is worked out when it is first met, and kept for a bounded number of words.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._exact: dict[str, list[Tail]] = {}
        self._stems: dict[str, list[Tail]] = {}
        for file, family in FAMILIES.items():
            for ident, entry in vocabulary(file).items():
                for phrase in _spelled(entry.get("words", {}).get(language, ())):
                    self._add(phrase, (family, ident))

    def _add(self, phrase: str, meaning: tuple[str, str]) -> None:
        parts = phrase.lower().replace("-", " ").split()
        bare = tuple(part.rstrip("*") for part in parts)
        stems = tuple(part.endswith("*") for part in parts)
        table = self._stems if stems[0] else self._exact
        table.setdefault(bare[0], []).append(Tail(bare[1:], stems[1:], meaning))

    def __missing__(self, word: str) -> Entry | None:
        tails = list(self._exact.get(word, ()))
        for length in range(2, len(word) + 1):
            tails.extend(self._stems.get(word[:length], ()))
        if len(self) > MOST_KNOWN:
            self.clear()
        found = self[word] = _entry(tails) if tails else None
        return found


def _entry(tails: Iterable[Tail]) -> Entry:
    tails = sorted(dict.fromkeys(tails), key=lambda tail: -len(tail.words))
    exact: dict[str, tuple[Tail, ...]] = {}
    for tail in tails:
        if tail.words and not tail.stems[0]:
            exact[tail.words[0]] = (*exact.get(tail.words[0], ()), tail)
    stems = tuple(tail for tail in tails if tail.words and tail.stems[0])
    alone = tuple(dict.fromkeys(tail.meaning for tail in tails if not tail.words))
    return Entry(alone, exact, tuple({tail.words[0]: None for tail in stems}), stems)


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


Reached = dict[str, tuple[int, int]]  # family -> words [first, last) of its latest mark


def marks_of(reading: Reading) -> list[Mark]:
    """Every mark in the reading in order of its first word, without those inside a longer one of their family."""
    if reading.language not in LANGUAGES:
        return []
    words, starts, ends, sentences = reading.words, reading.starts, reading.ends, reading.sentences
    # Every word is looked up in one sweep without a Python loop: most mean nothing.
    entries = cast("list[Entry]", list(map(_table(reading.language).__getitem__, words)))
    marks: list[Mark] = []
    reached: Reached = {}
    place, stop = 0, sentences[0].last if sentences else 0
    for index, (alone, exact, begins, stems), following in compress(
        zip(range(len(words)), entries, [*words[1:], ""], strict=False), entries
    ):
        taken: Sequence[tuple[str, str]] = ()
        if following in exact or (begins and following.startswith(begins)):
            while index >= stop:
                place += 1
                stop = sentences[place].last
            taken = _phrases(reading, (*exact.get(following, ()), *stems), index, stop, marks, reached)
        for meaning in alone:
            family, ident = meaning
            if meaning not in taken and (family in SEVERAL or _fresh(family, index, index + 1, reached)):
                marks.append(Mark(family, ident, index, index + 1, starts[index], ends[index]))
    return marks


def _phrases(
    reading: Reading, tails: Iterable[Tail], index: int, stop: int, marks: list[Mark], reached: Reached
) -> list[tuple[str, str]]:
    """Add the phrases that word `index` begins, the longest of each meaning; the meanings taken."""
    taken: list[tuple[str, str]] = []
    for tail in tails:
        meaning, last = tail.meaning, index + 1 + len(tail.words)
        if last <= stop and meaning not in taken and tail.follows(reading.words, index + 1):
            family, ident = meaning
            if family in SEVERAL or _fresh(family, index, last, reached):
                taken.append(meaning)
                marks.append(Mark(family, ident, index, last, reading.starts[index], reading.ends[last - 1]))
    return taken


def _fresh(family: str, first: int, last: int, reached: Reached) -> bool:
    """Whether no longer phrase of the family holds these words."""
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
