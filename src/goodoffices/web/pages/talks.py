"""The talks room: rounds, one round, the grid of positions, entries and the forms that make and correct them."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import UsageError
from ...workbench import Workbench
from ...workbench.case import moving
from ...workbench.case.talks_room import TalksRoom
from ...workbench.case.talks_shown import (
    EntryShown,
    FormRefused,
    FormShown,
    PositionRow,
    Round,
    RoundsShown,
    entry_shown,
    form_shown,
    position_rows,
    round_shown,
    rounds_shown,
)
from .. import tables
from ..asking import Ask
from ..routes import Drawn, File, Goto, Route

FORMATS = {
    "json": "application/json",
    "akn": "application/akn+xml; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
}
ENDINGS = {"akn": "xml"}
AROUND = ("kind", "round", "source", "time", "words", "room", "private", "why", "csrfmiddlewaretoken")


def room_of(ask: Ask, bench: Workbench) -> TalksRoom:
    """The talks as the actor sees them, as of the time asked for."""
    return bench.talks(ask.language, ask.at)


def talks(ask: Ask, bench: Workbench) -> RoundsShown:
    """All rounds."""
    return rounds_shown(room_of(ask, bench))


def round_(ask: Ask, bench: Workbench) -> Round | None:
    """One round."""
    return round_shown(room_of(ask, bench), ask.found["ident"])


def round_file(ask: Ask, bench: Workbench) -> File | None:
    """A round in a format of others."""
    held = room_of(ask, bench)
    one = round_shown(held, ask.found["ident"])
    form = ask.one("as") or "json"
    if one is None or form not in FORMATS:
        return None
    return File(f"{one.key}.{ENDINGS.get(form, form)}", held.export(one.key, form), FORMATS[form])


def positions(ask: Ask, bench: Workbench) -> object:
    """The grid."""
    return room_of(ask, bench).grid()


def every_position(ask: Ask, bench: Workbench) -> Iterator[PositionRow]:
    """All positions."""
    return position_rows(room_of(ask, bench).grid())


def entry(ask: Ask, bench: Workbench) -> EntryShown | None:
    """One entry with its history."""
    return entry_shown(room_of(ask, bench), ask.found["ident"])


def enter(ask: Ask, bench: Workbench) -> FormShown:
    """An empty form."""
    typed = {name: ask.one(name) for name in ("round", "room", "source") if ask.one(name)}
    return form_shown(bench.talks(ask.language), ask.one("kind") or "note", typed)


def keep(ask: Ask, bench: Workbench) -> Goto | Drawn:
    """Make the entry of a form; a form that cannot be used comes back with all that was typed."""
    held = bench.talks(ask.language)
    kind = ask.form.get("kind", "")
    fields = {name: text for name, text in ask.form.items() if name not in AROUND}
    try:
        made = held.enter(
            kind,
            fields,
            round_key=ask.form.get("round", ""),
            source=ask.form.get("source", ""),
            time=ask.form.get("time", "").strip(),
            words=ask.form.get("words", ""),
            language=ask.language if ask.form.get("words", "").strip() else "",
            room=ask.form.get("room", ""),
            private=bool(ask.form.get("private")),
        )
    except UsageError as error:
        refused = error if isinstance(error, FormRefused) else None
        return Drawn("talks/enter.html", form_shown(held, kind, ask.form, refused=refused, said=str(error)), 400)
    return Goto("round", {"ident": made.entry.round.key}, fragment=made.entry.id)


def amend(ask: Ask, bench: Workbench) -> Goto | Drawn | None:
    """Correct or withdraw an entry; a form that cannot be used comes back with all that was typed."""
    held = bench.talks(ask.language)
    ident, why = ask.found["ident"], ask.form.get("why", "")
    shown = entry_shown(held, ident, ask.form)
    if shown is None:
        return None
    # A box that is not ticked is not sent.
    fields = {field.id: "" for field in shown.form.fields if field.yes} if shown.form else {}
    fields |= {name: text for name, text in ask.form.items() if name not in (*AROUND, "withdraw")}
    try:
        if ask.form.get("withdraw"):
            made = held.withdraw(ident, why=why)
            return Goto("round", {"ident": made.entry.round.key})
        made = held.correct(ident, fields, why=why, time=ask.form.get("time", "").strip(), words=ask.form.get("words"))
    except UsageError as error:
        refused = error if isinstance(error, FormRefused) else None
        form = form_shown(
            held, shown.form.kind if shown.form else "", ask.form, corrects=ident, refused=refused, said=str(error)
        )
        return Drawn("talks/enter.html", form, 400)
    return Goto("entry", {"ident": made.entry.id})


def opening(ask: Ask, bench: Workbench) -> object:
    """Who would see an entry that is opened to another room."""
    if entry_shown(room_of(ask, bench), ask.found["ident"]) is None:
        return None
    target = ask.one("to")
    return (
        moving.preview(bench.desk, ask.found["ident"], target)
        if target
        else moving.ways(bench.desk, ask.found["ident"])
    )


def open_to(ask: Ask, bench: Workbench) -> Goto | None:
    """Open an entry to another room, or propose it where the case asks for a second person."""
    ident = ask.found["ident"]
    if entry_shown(room_of(ask, bench), ident) is None:
        return None
    done = moving.move(bench.desk, ident, ask.form.get("to", ""), ask.form.get("why", ""))
    return Goto("moves") if done.state == "proposed" else Goto("entry", {"ident": ident})


FORM = ("kind", "round", "room", "source")
ONE = "talks/entries/<ident:ident>"
ROUTES = (
    Route("talks", "talks", talks, "read", "talks/rounds.html", ("json", "csv"), table=tables.rounds),
    Route(
        "positions", "talks/positions", positions, "read", "talks/grid.html", ("json", "csv"), every_position,
        home="talks",
    ),
    Route("enter", "talks/enter", enter, "add", "talks/enter.html", filters=FORM, home="talks"),
    Route("keep", "talks/keep", keep, "add", home="talks", methods=("POST",)),
    Route(
        "round", "talks/rounds/<ident:ident>", round_, "read", "talks/round.html", ("json", "csv"), home="talks",
        table=tables.round_,
    ),
    Route("round-file", "talks/rounds/<ident:ident>/file", round_file, "read", filters=("as",), home="talks"),
    Route("entry", ONE, entry, "read", "talks/entry.html", ("json", "csv"), home="talks", table=tables.entry),
    Route("amend", f"{ONE}/amend", amend, "add", home="talks", methods=("POST",)),
    Route("opening", f"{ONE}/open", opening, "move", "talks/open.html", filters=("to",), home="talks"),
    Route("open-to", f"{ONE}/open-to", open_to, "move", home="talks", methods=("POST",)),
)  # fmt: skip
