"""Calendars of others taken into the talks: each event becomes an entry, and what was left out is named."""

from __future__ import annotations

import msgspec

from ...errors import InputRefused, UsageError
from ...workbench import Workbench
from ...workbench.case.talks_shown import EnteredShown, FormShown, entered_shown, form_shown
from ..asking import Ask
from ..routes import Drawn, Route
from .arrivals import name_of

FORM = "talks/calendar.html"
TYPED = ("round", "room", "source")


class CalendarTaken(msgspec.Struct, frozen=True):
    """What became of a calendar: the entries that it holds, and what was left out."""

    made: tuple[EnteredShown, ...]
    left_out: tuple[str, ...]


def calendar(ask: Ask, bench: Workbench) -> FormShown:
    """The form."""
    return form_shown(bench.talks(ask.language), "note", {name: ask.one(name) for name in TYPED if ask.one(name)})


def take(ask: Ask, bench: Workbench) -> Drawn:
    """Enter the events of the file that was sent; one that cannot be used is refused with line and reason."""
    held = bench.talks(ask.language)
    typed = {name: ask.form.get(name, "") for name in (*TYPED, "private")}
    try:
        if len(ask.files) != 1:
            raise UsageError("choose one .ics file")
        file = ask.files[0]
        made, left_out = held.enter_calendar(
            file.read(), name_of(file), round_key=typed["round"], source=typed["source"], room=typed["room"],
            private=bool(typed["private"]),
        )  # fmt: skip
    except (UsageError, InputRefused) as error:
        return Drawn(FORM, form_shown(held, "note", typed, said=str(error)), 400)
    return Drawn("talks/calendar_taken.html", CalendarTaken(entered_shown(held, made), left_out))


ROUTES = (
    Route("talks-calendar", "talks/calendar", calendar, "add", FORM, filters=TYPED, home="talks"),
    Route("talks-calendar-take", "talks/calendar/take", take, "add", FORM, methods=("POST",), home="talks", limit=20),
)
