"""The search index: passages of texts, quotations and people as blinded tokens, in either database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, delete, inspect, select, text

from .blinding import Blinding
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
    """A passage as the index keeps it: its number, whose it is, and its tokens."""

    number: int
    what: str
    id: str
    entry: int
    tokens: str


class Blinded(NamedTuple):
    """Passages as the index keeps them, and (shortened name, name) in tokens for names that may be new to it."""

    rows: list[Row]
    spellings: list[tuple[str, str]]


RANKED = 2_000
"""Matches that are ranked, the newest: a word that is in more says little; a search must not slow as a case grows."""
KEPT = 1_000
"""Of those in the order of their ranks, how many are asked whether they stand."""

# The tokens are kept once, in the index itself: a copy beside it would be as large as the rest of the tables.
_FTS5 = "CREATE VIRTUAL TABLE IF NOT EXISTS {words} USING fts5(tokens, content='', detail=full, tokenize='ascii')"
# Straight to the driver: a case of thousands of pages has a hundred thousand passages.
_INSERT = {
    True: "INSERT INTO passages (room, number, what, id, entry, tokens)"
    " SELECT %s, number, what, id, entry, to_tsvector('simple', tokens) FROM unnest"
    "(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[]) AS fresh (number, what, id, entry, tokens)",
    False: "INSERT INTO passages (number, what, id, entry, room) VALUES (?, ?, ?, ?, ?)",
}
_STANDING = f"""
    EXISTS (SELECT 1 FROM holdings h WHERE h.number = p.number / {PLACES}
            AND CASE WHEN :at IS NULL THEN h.gone IS NULL
                     ELSE h.seen <= :at AND (h.gone IS NULL OR h.gone > :at) END)"""
_FIND_POSTGRES = f"""
    SELECT p.room, p.what, p.id, p.entry, ts_rank_cd(p.tokens, p.q) AS score
    FROM (SELECT p.number, p.room, p.what, p.id, p.entry, p.tokens, q
          FROM passages p, to_tsquery('simple', :match) q
          WHERE p.tokens @@ q AND p.room = :room AND {_STANDING.replace(":at", "CAST(:at AS BIGINT)")}
          ORDER BY p.number DESC LIMIT {RANKED}) p
    ORDER BY score DESC, p.number LIMIT :most"""
_FIND_SQLITE = f"""
    SELECT rowid, -rank FROM {{words}} WHERE {{words}} MATCH :match AND rowid BETWEEN :first AND :last
    ORDER BY rank LIMIT {KEPT}"""
_STANDING_OF = text(f"""
    SELECT p.number, p.room, p.what, p.id, p.entry FROM passages p
    WHERE p.number IN (SELECT value FROM json_each(:numbers)) AND p.room = :room AND {_STANDING}""")
_LAST = text("SELECT number FROM holdings WHERE room = :room AND seen <= :at ORDER BY number DESC LIMIT 1")
_FIRST = f"""
    SELECT rowid FROM {{words}} WHERE {{words}} MATCH :match AND rowid <= :last
    ORDER BY rowid DESC LIMIT 1 OFFSET {RANKED - 1}"""


def words_of(room: str) -> str:
    """The FTS5 table of a room's tokens in SQLite. Each room has its own: ranks count the passages of a whole table."""
    return f"words_{hashlib.sha256(room.encode()).hexdigest()[:24]}"


def blinded(passages: Iterable[Passage], blinding: Blinding, place: int) -> Blinded:
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
        rows.append(Row((first + entry) * PLACES + before, what, ident, entry, " ".join(tokens)))
        if what != "quote":
            spellings.extend(blinding.spell(pieces))
    return Blinded(rows, spellings)


def put(connection: Connection, room: str, found: Blinded, *, postgres: bool) -> None:
    """Add passages to the index of a room."""
    rows = found.rows
    if rows and postgres:
        connection.exec_driver_sql(_INSERT[True], (room, *map(list, zip(*rows, strict=True))))
    elif rows:
        words = words_of(room)
        connection.exec_driver_sql(_FTS5.format(words=words))
        connection.exec_driver_sql(_INSERT[False], [(*row[:4], room) for row in rows])
        connection.exec_driver_sql(f"INSERT INTO {words} (rowid, tokens) VALUES (?, ?)", [(r[0], r[4]) for r in rows])
    if found.spellings:
        connection.execute(_SPELL, [{"room": room, "shorter": one, "name": name} for one, name in found.spellings])


_SPELL = text("INSERT INTO spellings (room, shorter, name) VALUES (:room, :shorter, :name) ON CONFLICT DO NOTHING")


def find(
    connection: Connection,
    actor: Actor,
    terms: Sequence[Term],
    blindings: dict[str, Blinding],
    *,
    at: int | None,
    most: int,
    postgres: bool,
) -> list[Hit]:
    """The best passages of the rooms that the actor may read, best first."""
    hits: list[Hit] = []
    for room in rooms_for(actor):
        if room not in blindings or not (postgres or _has_words(connection, room)):
            continue

        def alike(shorter: str, room: str = room) -> list[str]:
            query = select(SPELLINGS.c.name).where(SPELLINGS.c.room == room, SPELLINGS.c.shorter == shorter)
            return list(connection.execute(query).scalars())

        found = clauses(terms, blindings[room], alike)
        match = tsquery(found) if postgres else fts5(found)
        asked: dict[str, object] = {"match": match, "room": room, "at": at, "most": most}
        if not postgres:
            asked |= _newest(connection, room, match, at)
            hits.extend(_ranked(connection, room, asked))
            continue
        hits.extend(Hit(*row) for row in connection.execute(text(_FIND_POSTGRES), asked))
    return sorted(hits, key=lambda hit: (-hit.score, hit.room, hit.what, hit.id, hit.entry))[:most]


def _ranked(connection: Connection, room: str, asked: dict[str, object]) -> Iterator[Hit]:
    """The best of the matches that stand. Whose they are is looked up in their order, no further than it is needed."""
    found = connection.execute(text(_FIND_SQLITE.format(words=words_of(room))), asked).all()
    best = sorted(((number, score) for number, score in found), key=lambda one: (-one[1], one[0]))
    most = left = int(str(asked["most"]))
    step = max(4 * most, 1)
    for begin in range(0, len(best), step):
        some = best[begin : begin + step]
        numbers = json.dumps([number for number, _ in some])
        rows = connection.execute(_STANDING_OF, asked | {"numbers": numbers})
        standing = {row[0]: row for row in rows}
        for number, score in some:
            if left and number in standing:
                left -= 1
                _, whose, what, ident, entry = standing[number]
                yield Hit(whose, what, ident, entry, score)
        if not left:
            return


def _newest(connection: Connection, room: str, match: str, at: int | None) -> dict[str, object]:
    """The numbers between which the newest matches lie, those of entries up to a time."""
    last = (1 << 63) - 1
    if at is not None:
        entry = connection.execute(_LAST, {"room": room, "at": at}).scalar()
        last = (entry + 1) * PLACES - 1 if entry is not None else 0
    query = text(_FIRST.format(words=words_of(room)))
    return {"first": connection.execute(query, {"match": match, "last": last}).scalar() or 0, "last": last}


def _has_words(connection: Connection, room: str) -> bool:
    return inspect(connection).has_table(words_of(room))


def forget(connection: Connection, room: str, entries: Sequence[int], *, postgres: bool) -> None:
    """Take the passages of erased entries out, and their tokens out of every page of the index."""
    gone = select(PASSAGES.c.number).where(PASSAGES.c.room == room, PASSAGES.c.entry.in_(entries))
    numbers = [] if postgres else list(connection.execute(gone).scalars())
    if numbers:
        words = words_of(room)
        connection.execute(text(_INSTANCES.format(words=words)))
        told = connection.execute(_TOLD, {"numbers": json.dumps(numbers)}).all()
        for number, these in groupby(told, key=itemgetter(0)):
            asked = {"number": number, "tokens": " ".join([token for _, token in these])}
            connection.execute(text(_DELETE.format(words=words)), asked)
        connection.execute(text("DROP TABLE temp.instances"))
        # A deletion only marks a token as gone; the merge writes the index anew without it.
        connection.execute(text(f"INSERT INTO {words} ({words}) VALUES ('optimize')"))
    connection.execute(delete(PASSAGES).where(PASSAGES.c.room == room, PASSAGES.c.entry.in_(entries)))


# The index holds no copy of what it was given, and wants it to take it out again: it is put together from the index.
_INSTANCES = "CREATE VIRTUAL TABLE temp.instances USING fts5vocab('main', '{words}', 'instance')"
_TOLD = text(
    'SELECT doc, term FROM temp.instances WHERE doc IN (SELECT value FROM json_each(:numbers)) ORDER BY doc, "offset"'
)
_DELETE = "INSERT INTO {words} ({words}, rowid, tokens) VALUES ('delete', :number, :tokens)"
