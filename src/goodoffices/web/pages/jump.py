"""Search: everything that goes by a name, and the words of texts and quotations; while one types, or as a page."""

from __future__ import annotations

from typing import Literal

import msgspec

from ...workbench import Workbench
from ...workbench.reading.jump import Jump
from .. import tables
from ..asking import Ask
from ..routes import Drawn, Route
from ..words import words_in

Action = Literal["read", "add", "erase"]
COMMANDS: tuple[tuple[str, str, Action], ...] = (
    ("add", "add-documents", "add"), ("enter", "talks-enter", "add"), ("talks-calendar", "calendar-in", "add"),
    ("positions", "talks-positions", "read"), ("moves", "moves", "read"), ("erasing", "erase", "erase"),
)  # fmt: skip
"""What one can do or see that stands in no menu: the route, the message that names it, who may."""


class Page(msgspec.Struct, frozen=True):
    """A page of the site, by the message that names it."""

    route: str
    message: str


class Searched(msgspec.Struct, frozen=True):
    """What was looked for, and what goes by it: pages of the site, then things of the case."""

    query: str
    pages: tuple[Page, ...]
    found: tuple[Jump, ...]


def jump(ask: Ask, bench: Workbench) -> Searched | Drawn:
    """The page of a search, or only its results where a script asks for them."""
    query = ask.one("q").strip()
    words = words_in(ask.language)
    from . import menu_of

    pages = [Page(name, f"nav-{name}") for name in menu_of(room.name for room in bench.rooms())]
    pages += [Page(name, message) for name, message, rule in COMMANDS if bench.rooms(rule)]
    named = (page for page in pages if query and query.casefold() in words(page.message).casefold())
    found = Searched(query, tuple(named), bench.reader(ask.language, ask.at).jumps(query) if query else ())
    return Drawn("jump/found.html", found) if ask.partial else found


ROUTES = (Route("jump", "jump", jump, "read", "jump/page.html", ("json", "csv"), filters=("q",), table=tables.jump),)
