"""The workbench of a case: one verb a command, everything else behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import msgspec

from ...errors import UsageError
from ...publications.folder import Forms
from ...sources.guard import Spares
from ...store.holdings import Change
from ...store.rights import Action, Actor, Role, operator, require, rooms_for
from ..briefing import moment_of, publish_pages, published_until
from ..intake import Intake
from ..progress import Outcome, Progress, quiet
from .adding import add_pages
from .bodies import MemberBody, SettingsBody, Verdict, written
from .deciding import Kept, decide
from .desk import PRESS, Desk, member_of, members_of, visitor
from .erasing import Erased, erase_document, erase_person
from .erasing_talks import erase_entry, erase_report
from .glances import readings
from .keeping import back_up, export_room, import_bundle, problems
from .place import CasePlace
from .retelling import decided, retell, tell, untold
from .room import Room, Statement
from .seats import check_room_name, seat
from .viewing import FindingRow, Found, RoomState, changes, finding_rows, room_state, search

if TYPE_CHECKING:
    from ..reading.catalogue import Catalogue
    from ..reading.reader import Reader
    from .behind import Failed
    from .centre_room import CentreRoom
    from .talks_room import TalksRoom

MOST_READERS = 8
"""Readers who differ in their rights for whom a server has its lists at hand when it starts."""


class Workbench:
    """A case that is open, for one actor (the operator when none is named)."""

    def __init__(self, desk: Desk, catalogue: Catalogue | None = None) -> None:
        self.desk = desk
        self._catalogue = catalogue
        self._members: dict[str, tuple[dict[str, int], Actor]] = {}

    @classmethod
    def create(cls, case: str, intake: Intake) -> Self:
        """A new case under the settings of an intake. Raises UsageError where a case is already."""
        return cls(Desk.create(CasePlace.of(case), SettingsBody(intake.settings, intake.zone)))

    @classmethod
    def open(cls, case: str, actor: str | None = None, tick: Progress = quiet) -> Self:
        """A case that is there. Raises UsageError when there is none, LedgerTrouble when it is damaged."""
        desk = Desk(CasePlace.of(case), tick=tick)
        if actor is not None:
            desk.actor = member_of(desk, actor)
        return cls(desk)

    @classmethod
    def rebuilt(cls, case: str, tick: Progress = quiet) -> Self:
        """A case whose tables are made again before anything is asked of them, whatever state they are in."""
        return cls(Desk(CasePlace.of(case), tick=tick, renewed=True))

    @classmethod
    def served(cls, case: str, failed: Failed) -> Self:
        """A case whose writers are answered before what follows is told; `failed` hears where telling went wrong."""
        from .behind import Teller

        held = cls.open(case)
        held.desk.spares = Spares()
        held.desk.teller = teller = Teller(case, failed)
        teller.ask_where_untold(held.desk)
        return held

    def untold(self) -> int:
        """How many pages and decisions that the actor may read are not yet held against the rest of the case."""
        if self.desk.teller is not None:
            return self.desk.teller.untold(self.desk)
        return sum(untold(self.desk, room).left for room in self.rooms())

    def finish(self, tick: Progress = quiet) -> int:
        """Tell what a server or an interrupted run left untold; how many stories were told anew."""
        keeper = self.keeper
        return sum(retell(keeper, room, tick=tick) for room in keeper.rooms.values() if untold(keeper, room).left)

    def close(self) -> None:
        """Let go of the case."""
        if self.desk.teller is not None:
            self.desk.teller.close()
        if self.desk.spares is not None:
            self.desk.spares.close()
        self.desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def as_member(self, name: str | None) -> Self:
        """The same open case for a member, by their roles as of now; for the holder of the keys without a name."""
        sizes = self.desk.follow()
        actor = operator(self.desk.rooms) if name is None else self._member(name, sizes)
        return type(self)(self.desk.seen_by(actor), self.catalogue)

    def _member(self, name: str, sizes: dict[str, int]) -> Actor:
        """A member by what the logs say up to these sizes: every entry that gives or takes a role changes one."""
        known = self._members.get(name)
        if known is None or known[0] != sizes:
            known = self._members[name] = (sizes, member_of(self.keeper, name))
        return known[1]

    def as_visitor(self) -> Self:
        """The same open case for anybody: what its open rooms hold."""
        self.desk.follow()
        return type(self)(self.desk.seen_by(visitor(self.keeper)), self.catalogue)

    def case_name(self, language: str = "en") -> str:
        """What the case is called in a language; empty where its settings name it nowhere."""
        for room in self.rooms():
            settings = self.desk.settings_body(room).settings
            return settings.titles.get(language) or settings.name
        return ""

    def put_together(self, language: str = "en") -> None:
        """Have at hand what lists and the talks room begin with, as those see it who have a role in the case."""
        held = members_of(self.keeper) or (self.keeper.actor,)
        for actor in list({tuple(sorted(one.roles.items())): one for one in held}.values())[:MOST_READERS]:
            bench = type(self)(self.desk.seen_by(actor), self.catalogue)
            if bench.rooms():
                bench.reader(language).put_together()
                bench.talks(language).rounds()

    @property
    def keeper(self) -> Desk:
        """The desk of whoever holds the keys."""
        return self.desk.seen_by(operator(self.desk.rooms))

    @property
    def catalogue(self) -> Catalogue:
        """The cards of the case, made when they are first asked for."""
        if self._catalogue is None:
            from ..reading.catalogue import Catalogue

            self._catalogue = Catalogue()
        return self._catalogue

    def reader(self, language: str = "en", at: int | None = None) -> Reader:
        """What pages show, in a language, as the case stood at a time (microseconds UTC)."""
        from ..reading.reader import Reader

        self.catalogue.follow(self.desk)
        return Reader(self.desk, self.catalogue, language, at)

    def rooms(self, action: Action = "read") -> list[Room]:
        """The rooms in which the actor may do this, by name."""
        keys = rooms_for(self.desk.actor, action)
        return sorted((self.desk.rooms[key] for key in keys), key=lambda room: room.name)

    def add(self, intake: Intake, *, room: str = PRESS, progress: Progress = quiet, tick: Progress = quiet) -> Outcome:
        """Put pages into a room and tell anew what they change. Settings and zone are those of the case."""
        place = self.desk.room(room)
        body = self.desk.settings_body(place)
        intake = msgspec.structs.replace(intake, settings=body.settings, zone=intake.zone or body.zone)
        outcome = add_pages(self.desk, place, intake, progress)
        outcome.told = tell(self.desk, place, intake.jobs, tick)
        return outcome

    def expect_files(self) -> None:
        """Files may be sent soon: a server gets what reads them ready. Does not wait for it."""
        if self.desk.spares is not None:
            self.desk.spares.expect()

    def status(self, at: int | None = None) -> list[RoomState]:
        """Every readable room, now or at a time (microseconds UTC)."""
        return [room_state(self.desk, room, at) for room in self.rooms()]

    def findings(
        self, *, status: str | None = None, question: str | None = None, at: int | None = None
    ) -> list[FindingRow]:
        """Findings of the readable rooms, disputes first."""
        return finding_rows(self.desk, self.rooms(), status=status, question=question, at=at)

    def search(self, query: str, *, most: int = 20, at: int | None = None) -> list[Found]:
        """The best matches of a query."""
        return search(self.desk, query, most=most, at=at)

    def changes(self, since: int) -> list[Change]:
        """What came, changed or went after a time (microseconds UTC)."""
        return changes(self.desk, since)

    def brief(
        self,
        folder: Path,
        *,
        room: str = PRESS,
        language: str = "en",
        as_of: str | None = None,
        at: int | None = None,
        jobs: int = 1,
        also: Forms = (),
    ) -> Outcome:
        """Write the brief of a room: of what had appeared by `as_of`, and the case held at `at`."""
        place = self.desk.room(room)
        until = moment_of(as_of) if as_of else None
        taken = decided(self.desk, place)
        held = [one for one in self.desk.standing("reading", room=place, at=at) if one.id not in taken.retracted]
        pages = published_until([one.page for one in readings(self.desk, held, taken.rejected)], until)
        outcome = Outcome(done=len(pages))
        if pages:
            intake = Intake((), taken.settled(self.desk.settings_body(place).settings), jobs=jobs)
            outcome.written.extend(publish_pages(pages, intake, until, (), folder, language, also))
        return outcome

    def decide(self, what: str, about: str, verdict: Verdict, why: str, *, room: str = PRESS) -> Kept:
        """Keep a person's decision and tell anew what it changes; see `deciding`."""
        return decide(self.desk, what, about, verdict, why, room)

    def add_room(self, name: str, *, open_to_all: bool) -> Room:
        """A room with a log of its own, under the settings of the press record."""
        check_room_name(self.desk, name)
        return self.desk.add_room(name, open_to_all=open_to_all)

    def member(self, name: str, role: Role | Literal[""], *, room: str = PRESS) -> None:
        """Give somebody a role in a room from here on; "" takes it back."""
        place = self.desk.room(room)
        require(self.desk.actor, place.key, "manage")
        self.desk.append(place, [Statement("member", written(MemberBody(name, role)))])

    def seat(self, name: str, office: str) -> None:
        """Give somebody an office in the case from here on (see store/rights); "" takes it back."""
        seat(self.desk, name, office)

    def talks(self, language: str = "en", at: int | None = None, as_of: str | None = None, only: str = "") -> TalksRoom:
        """The talks room: as the case stood at a time (microseconds UTC), of what had happened by another."""
        from .talks_room import TalksRoom

        return TalksRoom(self.desk, language, at, as_of, only)

    def centre(self, room: str = "centre") -> CentreRoom:
        """The monitoring room."""
        from .centre_room import CentreRoom

        return CentreRoom(self.desk, room)

    def set(self, settings: SettingsBody, *, room: str = PRESS) -> None:
        """Give a room other settings from here on; pages are read anew under them by the next `add`."""
        place = self.desk.room(room)
        require(self.desk.actor, place.key, "manage")
        self.desk.append(place, [Statement("settings", written(settings))])

    def erase(self, what: str, which: str, reason: str, *, room: str = PRESS) -> Erased:
        """Destroy a document, report or entry of the talks (id), or blacken a person (id, name); the log keeps why."""
        erasers = {
            "document": erase_document, "person": erase_person, "talks": erase_entry, "report": erase_report,
        }  # fmt: skip
        if what not in erasers:
            raise UsageError(f"{what} cannot be erased; one of {', '.join(erasers)}")
        return erasers[what](self.desk, self.desk.room(room), which, reason)

    def back_up(self, folder: Path, tick: Progress = quiet) -> list[str]:
        """Copy the case into a new folder; the checkpoints by which the copy can be told."""
        return back_up(self.desk, folder, tick)

    def export(
        self,
        folder: Path,
        *,
        room: str = PRESS,
        audience: str = "",
        documents: Sequence[str] | None = None,
        hide: Sequence[str] = (),
    ) -> str:
        """Write a room, or some of its documents, as a bundle that anyone can verify; its manifest."""
        place = self.desk.room(room)
        return export_room(self.desk, place, folder, audience=audience, documents=documents, hide=hide)

    def take_in(self, bundle: Path, vkeys: Sequence[str], *, room: str = PRESS, tick: Progress = quiet) -> int:
        """Take the documents of a verified bundle into a room; how many were new."""
        place = self.desk.room(room)
        taken = import_bundle(self.desk, place, bundle, vkeys, tick)
        tell(self.desk, place)
        return taken

    def problems(self, tick: Progress = quiet) -> Iterator[str]:
        """What is wrong with logs, files and tables; nothing when all is well."""
        return problems(self.desk, tick)

    def settings(self, room: str = PRESS) -> SettingsBody:
        """The settings that hold."""
        return self.desk.settings_body(self.desk.room(room))
