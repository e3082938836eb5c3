"""What people decided, signed: who, when, on what ground."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from ...store.rights import allowed
from ..case.bodies import DecisionBody, read
from ..case.desk import Desk
from ..case.room import BY, ByBody, Room


class Decided(msgspec.Struct, frozen=True):
    """A decision; `who` is empty for a reader who may not know. `when` in microseconds UTC."""

    entry: int
    what: str
    about: str
    verdict: str
    why: str
    who: str
    when: int


def decisions_about(desk: Desk, room: Room, abouts: Collection[str], at: int | None) -> Iterator[Decided]:
    """The decisions about any of these things, the oldest first."""
    held = [one for one in desk.standing("decision", room=room, at=at) if one.about in abouts]
    for one, text in desk.bodies(held):
        body = read(text, DecisionBody)
        who = signed_by(desk, room, one.entry)
        yield Decided(one.entry, body.what, body.about, body.verdict, body.why, who, one.seen)


def signed_by(desk: Desk, room: Room, entry: int) -> str:
    """Who made an entry, as far as the actor may know."""
    if not allowed(desk.actor, room.key, "read", BY):
        return ""
    for found in room.ledger.read(entry, entry + 1):
        if BY in found.parts:
            return read(found.parts[BY][1], ByBody).who
    return ""
