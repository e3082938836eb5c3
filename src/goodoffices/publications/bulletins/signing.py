"""A signed bulletin: a note (C2SP signed-note, Ed25519) that names every file of the folder by size and SHA-256."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

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


State = Literal["signed", "changed", "missing", "extra"]
"""A file is as it was signed, another, not there, or one that the manifest does not name."""
SAID: dict[State, str] = {
    "changed": "is not the file that was signed",
    "missing": "is missing",
    "extra": "is not in the manifest",
}


class Checked(NamedTuple):
    """A manifest whose signature holds: the bulletin it names, and every file with its state."""

    bulletin: str
    states: tuple[tuple[str, State], ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the manifest names."""
        return tuple(name for name, state in self.states if state != "extra")

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is wrong with them, a line each."""
        return tuple(f"{name} {SAID[state]}" for name, state in self.states if state in SAID)


def manifest_of(bulletin: str, files: Mapping[str, bytes], signer: Signer) -> str:
    """The signed note over the files of a bulletin."""
    lines = [f"file {name} {len(raw)} {hashlib.sha256(raw).hexdigest()}\n" for name, raw in sorted(files.items())]
    return sign_note(f"{TITLE}\nbulletin {bulletin}\n" + "".join(lines), [signer])


def check_folder(folder: Path, key: str) -> Checked:
    """Hold a folder against its manifest. Raises LedgerRefused where there is none that the key signed."""
    path = folder / MANIFEST
    try:
        manifest = path.read_bytes()[: LARGEST + 1]
    except OSError as error:
        raise LedgerRefused(f"{path} cannot be read; an unsigned bulletin has none") from error

    def sized(name: str, size: int) -> bytes | None:
        file = folder / name
        if not file.is_file() or file.is_symlink():
            return None
        # A file of another size is not read: it may be as large as it likes.
        return file.read_bytes() if file.stat().st_size == size else b""

    return _checked(manifest, str(path), key, sized, [each.name for each in folder.iterdir()])


def check_files(files: Mapping[str, bytes], key: str) -> Checked:
    """Hold files against the manifest among them. Raises LedgerRefused where there is none that the key signed."""
    return _checked(files.get(MANIFEST, b""), MANIFEST, key, lambda name, _: files.get(name), list(files))


Sized = Callable[[str, int], bytes | None]
"""The content of a file that the manifest names with a size; None where there is none."""


def _checked(manifest: bytes, where: str, key: str, content: Sized, present: Iterable[str]) -> Checked:
    try:
        note = parse_note(manifest[: LARGEST + 1].decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LedgerRefused(f"{where} cannot be read; an unsigned bulletin has none") from error
    if not verified(note, [VerifierKey.parse(key)]):
        raise LedgerRefused(f"{where} is not signed by this key")
    head = _HEAD.match(note.text)
    if head is None or head[1] != TITLE:
        raise LedgerRefused(f"{where} is not the manifest of a bulletin")
    found: dict[str, State] = {}
    for line in note.text[head.end() :].splitlines():
        match = _FILE.fullmatch(line)
        if match is None:
            raise LedgerRefused(f"{where} has a line that names no file")
        raw = content(match[1], int(match[2]))
        if raw is None:
            found[match[1]] = "missing"
        else:
            signed = len(raw) == int(match[2]) and hashlib.sha256(raw).hexdigest() == match[3]
            found[match[1]] = "signed" if signed else "changed"
    extra: dict[str, State] = dict.fromkeys(sorted(set(present) - {*found, MANIFEST}), "extra")
    return Checked(head[2], tuple((found | extra).items()))
