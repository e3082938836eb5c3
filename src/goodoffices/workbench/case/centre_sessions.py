"""Sessions of the talks as periods for rules that hold while talks go on: one for each account of a sitting."""

from __future__ import annotations

from ...errors import NotAllowed
from ...monitoring.commitments import Period
from ...talks.entries import SittingSaid
from .desk import Desk
from .talks_room import TalksRoom


def sessions_of(desk: Desk) -> tuple[Period, ...] | None:
    """The sittings of which an entry of the talks says when they began and ended, as each source tells them.

    The phase names round, sitting and source: accounts that differ stand side by side. None where no sitting is known.
    """
    try:
        kept = TalksRoom(desk).standing().current
    except NotAllowed:
        return None
    found = set()
    for one in kept:
        said = one.entry.said
        if not isinstance(said, SittingSaid) or said.opened is None or said.closed is None:
            continue
        begin, end = said.opened.begins, said.closed.begins
        if begin is not None and end is not None and begin < end:
            name = " ".join(part for part in (one.entry.round.key, said.label or said.day) if part)
            found.add(Period(begin, end, f"{name} ({one.entry.source})"))
    return tuple(sorted(found, key=lambda each: (each.begin, each.end, each.phase))) or None
