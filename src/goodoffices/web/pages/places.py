"""Places: where things are said to have been, as a list and on a grid without borders."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.reading.places import PlaceLine, PlaceList, PlaceShown
from .. import tables
from ..asking import Ask
from ..routes import Route


def places(ask: Ask, bench: Workbench) -> PlaceList:
    """A page of places."""
    return bench.reader(ask.language, ask.at).places().page(ask.chosen, ask.page)


def every_place(ask: Ask, bench: Workbench) -> Iterator[PlaceLine]:
    """All places that the filters leave."""
    return bench.reader(ask.language, ask.at).places().every(ask.chosen)


def place(ask: Ask, bench: Workbench) -> PlaceShown | None:
    """One place."""
    return bench.reader(ask.language, ask.at).places().one(ask.found["ident"])


ROUTES = (
    Route("places", "places", places, "read", "places/list.html", ("json", "csv"), every_place, None, ("kind",)),
    Route(
        "place",
        "places/<ident:ident>",
        place,
        "read",
        "places/one.html",
        ("json", "csv"),
        home="places",
        table=tables.place,
    ),
)
