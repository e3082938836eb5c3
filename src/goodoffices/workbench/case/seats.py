"""Offices of a case: who leads, who records, who sits for which party; and who may therefore read what."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ...errors import UsageError
from ...store.rights import Chamber, allowed, office_of, require
from .bodies import written
from .desk import PRESS, SEATED_IN, Desk, members_of
from .room import Room, Statement
from .talks_bodies import SeatBody


class Reader(msgspec.Struct, frozen=True):
    """Somebody who may read a room: their name, their office ("" for none)."""

    name: str
    office: str


def seat(desk: Desk, name: str, office: str) -> None:
    """Give somebody an office from here on; "" takes it back. Raises UsageError for what is no office."""
    room = _seating(desk)
    require(desk.actor, room.key, "manage")
    if not name.strip() or name == "operator":
        raise UsageError(f"{name!r} is no name for a member; give another")
    if office:
        office_of(office)
        _check_party(desk, office.partition(":")[2])
    desk.append(room, [Statement("seat", written(SeatBody(name, office)))])


def _seating(desk: Desk) -> Room:
    for room in desk.rooms.values():
        if room.name == SEATED_IN:
            return room
    raise UsageError(f"offices are kept in the room {SEATED_IN!r}; `goodoffices room add CASE {SEATED_IN}` makes it")


LONGEST_NAME = 100


def check_room_name(desk: Desk, name: str) -> None:
    """Refuse names nobody could read, the room of a party the case does not have, rooms that only their owners make."""
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise UsageError(f"a room's name is one line of 1 to {LONGEST_NAME} characters that can be seen")
    kind = Chamber(name).kind
    if kind == "party":
        _check_party(desk, name.partition(":")[2])
    if kind == "own":
        raise UsageError("a private room is made by its owner, with the first note kept in it")


def _check_party(desk: Desk, party: str) -> None:
    known = [one.id for one in desk.settings_body(desk.room(PRESS)).settings.parties]
    if party and party not in known:
        raise UsageError(
            f"{party!r} is no party of the case; one of {', '.join(known) or 'none yet: name them in its settings'}"
        )


def readers(keeper: Desk, room: Room) -> tuple[Reader, ...]:
    """Who may read a room now, by name; the holder of the keys reads every room and is not named."""
    return tuple(Reader(one.name, one.office) for one in members_of(keeper) if allowed(one, room.key, "read"))


def offices(found: Iterable[Reader]) -> tuple[str, ...]:
    """The offices among readers, without their names."""
    return tuple(sorted({one.office or "member" for one in found}))
