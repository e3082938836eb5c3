"""Putting documents into a room: files are sent, read under guard, and named one by one where they are refused."""

from __future__ import annotations

from typing import Any

import msgspec

from ...errors import CaseFileError, UsageError
from ...workbench import Intake, Workbench
from ..asking import Ask
from ..routes import Drawn, Route

FORM = "documents/add.html"


class Sending(msgspec.Struct, frozen=True):
    """The form: the rooms one may add to, what was typed, what is wrong with it (a message, or words as they are)."""

    rooms: tuple[str, ...]
    room: str = ""
    published: str = ""
    zone: str = ""
    wrong: str = ""
    said: str = ""


class Refused(msgspec.Struct, frozen=True):
    """A file that could not be read, why, and what can be done."""

    name: str
    reason: str
    remedy: str


class Taken(msgspec.Struct, frozen=True):
    """What became of the files that were sent."""

    read: int
    known: int
    refused: tuple[Refused, ...]
    told: int
    room: str


def form(ask: Ask, bench: Workbench) -> Sending:
    """The form."""
    rooms = tuple(room.name for room in bench.rooms("add"))
    return Sending(rooms, rooms[0])


def add(ask: Ask, bench: Workbench) -> Drawn:
    """Take the files in, and say of each that was refused why."""
    rooms = tuple(room.name for room in bench.rooms("add"))
    typed = Sending(rooms, *(ask.form.get(name, "")[:100] for name in ("room", "published", "zone")))
    if typed.room not in rooms:
        return _again(typed, "add-wrong-room")
    if not ask.files:
        return _again(typed, "add-no-files")
    try:
        asked = Intake.of((), None, typed.published or None, typed.zone or None)
    except (UsageError, CaseFileError):
        return _again(typed, "add-wrong-day-or-zone")
    sent = tuple((name_of(file), file.read()) for file in ask.files)
    outcome = bench.add(msgspec.structs.replace(asked, sent=sent), room=typed.room)
    refused = tuple(Refused(one.path, one.reason, one.remedy) for one in outcome.refused)
    return Drawn("documents/added.html", Taken(outcome.done, outcome.known, refused, outcome.told, typed.room))


def _again(typed: Sending, wrong: str) -> Drawn:
    return Drawn(FORM, msgspec.structs.replace(typed, wrong=wrong), 400)


def name_of(file: Any) -> str:
    """The name of a file that was sent: Django has taken its folders away; here go marks that no name needs."""
    name = "".join(mark for mark in str(file.name or "") if mark.isprintable() and mark not in '/\\!<>:"|?*')
    return name.strip(". ")[:150] or "file"


ROUTES = (
    Route("add", "documents/new", form, "add", FORM, home="documents"),
    Route("send", "documents/send", add, "add", FORM, methods=("POST",), home="documents", limit=20),
)
