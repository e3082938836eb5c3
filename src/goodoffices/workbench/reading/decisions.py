"""What people decided, signed: who, when, on what ground."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from ...store.holdings import Holding
from ..case.bodies import DecisionBody, read
from ..case.decisions import signed_by
from ..case.desk import Desk
from ..case.room import Room


class Decided(msgspec.Struct, frozen=True):
    """A decision; `who` is empty for a reader who may not know. `when` in microseconds UTC.

    `proposed`: it waits for a second person.
    """

    entry: int
    what: str
    about: str
    verdict: str
    why: str
    who: str
    when: int
    proposed: bool = False


def decisions_about(desk: Desk, room: Room, abouts: Collection[str], at: int | None) -> Iterator[Decided]:
    """The decisions about any of these things, the oldest first."""
    held = [one for one in desk.standing("decision", room=room, at=at) if one.about in abouts]
    for one, text in desk.bodies(held):
        yield taken(desk, one, read(text, DecisionBody))


def taken(desk: Desk, one: Holding, body: DecisionBody) -> Decided:
    """A decision as it is shown."""
    who = signed_by(desk, desk.rooms[one.room], one.entry)
    return Decided(one.entry, body.what, body.about, body.verdict, body.why, who, one.seen, body.proposed)
