"""What a request asks for: the query parsed once, and addresses that reproduce a page or change one thing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest
from django.urls import reverse

from .actors import site
from .refusals import BadRequest
from .routes import Route
from .words import LANGUAGES, preferred

KEPT = ("lang", "at")
"""What every link of a page carries on."""
LONGEST = 500
MOST = 40


class Ask(msgspec.Struct, frozen=True):
    """A request as a view sees it. `at` is microseconds UTC, `said` the query as it came, checked."""

    route: Route
    found: dict[str, str]
    said: dict[str, tuple[str, ...]]
    language: str
    at: int | None = None
    page: int = 1
    method: str = "GET"
    form: Mapping[str, str] = {}
    files: tuple[Any, ...] = ()
    looked: int | None = None
    now: int = 0
    partial: bool = False

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The filters that are set."""
        return {key: values for key, values in self.said.items() if key in self.route.filters}

    def one(self, key: str) -> str:
        """The first value of a name in the query; "" where it has none."""
        return next(iter(self.said.get(key, ())), "")

    def to(self, name: str, found: Mapping[str, str] | None = None, fragment: str = "", **query: object) -> str:
        """The address of another page, in the same language and as of the same time."""
        kept = {key: self.said[key] for key in KEPT if key in self.said}
        return address(name, found or {}, kept | {key: _values(value) for key, value in query.items()}, fragment)

    def here(self, **changes: object) -> str:
        """The address of this page with other values in its query; None takes one out, and `page` starts anew."""
        query = {key: values for key, values in self.said.items() if key != "page"}
        query |= {key: _values(value) for key, value in changes.items()}
        return address(self.route.name, self.found, query)

    def toggled(self, key: str, value: str) -> str:
        """This page with one choice of a facet made, or taken back."""
        held = self.said.get(key, ())
        return self.here(**{key: [one for one in held if one != value] if value in held else [*held, value]})

    def twin(self, kind: str) -> str:
        """The address of a twin of this page."""
        return address(f"{self.route.name}.{kind}", self.found, {k: v for k, v in self.said.items() if k != "page"})

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the menu that everybody has."""
        from .pages import MENU

        return MENU

    @property
    def routes(self) -> frozenset[str]:
        """The names of all pages."""
        from .pages import route_names

        return route_names()

    @property
    def permanent(self) -> str:
        """The address that shows this page as it is shown now, to whoever may read it."""
        return self.here(lang=self.language, at=_iso(self.at if self.at is not None else self.now), page=self.page)


def looked_cookie() -> str:
    """The cookie that holds up to when one has seen what is new, microseconds UTC."""
    return site().cookie("looked")


def address(name: str, found: Mapping[str, str], query: Mapping[str, Sequence[str]], fragment: str = "") -> str:
    """A path of this site with its query."""
    pairs = [(key, value) for key, values in sorted(query.items()) for value in values if value != ""]
    path = reverse(name, kwargs=dict(found))
    return path + (f"?{urlencode(pairs)}" if pairs else "") + (f"#{fragment}" if fragment else "")


def asked(request: HttpRequest, route: Route, found: dict[str, str], language: str, now: int) -> Ask:
    """What a request asks for. Raises BadRequest, in words, for what the page does not understand."""
    known = {*KEPT, "page", *route.filters}
    said = {key: tuple(request.GET.getlist(key)) for key in sorted(request.GET) if key in known}
    if sum(map(len, said.values())) > MOST or any(len(one) > LONGEST for values in said.values() for one in values):
        raise BadRequest("error-too-long")
    lang = said.get("lang", ("",))[0]
    if lang and lang not in LANGUAGES:
        raise BadRequest("error-language")
    return Ask(
        route,
        found,
        said,
        lang or language,
        instant(said["at"][0]) if said.get("at", ("",))[0] else None,
        _page(said.get("page", ("1",))[0]),
        request.method or "GET",
        {key: request.POST[key] for key in request.POST} if request.method == "POST" else {},
        tuple(file for files in request.FILES.lists() for file in files[1]) if request.method == "POST" else (),
        _looked(request),
        now,
        request.headers.get("HX-Request") == "true",
    )


def language_of(request: HttpRequest, default: str) -> str:
    """The language that was chosen before, else the one the browser prefers, else the site's."""
    kept = request.session.get("language", "") if hasattr(request, "session") else ""
    return kept if kept in LANGUAGES else preferred(request.headers.get("Accept-Language", ""), default)


def instant(text: str, *, opening: bool = False) -> int:
    """Microseconds UTC of a time in a query: a day (its end, or its `opening`) or a date-time (UTC unless said)."""
    try:
        when = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    except ValueError as error:
        raise BadRequest("error-time") from error
    whole = 86_400 if len(text) == 10 and not opening else 0
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    try:
        return round(aware.timestamp()) * 1_000_000 + aware.microsecond + whole * 1_000_000
    except (OverflowError, ValueError) as error:
        raise BadRequest("error-time") from error


def _iso(when: int) -> str:
    return datetime.fromtimestamp(when // 1_000_000 + 1, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _page(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise BadRequest("error-page")
    return max(int(text), 1)


def _looked(request: HttpRequest) -> int | None:
    kept = request.COOKIES.get(looked_cookie(), "")
    return int(kept) if kept.isascii() and kept.isdigit() and len(kept) < 18 else None


def _values(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
