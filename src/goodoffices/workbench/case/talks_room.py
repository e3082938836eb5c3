"""The verbs of the talks room: what is known of the talks, for one actor, and what is entered, corrected, exported."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial

import msgspec

from ...errors import NotAllowed, UsageError
from ...lexicon.parties import party_labels
from ...records import CaseSettings, Moment
from ...store import holdings
from ...store.rights import Chamber, allowed, operator, require
from ...talks.calendar_in import read_calendar
from ...talks.entries import Anchor, Entry, Kept, Standing, entry_of, standing
from ...talks.exports.calendar import round_ics, sayings_of
from ...talks.exports.dataset import RoundFile, round_json
from ...talks.exports.debate import debate_record
from ...talks.exports.minutes import minutes
from ...talks.forms import Floor, said_of
from ...talks.gathering import Gathered, anchor_of, find, gathered, key_of, named_key
from ...talks.grid import Grid, Taken, grid, stands_of
from ...talks.retyping import typed_again
from ...talks.rounds import Round, in_row, round_alone
from ...talks.sayings import Press, Table
from ...talks.venue import clock_moment, days_of_text, zone_of
from ..briefing import moment_of
from ..remembered import Remembered
from .bodies import read, written
from .desk import PRESS, Desk
from .press_told import press_of
from .private_room import private_room
from .room import BY, Room, Statement
from .talks_aside import Aside, Making, Wanted, wanted
from .talks_bodies import TalksBody

JOINT = "joint"
SOURCES = ("rapporteur", "mediator", "observer")
_Rounds = tuple[dict[str, Round], tuple[Round, ...]]
"""Rounds by themselves under the mark of what they were put together from; the row of all of them."""
# Kept by the reader's rights and the sizes of the logs that they may read, and of no other: neither what is kept
# nor how long an answer takes tells of a room that is closed to them.
AT_HAND = 16
"""Readers (by rights, language and time) whose talks one process keeps at hand."""
ROOMS = 64
"""Rooms whose entries one process keeps at hand."""
_ROUNDS: Remembered[_Rounds] = Remembered(AT_HAND)
_GRIDS: Remembered[Grid] = Remembered(AT_HAND)
_ENTRIES: Remembered[dict[int, Kept]] = Remembered(ROOMS)
_KEPT_ROUNDS: Aside[Round] = Aside(Round)
_KEPT_STANDS: Aside[tuple[Taken, ...]] = Aside(tuple[Taken, ...])


class Entered(msgspec.Struct, frozen=True):
    """An entry that was made: in which room, and whether it was there already."""

    entry: Entry
    room: str
    known: bool


class TalksRoom:
    """The talks as the actor of a desk may see them. `at`: as the case stood then; `as_of`: of what had happened.

    Times of record in microseconds UTC, `as_of` a day or a time in ISO 8601. `only`: of the rooms that the actor may
    read this one and those that are open to all, as its other readers see the talks.
    """

    def __init__(
        self, desk: Desk, language: str = "en", at: int | None = None, as_of: str | None = None, only: str = ""
    ) -> None:
        self.desk, self.language, self.at, self.as_of = desk, language, at, as_of
        self.only = desk.room(only) if only else None
        self._presses: list[Press] | None = None
        self._standing: Standing | None = None
        self.table = Table(self.settings, language)

    @property
    def settings(self) -> CaseSettings:
        """The settings of the first room that the actor may read."""
        for room in self._readable():
            return self.desk.settings_body(room).settings
        raise NotAllowed(f"{self.desk.actor.name!r} may read no room of this case")

    def _readable(self) -> list[Room]:
        rooms = [room for key, room in self.desk.rooms.items() if allowed(self.desk.actor, key, "read")]
        if self.only is not None:
            rooms = [room for room in rooms if room is self.only or Chamber(room.name, room.open).kind == "public"]
        return sorted(rooms, key=lambda room: (room.name != PRESS, room.name))

    def presses(self) -> list[Press]:
        """The stories that tell of talks, of every room that the actor may read."""
        if self._presses is None:
            self._presses = [
                press
                for room in self._readable()
                for press in press_of(self.desk, room, self.language, at=self.at, as_of=self.as_of)
            ]
        return self._presses

    def standing(self) -> Standing:
        """The entries that hold, and what each of them replaced."""
        if self._standing is None:
            self._standing = standing(self.kept())
        return self._standing

    def kept(self, room: Room | None = None) -> list[Kept]:
        """Every entry, corrected or not, of a room or of all that the actor may read."""
        until = moment_of(self.as_of).begins if self.as_of else None
        found = [one for place in ([room] if room else self._readable()) for one in self._kept(place)]
        return [one for one in found if until is None or _happened(one) < until]

    def _kept(self, room: Room) -> Iterator[Kept]:
        """The entries of a room; who made them only for those who may know."""
        require(self.desk.actor, room.key, "read")
        found = _ENTRIES.get((self.desk.database, room.key), self._reached[room.key], partial(self._read, room))
        named = allowed(self.desk.actor, room.key, "read", BY)
        for one in found.values():
            if self.at is None or one.recorded <= self.at:
                yield one if named or not one.by else msgspec.structs.replace(one, by="")

    def _read(self, room: Room, before: dict[int, Kept] | None) -> dict[int, Kept]:
        """Every entry of a room; those that were read before are taken over where they still are."""
        desk = self.desk.seen_by(operator(self.desk.rooms))
        with desk.database.reading(desk.actor) as connection:
            held = holdings.since_entry(connection, desk.actor, room.key, ("talks",), 0)
        known = before or {}
        fresh = [one for one in held if one.entry not in known]
        by = room.entered_by([one.entry for one in fresh], desk.actor)
        found = {
            one.entry: Kept(read(text, TalksBody).entry, (room.name,), one.seen, by.get(one.entry, ""))
            for one, text in desk.bodies(fresh)
        }
        return {one.entry: this for one in held if (this := known.get(one.entry) or found.get(one.entry)) is not None}

    def rounds(self) -> tuple[Round, ...]:
        """Every round in order of time."""
        return _ROUNDS.get(self._asker(), self._state(), self._rounds)[1]

    def _rounds(self, before: _Rounds | None) -> _Rounds:
        found = [
            Making(
                self._wanted("round", one.made_of(), self._rooms_of(one)),
                one.presses,
                not one.entries,
                partial(round_alone, one, self.table),
            )
            for one in gathered(self.presses(), self.standing().current)
        ]
        made = _KEPT_ROUNDS.made(self.desk, found, before[0] if before is not None else {})
        known = {one.wanted.mark: this for one, this in zip(found, made, strict=True) if one.wanted is not None}
        return known, in_row(made)

    def _rooms_of(self, one: Gathered) -> set[str]:
        names = {name for kept in one.entries for name in kept.rooms}
        return {room.key for room in self._readable() if room.name in names} | {press.room for press in one.presses}

    def _wanted(self, kind: str, made_of: Sequence[object] | None, rooms: set[str]) -> Wanted | None:
        # As the case stood at another time is asked for too seldom to be kept.
        if made_of is None or self.at is not None:
            return None
        return wanted([kind, self.language, msgspec.to_builtins(self.table.settings), made_of], rooms)

    def _asker(self) -> Hashable:
        """Everything that decides what the reader sees of a case as it stands."""
        actor, only = self.desk.actor, self.only.key if self.only else ""
        return self.desk.database, tuple(sorted(actor.roles.items())), self.language, self.at, self.as_of, only

    def _state(self) -> Hashable:
        # What the tables show: a log may be ahead of them, and what is put together rests on them.
        return tuple((room.key, self._reached[room.key]) for room in self._readable())

    @cached_property
    def _reached(self) -> dict[str, int]:
        return self.desk.reached()

    def round(self, key: str) -> Round:
        """One round by its key, or by one that it had. Raises UsageError where there is none."""
        found = self.rounds()
        for one in found:
            if key == one.key:
                return one
        for one in found:
            if key in one.aliases:
                return one
        raise UsageError(f"no round {key!r}; {_known([one.key for one in found])}")

    def grid(self) -> Grid:
        """Where each party stands on each issue."""
        return _GRIDS.get(self._asker(), self._state(), lambda _: self._grid())

    def _grid(self) -> Grid:
        found = [
            Making(
                self._wanted("stands", [one.mark] if one.mark else None, {one.room}),
                (one,),
                True,
                partial(stands_of, one),
            )
            for one in self.presses()
        ]
        told = _KEPT_STANDS.made(self.desk, found, {})
        return grid((taken for stands in told for taken in stands), self.standing().current, self.table)

    def entry(self, ident: str) -> tuple[Kept, tuple[Kept, ...]]:
        """An entry that holds, and what it replaced, newest first. Raises UsageError where there is none."""
        held = self.standing()
        for one in held.current:
            if one.entry.id == ident:
                return one, held.earlier[ident]
        raise UsageError(f"no entry {ident!r} that holds")

    def floor(self, zone: str | None = None, day: date | None = None) -> Floor:
        """What a form is read against."""
        settings = self.settings
        names: dict[str, str] = {}
        for party in settings.parties:
            labels = party_labels(party.id, settings).values()
            for name in (party.id, party.name, *party.names, *labels):
                names.setdefault(name.casefold(), party.id)
        return Floor(names, zone or settings.zone, day)

    def enter(
        self,
        kind: str,
        fields: Mapping[str, str],
        *,
        round_key: str = "",
        source: str = "",
        time: str = "",
        words: str = "",
        language: str = "",
        room: str = "",
        private: bool = False,
        corrects: str = "",
        why: str = "",
    ) -> Entered:
        """Make an entry in a room (the joint one when none is named, or the actor's own for a private one)."""
        said_by = self._source(source)
        place = private_room(self.desk) if private else self._writable(room)
        anchor, gathered_round = self._anchor(round_key, kind, fields)
        zone = self._zone(gathered_round, anchor)
        day = date.fromisoformat(anchor.first) if anchor.first and anchor.first == anchor.last else None
        floor = self.floor(zone, day)
        said, when = said_of(kind, fields, floor)
        moment = clock_moment(time, day, floor.zone) if time else when
        entry = entry_of(
            anchor, said_by, said, time=moment, words=words.strip(), language=language, corrects=corrects, why=why
        )
        return self._keep([place], entry)

    def correct(
        self, ident: str, fields: Mapping[str, str], *, why: str, time: str = "", words: str | None = None
    ) -> Entered:
        """Put another entry in the place of one; fields that are not given stay as they were."""
        before, places = self._own(ident, why)
        entry = before.entry
        zone = entry.time.zone if entry.time is not None and entry.time.zone else self.settings.zone
        filled = {**typed_again(entry), **fields}
        said, when = said_of(entry.kind, filled, self.floor(zone))
        moment = clock_moment(time, None, zone) if time else when or entry.time
        fresh = entry_of(
            entry.round,
            entry.source,
            said,
            time=moment,
            words=entry.words if words is None else words.strip(),
            language=entry.language,
            corrects=ident,
            why=why,
        )
        return self._keep(places, fresh)

    def withdraw(self, ident: str, *, why: str) -> Entered:
        """Take an entry back; it stays in the log, and nothing takes its place."""
        before, places = self._own(ident, why)
        entry = before.entry
        fresh = entry_of(
            entry.round, entry.source, entry.said, time=entry.time, corrects=ident, withdrawn=True, why=why
        )
        return self._keep(places, fresh)

    def _own(self, ident: str, why: str) -> tuple[Kept, list[Room]]:
        """An entry that the actor may correct, being theirs or by the right to decide, and the rooms to do it in."""
        if not why.strip():
            raise UsageError("say why; the reason is kept with the correction")
        before, _ = self.entry(ident)
        found = self.may_correct(before)
        if not found:
            raise NotAllowed(f"{self.desk.actor.name!r} may not correct what somebody else entered")
        return before, found

    def may_correct(self, kept: Kept) -> list[Room]:
        """The rooms of an entry in which the actor may correct it: their own entries, or all by the right to decide."""
        actor = self.desk.actor
        return [
            room
            for room in self._readable()
            if room.name in kept.rooms
            and (allowed(actor, room.key, "decide") or (kept.by == actor.name and allowed(actor, room.key, "add")))
        ]

    def _source(self, source: str) -> str:
        office = self.desk.actor.office
        if office.startswith("delegation:"):
            if source not in ("", office):
                raise NotAllowed(f"{self.desk.actor.name!r} enters for their own delegation alone")
            return office
        source = source or ("mediator" if office in ("lead", "staff") else "rapporteur")
        head, _, party = source.partition(":")
        known = {party.id for party in self.settings.parties}
        if source in SOURCES or (head == "delegation" and party in known):
            return source
        choices = ", ".join((*SOURCES, *(f"delegation:{ident}" for ident in sorted(known))))
        raise UsageError(f"{source!r} is no source of an entry; one of {choices}")

    def _writable(self, name: str) -> Room:
        names = {room.name: room for room in self._readable()}
        place = names.get(name or JOINT)
        if place is None and not name:
            # The press room is open to all: nothing said at the table goes there unless somebody says so.
            raise UsageError(
                f"no {JOINT} room here: name another with --room, or make it with `goodoffices room add CASE {JOINT}`"
            )
        if place is None:
            raise NotAllowed(f"{self.desk.actor.name!r} may not add to a room of that name")
        require(self.desk.actor, place.key, "add")
        return place

    def _anchor(self, key: str, kind: str, fields: Mapping[str, str]) -> tuple[Anchor, Gathered | None]:
        known = gathered(self.presses(), self.standing().current)
        if key:
            found = find(known, key)
            if found is not None:
                return anchor_of(found), found
        if kind == "round":
            place, days = fields.get("place", "").strip(), fields.get("dates", "").strip()
            first, last = days_of_text(days) if days else (None, None)
            made = named_key(key) if key else key_of(place, first)
            return Anchor(made, place, first.isoformat() if first else "", last.isoformat() if last else ""), None
        if not key and len(known) == 1:
            return anchor_of(known[0]), known[0]
        there = _known([one.key for one in known])
        raise UsageError(f"no round {key!r}; {there}" if key else f"say which round; {there}")

    def _zone(self, one: Gathered | None, anchor: Anchor) -> str | None:
        for kept in one.entries if one else ():
            zone = getattr(kept.entry.said, "zone", "")
            if zone:
                return str(zone)
        return (zone_of(anchor.place) if anchor.place else None) or self.settings.zone

    def _keep(self, places: Sequence[Room], entry: Entry) -> Entered:
        known = True
        for place in places:
            if not any(one.entry.id == entry.id for one in self.kept(place)):
                known = False
                self.desk.append(place, [Statement("talks", written(TalksBody(entry.id, entry)))])
        self._standing = None
        self.__dict__.pop("_reached", None)
        return Entered(entry, places[0].name, known)

    def enter_calendar(
        self, raw: bytes, path: str, *, round_key: str = "", source: str = "", room: str = "", private: bool = False
    ) -> tuple[list[Entered], tuple[str, ...]]:
        """Enter the events and attendance lists of a calendar; what of it was left out. Raises InputRefused."""
        found = read_calendar(raw, path)
        made: list[Entered] = []
        key = round_key
        for draft in found.drafts:
            entered = self.enter(draft.kind, draft.fields, round_key=key, source=source, room=room, private=private)
            made.append(entered)
            if draft.kind == "round":
                key = round_key or entered.entry.round.key
        return made, found.left_out

    def export(self, key: str, form: str, known_at: str = "") -> bytes:
        """A round as `json`, `akn` (Akoma Ntoso), `docx` or `ics`: as much of it as the actor may see."""
        one = self.round(key)
        made = max((saying.time[:10] for saying in sayings_of(one)), default="") or one.first or "1970-01-01"
        if form == "json":
            rooms = tuple(sorted(room.name for room in self._readable()))
            case = self.settings.name
            return round_json(RoundFile(case, self.language, rooms, self.as_of or "", known_at, one))
        if form == "akn":
            return debate_record(one, self.table, made)
        if form == "docx":
            return minutes(one, self.table, made)
        if form == "ics":
            return round_ics(one)
        raise UsageError(f"no export as {form!r}; one of json, akn, docx, ics")


def _happened(one: Kept) -> int:
    time: Moment | None = one.entry.time
    if time is None or time.begins is None:
        return one.recorded
    return time.begins


def _known(keys: Sequence[str]) -> str:
    return f"one of {', '.join(keys)}" if keys else "there is none yet; enter a round first"
