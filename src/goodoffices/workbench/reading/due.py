"""What comes next: events after the latest page, steps announced without a day, steps entered at the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ...publications.moments import moment_text
from ...records import Moment
from ...store.rights import rooms_for
from ...talks.entries import Kept, StepSaid
from ..case.desk import Desk
from ..case.room import Room
from ..case.talks_room import TalksRoom
from .cards import Card, event_of
from .catalogue import Catalogue
from .documents import document_face
from .excerpts import Excerpts
from .findings import FindingLine, finding_face, finding_lines, finding_order

NEXT_STEP = "next-step"
GATHERINGS = ("round", "sitting")
LONG_AGO = -(1 << 62)


class EventAhead(msgspec.Struct, frozen=True):
    """An event after the latest page; `begins` in microseconds UTC."""

    id: str
    room: str
    name: str
    when: str
    begins: int
    claims: int


class StepAhead(msgspec.Struct, frozen=True):
    """A step that the rapporteur entered and that is not over; `who` and `when` are empty where nobody said."""

    id: str
    what: str
    who: tuple[str, ...]
    when: str


class Due(msgspec.Struct, frozen=True):
    """What is due: dated events, entered steps by when they are due, findings about steps that have no day."""

    events: tuple[EventAhead, ...] = ()
    steps: tuple[StepAhead, ...] = ()
    announced: tuple[FindingLine, ...] = ()


def due_shown(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, documents: Sequence[Card], most: int
) -> Due:
    """What is due after the day of the latest page: of an archived case what was ahead then; `most` of each."""
    asker = (rooms_for(desk.actor), at)
    latest = catalogue.shelves["reading"].remembered(("latest", asker), lambda: _latest(documents))
    ahead, announcements = catalogue.shelves["event"].remembered(
        ("ahead", asker, latest), lambda: _ahead(catalogue.standing(desk.actor, "event", at), latest)
    )
    announced = catalogue.shelves["finding"].remembered(
        ("announced", asker, announcements),
        lambda: _announced(catalogue.standing(desk.actor, "finding", at), announcements),
    )
    return Due(
        _dated(desk, catalogue, language, at, ahead, most),
        _entered(TalksRoom(desk, language, at), latest, most) if asker[0] else (),
        tuple(finding_lines(desk, catalogue, language, at, announced[:most])),
    )


def _latest(documents: Sequence[Card]) -> int | None:
    ends = [face.published.ends for card in documents if (face := document_face(card)).published]
    return max((end for end in ends if end is not None), default=None)


def _ahead(events: Iterable[Card], latest: int | None) -> tuple[list[Card], frozenset[str]]:
    """Events after the latest page; announcements since the latest gathering began, since what older pages announce
    without a day is done with.
    """
    held = list(events)
    known = [begin_of(card) for card in held if event_of(card).kind in GATHERINGS]
    since = max((begins for begins in known if latest is None or begins < latest), default=LONG_AGO)
    announcements = (card.id for card in held if event_of(card).kind == "announcement" and _end_of(card) > since)
    ahead = [card for card in held if latest is not None and begin_of(card) >= latest]
    return ahead, frozenset(announcements)


def _announced(findings: Iterable[Card], announcements: frozenset[str]) -> list[Card]:
    found = [card for card in findings if finding_face(card).question == NEXT_STEP]
    return sorted((card for card in found if finding_face(card).subject in announcements), key=finding_order)


def _entered(talks: TalksRoom, latest: int | None, most: int) -> tuple[StepAhead, ...]:
    """Steps that are due after the latest page, or that have no day, by when they are due."""
    held = [(kept, said) for kept in talks.standing().current if isinstance(said := kept.entry.said, StepSaid)]
    known = [(_last(said.due), said, kept) for kept, said in held]
    found = [one for one in known if one[0] is None or latest is None or one[0] > latest]
    found = sorted(found, key=lambda one: (one[0] is None, one[0] or 0, one[2].entry.id))
    return tuple(_step(talks, said, kept) for _, said, kept in found[:most])


def _step(talks: TalksRoom, said: StepSaid, kept: Kept) -> StepAhead:
    who = tuple(talks.table.party(one) for one in said.who)
    return StepAhead(kept.entry.id, said.what, who, talks.table.time(said.due) if said.due else "")


def _last(moment: Moment | None) -> int | None:
    return (moment.ends if moment.ends is not None else moment.begins) if moment is not None else None


def _dated(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, cards: Sequence[Card], most: int
) -> tuple[EventAhead, ...]:
    rows: list[EventAhead] = []
    for room in [desk.rooms[key] for key in sorted({card.room for card in cards})]:
        here = sorted((card for card in cards if card.room == room.key), key=lambda card: (begin_of(card), card.id))
        rows.extend(_events(desk, catalogue, language, at, room, here[:most]))
    return tuple(sorted(rows, key=lambda row: (row.begins, row.id))[:most])


def _events(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, room: Room, cards: Sequence[Card]
) -> Iterable[EventAhead]:
    names = Excerpts(desk, catalogue, room, at).of([], language, claims=(), events=[card.id for card in cards]).names
    for card in cards:
        event = event_of(card)
        when = moment_text(event.time, names.words) if event.time else ""
        yield EventAhead(card.id, room.name, names.event(event, timed=False), when, begin_of(card), len(event.claims))


def begin_of(card: Card) -> int:
    """When an event begins, microseconds UTC; long ago where it has no time."""
    time = event_of(card).time
    return time.begins if time is not None and time.begins is not None else LONG_AGO


def _end_of(card: Card) -> int:
    time = event_of(card).time
    return time.ends if time is not None and time.ends is not None else LONG_AGO
