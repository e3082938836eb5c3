"""The brief as one self-contained page: no outside request, works without scripts, prints."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from .accounts import by_subject
from .brief import Brief, brief_of
from .chips import Chips, row_attributes
from .names import Names
from .pages import cleaned
from .record import Record
from .sentences import KeyPoint
from .texts import pages_of
from .words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

SECTIONS = (
    ("stories", "stories"), ("key", "key-points"), ("disputed", "nav-disputed"), ("agreed", "nav-agreed"),
    ("timeline", "timeline"),
    ("meetings", "nav-meetings"), ("positions", "nav-positions"), ("next", "nav-next"),
    ("undetermined", "nav-undetermined"), ("single", "nav-single"), ("people", "nav-people"), ("sources", "sources"),
    ("assumptions", "nav-assumptions"), ("pages", "nav-pages"),
)  # fmt: skip
GROUPS = {
    "agreed": "agreed-section", "corroborated": "agreed-section", "single": "single-section",
    "undetermined": "undetermined-section", "disputed": "disputed-section", "next": "next",
}  # fmt: skip


class Story(msgspec.Struct, frozen=True):
    """One of several stories: its title, counts, and the file of its own brief."""

    title: str
    tally: tuple[tuple[str, str], ...]
    pages: str
    period: str
    href: str


def brief_html(record: Record, language: str) -> str:
    """The whole page. The policy in its head lets nothing be fetched and only its own style and script run."""
    return page_of(brief_of(record, language))


def page_of(brief: Brief, stories: Iterable[Story] = (), homes: Mapping[str, str] | None = None) -> str:
    """The page of a brief. `stories` are listed first; pages (document ids) in `homes` have their text in that file."""
    words, homes = brief.words, homes or {}
    names = Names(brief.record, words)
    css, js = asset("brief.css"), asset("brief.js")
    told = tuple(stories)
    present = {
        "stories": bool(told),
        "undetermined": bool(brief.undetermined),
        "single": bool(brief.single),
        "pages": not homes,
    }
    return (
        environment()
        .get_template("brief.html")
        .render(
            b=brief,
            w=words,
            css=Markup(css),
            js=Markup(js),
            policy=_policy(css, js),
            sections=[(ident, key) for ident, key in SECTIONS if present.get(ident, True)],
            groups=_groups(brief.points, words),
            pages=pages_of(brief, names, homes),
            stories=told,
            texts=not homes,
            sides=_sides(brief),
            **_parts(words, Chips(words, homes, brief.citations.lines.letters)),
        )
    )


def _policy(css: str, js: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _groups(points: Iterable[KeyPoint], words: Words) -> list[tuple[str, list[KeyPoint]]]:
    groups: dict[str, list[KeyPoint]] = {}
    for point in points:
        groups.setdefault(GROUPS[point.status], []).append(point)
    return [(words(key), inside) for key, inside in groups.items()]


def _sides(brief: Brief) -> list[str]:
    every = (*brief.disputed, *brief.settled, *brief.undetermined, *brief.single)
    return sorted({side for item in every for account in item.accounts for side in account.sides})


def _parts(words: Words, chips: Chips) -> dict[str, Any]:
    """The pieces that rows are made of."""
    given = {"w": words, "chips": chips, "row": row_attributes, "by_subject": by_subject}
    macros: Any = environment().get_template("findings.html").make_module(given)
    return {
        "chips": chips,
        "letters": chips.letters,
        "row": row_attributes,
        "account_card": macros.card,
        "finding_table": macros.table,
        "statement": macros.said,
    }


def _finalized(value: Any) -> Any:
    """Every text that enters the page loses marks that hide or turn what follows; our own markup is left alone."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else cleaned(value)


@cache
def environment() -> Environment:
    """Jinja as the pages are made with it."""
    from jinja2 import Environment, StrictUndefined

    from .precompiled import Precompiled

    made = Environment(
        loader=Precompiled(asset),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["clean"] = cleaned
    return made


@cache
def asset(name: str) -> str:
    """The text of a file of the folder of templates."""
    return resources.files("goodoffices.publications").joinpath("templates", name).read_text(encoding="utf-8")
