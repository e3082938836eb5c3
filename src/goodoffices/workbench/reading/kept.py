"""Cards kept aside in the tables, sealed with the key of their room: a server that starts reads these, not the things.

Lost ones are made again from the log; an erasure takes the card of its entry with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from sys import intern
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select

from ...records import Event, Person
from ...store.holdings import Holding
from ...store.tables import CARDS, HOLDINGS
from ..case.desk import Desk
from ..case.room import Room
from .cards import DocumentCard, Face, FindingCard, JudgementCard, Kind

WORTH = 200
"""New cards below which making them at the next start takes less than keeping them now."""
PACKED = msgspec.msgpack.Encoder()
UNPACKED: dict[Kind, Callable[[bytes], Face]] = {
    "reading": msgspec.msgpack.Decoder(DocumentCard).decode,
    "finding": msgspec.msgpack.Decoder(FindingCard).decode,
    "judgement": msgspec.msgpack.Decoder(JudgementCard).decode,
    "person": msgspec.msgpack.Decoder(Person).decode,
    "event": msgspec.msgpack.Decoder(Event).decode,
}


def kept_faces(desk: Desk, room: Room, kinds: Mapping[int, Kind]) -> dict[int, Face]:
    """Entry -> face, of those among the entries of a room (with their kinds) that were kept and can be opened."""
    query = select(CARDS.c.entry, CARDS.c.sealed).where(
        CARDS.c.room == room.key, CARDS.c.entry >= min(kinds), CARDS.c.entry <= max(kinds)
    )
    with desk.database.reading(desk.actor) as connection:
        rows: Sequence[Any] = connection.execute(query).all()
    found: dict[int, Face] = {}
    for entry, sealed in rows:
        packed = room.unseal(sealed, entry) if entry in kinds else None
        if packed is not None:
            try:
                found[entry] = _shared(UNPACKED[kinds[entry]](packed))
            except msgspec.ValidationError:
                continue
    return found


def _shared(face: Face) -> Face:
    # One name stands on thousands of pages: its letters are kept once.
    if isinstance(face, DocumentCard):
        return msgspec.structs.replace(face, people=tuple(map(intern, face.people)), outlet=intern(face.outlet))
    return face


def keep_faces(desk: Desk, room: Room, made: Sequence[tuple[Holding, Face]]) -> None:
    """Keep the faces of things that stand in the tables still, in the place of what could not be opened."""
    if not made:
        return
    entries = sorted(held.entry for held, _ in made)
    with desk.database.writing() as connection:
        # What was erased since it was read must not come back by this way.
        known = set(
            connection.execute(
                select(HOLDINGS.c.entry).where(
                    HOLDINGS.c.room == room.key, HOLDINGS.c.entry >= entries[0], HOLDINGS.c.entry <= entries[-1]
                )
            ).scalars()
        )
        connection.execute(delete(CARDS).where(CARDS.c.room == room.key, CARDS.c.entry.in_(entries)))
        rows = [
            {"room": room.key, "entry": held.entry, "sealed": room.seal(PACKED.encode(face), held.entry)}
            for held, face in made
            if held.entry in known
        ]
        if rows:
            connection.execute(insert(CARDS), rows)
