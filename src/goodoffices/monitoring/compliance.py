"""`goodoffices comply`: incidents and commitments to verdicts, one line an incident and reading, one line a period.

A verdict says what falls within a reading of a clause, with its level of confirmation and the other side's answer or
its absence; "kept" is never said without recorded effort, "breached" never of what is only alleged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson

from ..errors import InputRefused
from .answers import Answers
from .commitments import LEVELS as CONFIRMED
from .commitments import OPEN, Commitment, Period, Reading
from .confirming import Confirming, confirm
from .effort import Effort
from .incidents import LEVELS, Incidents
from .notices import Notice, duty_lines, read_notices
from .rules import Judged, Rules
from .tables import NO_TIME, iso, moments, read_table, row_of

NAMES = ("outside", "within", "undetermined", "not-observable")


class Given(NamedTuple):
    """What there is to judge by: incidents, answers, effort, sessions of talks, notices; None where not given."""

    incidents: Incidents
    answers: Answers
    effort: Effort | None
    sessions: tuple[Period, ...] | None
    notices: Sequence[Notice] | None = None

    @property
    def refused(self) -> tuple[InputRefused, ...]:
        """The rows of incidents and effort that cannot be used."""
        return self.incidents.refused + (self.effort.refused if self.effort is not None else ())


def given(
    table: Path, reports: Path | None, effort: Path | None, sessions: Path | None, notices: Path | None = None
) -> Given:
    """Read it all; where the reports name their owners, the levels that a machine may say follow from them."""
    incidents = Incidents(table)
    told = read_table(reports, ("id", "side")) if reports is not None else None
    if told is not None and "owner" in told.column_names:
        confirm(incidents, Confirming.of(told))
    return Given(
        incidents,
        Answers.of_table(told) if told is not None else Answers({}),
        Effort.read(effort) if effort is not None else None,
        read_sessions(sessions) if sessions is not None else None,
        read_notices(notices) if notices is not None else None,
    )


def read_sessions(path: Path) -> tuple[Period, ...]:
    """Sessions of talks from a table with time_begin and time_end; a column `session` names them."""
    table = read_table(path, ("time_begin", "time_end"))
    begins, ends = moments(table, "time_begin", path), moments(table, "time_end", path)
    names = table["session"].to_pylist() if "session" in table.column_names else range(1, len(begins) + 1)
    told = []
    for row, (begin, end, name) in enumerate(zip(begins.tolist(), ends.tolist(), names, strict=True)):
        if begin == NO_TIME or end <= begin:
            raise InputRefused(str(path), "the session has no begin before its end", place=row_of(path, row))
        told.append(Period(begin, end, str(name)))
    return tuple(sorted(told, key=lambda each: (each.begin, each.end, each.phase)))


def verdicts(read: Sequence[Commitment], data: Given, *, touched_only: bool = False) -> Iterator[dict[str, Any]]:
    """All lines, in order of commitment, reading, incident and period."""
    rules = Rules(data.incidents, read)
    for commitment in read:
        asked = [(reading, period) for reading in commitment.readings for period in _periods(reading, data)]
        found = iter(rules.judge(commitment, asked))
        for reading in commitment.readings:
            periods = _periods(reading, data)
            judged = list(islice(found, len(periods)))
            yield from _of_incidents(commitment, reading, judged, data, touched_only)
            for period, each in zip(periods, judged, strict=True):
                yield _of_period(commitment, reading, period, each, data)
            if not periods:
                yield _without_period(commitment, reading)
        if commitment.duty is not None:
            yield from duty_lines(rules, commitment, commitment.duty, asked, data.incidents, data.notices)


def _periods(reading: Reading, data: Given) -> Sequence[Period]:
    if not reading.sessions:
        return reading.periods
    return data.sessions or ()


def _of_incidents(
    commitment: Commitment, reading: Reading, judged: Sequence[Judged], data: Given, touched_only: bool
) -> Iterator[dict[str, Any]]:
    """An incident of several periods is within if it is in any, undetermined if it may be in one."""
    ours = data.incidents
    state = np.zeros(len(ours), dtype=np.int8)
    if reading.sessions and data.sessions is None:
        state[:] = NAMES.index("undetermined")
    for each in judged:
        state[each.unseen] = NAMES.index("not-observable")
    for each in judged:
        state[each.undetermined] = NAMES.index("undetermined")
    for each in judged:
        state[each.within] = NAMES.index("within")
    rows = np.flatnonzero(state) if touched_only else np.arange(len(ours))
    for row in rows.tolist():
        yield {
            "incident": ours.ids[row],
            "commitment": commitment.id,
            "reading": reading.id,
            "verdict": NAMES[state[row]],
            "level": LEVELS[ours.level[row]],
            "claims": ours.members[row],
            "answer": data.answers.of(ours, row),
        }


def _of_period(commitment: Commitment, reading: Reading, period: Period, judged: Judged, data: Given) -> dict[str, Any]:
    observed = data.effort.within(period.begin, period.end) if data.effort is not None else None
    said = _said(commitment, reading, judged, data, observed.hours if observed is not None else 0.0)
    ours = data.incidents
    accused = [ours.party(row) for row in judged.within.tolist()]
    answers = [data.answers.of(ours, row)["said"] for row in judged.within.tolist()]
    return {
        "commitment": commitment.id,
        "reading": reading.id,
        "begin": iso(period.begin) if period.begin > -OPEN else None,
        "end": iso(period.end) if period.end < OPEN else None,
        "verdict": said.verdict,
        "counts": {
            "within": len(judged.within),
            "undetermined": len(judged.undetermined),
            "not_observable": len(judged.unseen),
            "by_level": _tally([LEVELS[code] for code in ours.level[judged.within].tolist()]),
            "by_accused": _tally(accused),
            "answers": _tally(answers),
        },
        "incidents": [ours.ids[row] for row in judged.within.tolist()],
        "effort": observed._asdict() if observed is not None else None,
        "why": said.why,
        "reason": {"code": said.code, "number": said.number, "level": commitment.least_level},
        "by": reading.by,
        "phase": period.phase,
        "clause": commitment.clause,
        "text": commitment.text,
    }


def _without_period(commitment: Commitment, reading: Reading) -> dict[str, Any]:
    """A reading bound to sessions of which nothing is known."""
    return {
        "commitment": commitment.id,
        "reading": reading.id,
        "begin": None,
        "end": None,
        "verdict": "undetermined",
        "counts": {},
        "incidents": [],
        "effort": None,
        "why": "it holds during sessions of talks, and no session is given",
        "reason": {"code": "no-session", "number": 0, "level": commitment.least_level},
        "by": reading.by,
        "phase": "",
        "clause": commitment.clause,
        "text": commitment.text,
    }


def _tally(names: Sequence[str]) -> dict[str, int]:
    return {name: names.count(name) for name in sorted(set(names))}


class Said(NamedTuple):
    """A verdict on a period; `code` names the reason to programs, `number` is what it counts (hours of observation
    in whole hours), `why` says it in words.
    """

    verdict: str
    code: str
    number: int
    why: str


def _said(commitment: Commitment, reading: Reading, judged: Judged, data: Given, hours: float) -> Said:
    """The verdict on a period and the reason for it."""
    least = LEVELS.index(commitment.least_level)
    levels = data.incidents.level[judged.within]
    confirmed = int(((levels >= least) & (levels < len(CONFIRMED))).sum())
    within, maybe = len(judged.within), len(judged.undetermined)
    if not reading.observable:
        return Said("undetermined", "unobservable", 0, reading.why or "this reading says that no report can show it")
    if commitment.mode == "requires":
        if confirmed and hours > 0:
            return Said("kept", "shown", confirmed, f"{confirmed} incidents at least {commitment.least_level} show it")
        if confirmed:
            return Said("undetermined", "no-effort", 0, "no effort of observation is recorded")
        return Said("undetermined", "not-shown", 0, "what is required is not shown")
    if confirmed:
        why = f"{confirmed} incidents within are at least {commitment.least_level}"
        return Said("breached", "confirmed", confirmed, why)
    if within:
        why = f"{within} incidents within, none of them {commitment.least_level}"
        return Said("undetermined", "unconfirmed", within, why)
    if maybe:
        return Said("undetermined", "maybe-within", maybe, f"{maybe} incidents may be within")
    if hours <= 0:
        why = "no incident within, and no effort of observation is recorded"
        return Said("undetermined", "no-effort", 0, why)
    return Said("kept", "none-within", round(hours), f"no incident within in {hours:g} recorded hours of observation")


def key_of(line: dict[str, Any]) -> tuple[str, ...]:
    """What a line is about; the same in every run."""
    parts = ("incident", "commitment", "reading", "begin", "end", "phase", "duty")
    return tuple(str(line.get(part, "")) for part in parts)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of an earlier run."""
    try:
        found = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    except (OSError, orjson.JSONDecodeError) as error:
        raise InputRefused(str(path), f"no earlier findings: {error}") from error
    if any(not isinstance(line, dict) or "verdict" not in line for line in found):
        raise InputRefused(str(path), "no earlier findings: a line is no verdict")
    return found


def changes(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What differs from an earlier run, line by line."""
    old, new = ({key_of(line): line for line in lines} for lines in (before, after))
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was != now:
            name = " ".join(part for part in key if part)
            yield f"{name}: {was['verdict'] if was else '-'} -> {now['verdict'] if now else '-'} ({_told(was, now)})"


def _told(was: dict[str, Any] | None, now: dict[str, Any] | None) -> str:
    if was is None or now is None:
        return "new" if now else "gone"
    return ", ".join(sorted(field for field in was.keys() | now.keys() if was.get(field) != now.get(field)))
