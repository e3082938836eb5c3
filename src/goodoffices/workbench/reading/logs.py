"""The logs of a case as those see them who may: entries, checkpoints, receipts, checks, bundles to hand out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ...errors import UsageError
from ...ledger.fsck import inspect
from ...ledger.leaves import parse_leaf
from ...store import holdings
from ...store.rights import Actor, allowed, require, rooms_for
from ..case.bodies import read
from ..case.desk import Desk
from ..case.keeping import export_room
from ..case.room import BY, ByBody, Room
from .catalogue import Catalogue
from .entitled import Entitled, entitled_in
from .sought import Stretch, stretch

AT_ONCE = 50_000
"""Entries of a log that is checked or handed out while somebody waits; larger ones are for the command."""


class LogLine(msgspec.Struct, frozen=True):
    """A log as the list shows it; `ident` stands for it in addresses, `last` in microseconds UTC."""

    ident: str
    room: str
    open: bool
    entries: int
    last: int | None


class EntryLine(msgspec.Struct, frozen=True):
    """An entry; `time` in microseconds UTC, `who` empty for a reader who may not know, `gone` parts were erased."""

    index: int
    kind: str
    time: int
    who: str
    parts: tuple[str, ...]
    gone: tuple[str, ...]


class LogShown(msgspec.Struct, frozen=True):
    """A log with a page of its entries, the newest first. `keys`: what its checkpoints and exports verify with.

    `entitled`: who may do what in the room; `kinds`: how many things of each kind its readers find there.
    """

    ident: str
    room: str
    open: bool
    origin: str
    checkpoint: str
    keys: tuple[str, str]
    rows: tuple[EntryLine, ...]
    stretch: Stretch
    manage: bool
    at_once: bool
    entitled: tuple[Entitled, ...]
    kinds: dict[str, int]


class Checked(msgspec.Struct, frozen=True):
    """What a check of a log came to: how many entries it read, what is wrong."""

    ident: str
    room: str
    entries: int
    problems: tuple[str, ...]


class Logs:
    """The logs that one actor may read."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str) -> None:
        self.desk, self.catalogue, self.language = desk, catalogue, language

    def list(self) -> tuple[LogLine, ...]:
        """Every readable log by the name of its room."""
        rooms = sorted((self.desk.rooms[key] for key in rooms_for(self.desk.actor)), key=lambda room: room.name)
        return tuple(LogLine(ident_of(room), room.name, room.open, room.ledger.size, _last(room)) for room in rooms)

    def rights(self) -> Iterator[Entitled]:
        """Who may do what in each room that the actor may read, by the name of the room."""
        for line in self.list():
            room = self._room(line.ident)
            assert room is not None
            yield from entitled_in(self.desk, room, line.ident, self.language)

    def log(self, ident: str, page: int) -> LogShown | None:
        """One log; None where there is none that the actor may read."""
        room = self._room(ident)
        if room is None:
            return None
        size = room.ledger.size
        shown = stretch(size, page)
        rows = reversed(list(self._entries(room, size - shown.last, size - shown.first + 1)))
        keys = room.ledger.keys
        return LogShown(
            ident, room.name, room.open, room.ledger.origin, room.ledger.checkpoint(),
            (keys.log_signer().verifier.text, keys.export_signer().verifier.text),
            tuple(rows), shown, allowed(self.desk.actor, room.key, "manage"), size <= AT_ONCE,
            tuple(entitled_in(self.desk, room, ident, self.language)), self._kinds(room),
        )  # fmt: skip

    def entries(self, ident: str) -> Iterator[EntryLine] | None:
        """All entries in order."""
        room = self._room(ident)
        return self._entries(room, 0, room.ledger.size) if room else None

    def checkpoint(self, ident: str) -> str | None:
        """The newest signed checkpoint, to be kept elsewhere."""
        room = self._room(ident)
        return room.ledger.checkpoint() if room else None

    def receipt(self, ident: str, index: int) -> str | None:
        """The proof that an entry is in the log (C2SP tlog-proof)."""
        room = self._room(ident)
        return room.ledger.prove(index) if room and 0 <= index < room.ledger.size else None

    def check(self, ident: str) -> Checked | None:
        """Read the whole log and say what is wrong."""
        room = self._room(ident)
        if room is None:
            return None
        require(self.desk.actor, room.key, "manage")
        _refuse_large(room)
        return Checked(ident, room.name, room.ledger.size, tuple(inspect(room.ledger)))

    def bundle(self, ident: str, audience: str) -> bytes | None:
        """The whole log as a zip of an export that anyone can verify."""
        room = self._room(ident)
        if room is None:
            return None
        require(self.desk.actor, room.key, "manage")
        _refuse_large(room)
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "export"
            export_room(self.desk, room, folder, audience=audience)
            whole = io.BytesIO()
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
                for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                    packed.write(file, file.relative_to(folder))
            return whole.getvalue()

    def _room(self, ident: str) -> Room | None:
        found = (self.desk.rooms[key] for key in rooms_for(self.desk.actor))
        return next((room for room in found if ident_of(room) == ident), None)

    def _kinds(self, room: Room) -> dict[str, int]:
        def counted() -> dict[str, int]:
            alone = Actor(self.desk.actor.name, {room.key: self.desk.actor.roles[room.key]})
            with self.desk.database.reading(self.desk.actor) as connection:
                found = holdings.counts(connection, alone)
            return {what: number for (_, what), number in sorted(found.items())}

        return self.catalogue.sheet(room, "kinds", counted)

    def _entries(self, room: Room, begin: int, end: int) -> Iterator[EntryLine]:
        known = allowed(self.desk.actor, room.key, "read", BY)
        for entry in room.ledger.read(begin, end):
            leaf = parse_leaf(entry.leaf, entry.index)
            who = read(entry.parts[BY][1], ByBody).who if known and BY in entry.parts else ""
            gone = tuple(sorted(leaf.commitments.keys() - entry.parts.keys()))
            yield EntryLine(entry.index, leaf.kind, leaf.time, who, tuple(sorted(leaf.commitments)), gone)


def ident_of(room: Room) -> str:
    """What stands for a room in addresses: the random end of its log's origin, which says nothing."""
    return room.ledger.origin.rpartition("/")[2]


def _last(room: Room) -> int | None:
    size = room.ledger.size
    return parse_leaf(room.ledger.leaf(size - 1), size - 1).time if size else None


def _refuse_large(room: Room) -> None:
    if room.ledger.size > AT_ONCE:
        raise UsageError(
            f"the log has {room.ledger.size:,} entries, more than {AT_ONCE:,}: use `goodoffices check` and "
            "`goodoffices export`, which show how far they are"
        )
