"""What no longer counts and what is destroyed: documents retracted, claims rejected, things erased with a ground."""

from __future__ import annotations

from typing import Literal

import msgspec

from ...errors import UsageError
from ...workbench import Workbench
from ...workbench.case.bodies import Verdict
from ..asking import Ask
from ..refusals import BadRequest
from ..routes import Drawn, Goto, Route
from .arrivals import rooms_of_pages

ERASABLE = ("document", "person", "talks")
FORM = "erasing/form.html"


class Erasing(msgspec.Struct, frozen=True):
    """The form: what is to be destroyed, in which room, on what ground; `wrong` a message, `said` words as they are."""

    rooms: tuple[str, ...]
    kinds: tuple[str, ...]
    what: str = "document"
    which: str = ""
    room: str = ""
    why: str = ""
    wrong: str = ""
    said: str = ""


class Gone(msgspec.Struct, frozen=True):
    """What was destroyed: entries of the log, sealed files; documents that stand blacked out instead."""

    entries: int
    files: int
    instead: tuple[str, ...]
    room: str


def retract(ask: Ask, bench: Workbench) -> Goto | None:
    """Say that a document no longer counts, or that it does again."""
    return _decided(ask, bench, "document", ask.found["ident"], "retracted")


def reject(ask: Ask, bench: Workbench) -> Goto | None:
    """Say that a claim was read wrongly, or that it stands after all."""
    return _decided(ask, bench, "claim", ask.form.get("claim", ""), "rejected")


def _decided(
    ask: Ask, bench: Workbench, what: Literal["document", "claim"], about: str, verdict: Verdict
) -> Goto | None:
    document = ask.found["ident"]
    room = bench.reader(ask.language).room_of("reading", document, "decide")
    if not room:
        return None
    why = ask.form.get("why", "").strip()
    if not why:
        raise BadRequest("error-why")
    bench.decide(what, about, "restored" if ask.form.get("verdict") == "restored" else verdict, why, room=room)
    return Goto("document", {"ident": document})


def erasing(ask: Ask, bench: Workbench) -> Erasing:
    """The form, with what the address names filled in."""
    rooms = rooms_of_pages(bench, "erase")
    what = ask.one("what") if ask.one("what") in ERASABLE else "document"
    room = ask.one("room") if ask.one("room") in rooms else rooms[0]
    return Erasing(rooms, ERASABLE, what, ask.one("which"), room)


def erase(ask: Ask, bench: Workbench) -> Drawn:
    """Destroy it, once the ground is given and the box is ticked; else the form comes back with all that was typed."""
    rooms = rooms_of_pages(bench, "erase")
    typed = Erasing(
        rooms, ERASABLE, *(ask.form.get(name, "").strip()[:500] for name in ("what", "which", "room", "why"))
    )
    if typed.what not in ERASABLE or typed.room not in rooms or not typed.which:
        return _again(typed, "erase-what-where")
    if not typed.why or not ask.form.get("sure"):
        return _again(typed, "erase-why-sure")
    try:
        done = bench.erase(typed.what, typed.which, typed.why, room=typed.room)
    except UsageError as error:
        return _again(typed, "erase-not-done", str(error))
    return Drawn("erasing/done.html", Gone(done.entries, done.files, done.instead, typed.room))


def _again(typed: Erasing, wrong: str, said: str = "") -> Drawn:
    return Drawn(FORM, msgspec.structs.replace(typed, wrong=wrong, said=said), 400)


ROUTES = (
    Route("retract", "documents/<ident:ident>/retract", retract, "decide", methods=("POST",), home="documents"),
    Route("reject", "documents/<ident:ident>/reject", reject, "decide", methods=("POST",), home="documents"),
    Route("erasing", "erase", erasing, "erase", FORM, filters=("what", "which", "room"), home="documents"),
    Route("erase", "erase/now", erase, "erase", FORM, methods=("POST",), home="documents"),
)
