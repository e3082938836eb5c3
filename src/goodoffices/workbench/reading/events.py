"""One event as its page shows it: when, where, who, and every question about it with its answers."""

from __future__ import annotations

import msgspec

from ..case.desk import Desk
from .cards import Card, event_of
from .catalogue import Catalogue
from .excerpts import Excerpts
from .findings import FindingLine, finding_face, finding_lines, finding_order
from .timeline import EventLine, event_line


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
    wholes = catalogue.index(desk.actor, "event", at, "wholes", _wholes)
    parts = sorted(wholes.of((card.room, ident)), key=lambda one: one.id)
    above = catalogue.card(desk.actor, "event", event.part_of, at, card.room) if event.part_of else None
    whole = [above] if above else []
    names = (
        Excerpts(desk, catalogue, room, at)
        .of([], language, claims=(), events=[one.id for one in (card, *parts, *whole)])
        .names
    )
    about = catalogue.index(desk.actor, "finding", at, "subject", _subject).of((card.room, ident))
    lines = [event_line(room, event_of(one), names, names.words) for one in (card, *whole, *parts)]
    sittings = sorted(lines[1 + len(whole) :], key=lambda line: (line.begins, line.id))
    return EventShown(
        lines[0],
        names.words.known(f"event-{event.kind}", event.kind),
        lines[1] if whole else None,
        tuple(sittings),
        tuple(finding_lines(desk, catalogue, language, at, sorted(about, key=finding_order))),
    )


def _wholes(card: Card) -> tuple[tuple[str, str], ...]:
    whole = event_of(card).part_of
    return ((card.room, whole),) if whole else ()


def _subject(card: Card) -> tuple[tuple[str, str]]:
    return ((card.room, finding_face(card).subject),)
