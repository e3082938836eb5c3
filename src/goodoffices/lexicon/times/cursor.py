"""A reading with the senses of its words, and the few questions that grammar asks of it."""

from __future__ import annotations

from typing import Any

from ..reading import Reading
from .words import NOTHING, Senses, plain_word, table

DASHES = frozenset("-‐‑‒–—−")


class Cursor:
    """Words, their places and senses; patterns look ahead up to `stop`, the end of the sentence at hand."""

    __slots__ = ("ends", "first", "language", "senses", "starts", "stop", "text", "words")

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.words = reading.words
        self.starts = reading.starts
        self.ends = reading.ends
        self.language = reading.language
        known = table(reading.language)
        self.senses: list[Senses] = [known[word] for word in reading.words]
        self.first = 0
        self.stop = len(self.words)

    def take(self, index: int, kind: str) -> tuple[Any, int] | None:
        """The value of `kind` at word `index`, longest phrase first, and the index after it."""
        if index >= self.stop:
            return None
        senses = self.senses[index]
        if not senses:
            return None
        for phrase in senses.get("phrases", ()):
            if phrase.kind == kind and self._fits(index + 1, phrase.rest):
                return phrase.value, index + 1 + len(phrase.rest)
        if kind in senses:
            return senses[kind], index + 1
        return None

    def _fits(self, index: int, rest: tuple[tuple[str, bool], ...]) -> bool:
        if index + len(rest) > self.stop:
            return False
        for offset, (word, stem) in enumerate(rest):
            seen = plain_word(self.words[index + offset])
            if not (seen.startswith(word) if stem else seen == word):
                return False
        return True

    def at(self, index: int) -> Senses:
        """The senses of word `index`; none beyond the sentence."""
        return self.senses[index] if self.first <= index < self.stop else NOTHING

    def word(self, index: int) -> str:
        """Word `index` in lower case; empty beyond the sentence."""
        return self.words[index] if self.first <= index < self.stop else ""

    def gap(self, index: int) -> str:
        """What stands between word `index - 1` and word `index`, without white space; "\\n" beyond the sentence."""
        if not self.first < index < self.stop:
            return "\n"
        return self.text[self.ends[index - 1] : self.starts[index]].strip()

    def spaced(self, index: int) -> bool:
        """Whether only white space parts word `index` from the one before."""
        return self.gap(index) == ""

    def joined(self, index: int) -> bool:
        """Whether word `index` touches the one before."""
        return self.first < index < self.stop and self.ends[index - 1] == self.starts[index]

    def joined_by(self, *indices: int) -> bool:
        """Whether exactly one character parts each of these words from the one before."""
        return all(self.first < i < self.stop and self.starts[i] - self.ends[i - 1] == 1 for i in indices)

    def dashed(self, index: int) -> bool:
        """Whether a single dash or hyphen parts word `index` from the one before."""
        return self.gap(index) in DASHES

    def after(self, index: int) -> str:
        """The character right after word `index - 1`; empty at the end of the text."""
        place = self.ends[index - 1]
        return self.text[place : place + 1]

    def before(self, index: int) -> str:
        """The character right before word `index`; empty at the beginning of the text."""
        place = self.starts[index]
        return self.text[place - 1 : place] if place else ""
