"""Duties to notify: whether notice of an act was given, and in time; from a table of the notices that were received."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from ..errors import InputRefused
from .commitments import Commitment, Duty, Period, Reading
from .incidents import LEVELS, Incidents
from .rules import Rules
from .tables import NO_TIME, iso, moments, read_table, require_columns, row_of, texts
from .words import including, words


class Notice(NamedTuple):
    """A notice: by whom, when it was given, for which stretch; for all acts and commitments where none is named."""

    id: str
    party: str
    given: int
    begin: int
    end: int
    acts: tuple[str, ...] = ()
    commitment: str = ""


def read_notices(path: Path) -> tuple[Notice, ...]:
    """Notices from a table with party, given, begin, end, and id, act, commitment where told. Raises InputRefused."""
    return notices_of(read_table(path), path)


def notices_of(table: pa.Table, path: Path) -> tuple[Notice, ...]:
    """As `read_notices`, from a table, which refusals call by the name of the file."""
    require_columns(table, ("party", "given", "time_begin", "time_end"), path)
    given, begin, end = (moments(table, name, path) for name in ("given", "time_begin", "time_end"))
    columns = (texts(table, name).to_pylist() for name in ("id", "party", "act", "commitment"))
    found = []
    for row, (ident, party, act, commitment) in enumerate(zip(*columns, strict=True)):
        at, first, last = (int(each[row]) for each in (given, begin, end))
        place = row_of(path, row)
        if NO_TIME in (at, first, last) or last <= first:
            raise InputRefused(str(path), "the notice has no time, or its stretch ends before it begins", place=place)
        if not party.strip():
            raise InputRefused(str(path), "the notice has no party", place=place)
        try:
            acts = including("acts", [act.strip()]) if act.strip() else ()
        except ValueError as error:
            raise InputRefused(str(path), str(error), place=place) from error
        found.append(Notice(ident.strip() or place, party.strip(), at, first, last, acts, commitment.strip()))
    return tuple(sorted(found, key=lambda one: (one.given, one.id)))


def duty_lines(
    rules: Rules, commitment: Commitment, duty: Duty, asked: Sequence[tuple[Reading, Period]], incidents: Incidents,
    notices: Sequence[Notice] | None,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """One line for each reading and incident of an act that has to be notified.

    What is asked is what the reading asks of area, period and parties, but of the duty's acts and every target.
    """
    plain = replace(commitment, exemptions=())
    wanted = [(replace(reading, acts=duty.acts, targets=()), period) for reading, period in asked]
    seen: set[tuple[str, int]] = set()
    for (reading, _), judged in zip(wanted, rules.judge(plain, wanted), strict=True):
        rows = np.concatenate([judged.within, judged.undetermined])
        sure = set(judged.within.tolist())
        for row in np.sort(rows).tolist():
            if (reading.id, row) not in seen:
                seen.add((reading.id, row))
                yield _line(commitment, reading, duty, incidents, row, row in sure, notices)


def _line(
    commitment: Commitment, reading: Reading, duty: Duty, incidents: Incidents, row: int, sure: bool,
    notices: Sequence[Notice] | None,
) -> dict[str, Any]:  # fmt: skip
    party = incidents.party(row)
    verdict, notice, why = "undetermined", None, "it may not fall under the duty: something of it is not known"
    if notices is None:
        why = "no table of notices is given"
    elif sure:
        verdict, notice, why = _found(duty, incidents, row, _own(notices, party, commitment.id))
    return {
        "incident": incidents.ids[row],
        "commitment": commitment.id,
        "reading": reading.id,
        "duty": "notify",
        "verdict": verdict,
        "party": party,
        "notice": notice,
        "level": LEVELS[int(incidents.level[row])],
        "claims": incidents.members[row],
        "why": why,
    }


def _own(notices: Sequence[Notice], party: str, commitment: str) -> list[Notice]:
    return [one for one in notices if one.party == party and one.commitment in ("", commitment)]


def _found(duty: Duty, incidents: Incidents, row: int, notices: Sequence[Notice]) -> tuple[str, str | None, str]:
    """in-time, late, none; or undetermined where the time of the incident lies on both sides of a bound."""
    act = _act(incidents, row)
    begin, end = incidents.times(row)
    if begin is None or end is None:
        return "undetermined", None, "its time is not known"
    fitting = [one for one in notices if not one.acts or act in one.acts]
    covering = [one for one in fitting if one.begin <= begin and end <= one.end]
    if not covering:
        touching = [one for one in fitting if one.begin <= end and begin < one.end]
        if touching:
            return "undetermined", touching[0].id, "its time reaches beyond the stretch that was notified"
        return "none", None, "no notice of the party covers it"
    first = covering[0]
    told = f"given {iso(first.given)}"
    if first.given + duty.lead <= begin:
        return "in-time", first.id, told
    if first.given + duty.lead > end:
        hours = (begin - first.given) / 3_600_000_000
        return "late", first.id, f"{told}, {hours:.1f} h before; {duty.lead / 3_600_000_000:g} h are due"
    return "undetermined", first.id, f"{told}; its time reaches across the term"


def _act(incidents: Incidents, row: int) -> str:
    names: Mapping[str, Any] = words("acts")
    code = int(incidents.act[row])
    return list(names)[code] if code >= 0 else ""
