"""Who met whom: gatherings with their participants, as rows and as a matrix."""

from __future__ import annotations

import msgspec

from ..records import Event
from .citations import Citation, Citations, anchor
from .moments import moment_text
from .names import Names
from .record import Record

GATHERINGS = frozenset({"round", "sitting", "meeting", "exchange"})
COLUMNS, ROWS = 12, 40


class Gathering(msgspec.Struct, frozen=True):
    """One meeting; `number` is its column in the matrix, 0 where it has none."""

    anchor: str
    number: int
    name: str
    kind: str
    when: str
    where: str
    who: tuple[str, ...]
    citations: tuple[Citation, ...]


class Presence(msgspec.Struct, frozen=True):
    """One participant, whether it is a person of the party above, and where it was present, column by column.

    `lone`: a person whose party is not known.
    """

    name: str
    of: bool
    there: tuple[bool, ...]
    lone: bool = False


class Meetings(msgspec.Struct, frozen=True):
    """All gatherings in order of time, and who was present in those of the matrix."""

    gatherings: tuple[Gathering, ...]
    columns: tuple[Gathering, ...]
    rows: tuple[Presence, ...]


def meetings(record: Record, names: Names, citations: Citations) -> Meetings:
    """Gatherings with at least one named participant; the matrix holds the latest with two or more."""
    events = sorted(
        (event for event in record.events if event.kind in GATHERINGS and event.participants),
        key=lambda event: (_begin(event), event.id),
    )
    crossing = [event for event in events if len(event.participants) > 1][-COLUMNS:]
    numbers = {event.id: number for number, event in enumerate(crossing, 1)}
    gatherings = tuple(_gathering(event, numbers.get(event.id, 0), names, citations) for event in events)
    columns = tuple(item for item in gatherings if item.number)
    return Meetings(gatherings, columns, _presence(crossing, names) if len(crossing) > 1 else ())


def _gathering(event: Event, number: int, names: Names, citations: Citations) -> Gathering:
    return Gathering(
        f"e-{anchor(event.id)}",
        number,
        names.event(event, timed=False),
        names.words.known(f"event-{event.kind}", event.kind),
        moment_text(event.time, names.words) if event.time else "",
        names.place(event.place) if event.place else "",
        tuple(names(ident) for ident in names.in_order(event.participants)),
        citations.of(event.claims),
    )


def _presence(events: list[Event], names: Names) -> tuple[Presence, ...]:
    present = [frozenset(event.participants) for event in events]
    everyone = sorted({ident for there in present for ident in there}, key=lambda ident: _place(ident, names))
    return tuple(
        Presence(
            names(ident),
            of := _place(ident, names)[1],
            tuple(ident in there for there in present),
            ident in names.people and not of,
        )
        for ident in everyone[:ROWS]
    )


def _place(ident: str, names: Names) -> tuple[int, bool, str, str]:
    """Parties in the order of the case, each before its own people; people of no side at the end."""
    person = names.people.get(ident)
    party = ident if person is None else person.side or ""
    rank = names.party_rank.get(party, len(names.party_rank))
    return rank, person is not None and party in names.party_rank, names(ident), ident


def _begin(event: Event) -> int:
    return event.time.begins if event.time is not None and event.time.begins is not None else 1 << 62
