"""Files of a case, each sealed under a key of its own that only the ledger's body knows.

Destroying the body of an entry therefore destroys its file as well, wherever copies of the file lie: backups keep
bytes that nothing opens any more. Content is deflated (RFC 1951), then sealed with ChaCha20-Poly1305 (RFC 8439).
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from ..errors import StoreTrouble
from ..ledger.marks import sync_folder

_NONCE = bytes(12)  # each key seals one file, so the nonce may be the same for all

SYNCED_AT_ONCE = 8


class BlobRef(msgspec.Struct, frozen=True):
    """Where a file lies and how to open it; part of an entry's body.

    `sha256` and `bytes` are of the content, `file` the name below the folder (the hash of the sealed bytes),
    `key` 64 hex digits.
    """

    sha256: str
    bytes: int
    type: str
    file: str
    key: str


class Blobs:
    """A folder of sealed files. `draw(n)` gives n random bytes."""

    def __init__(self, folder: Path, draw: Callable[[int], bytes] = os.urandom) -> None:
        self.folder, self._draw = folder, draw

    def put(self, contents: Iterable[tuple[bytes, str]]) -> list[BlobRef]:
        """Keep (content, media type) pairs; all are on the disk when this returns."""
        refs: list[BlobRef] = []
        parts: list[Path] = []
        try:
            for content, media_type in contents:
                key = self._draw(32)
                sealed = ChaCha20Poly1305(key).encrypt(_NONCE, zlib.compress(content, 1), None)
                name = hashlib.sha256(sealed).hexdigest()
                parts.append(_write(self._path(name), sealed))
                digest = hashlib.sha256(content).hexdigest()
                refs.append(BlobRef(digest, len(content), media_type, name, key.hex()))
            # Disks sync many files at once in little more than the time of one.
            with ThreadPoolExecutor(min(len(parts), SYNCED_AT_ONCE) or 1) as pool:
                list(pool.map(_sync, parts))
                for part in parts:
                    part.replace(part.with_suffix(""))
                list(pool.map(sync_folder, sorted({self.folder, *(part.parent for part in parts)})))
        except OSError as error:
            raise StoreTrouble(
                f"{self.folder}: {error.strerror or error}; free space, then run the command again"
            ) from error
        return refs

    def get(self, ref: BlobRef) -> bytes:
        """The content. Raises StoreTrouble when the file is missing or any byte of it was changed."""
        try:
            sealed = self._path(ref.file).read_bytes()
            content = zlib.decompress(ChaCha20Poly1305(bytes.fromhex(ref.key)).decrypt(_NONCE, sealed, None))
        except FileNotFoundError:
            raise StoreTrouble(f"{self._path(ref.file)} is missing; restore it from a backup") from None
        except (InvalidTag, ValueError, zlib.error) as error:
            raise StoreTrouble(f"{self._path(ref.file)} was changed; restore it from a backup") from error
        if hashlib.sha256(content).hexdigest() != ref.sha256:
            raise StoreTrouble(f"{self._path(ref.file)} holds another file than its entry says")
        return content

    def drop(self, files: Iterable[str]) -> None:
        """Delete sealed files for good; one that is gone already is no error."""
        for name in files:
            path = self._path(name)
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync_folder(path.parent)

    def names(self) -> set[str]:
        """The names of all sealed files."""
        return {path.name for path in self.folder.glob("?/*") if len(path.name) == 64}

    def _path(self, name: str) -> Path:
        return self.folder / name[0] / name


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(content)
    return part


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
