"""Signed notes (C2SP signed-note): a text and the lines of those who sign it, by Ed25519 or by cosignature/v1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ..errors import LedgerRefused
from .encoding import b64, unb64

ED25519 = 0x01
COSIGNATURE = 0x04
LONGEST_NOTE = 1 << 20
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_KEY_NAME = re.compile(r"[^\s+]{1,300}")
_VKEY = re.compile(r"([^\s+]{1,300})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,100})")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")


class VerifierKey:
    """A public key by its name and type; `text` is its vkey, `id` the four bytes that signature lines carry."""

    def __init__(self, name: str, type_: int, key: bytes) -> None:
        if _KEY_NAME.fullmatch(name) is None:
            raise LedgerRefused(f"{name[:60]!r} cannot name a key: no spaces, no +")
        if type_ not in (ED25519, COSIGNATURE) or len(key) != 32:
            raise LedgerRefused(f"the key {name} is neither Ed25519 (01) nor cosignature/v1 (04) of 32 bytes")
        self.name, self.type, self.key = name, type_, key
        self.id = sha256(name.encode() + b"\n" + bytes([type_]) + key).digest()[:4]

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """A key from its vkey, `name+hex(id)+b64(type || key)`. Raises LedgerRefused for anything else."""
        match = _VKEY.fullmatch(text)
        if match is None:
            raise LedgerRefused("this is not a vkey (name+id+key)")
        data = unb64(match[3])
        key = cls(match[1], data[0] if data else 0, data[1:])
        if key.id.hex() != match[2]:
            raise LedgerRefused(f"the vkey of {key.name} carries the id of another key")
        return key

    @property
    def text(self) -> str:
        """The vkey."""
        return f"{self.name}+{self.id.hex()}+{b64(bytes([self.type]) + self.key)}"

    @cached_property
    def _public(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.key)

    def verify(self, text: str, signature: bytes) -> int | None:
        """The time (seconds) that a cosignature says, else None. Raises LedgerRefused when the signature fails."""
        time = None
        message = text.encode()
        if self.type == COSIGNATURE:
            time = int.from_bytes(signature[:8], "big")
            message, signature = _cosigned(message, time), signature[8:]
        try:
            self._public.verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise LedgerRefused(f"the signature of {self.name} does not hold") from error
        return time

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VerifierKey) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


class Signer:
    """A private key by its seed (32 bytes); `verifier` is its public half."""

    def __init__(self, name: str, seed: bytes, type_: int = ED25519) -> None:
        try:
            self._private = Ed25519PrivateKey.from_private_bytes(seed)
        except ValueError as error:
            raise LedgerRefused("the seed of a key is 32 bytes") from error
        self.verifier = VerifierKey(name, type_, self._private.public_key().public_bytes_raw())

    def line(self, text: str, time: int = 0) -> str:
        """The signature line, with its newline, under a note's text; `time` (seconds) is what a cosignature says."""
        message, stamp = text.encode(), b""
        if self.verifier.type == COSIGNATURE:
            stamp = time.to_bytes(8, "big")
            message = _cosigned(message, time)
        data = self.verifier.id + stamp + self._private.sign(message)
        return f"— {self.verifier.name} {b64(data)}\n"


def _cosigned(text: bytes, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n".encode() + text


class Signature(NamedTuple):
    """A signature line as given: the name and id it carries, and its bytes."""

    name: str
    id: bytes
    data: bytes


class Note(NamedTuple):
    """A note taken apart; nothing in it is to be believed before `verified`."""

    text: str
    signatures: tuple[Signature, ...]


class Signed(NamedTuple):
    """A key whose signature holds; `time` is what a cosignature says."""

    key: VerifierKey
    time: int | None


def sign_note(text: str, signers: Sequence[Signer]) -> str:
    """A text, which ends in a newline, and a line for each signer."""
    return text + "\n" + "".join([signer.line(text) for signer in signers])


def parse_note(note: str) -> Note:
    """A note taken apart. Raises LedgerRefused when it is not laid out as one."""
    if len(note) > LONGEST_NOTE or _CONTROL.search(note):
        raise LedgerRefused("a note has no control characters and at most 1 MiB")
    text, parted, lines = note.rpartition("\n\n")
    if not parted or not lines.endswith("\n"):
        raise LedgerRefused("a note is a text, an empty line and signature lines")
    signatures = []
    for line in lines[:-1].split("\n"):
        match = _LINE.fullmatch(line)
        data = unb64(match[2]) if match else b""
        if match is None or len(data) < 5:
            raise LedgerRefused("a note has a line that is no signature")
        signatures.append(Signature(match[1], data[:4], data[4:]))
    return Note(text + "\n", tuple(signatures))


def verified(note: Note, known: Iterable[VerifierKey]) -> list[Signed]:
    """Known keys that signed, each once. Unknown signers are ignored; a known one that fails raises LedgerRefused."""
    keys = {(key.name, key.id): key for key in known}
    signed: dict[tuple[str, bytes], Signed] = {}
    for signature in note.signatures:
        key = keys.get((signature.name, signature.id))
        if key is not None:
            signed.setdefault((key.name, key.id), Signed(key, key.verify(note.text, signature.data)))
    return list(signed.values())
