"""Glances of the pages of a room, computed once for each reading and kept aside; lost ones are computed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import delete, insert, select

from ...records import Annotated
from ...store.holdings import Holding
from ...store.rights import require
from ...store.tables import OUTLINES
from .bodies import ClaimBody, ReadingBody
from .desk import Desk
from .room import Room
from .showing import reading_of
from .telling import Glance, Paged, glance_of, page_of

PACKED = msgspec.msgpack.Encoder()
UNPACKED = msgspec.msgpack.Decoder(Glance)
CLAIMS = msgspec.json.Decoder(ClaimBody, strict=False)
NEAR = 100
"""Entries between two readings up to which it is faster to read over them than to begin again."""
TOGETHER = 32
"""Readings whose entries are in memory together."""


def glances(desk: Desk, room: Room) -> list[Paged]:
    """A glance of every page that stands in a room, in order of document id."""
    require(desk.actor, room.key, "read")
    standing = desk.standing("reading", room=room)
    with desk.database.reading(desk.actor) as connection:
        rows = connection.execute(select(OUTLINES.c.entry, OUTLINES.c.sealed).where(OUTLINES.c.room == room.key))
        kept = {entry: room.unseal(sealed, entry) for entry, sealed in rows}
    found: dict[int, Glance] = {}
    missing: list[Holding] = []
    for held in standing:
        packed = kept.get(held.entry)
        if packed is None:
            missing.append(held)
        else:
            found[held.entry] = UNPACKED.decode(packed)
    fresh = {reading.entry: glance_of(reading.body, reading.page.claims) for reading in readings(desk, missing)}
    _keep(desk, room, fresh, kept.keys() - {held.entry for held in standing})
    found.update(fresh)
    return sorted(
        (Paged(held.id, held.entry, found[held.entry]) for held in standing if held.entry in found),
        key=lambda page: page.document,
    )


def _keep(desk: Desk, room: Room, fresh: dict[int, Glance], stale: Iterable[int]) -> None:
    rows = [
        {"room": room.key, "entry": entry, "sealed": room.seal(PACKED.encode(glance), entry)}
        for entry, glance in sorted(fresh.items())
    ]
    with desk.database.writing() as connection:
        for entry in sorted(stale):
            connection.execute(delete(OUTLINES).where(OUTLINES.c.room == room.key, OUTLINES.c.entry == entry))
        if rows:
            connection.execute(insert(OUTLINES), rows)


class Reread(msgspec.Struct, frozen=True):
    """A page as the case holds it: the entry of its reading, what that says, the page with its claims."""

    entry: int
    body: ReadingBody
    page: Annotated


def readings(desk: Desk, held: Sequence[Holding], rejected: frozenset[str] = frozenset()) -> list[Reread]:
    """Pages of holdings of readings, with the claims that stand and were not rejected; erased ones are left out."""
    found: list[Reread] = []
    for some in _neighbours(held):
        room, last = desk.rooms[some[0].room], some[-1].entry
        # Pages that came together lie together, each before its claims: they are read in one go.
        texts = room.bodies(range(some[0].entry, last + 1), desk.actor)
        for one in some:
            if one.entry not in texts:
                continue
            body = reading_of(texts[one.entry], desk.fetch)
            entries = range(one.entry + 1, one.entry + 1 + body.claims)
            if one.entry == last:
                texts.update(room.bodies(entries, desk.actor))
            claims = [CLAIMS.decode(texts[entry]) for entry in entries if entry in texts]
            kept = [claim.claim for claim in claims if claim.id not in rejected]
            found.append(Reread(one.entry, body, page_of(body, kept)))
    return found


def _neighbours(held: Sequence[Holding]) -> Iterator[list[Holding]]:
    """Holdings of one room in order of entry, those together that are not far from one another."""
    some: list[Holding] = []
    for one in sorted(held, key=lambda one: (one.room, one.entry)):
        near = some and one.room == some[-1].room and one.entry - some[-1].entry <= NEAR
        if some and not (near and len(some) < TOGETHER):
            yield some
            some = []
        some.append(one)
    if some:
        yield some
