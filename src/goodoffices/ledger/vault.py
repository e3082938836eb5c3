"""Bodies at rest: the parts of a run of entries, sealed together by AES-256-GCM under a key kept apart from them.

A sealed text is the key's number (4 bytes), a nonce (12), then the encrypted entries. An entry is the number of its
parts (1) and each part: its name's length (1), its name, its salt (32), its body's length (4) and its body. Zeros may
follow: what is left after an erasure is filled up to its earlier length, so that the database overwrites it in its
place and copies nothing about.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..errors import LedgerTrouble
from .parts import SALT_BYTES

_NUMBER = struct.Struct(">I")
_SALT_AND_LENGTH = struct.Struct(f">{SALT_BYTES}sI")
NONCE_BYTES = 12
_HEAD = _NUMBER.size + NONCE_BYTES
_AROUND = _HEAD + 16  # and the tag that AES-GCM puts at the end

_BYTES = [bytes((number,)) for number in range(256)]

Part = tuple[str, bytes, bytes]  # name, salt, body


class Vault:
    """Seals and opens the entries of one log; new ones under the key `newest`."""

    def __init__(self, origin: str, keys: Mapping[int, bytes], newest: int) -> None:
        self._context = origin.encode()
        self._keys = {number: AESGCM(key) for number, key in keys.items()}
        self.newest = newest
        self._seal = self._keys[newest].encrypt
        self._number = _NUMBER.pack(newest)

    def seal(self, entries: Iterable[Sequence[Part]], nonce: bytes, length: int = 0) -> bytes:
        """The parts of entries as they are stored, filled up to `length`; a nonce (12 bytes) must never come twice."""
        pieces: list[bytes] = []
        for parts in entries:
            pieces.append(_BYTES[len(parts)])
            for name, salt, body in parts:
                pieces += (_named(name), salt, _packed(len(body)), body)
        text = b"".join(pieces).ljust(length - _AROUND, b"\0")
        return self._number + nonce + self._seal(nonce, text, self._context)

    def open(self, sealed: bytes, count: int, only: str | None = None) -> list[list[Part]]:
        """The parts of `count` entries, or `only` that of one name.

        Raises LedgerTrouble when their key is gone or a byte is not as it was.
        """
        key = self._keys.get(self.number(sealed))
        if key is None:
            raise LedgerTrouble(f"the key {self.number(sealed)} of these bodies is not among the keys of the log")
        try:
            return _unpacked(key.decrypt(sealed[_NUMBER.size : _HEAD], sealed[_HEAD:], self._context), count, only)
        except (InvalidTag, ValueError, IndexError, struct.error) as error:
            raise LedgerTrouble("the sealed bodies are damaged") from error

    def knows(self, sealed: bytes) -> bool:
        """Whether the key that a sealed text needs is here."""
        return self.number(sealed) in self._keys

    @staticmethod
    def number(sealed: bytes) -> int:
        """The number of the key that a sealed text needs."""
        return int.from_bytes(sealed[: _NUMBER.size], "big")


@lru_cache(maxsize=256)
def _named(name: str) -> bytes:
    return _BYTES[len(name)] + name.encode()


_packed = _NUMBER.pack


def _unpacked(packed: bytes, count: int, only: str | None) -> list[list[Part]]:
    entries, place = [], 0
    wanted = only and _named(only)
    unpack, before = _SALT_AND_LENGTH.unpack_from, _SALT_AND_LENGTH.size
    for _ in range(count):
        parts = []
        number, place = packed[place], place + 1
        for _ in range(number):
            begin = place + 1 + packed[place]
            name = packed[place:begin]
            salt, length = unpack(packed, begin)
            begin += before
            place = begin + length
            if wanted is None or name == wanted:
                parts.append((only or name[1:].decode(), salt, packed[begin:place]))
        entries.append(parts)
    if packed[place:].strip(b"\0"):
        raise ValueError("there is something after the last entry")
    return entries
