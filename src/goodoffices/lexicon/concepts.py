"""Words that mean something, from the vocabulary files: concept ids found in a reading, in any language.

A vocabulary file is YAML: concept id -> {labels: {en, uk, ru}, words: {en: [...], uk: [...], ru: [...]}, ...}.
A word ending in `*` stands for every word that begins so (inflection); several words make a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

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
        """Whether the phrase stands at words[index:], ending before `stop`."""
        if index + len(self.words) > stop:
            return False
        for offset, (word, stem) in enumerate(zip(self.words, self.stems, strict=True)):
            seen = words[index + offset]
            if not (seen.startswith(word) if stem else seen == word):
                return False
        return True


class Concepts:
    """Finds concepts in readings. Longest phrase wins where two begin at one word with the same concept.

    Built from {concept: {language: [phrases]}}. Lookups are remembered a bounded number of words at a time.
    """

    def __init__(self, table: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self._exact: dict[str, dict[str, list[Pattern]]] = {code: {} for code in LANGUAGES}
        self._stems: dict[str, dict[str, list[Pattern]]] = {code: {} for code in LANGUAGES}
        self._seen: dict[str, dict[str, tuple[Pattern, ...]]] = {code: {} for code in LANGUAGES}
        for concept, by_language in table.items():
            for language, phrases in by_language.items():
                for phrase in phrases:
                    self._add(concept, language, str(phrase))

    def _add(self, concept: str, language: str, phrase: str) -> None:
        if language not in self._exact:
            raise RecordError(f"{concept}: {language!r} is no language of the vocabulary; one of {LANGUAGES}")
        parts = phrase.lower().replace("-", " ").split()
        bare = [part.rstrip("*") for part in parts]
        if not parts or not all(bare):
            raise RecordError(f"{concept}: {phrase!r} is no phrase; write words, a final * for a beginning")
        pattern = Pattern(tuple(bare), tuple(part.endswith("*") for part in parts), concept)
        table = self._stems if pattern.stems[0] else self._exact
        table[language].setdefault(pattern.words[0], []).append(pattern)

    def _starting(self, word: str, language: str) -> tuple[Pattern, ...]:
        seen = self._seen[language]
        known = seen.get(word)
        if known is None:
            found = list(self._exact[language].get(word, ()))
            stems = self._stems[language]
            for length in range(2, len(word) + 1):
                found.extend(stems.get(word[:length], ()))
            known = tuple(sorted(found, key=lambda pattern: -len(pattern.words)))
            if len(seen) > 50_000:
                seen.clear()
            seen[word] = known
        return known

    def find(self, reading: Reading) -> list[Sense]:
        """Every concept in the reading, in order of its first word; phrases do not cross sentences."""
        if reading.language not in self._exact:
            return []
        senses: list[Sense] = []
        words, seen = reading.words, self._seen[reading.language]
        for sentence in reading.sentences:
            for index in range(sentence.first, sentence.last):
                word = words[index]
                patterns = seen.get(word)
                if patterns is None:
                    patterns = self._starting(word, reading.language)
                if patterns:
                    self._collect(patterns, words, index, sentence.last, senses)
        return senses

    @staticmethod
    def _collect(patterns: tuple[Pattern, ...], words: list[str], index: int, stop: int, senses: list[Sense]) -> None:
        taken: list[str] = []
        following = words[index + 1] if index + 1 < stop else ""
        for pattern in patterns:
            bare, stems, concept = pattern
            size = len(bare)
            if size > 1:
                # most phrases fail at their second word: look there before the whole phrase is matched
                if not (following.startswith(bare[1]) if stems[1] else following == bare[1]):
                    continue
                if size > 2 and not pattern.fits(words, index, stop):
                    continue
            if concept not in taken:
                taken.append(concept)
                senses.append(Sense(index, index + size, concept))

    def of(self, phrase: str, language: str) -> list[str]:
        """The concepts of a bare phrase; for tests and tables."""
        return [sense.concept for sense in self.find(plain_reading(phrase, language))]


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
