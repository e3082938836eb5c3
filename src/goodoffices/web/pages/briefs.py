"""Briefs that people compose: begun from findings, edited line by line, approved, handed out in four forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from ...errors import UsageError
from ...publications.markdown import markdown_of
from ...publications.outline import Outline
from ...publications.paper import pdf_of
from ...publications.sheet import sheet_of
from ...publications.word import docx_of
from ...workbench import Workbench
from ...workbench.case.drafting import DraftLine
from ...workbench.reading.briefs import BriefLine, BriefRow, BriefShown
from .. import tables
from ..asking import Ask, instant
from ..refusals import BadRequest
from ..routes import Drawn, File, Goto, Route
from ..words import LANGUAGES

FINDING = re.compile(r"fnd_[a-z0-9]{1,40}")
NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?")
LAST = 1e9
FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


class BriefList(msgspec.Struct, frozen=True):
    """The briefs, the rooms in which one may begin another; what was typed, and why it will not do ("": nothing)."""

    rows: tuple[BriefRow, ...]
    rooms: tuple[str, ...]
    title: str = ""
    room: str = "press"
    since: str = ""
    wrong: str = ""


class Editing(msgspec.Struct, frozen=True):
    """A brief with what was typed, and why that could not be kept: a message, or a refusal as the case says it."""

    brief: BriefShown
    wrong: str = ""
    said: str = ""


def briefs(ask: Ask, bench: Workbench) -> BriefList:
    """Every brief one may read."""
    rooms = tuple(room.name for room in bench.rooms("add"))
    return BriefList(bench.reader(ask.language, ask.at).briefs().rows(), rooms)


def every_brief(ask: Ask, bench: Workbench) -> Iterator[BriefRow]:
    """The same as rows."""
    return iter(bench.reader(ask.language, ask.at).briefs().rows())


def begin(ask: Ask, bench: Workbench) -> Goto | Drawn:
    """A new brief, its lines proposed from the findings of a room."""
    title, room, since = (ask.form.get(name, "").strip()[:300] for name in ("title", "room", "since"))
    place = next((one for one in bench.rooms("add") if one.name == room), None)
    try:
        if not title or place is None:
            raise BadRequest("error-room" if title else "error-brief-title")
        after = instant(since, opening=True) if since else 0
    except BadRequest as error:
        shown = briefs(ask, bench)
        again = msgspec.structs.replace(shown, title=title, room=room, since=since, wrong=error.key)
        return Drawn("briefs/list.html", again, 400)
    made = bench.reader(ask.language).briefs()
    ident = made.drafts.begin(place, title, ask.language, made.proposed(place, after))
    return Goto("brief", {"ident": ident})


def brief(ask: Ask, bench: Workbench) -> Editing | None:
    """One brief."""
    found = bench.reader(ask.language, ask.at).briefs().one(ask.found["ident"])
    return Editing(found) if found else None


def save(ask: Ask, bench: Workbench) -> Goto | Drawn | None:
    """Keep what was typed as a new version; where that cannot be, show it again with the reason."""
    made = bench.reader(ask.language).briefs()
    draft = made.drafts.one(ask.found["ident"])
    shown = made.one(ask.found["ident"])
    if draft is None or shown is None:
        return None
    lines = list(_typed(ask))
    title = ask.form.get("title", "").strip()
    try:
        base = int(ask.form.get("entry", "-1"))
    except ValueError as error:
        raise BadRequest("error-form") from error
    wrong, said = "", ""
    if not title or base != draft.entry:
        wrong = "error-brief-title" if not title else "error-meanwhile"
    else:
        try:
            made.drafts.save(draft, title, lines, base=base)
            return Goto("brief", {"ident": shown.id})
        except UsageError as error:
            said = str(error)
    typed = tuple(BriefLine(number, line.text, line.finding, "", ()) for number, line in enumerate(lines, 1))
    again = msgspec.structs.replace(shown, title=title, lines=typed)
    return Drawn("briefs/one.html", Editing(again, wrong, said), 400)


def again(ask: Ask, bench: Workbench) -> Goto | None:
    """A new brief of the same findings in another language."""
    language = ask.form.get("language", "")
    if language not in LANGUAGES:
        raise BadRequest("error-language")
    made = bench.reader(language).briefs()
    draft = made.drafts.one(ask.found["ident"])
    if draft is None:
        return None
    ident = made.drafts.begin(draft.room, draft.body.title, language, made.again(draft))
    return Goto("brief", {"ident": ident})


def approve(ask: Ask, bench: Workbench) -> Goto | None:
    """Approve the version that was shown."""
    made = bench.reader(ask.language).briefs()
    draft = made.drafts.one(ask.found["ident"])
    if draft is None:
        return None
    if ask.form.get("entry") != str(draft.entry):
        raise BadRequest("error-meanwhile")
    made.drafts.approve(draft, base=draft.entry)
    return Goto("brief", {"ident": draft.body.id})


def handed(ask: Ask, bench: Workbench) -> File | None:
    """A brief as a file."""
    form = ask.one("form") or "pdf"
    if form not in FORMS:
        raise BadRequest("error-forms")
    outline = bench.reader(ask.language, ask.at).briefs().outline(ask.found["ident"])
    return File(f"brief.{form}", _printed(outline, form), FORMS[form]) if outline else None


def _printed(outline: Outline, form: str) -> bytes:
    if form == "pdf":
        return pdf_of(outline)
    if form == "docx":
        return docx_of(outline)
    return (markdown_of(outline) if form == "md" else sheet_of(outline)).encode()


def _typed(ask: Ask) -> Iterator[DraftLine]:
    """The lines in the order of the numbers typed beside them; emptied and unticked ones are left out."""
    found: list[tuple[float, int, DraftLine]] = []
    for place, (name, text) in enumerate(ask.form.items()):
        number = name.removeprefix("text-")
        if number == name or not text.strip() or ask.form.get(f"drop-{number}"):
            continue
        finding = ask.form.get(f"finding-{number}", "")
        line = DraftLine(text.strip(), finding if FINDING.fullmatch(finding) else "")
        order = ask.form.get(f"order-{number}", "").replace(",", ".")
        found.append((float(order) if NUMBER.fullmatch(order) else LAST, place, line))
    yield from (line for *_, line in sorted(found, key=lambda one: one[:2]))


ROUTES = (
    Route("briefs", "briefs", briefs, "read", "briefs/list.html", ("json", "csv"), every_brief),
    Route("begin-brief", "briefs/begin", begin, "add", methods=("POST",), home="briefs"),
    Route(
        "brief",
        "briefs/<ident:ident>",
        brief,
        "read",
        "briefs/one.html",
        ("json", "csv"),
        home="briefs",
        table=tables.brief,
    ),
    Route("save", "briefs/<ident:ident>/save", save, "add", methods=("POST",), home="briefs"),
    Route("brief-again", "briefs/<ident:ident>/again", again, "add", methods=("POST",), home="briefs"),
    Route("approve", "briefs/<ident:ident>/approve", approve, "decide", methods=("POST",), home="briefs"),
    Route("handed", "briefs/<ident:ident>/file", handed, "read", filters=("form",), home="briefs"),
)
