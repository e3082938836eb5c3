"""Full dates and bare clock times in the layouts of mastheads, datelines and live pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ..concepts import LANGUAGES
from ..vocabulary import vocabulary
from .zones import zone_phrase

_GAP = r"[ \t\u00a0\u202f]{1,3}"
_YEAR = r"((?:1[89]|20)\d\d)(?!\d)"
_YEAR_WORD = r"(?:\s{0,2}(?:року|роки|рік|р\.|года|год|г\.)(?!\w))?"
_DAY_FIRST = re.compile(
    rf"(?<![\d.,:/])(\d{{1,2}})(?:st|nd|rd|th|-?го|-?ого|-?е)?{_GAP}(?:of{_GAP})?([^\W\d_]{{3,12}})\.?,?{_GAP}{_YEAR}{_YEAR_WORD}"
)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W_])([^\W\d_]{{3,12}})\.?{_GAP}(\d{{1,2}})(?:st|nd|rd|th)?(?:,{_GAP}|,|{_GAP}){_YEAR}"
)
_HYPHENED = re.compile(rf"(?<![\w.,:/-])(\d{{1,2}})-([^\W\d_]{{3,12}})-{_YEAR}")
_YEAR_FIRST = re.compile(r"(?<![\d.,:/-])((?:1[89]|20)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?![\d/])")
_NUMBERS = re.compile(r"(?<![\d.,:/-])(\d{1,2})([./-])(\d{1,2})\2((?:1[89]|20)\d\d|\d\d)(?![\d/]|\.\d)" + _YEAR_WORD)

_DAY_OF_MONTH = re.compile(rf"(?<![\d.,:/])(\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?([^\W\d_]{{3,12}})")
_MONTH_AND_DAY = re.compile(rf"(?<![^\W_])([^\W\d_]{{3,12}})\.?{_GAP}(\d{{1,2}})(?![\d:])")
_CENTURIES = ("20", "19", "18")
_CENTURY = re.compile(r"(?:18|19|20)\d\d")
_PARTED = re.compile(r"\d[./-]\d")


@cache
def month_words() -> dict[str, int]:
    """Every month word and abbreviation of every language -> 1 .. 12."""
    words: dict[str, int] = {}
    for number in range(1, 13):
        entry = vocabulary("times")[f"month-{number}"]
        for language in LANGUAGES:
            for word in (*entry["words"].get(language, ()), *entry.get("short", {}).get(language, ())):
                words.setdefault(str(word), number)
    return words


def absolute_dates(text: str, language: str) -> Iterator[tuple[int, int, date]]:
    """Dates with day, month and year, in text order, as (start, end, date); impossible ones are left out.

    18 February 2026, Feb. 18, 2026, 18.02.2026, 2026-02-18, 18 лютого 2026 року, 18 февраля 2026 г.
    All languages are read in every text, as mastheads mix them; `language` only orders 03/04/2026, and in
    English, where both orders are in use, such a date is left out.
    """
    if not any(map(text.__contains__, _CENTURIES)) and not _PARTED.search(text):
        return
    found = [*_spelled(text), *_numeric(text, language)]
    found.sort()
    last = 0
    for start, end, day in found:
        if start >= last:
            yield start, end, day
            last = end


def _spelled(text: str) -> Iterator[tuple[int, int, date]]:
    months = month_words()
    years = [match.end() for match in _CENTURY.finditer(text)]
    if not years:
        return
    # No layout takes more than sixty characters before its year or twenty after it.
    first, last = max(years[0] - 64, 0), years[-1] + 24
    for pattern, day_at, month_at in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1), (_HYPHENED, 1, 2)):
        for match in pattern.finditer(text, first, last):
            month = months.get(match.group(month_at).lower())
            day = calendar_day(int(match.group(3)), month, int(match.group(day_at))) if month else None
            if day:
                yield match.start(), match.end(), day


def _numeric(text: str, language: str) -> Iterator[tuple[int, int, date]]:
    for match in _YEAR_FIRST.finditer(text):
        day = calendar_day(int(match.group(1)), int(match.group(3)), int(match.group(4)))
        if day:
            yield match.start(), match.end(), day
    for match in _NUMBERS.finditer(text) if _PARTED.search(text) else ():
        day = numeric_day(match.group(1), match.group(2), match.group(3), match.group(4), language)
        if day:
            yield match.start(), match.end(), day


def numeric_day(first: str, mark: str, second: str, year: str, language: str) -> date | None:
    """The date of 18.02.2026 or 02/18/2026; None when impossible, or when the order cannot be told."""
    if len(year) == 2 and (mark == "-" or len(first) != 2 or len(second) != 2):
        return None
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    low, high = int(first), int(second)
    if mark == "/" and language == "en":
        if low <= 12 and high <= 12 and low != high:
            return None
        if high > 12:
            low, high = high, low
    return calendar_day(full, high, low)


def either_order(text: str) -> Iterator[tuple[int, int, tuple[date, date]]]:
    """Dates like 03/04/2026, which English writes both ways, as (start, end, (day first, month first))."""
    for match in _NUMBERS.finditer(text) if "/" in text else ():
        low, high, year = int(match.group(1)), int(match.group(3)), match.group(4)
        if match.group(2) == "/" and len(year) == 4 and low != high:
            ways = calendar_day(int(year), high, low), calendar_day(int(year), low, high)
            if ways[0] and ways[1]:
                yield match.start(), match.end(), (ways[0], ways[1])


def days_of_months(text: str) -> Iterator[tuple[int, int]]:
    """(month, day) of every day that a text names with its month in words, with or without a year."""
    months = month_words()
    for pattern, day_at, month_at in ((_DAY_OF_MONTH, 1, 2), (_MONTH_AND_DAY, 2, 1)):
        for match in pattern.finditer(text):
            month, day = months.get(match.group(month_at).lower()), int(match.group(day_at))
            if month and 1 <= day <= 31:
                yield month, day


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none (31 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_CLOCK_LINE = re.compile(
    r"\s{0,9}(?P<cue>(?:at|at about|о|об|в|во)\s)?(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
    r"(?:\s?(?P<half>[ap])(?:m|\.\s?m\.?)(?![^\W_]))?",
    re.IGNORECASE,
)
_MILITARY = re.compile(r"\s{0,9}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s)")
_CLOSING = re.compile(r"\s{0,3}[—–:|.,-]?\s{0,9}$")


def clock_line(text: str) -> tuple[int, int, str | None] | None:
    """(hour, minute, IANA zone or None) of a line that is nothing but a clock time; None for any other line.

    "12:00 p.m.", "14:35", "10:40 Kyiv time", "18:20 GMT", "о 12:30", "12.40 МСК". Ranges are refused.
    """
    if len(text) > 80:
        return None
    match = _MILITARY.match(text)
    if match is None or not zone_phrase(text, match.end(), len(text)):
        match = _CLOCK_LINE.match(text)
    if match is None:
        return None
    parts = match.groupdict()
    zoned = zone_phrase(text, match.end(), len(text))
    if not _CLOSING.match(text, zoned.end if zoned else match.end()):
        return None
    bare = not (parts.get("half") or zoned)
    if parts["minute"] is None and not parts.get("half"):
        return None
    if parts.get("mark") in (".", "h", "H") and bare and not parts.get("cue"):
        return None
    clock = on_the_clock(int(parts["hour"]), int(parts["minute"] or 0), parts.get("half"))
    return (*clock, zoned.zone if zoned else None) if clock else None


def on_the_clock(hour: int, minute: int, half: str | None) -> tuple[int, int] | None:
    """24-hour time of a clock reading with "a" or "p" for a.m. and p.m.; None when no clock shows it."""
    if not half:
        return (hour, minute) if hour < 24 else None
    if hour > 12:
        return (hour, minute) if half.lower() == "p" and hour < 24 else None
    if hour == 0:
        return (0, minute) if half.lower() == "a" else None
    return (hour % 12 + (12 if half.lower() == "p" else 0), minute)
