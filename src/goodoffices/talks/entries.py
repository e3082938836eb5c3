"""What is entered at the table: one frozen value an entry, with the payload of its kind.

An entry is never edited: a later one `corrects` it, by id. The id follows from the content, so the same words sent
twice (a form sent again after the line broke) are one entry.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from ..records import Moment, Quantity, Stance, content_id

Presence = Literal["present", "absent", "excused", "expected", ""]
StatementState = Literal["draft", "agreed", "released"]


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which round an entry belongs to: its key, and where and when it was when the entry was made.

    Keys follow from place and first day (`geneva-2026-02-17`). Should the press record come to another day, the
    entry still finds its round by `place` and by the days from `first` to `last` (ISO 8601).
    """

    key: str
    place: str = ""
    first: str = ""
    last: str = ""


class Seat(msgspec.Struct, frozen=True, omit_defaults=True):
    """One member on an attendance list. "" is not stated, for role and presence alike."""

    name: str
    role: str = ""
    presence: Presence = ""
    head: bool = False


class RoundSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="round", tag_field="type"):
    """A round: its time is the entry's. `formats` from the vocabulary, `mediators` and `parties` party ids."""

    place: str = ""
    zone: str = ""
    name: str = ""
    formats: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    announced_by: str = ""


class SittingSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="sitting", tag_field="type"):
    """One meeting of a session day; `length` where only that was said. `side`: a consultation beside the table."""

    day: str
    label: str = ""
    opened: Moment | None = None
    closed: Moment | None = None
    length: Quantity | None = None
    parties: tuple[str, ...] = ()
    venue: str = ""
    chair: str = ""
    topic: str = ""
    side: bool = False


class DelegationSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="delegation", tag_field="type"):
    """The attendance list of one party. `whole`: the list names everybody."""

    party: str
    seats: tuple[Seat, ...] = ()
    size: Quantity | None = None
    whole: bool = False


class TrackSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="track", tag_field="type"):
    """A track or working group: a vocabulary id or a name of its own, what it is to do, who sits in it, its state."""

    track: str
    name: str = ""
    mandate: str = ""
    members: tuple[str, ...] = ()
    state: str = ""


class PositionSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="position", tag_field="type"):
    """Where a party stands on an issue. `firmness` from the vocabulary, "" where nobody said how firm."""

    party: str
    issue: str
    stance: Stance
    text: str
    firmness: str = ""


class AgendaSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="agenda", tag_field="type"):
    """An item of the agenda."""

    title: str
    number: str = ""
    issue: str = ""
    sitting: str = ""
    state: str = ""


class StatementSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="statement", tag_field="type"):
    """A statement by agreed words: its versions share a `name`; `released` is when it was given out."""

    name: str
    text: str
    state: StatementState = "draft"
    agreed_by: tuple[str, ...] = ()
    released: Moment | None = None


class SpeechSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="speech", tag_field="type"):
    """What somebody said at the table. `exact`: these very words; else the sense of them."""

    speaker: str
    text: str
    party: str = ""
    sitting: str = ""
    exact: bool = False


class StepSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="step", tag_field="type"):
    """A next step: what, by whom, until when."""

    what: str
    who: tuple[str, ...] = ()
    due: Moment | None = None


class UndertakingSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="undertaking", tag_field="type"):
    """What a party took upon itself at the table; `commitment` is the id of the commitment made of it."""

    party: str
    text: str
    issue: str = ""
    until: Moment | None = None
    commitment: str = ""


class NoteSaid(msgspec.Struct, frozen=True, omit_defaults=True, tag="note", tag_field="type"):
    """Anything else worth keeping."""

    text: str


Said = (
    RoundSaid
    | SittingSaid
    | DelegationSaid
    | TrackSaid
    | PositionSaid
    | AgendaSaid
    | StatementSaid
    | SpeechSaid
    | StepSaid
    | UndertakingSaid
    | NoteSaid
)


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One claim by a named source: `rapporteur`, `mediator`, `observer`, `delegation:<party>`.

    `time` is when it happened, in the venue's zone; when it was entered is the log's to say. `words` are the words
    as typed. `corrects` names the entry that this one replaces; `withdrawn`: nothing takes its place.
    """

    id: str
    round: Anchor
    source: str
    said: Said
    time: Moment | None = None
    words: str = ""
    language: str = ""
    corrects: str = ""
    withdrawn: bool = False
    why: str = ""

    @property
    def kind(self) -> str:
        """The kind of the entry, as the vocabulary `talks-entries` names it."""
        if isinstance(self.said, SittingSaid) and self.said.side:
            return "consultation"
        return str(self.said.__struct_config__.tag)


def entry_of(
    anchor: Anchor,
    source: str,
    said: Said,
    *,
    time: Moment | None = None,
    words: str = "",
    language: str = "",
    corrects: str = "",
    withdrawn: bool = False,
    why: str = "",
) -> Entry:
    """An entry with its content id."""
    ident = content_id("ent", anchor.key, source, said, time, words, language, corrects, withdrawn, why)
    return Entry(ident, anchor, source, said, time, words, language, corrects, withdrawn, why)


class Kept(msgspec.Struct, frozen=True):
    """An entry as a reader meets it: the rooms in which it was found, when it was first entered (microseconds UTC).

    `by` is who entered it, "" where that is not for the reader to know.
    """

    entry: Entry
    rooms: tuple[str, ...]
    recorded: int
    by: str = ""


class Standing(msgspec.Struct, frozen=True):
    """Entries after their corrections: those that hold, and what each of them replaced, newest first.

    `rivals`: entries that correct the same one side by side; all of them hold until somebody corrects them again.
    """

    current: tuple[Kept, ...]
    earlier: dict[str, tuple[Kept, ...]]
    rivals: frozenset[str]


def standing(kept: list[Kept] | tuple[Kept, ...]) -> Standing:
    """What holds of entries in any order: the same set of entries gives the same answer."""
    known = {one.entry.id: one for one in _merged(kept)}
    replaced = {one.entry.corrects for one in known.values()}
    leaves = [one for ident, one in known.items() if ident not in replaced]
    current = sorted((one for one in leaves if not one.entry.withdrawn), key=order)
    roots: dict[str, list[str]] = {}
    earlier: dict[str, tuple[Kept, ...]] = {}
    for one in current:
        chain = tuple(_chain(one, known))
        earlier[one.entry.id] = chain
        if one.entry.corrects:
            roots.setdefault(chain[-1].entry.id if chain else one.entry.corrects, []).append(one.entry.id)
    rivals = frozenset(ident for found in roots.values() if len(found) > 1 for ident in found)
    return Standing(tuple(current), earlier, rivals)


def order(one: Kept) -> tuple[int, int, str]:
    """By the time it happened, then by the time it was entered."""
    time = one.entry.time
    begins = time.begins if time is not None and time.begins is not None else None
    return (one.recorded if begins is None else begins, one.recorded, one.entry.id)


def _merged(kept: list[Kept] | tuple[Kept, ...]) -> list[Kept]:
    """An entry that was opened to further rooms is one entry."""
    found: dict[str, Kept] = {}
    for one in kept:
        there = found.get(one.entry.id)
        if there is None:
            found[one.entry.id] = one
            continue
        first = min(there, one, key=lambda each: (each.recorded, each.by == "", each.by, each.rooms))
        rooms = tuple(sorted({*there.rooms, *one.rooms}))
        found[one.entry.id] = Kept(first.entry, rooms, first.recorded, there.by and one.by and first.by)
    return [found[ident] for ident in sorted(found)]


def _chain(one: Kept, known: dict[str, Kept]) -> list[Kept]:
    chain: list[Kept] = []
    at = one.entry.corrects
    while at in known:
        chain.append(known[at])
        at = known[at].entry.corrects
    return chain
