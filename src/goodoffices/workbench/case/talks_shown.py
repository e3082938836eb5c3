"""The talks room as pages show it: values that a template draws without knowing the vocabulary or the rights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ...errors import NotAllowed
from ...lexicon.concepts import label, vocabulary
from ...store.rights import Chamber, allowed
from ...talks.entries import Kept
from ...talks.forms import Field, FormRefused, fields_of, kinds
from ...talks.grid import Cell, Grid
from ...talks.retyping import typed_again
from ...talks.rounds import Round
from ...talks.sayings import stamp
from .talks_room import JOINT, SOURCES, Entered, TalksRoom

__all__ = ["FormRefused", "Round"]


class RoundsShown(msgspec.Struct, frozen=True):
    """Every round, the newest first."""

    rounds: tuple[Round, ...]


class Chip(msgspec.Struct, frozen=True):
    """Something to choose: an id and its label. `open`: a room that is open to all."""

    id: str
    label: str
    chosen: bool = False
    open: bool = False


class Asked(msgspec.Struct, frozen=True):
    """One field of a form with what was typed into it; `long` for text of several lines."""

    id: str
    label: str
    needed: bool
    long: bool
    yes: bool
    choices: tuple[Chip, ...]
    text: str


class FormShown(msgspec.Struct, frozen=True):
    """A form of the talks room. `corrects` is the entry it corrects; `refused` says what was wrong with which field."""

    kind: str
    kinds: tuple[Chip, ...]
    rounds: tuple[Chip, ...]
    rooms: tuple[Chip, ...]
    sources: tuple[Chip, ...]
    fields: tuple[Asked, ...]
    time: str
    words: str
    why: str
    zone: str
    private: bool
    round: str = ""
    corrects: str = ""
    refused: str = ""
    refused_field: str = ""


class EntryLine(msgspec.Struct, frozen=True):
    """One version of an entry: what its fields say, when it happened and was entered, by whom and why."""

    id: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    words: str
    time: str
    recorded: str
    source: str
    by: str
    rooms: tuple[str, ...]
    why: str


class EntryShown(msgspec.Struct, frozen=True):
    """An entry with what it replaced, newest first; `form` to correct it, where the actor may.

    `round` is the key of its round, `round_name` what the round is called.
    """

    round: str
    round_name: str
    now: EntryLine
    earlier: tuple[EntryLine, ...]
    rival: bool
    form: FormShown | None


class EnteredShown(msgspec.Struct, frozen=True):
    """An entry that was made with others: its kind and round in words; `known`: it was there already."""

    id: str
    kind: str
    round: str
    round_name: str
    known: bool


class PositionRow(msgspec.Struct, frozen=True):
    """One position as a row of a table."""

    party: str
    issue: str
    pax: str
    basis: str
    stance: str
    text: str
    firmness: str
    time: str
    independent: int


def rounds_shown(talks: TalksRoom) -> RoundsShown:
    """The rounds, the newest first; none for somebody without a room."""
    try:
        return RoundsShown(tuple(reversed(talks.rounds())))
    except NotAllowed:
        return RoundsShown(())


def round_shown(talks: TalksRoom, key: str) -> Round | None:
    """One round by its key or by one it had; None where there is none for this reader."""
    found = talks.rounds()
    return next((one for one in found if key == one.key or key in one.aliases), None)


def position_rows(found: Grid) -> Iterator[PositionRow]:
    """Every position, the latest first in each cell."""
    for cell in found.cells:
        yield from _rows(cell)


def _rows(cell: Cell) -> Iterator[PositionRow]:
    for one in cell.history:
        yield PositionRow(
            cell.party.label,
            cell.issue.label,
            cell.issue.pax,
            one.basis,
            one.stance_label,
            one.text,
            one.firmness_label,
            one.time,
            one.independent,
        )


def entry_shown(talks: TalksRoom, ident: str, typed: Mapping[str, str] | None = None) -> EntryShown | None:
    """An entry that holds; None where there is none for this reader."""
    held = talks.standing()
    found = next((one for one in held.current if one.entry.id == ident), None)
    if found is None:
        return None
    line = _line(talks, found)
    earlier = tuple(_line(talks, one) for one in held.earlier[ident])
    form = None
    if talks.may_correct(found):
        form = form_shown(talks, found.entry.kind, {**typed_again(found.entry), **(typed or {})}, corrects=ident)
    key = found.entry.round.key
    return EntryShown(key, _called(talks, key), line, earlier, ident in held.rivals, form)


def entered_shown(talks: TalksRoom, made: Sequence[Entered]) -> tuple[EnteredShown, ...]:
    """Entries that were made together."""
    return tuple(
        EnteredShown(
            one.entry.id,
            label("talks-entries", one.entry.kind, talks.language),
            one.entry.round.key,
            _called(talks, one.entry.round.key),
            one.known,
        )
        for one in made
    )


def _called(talks: TalksRoom, key: str) -> str:
    """What a round is called; its key where this reader knows nothing of it."""
    one = round_shown(talks, key)
    return one.name if one else key


def _line(talks: TalksRoom, kept: Kept) -> EntryLine:
    entry, language = kept.entry, talks.language
    texts = typed_again(entry)
    fields = tuple(
        (field.label(language), _worded(field, texts[field.id], talks))
        for field in fields_of(entry.kind)
        if field.id in texts
    )
    return EntryLine(
        entry.id,
        label("talks-entries", entry.kind, language),
        fields,
        entry.words,
        talks.table.time(entry.time) if entry.time else "",
        stamp(kept.recorded),
        talks.table.source(entry.source),
        kept.by,
        kept.rooms,
        entry.why,
    )


def _worded(field: Field, text: str, talks: TalksRoom) -> str:
    if field.takes in ("party", "parties"):
        return ", ".join(talks.table.party(one) for one in text.split(", "))
    file = _FILES.get(field.takes, field.takes)
    if field.choices:
        return ", ".join(label(file, one, talks.language) for one in text.split(", "))
    return text


_FILES = {"issue": "issues", "formats": "formats", "stance": "stances"}


def form_shown(
    talks: TalksRoom,
    kind: str,
    typed: Mapping[str, str],
    *,
    corrects: str = "",
    refused: FormRefused | None = None,
    said: str = "",
) -> FormShown:
    """A form with what was typed so far; `refused` or `said` is what was wrong with it."""
    language = talks.language
    known = kind if kind in kinds() else "note"
    one = round_shown(talks, typed.get("round", "")) if typed.get("round") else None
    return FormShown(
        known,
        tuple(Chip(each, label("talks-entries", each, language), each == known) for each in kinds()),
        tuple(Chip(each.key, each.name, one is not None and each.key == one.key) for each in reversed(talks.rounds())),
        _rooms(talks, typed.get("room", "")),
        _sources(talks, typed.get("source", "")),
        tuple(_asked(field, typed.get(field.id, ""), talks) for field in fields_of(known)),
        typed.get("time", ""),
        typed.get("words", ""),
        typed.get("why", ""),
        one.zone if one else "",
        bool(typed.get("private")),
        one.key if one else "",
        corrects,
        refused.why if refused else said,
        refused.field if refused else "",
    )


def _asked(field: Field, text: str, talks: TalksRoom) -> Asked:
    language = talks.language
    file = _FILES.get(field.takes, field.takes)
    several = field.takes == "formats"
    choices: tuple[Chip, ...] = ()
    if field.takes == "party":
        choices = tuple(
            Chip(each.id, each.label, each.id == text)
            for each in talks.table.parties(p.id for p in talks.settings.parties)
        )
    elif field.choices and not several:
        choices = tuple(Chip(each, label(file, each, language), each == text) for each in vocabulary(file))
    return Asked(
        field.id,
        field.label(language),
        field.needed,
        field.takes in ("lines", "people", "people-list"),
        field.takes == "yes",
        choices,
        text,
    )


def _rooms(talks: TalksRoom, chosen: str) -> tuple[Chip, ...]:
    """Rooms to enter into, the joint one first.

    Those that are open to all come last, so that nothing said at the table goes there by an oversight; after them only
    the monitoring room, whose record is another.
    """
    actor = talks.desk.actor
    found = [room for key, room in talks.desk.rooms.items() if allowed(actor, key, "add")]
    found = [room for room in found if Chamber(room.name).kind != "own"]
    ordered = sorted(
        found, key=lambda room: (Chamber(room.name).kind == "centre", room.open, room.name != JOINT, room.name)
    )
    return tuple(Chip(room.name, room.name, room.name == chosen, room.open) for room in ordered)


def _sources(talks: TalksRoom, chosen: str) -> tuple[Chip, ...]:
    office = talks.desk.actor.office
    if office.startswith("delegation:"):
        return (Chip(office, talks.table.source(office), True),)
    parties = [f"delegation:{party.id}" for party in talks.settings.parties if party.role == "party"]
    return tuple(Chip(each, talks.table.source(each), each == chosen) for each in (*SOURCES, *parties))
