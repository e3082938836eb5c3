"""The search index: passages of texts, quotations and people as blinded tokens, in either database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, text

from .blinding import Blinding
from .copying import copy_rows
from .matches import ranked, vector, words_of
from .query import Term, clauses, fts5, tsquery
from .rights import Actor, rooms_for
from .tables import PASSAGES, PLACES, SPELLINGS, entry_number


class Passage(NamedTuple):
    """What can be found: `what` (document, quote, person), the id and entry of the thing it belongs to, its text.

    `fields`: (name, value) pairs such as ("outlet", "..."); `named`: names behind a field, (field, words of a name).
    """

    what: str
    id: str
    entry: int
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()


class Hit(NamedTuple):
    """A passage found; a higher score is a better match."""

    room: str
    what: str
    id: str
    entry: int
    score: float


class Row(NamedTuple):
    """A passage as the index keeps it: its number, whose it is, and its tokens as the database takes them."""

    number: int
    what: str
    id: str
    entry: int
    tokens: bytes


class Blinded(NamedTuple):
    """Passages as the index keeps them, and (shortened name, name) in tokens for names that may be new to it."""

    rows: list[Row]
    spellings: list[tuple[str, str]]


# The tokens are kept once, in the index itself: a copy beside it would be as large as the rest of the tables.
_FTS5 = "CREATE VIRTUAL TABLE IF NOT EXISTS {words} USING fts5(tokens, content='', detail=full, tokenize='ascii')"
# Straight to the driver: a case of thousands of pages has a hundred thousand passages.
_COLUMNS = "number, what, id, entry, room, tokens"
_TYPES = ("int8", "text", "text", "int8", "text", "bytea")  # the last is a vector, packed as its type is sent
_INSERT = "INSERT INTO passages (number, what, id, entry, room) VALUES (?, ?, ?, ?, ?)"
_WHOSE = """
    SELECT p.number, p.room, p.what, p.id, p.entry FROM {asked} JOIN passages p ON p.number = asked.number
    JOIN holdings h ON h.number = {held} WHERE p.room = :room AND {stands}"""
# Row level security keeps what is computed from a row away from the indexes of the next one: both numbers are given.
_ASKED = {
    True: ("unnest(CAST(:numbers AS bigint[]), CAST(:held AS bigint[])) AS asked (number, held)", "asked.held"),
    False: ("(SELECT value AS number FROM json_each(:numbers)) asked", f"asked.number / {PLACES}"),
}
_STANDS = {True: "h.gone IS NULL", False: "h.seen <= :at AND (h.gone IS NULL OR h.gone > :at)"}
_STANDING = {
    (postgres, now): text(_WHOSE.format(asked=asked, held=held, stands=stands))
    for postgres, (asked, held) in _ASKED.items()
    for now, stands in _STANDS.items()
}
# What is added lies unsorted beside the index at first, where every search would have to read it.
_MERGE = text("SELECT gin_clean_pending_list(to_regclass('passages_tokens'))")


def blinded(passages: Iterable[Passage], blinding: Blinding, place: int, *, postgres: bool) -> Blinded:
    """Passages in tokens, of the room that is the `place`-th of its database; all of an entry come in one call."""
    rows: list[Row] = []
    spellings: list[tuple[str, str]] = []
    counts: dict[int, int] = {}
    text_of, fields_of, first = blinding.text, blinding.fields, entry_number(place, 0)
    for what, ident, entry, said, fields, named in passages:
        before = counts.get(entry, 0)
        if before >= PLACES:
            continue
        counts[entry] = before + 1
        pieces = said.split()
        tokens = text_of(pieces)
        tokens.append(fields_of((("in", what), *fields), named))
        joined = " ".join(tokens)
        kept = vector(joined, first + entry) if postgres else joined.encode()
        rows.append(Row((first + entry) * PLACES + before, what, ident, entry, kept))
        if what != "quote":
            spellings.extend(blinding.spell(pieces))
    return Blinded(rows, spellings)


def put(connection: Connection, room: str, found: Blinded, *, postgres: bool) -> None:
    """Add passages to the index of a room."""
    rows = found.rows
    if rows and postgres:
        copy_rows(connection, "passages", _COLUMNS, _TYPES, [(*row[:4], room, row[4]) for row in rows])
        connection.execute(_MERGE)
    elif rows:
        words = words_of(room)
        connection.exec_driver_sql(_FTS5.format(words=words))
        connection.exec_driver_sql(_INSERT, [(*row[:4], room) for row in rows])
        connection.exec_driver_sql(
            f"INSERT INTO {words} (rowid, tokens) VALUES (?, ?)", [(r[0], r[4].decode()) for r in rows]
        )
    if found.spellings:
        connection.execute(_SPELL, [{"room": room, "shorter": one, "name": name} for one, name in found.spellings])


_SPELL = text("INSERT INTO spellings (room, shorter, name) VALUES (:room, :shorter, :name) ON CONFLICT DO NOTHING")


class Searched(NamedTuple):
    """A room to search: its blinding, and which log of its database it is."""

    blinding: Blinding
    place: int


def find(
    connection: Connection,
    actor: Actor,
    terms: Sequence[Term],
    rooms: Mapping[str, Searched],
    *,
    at: int | None,
    most: int,
    postgres: bool,
) -> list[Hit]:
    """The best passages of the rooms that the actor may read, best first."""
    hits: list[Hit] = []
    for room in rooms_for(actor):
        if room not in rooms:
            continue

        def alike(shorter: Sequence[str], room: str = room) -> list[str]:
            query = select(SPELLINGS.c.name).where(SPELLINGS.c.room == room, SPELLINGS.c.shorter.in_(shorter))
            return list(connection.execute(query).scalars())

        blinding, place = rooms[room]
        found = clauses(terms, blinding, alike)
        match = tsquery(found) if postgres else fts5(found)
        best = ranked(connection, room, place, match, at, postgres=postgres)
        hits.extend(_standing(connection, room, best, at=at, most=most, postgres=postgres))
    return sorted(hits, key=lambda hit: (-hit.score, hit.room, hit.what, hit.id, hit.entry))[:most]


def _standing(
    connection: Connection, room: str, best: Sequence[tuple[int, float]], *, at: int | None, most: int, postgres: bool
) -> Iterator[Hit]:
    """The best of the matches that stand. Whose they are is looked up in their order, no further than it is needed."""
    left, step = most, max(4 * most, 1)
    for begin in range(0, len(best), step):
        some = best[begin : begin + step]
        numbers = [number for number, _ in some]
        asked: dict[str, object] = {"room": room, "at": at}
        if postgres:
            asked |= {"numbers": numbers, "held": [number // PLACES for number in numbers]}
        else:
            asked["numbers"] = json.dumps(numbers)
        standing = {row[0]: row for row in connection.execute(_STANDING[postgres, at is None], asked)}
        for number, score in some:
            if left and number in standing:
                left -= 1
                _, whose, what, ident, entry = standing[number]
                yield Hit(whose, what, ident, entry, score)
        if not left:
            return


def forget(connection: Connection, room: str, entries: Sequence[int], *, postgres: bool) -> None:
    """Take the passages of erased entries out, their tokens out of every page of the index, and names only they had."""
    these = (PASSAGES.c.room == room) & PASSAGES.c.entry.in_(entries)
    numbers = list(connection.execute(select(PASSAGES.c.number).where(these)).scalars())
    if not numbers:
        return
    if postgres:
        tokens = set(connection.execute(_TOKENS, {"numbers": numbers}).scalars())
    else:
        tokens = _take_out(connection, words_of(room), numbers)
    connection.execute(delete(PASSAGES).where(these))
    named = (SPELLINGS.c.room == room) & SPELLINGS.c.name.in_(tokens)
    names = list(connection.execute(select(SPELLINGS.c.name).where(named).distinct()).scalars())
    asked = {"room": room, "names": names if postgres else json.dumps(names)}
    left = text(_LEFT[postgres].format(words=words_of(room)))
    gone = set(names).difference(connection.execute(left, asked if postgres else {"names": asked["names"]}).scalars())
    connection.execute(delete(SPELLINGS).where((SPELLINGS.c.room == room) & SPELLINGS.c.name.in_(gone)))
    if not postgres:
        connection.execute(text("DROP TABLE temp.instances"))


def _take_out(connection: Connection, words: str, numbers: Sequence[int]) -> set[str]:
    """Take passages out of an FTS5 table; what tokens they had."""
    connection.execute(text(_INSTANCES.format(words=words)))
    told = connection.execute(_TOLD, {"numbers": json.dumps(numbers)}).all()
    for number, these in groupby(told, key=itemgetter(0)):
        asked = {"number": number, "tokens": " ".join([token for _, token in these])}
        connection.execute(text(_DELETE.format(words=words)), asked)
    # A deletion only marks a token as gone; the merge writes the index anew without it.
    connection.execute(text(f"INSERT INTO {words} ({words}) VALUES ('optimize')"))
    return {token for _, token in told}


# The index holds no copy of what it was given, and wants it to take it out again: it is put together from the index.
_INSTANCES = "CREATE VIRTUAL TABLE temp.instances USING fts5vocab('main', '{words}', 'instance')"
_TOLD = text(
    'SELECT doc, term FROM temp.instances WHERE doc IN (SELECT value FROM json_each(:numbers)) ORDER BY doc, "offset"'
)
_DELETE = "INSERT INTO {words} ({words}, rowid, tokens) VALUES ('delete', :number, :tokens)"
_TOKENS = text(
    "SELECT DISTINCT unnest(tsvector_to_array(tokens)) FROM passages WHERE number = ANY(CAST(:numbers AS bigint[]))"
)
_LEFT = {
    True: "SELECT name FROM unnest(CAST(:names AS text[])) AS name WHERE EXISTS"
    " (SELECT 1 FROM passages p WHERE p.tokens @@ CAST(name AS tsquery) AND p.room = :room)",
    False: "SELECT DISTINCT term FROM temp.instances WHERE term IN (SELECT value FROM json_each(:names))",
}
