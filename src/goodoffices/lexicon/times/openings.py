"""The first or last units of a month or year: "the first two months of the year", "за перші десять днів березня"."""

from __future__ import annotations

from .cursor import Cursor
from .days import calendar_dates, shifted_year
from .numerals import amount
from .wording import Wording
from .years import year_phrase


def first_of(cursor: Cursor, index: int) -> Wording | None:
    """The units at word `index`; None where no month or year follows them."""
    told = cursor.take(index, "firstof")
    if told is None or told[1] != index + 1 or not cursor.spaced(index + 1):
        return None
    count = amount(cursor, index + 1)
    if count is None or count.low is None or count.low != count.high or count.first != index + 1:
        return None
    unit = cursor.take(count.after, "span")
    if unit is None or unit[0].unit not in ("day", "week", "month") or unit[0].times != 1:
        return None
    whole = _whole(cursor, unit[1] + (cursor.word(unit[1]) == "of"))
    if whole is None:
        return None
    whole.first, whole.edge, whole.parts = index, told[0], ((count.low, unit[0].unit),)
    return whole


def _whole(cursor: Cursor, place: int) -> Wording | None:
    place += cursor.word(place) == "the"
    if not cursor.spaced(place):
        return None
    dates = calendar_dates(cursor, place)
    if dates:
        return dates[0] if len(dates) == 1 and dates[0].kind == "month" and not dates[0].until else None
    shifted = shifted_year(cursor, place)
    if shifted and shifted[0] != "same":
        return Wording("period", place, shifted[1], unit="year", shift=shifted[0])
    year = year_phrase(cursor, place)
    if year and not year.until:
        return year
    unit = cursor.take(place, "span")
    if unit and unit[0].unit in ("year", "month") and unit[0].times == 1:
        return Wording("period", place, unit[1], unit=unit[0].unit, shift="this")
    return None
