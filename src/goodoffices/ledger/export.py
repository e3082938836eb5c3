"""Exports: a folder that shows a log, or some of it, to those who hold its two keys; verify.py checks it.

Written as a stream: memory does not grow with the log. Every file is on the disk before the manifest that names it, so
a folder without a manifest is an export that was cut short.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import orjson

from ..errors import LedgerRefused, LedgerTrouble
from .checkpoints import EXPORT_TITLE, Checkpoint, parse_checkpoint
from .encoding import b64
from .leaves import leaf_hash
from .marks import sync_folder
from .notes import Signer, parse_note, sign_note
from .tree import Frontier, inclusion_holds

KEPT_CHECKPOINTS = 99
_AUDIENCE = re.compile(r"[^\x00-\x1f]{0,1000}")
_CREATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as an export shows it: its leaf and, by part, salt and body; `proof` in partial exports."""

    index: int
    leaf: str
    parts: Mapping[str, tuple[bytes, str]]
    proof: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier checkpoint (a note) and its consistency proof to the size of the export."""

    checkpoint: str
    proof: Sequence[bytes] = ()


def write_export(
    folder: Path,
    checkpoint: str,
    entries: Iterable[Shown],
    signer: Signer,
    *,
    created: str,
    history: Iterable[Earlier] = (),
    audience: str = "",
    partial: bool = False,
    hide: Container[str] = (),
    blobs: Iterable[Path] = (),
) -> str:
    """Writes an export into a new or empty folder and returns its manifest (a note).

    `checkpoint` is the note of the size to export; `entries` all of that size, or for a partial export some in
    ascending order with their proofs; `created` RFC 3339 in UTC; parts named in `hide` are withheld; `history` in
    ascending order of size. Raises LedgerRefused for arguments that make no export, LedgerTrouble when the entries
    do not give the checkpoint's root or the disk is full.
    """
    head = parse_checkpoint(parse_note(checkpoint).text)
    if signer.verifier.name != f"{head.origin}/export":
        raise LedgerRefused(f"{signer.verifier.name} is not the key that signs exports of {head.origin}")
    if _AUDIENCE.fullmatch(audience) is None or _CREATED.fullmatch(created) is None:
        raise LedgerRefused("the audience is one line of text, the time of making is RFC 3339 in UTC")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LedgerRefused(f"{folder} is not empty; name a new folder")
        lines = _partial_lines(entries, head, hide) if partial else _full_lines(entries, head, hide)
        listed = [_written(folder, "checkpoint", [checkpoint.encode()]), _written(folder, "entries.jsonl", lines)]
        listed.append(_written(folder, "history.jsonl", map(_history_line, history)))
        listed += _blobs(folder, blobs)
        text = (
            f"{EXPORT_TITLE}\norigin {head.origin}\ntype {'partial' if partial else 'full'}\nsize {head.size}\n"
            f"root {b64(head.root)}\ncreated {created}\naudience {audience}\n" + "".join(listed)
        )
        sync_folder(folder)
        manifest = sign_note(text, [signer])
        _written(folder, "manifest", [manifest.encode()])
        sync_folder(folder)
    except OSError as error:
        raise LedgerTrouble(f"the export cannot be written: {error.strerror}") from error
    return manifest


def _full_lines(entries: Iterable[Shown], head: Checkpoint, hide: Container[str]) -> Iterator[bytes]:
    edge = Frontier()
    for entry in entries:
        if entry.index != edge.size or edge.size >= head.size:
            raise LedgerTrouble(f"entry {entry.index} came where entry {edge.size} of {head.size} belongs")
        edge.append(leaf_hash(entry.leaf))
        yield _line(entry, hide, {})
    if (edge.size, edge.root()) != (head.size, head.root):
        raise LedgerTrouble(f"the entries do not give the root of the checkpoint of size {head.size}")


def _partial_lines(entries: Iterable[Shown], head: Checkpoint, hide: Container[str]) -> Iterator[bytes]:
    last = -1
    for entry in entries:
        holds = inclusion_holds(leaf_hash(entry.leaf), entry.index, head.size, entry.proof, head.root)
        if entry.index <= last or not holds:
            raise LedgerTrouble(f"entry {entry.index} does not lead to the root of the checkpoint of size {head.size}")
        last = entry.index
        yield _line(entry, hide, {"proof": [b64(node) for node in entry.proof]})


def _line(entry: Shown, hide: Container[str], proof: Mapping[str, list[str]]) -> bytes:
    parts = {name: {"body": body, "salt": salt.hex()} for name, (salt, body) in entry.parts.items() if name not in hide}
    line = {"i": entry.index, "leaf": entry.leaf, "parts": parts, **proof}
    return orjson.dumps(line, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _history_line(earlier: Earlier) -> bytes:
    line = {"checkpoint": earlier.checkpoint, "proof": [b64(node) for node in earlier.proof]}
    return orjson.dumps(line, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _written(folder: Path, name: str, chunks: Iterable[bytes]) -> str:
    """Writes and syncs one file; its line for the manifest."""
    digest, size = sha256(), 0
    with (folder / name).open("xb", buffering=_BLOCK) as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return f"file {name} {size} {digest.hexdigest()}\n"


def _blobs(folder: Path, blobs: Iterable[Path]) -> Iterator[str]:
    """Copies files whose names are the hashes of their bytes; a file given twice is copied once."""
    paths = {path.name: path for path in blobs}
    if paths:
        (folder / "blobs").mkdir()
    for name, path in sorted(paths.items()):
        with path.open("rb") as file:
            line = _written(folder, f"blobs/{name}", iter(lambda: file.read(_BLOCK), b""))
        if not line.endswith(f" {name}\n"):
            raise LedgerTrouble(f"the blob {name[:64]} is damaged: its bytes have another hash")
        yield line
    if paths:
        sync_folder(folder / "blobs")


def kept(sizes: Sequence[int], cosigned: Container[int]) -> list[int]:
    """Which of the signed sizes (ascending) an export tells of: the first, the last 99, every cosigned one."""
    late = len(sizes) - KEPT_CHECKPOINTS
    return [size for place, size in enumerate(sizes) if place == 0 or place >= late or size in cosigned]
