"""Sessions of the talks as periods for rules that hold while talks go on: one for each account of a sitting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...monitoring.commitments import Period
from ...monitoring.tables import microseconds
from ...talks.entries import Kept, SittingSaid
from ...talks.rounds import Round
from ...talks.sayings import Stated
from .desk import Desk
from .room import Room
from .talks_room import TalksRoom


def sessions_of(desk: Desk, room: Room) -> tuple[Period, ...] | None:
    """The sittings of which some source says when they began and ended, one period for each source that says both.

    The phase names round, sitting and source, so that accounts that differ stand side by side. Only of what every
    reader of the room may see: what was entered in it or opened to it, and rooms that are open to all; a verdict must
    not tell the times of a sitting to those who may not know them. None where no sitting is known.
    """
    talks = TalksRoom(desk, only=room.name)
    found = {*_entered(talks.standing().current), *(each for one in talks.rounds() for each in _printed(one))}
    return tuple(sorted(found, key=lambda each: (each.begin, each.end, each.phase))) or None


def _entered(kept: Sequence[Kept]) -> Iterator[Period]:
    for one in kept:
        said = one.entry.said
        if not isinstance(said, SittingSaid) or said.side or said.opened is None or said.closed is None:
            continue
        begin, end = said.opened.begins, said.closed.begins
        if begin is not None and end is not None and begin < end:
            name = " ".join(part for part in (one.entry.round.key, said.label or said.day) if part)
            yield Period(begin, end, f"{name} ({one.entry.source})")


def _printed(one: Round) -> Iterator[Period]:
    """Of what the press tells, sources that give a clock time for both the beginning and the end."""
    for sitting in one.sittings:
        begins, ends = _clocks(sitting.opened), _clocks(sitting.closed)
        for source in sorted(begins.keys() & ends.keys()):
            if begins[source] < ends[source]:
                yield Period(begins[source], ends[source], f"{one.key} {sitting.key} ({source})")


def _clocks(stated: Sequence[Stated]) -> dict[str, int]:
    """Source -> its time; a source that gives several times is left out, as is one that knows only the day."""
    told: dict[str, set[int]] = {}
    for each in stated:
        try:
            moment = microseconds(each.value) if "T" in each.value else None
        except ValueError:
            continue
        for saying in each.sayings:
            if saying.basis == "press" and moment is not None:
                told.setdefault(saying.outlet or saying.who, set()).add(moment)
    return {source: times.pop() for source, times in told.items() if len(times) == 1}
