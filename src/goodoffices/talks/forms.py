"""Forms of the talks room: what is typed into the fields of an entry, and the entry it makes.

Kinds, fields and their labels are the vocabularies `talks-entries` and `talks-fields`. Every refusal names the field
and says what to write instead.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

import msgspec

from ..errors import UsageError
from ..lexicon.concepts import LANGUAGES, label, vocabulary
from ..records import Moment
from .entries import (
    AgendaSaid,
    DelegationSaid,
    NoteSaid,
    PositionSaid,
    RoundSaid,
    Said,
    Seat,
    SittingSaid,
    SpeechSaid,
    StatementSaid,
    StepSaid,
    TrackSaid,
    UndertakingSaid,
)
from .venue import checked_zone, clock_moment, count_of_text, day_of_text, days_moment, length_of_text

LONGEST = 20_000
"""Characters of one field."""
MOST_LISTED = 200


class FormRefused(UsageError):
    """A field of a form cannot be used: `field` its id ("" for the form as a whole), `why` what is wrong with it."""

    def __init__(self, field: str, why: str) -> None:
        self.field, self.why = field, why
        super().__init__(f"{field}: {why}" if field else why)


class Floor(msgspec.Struct, frozen=True):
    """What a form is read against: every name of every party to its id, the venue's zone, the day it is about."""

    parties: dict[str, str] = {}
    zone: str | None = None
    day: date | None = None


class Field(msgspec.Struct, frozen=True):
    """One field of a form; `choices` are ids where only these are taken."""

    id: str
    takes: str
    needed: bool
    choices: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """What it is called."""
        return label("talks-fields", self.id, language)


def kinds() -> tuple[str, ...]:
    """The kinds of entry, in the order of a round."""
    return tuple(vocabulary("talks-entries"))


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields of a kind of entry. Raises FormRefused for a kind that there is not."""
    entry = vocabulary("talks-entries").get(kind)
    if entry is None:
        raise FormRefused("", f"{kind!r} is no kind of entry; one of {', '.join(kinds())}")
    return tuple(_field(str(name)) for name in entry["fields"])


def _field(name: str) -> Field:
    ident = name.removesuffix("!")
    takes = str(vocabulary("talks-fields")[ident]["takes"])
    return Field(ident, takes, name.endswith("!"), _choices(takes))


def _choices(takes: str) -> tuple[str, ...]:
    file = {"issue": "issues", "formats": "formats", "stance": "stances"}.get(takes, takes)
    return tuple(vocabulary(file)) if file.startswith("talks-") or file != takes else ()


def typed(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that were filled in, without white space around them; FormRefused for unknown or missing ones."""
    known = {field.id: field for field in fields_of(kind)}
    for name in fields:
        if name not in known:
            raise FormRefused(name, f"a {kind} has no such field; it has {', '.join(known)}")
    filled = {name: text.strip() for name, text in fields.items() if text.strip()}
    for name, text in filled.items():
        if len(text) > LONGEST:
            raise FormRefused(name, f"{len(text)} characters are too many; {LONGEST} at most")
        if "\x00" in text:
            raise FormRefused(name, "holds a null character; take it out")
    for field in known.values():
        if field.needed and field.id not in filled:
            raise FormRefused(field.id, f"a {kind} needs it")
    return filled


def said_of(kind: str, fields: Mapping[str, str], floor: Floor) -> tuple[Said, Moment | None]:
    """What an entry of a kind says, and when that was, as far as its own fields tell."""
    filled = typed(kind, fields)
    form = _Form(filled, floor)
    return _MAKERS[kind](form), form.time


class _Form:
    """The filled fields of one form, read one by one; a refusal carries the name of its field."""

    def __init__(self, filled: dict[str, str], floor: Floor) -> None:
        self.filled, self.floor = filled, floor
        self.time: Moment | None = None
        self.zone = floor.zone
        self.day = floor.day

    def text(self, name: str) -> str:
        return self.filled.get(name, "")

    def read(self, name: str, read: Callable[[str], Any]) -> Any:
        text = self.filled.get(name)
        if text is None:
            return None
        try:
            return read(text)
        except FormRefused:
            raise
        except UsageError as error:
            raise FormRefused(name, str(error)) from error

    def choice(self, name: str, file: str) -> str:
        """An id of a vocabulary, given as the id or as a label in any language."""
        return str(self.read(name, lambda text: chosen(text, file)) or "")

    def party(self, name: str) -> str:
        return str(self.read(name, self._party) or "")

    def parties(self, name: str) -> tuple[str, ...]:
        found = self.read(name, lambda text: tuple(self._party(one) for one in listed(text, ",;\n")))
        return found or ()

    def _party(self, text: str) -> str:
        known = self.floor.parties
        found = known.get(text.casefold())
        if found is None:
            raise UsageError(f"{text!r} is no party of the case; one of {', '.join(sorted(set(known.values())))}")
        return found

    def moment(self, name: str) -> Moment | None:
        found: Moment | None = self.read(name, lambda text: clock_moment(text, self.day, self.zone))
        return found


def listed(text: str, marks: str) -> list[str]:
    """The items of a list set apart by any of the marks."""
    for mark in marks[1:]:
        text = text.replace(mark, marks[0])
    found = [item.strip() for item in text.split(marks[0]) if item.strip()]
    if len(found) > MOST_LISTED:
        raise UsageError(f"{len(found)} items are too many; {MOST_LISTED} at most")
    return found


def chosen(text: str, file: str) -> str:
    """The id that a word of a vocabulary means: the id itself, or a label in any language."""
    words = _words(file)
    found = words.get(text.casefold())
    if found is None:
        near = difflib.get_close_matches(text.casefold(), words, n=3)
        said = f"did you mean {', '.join(near)}?" if near else f"one of {', '.join(vocabulary(file))}"
        raise UsageError(f"{text!r} is not known here; {said}")
    return found


@cache
def _words(file: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for ident in vocabulary(file):
        for name in (ident, *(label(file, ident, language) for language in LANGUAGES)):
            table.setdefault(name.casefold(), ident)
    return table


def yes(text: str) -> bool:
    """Whether a tick was set."""
    word = text.casefold()
    if word in ("yes", "y", "true", "1", "on", "так", "да"):
        return True
    if word in ("no", "n", "false", "0", "off", "ні", "нет"):
        return False
    raise UsageError(f"{text!r} is neither yes nor no")


def seat_of(text: str) -> Seat:
    """`Name (role), excused`: role and presence may be left out, and stay not stated then. A final ! marks the head."""
    head = text.endswith("!")
    rest = text.removesuffix("!").strip()
    presence = ""
    before, comma, word = rest.rpartition(",")
    if comma and word.strip().casefold() in _words("talks-presence"):
        rest, presence = before.strip(), _words("talks-presence")[word.strip().casefold()]
    name, opening, role = rest.partition("(")
    if opening and not role.rstrip().endswith(")"):
        raise UsageError(f"{text!r}: the role has no closing bracket; write Name (role), present")
    if not name.strip():
        raise UsageError(f"{text!r} names nobody; write Name (role), present")
    return Seat(name.strip(), role.rstrip()[:-1].strip() if opening else "", presence, head)  # type: ignore[arg-type]


def _round(form: _Form) -> Said:
    form.zone = form.read("zone", checked_zone) or form.zone
    form.time = form.read("dates", lambda text: days_moment(text, form.zone))
    formats = form.read("formats", lambda text: tuple(chosen(one, "formats") for one in listed(text, ",;\n"))) or ()
    return RoundSaid(
        form.text("place"),
        form.zone or "",
        form.text("name"),
        formats,
        form.parties("mediators"),
        form.parties("parties"),
        form.text("announced-by"),
    )


def _meeting(form: _Form, side: bool) -> Said:
    form.day = form.read("day", day_of_text)
    assert form.day is not None
    opened, closed = form.moment("opened"), form.moment("closed")
    if opened and closed and opened.begins is not None and closed.begins is not None and closed.begins < opened.begins:
        raise FormRefused("closed", "is before it opened; give the day as well where it ran past midnight")
    form.time = opened or closed or clock_moment(form.day.isoformat(), None, form.zone)
    return SittingSaid(
        form.day.isoformat(),
        form.text("label"),
        opened,
        closed,
        form.read("length", length_of_text),
        form.parties("parties"),
        form.text("venue"),
        form.text("chair"),
        form.text("topic"),
        side,
    )


def _delegation(form: _Form) -> Said:
    seats: list[Seat] = form.read("members", lambda text: [seat_of(one) for one in listed(text, ";\n")]) or []
    head: Seat | None = form.read("head", seat_of)
    if head is not None:
        seats = [one for one in seats if one.name.casefold() != head.name.casefold()]
        seats.insert(0, msgspec.structs.replace(head, head=True))
    return DelegationSaid(
        form.party("party"), tuple(seats), form.read("size", count_of_text), bool(form.read("whole", yes))
    )


def _track(form: _Form) -> Said:
    members = form.read("members", lambda text: tuple(listed(text, ";\n"))) or ()
    track = form.choice("track", "talks-tracks")
    return TrackSaid(track, form.text("name"), form.text("mandate"), members, form.text("state"))


def _position(form: _Form) -> Said:
    stance = form.choice("stance", "stances")
    firmness = form.choice("firmness", "talks-firmness")
    return PositionSaid(form.party("party"), form.choice("issue", "issues"), stance, form.text("text"), firmness)  # type: ignore[arg-type]


def _agenda(form: _Form) -> Said:
    state = form.choice("agenda-state", "talks-agenda-states")
    issue = form.choice("issue", "issues")
    return AgendaSaid(form.text("title"), form.text("number"), issue, form.text("sitting"), state)


def _statement(form: _Form) -> Said:
    state = form.choice("statement-state", "talks-statement-states") or "draft"
    released = form.moment("released")
    if released is not None and state != "released":
        raise FormRefused("statement-state", "has a time of release, so it is released")
    agreed = form.parties("agreed-by")
    return StatementSaid(form.text("name"), form.text("text"), state, agreed, released)  # type: ignore[arg-type]


def _speech(form: _Form) -> Said:
    exact = bool(form.read("exact", yes))
    return SpeechSaid(form.text("speaker"), form.text("text"), form.party("party"), form.text("sitting"), exact)


def _step(form: _Form) -> Said:
    return StepSaid(form.text("what"), _names(form.read("who", lambda text: listed(text, ",;\n"))), form.moment("due"))


def _undertaking(form: _Form) -> Said:
    issue = form.choice("issue", "issues")
    return UndertakingSaid(form.party("party"), form.text("text"), issue, form.moment("until"), form.text("commitment"))


def _names(found: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(found or ())


_MAKERS: dict[str, Callable[[_Form], Said]] = {
    "round": _round,
    "sitting": lambda form: _meeting(form, side=False),
    "consultation": lambda form: _meeting(form, side=True),
    "delegation": _delegation,
    "track": _track,
    "agenda": _agenda,
    "position": _position,
    "speech": _speech,
    "statement": _statement,
    "step": _step,
    "undertaking": _undertaking,
    "note": lambda form: NoteSaid(form.text("text")),
}
