"""Today: what is new, what is disputed, what is due, what waits for a judgement."""

from __future__ import annotations

from ...workbench import Workbench
from ...workbench.reading.today import Today
from .. import tables
from ..asking import Ask, instant
from ..routes import Goto, Route

DAY = 86_400_000_000


def today(ask: Ask, bench: Workbench) -> Today:
    """What there is to know since the time named, since one last looked, or since a day ago."""
    until = ask.at if ask.at is not None else ask.now
    since = instant(ask.one("since"), opening=True) if ask.one("since") else ask.looked or until - DAY
    return bench.reader(ask.language, ask.at).today(min(since, until))


def seen(ask: Ask, bench: Workbench) -> Goto:
    """From now on, new is what comes after now."""
    return Goto("today", looked=ask.now)


ROUTES = (
    Route("today", "today", today, "read", "today/today.html", ("json", "csv"), filters=("since",), table=tables.today),
    Route("seen", "today/seen", seen, "read", methods=("POST",)),
)
