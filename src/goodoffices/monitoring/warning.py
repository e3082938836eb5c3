"""Warnings at entry: which incidents of a table new reports look like, before they are entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from ..events.incidents.nearby import SLACK, Likeness, looks_like
from ..events.incidents.sphere import RADIUS, unit_vectors
from ..records.incident import Incident
from ..records.report import Report
from ..sources.reports import read_reports
from .incidents import Incidents

E7 = 10_000_000
WIDEST = 50_000.0
"""Metres beyond which no incident is looked at, however vague the two places are."""
WORDS = ("source", "owner", "side", "act", "target", "weapon", "accused", "text", "place", "precision")


def warnings(
    reports: pa.Table, incidents: Incidents, texts: Mapping[str, str]
) -> Iterator[tuple[Report, list[Likeness]]]:
    """Each report of a table as `read_reports` gives it, with the incidents it looks like, the likeliest first.

    `texts` are those of reports that are members, by id. Incidents without a time or a place are left out.
    """
    points = unit_vectors(incidents.lat, incidents.lon) * RADIUS
    placed = ~np.isnan(points).any(axis=1)
    for row in reports.to_pylist():
        one = _report(row)
        point = unit_vectors(np.array([row["lat"]]), np.array([row["lon"]])) * RADIUS
        near = placed & (incidents.begins <= one.ends + SLACK) & (incidents.ends >= one.begins - SLACK)
        rows = np.flatnonzero(near)
        rows = rows[((points[rows] - point) ** 2).sum(axis=1) <= WIDEST**2]
        yield one, looks_like(one, _incidents(incidents, rows.tolist()), texts)


def texts_in(paths: Sequence[Path]) -> dict[str, str]:
    """The texts of the reports in some tables, by id."""
    table = read_reports(paths).table if paths else pa.table({"id": [], "text": []})
    return dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))


def _report(row: Mapping[str, Any]) -> Report:
    radius = row["radius_m"]
    return Report(
        id=row["id"], begins=row["begins"], ends=row["ends"], lat_e7=round(row["lat"] * E7),
        lon_e7=round(row["lon"] * E7), radius_m=None if radius is None or np.isnan(radius) else round(radius),
        **{name: row[name] for name in WORDS},
    )  # fmt: skip


def _incidents(incidents: Incidents, rows: list[int]) -> Iterator[Incident]:
    columns = [incidents.said(name, rows) for name in ("act", "target")]
    for row, act, target in zip(rows, *columns, strict=True):
        begins, ends = incidents.times(row)
        if begins is None or ends is None:
            continue
        yield Incident(
            incidents.ids[row], tuple(incidents.members[row]), begins, ends, round(float(incidents.lat[row]) * E7),
            round(float(incidents.lon[row]) * E7), round(float(incidents.radius[row])), 0, act=act, target=target,
            accused=incidents.party(row),
        )  # fmt: skip


def line(report: Report, found: Sequence[Likeness]) -> dict[str, Any]:
    """A warning as one object: the report, and what it looks like by what."""
    alike = [{"incident": one.incident, "score": one.score, "reasons": list(one.reasons)} for one in found]
    return {"report": report.id, "source": report.source, "looks_like": alike}
