"""Times as a reader of the brief says them, in its language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ..errors import RecordError
from ..findings.labels import utc_offset
from ..records import Moment, local
from .words import Words

CLOCK = frozenset({"second", "minute", "hour", "part-day"})
# Parts of the day by their hours; the night before a day belongs to the day it ends on.
PARTS = frozenset({(6, 12), (12, 14), (12, 18), (17, 24), (18, 30), (3, 7), (-4, 6)})
FINEST = ("second", "minute", "hour", "part-day", "day", "week", "month", "season", "year", "decade")


def moment_text(moment: Moment, words: Words) -> str:
    """`17–18 February 2026`, `18 February 2026, 10:00 (UTC+02:00)`, `since 2014`, `about March 2025`.

    A time outside the years that a calendar can show is given in the words of the source.
    """
    try:
        text = _clock(moment, words) if moment.precision in CLOCK else _days(moment, words)
    except (RecordError, OverflowError, ValueError):
        return moment.text
    return words("time-uncertain", time=text) if moment.quality == "uncertain" else text


def day_text(day: date, words: Words, *, year: bool = True) -> str:
    """`17 February 2026`, with or without the year."""
    return f"{day.day} {words.month(day.month)}" + (f" {day.year}" if year else "")


def days_text(first: date, last: date, words: Words) -> str:
    """`17–18 February 2026`, `31 January – 2 February 2026`; one day where both are the same."""
    if first == last:
        return day_text(last, words)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last, words)}"
    return f"{day_text(first, words, year=first.year != last.year)} – {day_text(last, words)}"


def fineness(moment: Moment) -> int:
    """How exact a time is: 0 for a second, more for coarser ones."""
    return FINEST.index(moment.precision)


def _days(moment: Moment, words: Words) -> str:
    text = _bounded(moment, words)
    if moment.quality == "approximate":
        text = words("time-about", time=text)
    if moment.begins is not None and moment.ends is None:
        return words("time-since", time=text)
    return words("time-until", time=text) if moment.begins is None else text


def _bounded(moment: Moment, words: Words) -> str:
    first, last = moment.first_day, moment.last_day
    one_sided = moment.begins is None or moment.ends is None
    if moment.precision == "decade":
        return words("time-decade", year=first.year // 10 * 10)
    if moment.precision == "year":
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if moment.precision == "month":
        return _months(first, last, words, beside="labels" if one_sided else "alone")
    if moment.precision == "week" and not one_sided and (last - first) <= timedelta(days=6):
        return words("time-week", time=day_text(first, words))
    return days_text(first, last, words)


def _months(first: date, last: date, words: Words, beside: str) -> str:
    closing = f"{words.month(last.month, beside)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return closing
    opening = words.month(first.month, beside) + ("" if first.year == last.year else f" {first.year}")
    return f"{opening} – {closing}"


def _clock(moment: Moment, words: Words) -> str:
    """The day, then the hour with what is said of it: `18 February 2026, by about 10:40 (UTC+02:00)`."""
    # An open beginning leaves the last instant that is meant; the end itself lies just after it.
    first = local(moment.begins if moment.begins is not None else (moment.ends or 0) - 1, moment.zone)
    one_sided = moment.begins is None or moment.ends is None
    last = first if one_sided or moment.ends is None else local(moment.ends, moment.zone)
    part = "" if one_sided else _part(moment, first, last, words)
    if part:
        return part
    zone = f" ({utc_offset(first)})" if moment.zone else ""
    if last - first >= timedelta(hours=24):
        return days_text(moment.first_day, moment.last_day, words)
    days, clock = days_text(moment.first_day, moment.last_day, words), f"{first:%H:%M}–{last:%H:%M}"
    if _is_point(moment, last - first):
        days, clock = day_text(first.date(), words), f"{first:%H:%M}"
    about = words("time-about", time=clock) if moment.quality == "approximate" else clock
    key = "time-clock-by" if moment.begins is None else "time-clock-since" if moment.ends is None else "time-clock"
    return words(key, day=days, clock=about + zone)


def _is_point(moment: Moment, stretch: timedelta) -> bool:
    return stretch <= timedelta(minutes=1) or (moment.precision == "hour" and stretch <= timedelta(hours=1))


def _part(moment: Moment, first: datetime, last: datetime, words: Words) -> str:
    """`18 February 2026, before noon`: a part of one day, in words; empty for any other hours."""
    if moment.precision != "part-day":
        return ""
    hours = first.hour, first.hour + round((last - first) / timedelta(hours=1))
    day = first.date()
    if hours not in PARTS and (hours[0] - 24, hours[1] - 24) in PARTS:
        hours, day = (hours[0] - 24, hours[1] - 24), day + timedelta(days=1)
    return words(f"part-{hours[0]}-{hours[1]}", day=day_text(day, words)) if hours in PARTS else ""
