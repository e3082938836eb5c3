"""Drawing: a value and a template become a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .marks import cleaned, clock, day, hour, isoformat, office
from .words import LANGUAGES, OWN_NAMES, words_in

if TYPE_CHECKING:
    from .asking import Ask

_TO_FINDING = re.compile(r'href="#(fnd_[a-z0-9]{1,40})"')


def drawn(request: HttpRequest, template: str, language: str, context: Mapping[str, Any]) -> str:
    """A page in a language."""
    return (
        environment()
        .get_template(template)
        .render(w=words_in(language), language=language, csrf=_Csrf(request), request=request, **context)
    )


class _Csrf:
    """The hidden field of a form; made only where a template asks for it, since it begins a session."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def token(self) -> str:
        return get_token(self._request)

    def __html__(self) -> str:
        return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(self.token)


def _finalized(value: Any) -> Any:
    """Every text loses the marks that hide or turn what follows; our own markup is left alone."""
    return cleaned(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def environment() -> Environment:
    """Jinja as the pages are made with it."""
    made = Environment(
        loader=PackageLoader(__package__ or "goodoffices.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        clock=clock, day=day, hour=hour, iso=isoformat, linked=linked, drawing=Markup, once=once, office=office
    )
    made.globals.update(static=static, LANGUAGES=LANGUAGES, OWN_NAMES=OWN_NAMES)
    return made


def linked(html: str, ask: Ask) -> Markup:
    """The text of a page with its marks leading to the pages of findings.

    Only our own markup can match: in the text itself every quotation mark is escaped.
    """
    return Markup(_TO_FINDING.sub(lambda found: f'href="{escape(ask.to("finding", {"ident": found[1]}))}"', html))


def once(rows: Iterable[Any], *names: str) -> list[Any]:
    """The first of all rows that are alike in these attributes."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        found.setdefault(tuple(getattr(row, name) for name in names), row)
    return list(found.values())


def static(name: str) -> str:
    """The address of a file of the folder `static`, which changes with its content."""
    return f"/static/{name}?v={static_files()[name][1]}"


@cache
def static_files() -> dict[str, tuple[bytes, str]]:
    """Name -> (content, first digits of its hash)."""
    folder = resources.files(__package__).joinpath("static")
    contents = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    if not settings.SITE.laptop:
        from .account_pages import scripts

        contents |= scripts()
    return {name: (content, sha256(content).hexdigest()[:12]) for name, content in sorted(contents.items())}
