"""Today: what came and what changed since a time, what is settled, what is disputed, what comes next, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ...publications.moments import moment_text
from ...records import Event
from ...store.rights import rooms_for
from ..case.desk import Desk
from ..case.room import Room
from .cards import Card, FindingCard
from .catalogue import Catalogue
from .documents import DocumentLine, document_face, document_lines, newest_first
from .excerpts import Excerpts
from .findings import FindingLine, finding_lines, finding_order
from .review import Review
from .sought import Values

SHOWN = 8
"""Rows of each part of the page; the rest is counted and one link away."""


class ChangedFinding(msgspec.Struct, frozen=True):
    """A finding that is new, or stands otherwise than before; `before` is the status it had."""

    line: FindingLine
    before: str


class EventAhead(msgspec.Struct, frozen=True):
    """An event after the latest page; `begins` in microseconds UTC."""

    id: str
    room: str
    name: str
    when: str
    begins: int
    claims: int


class Today(msgspec.Struct, frozen=True):
    """The page of the morning; `since` in microseconds UTC, totals count what the rows are the first of."""

    since: int
    documents: tuple[DocumentLine, ...]
    documents_total: int
    changed: tuple[ChangedFinding, ...]
    changed_total: int
    settled: tuple[FindingLine, ...]
    settled_total: int
    disputed: tuple[FindingLine, ...]
    disputed_total: int
    ahead: tuple[EventAhead, ...]
    waiting: int


def today_shown(desk: Desk, catalogue: Catalogue, language: str, at: int | None, since: int) -> Today:
    """What there is to know since a time."""

    def lines(cards: Sequence[Card]) -> tuple[FindingLine, ...]:
        return tuple(finding_lines(desk, catalogue, language, at, cards[:SHOWN]))

    def standing(*statuses: str) -> list[Card]:
        chosen = {"status": statuses} if statuses else {}
        return catalogue.narrowed(desk.actor, "finding", at, STATUS, chosen, finding_order)[0]

    documents, _ = catalogue.narrowed(desk.actor, "reading", at, {}, {}, newest_first)
    arrived = [card for card in documents if card.seen > since]
    changed = [card for card in standing() if card.seen > since]
    settled, disputed = standing("agreed", "corroborated"), standing("disputed")
    return Today(
        since,
        tuple(document_lines(desk, language, at, arrived[:SHOWN])),
        len(arrived),
        tuple(ChangedFinding(line, _before(catalogue, line)) for line in lines(changed)),
        len(changed),
        lines(settled),
        len(settled),
        lines(disputed),
        len(disputed),
        _ahead(desk, catalogue, language, at, documents),
        Review(desk, catalogue, language, at).waiting,
    )


def _before(catalogue: Catalogue, line: FindingLine) -> str:
    earlier = [card for card in catalogue.shelves["finding"].by_id.get(line.id, ()) if card.seen < line.seen]
    return _status(max(earlier, key=lambda card: card.seen)) if earlier else ""


def _status(card: Card) -> str:
    assert isinstance(card.face, FindingCard)
    return card.face.status


STATUS: dict[str, Values[Card]] = {"status": lambda card: (_status(card),)}


def _ahead(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, documents: Sequence[Card]
) -> tuple[EventAhead, ...]:
    """Events after the day of the latest page: of an archived case what was ahead then."""
    key = ("latest", rooms_for(desk.actor), at)
    latest = catalogue.shelves["reading"].remembered(key, lambda: _latest(documents))
    if latest is None:
        return ()
    found = [card for card in catalogue.standing(desk.actor, "event", at) if begin_of(card) >= latest]
    rows: list[EventAhead] = []
    for room in [desk.rooms[key] for key in sorted({card.room for card in found})]:
        rows.extend(_events(desk, catalogue, language, at, room, [card for card in found if card.room == room.key]))
    return tuple(sorted(rows, key=lambda row: (row.begins, row.id))[:SHOWN])


def _latest(documents: Sequence[Card]) -> int | None:
    ends = [face.published.ends for card in documents if (face := document_face(card)).published]
    return max((end for end in ends if end is not None), default=None)


def _events(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, room: Room, cards: Sequence[Card]
) -> Iterable[EventAhead]:
    near = sorted(cards, key=lambda card: (begin_of(card), card.id))[:SHOWN]
    names = Excerpts(desk, catalogue, room, at).of([], language, claims=(), events=[card.id for card in near]).names
    for card in near:
        event = card.face
        assert isinstance(event, Event)
        when = moment_text(event.time, names.words) if event.time else ""
        yield EventAhead(card.id, room.name, names.event(event, timed=False), when, begin_of(card), len(event.claims))


def begin_of(card: Card) -> int:
    """When an event begins, microseconds UTC; long ago where it has no time."""
    event = card.face
    begins = event.time.begins if isinstance(event, Event) and event.time else None
    return begins if begins is not None else -(1 << 62)
