"""The private room of one person: a log of its own for their notes, made when the first is kept."""

from __future__ import annotations

import msgspec

from ...errors import NotAllowed
from ...store.rights import operator
from .desk import Desk
from .room import Room


def private_room(desk: Desk) -> Room:
    """The actor's own room. Raises NotAllowed for somebody without a name."""
    name = desk.actor.name
    if not name:
        raise NotAllowed("notes of your own need a name; sign in first")
    wanted = f"own:{name}"
    with desk.database.alone("private rooms"):
        desk.follow()
        for key, room in desk.rooms.items():
            if room.name == wanted:
                return _entered(desk, key)
        keeper = desk.seen_by(operator(desk.rooms))
        made = keeper.add_room(wanted, open_to_all=False)
    return _entered(desk, made.key)


def _entered(desk: Desk, key: str) -> Room:
    if key not in desk.actor.roles:
        desk.actor = msgspec.structs.replace(desk.actor, roles={**desk.actor.roles, key: "officer"})
    return desk.rooms[key]
