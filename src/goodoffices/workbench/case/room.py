"""One room of a case: its log, the key of its search index, and the bodies its holdings point at."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ...errors import LedgerRefused
from ...ledger.entries import Appended, Checked
from ...ledger.leaves import ERASE, told
from ...ledger.log import Ledger
from ...ledger.parts import LARGEST_BODY
from ...store.blinding import Blinding
from ...store.rights import Actor, allowed
from .bodies import RoomBody, read, written
from .meaning import Said

MAIN, BY = "main", "by"
SEARCH = b"goodoffices/search/1"
ASIDE = b"goodoffices/aside/1"
ON_END = 64
"""Neighbours from which on they are read as a stretch of the log."""


class ByBody(msgspec.Struct, frozen=True):
    """Who entered it: the part `by` of an entry."""

    who: str
    v: int = 1


class Statement(NamedTuple):
    """An entry to be: its kind and the text of its main part."""

    kind: str
    text: str


class Room:
    """A room that is open for reading and writing. `open`: what it holds is for everybody.

    `key` stands for it in the tables; its name is known only to those who can open its first entry.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.key = ledger, ledger.origin
        first = next(ledger.read(0, 1), None)
        body = read(first.parts[MAIN][1], RoomBody) if first and MAIN in first.parts else RoomBody("", False)
        self.name, self.open = body.name, body.open
        # From the seed of the log's key, which never changes: a rotation of body keys leaves the index as it is.
        seed = ledger.keys.log_seed
        self.blinding = Blinding(hmac.digest(seed, SEARCH, hashlib.sha256))
        self._aside = ChaCha20Poly1305(hmac.digest(seed, ASIDE, hashlib.sha256))

    def append(self, statements: Sequence[Statement], actor: Actor) -> list[Appended]:
        """Commit statements together, signed with who made them."""
        by = written(ByBody(actor.name)).encode()
        # Bodies are written canonically here; what remains of the rules is how much fits in a part.
        return self.ledger.append_checked([Checked(one.kind, {BY: by, MAIN: _fitting(one)}) for one in statements])

    def seal(self, content: bytes, entry: int) -> bytes:
        """What the tables keep aside of an entry, so that they can be lost or stolen."""
        nonce = os.urandom(12)
        return nonce + self._aside.encrypt(nonce, content, str(entry).encode())

    def unseal(self, sealed: bytes, entry: int) -> bytes | None:
        """The content, or None when it is not what was sealed."""
        try:
            return self._aside.decrypt(sealed[:12], sealed[12:], str(entry).encode())
        except (InvalidTag, ValueError):
            return None

    def said(self, begin: int, end: int | None = None) -> Iterator[Said]:
        """Entries in order, as the tables need them."""
        key = self.key
        for index, leaf, body in self.ledger.bodies(MAIN, begin, end):
            kind, time, erased = told(leaf)
            erases = erased.index if erased and MAIN in erased.parts else None
            yield Said(key, index, kind, time, None if kind == ERASE else body, erases)

    def as_said(self, statements: Sequence[Statement], appended: Sequence[Appended]) -> list[Said]:
        """What was just committed, as the tables need it; all of one commit has one time."""
        _, time, _ = told(appended[0].leaf)
        return [
            Said(self.key, entry.index, one.kind, time, one.text.encode())
            for one, entry in zip(statements, appended, strict=True)
        ]

    def bodies(self, entries: Iterable[int], actor: Actor) -> dict[int, str]:
        """Entry -> text of its main part, for those the actor may read and that were not erased."""
        if not allowed(actor, self.key, "read", MAIN):
            return {}
        return {index: body.decode() for index, body in self._bodies(MAIN, entries)}

    def entered_by(self, entries: Iterable[int], actor: Actor) -> dict[int, str]:
        """Entry -> who entered it, for those of which the actor may know that."""
        if not allowed(actor, self.key, "read", BY):
            return {}
        return {index: read(body, ByBody).who for index, body in self._bodies(BY, entries)}

    def _bodies(self, part: str, entries: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """A part of entries, of those that have it; where many are neighbours they are read on end."""
        strewn: list[int] = []
        for begin, end in _stretches(entries):
            if end - begin < ON_END:
                strewn.extend(range(begin, end))
                continue
            for index, _, body in self.ledger.bodies(part, begin, end):
                if body is not None:
                    yield index, body
        for index, _, body in self.ledger.bodies_of(part, strewn):
            if body is not None:
                yield index, body


def _fitting(statement: Statement) -> bytes:
    body = statement.text.encode()
    if len(body) > LARGEST_BODY:
        raise LedgerRefused(f"a {statement.kind} of {len(body)} bytes is too large for an entry; split it")
    return body


def _stretches(entries: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches [begin, end) of neighbours that cover the entries."""
    ordered = sorted(set(entries))
    for _, run in groupby(enumerate(ordered), key=lambda item: item[1] - item[0]):
        found = [index for _, index in run]
        yield found[0], found[-1] + 1
