"""The words that claim kinds start from: every vocabulary file of theirs in one table, ids told apart by file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple, cast

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
    "goods": "ware",
    "pacts": "pact",
    "deeds": "deed",
    "figures": "counted",
    "doings": "doing",
}
# One word may mean several things at once in these; elsewhere the longest phrase alone counts.
SEVERAL = frozenset({"turn", "hedge", "cue", "act", "strike", "ware", "pact", "deed", "counted", "doing"})

MOST_KNOWN = 50_000  # words remembered by a table before it starts afresh


class Mark:
    """Words [first, last), characters [start, end), that mean concept `id` of a family. Never changed once made."""

    __slots__ = ("end", "family", "first", "id", "last", "start")

    def __init__(self, family: str, ident: str, first: int, last: int, start: int, end: int) -> None:
        self.family, self.id = family, ident
        self.first, self.last, self.start, self.end = first, last, start, end


Meaning = tuple[str, str]  # family, id


class Told(NamedTuple):
    """What a phrase of `length` words means; whether `several` meanings may stand there; the bits of what it calls."""

    family: str
    id: str
    length: int
    several: bool
    calls: int


class Tail(NamedTuple):
    """What must follow a first word: the further words, which of them are beginnings, and what the phrase means."""

    words: tuple[str, ...]
    stems: tuple[bool, ...]
    told: Told


class Entry(NamedTuple):
    """What a word may begin: itself alone, phrases by their exact second word, phrases with a beginning there.

    `begins` are the beginnings of second words, for one look before any phrase is matched.
    """

    alone: tuple[Told, ...]
    exact: dict[str, tuple[Tail, ...]]
    begins: tuple[str, ...]
    stems: tuple[Tail, ...]


class Table(dict[str, Entry | None]):
    """Every phrase of the vocabulary files in one language by first word; None for a word that means nothing.

    The same phrases as lexicon/concepts.py reads, laid out for one pass with one lookup a word. What a word may begin
    is worked out when it is first met, and kept for a bounded number of words. `calls`: the bits of what a meaning
    calls, for every meaning there is.
    """

    def __init__(self, language: str, calls: Mapping[Meaning, int]) -> None:
        super().__init__()
        self._exact: dict[str, list[Tail]] = {}
        self._stems: dict[str, list[Tail]] = {}
        for file, family in FAMILIES.items():
            for ident, entry in vocabulary(file).items():
                for phrase in _spelled(entry.get("words", {}).get(language, ())):
                    self._add(phrase, family, ident, calls[family, ident])

    def _add(self, phrase: str, family: str, ident: str, calls: int) -> None:
        parts = phrase.lower().replace("-", " ").split()
        bare = tuple(part.rstrip("*") for part in parts)
        stems = tuple(part.endswith("*") for part in parts)
        table = self._stems if stems[0] else self._exact
        told = Told(family, ident, len(parts), family in SEVERAL, calls)
        table.setdefault(bare[0], []).append(Tail(bare[1:], stems[1:], told))

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
    alone = tuple(dict.fromkeys(tail.told for tail in tails if not tail.words))
    return Entry(alone, exact, tuple({tail.words[0]: None for tail in stems}), stems)


def _spelled(phrases: Iterable[str]) -> list[str]:
    spelled: list[str] = []
    for phrase in phrases:
        if "'" in phrase:
            spelled.extend(phrase.replace("'", mark) for mark in APOSTROPHES)
        else:
            spelled.append(phrase)
    return spelled


class Marked:
    """The marks of one sentence by family, each list in text order; their ids; the bits of all that they call."""

    __slots__ = ("called", "families", "ids")

    def __init__(self) -> None:
        self.families: dict[str, list[Mark]] = defaultdict(list)
        self.ids: set[str] = set()
        self.called = 0


def marks_of(reading: Reading, table: Table) -> list[Marked | None]:
    """For each sentence its marks, without those inside a longer one of their family; None for a sentence without any.

    `table`: of the language of the reading.
    """
    words, starts, ends, sentences = reading.words, reading.starts, reading.ends, reading.sentences
    marked: list[Marked | None] = [None] * len(sentences)
    if reading.language not in LANGUAGES:
        return marked
    # Every word is looked up in one sweep without a Python loop: most mean nothing.
    entries = cast("list[Entry]", list(map(table.__getitem__, words)))
    reached: dict[str, tuple[int, int]] = {}  # family -> words [first, last) of its latest mark
    place, stop, here = -1, 0, Marked()
    for index in compress(range(len(words)), entries):
        alone, exact, begins, stems = entries[index]
        if index >= stop:
            while index >= stop:
                place += 1
                stop = sentences[place].last
            here = Marked()
            families, add = here.families, here.ids.add
        told: Sequence[Told] = alone
        if (exact or begins) and index + 1 < stop:
            following = words[index + 1]
            if following in exact or (begins and following.startswith(begins)):
                told = _phrases((*exact.get(following, ()), *stems), words, index, stop, alone)
        for family, ident, length, several, calls in told:
            last = index + length
            if not several:
                before = reached.get(family)
                if before is not None and last <= before[1] and before != (index, last):
                    continue  # a longer phrase of the family holds these words
                reached[family] = (index, last)
            marked[place] = here
            families[family].append(Mark(family, ident, index, last, starts[index], ends[last - 1]))
            add(ident)
            here.called |= calls
    return marked


def _phrases(tails: Iterable[Tail], words: list[str], index: int, stop: int, alone: tuple[Told, ...]) -> Sequence[Told]:
    """What word `index` means with the words behind it and alone: the longest phrase of each meaning."""
    found: dict[Meaning, Told] = {}
    for further, stems, told in tails:
        last = index + told.length
        if last <= stop and _stand(further, stems, words[index + 1 : last]):
            found.setdefault((told.family, told.id), told)
    return (*found.values(), *[one for one in alone if (one.family, one.id) not in found]) if found else alone


def _stand(further: tuple[str, ...], stems: tuple[bool, ...], seen: list[str]) -> bool:
    """Whether the words seen are the further words of a phrase."""
    if True not in stems:
        return (*seen,) == further
    return all(
        one.startswith(word) if stem else one == word for word, stem, one in zip(further, stems, seen, strict=True)
    )


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
