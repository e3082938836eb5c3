"""Routes: what a page is, who may ask for it, which twins it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from ..workbench import Workbench
    from .asking import Ask

Rule = Literal["anyone", "read", "submit", "add", "decide", "move", "erase", "manage"]
"""Who may ask: anyone at all, or an actor who may do this in some room; what is shown the Workbench decides."""

Twin = Literal["json", "csv"]
Method = Literal["GET", "POST"]


class Goto(msgspec.Struct, frozen=True):
    """An answer that leads to another page of this site; `looked` is kept as the time up to which one has seen all."""

    route: str
    found: dict[str, str] = {}
    query: dict[str, tuple[str, ...]] = {}
    fragment: str = ""
    looked: int = 0


class Drawn(msgspec.Struct, frozen=True):
    """An answer in a template of its own: a page that is shown again, a part of one; `status` is that of HTTP."""

    template: str
    value: Any
    status: int = 200


class File(msgspec.Struct, frozen=True):
    """An answer that is a file."""

    name: str
    content: bytes
    media_type: str


Answer = msgspec.Struct | Goto | Drawn | File | None
View = Callable[["Ask", Any], Any]
"""Takes the workbench of the actor; for a route that is open to anyone, the request."""
Table = Callable[[Any], Iterator[dict[str, Any]]]
Rows = Callable[["Ask", "Workbench"], Iterator[Any]]


class Route(msgspec.Struct, frozen=True):
    """A page. `path` in Django's notation, `view` gives a frozen value or None where there is no such thing.

    `template` draws the value; `rows` gives all rows of a list for the twins, `data` another value for them, `table`
    the rows of its table where it is one thing; `filters` are the names of the query that the page understands besides
    `lang`, `at` and `page`; `home` is the route of the menu that the page belongs to; `limit` how often a minute one
    actor may ask, 0 for any number.
    """

    name: str
    path: str
    view: View
    rule: Rule
    template: str = ""
    twins: tuple[Twin, ...] = ()
    rows: Rows | None = None
    data: View | None = None
    filters: tuple[str, ...] = ()
    methods: tuple[Method, ...] = ("GET",)
    home: str = ""
    limit: int = 0
    table: Table | None = None
