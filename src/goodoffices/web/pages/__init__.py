"""Page groups: one file of thin views each, with its ROUTES at the end. A new group is named in GROUPS."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from ..routes import Route
from . import documents, findings, house, today

GROUPS: tuple[ModuleType, ...] = (house, today, findings, documents)

MENU = ("today", "findings", "documents")
"""Routes in the menu, in its order; each has a message `nav-<name>`."""


def every_route() -> Iterator[Route]:
    """The routes of all groups."""
    for group in GROUPS:
        yield from group.ROUTES
