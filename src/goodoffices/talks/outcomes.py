"""What a round comes to: agenda, statements by agreed words, words at the table, next steps, undertakings, notes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..lexicon.concepts import label, vocabulary
from ..records import Claim, Concept, Moment, When, Where
from .entries import (
    AgendaSaid,
    Kept,
    NoteSaid,
    SpeechSaid,
    StatementSaid,
    StepSaid,
    UndertakingSaid,
    order,
)
from .gathering import Gathered
from .grid import Issue, issue_of
from .sayings import Named, Press, Saying, Stated, Table, edtf, merged
from .sittings import events_of

_STATES = ("draft", "agreed", "released")


class Item(msgspec.Struct, frozen=True):
    """An item of the agenda, numbered where it was entered so; `state` "" where nobody said."""

    number: str
    title: str
    issue: Issue | None
    sitting: str
    state: str
    state_label: str
    sayings: tuple[Saying, ...]


class Version(msgspec.Struct, frozen=True):
    """One version of a statement."""

    state: str
    state_label: str
    text: str
    agreed_by: tuple[Named, ...]
    released: str
    saying: Saying


class Statement(msgspec.Struct, frozen=True):
    """A statement by agreed words with its versions, the last in force at the end."""

    name: str
    versions: tuple[Version, ...]


class Speech(msgspec.Struct, frozen=True):
    """What somebody said at the table; `time` in EDTF, "" where not stated."""

    speaker: str
    party: Named | None
    text: str
    exact: bool
    sitting: str
    time: str
    saying: Saying


class Step(msgspec.Struct, frozen=True):
    """A next step; `due` and `who` are empty where nobody said."""

    what: str
    who: tuple[str, ...]
    due: str
    due_label: str
    sayings: tuple[Saying, ...]


class Undertaking(msgspec.Struct, frozen=True):
    """What parties took upon themselves (`undertaking`) or are said to have agreed (`agreement`)."""

    kind: str
    parties: tuple[Named, ...]
    text: str
    issue: Issue | None
    until: str
    commitment: str
    sayings: tuple[Saying, ...]


class Note(msgspec.Struct, frozen=True):
    """A note; `private` where only who made it can read it."""

    text: str
    time: str
    private: bool
    saying: Saying


def agenda_of(one: Gathered, table: Table) -> tuple[Item, ...]:
    """Items as entered, by number, then the issues that accounts name and no item has."""
    entered = [(kept, kept.entry.said) for kept in one.entries if isinstance(kept.entry.said, AgendaSaid)]
    items = [
        Item(
            said.number,
            said.title,
            issue_of(said.issue, table.language) if said.issue else None,
            said.sitting,
            said.state,
            label("talks-agenda-states", said.state, table.language) if said.state else "",
            (table.saying(kept),),
        )
        for kept, said in entered
    ]
    for found in merged(_named_issues(one)):
        issue = issue_of(found.value, table.language)
        there = next((number for number, item in enumerate(items) if item.issue and item.issue.id == issue.id), None)
        if there is None:
            items.append(Item("", found.label, issue, "", "", "", found.sayings))
        else:
            held = items[there]
            items[there] = msgspec.structs.replace(held, sayings=(*held.sayings, *found.sayings))
    return tuple(sorted(items, key=lambda item: (_numbered(item.number), -len(item.sayings), item.title)))


def _numbered(text: str) -> tuple[bool, tuple[int, ...], str]:
    digits = tuple(int(piece) for piece in text[:40].split(".") if piece.isascii() and piece.isdigit())
    return (not digits, digits, text)


def _named_issues(one: Gathered) -> Iterable[Stated]:
    for press, events in events_of(one):
        for claim in press.claims_of(events, "agenda"):
            if isinstance(claim.value, Concept):
                for ident in claim.value.ids:
                    yield Stated(ident, label("issues", ident, press.language), (press.saying(claim),))


def statements_of(one: Gathered, table: Table) -> tuple[Statement, ...]:
    """Statements by name, the versions of each by how far they had come."""
    found: dict[str, list[tuple[Kept, StatementSaid]]] = {}
    for kept in one.entries:
        if isinstance(kept.entry.said, StatementSaid):
            found.setdefault(kept.entry.said.name, []).append((kept, kept.entry.said))
    return tuple(
        Statement(
            name,
            tuple(
                Version(
                    said.state,
                    label("talks-statement-states", said.state, table.language),
                    said.text,
                    table.parties(said.agreed_by),
                    edtf(said.released),
                    table.saying(kept),
                )
                for kept, said in sorted(held, key=lambda pair: (_STATES.index(pair[1].state), order(pair[0])))
            ),
        )
        for name, held in sorted(found.items())
    )


def speeches_of(one: Gathered, table: Table) -> tuple[Speech, ...]:
    """Words at the table in order of time."""
    return tuple(
        Speech(
            said.speaker,
            Named(said.party, table.party(said.party)) if said.party else None,
            said.text,
            said.exact,
            said.sitting,
            edtf(kept.entry.time),
            table.saying(kept),
        )
        for kept in sorted(one.entries, key=order)
        if isinstance(said := kept.entry.said, SpeechSaid)
    )


def steps_of(one: Gathered, table: Table) -> tuple[Step, ...]:
    """Next steps: those entered, by when they are due, then those that accounts announce."""
    entered = [
        Step(
            said.what,
            tuple(table.party(who) for who in said.who),
            edtf(said.due),
            table.time(said.due) if said.due else "",
            (table.saying(kept),),
        )
        for kept in sorted(one.entries, key=order)
        if isinstance(said := kept.entry.said, StepSaid)
    ]
    told = merged(_announced_next(one))
    return (
        *sorted(entered, key=lambda step: (not step.due, step.due)),
        *(Step(found.label, (), "", "", found.sayings) for found in told),
    )


def _announced_next(one: Gathered) -> Iterable[Stated]:
    for press, events in events_of(one):
        for claim in press.claims_of(events, "next-step"):
            if not of_this_round(claim, one):
                value = "+".join(claim.value.ids) if isinstance(claim.value, Concept) else press.value(claim)
                yield Stated(value, press.value(claim), (press.saying(claim),))


def of_this_round(claim: Claim, one: Gathered) -> bool:
    """Whether what is announced as next is this very round: its own days, or its own place and no day."""
    if isinstance(claim.value, When):
        return _within(claim.value.moment, one)
    return isinstance(claim.value, Where) and claim.value.place == one.place


def _within(moment: Moment, one: Gathered) -> bool:
    if one.first is None:
        return False
    return moment.first_day <= (one.last or one.first) and moment.last_day >= one.first


def undertakings_of(one: Gathered, table: Table) -> tuple[Undertaking, ...]:
    """Undertakings made at the table, then undertakings and agreements of which accounts tell."""
    entered = [
        Undertaking(
            "undertaking",
            table.parties([said.party]),
            said.text,
            issue_of(said.issue, table.language) if said.issue else None,
            edtf(said.until),
            said.commitment,
            (table.saying(kept),),
        )
        for kept in sorted(one.entries, key=order)
        if isinstance(said := kept.entry.said, UndertakingSaid)
    ]
    issues = vocabulary("issues")
    told: dict[tuple[str, tuple[str, ...], str], list[Saying]] = {}
    for press, claim, ident in _agreed(one):
        told.setdefault((claim.kind, tuple(sorted(claim.subject.parties)), ident), []).append(press.saying(claim))
    found = [
        Undertaking(
            kind,
            table.parties(parties),
            label("issues" if ident in issues else "outcomes", ident, table.language),
            issue_of(ident, table.language) if ident in issues else None,
            "",
            "",
            tuple(sayings),
        )
        for (kind, parties, ident), sayings in sorted(told.items())
    ]
    return (*entered, *found)


def _agreed(one: Gathered) -> Iterable[tuple[Press, Claim, str]]:
    for press, events in events_of(one):
        for claim in press.claims_of(events, "undertaking", "agreement"):
            if isinstance(claim.value, Concept):
                for ident in claim.value.ids:
                    yield press, claim, ident


def notes_of(one: Gathered, table: Table) -> tuple[Note, ...]:
    """Notes in order of time."""
    return tuple(
        Note(
            said.text,
            edtf(kept.entry.time),
            all(room.startswith("own:") for room in kept.rooms),
            table.saying(kept),
        )
        for kept in sorted(one.entries, key=order)
        if isinstance(said := kept.entry.said, NoteSaid)
    )
