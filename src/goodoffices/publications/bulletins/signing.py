"""A signed bulletin: a note (C2SP signed-note, Ed25519) that names every file of the folder by size and SHA-256."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ...errors import LedgerRefused
from ...ledger.keys import LogKeys
from ...ledger.notes import Signer, VerifierKey, parse_note, sign_note, verified

TITLE = "goodoffices-bulletin/1"
DERIVED = b"goodoffices/bulletin/1"
MANIFEST = "manifest"
LARGEST = 1 << 20
_HEAD = re.compile(r"([^\n]{1,200})\nbulletin ([^\n]{1,200})\n")
_FILE = re.compile(r"file ([A-Za-z0-9._-]{1,100}) ([0-9]{1,12}) ([0-9a-f]{64})")


def bulletin_signer(keys: LogKeys) -> Signer:
    """The key that signs the bulletins of a room and nothing else: derived from the seed of its exports."""
    return Signer(f"{keys.origin}/bulletin", hmac.digest(keys.export_seed, DERIVED, hashlib.sha256))


class Checked(NamedTuple):
    """A manifest whose signature holds: the bulletin it names, its files, and what is wrong with them."""

    bulletin: str
    files: tuple[str, ...]
    wrong: tuple[str, ...]


def manifest_of(bulletin: str, files: Mapping[str, bytes], signer: Signer) -> str:
    """The signed note over the files of a bulletin."""
    lines = [f"file {name} {len(raw)} {hashlib.sha256(raw).hexdigest()}\n" for name, raw in sorted(files.items())]
    return sign_note(f"{TITLE}\nbulletin {bulletin}\n" + "".join(lines), [signer])


def check_folder(folder: Path, key: str) -> Checked:
    """Hold a folder against its manifest. Raises LedgerRefused where there is none that the key signed."""
    path = folder / MANIFEST
    try:
        raw = path.read_bytes()[: LARGEST + 1]
        note = parse_note(raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerRefused(f"{path} cannot be read; an unsigned bulletin has none") from error
    if not verified(note, [VerifierKey.parse(key)]):
        raise LedgerRefused(f"{path} is not signed by this key")
    head = _HEAD.match(note.text)
    if head is None or head[1] != TITLE:
        raise LedgerRefused(f"{path} is not the manifest of a bulletin")
    names, wrong = [], []
    for line in note.text[head.end() :].splitlines():
        match = _FILE.fullmatch(line)
        if match is None:
            raise LedgerRefused(f"{path} has a line that names no file")
        names.append(match[1])
        wrong.extend(_wrong(folder / match[1], int(match[2]), match[3]))
    extra = sorted(each.name for each in folder.iterdir() if each.name not in (*names, MANIFEST))
    return Checked(head[2], tuple(names), (*wrong, *(f"{name} is not in the manifest" for name in extra)))


def _wrong(path: Path, size: int, digest: str) -> list[str]:
    if not path.is_file() or path.is_symlink():
        return [f"{path.name} is missing"]
    if path.stat().st_size != size or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        return [f"{path.name} is not the file that was signed"]
    return []
