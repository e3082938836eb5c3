"""Findings: the list with its facets, and one finding down to the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.reading.accounts import FindingShown
from ...workbench.reading.findings import FindingLine, FindingList
from .. import tables
from ..asking import Ask
from ..routes import Goto, Route

FILTERS = ("status", "topic", "side", "sources")


def findings(ask: Ask, bench: Workbench) -> FindingList:
    """A page of findings."""
    return bench.reader(ask.language, ask.at).findings(ask.chosen, ask.page)


def every_finding(ask: Ask, bench: Workbench) -> Iterator[FindingLine]:
    """All findings that the filters leave."""
    return bench.reader(ask.language, ask.at).every_finding(ask.chosen)


def finding(ask: Ask, bench: Workbench) -> FindingShown | Goto | None:
    """One finding; the address of one that later pages made another leads to what stands in its place."""
    reader, ident = bench.reader(ask.language, ask.at), ask.found["ident"]
    found = reader.finding(ident)
    if found is None and ask.at is None and (now := reader.replaced().finding(ident)):
        return Goto("finding", {"ident": now})
    return found


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
