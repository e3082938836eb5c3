"""Sources: who publishes what, alone or with others, and whose text they take over."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.reading.sources import SourceLine, SourceList
from ..asking import Ask
from ..routes import Route

FILTERS = ("side", "language")


def sources(ask: Ask, bench: Workbench) -> SourceList:
    """A page of sources."""
    return bench.reader(ask.language, ask.at).sources().page(ask.chosen, ask.page)


def every_source(ask: Ask, bench: Workbench) -> Iterator[SourceLine]:
    """All sources that the filters leave."""
    return bench.reader(ask.language, ask.at).sources().every(ask.chosen)


ROUTES = (
    Route("sources", "sources", sources, "read", "sources/list.html", ("json", "csv"), every_source, None, FILTERS),
)
