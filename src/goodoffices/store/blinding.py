"""Tokens of the search index, blinded with a key of the room: the index finds words and holds none.

What stays visible to somebody who has the database and no key is how often an unknown token occurs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..lexicon.names.spelling import skeleton
from .stems import stem

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_NAME = 3
"""Consonants of a name below which different names share a skeleton too often."""
REMEMBERED = 200_000


class _Tokens(dict[str, str]):
    """Words to what stands for them in the index; worked out once for each word, forgotten when there are too many."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        token = self[word] = self._make(word)
        return token


class Blinding:
    """The tokens of one room. `key`: 16 to 64 bytes, kept apart from the database.

    `spelled`: the names whose shortened forms this process has written already.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._words = _Tokens(lambda word: self.token("w", stem(word.lower())))
        self._names = _Tokens(self._name)
        self._fields = _Tokens(lambda field: self.token("f", field.casefold()))
        self.spelled: set[str] = set()

    def token(self, kind: str, value: str) -> str:
        """A token of eleven letters for a value of one kind (w word, n name, f field, s shortened name)."""
        plain = f"{kind}:{value}".encode("utf-8", "replace")
        bits = int.from_bytes(hashlib.blake2b(plain, key=self._key, digest_size=7).digest(), "big")
        letters = []
        # Two letter cases would fall together in both databases, so 26 letters carry the digest.
        for _ in range(11):
            bits, place = divmod(bits, 26)
            letters.append(LETTERS[place])
        return "".join(letters)

    def text(self, words: Sequence[str]) -> list[str]:
        """The words of a text in order, by stem; then its capitalised words, by the skeleton all spellings share."""
        known, names = self._words, self._names
        return [*[known[word] for word in words], *filter(None, {names[word]: None for word in words if word[0] > "@"})]

    def _name(self, word: str) -> str:
        bones = skeleton_of(word)
        return self.token("n", bones) if bones else ""

    def fields(self, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Fields and their values."""
        for name, value in fields:
            yield self._fields[f"{name}={value}"]


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
