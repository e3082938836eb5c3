"""Showing a log, or some of it, to an audience: which entries, which earlier checkpoints, with their proofs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LedgerRefused
from .checkpoints import parse_checkpoint
from .export import KEPT_CHECKPOINTS, Earlier, Shown, write_export
from .leaves import time_text
from .notes import parse_note
from .parts import NAME
from .tree import consistency_proof, inclusion_proof

if TYPE_CHECKING:
    from .log import Ledger


def disclose(
    log: Ledger,
    folder: Path,
    *,
    audience: str = "",
    only: Sequence[int] | None = None,
    hide: Collection[str] = (),
    blobs: Iterable[Path] = (),
) -> str:
    """Exports the log as it is now, or the entries `only`; returns the manifest. Writers may go on meanwhile."""
    note = log.checkpoint()
    size = parse_checkpoint(parse_note(note).text).size
    beyond = [index for index in only or () if not 0 <= index < size]
    if beyond:
        raise LedgerRefused(f"there is no entry {beyond[0]} among {size}")
    # What hides nothing would show what was to be hidden.
    for name in hide:
        if NAME.fullmatch(name) is None:
            raise LedgerRefused(f"{name[:40]!r} cannot name a part to hide; write them as pii,by")
    return write_export(
        folder,
        note,
        _all(log, size) if only is None else _some(log, sorted(set(only)), size),
        log.keys.export_signer(),
        created=time_text(log.time()),
        history=_history(log, size),
        audience=audience,
        partial=only is not None,
        hide=hide,
        blobs=blobs,
    )


def _all(log: Ledger, size: int) -> Iterator[Shown]:
    for entry in log.read(0, size):
        yield Shown(entry.index, entry.leaf, entry.parts)


def _some(log: Ledger, only: Sequence[int], size: int) -> Iterator[Shown]:
    for index in only:
        (entry,) = log.read(index, index + 1)
        yield Shown(entry.index, entry.leaf, entry.parts, inclusion_proof(log.node_at, index, size))


def _history(log: Ledger, size: int) -> Iterator[Earlier]:
    for earlier in sorted({0, *log.signed_sizes(size, KEPT_CHECKPOINTS), *log.cosigned_sizes(size)}):
        yield Earlier(log.note(earlier), consistency_proof(log.node_at, earlier, size))
