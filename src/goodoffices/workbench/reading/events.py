"""One event as its page shows it: when, where, who, and every question about it with its answers."""

from __future__ import annotations

import msgspec

from ..case.desk import Desk
from .catalogue import Catalogue
from .excerpts import Excerpts
from .findings import FindingLine, finding_face, finding_lines, finding_order
from .timeline import EventLine, event_line, event_of


class EventShown(msgspec.Struct, frozen=True):
    """An event with the findings about it; `part_of` is the round of a sitting, `parts` the sittings of a round."""

    line: EventLine
    kind: str
    part_of: EventLine | None
    parts: tuple[EventLine, ...]
    findings: tuple[FindingLine, ...]


def event_shown(desk: Desk, catalogue: Catalogue, language: str, at: int | None, ident: str) -> EventShown | None:
    """An event that the actor may read, or None."""
    card = catalogue.card(desk.actor, "event", ident, at)
    if card is None:
        return None
    room, event = desk.rooms[card.room], event_of(card)
    near = [one for one in catalogue.standing(desk.actor, "event", at) if one.room == card.room]
    parts = sorted((one for one in near if event_of(one).part_of == ident), key=lambda one: one.id)
    whole = [one for one in near if one.id == event.part_of]
    names = (
        Excerpts(desk, catalogue, room, at)
        .of([], language, claims=(), events=[one.id for one in (card, *parts, *whole)])
        .names
    )
    about = [
        one
        for one in catalogue.standing(desk.actor, "finding", at)
        if one.room == card.room and finding_face(one).subject == ident
    ]
    lines = [event_line(room, event_of(one), names, names.words) for one in (card, *whole, *parts)]
    sittings = sorted(lines[1 + len(whole) :], key=lambda line: (line.begins, line.id))
    return EventShown(
        lines[0],
        names.words.known(f"event-{event.kind}", event.kind),
        lines[1] if whole else None,
        tuple(sittings),
        tuple(finding_lines(desk, catalogue, language, at, sorted(about, key=finding_order))),
    )
