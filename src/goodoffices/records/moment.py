"""A point or stretch of time as a source gave it: bounds, precision, quality, zone, basis and words.

Microseconds since 1970-01-01T00:00:00Z, proleptic Gregorian; the stretch is half-open [begins, ends).
EDTF (ISO 8601-2:2019) is only a rendering.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from ..errors import RecordError

Precision = Literal["second", "minute", "hour", "part-day", "day", "week", "month", "season", "year", "decade"]
Quality = Literal["exact", "approximate", "uncertain"]
Basis = Literal["stated", "dateline", "published", "inferred"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
DAY = 86_400 * SECOND
FIRST_DAY, LAST_DAY = EPOCH.toordinal(), date.max.toordinal()


def microseconds(instant: datetime) -> int:
    """Whole microseconds since 1970 of an aware datetime."""
    return (instant - EPOCH) // timedelta(microseconds=1)


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """[begins, ends) in microseconds UTC; `None` where a side is open ("since 2014", "until March").

    `zone` is an IANA name when stated or known; without one the bounds are computed in UTC and a
    comparison must allow for the missing zone. `text` is the wording it came from.
    """

    begins: int | None
    ends: int | None
    precision: Precision
    quality: Quality = "exact"
    zone: str | None = None
    basis: Basis = "stated"
    text: str = ""

    def __post_init__(self) -> None:
        if self.begins is None and self.ends is None:
            raise RecordError("a moment needs a beginning or an end")
        if self.begins is not None and self.ends is not None and self.ends < self.begins:
            raise RecordError(f"moment ends before it begins: {self.text!r}")

    @property
    def first_day(self) -> date:
        """The local day on which it begins (or, with an open beginning, ends)."""
        return _local_day(self.begins if self.begins is not None else (self.ends or 0) - 1, self.zone)

    @property
    def last_day(self) -> date:
        """The local day that holds its last instant (or, with an open end, its beginning)."""
        if self.ends is None:
            return self.first_day
        closing = self.ends if self.ends == self.begins else self.ends - 1
        return _local_day(closing, self.zone)

    def overlaps(self, other: Moment) -> bool:
        """Whether the two could be the same time: open sides count as unbounded."""
        if self.begins == self.ends or other.begins == other.ends:
            return _before(self.begins, other.ends) and _before(other.begins, self.ends)
        return _before(self.begins, other.ends, strict=True) and _before(other.begins, self.ends, strict=True)

    def within(self, other: Moment) -> bool:
        """Whether this lies inside the other (a clock time within a day is no contradiction)."""
        low = other.begins is None or (self.begins is not None and self.begins >= other.begins)
        high = other.ends is None or (self.ends is not None and self.ends <= other.ends)
        return low and high

    def edtf(self) -> str:
        """EDTF level 1: `2026-02-17`, `2026-01-23/2026-01-24`, `2014/..`, `2026-02-18T10:00+02:00`, `~`, `?`."""
        return _edtf(self.begins, self.ends, self.precision, self.quality, self.zone)


# A text names the same few times again and again, and every claim about them writes them.
@lru_cache(maxsize=4096)
def _edtf(begins: int | None, ends: int | None, precision: Precision, quality: Quality, zone: str | None) -> str:
    mark = {"exact": "", "approximate": "~", "uncertain": "?"}[quality]
    first = ".." if begins is None else _side(begins, precision, zone) + mark
    if ends is None:
        return f"{first}/.."
    if begins is None:
        return f"../{_side(ends - 1, precision, zone)}{mark}"
    if precision in _CLOCKED:
        return first if ends - begins <= _CLOCKED[precision] else f"{first}/{_side(ends, precision, zone)}{mark}"
    last = _side(max(ends - 1, begins), precision, zone) + mark
    return first if first == last else f"{first}/{last}"


_CLOCKED = {"second": SECOND, "minute": 60 * SECOND, "hour": 3600 * SECOND, "part-day": 0}


def _side(instant: int, precision: Precision, zone: str | None) -> str:
    when = local(instant, zone)
    if precision == "decade":
        return f"{when.year // 10:03d}X"
    if precision == "year":
        return f"{when.year:04d}"
    if precision == "month":
        return f"{when.year:04d}-{when.month:02d}"
    if precision not in _CLOCKED:
        return when.date().isoformat()
    stamp = when.replace(tzinfo=None).isoformat(timespec="seconds" if precision == "second" else "minutes")
    if zone is None:
        return stamp
    offset = when.strftime("%z")
    return stamp + ("Z" if zone == "UTC" else offset[:3] + ":" + offset[3:5])


@lru_cache(maxsize=256)
def _region(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)


def local(instant: int, zone: str | None) -> datetime:
    """The wall-clock reading of an instant (microseconds UTC) in a zone; UTC when none is known."""
    try:
        moment = EPOCH + timedelta(microseconds=instant)
    except OverflowError as error:
        raise RecordError("time outside the years 1 to 9999") from error
    return moment.astimezone(_region(zone)) if zone else moment


# A text names the same few days again and again.
@lru_cache(maxsize=4096)
def _local_day(instant: int, zone: str | None) -> date:
    return local(instant, zone).date()


def _before(low: int | None, high: int | None, *, strict: bool = False) -> bool:
    if low is None or high is None:
        return True
    return low < high if strict else low <= high


def day_moment(
    first: date,
    last: date | None = None,
    *,
    zone: str | None = None,
    quality: Quality = "exact",
    basis: Basis = "stated",
    text: str = "",
    precision: Precision = "day",
) -> Moment:
    """Whole local days from `first` to `last` (inclusive; same day when left out)."""
    begins = _midnight(first.toordinal(), zone)
    after = (last or first).toordinal() + 1
    ends = _midnight(after, zone) if after <= LAST_DAY else _midnight(LAST_DAY, zone) + DAY - 1
    return Moment(begins, ends, precision, quality, zone, basis, text)


def _midnight(day: int, zone: str | None) -> int:
    """Where the local day with this proleptic Gregorian ordinal begins."""
    if zone is None:
        return (day - FIRST_DAY) * DAY
    local_day = date.fromordinal(day)
    return microseconds(datetime(local_day.year, local_day.month, local_day.day, tzinfo=_region(zone)))
