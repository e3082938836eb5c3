"""A point or stretch of time as a source gave it: bounds, precision, quality, zone, basis and words.

Microseconds since 1970-01-01T00:00:00Z, proleptic Gregorian; the stretch is half-open [begins, ends).
EDTF (ISO 8601-2:2019) is only a rendering.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
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
        return local(self.begins if self.begins is not None else (self.ends or 0) - 1, self.zone).date()

    @property
    def last_day(self) -> date:
        """The local day that holds its last instant (or, with an open end, its beginning)."""
        if self.ends is None:
            return self.first_day
        closing = self.ends if self.ends == self.begins else self.ends - 1
        return local(closing, self.zone).date()

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
        mark = {"exact": "", "approximate": "~", "uncertain": "?"}[self.quality]
        first = ".." if self.begins is None else self._side(local(self.begins, self.zone)) + mark
        if self.ends is None:
            return f"{first}/.."
        if self.begins is None:
            return f"../{self._side(local(self.ends - 1, self.zone))}{mark}"
        if self.precision in ("second", "minute", "hour", "part-day"):
            return first if self._one_unit() else f"{first}/{self._side(local(self.ends, self.zone))}{mark}"
        last = self._side(local(max(self.ends - 1, self.begins), self.zone)) + mark
        return first if first == last else f"{first}/{last}"

    def _one_unit(self) -> bool:
        span = (self.ends or 0) - (self.begins or 0)
        return span <= {"second": SECOND, "minute": 60 * SECOND, "hour": 3600 * SECOND}.get(self.precision, 0)

    def _side(self, when: datetime) -> str:
        if self.precision == "decade":
            return f"{when.year // 10:03d}X"
        if self.precision == "year":
            return f"{when.year:04d}"
        if self.precision == "month":
            return f"{when.year:04d}-{when.month:02d}"
        if self.precision in ("day", "week", "season"):
            return when.date().isoformat()
        stamp = when.strftime("%Y-%m-%dT%H:%M:%S" if self.precision == "second" else "%Y-%m-%dT%H:%M")
        stamp = stamp.rjust(19 if self.precision == "second" else 16, "0")
        if self.zone is None:
            return stamp
        return stamp + ("Z" if self.zone == "UTC" else when.strftime("%z")[:3] + ":" + when.strftime("%z")[3:5])


def local(instant: int, zone: str | None) -> datetime:
    """The wall-clock reading of an instant (microseconds UTC) in a zone; UTC when none is known."""
    try:
        moment = EPOCH + timedelta(microseconds=instant)
    except OverflowError as error:
        raise RecordError("time outside the years 1 to 9999") from error
    return moment.astimezone(ZoneInfo(zone)) if zone else moment


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
    tz = ZoneInfo(zone) if zone else UTC
    final = last or first
    begins = microseconds(datetime(first.year, first.month, first.day, tzinfo=tz))
    try:
        after = final + timedelta(days=1)
        ends = microseconds(datetime(after.year, after.month, after.day, tzinfo=tz))
    except OverflowError:
        ends = microseconds(datetime(final.year, final.month, final.day, tzinfo=tz)) + DAY - 1
    return Moment(begins, ends, precision, quality, zone, basis, text)
