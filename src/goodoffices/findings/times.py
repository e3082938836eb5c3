"""Times of one fact: days, clock times, zones, plans.

A clock time lies within its day and refines it. A clock time without a zone may stand in any zone the story
names. A clock time with an open beginning (the stamp of the live entry that reports the thing) is a latest time: it
had happened by then. Widths are in docs/decisions/comparison.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec

from ..records import Moment, local
from ..records.moment import DAY, SECOND
from .relation import Relation

CLOCK = frozenset({"second", "minute", "hour"})
EXACT = 15 * 60 * SECOND  # "at ten" is said of 10:12
LOOSE = 45 * 60 * SECOND
SEASON = 85 * DAY  # stretches from which on those that do not meet are no matter of wording


def compare_moments(left: Moment, right: Moment, zones: Iterable[str], *, floating: bool = False) -> Relation:
    """How two times of one fact stand. `floating`: the day of one is only supposed, so that it may be a day off."""
    relation = _compare_in(left, right, zones)
    if relation is Relation.DISPUTED and floating:
        # Of two accounts that differ by the supposed day alone, the one with its own day is the better.
        return Relation.REFINES if any(_alike(left, right, days, zones) for days in (-1, 1)) else relation
    return relation


def _alike(left: Moment, right: Moment, days: int, zones: Iterable[str]) -> bool:
    return _compare_in(_shifted(left, days), right, zones) is not Relation.DISPUTED


def _shifted(moment: Moment, days: int) -> Moment:
    if moment.begins is None or moment.ends is None:
        return moment
    return msgspec.structs.replace(moment, begins=moment.begins + days * DAY, ends=moment.ends + days * DAY)


def _compare_in(left: Moment, right: Moment, zones: Iterable[str]) -> Relation:
    # Two times of which neither tells its zone may be of one zone, or each of one that the story names; a wall time
    # that was never shifted says nothing against one that was.
    best = _compare(left, right) if left.zone is None and right.zone is None else Relation.DISPUTED
    for one in readings(left, right, zones):
        for two in readings(right, left, zones):
            best = min(best, _compare(one, two))
    return best


def readings(moment: Moment, other: Moment, zones: Iterable[str]) -> list[Moment]:
    """The moment in each zone it may be meant in: its own, or, where none is known, those of the story."""
    if moment.zone is not None:
        return [moment]
    names = sorted({*zones, *([other.zone] if other.zone else [])})
    shifted = [_in_zone(moment, name) for name in names]
    return shifted or [moment]


def _in_zone(moment: Moment, zone: str) -> Moment:
    def shift(instant: int | None) -> int | None:
        if instant is None:
            return None
        offset = local(instant, None).replace(tzinfo=ZoneInfo(zone)).utcoffset()
        return instant - int(offset.total_seconds()) * SECOND if offset is not None else instant

    return Moment(
        shift(moment.begins), shift(moment.ends), moment.precision, moment.quality, None, moment.basis, moment.text
    )


def _compare(one: Moment, two: Moment) -> Relation:
    if _latest(one) or _latest(two):
        return _by_then(one, two)
    if one.precision in CLOCK and two.precision in CLOCK:
        return _clocks(one, two)
    if (one.begins, one.ends) == (two.begins, two.ends):
        return Relation.SAME
    if one.begins is None and two.begins is None and "exact" == one.quality == two.quality:
        return Relation.DISPUTED  # two days by which one thing is due
    if min(_length(one), _length(two)) >= SEASON and max(_gaps(one, two)) >= -DAY:
        return Relation.DISPUTED  # the first half of a year, the second, whatever their zones
    if one.overlaps(two):
        return Relation.REFINES if one.within(two) or two.within(one) else Relation.COMPATIBLE
    if "approximate" in (one.quality, two.quality) or "uncertain" in (one.quality, two.quality):
        return Relation.COMPATIBLE if _distance(one, two) <= DAY else Relation.DISPUTED
    if one.precision == "part-day" or two.precision == "part-day":
        # Where a morning ends is a matter of wording; its day is not.
        return Relation.COMPATIBLE if _distance(one, two) <= 3 * 3600 * SECOND else Relation.DISPUTED
    return Relation.DISPUTED


def _length(moment: Moment) -> int:
    return moment.ends - moment.begins if moment.begins is not None and moment.ends is not None else 0


def _latest(moment: Moment) -> bool:
    return moment.begins is None and moment.precision in CLOCK


def _by_then(one: Moment, two: Moment) -> Relation:
    if _latest(one) and _latest(two):
        return Relation.SAME if one.ends == two.ends else Relation.COMPATIBLE
    stamp, stated = (one, two) if _latest(one) else (two, one)
    if stated.begins is None or stamp.ends is None:
        return Relation.COMPATIBLE
    if stated.precision not in CLOCK:
        return Relation.REFINES if stated.begins < stamp.ends else Relation.COMPATIBLE
    if stated.begins > stamp.ends + LOOSE:
        return Relation.DISPUTED
    return Relation.REFINES if stamp.ends - stated.begins < DAY else Relation.COMPATIBLE


def _clocks(one: Moment, two: Moment) -> Relation:
    loose = one.quality != "exact" or two.quality != "exact" or "hour" in (one.precision, two.precision)
    if one.begins is None or two.begins is None:
        return Relation.COMPATIBLE if one.overlaps(two) else Relation.DISPUTED
    apart = abs(one.begins - two.begins)
    return Relation.SAME if apart <= (LOOSE if loose else EXACT) else Relation.DISPUTED


def _distance(one: Moment, two: Moment) -> int:
    """Microseconds between the two; 0 where they meet or have an open side."""
    return max(0, *_gaps(one, two))


def _gaps(one: Moment, two: Moment) -> tuple[int, int]:
    """By how much each begins after the other ends, negative where they overlap."""
    first = one.begins - two.ends if one.begins is not None and two.ends is not None else 0
    second = two.begins - one.ends if two.begins is not None and one.ends is not None else 0
    return first, second
