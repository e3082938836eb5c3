"""People: everybody whom pages name, and one person down to the words."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.reading.people import PersonLine, PersonList, PersonShown
from .. import tables
from ..asking import Ask
from ..routes import Route


def people(ask: Ask, bench: Workbench) -> PersonList:
    """A page of people."""
    return bench.reader(ask.language, ask.at).people().page(ask.chosen, ask.page)


def every_person(ask: Ask, bench: Workbench) -> Iterator[PersonLine]:
    """All people that the filters leave."""
    return bench.reader(ask.language, ask.at).people().every(ask.chosen)


def person(ask: Ask, bench: Workbench) -> PersonShown | None:
    """One person."""
    return bench.reader(ask.language, ask.at).people().one(ask.found["ident"])


ROUTES = (
    Route("people", "people", people, "read", "people/list.html", ("json", "csv"), every_person, None, ("side",)),
    Route(
        "person",
        "people/<ident:ident>",
        person,
        "read",
        "people/one.html",
        ("json", "csv"),
        home="people",
        table=tables.person,
    ),
)
