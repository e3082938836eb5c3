"""Which decisions of people hold: the newest about each thing, once as many persons made it as the case asks for."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...store.holdings import Holding
from ...store.rights import allowed, rooms_for
from ..remembered import Remembered
from .bodies import DecisionBody, read
from .desk import Desk
from .room import BY, ByBody, Room

Subject = tuple[str, ...]
"""Room, kind of thing and the thing; of a pair its two sides, since it may be weighed anew under another id."""
Taken = tuple[Holding, DecisionBody]
ASKERS = 32
"""Readers, by rights, room and time, whose decisions one process keeps at hand."""


class Decisions(msgspec.Struct, frozen=True):
    """The newest decision that holds about each thing, and what waits for a second person."""

    held: dict[Subject, Taken]
    waiting: dict[Subject, Taken]


_DECISIONS: Remembered[Decisions] = Remembered(ASKERS)


def subject(room: str, body: DecisionBody) -> Subject:
    """What a decision is about."""
    return (room, body.what, body.left, body.right) if body.left else (room, body.what, body.about)


def decisions(desk: Desk, *, room: Room | None = None, at: int | None = None, before: int | None = None) -> Decisions:
    """The decisions that the actor may read, now or at a time (microseconds UTC); those `before` an entry alone.

    Kept until one comes or goes, since many pages ask for all of them; nobody changes what is given.
    """
    standing = [one for one in desk.standing("decision", room=room, at=at) if before is None or one.entry < before]
    asker = (desk.database, rooms_for(desk.actor), room.key if room else "", at, before is None)
    return _DECISIONS.get(asker, tuple(standing), lambda _: _decisions(desk, standing))


def _decisions(desk: Desk, standing: Sequence[Holding]) -> Decisions:
    found = Decisions({}, {})
    for holding, text in desk.bodies(standing):
        body = read(text, DecisionBody)
        about = subject(holding.room, body)
        if body.proposed:
            found.waiting[about] = holding, body
            continue
        proposal = found.waiting.pop(about, None)
        # "Restored" beside another proposal takes that proposal back, and leaves what held before it.
        if proposal is None or body.verdict != "restored" or proposal[1].verdict == "restored":
            found.held[about] = holding, body
    return found


def signed_by(desk: Desk, room: Room, entry: int) -> str:
    """Who made an entry, as far as the actor may know."""
    if not allowed(desk.actor, room.key, "read", BY):
        return ""
    for found in room.ledger.read(entry, entry + 1):
        if BY in found.parts:
            return read(found.parts[BY][1], ByBody).who
    return ""
