"""A reading with the senses of its words, and the few questions that grammar asks of it."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any

from ..concepts import LANGUAGES
from ..reading import Reading
from .words import NOTHING, Senses, table

if TYPE_CHECKING:
    from .numerals import Amount, Number

DASHES = frozenset("-‐‑‒–—−")


class Cursor:
    """Words, their places and senses; patterns look ahead up to `stop`, the end of the sentence at hand."""

    __slots__ = (
        "amounts",
        "barren",
        "begun",
        "ends",
        "first",
        "gaps",
        "language",
        "numbers",
        "plain",
        "senses",
        "starts",
        "stop",
        "text",
        "words",
    )

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.words = reading.words
        self.starts = reading.starts
        self.ends = reading.ends
        self.gaps = reading.gaps
        self.language = reading.language if reading.language in LANGUAGES else "en"
        known = table(reading.language)
        self.plain = known.plain
        self.senses: list[Senses] = list(map(known.__getitem__, reading.words))
        self.begun = _begun(reading.words, self.senses, self.plain)
        self.amounts: dict[int, Amount | None] = {}
        self.numbers: dict[int, Number | None] = {}
        self.barren = (0, 0)
        self.first = 0
        self.stop = len(self.words)

    def take(self, index: int, kind: str) -> tuple[Any, int] | None:
        """The value of `kind` at word `index`, longest phrase first, and the index after it."""
        if index >= self.stop:
            return None
        senses = self.senses[index]
        if kind not in senses.kinds:
            return None
        phrases = senses.phrases.get(kind) if senses.phrases else None
        if phrases and index + 1 < self.stop:
            following = self.words[index + 1]
            following = self.plain.get(following, following)
            if following in senses.seconds or (senses.stems and following.startswith(senses.stems)):
                for rest, _, value in phrases:
                    word, stem = rest[0]
                    # Most fail at their second word: no call for those.
                    if following != word and not (stem and following.startswith(word)):
                        continue
                    if len(rest) == 1 or self._fits(index + 2, rest[1:]):
                        return value, index + 1 + len(rest)
        return (senses.values[kind], index + 1) if kind in senses.values else None

    def begins(self, index: int) -> int:
        """The grammars that may begin at word `index`, as bits; none beyond the sentence."""
        return self.begun[index] if self.first <= index < self.stop else 0

    def _fits(self, index: int, rest: tuple[tuple[str, bool], ...]) -> bool:
        if index + len(rest) > self.stop:
            return False
        for word, stem in rest:
            seen = self.words[index]
            seen = self.plain.get(seen, seen)
            if seen != word and not (stem and seen.startswith(word)):
                return False
            index += 1
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
        between = self.gaps[index - 1]
        return "" if between == " " else between.strip()

    def spaced(self, index: int) -> bool:
        """Whether only white space parts word `index` from the one before."""
        if not self.first < index < self.stop:
            return False
        between = self.gaps[index - 1]
        return between == " " or not between or between.isspace()

    def joined(self, index: int) -> bool:
        """Whether word `index` touches the one before."""
        return self.first < index < self.stop and self.ends[index - 1] == self.starts[index]

    def joined_by(self, *indices: int) -> bool:
        """Whether exactly one character parts each of these words from the one before."""
        return all(self.first < i < self.stop and self.starts[i] - self.ends[i - 1] == 1 for i in indices)

    def dashed(self, index: int) -> bool:
        """Whether a single dash or hyphen parts word `index` from the one before."""
        return self.first < index < self.stop and self.gaps[index - 1].strip() in DASHES

    def after(self, index: int) -> str:
        """The character right after word `index - 1`; empty at the end of the text."""
        place = self.ends[index - 1]
        return self.text[place : place + 1]

    def before(self, index: int) -> str:
        """The character right before word `index`; empty at the beginning of the text."""
        place = self.starts[index]
        return self.text[place - 1 : place] if place else ""


def _begun(words: list[str], senses: list[Senses], plain: dict[str, str]) -> list[int]:
    """For each word the grammars that may begin there, after a look at the words behind it."""
    begun = [sense.begins for sense in senses]
    last = len(words) - 1
    for index in compress(range(len(words)), begun):
        sense = senses[index]
        if index == last:
            begun[index] = sense.own
            continue
        if sense.seconds or sense.stems:
            following = words[index + 1]
            following = plain.get(following, following)
            if following in sense.seconds or (sense.stems and following.startswith(sense.stems)):
                continue
        if not sense.leads or senses[index + 1].begins or (index + 2 <= last and senses[index + 2].begins):
            begun[index] = sense.own
        else:
            begun[index] = 0
    return begun
