"""Today: what is new, what is disputed, what is due, what waits for a judgement."""

from __future__ import annotations

from ...workbench import Workbench
from ...workbench.reading.findings import FindingList
from ..asking import Ask
from ..routes import Route


def today(ask: Ask, bench: Workbench) -> FindingList:
    """The page of the morning."""
    return bench.reader(ask.language, ask.at).findings({"status": ("disputed",)}, 1)


ROUTES = (Route("today", "today", today, "read", "today/today.html", ("json",)),)
