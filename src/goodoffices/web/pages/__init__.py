"""Page groups: one file of thin views each, with its ROUTES at the end. A new group is named in GROUPS."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import ModuleType

from ..routes import Route
from . import (
    arrivals,
    briefs,
    calendars,
    documents,
    findings,
    house,
    jump,
    logs,
    moves,
    people,
    places,
    review,
    setup,
    sources,
    talks,
    timeline,
    today,
    withdrawing,
)

GROUPS: tuple[ModuleType, ...] = (
    house, setup, today, findings, timeline, talks, calendars, moves, briefs, arrivals, documents, people, places,
    sources, jump, review, logs, withdrawing,
)  # fmt: skip

MENU = (
    "today", "findings", "timeline", "talks", "briefs", "documents", "people", "places", "sources", "review", "logs",
)  # fmt: skip
"""Routes in the menu, in its order; each has a message `nav-<name>`."""


@cache
def route_names() -> frozenset[str]:
    """The names of all routes."""
    return frozenset(route.name for route in every_route())


def every_route() -> Iterator[Route]:
    """The routes of all groups."""
    for group in GROUPS:
        yield from group.ROUTES
