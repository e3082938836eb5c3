"""A window of time, and the same hours of the clock on other days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from .series import DAY, HOUR, Codes

BASELINE_DAYS = 28
# Zones are looked up between these years; beyond them the last known offset holds.
FIRST_YEAR, LAST_YEAR = 1970, 2100


@dataclass(frozen=True, slots=True)
class Window:
    """`begin` and `end` in microseconds UTC, end exclusive; `zone`: whose clock makes hours of days the same."""

    id: str
    begin: int
    end: int
    zone: str = "UTC"
    baseline_days: int = BASELINE_DAYS

    @property
    def whole_days(self) -> int:
        """The fewest days by which the window can be moved without meeting itself."""
        return max(1, -(-(self.end - self.begin) // DAY))

    def moved(self, days: Codes) -> tuple[Codes, Codes]:
        """Begins and ends of the window, so many days later (or earlier, below 0), at the same hours of the clock."""
        return _moved(self.begin, days, self.zone), _moved(self.end, days, self.zone)


def _moved(moment: int, days: Codes, zone: str) -> Codes:
    if zone == "UTC":
        return np.asarray(moment + days * DAY)
    changes, offsets = _offsets(zone)
    local = moment + offsets[np.searchsorted(changes, moment, side="right")]
    wanted = local + days * DAY
    # Two rounds settle every hour but the one a clock skips, which comes out an hour later, as clocks then show.
    utc = wanted - offsets[np.searchsorted(changes, wanted - offsets[0], side="right")]
    return np.asarray(wanted - offsets[np.searchsorted(changes, utc, side="right")])


@cache
def _offsets(zone: str) -> tuple[Codes, Codes]:
    """The moments at which the clock of a zone changes, and its offset before the first and after each."""
    place = ZoneInfo(zone)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)

    def offset(hour: int) -> int:
        found = (epoch + timedelta(hours=hour)).astimezone(place).utcoffset()
        return int((found or timedelta()) / timedelta(microseconds=1))

    days = (datetime(LAST_YEAR, 1, 1, tzinfo=UTC) - epoch).days
    changes: list[int] = []
    offsets = [offset(0)]
    for day in range(0, days, 7):
        if offset((day + 7) * 24) != offsets[-1]:
            hour = next(hour for hour in range(day * 24, (day + 7) * 24 + 1) if offset(hour) != offsets[-1])
            changes.append(hour * HOUR)
            offsets.append(offset(hour))
    return np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64)
