"""Which passages of a room match a query, the newest of them, each with its rank; as each database does it best."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from operator import add

from sqlalchemy import Connection, inspect, text

from .tables import PLACES, entry_number

RANKED = 1_000
"""Matches that are ranked, the newest: a word that is in more says little; a search must not slow as a case grows."""

SIZES = {"a": 13, "b": 15, "c": 17, "d": 19, "e": 21}
"""Stretches of entries, by the binary logarithm of their size. PostgreSQL's index names those that a passage is in, and
so finds the newest matches without looking at all there are; a stretch lies in one log, as entries are numbered."""


# Row level security keeps conditions that could tell of other rows away from every index, a text search among them. So
# the owner of the tables looks, for rooms of the setting alone. The plan is always the same: the index, then its rows.
MATCHES = """
CREATE OR REPLACE FUNCTION {schema}.goodoffices_matches(asked text, match text, stretch text, last bigint, most integer)
RETURNS TABLE (number bigint, score real) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_indexscan = off SET max_parallel_workers_per_gather = 0 SET jit = off
AS $$
    SELECT newest.number, ts_rank(newest.tokens, (SELECT to_tsquery('simple', match)), 2)
    FROM (SELECT p.number, p.tokens FROM {schema}.passages p
          WHERE p.tokens @@ (SELECT to_tsquery('simple', match) && CAST(stretch AS tsquery)) AND p.number + 0 <= last
          AND p.room = asked
          AND asked = ANY(ARRAY(SELECT unnest(string_to_array(current_setting('goodoffices.rooms', true), ','))))
          ORDER BY p.number DESC LIMIT most) newest
$$"""
_MATCHES = "SELECT number, score FROM goodoffices_matches(%s, %s, %s, %s, %s)"

_FTS5 = "SELECT rowid, -rank FROM {words} WHERE {words} MATCH :match AND rowid BETWEEN :first AND :last"
_FIRST = f"""
    SELECT rowid FROM {{words}} WHERE {{words}} MATCH :match AND rowid <= :last
    ORDER BY rowid DESC LIMIT 1 OFFSET {RANKED - 1}"""
_LAST = text("SELECT number FROM holdings WHERE number BETWEEN :first AND :last ORDER BY number DESC LIMIT 1")
_NEXT = text("SELECT number, seen FROM holdings WHERE number BETWEEN :first AND :last ORDER BY number LIMIT 1")


PLACED, COUNTED, UNPLACED = 16_383, 256, 100_000
"""Tokens of a text that PostgreSQL can tell places of, how many of one, and for how many more its vector has room."""


def words_of(room: str) -> str:
    """The FTS5 table of a room's tokens in SQLite. Each room has its own: ranks count the passages of a whole table."""
    return f"words_{hashlib.sha256(room.encode()).hexdigest()[:24]}"


def ranked(
    connection: Connection, room: str, place: int, match: str, at: int | None, *, postgres: bool
) -> list[tuple[int, float]]:
    """Numbers and scores of the best among the newest passages that match, of entries up to a time; the best first.

    `match` is an expression of the database; `place` says which of its logs the room's is.
    """
    first = entry_number(place, 0)
    last = connection.execute(_LAST, {"first": first, "last": entry_number(place + 1, 0) - 1}).scalar()
    if last is not None and at is not None:
        last = _last_seen(connection, first, last, at)
    if last is None:
        return []
    look = _in_postgres if postgres else _in_sqlite
    found = look(connection, room, match, first, last)
    return sorted(found, key=lambda one: (-one[1], one[0]))


def _last_seen(connection: Connection, first: int, last: int, at: int) -> int | None:
    """The last entry that was there at a time, found by halves: within a log times never go back."""
    found = None
    while first <= last:
        middle = (first + last) // 2
        row = connection.execute(_NEXT, {"first": middle, "last": last}).first()
        if row is None or row.seen > at:
            last = middle - 1
        else:
            found = row.number
            first = found + 1
    return found


def _in_sqlite(connection: Connection, room: str, match: str, first: int, last: int) -> list[tuple[int, float]]:
    words = words_of(room)
    if not inspect(connection).has_table(words):
        return []
    asked: dict[str, object] = {"match": match, "first": first * PLACES, "last": (last + 1) * PLACES - 1}
    earliest = connection.execute(text(_FIRST.format(words=words)), asked).scalar()
    if earliest is not None:
        asked["first"] = earliest
    return [(number, score) for number, score in connection.execute(text(_FTS5.format(words=words)), asked).all()]


def _in_postgres(connection: Connection, room: str, match: str, first: int, last: int) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for stretch in stretches(first, last):
        values = (room, match, stretch, (last + 1) * PLACES - 1, RANKED - len(found))
        found.extend((number, score) for number, score in connection.exec_driver_sql(_MATCHES, values).all())
        if len(found) >= RANKED:
            break
    return found


def vector(tokens: str, holding: int) -> bytes:
    """Tokens of a passage as PostgreSQL takes a vector in binary: each with its places, and the stretches it is in.

    Of a longer text the rest is there without places, as many different tokens as it takes; the last ones, fields and
    names, first.
    """
    every = tokens.split()
    if len(every) <= PLACED and len(set(every)) == len(every):
        lexemes = list(map(add, every, _alone()))
    else:
        found: dict[str, str] = {}
        for token, place in zip(every, _places(), strict=False):
            # Put together as they will be packed: a list for each token would take several times as long.
            found[token] = found[token] + place if token in found else place
        for token in islice(dict.fromkeys(reversed(every[PLACED:])), UNPLACED):
            found.setdefault(token, "")
        if len(every) > COUNTED:
            found = {token: each[: 2 * COUNTED] for token, each in found.items()}
        lexemes = [token + _COUNTS[len(each)] + each for token, each in found.items()]
    lexemes += _stretched(holding)
    # Sorted, as the server keeps them: it would do so itself, with more effort.
    lexemes.sort()
    return len(lexemes).to_bytes(4, "big") + "".join(lexemes).encode("latin-1")


def _packed(number: int) -> str:
    return number.to_bytes(2, "big").decode("latin-1")


_COUNTS = {2 * count: f"\0{_packed(count)}" for count in range(COUNTED + 1)}
"""What ends a lexeme and says how many places follow, by the length of these."""


@cache
def _places() -> list[str]:
    """Every place of a text, packed."""
    return [_packed(place) for place in range(1, PLACED + 1)]


@cache
def _alone() -> list[str]:
    """What follows a lexeme that has one place, for each of them."""
    return [_COUNTS[len(place)] + place for place in _places()]


@lru_cache(maxsize=16)
def _stretched(holding: int) -> list[str]:
    """The lexemes of the stretches that an entry is in."""
    return [f"{name}{holding >> size}{_COUNTS[0]}" for name, size in SIZES.items()]


def stretches(first: int, last: int) -> Iterator[str]:
    """Names of stretches that cover the entries from `last` back to `first`; none is much larger than all before it."""
    end = last
    smallest = next(iter(SIZES))
    while end >= first:
        covered = last - end
        name = next(
            (name for name, size in reversed(SIZES.items()) if (end + 1) % (1 << size) == 0 and 1 << size <= covered),
            smallest,
        )
        yield f"{name}{end >> SIZES[name]}"
        end = (end >> SIZES[name] << SIZES[name]) - 1
