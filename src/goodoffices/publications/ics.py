"""The timeline as a calendar (RFC 5545): what happened, and what is announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from ..errors import RecordError
from ..records import Event, Moment, TimelineRow, content_id, local
from .ahead import is_ahead, now_of
from .citations import Citation, Citations
from .names import Names
from .pages import cleaned
from .record import Record
from .words import words_of

if TYPE_CHECKING:
    from icalendar import Event as CalendarEvent

TIMED = frozenset({"second", "minute", "hour", "part-day"})
WHOLE = frozenset({"day", "week"})
DESCRIBED = 12


def timeline_ics(record: Record, language: str = "en") -> bytes:
    """One VEVENT a timeline row that falls on certain days; coarser times (a month, "since 2014") are no dates.

    UIDs follow from the content, DTSTAMP from `as_of` or the row's own time, so the same record gives the same
    bytes. What is only announced has STATUS TENTATIVE.
    """
    return calendar_of(record, Citations(record, Names(record, words_of(language))))


def calendar_of(record: Record, citations: Citations) -> bytes:
    """The calendar of a record whose citations are at hand."""
    from icalendar import Calendar

    names = citations.names
    calendar = Calendar()
    calendar.add("prodid", "-//goodoffices//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line_of(record.case) or "goodoffices")
    now, seen = now_of(record), dict[str, int]()
    for row in record.timeline:
        entry = _entry(row, names, citations, record.as_of, now, seen)
        if entry is not None:
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(
    row: TimelineRow, names: Names, citations: Citations, as_of: Moment | None, now: int | None, seen: dict[str, int]
) -> CalendarEvent | None:
    from icalendar import Event as CalendarEvent

    bounds = _bounds(row.time)
    if bounds is None:
        return None
    begins, ends = bounds
    cited = citations.of(row.claims)
    event = names.events.get(row.event or "")
    made = CalendarEvent()
    made.add("uid", _uid(row, seen))
    made.add("dtstamp", _stamp(as_of, begins))
    made.add("dtstart", begins)
    made.add("dtend", ends)
    made.add("summary", _summary(row, event, names))
    if event and event.place:
        made.add("location", _line_of(names.place(event.place)))
        made.add("geo", (event.place.lat_e7 / 1e7, event.place.lon_e7 / 1e7))
    made.add("description", "\n".join(_line(citation) for citation in cited[:DESCRIBED]))
    made.add("status", "TENTATIVE" if _announced(row, cited, now) else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add("categories", [event.kind if event else "other"])
    return made


def _bounds(moment: Moment) -> tuple[date, date] | tuple[datetime, datetime] | None:
    """First and exclusive last day, or first and last instant; None where the time names no certain days."""
    try:
        if moment.begins is None or moment.ends is None:
            return None
        if moment.precision in TIMED:
            return _instant(moment.begins), _instant(moment.ends)
        if moment.precision in WHOLE:
            return moment.first_day, moment.last_day + timedelta(days=1)
    except (RecordError, OverflowError):
        return None
    return None


def _instant(microseconds: int) -> datetime:
    return local(microseconds, None).replace(microsecond=0)


def _stamp(as_of: Moment | None, begins: date) -> datetime:
    if as_of is not None:
        return _instant(as_of.begins if as_of.begins is not None else as_of.ends or 0)
    if isinstance(begins, datetime):
        return begins
    return datetime(begins.year, begins.month, begins.day, tzinfo=UTC)


def _uid(row: TimelineRow, seen: dict[str, int]) -> str:
    ident = content_id("fnd", "calendar", row.event or "", row.time.edtf(), row.what)
    seen[ident] = seen.get(ident, 0) + 1
    return f"{ident}@goodoffices" if seen[ident] == 1 else f"{ident}-{seen[ident]}@goodoffices"


def _summary(row: TimelineRow, event: Event | None, names: Names) -> str:
    own = row.what if names.words.language == "en" or event is None else names.event(event)
    return _line_of(own)


def _line(citation: Citation) -> str:
    said = f", {citation.speaker}" if citation.voice else ""
    return _line_of(f"[{citation.place}] {citation.outlet}{said}: {citation.quote}")


def _line_of(text: str) -> str:
    """Text on one line: a line feed in a name would begin a new property."""
    return " ".join(cleaned(text).split())


def _announced(row: TimelineRow, cited: tuple[Citation, ...], now: int | None) -> bool:
    planned = bool(cited) and all(citation.claim.polarity in ("planned", "demanded") for citation in cited)
    return planned or is_ahead(row.time, now)
