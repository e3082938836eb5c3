"""A stretch of time drawn to scale: ticks from minutes to decades, lanes of bars, uncertain ends faded. Layout only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from ...publications.words import Words
from ...records import microseconds

WIDTH, LABELS, HEAD, ROW, LEAST = 1120, 150, 40, 26, 8
"""User units: the whole, the names of lanes, the ticks, a row of bars, the narrowest bar."""
MOST_TICKS = 16
MINUTE = 60_000_000
HOUR, DAY = 60 * MINUTE, 1_440 * MINUTE
EVEN = (MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR)
MONTHS = (1, 3, 6, 12, 60, 120, 600, 1200)


class Span(msgspec.Struct, frozen=True):
    """Something to draw: [begins, ends) in microseconds UTC; `faded` where its ends are not known exactly.

    A mark of one entry of a live page has its `document` and the `anchor` there; one of several has `until`, the end
    of the last of them.
    """

    id: str
    lane: str
    begins: int
    ends: int
    name: str
    when: str
    kind: str
    faded: bool
    document: str = ""
    anchor: str = ""
    until: int = 0


class Bar(msgspec.Struct, frozen=True):
    """A span where it is drawn; `text` is as much of its name as fits, `cut` whether it goes on beyond the window."""

    span: Span
    x: int
    y: int
    width: int
    text: str
    cut: bool


class Lane(msgspec.Struct, frozen=True):
    """A lane with its bars."""

    key: str
    name: str
    y: int
    height: int
    bars: tuple[Bar, ...]


class Tick(msgspec.Struct, frozen=True):
    """A mark of the scale; `above` is what begins there (a day, a month, a year), where it is new."""

    x: int
    text: str
    above: str


class Strip(msgspec.Struct, frozen=True):
    """The whole drawing in user units."""

    width: int
    height: int
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]


def strip_of(
    spans: Sequence[Span], lanes: Sequence[tuple[str, str]], begins: int, ends: int, zone: str, words: Words
) -> Strip:
    """The drawing of spans that touch [begins, ends), in lanes (key, name) of which empty ones are left out."""
    drawn, y = [], HEAD
    for key, name in lanes:
        inside = [span for span in spans if span.lane == key]
        if inside:
            lane = _lane(key, name, inside, y, begins, ends)
            drawn.append(lane)
            y += lane.height
    return Strip(WIDTH, y + 6, tuple(_ticks(begins, ends, ZoneInfo(zone), words)), tuple(drawn))


def _x(when: int, begins: int, ends: int) -> int:
    share = (min(max(when, begins), ends) - begins) * (WIDTH - LABELS) // max(ends - begins, 1)
    return LABELS + share


def _lane(key: str, name: str, spans: Sequence[Span], y: int, begins: int, ends: int) -> Lane:
    rows: list[int] = []
    bars = []
    for span in sorted(spans, key=lambda span: (span.begins, -span.ends, span.id)):
        left = min(_x(span.begins, begins, ends), WIDTH - LEAST)
        width = max(_x(span.ends, begins, ends) - left, LEAST)
        row = next((number for number, taken in enumerate(rows) if taken <= left), len(rows))
        if row == len(rows):
            rows.append(0)
        rows[row] = left + width + 3
        cut = span.begins < begins or span.ends > ends
        bars.append(Bar(span, left, y + 6 + row * ROW, width, _fitting(span.name, width), cut))
    return Lane(key, name, y, 12 + len(rows) * ROW, tuple(bars))


def _fitting(name: str, width: int) -> str:
    room = (width - 10) // 7
    if len(name) <= room:
        return name
    return name[: room - 1].rstrip() + "…" if room > 4 else ""


def _ticks(begins: int, ends: int, zone: ZoneInfo, words: Words) -> Iterator[Tick]:
    before = ""
    for when, text, above in _marks(begins, ends, zone, words):
        yield Tick(_x(when, begins, ends), text, "" if above == before else above)
        before = above


def _marks(begins: int, ends: int, zone: ZoneInfo, words: Words) -> Iterator[tuple[int, str, str]]:
    """(microseconds UTC, text, what it is part of) of each mark of the finest scale that fits."""
    step = next((one for one in EVEN if (ends - begins) // one <= MOST_TICKS), None)
    first = datetime.fromtimestamp(begins // 1_000_000, zone)
    if step is not None:
        yield from _clock(first, begins, ends, step, words)
        return
    days = next((one for one in (1, 2, 7, 14) if (ends - begins) // (one * DAY) <= MOST_TICKS), None)
    if days is not None:
        yield from _days(first, begins, ends, days, words)
        return
    span = (ends - begins) // (30 * DAY)
    yield from _months(
        first, begins, ends, next((one for one in MONTHS if span // one <= MOST_TICKS), MONTHS[-1]), words
    )


def _clock(first: datetime, begins: int, ends: int, step: int, words: Words) -> Iterator[tuple[int, str, str]]:
    at = first.replace(hour=0, minute=0, second=0, microsecond=0)
    while (when := microseconds(at)) < ends:
        if when >= begins:
            yield when, at.strftime("%H:%M"), f"{at.day} {words.month(at.month, 'short')} {at.year}"
        # By the clock of UTC, so that a day of 23 or 25 hours has as many.
        at = (at.astimezone(UTC) + timedelta(microseconds=step)).astimezone(first.tzinfo)


def _days(first: datetime, begins: int, ends: int, days: int, words: Words) -> Iterator[tuple[int, str, str]]:
    at = first.replace(hour=0, minute=0, second=0, microsecond=0)
    if days >= 7:
        at -= timedelta(days=at.weekday())
    while (when := microseconds(at)) < ends:
        if when >= begins:
            yield when, str(at.day), f"{words.month(at.month, 'short')} {at.year}"
        at += timedelta(days=days)


def _months(first: datetime, begins: int, ends: int, months: int, words: Words) -> Iterator[tuple[int, str, str]]:
    number = (first.year * 12 + first.month - 1) // months * months
    while number // 12 <= 9_998:
        at = datetime(max(number // 12, 1), number % 12 + 1, 1, tzinfo=first.tzinfo)
        when = microseconds(at)
        if when >= ends:
            return
        if when >= begins:
            yield (
                when,
                str(at.year) if months >= 12 else words.month(at.month, "short"),
                "" if months >= 12 else str(at.year),
            )
        number += months
