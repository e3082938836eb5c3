"""Tokens of the search index, blinded with a key of the room: the index finds words and holds none.

What stays visible to somebody who has the database and no key is how often an unknown token occurs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ..lexicon.names.spelling import skeleton
from ..lexicon.reading import WORD
from .stems import stem

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_NAME = 3
"""Consonants of a name below which different names share a skeleton too often."""
REMEMBERED = 200_000


class Blinding:
    """The tokens of one room. `key`: 16 to 64 bytes, kept apart from the database."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._tokens: dict[str, str] = {}

    def token(self, kind: str, value: str) -> str:
        """A token of eleven letters for a value of one kind (w word, n name, f field, s shortened name)."""
        plain = f"{kind}:{value}"
        known = self._tokens.get(plain)
        if known is None:
            if len(self._tokens) >= REMEMBERED:
                self._tokens.clear()
            digest = hashlib.blake2b(plain.encode("utf-8", "replace"), key=self._key, digest_size=7).digest()
            bits = int.from_bytes(digest, "big")
            # Two letter cases would fall together in both databases, so 26 letters carry the digest.
            known = self._tokens[plain] = "".join([LETTERS[bits // 26**place % 26] for place in range(11)])
        return known

    def words(self, text: str) -> Iterator[str]:
        """The words of a text in order, by stem."""
        token = self.token
        for word in WORD.findall(text):
            yield token("w", stem(word.lower()))

    def names(self, text: str) -> Iterator[str]:
        """The capitalised words of a text, by the skeleton that their spellings in all scripts share."""
        for bones in skeletons(text):
            yield self.token("n", bones)

    def fields(self, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Fields and their values."""
        for name, value in fields:
            yield self.token("f", f"{name}={value.casefold()}")


def skeletons(text: str) -> Iterator[str]:
    """The skeletons of the capitalised words of a text that are long enough to tell names apart."""
    for word in WORD.findall(text):
        if word[0].isupper():
            bones = skeleton(word)
            if len(bones) >= SHORTEST_NAME:
                yield bones


def shortened(bones: str) -> tuple[str, ...]:
    """A skeleton and every form of it with one consonant left out: two names within one letter share one of them."""
    if len(bones) <= SHORTEST_NAME:
        return (bones,)
    return (bones, *sorted({bones[:at] + bones[at + 1 :] for at in range(len(bones))}))
