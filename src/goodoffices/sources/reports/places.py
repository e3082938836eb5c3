"""Where reports lie: coordinates, a point in one cell, bearing and range from an observer, or a place by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...lexicon.places.gazetteer import lookup
from .coordinates import bearing, led_away, point
from .mapping import Mapping
from .values import column_of, coordinates, numbers, texts

Floats = NDArray[np.float64]
Note = Callable[[str, dict[int, str]], None]
RANGE_ERROR = 0.25
"""How far off a distance heard or seen is, as a share of it (two sigma)."""
LEAST_RANGE_ERROR = 500.0


@dataclass(frozen=True, slots=True)
class Points:
    """Latitude, longitude and radius in metres (NaN where unknown) of every row."""

    lat: Floats
    lon: Floats
    radius: Floats


def placed(table: pa.Table, mapping: Mapping, note: Note) -> Points:
    """The points of all rows; what is wrong with others is noted by column."""
    size = table.num_rows
    field = {name: mapping.field(name) for name in ("lat", "lon", "radius_m", "point", "bearing", "range_m", "place")}
    columns = {name: column_of(table, held) for name, held in field.items()}
    lat, odd = coordinates(columns["lat"], size, north=True)
    note("lat", odd)
    missing = set(odd)
    lon, odd = coordinates(columns["lon"], size, north=False)
    note("lon", odd)
    missing |= set(odd)
    radius, odd = numbers(columns["radius_m"], size, field["radius_m"].times if field["radius_m"] else 1.0)
    note("radius_m", odd)
    note("radius_m", dict.fromkeys(np.flatnonzero(radius < 0).tolist(), "no radius is less than nothing"))
    radius = np.where(radius > 0, radius, np.nan)
    if columns["point"] is not None:
        _points(texts(columns["point"], size).to_pylist(), lat, lon, radius, note)
    if columns["bearing"] is not None and columns["range_m"] is not None:
        far, odd = numbers(columns["range_m"], size, field["range_m"].times if field["range_m"] else 1.0)
        note("range_m", odd)
        _away(texts(columns["bearing"], size).to_pylist(), far, lat, lon, radius, note)
    if columns["place"] is not None:
        _named(texts(columns["place"], size), lat, lon, radius)
    nowhere = np.flatnonzero(np.isnan(lat) | np.isnan(lon))
    note("lat" if field["lat"] else "place", {row: "no place" for row in nowhere.tolist() if row not in missing})
    return Points(lat, lon, radius)


def _points(cells: list[str], lat: Floats, lon: Floats, radius: Floats, note: Note) -> None:
    for row, cell in enumerate(cells):
        if cell:
            try:
                lat[row], lon[row], accuracy = point(cell)
            except ValueError as error:
                note("point", {row: f"{error}: {cell[:40]!r}"})
                continue
            if accuracy is not None and np.isnan(radius[row]):
                radius[row] = 2 * accuracy


def _away(cells: list[str], far: Floats, lat: Floats, lon: Floats, radius: Floats, note: Note) -> None:
    for row, cell in enumerate(cells):
        if not cell or np.isnan(far[row]) or np.isnan(lat[row]) or np.isnan(lon[row]):
            continue
        try:
            lat[row], lon[row] = led_away(lat[row], lon[row], bearing(cell), far[row])
        except ValueError as error:
            note("bearing", {row: f"{error}: {cell[:40]!r}"})
            continue
        if np.isnan(radius[row]):
            radius[row] = max(far[row] * RANGE_ERROR, LEAST_RANGE_ERROR)


def _named(column: pa.Array, lat: Floats, lon: Floats, radius: Floats) -> None:
    """Places by name, where no coordinates are given; a name that several places share is left alone."""
    for row in np.flatnonzero(np.isnan(lat) & np.isnan(lon)).tolist():
        found = gazetteer_point(column[row].as_py())
        if found:
            lat[row], lon[row] = found[:2]
            radius[row] = radius[row] if np.isfinite(radius[row]) else found[2]


@lru_cache(maxsize=4096)
def gazetteer_point(name: str) -> tuple[float, float, float] | None:
    """Degrees and radius in metres of the place of this name; the weightiest by far where several bear it."""
    key = " ".join(name.casefold().replace("-", " ").split())
    found = lookup(key) if key else ()
    if not found or (len(found) > 1 and found[1].weight * 5 > found[0].weight):
        return None
    place = found[0].place
    return place.lat_e7 / 1e7, place.lon_e7 / 1e7, float(place.radius_m)
