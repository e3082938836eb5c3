"""Tokens of the search index, blinded with a key of the room: the index finds words and holds none.

What stays visible to somebody who has the database and no key is how often an unknown token occurs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from ..lexicon.names.spelling import skeleton
from ..lexicon.reading import WORD
from .stems import stem

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_NAME = 3
"""Consonants of a name below which different names share a skeleton too often."""
REMEMBERED = 200_000
LENGTH = 8
"""Letters of a token: a query for one of a million different words finds another by chance once in 200,000."""


Asked = TypeVar("Asked")
Kept = TypeVar("Kept")
Pairs = tuple[tuple[str, str], ...]


class Memory(dict[Asked, Kept], Generic[Asked, Kept]):
    """What was worked out once for each thing asked; forgotten when there is too much."""

    def __init__(self, make: Callable[[Asked], Kept]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, asked: Asked) -> Kept:
        if len(self) >= REMEMBERED:
            self.clear()
        kept = self[asked] = self._make(asked)
        return kept


class Blinding:
    """The tokens of one room. `key`: 16 to 64 bytes, kept apart from the database.

    Texts come in pieces, as white space parts them: no word has white space in it, and pieces come again and again.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._words = Memory(self._worded)
        self._names: dict[str, tuple[str, ...]] = {}
        self._fields = Memory(self._fielded)
        self._spelled: set[str] = set()

    def token(self, kind: str, value: str) -> str:
        """A token of eight letters for a value of one kind (w word, n name, f field, s shortened name)."""
        plain = f"{kind}:{value}".encode("utf-8", "replace")
        bits = int.from_bytes(hashlib.blake2b(plain, key=self._key, digest_size=7).digest(), "big")
        letters = []
        # Two letter cases would fall together in both databases, so 26 letters carry the digest.
        for _ in range(LENGTH):
            bits, place = divmod(bits, 26)
            letters.append(LETTERS[place])
        return "".join(letters)

    def text(self, pieces: Sequence[str]) -> list[str]:
        """The words of a text in order, by stem; then the skeletons of its capitalised words, without repeats."""
        if len(self._words) >= REMEMBERED:
            self._words.clear()
            self._names.clear()
        tokens = list(map(self._words.__getitem__, pieces))
        capital = self._names.keys() & pieces
        return tokens + sorted({name for piece in capital for name in self._names[piece]}) if capital else tokens

    def fields(self, fields: Pairs, named: Pairs) -> str:
        """Fields with their values, and names behind a field, by word and by skeleton."""
        return self._fields[fields, named]

    def spell(self, pieces: Iterable[str]) -> list[tuple[str, str]]:
        """(shortened name, name) for the names of a text that were not spelled before."""
        fresh = set(pieces) - self._spelled
        if len(self._spelled) >= REMEMBERED:
            self._spelled.clear()
        self._spelled |= fresh
        names = sorted({bones for piece in fresh for bones in skeletons(WORD.findall(piece))})
        return [
            (self.token("s", key), self.token("n", name))
            for name in names
            if len(name) > SHORTEST_NAME
            for key in shortened(name)
        ]

    def spell_again(self) -> None:
        """Forget which names were spelled: they did not get where they were to go."""
        self._spelled.clear()

    def _worded(self, piece: str) -> str:
        words = WORD.findall(piece)
        names = tuple(self.token("n", bones) for word in words if (bones := skeleton_of(word)))
        if names:
            self._names[piece] = names
        return " ".join([self.token("w", stem(word.lower())) for word in words])

    def _fielded(self, asked: tuple[Pairs, Pairs]) -> str:
        fields, named = list(asked[0]), asked[1]
        for field, name in named:
            words = WORD.findall(name)
            fields.extend((field, key) for key in sorted(skeletons(words)))
            fields.extend((field, word) for word in words)
        return " ".join([self.token("f", f"{name}={value}".casefold()) for name, value in dict.fromkeys(fields)])


def skeleton_of(word: str) -> str:
    """The skeleton of a capitalised word that is long enough to tell names apart; "" for any other word."""
    if not word[0].isupper():
        return ""
    bones = skeleton(word)
    return bones if len(bones) >= SHORTEST_NAME else ""


def skeletons(words: Iterable[str]) -> set[str]:
    """The skeletons of the names among the words of a text."""
    return {bones for word in set(words) if (bones := skeleton_of(word))}


def shortened(bones: str) -> tuple[str, ...]:
    """A skeleton and every form of it with one consonant left out: two names within one letter share one of them."""
    if len(bones) <= SHORTEST_NAME:
        return (bones,)
    return (bones, *sorted({bones[:at] + bones[at + 1 :] for at in range(len(bones))}))
