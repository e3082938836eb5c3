"""Bodies at rest: the parts of an entry, sealed together by AES-256-GCM under a key that is kept apart from them.

A sealed text is the key's number (4 bytes), a nonce (12), then the encrypted parts; each part is its name's length (1),
its name, its salt (32), its body's length (4) and its body; zeros may follow. What is left of an entry after an erasure
is filled up with zeros to its earlier length: the database overwrites it in its place and copies nothing about.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..errors import LedgerTrouble
from .parts import SALT_BYTES

_NUMBER = struct.Struct(">I")
NONCE_BYTES = 12
_HEAD = _NUMBER.size + NONCE_BYTES
_AROUND = _HEAD + 16  # and the tag that AES-GCM puts at the end

Part = tuple[str, bytes, bytes]  # name, salt, body


class Vault:
    """Seals and opens the parts of one log's entries; new ones under the key `newest`."""

    def __init__(self, origin: str, keys: Mapping[int, bytes], newest: int) -> None:
        self._context = origin.encode()
        self._keys = {number: AESGCM(key) for number, key in keys.items()}
        self._seal = self._keys[newest].encrypt
        self._number = _NUMBER.pack(newest)

    def seal(self, parts: Iterable[Part], nonce: bytes, length: int = 0) -> bytes:
        """The parts as they are stored, filled up to `length` bytes; a nonce (12 bytes) must never come twice."""
        packed = [
            b"".join((bytes((len(name),)), name.encode(), salt, _NUMBER.pack(len(body)), body))
            for name, salt, body in parts
        ]
        text = b"".join(packed).ljust(length - _AROUND, b"\0")
        return self._number + nonce + self._seal(nonce, text, self._context)

    def open(self, sealed: bytes) -> list[Part]:
        """The parts. Raises LedgerTrouble when their key is gone or a byte is not as it was."""
        key = self._keys.get(self.number(sealed))
        if key is None:
            raise LedgerTrouble(f"the key {self.number(sealed)} of these bodies is not among the keys of the log")
        try:
            packed = key.decrypt(sealed[_NUMBER.size : _HEAD], sealed[_HEAD:], self._context)
            return _unpacked(packed)
        except (InvalidTag, ValueError, struct.error) as error:
            raise LedgerTrouble("the sealed bodies are damaged") from error

    @staticmethod
    def number(sealed: bytes) -> int:
        """The number of the key that a sealed text needs."""
        return int.from_bytes(sealed[: _NUMBER.size], "big")


def _unpacked(packed: bytes) -> list[Part]:
    parts, place = [], 0
    while place < len(packed) and packed[place]:
        begin = place + 1 + packed[place]
        name = packed[place + 1 : begin].decode()
        salt = packed[begin : begin + SALT_BYTES]
        (length,) = _NUMBER.unpack_from(packed, begin + SALT_BYTES)
        place = begin + SALT_BYTES + _NUMBER.size + length
        parts.append((name, salt, packed[place - length : place]))
    if packed[place:].strip(b"\0"):
        raise ValueError("there is something after the last part")
    return parts
