"""Levels that people gave to incidents, and reports that they withdrew: decisions of the monitoring room."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ...store.rights import operator
from .bodies import DecisionBody, read
from .centre_bodies import IncidentBody
from .decisions import decisions, signed_by
from .desk import Desk
from .room import Room

PREFIX = "inc_"


class Level(msgspec.Struct, frozen=True):
    """A level, who gave it (both names where two had to), on what ground, and the entry that says so."""

    level: str
    who: str
    why: str
    entry: int


def levels_of(desk: Desk, room: Room, incidents: Iterable[IncidentBody], at: int | None = None) -> dict[str, Level]:
    """The decision that holds on each incident, now or at a time (microseconds UTC).

    An incident is named after its first report. Where an earlier report came since, the incident has another name, and
    the decision goes with the report that it was named after.
    """
    standing = {one.id: one for one in incidents}
    named = {PREFIX + member: one.id for one in standing.values() for member in one.members}
    held = sorted(
        (holding.entry, body)
        for holding, body in decisions(desk, room=room, at=at).held.values()
        if body.what == "incident"
    )
    found: dict[str, Level] = {}
    for entry, body in held:
        ident = body.about if body.about in standing else named.get(body.about, "")
        if not ident:
            continue
        found.pop(ident, None)
        if body.verdict != "restored":
            found[ident] = Level(body.verdict, _who(desk, room, entry, body), body.why, entry)
    return found


def _who(desk: Desk, room: Room, entry: int, body: DecisionBody) -> str:
    """Who decided, after who proposed it where two persons had to."""
    keeper = desk.seen_by(operator(desk.rooms))
    names = [signed_by(keeper, room, entry)]
    for holding, text in keeper.bodies(keeper.standing("decision", room=room, about=body.about)):
        earlier = read(text, DecisionBody)
        if earlier.proposed and holding.entry < entry and earlier.verdict == body.verdict:
            names.insert(0, signed_by(keeper, room, holding.entry))
    return ", ".join(dict.fromkeys(names))


def retracted_reports(desk: Desk, room: Room, at: int | None = None) -> frozenset[str]:
    """The reports that no longer count, now or at a time (microseconds UTC)."""
    held = decisions(desk, room=room, at=at).held.values()
    return frozenset(body.about for _, body in held if body.what == "report" and body.verdict == "retracted")
