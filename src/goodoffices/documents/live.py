"""The entries of a live page: which characters belong to which clock time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..lexicon.times import absolute_dates, clock_line
from ..lexicon.times.layouts import month_words
from ..records import LiveEntry, Moment, microseconds
from ..records.moment import EPOCH, SECOND
from .drafts import Draft

_LEADING = re.compile(
    r"[\[(]?(?:(?:о|об|в|at)\s)?\d{1,2}[:.]\d\d(?:\s?[ap]\.?\s?m\.?)?"
    r"(?:\s\(?[A-ZА-ЯІЇЄҐ][\w ]{1,18}\)?)?[\])]?(?=\s{0,2}[-–—:|.]?\s)",
    re.IGNORECASE,
)
_UNKNOWN_ZONE = re.compile(r"\s\(?[A-Z]{2,5}$")
_DOTTED = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[,.]?\s{1,4}", re.IGNORECASE)
_DAY_MONTH = re.compile(r"(\d{1,2})\s([^\W\d_]{3,12})|([^\W\d_]{3,12})\s(\d{1,2})")


class _Head(NamedTuple):
    place: int
    hour: int
    minute: int
    zone: str | None
    text: str


def live_entries(
    drafts: Sequence[Draft], published: date | None, zone: str | None
) -> tuple[tuple[LiveEntry, ...], tuple[str, ...]]:
    """Entries in text order, and warnings. `zone`: for clock times that state none.

    Pages run newest first or oldest first; where the clock turns back the wrong way, a day has passed.
    Without a publication date there is no day to put the times on, and no entry is made.
    """
    heads = list(_heads(drafts))
    if len(heads) < 2:
        return (), ()
    if published is None:
        return (), ("live page without a date: its clock times stand on no day; give the date with --published",)
    days = _days(heads, published, _dates_between(drafts, published))
    entries = []
    for number, (head, day) in enumerate(zip(heads, days, strict=True)):
        stop = heads[number + 1].place if number + 1 < len(heads) else len(drafts)
        # Line of the clock time included: a text on the same line belongs to the entry.
        start, end = drafts[head.place].start, drafts[stop - 1].end
        entries.append(LiveEntry(start, end, _moment(day, head, head.zone or zone)))
    said = () if any(head.zone for head in heads) or zone else ("clock times name no zone, and none is known",)
    return tuple(entries), said


def clock_alone(text: str) -> tuple[int, int, str | None] | None:
    """The clock time that is all of a line; letters in capitals behind it may be a zone that nobody knows: "(PHT)"."""
    bare = text.strip("[]()")
    clock = clock_line(bare)
    if clock is None and (zone := _UNKNOWN_ZONE.search(bare)):
        clock = clock_line(bare[: zone.start()])
    return clock


def dotted_clock(text: str) -> tuple[int, int, str | None] | None:
    """The clock time of a line that is nothing but "17.40": a day and month or a price, too, where it stands alone."""
    match = _DOTTED.match(text)
    return (int(match.group(1)), int(match.group(2)), None) if match else None


def clock_of(draft: Draft) -> tuple[int, int, str | None] | None:
    """The clock time of a line that is nothing else, or that adds only its date ("9:40 a.m. ET, June 14, 2018")."""
    text = draft.text.strip("[]()")
    clock = clock_alone(text) or (dotted_clock(text) if draft.kind == "live-time" else None)
    if clock or len(text) > 60:
        return clock
    for start, end, _ in absolute_dates(text, "en"):
        rest = f"{text[:start]} {text[end:]}".strip(" ,|–—-·•")
        return clock_line(_WEEKDAY.sub("", rest))
    return None


def _heads(drafts: Sequence[Draft]) -> list[_Head]:
    found, inline = [], []
    for index, draft in enumerate(drafts):
        if draft.kind == "live-time":
            clock = clock_of(draft)
            if clock:
                found.append(_Head(index, *clock, draft.text))
        elif draft.kind in ("body", "summary", "subheading") and draft.text[0] in "0123456789[(оОвВaA":
            leading = _LEADING.match(draft.text)
            clock = clock_line(leading.group().strip("[]()")) if leading else None
            if clock and leading:
                inline.append(_Head(index, *clock, leading.group().strip("[]()")))
    # A sentence may begin with a clock time; a page of such sentences is a live page.
    return sorted(found + inline) if found or len(inline) >= 3 else []


def _dates_between(drafts: Sequence[Draft], published: date) -> list[tuple[int, date]]:
    """Date lines between entries: (place, day); a line without a year takes the one nearest to publication."""
    found = []
    for index, draft in enumerate(drafts):
        if draft.kind not in ("live-time", "subheading") or len(draft.words) > 6:
            continue
        full = next(absolute_dates(draft.text, "en"), None)
        if full:
            found.append((index, full[2]))
            continue
        match = _DAY_MONTH.search(draft.text)
        if match:
            day = _near(match.group(1) or match.group(4), (match.group(2) or match.group(3)).lower(), published)
            if day:
                found.append((index, day))
    return found


def _near(number: str, word: str, published: date) -> date | None:
    month = month_words().get(word)
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            days.append(date(year, month or 0, int(number)))
        except ValueError:
            continue
    return min(days, key=lambda day: (abs(day - published), day)) if days else None


def _days(heads: Sequence[_Head], published: date, marked: Sequence[tuple[int, date]]) -> list[date]:
    clocks = [head.hour * 60 + head.minute for head in heads]
    falling = sum(b < a for a, b in pairwise(clocks))
    newest_first = falling * 2 >= len(clocks) - 1
    if not newest_first:
        return _forward(heads, clocks, published, marked)
    days, day = [], published
    for number in range(len(heads)):
        if number and clocks[number] > clocks[number - 1] + 60:
            day -= timedelta(days=1)
        day = _marked(marked, heads, number, day)
        days.append(day)
    return days


def _forward(
    heads: Sequence[_Head], clocks: Sequence[int], published: date, marked: Sequence[tuple[int, date]]
) -> list[date]:
    turns = sum(b < a - 60 for a, b in pairwise(clocks))
    days, day = [], published - timedelta(days=turns)
    for number in range(len(heads)):
        if number and clocks[number] < clocks[number - 1] - 60:
            day += timedelta(days=1)
        day = _marked(marked, heads, number, day)
        days.append(day)
    return days


def _marked(marked: Sequence[tuple[int, date]], heads: Sequence[_Head], number: int, day: date) -> date:
    since = heads[number - 1].place if number else -1
    for place, stated in marked:
        if since < place <= heads[number].place:
            return stated
    return day


def _moment(day: date, head: _Head, zone: str | None) -> Moment:
    naive = datetime(
        day.year, day.month, day.day, head.hour, head.minute, tzinfo=ZoneInfo(zone) if zone else EPOCH.tzinfo
    )
    begins = microseconds(naive)
    return Moment(begins, begins + 60 * SECOND, "minute", zone=zone, basis="stated", text=head.text)
