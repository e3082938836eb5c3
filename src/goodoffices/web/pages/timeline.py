"""The timeline and its events: a window of time that its address names, drawn, listed, as calendar and picture."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.reading.events import EventShown
from ...workbench.reading.timeline import BYS, EventLine, Timeline, TimelineShown
from .. import tables
from ..asking import Ask, instant
from ..drawing import environment
from ..refusals import BadRequest
from ..routes import File, Goto, Route
from ..words import words_in

FILTERS = ("from", "to", "by", "kind")


def timeline(ask: Ask, bench: Workbench) -> TimelineShown:
    """A window of the timeline."""
    by = next((one for one in BYS if one == (ask.one("by") or BYS[0])), None)
    if by is None:
        raise BadRequest("error-lanes")
    begins, ends = _bounds(ask)
    return _of(ask, bench).shown(ask.chosen, begins, ends, by, ask.page)


def every_event(ask: Ask, bench: Workbench) -> Iterator[EventLine]:
    """All events of the window."""
    return _of(ask, bench).every(ask.chosen, *_bounds(ask))


def calendar(ask: Ask, bench: Workbench) -> File:
    """The events of the window as a calendar."""
    return File("timeline.ics", _of(ask, bench).calendar(ask.chosen, *_bounds(ask)), "text/calendar; charset=utf-8")


def picture(ask: Ask, bench: Workbench) -> File:
    """The drawing of the window by itself."""
    shown = timeline(ask, bench)
    drawn = environment().get_template("timeline/picture.svg").render(v=shown, ask=ask, w=words_in(ask.language))
    return File("timeline.svg", drawn.encode(), "image/svg+xml; charset=utf-8")


def event(ask: Ask, bench: Workbench) -> EventShown | Goto | None:
    """One event; the address of one that later pages made another leads to what stands in its place."""
    reader, ident = bench.reader(ask.language, ask.at), ask.found["ident"]
    found = reader.event(ident)
    if found is None and ask.at is None and (now := reader.replaced().event(ident)):
        return Goto("event", {"ident": now})
    return found


def _of(ask: Ask, bench: Workbench) -> Timeline:
    return bench.reader(ask.language, ask.at).timeline()


def _bounds(ask: Ask) -> tuple[int | None, int | None]:
    begins = instant(ask.one("from"), opening=True) if ask.one("from") else None
    ends = instant(ask.one("to")) if ask.one("to") else None
    if begins is not None and ends is not None and begins >= ends:
        raise BadRequest("error-window")
    return begins, ends


ROUTES = (
    Route(
        "timeline", "timeline", timeline, "read", "timeline/window.html", ("json", "csv"), every_event, None, FILTERS
    ),
    Route("calendar", "timeline/calendar", calendar, "read", filters=FILTERS, home="timeline"),
    Route("picture", "timeline/picture", picture, "read", filters=FILTERS, home="timeline"),
    Route(
        "event",
        "events/<ident:ident>",
        event,
        "read",
        "timeline/event.html",
        ("json", "csv"),
        home="timeline",
        table=tables.event,
    ),
)
