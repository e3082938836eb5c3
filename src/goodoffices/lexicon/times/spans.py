"""Arithmetic of the calendar: weeks, months, quarters and seasons as stretches of whole days."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from decimal import Decimal
from typing import NamedTuple

from ...records import Basis, Precision, Quality


class Days(NamedTuple):
    """Whole days first to last, how they are written (EDTF), and how sure that is."""

    first: date
    last: date
    precision: Precision
    value: str
    quality: Quality = "exact"
    basis: Basis = "stated"


def shift_days(day: date, count: int) -> date | None:
    """The day `count` days on; None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def shift_months(day: date, count: int) -> tuple[int, int] | None:
    """Year and month `count` months on; None outside the years 1 to 9999."""
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    return (year, month + 1) if MINYEAR <= year <= MAXYEAR else None


def one_day(day: date, quality: Quality = "exact", basis: Basis = "stated") -> Days:
    """A single day."""
    return Days(day, day, "day", day.isoformat(), quality, basis)


def many_days(first: date, last: date, precision: Precision, quality: Quality, basis: Basis) -> Days:
    """Days written as an interval."""
    return Days(first, last, precision, f"{first.isoformat()}/{last.isoformat()}", quality, basis)


def week_of(day: date, count: int, quality: Quality, basis: Basis) -> Days | None:
    """Monday to Sunday of the week `count` weeks from that of `day`."""
    monday = shift_days(day, 7 * count - day.weekday())
    sunday = shift_days(monday, 6) if monday else None
    return many_days(monday, sunday, "week", quality, basis) if monday and sunday else None


def month_of(year: int, month: int, edge: str, quality: Quality, basis: Basis) -> Days:
    """A month; `edge` early, mid or late keeps to about a third of it, first and second to a half."""
    length = monthrange(year, month)[1]
    low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, length), "first": (1, 15), "second": (16, length)}.get(
        edge, (1, length)
    )
    return Days(date(year, month, low), date(year, month, high), "month", f"{year:04d}-{month:02d}", quality, basis)


def months_of(year: int, first: int, last: int, quality: Quality, basis: Basis) -> Days:
    """Months first to last of a year, written as an interval of months."""
    end = date(year, last, monthrange(year, last)[1])
    return Days(date(year, first, 1), end, "month", f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", quality, basis)


def year_of(year: int, edge: str, quality: Quality, basis: Basis) -> Days:
    """A year or the part of it that `edge` names; halves are written as months, as EDTF has no halves at level 1."""
    if edge in ("first", "second"):
        return months_of(year, *((1, 6) if edge == "first" else (7, 12)), quality, basis)
    low, high = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(edge, (1, 12))
    end = date(year, high, monthrange(year, high)[1])
    return Days(date(year, low, 1), end, "year", f"{year:04d}", quality, basis)


def decade_of(year: int, quality: Quality, basis: Basis) -> Days:
    """The ten years from `year`, written 199X."""
    start = year // 10 * 10
    return Days(date(start, 1, 1), date(start + 9, 12, 31), "decade", f"{start // 10:03d}X", quality, basis)


def part_of(days: Days, edge: str, number: Decimal | None, unit: str) -> Days | None:
    """The first or last `number` units of a stretch of days: "the first two months of the year"."""
    count = int(number or 0)
    if unit == "month" and 0 < count < 12:
        first = shift_months(days.first, 0) if edge == "opening" else shift_months(days.last, 1 - count)
        last = shift_months(days.first, count - 1) if edge == "opening" else shift_months(days.last, 0)
        if first is None or last is None or first[0] != last[0]:
            return None
        if count == 1:
            return month_of(*first, "", days.quality, days.basis)
        return months_of(first[0], first[1], last[1], days.quality, days.basis)
    length = count * {"day": 1, "week": 7}.get(unit, 0)
    if not length or length > (days.last - days.first).days:
        return None
    first_day = days.first if edge == "opening" else days.last - timedelta(days=length - 1)
    return many_days(first_day, first_day + timedelta(days=length - 1), "day", days.quality, days.basis)


def season_of(year: int, code: int, quality: Quality, basis: Basis) -> Days:
    """A season of the northern year (EDTF 21 spring .. 24 winter); winter begins in the December of its year."""
    begin = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    last = (
        date(year + 1, 2, monthrange(year + 1, 2)[1])
        if code == 24
        else date(year, begin + 2, monthrange(year, begin + 2)[1])
    )
    return Days(date(year, begin, 1), last, "season", f"{year:04d}-{code}", quality, basis)
