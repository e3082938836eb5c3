"""Incidents of the monitoring room: listed, drawn, each with who reports it, who gave its level, what it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from ...errors import NotAllowed
from ...monitoring.answers import Answers
from ...monitoring.incidents import LEVELS, Incidents
from ...monitoring.words import words
from ...publications.bulletins.wording import bulletin_word
from ...store.rights import allowed
from ..case.centre_bodies import ReportBody
from ..case.centre_levels import PREFIX
from ..case.centre_room import CentreRoom
from ..case.centre_tables import reports_table
from ..case.desk import Desk
from ..case.room import Room
from .catalogue import Catalogue
from .decisions import Decided, decisions_about
from .places import Map, PlaceLine, degrees, map_of
from .sought import Chosen, Facet, Stretch, facet, narrowed, stretch

E7 = 10_000_000
DAY = 86_400_000_000


class IncidentLine(msgspec.Struct, frozen=True):
    """An incident as a list has it. `begins`, `ends`: microseconds UTC, None unknown; `lat`, `lon`: degrees as text,
    "" unknown, with the radius in metres that holds the place with 90 %; `day`: of its begin, UTC; `reports`: how many
    count.
    """

    id: str
    name: str
    begins: int | None
    ends: int | None
    lat: str
    lon: str
    radius_m: int
    level: str
    level_text: str
    act: str
    target: str
    weapon: str
    accused: str
    accused_text: str
    region: str
    reports: int
    day: str


class IncidentList(msgspec.Struct, frozen=True):
    """A page of incidents with their map."""

    rows: tuple[IncidentLine, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch
    map: Map


class SourceSaid(msgspec.Struct, frozen=True):
    """What one source reports of an incident. Reports in `retracted` (ids) no longer count."""

    source: str
    owner: str
    side: str
    reports: tuple[ReportBody, ...]
    retracted: tuple[str, ...]


class Touch(msgspec.Struct, frozen=True):
    """What one reading of a commitment makes of an incident: `verdict` within, undetermined or not-observable.

    `by`: whose reading it is; `clause`, `text`: the words it reads.
    """

    commitment: str
    reading: str
    verdict: str
    by: str
    clause: str
    text: str


class IncidentShown(msgspec.Struct, frozen=True):
    """An incident with all that the room knows of it. `answer`: of the side accused, with the reports that give it.

    `unknown`: reports that the table of incidents names and the room does not hold; `decide`: the actor may give
    levels.
    """

    line: IncidentLine
    sources: tuple[SourceSaid, ...]
    unknown: tuple[str, ...]
    answer: str
    answer_text: str
    answered_in: tuple[str, ...]
    decisions: tuple[Decided, ...]
    touches: tuple[Touch, ...]
    map: Map | None
    room: str
    decide: bool


class _Sheet(msgspec.Struct, frozen=True):
    """What the room knows at a time: the table, its lines in one language by id, newest first, and the reports."""

    incidents: Incidents
    lines: dict[str, IncidentLine]
    reports: dict[str, ReportBody]
    retracted: frozenset[str]


AXES = {
    "level": lambda line: (line.level,),
    "act": lambda line: (line.act,) if line.act else (),
    "region": lambda line: (line.region,) if line.region else (),
    "accused": lambda line: (line.accused,) if line.accused else (),
    "day": lambda line: (line.day,) if line.day else (),
    "incident": lambda line: (line.id,),
}


class IncidentBook:
    """The incidents as one reader sees them; there are none for who may not read the room."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.room: CentreRoom | None
        try:
            self.room = CentreRoom(desk)
        except NotAllowed:
            self.room = None
        self._parties: dict[str, str] | None = None

    def page(self, chosen: Chosen, number: int) -> IncidentList:
        """The newest first; the map shows those of all pages."""
        lines, counts = narrowed(self._lines().values(), AXES, chosen)
        shown = stretch(len(lines), number)
        labels: dict[str, Callable[[str], str]] = {
            "level": self._level,
            "act": lambda act: _word("acts", act, self.language),
            "region": str,
            "accused": self._party,
            "day": str,
        }
        facets = tuple(facet(key, counts[key], chosen, label) for key, label in labels.items())
        return IncidentList(tuple(shown.of(lines)), facets, shown, map_of(_spots(lines)))

    def every(self, chosen: Chosen) -> Iterator[IncidentLine]:
        """All that the filters leave."""
        return iter(narrowed(self._lines().values(), AXES, chosen)[0])

    def one(self, ident: str) -> IncidentShown | None:
        """One incident; None where there is none that the actor may read."""
        sheet = self._sheet()
        if self.room is None or sheet is None or ident not in sheet.lines:
            return None
        line, incidents = sheet.lines[ident], sheet.incidents
        row = incidents.ids.index(ident)
        members = self.room.members(ident, self.at)
        answer = Answers.of_table(reports_table(sheet.reports.values(), sheet.retracted)).of(incidents, row)
        # A decision goes with the report that the incident was named after when it was made.
        names = {ident, *(PREFIX + name for name in incidents.members[row])}
        made = decisions_about(self.desk, self.room.room, names, self.at)
        return IncidentShown(
            line,
            tuple(self._sources([sheet.reports[name] for name in members if name in sheet.reports], sheet.retracted)),
            tuple(name for name in members if name not in sheet.reports),
            answer["said"],
            bulletin_word(f"answer-{answer['said']}", self.language, answer["said"]),
            tuple(answer["claims"]),
            tuple(one for one in made if one.what == "incident"),
            tuple(self._touches(self.room, ident)),
            map_of(_spots([line])) if line.lat else None,
            self.room.room.name,
            self.at is None and allowed(self.desk.actor, self.room.room.key, "decide"),
        )

    def _sources(self, reports: Sequence[ReportBody], retracted: frozenset[str]) -> Iterator[SourceSaid]:
        by_source: dict[tuple[str, str, str], list[ReportBody]] = {}
        for one in reports:
            by_source.setdefault((one.source, one.owner, one.side), []).append(one)
        for (source, owner, side), these in sorted(by_source.items()):
            gone = tuple(one.id for one in these if one.id in retracted)
            yield SourceSaid(source, owner, self._party(side), tuple(these), gone)

    def _touches(self, room: CentreRoom, ident: str) -> Iterator[Touch]:
        lines = verdicts_at(self.catalogue, room, self.at)
        read = {(line["commitment"], line.get("reading")): line for line in lines if "clause" in line}
        for line in lines:
            if line.get("incident") == ident:
                about = read.get((line["commitment"], line["reading"]), {})
                yield Touch(
                    line["commitment"], line["reading"], line["verdict"],
                    self._party(about.get("by", "")), str(about.get("clause", "")), about.get("text", ""),
                )  # fmt: skip

    def _lines(self) -> dict[str, IncidentLine]:
        sheet = self._sheet()
        return sheet.lines if sheet else {}

    def _sheet(self) -> _Sheet | None:
        if self.room is None:
            return None
        room = self.room
        return self.catalogue.sheet(room.room, ("incidents", self.at, self.language), lambda: self._made(room))

    def _made(self, room: CentreRoom) -> _Sheet:
        incidents = room.incidents(self.at)
        reports, retracted = room.reports(self.at)
        lines = sorted(self._worded(incidents), key=lambda line: (line.begins is None, -(line.begins or 0), line.id))
        return _Sheet(incidents, {line.id: line for line in lines}, {one.id: one for one in reports}, retracted)

    def _worded(self, held: Incidents) -> Iterator[IncidentLine]:
        acts, targets, weapons, regions = (held.said(name) for name in ("act", "target", "weapon", "region"))
        for row, ident in enumerate(held.ids):
            begins, ends = held.times(row)
            known = not np.isnan(held.lat[row] + held.lon[row])
            accused = held.party(row)
            level = LEVELS[int(held.level[row])]
            told = [_word("acts", acts[row], self.language), _word("targets", targets[row], self.language)]
            yield IncidentLine(
                ident,
                ", ".join(filter(None, told)) or bulletin_word("not-told", self.language),
                begins,
                ends,
                degrees(round(held.lat[row] * E7)) if known else "",
                degrees(round(held.lon[row] * E7)) if known else "",
                round(float(held.radius[row])),
                level,
                self._level(level),
                acts[row],
                targets[row],
                weapons[row],
                accused,
                self._party(accused),
                regions[row],
                len(held.members[row]),
                "" if begins is None else str(np.datetime64(begins // DAY, "D")),
            )

    def _level(self, level: str) -> str:
        return bulletin_word(f"level-{level}", self.language, level)

    def _party(self, ident: str) -> str:
        """The name of a party as the case has it; else the word that stands there."""
        if self._parties is None:
            self._parties = party_names(self.desk, self.room.room) if self.room else {}
        return self._parties.get(ident, ident)


def verdicts_at(catalogue: Catalogue, room: CentreRoom, at: int | None) -> list[dict[str, Any]]:
    """The lines of `comply` as they stand or stood, read once for all who ask."""
    return catalogue.sheet(room.room, ("verdicts", at), lambda: room.verdicts(at))


def party_names(desk: Desk, room: Room) -> dict[str, str]:
    """What the settings of a room call the parties, by id."""
    return {party.id: party.name for party in desk.settings_body(room).settings.parties}


def _word(kind: str, ident: str, language: str) -> str:
    """The label of an act or a target; the word itself where nobody has named it."""
    return str(words(kind).get(ident, {}).get("labels", {}).get(language, ident))


def _spots(lines: Sequence[IncidentLine]) -> list[PlaceLine]:
    return [
        PlaceLine(line.id, line.name, line.lat, line.lon, line.radius_m, "", line.reports) for line in lines if line.lat
    ]
