"""Times as a reader of the brief says them, in its language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ..errors import RecordError
from ..records import Moment, local
from .words import Words

CLOCK = frozenset({"second", "minute", "hour", "part-day"})


def moment_text(moment: Moment, words: Words) -> str:
    """`17–18 February 2026`, `18 February 2026, 10:00 (UTC+02:00)`, `since 2014`, `about March 2025`.

    A time outside the years that a calendar can show is given in the words of the source.
    """
    try:
        text = _bounded(moment, words)
    except (RecordError, OverflowError, ValueError):
        return moment.text
    if moment.quality == "approximate":
        text = words("time-about", time=text)
    if moment.begins is not None and moment.ends is None:
        text = words("time-since", time=text)
    elif moment.begins is None:
        text = words("time-by" if moment.precision in CLOCK else "time-until", time=text)
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


def _bounded(moment: Moment, words: Words) -> str:
    first, last = moment.first_day, moment.last_day
    one_sided = moment.begins is None or moment.ends is None
    if moment.precision in CLOCK:
        return _clock(moment, words)
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
    # An open beginning leaves the last instant that is meant; the end itself lies just after it.
    first = local(moment.begins if moment.begins is not None else (moment.ends or 0) - 1, moment.zone)
    last = first if moment.begins is None or moment.ends is None else local(moment.ends, moment.zone)
    zone = f" ({_offset(first)})" if moment.zone else ""
    opening = f"{first:%H:%M}"
    stretch = last - first
    if stretch <= timedelta(minutes=1) or (moment.precision == "hour" and stretch <= timedelta(hours=1)):
        return words("time-clock", day=day_text(first.date(), words), clock=opening + zone)
    if stretch >= timedelta(hours=24):
        return days_text(moment.first_day, moment.last_day, words)
    clock = f"{opening}–{last:%H:%M}{zone}"
    return words("time-clock", day=days_text(moment.first_day, moment.last_day, words), clock=clock)


def _offset(when: datetime) -> str:
    stamp = when.strftime("%z")
    return "UTC" if stamp in ("", "+0000") else f"UTC{stamp[:3]}:{stamp[3:5]}"
