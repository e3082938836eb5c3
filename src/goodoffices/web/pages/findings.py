"""Findings: the list with its facets, and one finding down to the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.reading.accounts import FindingShown
from ...workbench.reading.findings import FindingLine, FindingList
from .. import tables
from ..asking import Ask
from ..routes import Route

FILTERS = ("status", "topic", "side", "sources")


def findings(ask: Ask, bench: Workbench) -> FindingList:
    """A page of findings."""
    return bench.reader(ask.language, ask.at).findings(ask.chosen, ask.page)


def every_finding(ask: Ask, bench: Workbench) -> Iterator[FindingLine]:
    """All findings that the filters leave."""
    return bench.reader(ask.language, ask.at).every_finding(ask.chosen)


def finding(ask: Ask, bench: Workbench) -> FindingShown | None:
    """One finding."""
    return bench.reader(ask.language, ask.at).finding(ask.found["ident"])


ROUTES = (
    Route(
        "findings", "findings", findings, "read", "findings/list.html", ("json", "csv"), every_finding, None, FILTERS
    ),
    Route(
        "finding",
        "findings/<ident:ident>",
        finding,
        "read",
        "findings/one.html",
        ("json", "csv"),
        home="findings",
        table=tables.finding,
    ),
)
