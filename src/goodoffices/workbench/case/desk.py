"""A case that is open: its rooms, its tables, its files, and the one way in and out of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import Literal, Protocol, Self

from ...errors import LedgerRefused, NotAllowed, UsageError
from ...ledger.entries import Draft
from ...ledger.keys import KeyStore
from ...ledger.log import Ledger, now
from ...ledger.storage import open_storage
from ...sources.guard import Spares
from ...store import holdings
from ...store.blobs import BlobRef, Blobs
from ...store.database import Database
from ...store.holdings import Holding, Shelf, projected
from ...store.rights import Actor, Chamber, Role, operator, require, rooms_for, seated
from ..progress import Progress, quiet
from .bodies import MemberBody, RoomBody, SettingsBody, read, written
from .following import begun, meanings, uncollected
from .meaning import Meaning, meaning
from .place import CasePlace
from .room import MAIN, Room, Statement
from .showing import show
from .talks_bodies import SeatBody

PRESS = "press"
SEATED_IN = "mediator"
"""The room whose log says who holds which office."""

Clock = Callable[[], int]
Randomness = Callable[[int], bytes]


class Tells(Protocol):
    """Somebody who tells rooms anew while others go on."""

    def ask(self, room: str) -> None:
        """Have a room told, by its key."""

    def untold(self, desk: Desk) -> int:
        """How many pages and decisions, in the rooms that the actor may read, nothing follows from yet."""

    def close(self) -> None:
        """Let go; what is not told yet is told when the case is served again."""


class Desk:
    """Rooms, tables and files of one case, for one actor.

    Every reading passes through `standing` and `bodies`, which ask the rights; nothing else opens a body. The tables
    follow the logs: whatever a log holds that they do not show is shown before anything is asked of them; `renewed`
    tables are made again first. With a `teller` what follows from pages and decisions is told behind the answer; with
    `spares` files are read by children that were started ahead.
    """

    teller: Tells | None = None
    spares: Spares | None = None

    def __init__(
        self,
        place: CasePlace,
        actor: Actor | None = None,
        *,
        keys: KeyStore | None = None,
        clock: Clock = now,
        random: Randomness = os.urandom,
        tick: Progress = quiet,
        renewed: bool = False,
    ) -> None:
        if not place.exists:
            raise UsageError(f"{place.store} is no case; `goodoffices init` makes one")
        self.place, self._keys, self._clock, self._random = place, keys, clock, random
        self.blobs = Blobs(place.blobs, random)
        self.database = Database(place.store)
        self.rooms: dict[str, Room] = {}
        self.shown: dict[str, int] = {}
        self._written: dict[str, int] = {}
        self._following = threading.Lock()
        try:
            self._open_rooms()
            self.actor = actor or operator(self.rooms)
            (self.renew if renewed else self.catch_up)(tick)
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(
        cls,
        place: CasePlace,
        settings: SettingsBody,
        *,
        keys: KeyStore | None = None,
        clock: Clock = now,
        random: Randomness = os.urandom,
    ) -> Self:
        """A new case with an open room for the press record. Raises UsageError where a case is already."""
        place.prepare()
        database = Database(place.store)
        database.create()
        database.close()
        if origins_of(place, create=True):
            raise UsageError("there is a case already; `goodoffices add` puts pages into it")
        _found(place, PRESS, True, settings, keys, clock, random)
        return cls(place, keys=keys, clock=clock, random=random)

    def add_room(self, name: str, *, open_to_all: bool) -> Room:
        """A room of its own log. Its name stays inside: the origin of the log is random."""
        if any(room.name == name for room in self.rooms.values()):
            raise UsageError(f"the case has a room {name!r}")
        for key in self.rooms:
            require(self.actor, key, "manage")
        settings = self.settings_body(self.room(PRESS))
        _found(self.place, name, open_to_all, settings, self._keys, self._clock, self._random)
        self._open_rooms()
        self.actor = operator(self.rooms) if self.actor.name == "operator" else self.actor
        self.catch_up()
        return self.room(name)

    def _open_rooms(self) -> None:
        for origin in origins_of(self.place):
            if origin not in self.rooms:
                ledger = Ledger.open(self.place.store, origin, keys=self._keys, clock=self._clock, random=self._random)
                self.rooms[origin] = Room(ledger)

    def seen_by(self, actor: Actor) -> Self:
        """The same open case for somebody else: rooms, tables and files are shared, rights are not."""
        other = copy(self)
        other.actor = actor
        return other

    def follow(self) -> dict[str, int]:
        """Show what others have committed since; the size of every log by the key of its room."""
        with self._following:
            held = next(iter(self.rooms.values()), None)
            if held is not None and set(held.ledger.storage.origins()) - self.rooms.keys():
                self._open_rooms()
            sizes = {key: room.ledger.size for key, room in self.rooms.items()}
            if sizes != self.shown:
                self.catch_up()
                self.shown.update(sizes)
            return sizes

    def reached(self) -> dict[str, int]:
        """Room -> how many of its entries the tables show: others may have committed more than these show yet."""
        with self.database.reading(self.actor) as connection:
            return holdings.reached(connection, self.actor)

    def close(self) -> None:
        """Let go of the logs and the database."""
        for room in self.rooms.values():
            room.ledger.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def room(self, name: str) -> Room:
        """A room that the actor may read; the refusal is the same for a room that is not there."""
        for key in rooms_for(self.actor):
            if self.rooms[key].name == name:
                return self.rooms[key]
        raise NotAllowed(f"{self.actor.name!r} may not read a room of that name")

    def append(self, room: Room, statements: Sequence[Statement]) -> list[int]:
        """Commit statements to a room and show them; their entries."""
        appended = room.append(statements, self.actor)
        if appended:
            said = room.as_said(statements, appended)
            if said[0].index != self._written.get(room.key):
                # Others may have erased: what was spelled before need not be spelled any more.
                room.blinding.spell_again()
            self._written[room.key] = said[-1].index + 1
            place, postgres = room.ledger.number, self.place.postgres
            meant = meaning(said, room.blinding, self.blobs.get, place, postgres=postgres)
            self._show(room, Shelf(room.key, place, said[0].index), meant)
        self.catch_up()
        return [one.index for one in appended]

    def _show(self, room: Room, shelf: Shelf, these: Meaning) -> bool:
        """Show entries if they are the next; another process may have shown them, or not yet those before them."""
        try:
            with self.database.writing() as connection:
                if projected(connection, room.key)[1] != these.begin:
                    return False
                show(connection, room.key, shelf, these, postgres=self.database.postgres)
        except BaseException:
            # What was not committed was not spelled either.
            room.blinding.spell_again()
            raise
        return True

    def catch_up(self, tick: Progress = quiet) -> None:
        """Bring the tables to where the logs are; made by another version, they are made again."""
        if self.database.outdated():
            self.renew(tick)
        elif self._show_missing(tick):
            self.database.index()

    def _show_missing(self, tick: Progress) -> bool:
        behind = False
        for room in self.rooms.values():
            with self.database.writing() as connection:
                _, shown = projected(connection, room.key)
            if room.ledger.size > shown:
                behind = True
                if shown:
                    # An interrupted rebuild left none, and what ends from here on is looked up in them.
                    self.database.index()
                self._show_all(room, shown, meanings(self.place, room, self._keys, shown), tick)
        return behind

    def _show_all(self, room: Room, shown: int, meant: Iterator[Meaning], tick: Progress) -> None:
        shelf = Shelf(room.key, room.ledger.number, shown)
        with uncollected():
            for these in meant:
                if not self._show(room, shelf, these):
                    return
                tick(these.end, room.name)

    def renew(self, tick: Progress = quiet) -> None:
        """Make all tables again from the logs."""
        for room in self.rooms.values():
            room.blinding.spell_again()
        # The largest room is read while the tables that were there are still being emptied.
        largest = max(self.rooms.values(), key=lambda room: room.ledger.size, default=None)
        meant = begun(self.place, largest, self._keys) if largest else iter(())
        self.database.renew()
        if largest:
            self._show_all(largest, 0, meant, tick)
        self._show_missing(tick)
        self.database.index()

    def standing(
        self,
        what: str,
        *,
        room: Room | None = None,
        ident: str | None = None,
        about: str | None = None,
        at: int | None = None,
    ) -> list[Holding]:
        """What stands of a kind, now or at a time (microseconds UTC)."""
        with self.database.reading(self.actor) as connection:
            return holdings.standing(
                connection, self.actor, what, room=room.key if room else None, ident=ident, about=about, at=at
            )

    def standing_of(self, room: Room, what: str, idents: Sequence[str], at: int | None = None) -> list[Holding]:
        """Of many things of a kind those that stand in a room, now or at a time (microseconds UTC)."""
        with self.database.reading(self.actor) as connection:
            return holdings.standing_of(connection, self.actor, room.key, what, idents, at)

    def bodies(self, held: Sequence[Holding]) -> Iterator[tuple[Holding, str]]:
        """Holdings with the text of their entries; those erased are left out."""
        by_room: dict[str, list[Holding]] = {}
        for one in held:
            by_room.setdefault(one.room, []).append(one)
        for key, these in by_room.items():
            texts = self.rooms[key].bodies([one.entry for one in these], self.actor)
            for one in these:
                if one.entry in texts:
                    yield one, texts[one.entry]

    def fetch(self, ref: BlobRef) -> bytes:
        """The content of a sealed file."""
        return self.blobs.get(ref)

    def settings_body(self, room: Room) -> SettingsBody:
        """The settings that hold now."""
        for _, text in self.bodies(self.standing("settings", room=room)):
            return read(text, SettingsBody)
        raise UsageError("the case has no settings that you may read")

    def asks_two(self, room: Room, act: Literal["move", "decide"]) -> bool:
        """Whether the case asks for four eyes on an act."""
        return act in self.settings_body(room).settings.four_eyes


def origins_of(place: CasePlace, create: bool = False) -> list[str]:
    """The origins of the logs that a database holds, in the order they were made."""
    storage = open_storage(place.store, create=create)
    try:
        return storage.origins()
    finally:
        storage.close()


def member_of(desk: Desk, name: str) -> Actor:
    """Who bears this name in the case: the office they hold, and the role that each room gives (see store/rights)."""
    granted, offices = _given(desk)
    return seated(name, offices.get(name, ""), chambers(desk), granted.get(name, {}))


def members_of(desk: Desk) -> tuple[Actor, ...]:
    """Everybody to whom the case gave an office or a room gave a role, by name."""
    (granted, offices), rooms = _given(desk), chambers(desk)
    names = sorted({*granted, *offices})
    return tuple(seated(name, offices.get(name, ""), rooms, granted.get(name, {})) for name in names)


def _given(desk: Desk) -> tuple[dict[str, dict[str, Role | Literal[""]]], dict[str, str]]:
    """By name what each room granted or took back, by its key, and the office that the case gave."""
    granted: dict[str, dict[str, Role | Literal[""]]] = {}
    for held, text in desk.bodies(desk.standing("member")):
        body = read(text, MemberBody)
        granted.setdefault(body.id, {})[held.room] = body.role
    offices: dict[str, str] = {}
    for held, text in desk.bodies(desk.standing("seat")):
        seat = read(text, SeatBody)
        # Only those who manage the mediator's room say who holds which office.
        if desk.rooms[held.room].name == SEATED_IN:
            offices[seat.id] = seat.office
    return granted, offices


def visitor(desk: Desk) -> Actor:
    """Anybody: the office `public`."""
    return seated("", "public", chambers(desk), {})


def chambers(desk: Desk) -> dict[str, Chamber]:
    """The rooms of a case as rights see them, by key."""
    return {key: Chamber(room.name, room.open) for key, room in desk.rooms.items()}


def _found(
    place: CasePlace,
    name: str,
    open_to_all: bool,
    settings: SettingsBody,
    keys: KeyStore | None,
    clock: Clock,
    random: Randomness,
) -> None:
    """Make the log of a room, with its name and its settings as its first entries."""
    origin = f"goodoffices/{random(16).hex()}"
    try:
        ledger = Ledger.create(place.store, origin, keys=keys, clock=clock, random=random)
    except LedgerRefused as error:
        raise UsageError(str(error)) from error
    with ledger:
        first = written(RoomBody(name, open_to_all))
        ledger.append([Draft("room", {MAIN: first}), Draft("settings", {MAIN: written(settings)})])
