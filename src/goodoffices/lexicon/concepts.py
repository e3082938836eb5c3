"""Words that mean something, from the vocabulary files: concept ids found in a reading, in any language.

A vocabulary file is YAML: concept id -> {labels: {en, uk, ru}, words: {en: [...], uk: [...], ru: [...]}, ...}.
A word ending in `*` stands for every word that begins so (inflection); several words make a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple, cast

from ..errors import RecordError
from .reading import Reading, plain_reading
from .vocabulary import vocabulary

__all__ = ["LANGUAGES", "Concepts", "Pattern", "Sense", "concepts", "label", "vocabulary"]

LANGUAGES = ("en", "uk", "ru")


class Sense(NamedTuple):
    """Words [first, last) of a reading stand for `concept`."""

    first: int
    last: int
    concept: str


class Pattern(NamedTuple):
    """A phrase: each word exact, or a beginning when `stems` says so."""

    words: tuple[str, ...]
    stems: tuple[bool, ...]
    concept: str

    def fits(self, words: list[str], index: int, stop: int) -> bool:
        """Whether the phrase that word `index` may begin goes on after it, ending before `stop`."""
        phrase, stems, _ = self
        if index + len(phrase) > stop:
            return False
        for offset in range(1, len(phrase)):
            seen, word = words[index + offset], phrase[offset]
            if seen != word and not (stems[offset] and seen.startswith(word)):
                return False
        return True


class Start(NamedTuple):
    """What a word may begin: `patterns`, longest first, and the two halves of them that one look at a time settles.

    `alone`: concepts of the word by itself; `seconds`, `begins`: second words of phrases, whole and as beginnings.
    """

    alone: tuple[str, ...]
    seconds: frozenset[str]
    begins: tuple[str, ...]
    patterns: tuple[Pattern, ...]


class Starts(dict[str, Start | None]):
    """Word -> what it may begin, None for nothing; worked out when first met, a bounded number kept."""

    def __init__(self) -> None:
        super().__init__()
        self.exact: dict[str, list[Pattern]] = {}
        self.stems: dict[str, list[Pattern]] = {}

    def __missing__(self, word: str) -> Start | None:
        patterns = list(self.exact.get(word, ()))
        for length in range(2, len(word) + 1):
            patterns.extend(self.stems.get(word[:length], ()))
        known = _start(patterns) if patterns else None
        if len(self) > 50_000:
            self.clear()
        self[word] = known
        return known


def _start(patterns: Sequence[Pattern]) -> Start:
    longer = [pattern for pattern in patterns if len(pattern.words) > 1]
    return Start(
        tuple(dict.fromkeys(pattern.concept for pattern in patterns if len(pattern.words) == 1)),
        frozenset(pattern.words[1] for pattern in longer if not pattern.stems[1]),
        tuple({pattern.words[1]: None for pattern in longer if pattern.stems[1]}),
        tuple(sorted(patterns, key=lambda pattern: -len(pattern.words))),
    )


class Concepts:
    """Finds concepts in readings. Longest phrase wins where two begin at one word with the same concept.

    Built from {concept: {language: [phrases]}}. Lookups are remembered a bounded number of words at a time.
    """

    def __init__(self, table: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self._starts = {code: Starts() for code in LANGUAGES}
        for concept, by_language in table.items():
            for language, phrases in by_language.items():
                for phrase in phrases:
                    self._add(concept, language, str(phrase))

    def _add(self, concept: str, language: str, phrase: str) -> None:
        if language not in self._starts:
            raise RecordError(f"{concept}: {language!r} is no language of the vocabulary; one of {LANGUAGES}")
        parts = phrase.lower().replace("-", " ").split()
        bare = [part.rstrip("*") for part in parts]
        if not parts or not all(bare):
            raise RecordError(f"{concept}: {phrase!r} is no phrase; write words, a final * for a beginning")
        pattern = Pattern(tuple(bare), tuple(part.endswith("*") for part in parts), concept)
        starts = self._starts[language]
        table = starts.stems if pattern.stems[0] else starts.exact
        table.setdefault(pattern.words[0], []).append(pattern)

    def find(self, reading: Reading) -> list[Sense]:
        """Every concept in the reading, in order of its first word; phrases do not cross sentences."""
        if reading.language not in self._starts:
            return []
        senses: list[Sense] = []
        words, sentences = reading.words, reading.sentences
        # Every word is looked up in one sweep without a Python loop: most begin nothing.
        found = cast("list[Start]", list(map(self._starts[reading.language].__getitem__, words)))
        place, stop = 0, sentences[0].last if sentences else 0
        new = tuple.__new__  # a third of what the class itself takes to make one
        for index in compress(range(len(words)), found):
            alone, seconds, begins, patterns = found[index]
            if seconds or begins:
                while index >= stop:
                    place += 1
                    stop = sentences[place].last
                # Most phrases fail at their second word: look there before any is matched.
                following = words[index + 1] if index + 1 < stop else ""
                if following in seconds or following.startswith(begins):
                    _collect(patterns, words, index, stop, senses)
                    continue
            for concept in alone:
                senses.append(new(Sense, (index, index + 1, concept)))
        return senses

    def of(self, phrase: str, language: str) -> list[str]:
        """The concepts of a bare phrase; for tests and tables."""
        return [sense.concept for sense in self.find(plain_reading(phrase, language))]


def _collect(patterns: Iterable[Pattern], words: list[str], index: int, stop: int, senses: list[Sense]) -> None:
    taken: list[str] = []
    for pattern in patterns:
        phrase, _, concept = pattern
        # Most are of one word, which stands there already.
        if concept not in taken and (len(phrase) == 1 or pattern.fits(words, index, stop)):
            taken.append(concept)
            senses.append(Sense(index, index + len(phrase), concept))


@cache
def concepts(*names: str) -> Concepts:
    """The concepts of one or more vocabulary files."""
    table: dict[str, Mapping[str, Iterable[str]]] = {}
    for name in names:
        for concept, entry in vocabulary(name).items():
            table[concept] = entry.get("words", {})
    return Concepts(table)


def label(name: str, concept: str, language: str) -> str:
    """The label of a concept in the interface language; English, then the id, where there is none."""
    labels = vocabulary(name).get(concept, {}).get("labels", {})
    return str(labels.get(language) or labels.get("en") or concept)
