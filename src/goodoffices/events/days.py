"""Days as ordinals (date.toordinal): what joining by time works on; clock times matter only to findings."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..errors import RecordError
from ..records import Moment

WIDE = frozenset({"week", "month", "season", "year", "decade"})


class Days(NamedTuple):
    """Whole days from `first` to `last` (inclusive); `wide` when only a week or more was named."""

    first: int
    last: int
    wide: bool = False

    def gap(self, other: Days) -> int:
        """Days between the two: 0 when they share a day, 1 when one begins on the day after the other."""
        return max(self.first - other.last, other.first - self.last, 0)

    def holds(self, day: int) -> bool:
        """Whether the day is one of these."""
        return self.first <= day <= self.last

    @property
    def length(self) -> int:
        """How many days."""
        return self.last - self.first + 1


@lru_cache(maxsize=65536)
def _days(begins: int | None, ends: int | None, precision: str, zone: str | None) -> Days | None:
    moment = Moment(begins, ends, precision, zone=zone)  # type: ignore[arg-type]
    try:
        first, last = moment.first_day.toordinal(), moment.last_day.toordinal()
    except RecordError:
        return None
    if begins is None or ends is None:
        return None
    return Days(first, max(first, last), precision in WIDE)


def days_of(moment: Moment | None) -> Days | None:
    """The local days of a moment; None without one, with an open side, or outside the years 1 to 9999."""
    if moment is None:
        return None
    return _days(moment.begins, moment.ends, moment.precision, moment.zone)


def day_of(moment: Moment | None) -> int | None:
    """The first local day of a moment, as an ordinal."""
    days = days_of(moment)
    return days.first if days else None
