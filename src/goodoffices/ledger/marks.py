"""The high-water mark of a log: its newest acknowledged checkpoint, synced outside the database.

A database can lose its newest commits without a word: SQLite drops the tail of a damaged write-ahead log, and a copy
put back from a backup looks healthy. A store behind its mark must not be written to, or the log would fork.

A mark is a block of 8,192 bytes: two slots of 512 bytes, 4,096 apart, the rest zero. A slot is one line with a hash,
smaller than the smallest sector, so that a torn write spoils one slot and never both. The newer slot counts.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..errors import LedgerRefused, LedgerTrouble
from .encoding import b64, unb64

SETTING = "GOODOFFICES_STATE"
TITLE = "goodoffices-mark/1"
SLOT = 512
APART = 4096
BLOCK = 2 * APART
ZEROS = bytes(BLOCK)


class Point(NamedTuple):
    """How far a log has come: entries, root (32 bytes), the log's signature (64 bytes), changes beside the tree."""

    size: int
    root: bytes
    signature: bytes
    generation: int


class Reading(NamedTuple):
    """What a mark says; no point when nothing was ever written there. `damaged` counts slots that do not hold."""

    point: Point | None
    serial: int
    damaged: int


NOTHING = Reading(None, 0, 0)


def slot_text(serial: int, point: Point) -> bytes:
    """A slot as bytes, padded with zeros."""
    line = f"{TITLE} {serial} {point.size} {b64(point.root)} {point.generation} {b64(point.signature)} ".encode()
    return (line + sha256(line).hexdigest().encode() + b"\n").ljust(SLOT, b"\0")


@lru_cache(maxsize=16)
def parse_slot(data: bytes) -> tuple[int, Point]:
    """Serial number and point of a slot. Raises LedgerRefused for anything slot_text would not write."""
    try:
        title, serial, size, root, generation, signature, _ = data.rstrip(b"\0").decode("ascii").split(" ")
        found = int(serial), Point(int(size), unb64(root), unb64(signature), int(generation))
    except ValueError as error:
        raise LedgerRefused("this is not a slot of a mark") from error
    if title != TITLE or slot_text(*found) != data:
        raise LedgerRefused("this is not a slot of a mark")
    return found


class Mark:
    """The mark of one log: a block within a file. Writers hold it, readers need not."""

    def __init__(self, path: Path, block: int = 0) -> None:
        self.path, self._offset = path, block * BLOCK
        self._held = -1
        self._known = (b"", NOTHING)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps every other writer of this file waiting, in this process and in others."""
        # Opened anew each time: a file put in this one's place must be seen.
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise LedgerTrouble(f"the mark {self.path} cannot be opened: {error.strerror}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            self._held = handle
            yield
        finally:
            self._held = -1
            os.close(handle)

    def read(self) -> Reading:
        """The newest point. Raises LedgerTrouble when no slot holds."""
        try:
            block = self._block()
        except FileNotFoundError:
            return NOTHING
        except OSError as error:
            raise LedgerTrouble(f"the mark {self.path} cannot be read: {error.strerror}") from error
        if block == self._known[0]:
            return self._known[1]
        if block == ZEROS[: len(block)]:
            return NOTHING
        slots = []
        for half in (block[:APART], block[APART:]):
            try:
                if half[SLOT:] != ZEROS[SLOT:APART]:
                    raise LedgerRefused("there is something beside the slot")
                slots.append(parse_slot(half[:SLOT]))
            except LedgerRefused:
                continue
        if not slots:
            raise LedgerTrouble(f"the mark {self.path} is damaged: neither of its two slots holds")
        serial, point = max(slots)
        self._known = (block, Reading(point, serial, 2 - len(slots)))
        return self._known[1]

    def _block(self) -> bytes:
        if self._held >= 0:
            return os.pread(self._held, BLOCK, self._offset)
        handle = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return os.pread(handle, BLOCK, self._offset)
        finally:
            os.close(handle)

    def write(self, point: Point, reading: Reading) -> Reading:
        """Puts a newer point in the older slot and syncs it. Only while held; `reading` is what the mark says now."""
        serial = reading.serial + 1
        try:
            if reading.point is None or reading.damaged:
                # One slot after the other, the spoilt one first, so that one of them holds at every moment.
                for number in (serial, serial + 1):
                    self._put(number, slot_text(number, point).ljust(APART, b"\0"))
                    os.fsync(self._held)
                sync_folder(self.path.parent)
                return Reading(point, serial + 1, 0)
            slot = slot_text(serial, point)
            self._put(serial, slot)
            os.fdatasync(self._held)
        except OSError as error:
            raise LedgerTrouble(f"the mark {self.path} cannot be written: {error.strerror}") from error
        after, at = Reading(point, serial, 0), serial % 2 * APART
        block = self._known[0]
        self._known = (block[:at] + slot + block[at + SLOT :], after) if self._known[1] == reading else (b"", NOTHING)
        return after

    def _put(self, serial: int, data: bytes) -> None:
        offset = self._offset + serial % 2 * APART
        while data:
            written = os.pwrite(self._held, data, offset)
            data, offset = data[written:], offset + written


def state_folder() -> Path:
    """The folder for what belongs to a database elsewhere: the setting, or one below the user's state (XDG)."""
    folder, state = os.environ.get(SETTING, ""), os.environ.get("XDG_STATE_HOME", "")
    return Path(folder) if folder else (Path(state) if state else Path.home() / ".local/state") / "goodoffices"


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Makes a folder for its owner only, with those above it that are missing, durably."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)
