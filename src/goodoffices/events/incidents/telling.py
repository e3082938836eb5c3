"""Incidents as a table that people and programs read: ids, members, bounds, level and the reasons in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .evidence import Reports
from .incidents import Incidents

HOUR = 3_600_000_000
MOMENT = pa.timestamp("us", "UTC")


def incident_table(incidents: Incidents, reports: Reports, ids: pa.Array) -> pa.Table:
    """One row an incident: name, members, bounds of time and place, words, probability, level, counts, reasons.

    An incident is named after its first report. The level is what a machine may say: `corroborated` when two owners
    tell it, else `alleged`.
    """
    size = len(incidents)
    first = ids.take(pa.array(incidents.members[incidents.starts[:-1]]))
    members = pa.ListArray.from_arrays(pa.array(incidents.starts, pa.int32()), ids.take(pa.array(incidents.members)))
    columns: dict[str, Any] = {
        "incident": _joined("inc_", first, size=size),
        "members": members,
        "time_begin": pa.array(incidents.begins).cast(MOMENT),
        "time_end": pa.array(incidents.ends).cast(MOMENT),
        "lat": np.round(incidents.lat, 6),
        "lon": np.round(incidents.lon, 6),
        "radius_90_m": np.ceil(incidents.radius),
    }
    for name in ("act", "target", "weapon", "accused"):
        columns[name] = _words(incidents, reports, name)
    columns |= {
        "probability": np.round(incidents.probability, 4),
        "level": pa.array(np.where(incidents.owners > 1, "corroborated", "alleged")),
        "sources": incidents.sources,
        "owners": incidents.owners,
        "reasons": _reasons(incidents, reports),
    }
    return pa.table(columns)


def _words(incidents: Incidents, reports: Reports, name: str) -> pa.Array:
    if name not in reports.categories:
        return pa.array([""] * len(incidents), pa.string())
    first = np.asarray(reports.categories[name].codes, np.int64)[incidents.members[incidents.starts[:-1]]]
    codes = incidents.words.get(name, first)
    words = pa.array([*reports.categories[name].words, ""], pa.string())
    return words.take(pa.array(np.where(codes >= 0, codes, len(words) - 1)))


def _reasons(incidents: Incidents, reports: Reports) -> pa.Array:
    """A list a row: what each feature weighed (natural log odds) and saw; one line where a source is alone."""
    joint = np.flatnonzero(incidents.sources > 1)
    single = np.flatnonzero(incidents.sources <= 1)
    told = incidents.told[joint]
    seen = [
        _seen(incidents, reports, name, joint) if name != "habit" else ("how often these sources tell the same", "")
        for name in incidents.features
    ]
    lines = [
        _joined(f"{name} ", _signed(told[:, at]), ": ", *what, size=len(joint))
        for at, (name, what) in enumerate(zip(incidents.features, seen, strict=True))
    ]
    alone = _joined(
        "one source: nothing else within reach, or another link likelier (", _share(incidents.probability[single]), ")",
        size=len(single),
    )  # fmt: skip
    width = len(lines)
    starts = np.zeros(len(incidents) + 1, np.int64)
    counts = np.ones(len(incidents), np.int64)
    counts[joint] = width
    np.cumsum(counts, out=starts[1:])
    place = np.zeros(int(starts[-1]), np.int64)
    for at in range(width):
        place[starts[joint] + at] = at * len(joint) + np.arange(len(joint))
    place[starts[single]] = width * len(joint) + np.arange(len(single))
    values = pa.concat_arrays([*lines, alone])
    return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), values.take(pa.array(place)))


def _seen(incidents: Incidents, reports: Reports, name: str, rows: NDArray[np.int64]) -> tuple[Any, ...]:
    """What a feature saw, as pieces of text."""
    if name == "place":
        return "reports within ", _number(incidents.spread[rows] / 1000, 1), " km of its middle"
    if name == "time":
        return "first to last ", _number(incidents.lag[rows] / HOUR, 1), " h"
    return "mostly ", _words(incidents, reports, name).take(pa.array(rows)) if name != "killed" else "tolls alike"


def _signed(values: NDArray[np.float64]) -> pa.Array:
    text = _number(values, 1)
    plus = pa.array(np.where(np.round(values, 1) > 0, "+", ""))
    return _joined(plus, text, size=len(values))


def _share(values: NDArray[np.float64]) -> pa.Array:
    return _number(values, 2)


def _number(values: NDArray[np.float64], digits: int) -> pa.Array:
    # Rounded, few differ: each is written once.
    encoded = pa.array(np.round(values, digits) + 0.0).dictionary_encode()
    return encoded.dictionary.cast(pa.string()).take(encoded.indices)


def _joined(*pieces: Any, size: int) -> pa.Array:
    if not size:
        return pa.array([], pa.string())
    parts = [pa.scalar(piece) if isinstance(piece, str) else piece for piece in pieces]
    return pc.binary_join_element_wise(*parts, "")
