"""Bulletins of the monitoring room: signed daily ones with their corrections and files, automatic lists by hours."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...errors import UsageError
from ...workbench import Workbench
from ...workbench.reading.bulletins import (
    HOUR,
    BulletinBook,
    BulletinLine,
    BulletinList,
    BulletinShown,
    Paged,
    Signature,
    digest,
)
from .. import tables
from ..asking import Ask, instant
from ..refusals import BadRequest
from ..routes import Drawn, File, Goto, Route
from .arrivals import name_of

ONE, DRAFT = "bulletins/one.html", "bulletins/draft.html"
TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "manifest": "text/plain; charset=utf-8",
}


class Reading(msgspec.Struct, frozen=True):
    """A bulletin in words. `copy`: a copy that somebody held against it, `wrong`: why that could not be done."""

    shown: BulletinShown
    paged: Paged
    copy: Signature | None = None
    wrong: str = ""


class Draft(msgspec.Struct, frozen=True):
    """The daily bulletin as it would go out: its end (microseconds UTC), the hash of its data.

    `paged` is None where there is nothing to sign. `wrong`: a message, `said`: a refusal of the case.
    """

    ends: int
    paged: Paged | None = None
    seen: str = ""
    wrong: str = ""
    said: str = ""


def bulletins(ask: Ask, bench: Workbench) -> BulletinList:
    """A page of bulletins."""
    return _of(ask, bench).page(ask.page, _until(ask))


def every_bulletin(ask: Ask, bench: Workbench) -> Iterator[BulletinLine]:
    """All bulletins, and the lists that are offered."""
    return _of(ask, bench).every(_until(ask))


def bulletin(ask: Ask, bench: Workbench) -> Reading | None:
    """One bulletin, or a list made now."""
    shown = told(ask, bench)
    return Reading(shown, _of(ask, bench).paged(shown.bulletin)) if shown else None


def told(ask: Ask, bench: Workbench) -> BulletinShown | None:
    """One bulletin, as data."""
    return _of(ask, bench).one(ask.found["ident"])


def file(ask: Ask, bench: Workbench) -> File | None:
    """One of its files."""
    ident, name = ask.found["ident"], ask.one("file") or "bulletin.json"
    content = _of(ask, bench).file(ident, name)
    if content is None:
        return None
    ending = name.rpartition(".")[2]
    return File(f"{ident.replace(':', '')}-{name}", content, TYPES[ending])


def check(ask: Ask, bench: Workbench) -> Drawn | None:
    """Hold the files that somebody has against those that were signed."""
    shown = bulletin(ask, bench)
    if shown is None:
        return None
    if not ask.files:
        return Drawn(ONE, msgspec.structs.replace(shown, wrong="error-no-copy"), 400)
    copy = _of(ask, bench).check(ask.found["ident"], {_plain(name_of(one)): one.read() for one in ask.files})
    return Drawn(ONE, msgspec.structs.replace(shown, copy=copy)) if copy else None


def draft(ask: Ask, bench: Workbench) -> Draft:
    """The daily bulletin as it would go out."""
    book = _of(ask, bench)
    return _drafted(book, instant(ask.one("ends"), opening=True) if ask.one("ends") else book.due)


def issue(ask: Ask, bench: Workbench) -> Goto | Drawn | None:
    """Sign the daily bulletin that was read and send it out; what cannot go out comes back with the reason."""
    book = _of(ask, bench)
    if not book.may_sign:
        return None
    try:
        ends = instant(ask.form.get("ends", ""))
    except BadRequest:
        return Drawn(DRAFT, Draft(book.due, wrong="error-hour"), 400)
    made = _drafted(book, ends)
    if made.paged is None:
        return Drawn(DRAFT, made, 400)
    try:
        ident = book.issue(ends, ask.form.get("seen", ""))
    except UsageError as error:
        return Drawn(DRAFT, msgspec.structs.replace(made, said=str(error)), 400)
    return Goto("bulletin", {"ident": ident}) if ident else None


def _drafted(book: BulletinBook, ends: int) -> Draft:
    if not book.may_sign:
        return Draft(ends, wrong="draft-none")
    if ends % HOUR:
        return Draft(ends, wrong="error-hour")
    if ends > book.until:
        return Draft(ends, wrong="error-not-over")
    made = book.draft(ends)
    return Draft(ends, book.paged(made), digest(made)) if made else Draft(ends, wrong="draft-none")


def _of(ask: Ask, bench: Workbench) -> BulletinBook:
    return bench.reader(ask.language, ask.at).bulletins(ask.now)


def _until(ask: Ask) -> int | None:
    return instant(ask.one("until")) if ask.one("until") else None


def _plain(name: str) -> str:
    """The name that a file was signed under, without what a download put before it."""
    return name.rpartition("Z-")[2]


HERE = "bulletins/<ident:ident>"
ROUTES = (
    Route(
        "bulletins", "bulletins", bulletins, "read", "bulletins/list.html", ("json", "csv"), every_bulletin,
        filters=("until",),
    ),
    Route("bulletin-draft", "bulletins/draft", draft, "decide", DRAFT, filters=("ends",), home="bulletins"),
    Route("issue", "bulletins/issue", issue, "decide", methods=("POST",), home="bulletins", limit=20),
    Route("bulletin", HERE, bulletin, "read", ONE, ("json", "csv"), data=told, home="bulletins", table=tables.bulletin),
    Route("bulletin-file", f"{HERE}/files", file, "read", filters=("file",), home="bulletins"),
    Route("bulletin-check", f"{HERE}/check", check, "read", methods=("POST",), home="bulletins", limit=20),
)  # fmt: skip
