"""Incidents of the monitoring room, the level that a person gives to one, and the verdicts on commitments."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...workbench import Workbench
from ...workbench.case.bodies import Verdict
from ...workbench.reading.commitments import CommitmentList, PeriodLine
from ...workbench.reading.incidents import IncidentLine, IncidentList, IncidentShown
from ..asking import Ask
from ..routes import Drawn, Goto, Route

LIST, ONE = "incidents/list.html", "incidents/one.html"
FILTERS = ("level", "act", "region", "accused", "day", "incident")
GIVEN: tuple[Verdict, ...] = (
    "verified", "attributed", "disputed", "withdrawn", "out-of-scope", "not-observable", "restored",
)  # fmt: skip
"""What a person may decide of an incident, in the order of the form."""


class Deciding(msgspec.Struct, frozen=True):
    """An incident with the form for its level: what may be given, what was typed, `wrong` a message or empty."""

    shown: IncidentShown
    given: tuple[str, ...] = GIVEN
    level: str = ""
    why: str = ""
    wrong: str = ""


def incidents(ask: Ask, bench: Workbench) -> IncidentList:
    """A page of incidents."""
    return bench.reader(ask.language, ask.at).incidents().page(ask.chosen, ask.page)


def every_incident(ask: Ask, bench: Workbench) -> Iterator[IncidentLine]:
    """All incidents that the filters leave."""
    return bench.reader(ask.language, ask.at).incidents().every(ask.chosen)


def incident(ask: Ask, bench: Workbench) -> Deciding | None:
    """One incident."""
    shown = told(ask, bench)
    return Deciding(shown) if shown else None


def told(ask: Ask, bench: Workbench) -> IncidentShown | None:
    """One incident, as data."""
    return bench.reader(ask.language, ask.at).incidents().one(ask.found["ident"])


def level(ask: Ask, bench: Workbench) -> Goto | Drawn | None:
    """Keep the level that somebody gives; without a level or a reason the form comes back with what was typed."""
    shown = bench.reader(ask.language).incidents().one(ask.found["ident"])
    if shown is None:
        return None
    given = next((one for one in GIVEN if one == ask.form.get("level")), None)
    why = ask.form.get("why", "").strip()
    if given is None or not why:
        wrong = "error-why" if given else "error-level"
        return Drawn(ONE, Deciding(shown, GIVEN, given or "", why[:2000], wrong), 400)
    bench.decide("incident", shown.line.id, given, why, room=shown.room)
    return Goto("incident", {"ident": shown.line.id}, fragment="level")


def commitments(ask: Ask, bench: Workbench) -> CommitmentList:
    """Verdicts on commitments by reading and period."""
    return bench.reader(ask.language, ask.at).commitments().page()


def every_line(ask: Ask, bench: Workbench) -> Iterator[PeriodLine]:
    """The same, row by row."""
    return bench.reader(ask.language, ask.at).commitments().every()


ROUTES = (
    Route("incidents", "incidents", incidents, "read", LIST, ("json", "csv"), every_incident, filters=FILTERS),
    Route("incident", "incidents/<ident:ident>", incident, "read", ONE, ("json",), data=told, home="incidents"),
    Route("level", "incidents/<ident:ident>/level", level, "decide", methods=("POST",), home="incidents"),
    Route("commitments", "commitments", commitments, "read", "incidents/commitments.html", ("json",), every_line),
)  # fmt: skip
