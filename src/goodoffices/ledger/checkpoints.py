"""Checkpoints (C2SP tlog-checkpoint): origin, size and root of a log, signed by the log, cosigned by witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..errors import LedgerRefused
from .encoding import b64, unb64
from .notes import ED25519, Signed, Signer, VerifierKey, parse_note, sign_note, verified

EXPORT_TITLE = "goodoffices-ledger-export/1"
_ORIGIN = re.compile(r"[A-Za-z0-9._/-]{1,200}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


class Checkpoint(NamedTuple):
    """The head of a log: its origin, its number of entries and the root (32 bytes) over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"


def checked_origin(origin: str) -> str:
    """The name of a log. Raises LedgerRefused for what cannot be one."""
    if _ORIGIN.fullmatch(origin) is None or origin == EXPORT_TITLE:
        raise LedgerRefused(f"{origin[:60]!r} is not an origin; use A-Z, a-z, 0-9 and ._/-, at most 200")
    return origin


def log_signer(origin: str, seed: bytes) -> Signer:
    """The key that signs a log's checkpoints and nothing else."""
    return Signer(checked_origin(origin), seed)


def export_signer(origin: str, seed: bytes) -> Signer:
    """The key that signs the manifests of a log's exports and nothing else."""
    return Signer(checked_origin(origin) + "/export", seed)


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> str:
    """The checkpoint as a note. Raises LedgerRefused when the key is not the log's."""
    if signer.verifier.name != checkpoint.origin or signer.verifier.type != ED25519:
        raise LedgerRefused(f"{signer.verifier.name} is not the key of {checkpoint.origin}")
    return sign_note(checkpoint.text, [signer])


def parse_checkpoint(text: str) -> Checkpoint:
    """The values of a checkpoint's text: three lines and no more. Raises LedgerRefused for anything else."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or _SIZE.fullmatch(lines[1]) is None:
        raise LedgerRefused("a checkpoint is an origin, a size and a root, each on its line")
    root = unb64(lines[2])
    if len(root) != 32:
        raise LedgerRefused("the root of a checkpoint is 32 bytes")
    return Checkpoint(checked_origin(lines[0]), int(lines[1]), root)


class OpenedCheckpoint(NamedTuple):
    """A checkpoint whose log's signature holds, and the known witnesses that cosigned it."""

    checkpoint: Checkpoint
    witnesses: tuple[Signed, ...]


def open_checkpoint(note: str, log: VerifierKey, witnesses: Iterable[VerifierKey] = ()) -> OpenedCheckpoint:
    """A checkpoint signed by `log`. Raises LedgerRefused when it is not, or when a known witness's line fails."""
    parsed = parse_note(note)
    checkpoint = parse_checkpoint(parsed.text)
    signed = verified(parsed, [log, *witnesses])
    if checkpoint.origin != log.name or log.type != ED25519 or all(by.key != log for by in signed):
        raise LedgerRefused(f"the checkpoint is not signed by {log.name}")
    return OpenedCheckpoint(checkpoint, tuple(by for by in signed if by.key != log))


def with_cosignature(note: str, line: str) -> str:
    """A checkpoint with one more signature line (as a witness answers, with its newline), unless it has that line."""
    parse_note(note)
    return note if line in note.splitlines(keepends=True) else note + line
