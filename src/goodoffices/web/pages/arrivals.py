"""Putting documents into a room: files are sent, read under guard, and named one by one where they are refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from ...errors import CaseFileError, InputRefused, UsageError
from ...workbench import Intake, Workbench
from ...workbench.case.desk import PRESS
from ..actors import site
from ..asking import Ask
from ..routes import Drawn, Route
from ..scanning import ASK, refused_by

FORM = "documents/add.html"


class Sending(msgspec.Struct, frozen=True):
    """The form: the rooms one may add to, what was typed, what is wrong with it (a message)."""

    rooms: tuple[str, ...]
    room: str = ""
    published: str = ""
    zone: str = ""
    wrong: str = ""


class Refused(msgspec.Struct, frozen=True):
    """Why something could not be read, and what can be done; `name` of a part of the file, "" for the whole of it."""

    name: str
    reason: str
    remedy: str


class FileTaken(msgspec.Struct, frozen=True):
    """What became of one file: documents read from it, what of it was refused.

    `state`: read, known (the case held it already), partly (some of it was refused), refused.
    """

    name: str
    state: Literal["read", "known", "partly", "refused"]
    read: int
    refused: tuple[Refused, ...]


class Taken(msgspec.Struct, frozen=True):
    """What became of the files that were sent, in the order in which they were."""

    read: int
    known: int
    files: tuple[FileTaken, ...]
    room: str


def form(ask: Ask, bench: Workbench) -> Sending:
    """The form; what reads files gets ready while they are chosen."""
    bench.expect_files()
    rooms = rooms_of_pages(bench, "add")
    return Sending(rooms, rooms[0])


def rooms_of_pages(bench: Workbench, action: Literal["add", "erase"]) -> tuple[str, ...]:
    """The rooms in which one may do this with pages; the room of the press record, where most belong, comes first."""
    return tuple(sorted((room.name for room in bench.rooms(action)), key=lambda name: (name != PRESS, name)))


def add(ask: Ask, bench: Workbench) -> Drawn:
    """Take the files in, and say of each that was refused why."""
    rooms = rooms_of_pages(bench, "add")
    typed = Sending(rooms, *(ask.form.get(name, "")[:100] for name in ("room", "published", "zone")))
    if typed.room not in rooms:
        return _again(typed, "add-wrong-room")
    if not ask.files:
        return _again(typed, "add-no-files")
    try:
        asked = Intake.of((), None, typed.published or None, typed.zone or None)
    except (UsageError, CaseFileError):
        return _again(typed, "add-wrong-day-or-zone")
    names = distinct(name_of(file) for file in ask.files)
    sent = [(name, file.read()) for name, file in zip(names, ask.files, strict=True)]
    barred = {name: why for name, content in sent if (why := refused_by(site().scanner, content))}
    allowed = tuple((name, content) for name, content in sent if name not in barred)
    read: list[str] = []
    outcome = bench.add(
        msgspec.structs.replace(asked, sent=allowed), room=typed.room, progress=lambda _, path: read.append(path)
    )
    refused = [*outcome.refused, *(InputRefused(name, why, remedy=ASK) for name, why in barred.items())]
    files = tuple(_taken(name, read, refused) for name in names)
    return Drawn("documents/added.html", Taken(outcome.done, outcome.known, files, typed.room))


def _taken(name: str, read: list[str], refused: list[InputRefused]) -> FileTaken:
    count = sum(_within(path, name) for path in read)
    parts = tuple(
        Refused(one.path.removeprefix(name).removeprefix("!"), one.reason, one.remedy)
        for one in refused
        if _within(one.path, name)
    )
    if parts:
        whole = not count and any(not part.name for part in parts)
        return FileTaken(name, "refused" if whole else "partly", count, parts)
    return FileTaken(name, "read" if count else "known", count, ())


def _within(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}!")


def distinct(names: Iterable[str]) -> list[str]:
    """The names of files that came together; a second of the same name, as of another folder, gets a number."""
    found: dict[str, None] = {}
    for name in names:
        stem, dot, ending = name.rpartition(".")
        number, free = 1, name
        while free in found:
            number += 1
            free = f"{stem} ({number}).{ending}" if dot else f"{name} ({number})"
        found[free] = None
    return list(found)


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
