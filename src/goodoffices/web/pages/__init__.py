"""Page groups: one file of thin views each, with its ROUTES at the end. A new group is named in GROUPS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from ...workbench.case.centre_room import CENTRE
from ..routes import Route
from . import (
    arrivals,
    briefs,
    bulletins,
    calendars,
    documents,
    findings,
    house,
    incidents,
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
    incidents, bulletins,
)  # fmt: skip

MENU = (
    "today", "findings", "timeline", "talks", "briefs", "documents", "people", "places", "sources", "review", "logs",
)  # fmt: skip
"""Routes in the menu, in its order; each has a message `nav-<name>`."""

CENTRE_MENU = ("incidents", "commitments", "bulletins")
"""What the menu has besides for those who may read the monitoring room."""


def menu_of(rooms: Iterable[str]) -> tuple[str, ...]:
    """The menu of somebody who may read these rooms."""
    return MENU + (CENTRE_MENU if CENTRE in rooms else ())


@cache
def route_names() -> frozenset[str]:
    """The names of all routes."""
    return frozenset(route.name for route in every_route())


def every_route() -> Iterator[Route]:
    """The routes of all groups."""
    for group in GROUPS:
        yield from group.ROUTES
