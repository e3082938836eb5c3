"""Taking an entry of the talks, or a report, out of a room for good: its words are destroyed, the log keeps why."""

from __future__ import annotations

from ...errors import UsageError
from ...store import holdings
from ...store.rights import require
from .desk import Desk
from .erasing import Erased
from .room import MAIN, Room


def erase_report(desk: Desk, room: Room, ident: str, reason: str) -> Erased:
    """Erase a report of the monitoring room in every version of it."""
    return erase_entry(desk, room, ident, reason, "report")


def erase_entry(desk: Desk, room: Room, ident: str, reason: str, what: str = "talks") -> Erased:
    """Erase an entry, whether it holds or was corrected. Rooms to which it was opened erase it for themselves."""
    require(desk.actor, room.key, "erase")
    with desk.database.reading(desk.actor) as connection:
        held = holdings.since_entry(connection, desk.actor, room.key, (what,), 0)
    entries = [one.entry for one in held if one.id == ident]
    if not entries:
        raise UsageError(f"the room has no {'entry' if what == 'talks' else what} {ident}")
    for entry in entries:
        room.ledger.erase(entry, [MAIN], reason)
    desk.catch_up()
    desk.database.scrub()
    return Erased(len(entries), 0, ())
