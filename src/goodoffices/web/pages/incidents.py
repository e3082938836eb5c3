"""Incidents of the monitoring room, the level that a person gives to one, and the verdicts on commitments."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...errors import UsageError
from ...workbench import Workbench
from ...workbench.case.bodies import Verdict
from ...workbench.reading.commitments import CommitmentList, PeriodLine
from ...workbench.reading.incidents import IncidentLine, IncidentList, IncidentShown
from .. import tables
from ..asking import Ask
from ..routes import Drawn, Goto, Route

LIST, ONE, SHEET = "incidents/list.html", "incidents/one.html", "incidents/commitments.html"
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


class Judged(msgspec.Struct, frozen=True):
    """The commitments; where they were judged `anew`, the numbers of the rows that changed, or why it cannot be."""

    list: CommitmentList
    fresh: tuple[int, ...] = ()
    anew: bool = False
    said: str = ""


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


def commitments(ask: Ask, bench: Workbench) -> Judged:
    """Verdicts on commitments by reading and period."""
    return Judged(bench.reader(ask.language, ask.at).commitments().page())


def rejudge(ask: Ask, bench: Workbench) -> Drawn | None:
    """Judge all commitments by what is known now; the page with what that changed."""
    book = bench.reader(ask.language).commitments()
    if not book.may_judge:
        return None
    before = {_key(row): row for row in book.page().rows}
    try:
        bench.centre().judge()
    except UsageError as error:
        return Drawn(SHEET, Judged(book.page(), (), True, said=str(error)), 400)
    after = bench.reader(ask.language).commitments().page()
    fresh = tuple(number for number, row in enumerate(after.rows) if before.get(_key(row)) != row)
    return Drawn(SHEET, Judged(after, fresh, True))


def _key(row: PeriodLine) -> tuple[str, ...]:
    return row.commitment, row.reading, row.phase, row.begin or "", row.end or ""


def every_line(ask: Ask, bench: Workbench) -> Iterator[PeriodLine]:
    """The same, row by row."""
    return bench.reader(ask.language, ask.at).commitments().every()


ROUTES = (
    Route("incidents", "incidents", incidents, "read", LIST, ("json", "csv"), every_incident, filters=FILTERS),
    Route(
        "incident", "incidents/<ident:ident>", incident, "read", ONE, ("json", "csv"), data=told, home="incidents",
        table=tables.incident,
    ),
    Route("level", "incidents/<ident:ident>/level", level, "decide", methods=("POST",), home="incidents"),
    Route("commitments", "commitments", commitments, "read", SHEET, ("json", "csv"), every_line),
    Route("rejudge", "commitments/judge", rejudge, "add", methods=("POST",), home="commitments", limit=20),
)  # fmt: skip
