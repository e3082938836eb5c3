"""What was put together for the talks room, kept aside by the hash of all that it rests on: lost, it is made again.

Only who has read everything that a thing was put together from can work out its mark, so that what is kept shows
nobody more than they may read. It is sealed with the keys of all the rooms it comes from; an erasure takes all of it.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import msgspec
from sqlalchemy import delete, insert, select

from ... import __version__
from ...store.tables import TALKS
from ...talks.sayings import Press
from .desk import Desk

MOST = 4_096
"""Rows beyond which those go that whoever keeps new ones does not use."""
TOGETHER = 500
QUICK = 1
"""Of zlib: most of what can be saved, in a fraction of the time."""
PACKED = msgspec.msgpack.Encoder()
Made = TypeVar("Made")


class Wanted(NamedTuple):
    """Something by its mark, and the keys of the rooms that it is put together from."""

    mark: str
    rooms: tuple[str, ...]


class Making(NamedTuple, Generic[Made]):
    """How something is made, and of which stories; `wanted` is None where it is not kept.

    `alone`: of nothing but stories, so that it changes seldom.
    """

    wanted: Wanted | None
    presses: Sequence[Press]
    alone: bool
    make: Callable[[], Made]


def wanted(made_of: Sequence[object], rooms: Iterable[str]) -> Wanted:
    """The mark of something that is made of plain values."""
    ground = msgspec.json.encode([__version__, made_of], order="sorted")
    return Wanted(hashlib.sha256(ground).hexdigest(), tuple(sorted(set(rooms))))


class Aside(Generic[Made]):
    """Things of one kind that are kept aside."""

    def __init__(self, made: type[Made]) -> None:
        self._unpacked = msgspec.msgpack.Decoder(made)

    def made(self, desk: Desk, all_of_them: Sequence[Making[Made]], before: Mapping[str, Made]) -> list[Made]:
        """Each as it was made `before` or is kept aside; else made now.

        What is made now is kept if it changes seldom, or if pages had to be read for it.
        """
        marks = [one.wanted for one in all_of_them if one.wanted is not None]
        held = {**before, **self.kept(desk, [one for one in marks if one.mark not in before])}
        unread = {id(press) for one in all_of_them for press in one.presses if not press.was_read}
        found: list[Made] = []
        fresh: dict[Wanted, Made] = {}
        for one in all_of_them:
            this = held.get(one.wanted.mark) if one.wanted is not None else None
            if this is None:
                this = one.make()
                read = any(id(press) in unread and press.was_read for press in one.presses)
                if one.wanted is not None and (one.alone or read):
                    fresh[one.wanted] = this
            found.append(this)
        if fresh:
            self.keep(desk, fresh, marks)
        return found

    def kept(self, desk: Desk, wanted: Sequence[Wanted]) -> dict[str, Made]:
        """Those that are kept and can be opened, by their marks."""
        rooms = {one.mark: one.rooms for one in wanted}
        if not rooms:
            return {}
        found: dict[str, Made] = {}
        marks = sorted(rooms)
        with desk.database.reading(desk.actor) as connection:
            for begin in range(0, len(marks), TOGETHER):
                query = select(TALKS.c.mark, TALKS.c.sealed).where(TALKS.c.mark.in_(marks[begin : begin + TOGETHER]))
                for mark, sealed in connection.execute(query):
                    packed = _unsealed(desk, rooms[mark], mark, sealed)
                    if packed is not None:
                        found[mark] = self._unpacked.decode(packed)
        return found

    def keep(self, desk: Desk, made: Mapping[Wanted, Made], used: Iterable[Wanted]) -> None:
        """Keep what was made, unless another process has; `used`: everything that its maker uses."""
        rows = [
            {"mark": one.mark, "room": _closest(desk, one.rooms), "sealed": _sealed(desk, one, PACKED.encode(this))}
            for one, this in made.items()
        ]
        with desk.database.writing() as connection:
            there = set(connection.execute(select(TALKS.c.mark)).scalars())
            if len(there) + len(rows) > MOST:
                stale = sorted(there - {one.mark for one in used})
                for begin in range(0, len(stale), TOGETHER):
                    connection.execute(delete(TALKS).where(TALKS.c.mark.in_(stale[begin : begin + TOGETHER])))
            fresh = [row for row in rows if row["mark"] not in there]
            if fresh:
                connection.execute(insert(TALKS), fresh)


def _closest(desk: Desk, rooms: Sequence[str]) -> str:
    """The room whose readers alone the database itself lets at it: one that is not open to all, where there is one."""
    return min(rooms, key=lambda key: (desk.rooms[key].open, key))


def _sealed(desk: Desk, one: Wanted, packed: bytes) -> bytes:
    sealed = zlib.compress(packed, QUICK)
    for key in one.rooms:
        sealed = desk.rooms[key].seal(sealed, _number(one.mark))
    return sealed


def _unsealed(desk: Desk, rooms: Sequence[str], mark: str, sealed: bytes) -> bytes | None:
    packed: bytes | None = sealed
    for key in reversed(rooms):
        packed = desk.rooms[key].unseal(packed, _number(mark)) if packed is not None else None
    return zlib.decompress(packed) if packed is not None else None


def _number(mark: str) -> int:
    return int(mark[:15], 16)
