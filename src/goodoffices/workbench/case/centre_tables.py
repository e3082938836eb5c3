"""Tables of the monitoring room as entries and back: incidents, reports, effort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from ...errors import InputRefused
from ...monitoring.effort import Effort
from ...monitoring.figures import figures_of
from ...monitoring.incidents import LEVELS, Incidents
from ...monitoring.notices import notices_of
from ...monitoring.tables import read_table, row_of, table_of_text, texts
from .centre_bodies import IncidentBody, ReportBody, TableBody

E7 = 10_000_000
WHERE = Path("the case")
PERSONS = LEVELS[2:]
"""Levels that only a person gives."""


def incident_bodies(path: Path) -> tuple[list[IncidentBody], list[InputRefused]]:
    """The incidents of a table, and the rows that cannot be used: those that say a level that only people give too."""
    held = Incidents(path)
    refused = list(held.refused)
    columns = {name: held.said(name) for name in ("act", "target", "weapon", "answer", "region", "level")}
    calibres, chances = held.said("calibre_mm"), held.said("probability")
    found = []
    for row, ident in enumerate(held.ids):
        level = LEVELS[int(held.level[row])]
        if level in PERSONS:
            refused.append(InputRefused(
                str(path), f"the level {level} is a person's to give", place=f"incident {ident}",
                remedy="Leave it alleged and use `goodoffices decide`",
            ))  # fmt: skip
            continue
        begins, ends = held.times(row)
        found.append(
            IncidentBody(
                ident,
                tuple(held.members[row]),
                begins,
                ends,
                _whole(held.lat[row], E7),
                _whole(held.lon[row], E7),
                _whole(held.radius[row], 1),
                columns["act"][row],
                columns["target"][row],
                columns["weapon"][row],
                round(float(calibres[row])) if calibres[row] else None,
                held.party(row),
                level,
                columns["answer"][row],
                columns["region"][row],
                _whole(float(chances[row]), 1000) if chances[row] else None,
            )
        )
    return found, refused


def _whole(value: Any, times: int) -> int | None:
    return None if np.isnan(value) else round(float(value) * times)


def incidents_of(
    bodies: Sequence[IncidentBody], gone: frozenset[str], decided: dict[str, tuple[str, str, str]]
) -> Incidents:
    """The incidents as the rules see them: reports in `gone` no longer count, `decided` (level, who, why) by id wins.

    An incident all of whose reports are gone is withdrawn.
    """
    columns: dict[str, list[Any]] = {name: [] for name in (
        "incident", "members", "time_begin", "time_end", "lat", "lon", "radius_90_m", "act", "target", "weapon",
        "calibre_mm", "accused", "level", "answer", "region", "decided", "why",
    )}  # fmt: skip
    for one in bodies:
        members = [name for name in one.members if name not in gone]
        level, who, why = decided.get(one.id, ("", "", ""))
        if not level and one.members and not members:
            level, why = "withdrawn", "every report of it was withdrawn"
        row = (
            one.id, members, one.begins, one.ends, _degrees(one.lat), _degrees(one.lon), one.radius, one.act,
            one.target, one.weapon, one.calibre, one.accused, level or one.level, one.answer, one.region, who, why,
        )  # fmt: skip
        for name, value in zip(columns, row, strict=True):
            columns[name].append(value)
    numbers = ("lat", "lon", "radius_90_m", "calibre_mm")
    table = pa.table({name: pa.array(values, _type(name, numbers)) for name, values in columns.items()})
    return Incidents(
        WHERE, table if any(one.calibre is not None for one in bodies) else table.drop_columns(["calibre_mm"])
    )


def _type(name: str, numbers: Iterable[str]) -> pa.DataType:
    if name in ("time_begin", "time_end"):
        return pa.int64()
    if name == "members":
        return pa.list_(pa.string())
    return pa.float64() if name in numbers else pa.string()


def _degrees(value: int | None) -> float | None:
    return None if value is None else value / E7


def report_bodies(path: Path) -> tuple[list[ReportBody], list[InputRefused]]:
    """The reports of a table with id, and source, owner, side, kind, polarity, text where it has them; wrong rows."""
    table = read_table(path, ("id",))
    columns = [texts(table, name).to_pylist() for name in REPORT]
    bodies: dict[str, ReportBody] = {}
    refused: list[InputRefused] = []
    for number, row in enumerate(zip(*columns, strict=True)):
        one = ReportBody(*(word.strip() for word in row))
        why = ""
        if not one.id:
            why = "the report has no id"
        elif bodies.setdefault(one.id, one) != one:
            why = f"the id {one.id!r} came before with other content"
        if why:
            refused.append(InputRefused(str(path), why, place=row_of(path, number)))
    return list(bodies.values()), refused


REPORT = ("id", "source", "owner", "side", "kind", "polarity", "text")


def reports_table(bodies: Iterable[ReportBody], gone: frozenset[str]) -> pa.Table:
    """The reports that count, as a table."""
    kept = [one for one in bodies if one.id not in gone]
    return pa.table({name: pa.array([getattr(one, name) for one in kept], pa.string()) for name in REPORT})


KINDS: dict[str, Callable[[pa.Table, Path], object]] = {
    "effort": Effort.of,
    "notices": notices_of,
    "figures": figures_of,
}
"""Tables that are kept as they are, and how each is read."""


def table_body(kind: str, path: Path) -> tuple[TableBody, list[InputRefused]]:
    """A table of KINDS as text, and its rows that will not be used. Raises InputRefused where it cannot be read."""
    table = read_table(path)
    refused = list(getattr(KINDS[kind](table, path), "refused", ()))
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, sink, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return TableBody(path.name, sink.getvalue().to_pybytes().decode("utf-8")), refused


def joined(bodies: Iterable[TableBody]) -> pa.Table | None:
    """Several tables of a kind as one; None where there is none."""
    parts = [table_of_text(one.text, Path(one.id)) for one in sorted(bodies, key=lambda one: one.id)]
    # Columns as text: of two tables one may have left a column empty, which then has no type of its own.
    plain = [pa.table({name: texts(part, name) for name in part.column_names}) for part in parts]
    return pa.concat_tables(plain, promote_options="default") if plain else None
