"""Search: everything that goes by a name, and the words of texts and quotations; while one types, or as a page."""

from __future__ import annotations

import msgspec

from ...workbench import Workbench
from ...workbench.reading.jump import Jump
from ..asking import Ask
from ..routes import Drawn, Route
from ..words import words_in


class Searched(msgspec.Struct, frozen=True):
    """What was looked for, and what goes by it: pages of the site, then things of the case."""

    query: str
    pages: tuple[str, ...]
    found: tuple[Jump, ...]


def jump(ask: Ask, bench: Workbench) -> Searched | Drawn:
    """The page of a search, or only its results where a script asks for them."""
    query = ask.one("q").strip()
    words = words_in(ask.language)
    named = tuple(name for name in ask.pages if query and query.casefold() in words(f"nav-{name}").casefold())
    found = Searched(query, named, bench.reader(ask.language, ask.at).jumps(query) if query else ())
    return Drawn("jump/found.html", found) if ask.partial else found


ROUTES = (Route("jump", "jump", jump, "read", "jump/page.html", ("json",), filters=("q",)),)
