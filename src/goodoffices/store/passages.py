"""The search index: passages of texts, quotations and people as blinded tokens, in either database."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, inspect, select, text

from ..lexicon.reading import WORD
from .blinding import SHORTEST_NAME, Blinding, shortened, skeletons
from .query import Term, clauses, fts5, tsquery
from .rights import Actor, rooms_for
from .tables import PASSAGES, SPELLINGS


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


PLACES = 1 << 12
"""Passages of one entry that are found by themselves; of a page with more quotations the text is found all the same."""
ENTRIES = 1 << 35

_FTS5 = "CREATE VIRTUAL TABLE IF NOT EXISTS {words} USING fts5(tokens, detail=full, tokenize='ascii')"
# Straight to the driver: a case of thousands of pages has a hundred thousand passages.
_INSERT = {
    True: "INSERT INTO passages (number, room, what, id, entry, tokens)"
    " VALUES (%s, %s, %s, %s, %s, to_tsvector('simple', %s))",
    False: "INSERT INTO passages (number, room, what, id, entry) VALUES (?, ?, ?, ?, ?)",
}
_STANDING = """
    EXISTS (SELECT 1 FROM holdings h WHERE h.room = p.room AND h.entry = p.entry
            AND CASE WHEN :at IS NULL THEN h.gone IS NULL
                     ELSE h.seen <= :at AND (h.gone IS NULL OR h.gone > :at) END)"""
_FIND_POSTGRES = f"""
    SELECT p.room, p.what, p.id, p.entry, ts_rank_cd(p.tokens, q) AS score
    FROM passages p, to_tsquery('simple', :match) q
    WHERE p.tokens @@ q AND p.room = :room AND {_STANDING.replace(":at", "CAST(:at AS BIGINT)")}
    ORDER BY score DESC, p.number LIMIT :most"""
_FIND_SQLITE = f"""
    SELECT p.room, p.what, p.id, p.entry, -w.rank AS score
    FROM (SELECT rowid, rank FROM {{words}} WHERE {{words}} MATCH :match ORDER BY rank LIMIT 2000) w
    JOIN passages p ON p.number = w.rowid
    WHERE p.room = :room AND {_STANDING}
    ORDER BY score DESC, p.number LIMIT :most"""


def words_of(room: str) -> str:
    """The FTS5 table of a room's tokens in SQLite. Each room has its own: ranks count the passages of a whole table."""
    return f"words_{hashlib.sha256(room.encode()).hexdigest()[:24]}"


def index(
    connection: Connection,
    room: str,
    passages: Sequence[Passage],
    blinding: Blinding,
    *,
    place: int,
    postgres: bool,
) -> None:
    """Add passages of one room, which is the `place`-th of its database; all those of an entry come in one call."""
    rows: list[tuple[object, ...]] = []
    names: set[str] = set()
    counts: Counter[int] = Counter()
    for passage in passages:
        entry = passage.entry
        if counts[entry] >= PLACES:
            continue
        number = ((place * ENTRIES) + entry) * PLACES + counts[entry]
        counts[entry] += 1
        words = WORD.findall(passage.text)
        tokens = " ".join([*blinding.text(words), *_fields(passage, blinding)])
        rows.append((number, room, passage.what, passage.id, entry, tokens))
        names |= skeletons(words) if passage.what != "quote" else set()
    if rows and postgres:
        connection.exec_driver_sql(_INSERT[True], rows)
    elif rows:
        table = words_of(room)
        connection.exec_driver_sql(_FTS5.format(words=table))
        connection.exec_driver_sql(_INSERT[False], [row[:5] for row in rows])
        connection.exec_driver_sql(f"INSERT INTO {table} (rowid, tokens) VALUES (?, ?)", [(r[0], r[5]) for r in rows])
    _spell(connection, room, names, blinding)


def _fields(passage: Passage, blinding: Blinding) -> Iterator[str]:
    fields = [("in", passage.what), *passage.fields]
    for field, name in passage.named:
        words = WORD.findall(name)
        fields.extend((field, key) for key in sorted(skeletons(words)))
        fields.extend((field, word) for word in words)
    return blinding.fields(dict.fromkeys(fields))


def _spell(connection: Connection, room: str, names: set[str], blinding: Blinding) -> None:
    """Keep the shortened forms of names that are new to the room."""
    rows: list[dict[str, str]] = []
    for name in sorted(names - blinding.spelled):
        token = blinding.token("n", name)
        if len(name) > SHORTEST_NAME:
            rows.extend({"room": room, "shorter": blinding.token("s", key), "name": token} for key in shortened(name))
    if rows:
        connection.execute(_SPELL, rows)
    blinding.spelled |= names


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
        query = _FIND_POSTGRES if postgres else _FIND_SQLITE.format(words=words_of(room))
        rows = connection.execute(text(query), {"match": match, "room": room, "at": at, "most": most})
        hits.extend(Hit(*row) for row in rows)
    return sorted(hits, key=lambda hit: (-hit.score, hit.room, hit.what, hit.id, hit.entry))[:most]


def _has_words(connection: Connection, room: str) -> bool:
    return inspect(connection).has_table(words_of(room))


def forget(connection: Connection, room: str, entries: Sequence[int], *, postgres: bool) -> None:
    """Take the passages of erased entries out, and their tokens out of every page of the index."""
    gone = select(PASSAGES.c.number).where(PASSAGES.c.room == room, PASSAGES.c.entry.in_(entries))
    if not postgres:
        words, numbers = words_of(room), list(connection.execute(gone).scalars())
        for number in numbers:
            connection.execute(text(f"DELETE FROM {words} WHERE rowid = :number"), {"number": number})
        if numbers:
            # A deletion only marks a token as gone; the merge writes the index anew without it.
            connection.execute(text(f"INSERT INTO {words} ({words}) VALUES ('optimize')"))
    connection.execute(delete(PASSAGES).where(PASSAGES.c.room == room, PASSAGES.c.entry.in_(entries)))


def clear(connection: Connection, room: str, *, postgres: bool) -> None:
    """Empty the search index of a room."""
    mine = select(PASSAGES.c.number).where(PASSAGES.c.room == room)
    if not postgres:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {words_of(room)}")
    connection.execute(delete(PASSAGES).where(PASSAGES.c.number.in_(mine)))
    connection.execute(delete(SPELLINGS).where(SPELLINGS.c.room == room))
