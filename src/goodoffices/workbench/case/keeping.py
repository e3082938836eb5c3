"""Copies of a case: backups, bundles for other installations, and the check that everything is as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import orjson

from ...errors import LedgerTrouble, StoreTrouble, UsageError
from ...ledger.copying import copy_logs, heads, refuse_behind
from ...ledger.disclosure import disclose
from ...ledger.entries import Draft, Entry
from ...ledger.fsck import inspect
from ...ledger.heads import Head
from ...ledger.leaves import parse_leaf
from ...ledger.log import Ledger
from ...ledger.storage import Storage, is_address, open_storage
from ...ledger.verify import verdict
from ...store.blobs import BlobRef
from ...store.database import Database
from ...store.rights import require
from ..progress import Progress, quiet
from .bodies import DocumentBody, LargeBody, read, written
from .desk import Desk
from .place import CasePlace
from .room import MAIN, Room, Statement

LOGS = "logs.db"
BLOBS = "blobs"
MOST_TOGETHER = 500
"""Entries that one commit of a copy under a new origin, or of an import, takes in."""


def back_up(desk: Desk, folder: Path, tick: Progress = quiet) -> list[str]:
    """Copy logs and files into a new folder; the newest checkpoints, by which the copy can be told. No key is in it."""
    for key in desk.rooms:
        require(desk.actor, key, "manage")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; give a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    source, target = open_storage(desk.place.store), open_storage(str(folder / LOGS), create=True)
    try:
        copy_logs(source, target)
    finally:
        source.close()
        target.close()
    _copy_blobs(desk.place.blobs, folder / BLOBS, tick)
    return [room.ledger.checkpoint() for room in desk.rooms.values()]


def _copy_blobs(source: Path, target: Path, tick: Progress) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(source.glob("?/*")), 1):
        place = target / path.parent.name / path.name
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            part = place.with_suffix(".part")
            shutil.copyfile(path, part)
            with part.open("rb") as copied:
                os.fsync(copied.fileno())
            part.replace(place)
        tick(number, path.name)


def restore(backup: Path, case: str, *, new_origin: bool = False, tick: Progress = quiet) -> list[str]:
    """Put a backup in the place of a case; what the operator should know of it.

    Raises LedgerTrouble when a mark there, or the case itself, knows entries that the backup has not, unless a
    `new_origin` is started: then every entry goes into new logs that say of which checkpoint they go on.
    """
    if not (backup / LOGS).is_file():
        raise UsageError(f"{backup} is no backup of a case; `goodoffices backup` makes one")
    place = CasePlace.of(case)
    source = open_storage(str(backup / LOGS))
    try:
        _make_room(source, place, new_origin)
        place.blobs.mkdir(parents=True, exist_ok=True)
        _copy_blobs(backup / BLOBS, place.blobs, tick)
        if new_origin:
            return _go_on(str(backup / LOGS), source.origins(), place)
        target = open_storage(place.store, create=True)
        try:
            copied = copy_logs(source, target)
        finally:
            target.close()
    finally:
        source.close()
    Database(place.store).create()
    return [
        f"{row.origin}: {head.frontier.size} entries. Whatever was acknowledged after them is not here: where the case "
        f"went on, restore a newer backup or start a new origin"
        for row, head in copied
    ]


def _make_room(source: Storage, place: CasePlace, new_origin: bool) -> None:
    """See that nothing newer is overwritten; a database that the backup may replace is moved aside."""
    if not place.exists:
        Path(place.store).parent.mkdir(parents=True, exist_ok=True)
        _forget_mark(place, new_origin)
        return
    there = open_storage(place.store, create=is_address(place.store))
    try:
        known = _known(there)
        if not new_origin:
            for number, (row, head) in enumerate(heads(source), 1):
                refuse_behind(there, row, head, number)
                if row.origin in known and known[row.origin].frontier.size > head.frontier.size:
                    raise LedgerTrouble(
                        f"the case has {known[row.origin].frontier.size} entries of {row.origin}, the backup "
                        f"{head.frontier.size}; keep the case, or start a new origin"
                    )
    finally:
        there.close()
    if is_address(place.store):
        if known:
            raise UsageError("the database holds a case; give an empty one")
        return
    for number in range(1, 10_000):
        aside = Path(f"{place.store}.replaced-{number}")
        if not aside.exists():
            for suffix in ("", "-wal", "-shm"):
                path = Path(place.store + suffix)
                if path.exists():
                    path.rename(f"{aside}{suffix}")
            _forget_mark(place, new_origin)
            return


def _known(there: Storage) -> dict[str, Head]:
    try:
        return {row.origin: head for row, head in heads(there)}
    except LedgerTrouble:
        # A damaged case is what backups are for; the mark beside it still speaks.
        return {}


def _forget_mark(place: CasePlace, new_origin: bool) -> None:
    if new_origin and not is_address(place.store):
        Path(f"{place.store}.head").unlink(missing_ok=True)


def _go_on(backup: str, origins: Sequence[str], place: CasePlace) -> list[str]:
    """Put every entry into new logs; an erased one leaves its place, so that what stands together stays together."""
    told = []
    for origin in origins:
        with Ledger.open(backup, origin) as old:
            fresh = f"goodoffices/{os.urandom(16).hex()}"
            with Ledger.create(place.store, fresh) as ledger:
                room = Room(old)
                drafts: list[Draft] = []
                for entry in old.read():
                    drafts.append(_again(entry))
                    if len(drafts) == MOST_TOGETHER:
                        ledger.append(drafts)
                        drafts = []
                drafts.append(Draft("continues", {MAIN: written(ContinuesBody(origin, old.checkpoint()))}))
                ledger.append(drafts)
                keys = f"{ledger.log_key.text} {ledger.export_key.text}"
                told.append(f"{room.name}: {origin} goes on as {fresh}; its keys: {keys}")
    Database(place.store).create()
    return told


def _again(entry: Entry) -> Draft:
    leaf = parse_leaf(entry.leaf, entry.index)
    parts = {name: body for name, (_, body) in entry.parts.items()}
    if leaf.erased is None and MAIN in parts:
        return Draft(leaf.kind, parts)
    # Its place stays taken: what was committed together is found together.
    return Draft("erased", {"was": written(ErasedBody(leaf.kind))})


class ErasedBody(msgspec.Struct, frozen=True):
    """Stands where an entry was erased before its log went on under a new origin."""

    kind: str
    v: int = 1


class ContinuesBody(msgspec.Struct, frozen=True):
    """Which log this one goes on from, and at which checkpoint."""

    origin: str
    checkpoint: str
    v: int = 1


def export_room(
    desk: Desk,
    room: Room,
    folder: Path,
    *,
    audience: str = "",
    documents: Sequence[str] | None = None,
    hide: Sequence[str] = (),
) -> str:
    """Write a room, or some documents of it with all that was read in them, as a bundle that anyone can verify."""
    require(desk.actor, room.key, "manage")
    only = None if documents is None else sorted(_entries_of(desk, room, documents))
    with tempfile.TemporaryDirectory() as scratch:
        blobs = list(_opened_files(desk, room, only, Path(scratch))) if MAIN not in hide else []
        return disclose(room.ledger, folder, audience=audience, only=only, hide=[*hide], blobs=blobs)


def _entries_of(desk: Desk, room: Room, documents: Sequence[str]) -> Iterator[int]:
    for document in documents:
        held = [
            *desk.standing("document", room=room, ident=document),
            *desk.standing("reading", room=room, ident=document),
            *desk.standing("claim", room=room, about=document),
        ]
        if not held:
            raise UsageError(f"the room has no document {document}")
        yield from (one.entry for one in held)


def _opened_files(desk: Desk, room: Room, only: Sequence[int] | None, scratch: Path) -> Iterator[Path]:
    wanted = None if only is None else set(only)
    for said in room.said(0):
        if said.body is None or said.kind not in FILED or (wanted and said.index not in wanted):
            continue
        for ref in _refs(said.body):
            path = scratch / ref.sha256
            path.write_bytes(desk.fetch(ref))
            yield path


FILED = ("document", "reading", "bulletin")
"""Kinds of entries that have sealed files."""


class _AnyBody(msgspec.Struct):
    id: str
    blob: BlobRef | None = None
    signed: BlobRef | None = None


def _refs(text: str | bytes) -> tuple[BlobRef, ...]:
    body = msgspec.json.decode(text, type=_AnyBody, strict=False)
    return tuple(ref for ref in (body.blob, body.signed) if ref is not None)


def import_bundle(desk: Desk, room: Room, folder: Path, vkeys: Sequence[str], tick: Progress = quiet) -> int:
    """Take documents, readings, claims and decisions of a bundle into a room; how many documents were new.

    Raises UsageError unless the bundle verifies with the two keys that its sender gave by another way.
    """
    require(desk.actor, room.key, "add")
    answer = verdict(folder, list(vkeys), [], [], [], 0, 1)
    if not answer["ok"]:
        raise UsageError(f"{folder} does not verify: {answer['why']}; nothing was taken from it")
    known = {what: {one.id for one in desk.standing(what, room=room)} for what in ("document", "reading", "decision")}
    batch: list[Statement] = []
    taken, taking = 0, False
    for kind, text in _shown(folder):
        if kind in ("document", "reading", "decision"):
            ident = msgspec.json.decode(text, type=_AnyBody, strict=False).id
            taking = ident not in known[kind]
            known[kind].add(ident)
        elif kind != "claim":
            taking = False
        if not taking:
            continue
        taken += kind == "document"
        batch.append(Statement(kind, _own(desk, folder, kind, text)))
        # A reading and its claims stay in one commit, side by side.
        if len(batch) >= MOST_TOGETHER and kind != "claim":
            desk.append(room, batch[:-1])
            batch = batch[-1:]
            tick(taken, room.name)
    desk.append(room, batch)
    return taken


def _shown(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "entries.jsonl").open("rb") as lines:
        for line in lines:
            entry = orjson.loads(line)
            main = entry["parts"].get(MAIN)
            if main is not None:
                yield parse_leaf(entry["leaf"], entry["i"]).kind, main["body"]


def _own(desk: Desk, folder: Path, kind: str, text: str) -> str:
    """A body with its file sealed anew under a key of this case."""
    ref = next(iter(_refs(text)), None)
    if ref is None:
        return text
    path = folder / "blobs" / ref.sha256
    if not path.is_file():
        raise UsageError(f"the bundle lacks the file {ref.sha256}")
    (mine,) = desk.blobs.put([(path.read_bytes(), ref.type)])
    if kind == "document":
        return written(msgspec.structs.replace(read(text, DocumentBody), blob=mine))
    return written(msgspec.structs.replace(read(text, LargeBody), blob=mine))


def problems(desk: Desk, tick: Progress = quiet) -> Iterator[str]:
    """What is wrong with a case: its logs, its files, its tables; one line each, nothing when all is well."""
    for key in desk.rooms:
        require(desk.actor, key, "manage")
    refs: dict[str, BlobRef] = {}
    for room in desk.rooms.values():
        for finding in inspect(room.ledger):
            yield f"{room.name}: {finding}"
        for said in room.said(0):
            if said.body is not None and said.kind in FILED:
                refs |= {ref.file: ref for ref in _refs(said.body)}
    for number, ref in enumerate(refs.values(), 1):
        try:
            desk.fetch(ref)
        except StoreTrouble as error:
            yield str(error)
        tick(number, ref.file)
