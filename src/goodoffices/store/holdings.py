"""Where in the logs each thing stands: written from entries alone, read by actors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, and_, any_, delete, func, insert, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from .copying import copy_rows
from .rights import Actor, within_rights
from .tables import HOLDINGS, PROJECTED, TOLD, VERSION, entry_number

MOST_IDS = 2_000
"""Ids asked for in one statement."""


class Holding(NamedTuple):
    """One thing at one entry of a room's log, with its time of entry and of its end (microseconds UTC)."""

    room: str
    what: str
    id: str
    entry: int
    seen: int
    gone: int | None = None
    about: str | None = None


# What is new stands at the end of the table: the indexes of what came before must not be chosen to find it.
_ROOM, _WHAT = HOLDINGS.c.room + "", HOLDINGS.c.what + ""
_COLUMNS = [HOLDINGS.c[name] for name in Holding._fields]


class Change(NamedTuple):
    """A thing that came, changed or went: what, id, the entry that said so, when."""

    room: str
    what: str
    id: str
    change: str
    entry: int
    when: int


Thing = tuple[str, str]  # what, and an id or what it is about
GONE = 7  # its place in a row


class Shelf:
    """Holdings of one room, the `place`-th of its database, while entries are read in order from `begins` on.

    `write` brings the table to where they led. What begins and ends within one batch never meets the database; and of
    a room that is read from its first entry, nothing is asked of the table: it holds what went through here.
    """

    def __init__(self, room: str, place: int, begins: int) -> None:
        self._room, self._place, self._whole = room, place, begins == 0
        self._fresh: dict[int, tuple[Any, ...]] = {}
        self._standing: dict[Thing, int] = {}
        self._about: dict[Thing, list[int]] = {}
        self._ended: dict[Thing, int] = {}
        self._ended_about: dict[Thing, int] = {}
        self._ended_rows: list[tuple[int, int]] = []
        self._forgotten: list[int] = []

    def keep(self, what: str, ident: str, entry: int, seen: int, about: str | None = None) -> None:
        """A thing begins to stand; what stood under its kind and id ends."""
        self.end(what, ident, seen)
        number = entry_number(self._place, entry)
        self._standing[what, ident] = number
        if about is not None:
            self._about.setdefault((what, about), []).append(number)
        self._fresh[number] = (number, what, ident, entry, seen, about, self._room, None)

    def end(self, what: str, ident: str, when: int) -> None:
        """A thing ends, if it stands."""
        number = self._standing.pop((what, ident), None)
        if number is not None:
            self._end(number, when)
        elif not self._whole:
            self._ended.setdefault((what, ident), when)

    def end_about(self, what: str, about: str, when: int) -> None:
        """All of a kind end that were read in one document or belong to one story."""
        for number in self._about.pop((what, about), ()):
            self._end(number, when)
        if not self._whole:
            self._ended_about.setdefault((what, about), when)

    def _end(self, number: int, when: int) -> None:
        row = self._fresh.get(number)
        if row is None:
            self._ended_rows.append((when, number))
        elif row[GONE] is None:
            self._fresh[number] = (*row[:GONE], when)

    def forget(self, entry: int) -> None:
        """An erased entry leaves no trace."""
        number = entry_number(self._place, entry)
        if self._fresh.pop(number, None) is None:
            self._forgotten.append(number)

    def write(self, connection: Connection) -> None:
        """Bring the table up to date."""
        postgres = connection.dialect.name == "postgresql"
        if not self._whole:
            self._end_written(connection)
        if self._fresh:
            # Straight to the driver: a case of thousands of pages has hundreds of thousands of rows.
            rows = self._fresh.values()
            if postgres:
                copy_rows(connection, "holdings", _WRITTEN, _TYPES, rows)
            else:
                connection.exec_driver_sql(
                    f"INSERT INTO holdings ({_WRITTEN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(rows)
                )
        if self._ended_rows:
            # What ends twice in one batch ended the first time.
            connection.exec_driver_sql(_END[postgres], sorted(self._ended_rows))
        if self._forgotten:
            connection.execute(delete(HOLDINGS).where(HOLDINGS.c.number.in_(self._forgotten)))
        self._fresh, self._ended_rows, self._forgotten = {}, [], []
        self._ended, self._ended_about = {}, {}

    def _end_written(self, connection: Connection) -> None:
        ends = [
            (when, number)
            for ended, column in ((self._ended, "id"), (self._ended_about, "about"))
            for when, number in self._met(connection, ended, column)
        ]
        self._ended_rows.extend(ends)

    def _met(self, connection: Connection, ended: dict[Thing, int], column: str) -> Iterator[tuple[int, int]]:
        """Time and number of what ended and stands in the table; asked for together, as nearly all of it is new."""
        kinds: dict[str, list[str]] = {}
        for what, value in ended:
            kinds.setdefault(what, []).append(value)
        postgres = connection.dialect.name == "postgresql"
        for what, values in kinds.items():
            asked = values if postgres else json.dumps(values)
            question = _MET[postgres].format(column=column, gone="gone + 0" if column == "id" else "gone")
            for number, value in connection.exec_driver_sql(question, (asked, self._room, what)):
                yield ended[what, value], number


# PostgreSQL has not counted a table that fills, and would walk all there is of a kind, again and again. Asked one by
# one, each is looked up by all columns of an index; that of all that stands must not be chosen to look for an id.
_MET = {
    True: "SELECT held.number, asked.one FROM unnest(CAST(%s AS text[])) AS asked (one) CROSS JOIN LATERAL"
    " (SELECT number FROM holdings WHERE {column} = asked.one AND room = %s AND what = %s AND {gone} IS NULL OFFSET 0)"
    " AS held",
    False: "SELECT number, {column} FROM holdings WHERE {column} IN (SELECT value FROM json_each(?))"
    " AND room = ? AND what = ? AND gone IS NULL",
}
_WRITTEN = "number, what, id, entry, seen, about, room, gone"
_TYPES = ("int8", "text", "text", "int8", "int8", "text", "text", "int8")
_END = {
    True: "UPDATE holdings SET gone = %s WHERE number = %s AND gone IS NULL",
    False: "UPDATE holdings SET gone = ? WHERE number = ? AND gone IS NULL",
}


def standing(
    connection: Connection,
    actor: Actor,
    what: str,
    *,
    room: str | None = None,
    ident: str | None = None,
    about: str | None = None,
    at: int | None = None,
) -> list[Holding]:
    """What stands (now, or stood at a time in microseconds UTC) and the actor may read, in order of entry."""
    query = select(*_COLUMNS).where(within_rights(HOLDINGS.c.room, actor), HOLDINGS.c.what == what)
    for column, value in ((HOLDINGS.c.room, room), (HOLDINGS.c.id, ident), (HOLDINGS.c.about, about)):
        if value is not None:
            query = query.where(column == value)
    # What is asked for by document or story has an index of its own, of what stands.
    few = ident is not None and about is None
    rows = [Holding(*row) for row in connection.execute(query.where(stands(at, few=few)))]
    # Sorted here: asked for in order, SQLite would walk every entry of the room in order to spare itself the sorting.
    return sorted(rows, key=lambda one: (one.room, one.entry))


def standing_of(
    connection: Connection, actor: Actor, room: str, what: str, idents: Sequence[str], at: int | None = None
) -> list[Holding]:
    """Of many things of a kind those that stand in a room, in order of entry; each id is asked for once."""
    found: list[Holding] = []
    asked = sorted(set(idents))
    for begin in range(0, len(asked), MOST_IDS):
        query = select(*_COLUMNS).where(
            within_rights(HOLDINGS.c.room, actor),
            HOLDINGS.c.room == room,
            HOLDINGS.c.what == what,
            _among(connection, asked[begin : begin + MOST_IDS]),
            stands(at, few=True),
        )
        found.extend(Holding(*row) for row in connection.execute(query))
    return sorted(found, key=lambda one: one.entry)


def _among(connection: Connection, idents: Sequence[str]) -> ColumnElement[bool]:
    """The condition that the id of a holding is one of these; PostgreSQL gets them as one value, not as hundreds."""
    if connection.dialect.name == "postgresql":
        return HOLDINGS.c.id == any_(literal(idents, ARRAY(String)))
    return HOLDINGS.c.id.in_(idents)


def newest(
    connection: Connection, actor: Actor, room: str, place: int, whats: Sequence[str], entry: int
) -> list[Holding]:
    """As `since_entry`, for the last few entries of a log, the `place`-th of its database: only these are looked at."""
    query = select(*_COLUMNS).where(within_rights(_ROOM, actor), *_from(place, entry), _WHAT.in_(whats))
    return [Holding(*row) for row in connection.execute(query.order_by(HOLDINGS.c.number))]


def _from(place: int, entry: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The condition that a holding comes from an entry of a log or a later one, by number."""
    return HOLDINGS.c.number >= entry_number(place, entry), HOLDINGS.c.number < entry_number(place + 1, 0)


def since_entry(connection: Connection, actor: Actor, room: str, whats: Sequence[str], entry: int) -> list[Holding]:
    """Every holding of these kinds from an entry on, ended or not, in order of entry."""
    query = (
        select(*_COLUMNS)
        .where(
            within_rights(HOLDINGS.c.room, actor),
            HOLDINGS.c.room == room,
            HOLDINGS.c.entry >= entry,
            HOLDINGS.c.what.in_(whats),
        )
        .order_by(HOLDINGS.c.entry)
    )
    return [Holding(*row) for row in connection.execute(query)]


def ended_since(
    connection: Connection, actor: Actor, room: str, whats: Sequence[str], when: int
) -> list[tuple[int, str, str, int]]:
    """(entry, kind, id, time) of what ended at a time (microseconds UTC) or later."""
    query = select(HOLDINGS.c.entry, HOLDINGS.c.what, HOLDINGS.c.id, HOLDINGS.c.gone).where(
        within_rights(HOLDINGS.c.room, actor),
        HOLDINGS.c.room == room,
        _WHAT.in_(whats),
        HOLDINGS.c.gone >= when,
    )
    return [(entry, what, ident, gone) for entry, what, ident, gone in connection.execute(query)]


def kept_entries(connection: Connection, actor: Actor, room: str, whats: Sequence[str]) -> frozenset[tuple[int, str]]:
    """(entry, id) of every holding of these kinds that no erasure took away."""
    query = select(HOLDINGS.c.entry, HOLDINGS.c.id).where(
        within_rights(HOLDINGS.c.room, actor), HOLDINGS.c.room == room, HOLDINGS.c.what.in_(whats)
    )
    return frozenset((entry, ident) for entry, ident in connection.execute(query))


def stands(at: int | None, *, few: bool = False) -> ColumnElement[bool]:
    """The condition that a holding stands now, or stood at a time.

    `few`: what else is asked leaves few rows; the index of all that stands must not be chosen in its place.
    """
    gone = HOLDINGS.c.gone + 0 if few else HOLDINGS.c.gone
    if at is None:
        return gone.is_(None)
    return and_(HOLDINGS.c.seen <= at, or_(gone.is_(None), gone > at))


def counts(connection: Connection, actor: Actor, at: int | None = None) -> dict[tuple[str, str], int]:
    """(room, kind of thing) -> how many stand."""
    query = (
        select(HOLDINGS.c.room, HOLDINGS.c.what, func.count())
        .where(within_rights(HOLDINGS.c.room, actor), stands(at))
        .group_by(HOLDINGS.c.room, HOLDINGS.c.what)
    )
    return {(room, what): number for room, what, number in connection.execute(query)}


def changes(connection: Connection, actor: Actor, since: int) -> list[Change]:
    """Everything that came, changed or went after a time (microseconds UTC), in order."""
    query = select(*_COLUMNS).where(
        within_rights(HOLDINGS.c.room, actor), or_(HOLDINGS.c.seen > since, HOLDINGS.c.gone > since)
    )
    held = [Holding(*row) for row in connection.execute(query)]
    began = {(one.room, one.what, one.id, one.seen) for one in held}
    ended = {(one.room, one.what, one.id, one.gone) for one in held if one.gone is not None}
    found: list[Change] = []
    for one in held:
        key = (one.room, one.what, one.id)
        if one.seen > since:
            word = "changed" if (*key, one.seen) in ended else "new"
            found.append(Change(*key, word, one.entry, one.seen))
        if one.gone is not None and one.gone > since and (*key, one.gone) not in began:
            found.append(Change(*key, "gone", one.entry, one.gone))
    return sorted(found, key=lambda change: (change.when, change.room, change.entry, change.what, change.id))


def projected(connection: Connection, room: str) -> tuple[int, int]:
    """(version, entries) that the tables show of a room; (VERSION, 0) for one they do not know."""
    row = connection.execute(select(PROJECTED.c.version, PROJECTED.c.entries).where(PROJECTED.c.room == room)).first()
    return (row[0], row[1]) if row else (VERSION, 0)


def reached(connection: Connection, actor: Actor) -> dict[str, int]:
    """Room -> how many entries the tables show, of every room that the actor may read."""
    query = select(PROJECTED.c.room, PROJECTED.c.entries).where(within_rights(PROJECTED.c.room, actor))
    return {row.room: row.entries for row in connection.execute(query)}


def note_projected(connection: Connection, room: str, entries: int, erased: int = 0) -> None:
    """Say how many entries of a room the tables show, and how many more were erased."""
    before = connection.execute(select(PROJECTED.c.erased).where(PROJECTED.c.room == room)).scalar() or 0
    connection.execute(delete(PROJECTED).where(PROJECTED.c.room == room))
    connection.execute(insert(PROJECTED).values(room=room, version=VERSION, entries=entries, erased=before + erased))


def erased_count(connection: Connection, actor: Actor, room: str) -> int:
    """How many entries of a room were erased."""
    query = select(PROJECTED.c.erased).where(within_rights(PROJECTED.c.room, actor), PROJECTED.c.room == room)
    return int(connection.execute(query).scalar() or 0)


def told(connection: Connection, actor: Actor, room: str) -> tuple[int, bool]:
    """How many entries of a room its things follow from, and whether that was noted; else up to its newest story."""
    noted = connection.execute(
        select(TOLD.c.entries).where(within_rights(TOLD.c.room, actor), TOLD.c.room == room)
    ).scalar()
    if noted is not None:
        return int(noted), True
    newest = select(func.max(HOLDINGS.c.entry)).where(
        within_rights(HOLDINGS.c.room, actor), HOLDINGS.c.room == room, HOLDINGS.c.what == "story"
    )
    return int(connection.execute(newest).scalar() or 0), False


def note_told(connection: Connection, room: str, entries: int) -> None:
    """Say how many entries of a room its things follow from."""
    connection.execute(delete(TOLD).where(TOLD.c.room == room))
    connection.execute(insert(TOLD).values(room=room, entries=entries))


def untold(connection: Connection, actor: Actor, room: str, place: int, begin: int) -> int:
    """How many pages and decisions came into a room, the `place`-th of its database, from an entry on."""
    query = select(func.count()).where(
        within_rights(_ROOM, actor),
        *_from(place, begin),
        _WHAT.in_(("reading", "decision")),
        (HOLDINGS.c.gone + 0).is_(None),
    )
    return int(connection.execute(query).scalar_one())
