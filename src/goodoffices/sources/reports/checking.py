"""What cannot be, or cannot be meant: places off the globe or swapped, stretches reversed or in the future."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .times import DAY, MISSING

Note = Callable[[str, dict[int, str]], None]
VAGUE_DAYS = 7
FEW = 8
WIDEST = 8.0
"""Degrees: only where half of the rows lie within so much can one stand out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Columns to check: times in microseconds UTC, degrees."""

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]


def checked(rows: Checked, area: tuple[float, float, float, float] | None, now: int | None, note: Note) -> list[str]:
    """Note what is wrong by column; the answer is what a reader should know although it is taken."""
    _off_the_globe(rows, note)
    _swapped(rows, area, note)
    timed = (rows.begins != MISSING) & (rows.ends != MISSING)
    _each(note, "time_end", timed & (rows.ends < rows.begins), "the stretch ends before it begins")
    if now is not None:
        _each(note, "time_begin", timed & (rows.begins > now), "lies in the future")
    vague = int(np.sum(timed & (rows.ends - rows.begins > VAGUE_DAYS * DAY)))
    return [f"{vague} rows last more than {VAGUE_DAYS} days; they are kept as told"] if vague else []


def _off_the_globe(rows: Checked, note: Note) -> None:
    lat, lon = rows.lat, rows.lon
    _each(note, "lat", (lat == 0) & (lon == 0), "0/0 is what programs write where a place is missing")
    turned = (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    _each(note, "lat", turned, "no latitude beyond 90; latitude and longitude may be swapped")
    _each(note, "lat", np.abs(lat) > 90, "no latitude beyond 90")
    _each(note, "lon", np.abs(lon) > 180, "no longitude beyond 180")
    _each(note, "lat", np.isinf(lat) | np.isinf(lon), "no number of degrees")


def _swapped(rows: Checked, area: tuple[float, float, float, float] | None, note: Note) -> None:
    """Rows outside the area, or far from all others, that would lie among them with coordinates exchanged."""
    lat, lon = rows.lat, rows.lon
    if area is not None:
        south, west, north, east = area

        def inside(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
            across = (other >= west) & (other <= east) if west <= east else (other >= west) | (other <= east)
            return np.asarray((one >= south) & (one <= north) & across)

        out = np.isfinite(lat) & np.isfinite(lon) & ~inside(lat, lon)
        _each(note, "lat", out & inside(lon, lat), "outside the area; latitude and longitude may be swapped")
        _each(note, "lat", out, "outside the area")
        return
    known = np.isfinite(lat) & np.isfinite(lon) & (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    if known.sum() < FEW:
        return
    # Quartiles: a fourth of the rows may be wrong before they move.
    low, high = np.percentile(np.column_stack((lat[known], lon[known])), [25, 75], axis=0)
    wide = high - low
    if np.any(wide > WIDEST):
        return  # a table of the whole world lies everywhere

    def among(one: NDArray[np.float64], other: NDArray[np.float64], room: float) -> NDArray[np.bool_]:
        margin = room * (1.5 * wide + 3.0)
        inside = (one >= low[0] - margin[0]) & (one <= high[0] + margin[0])
        return np.asarray(inside & (other >= low[1] - margin[1]) & (other <= high[1] + margin[1]))

    odd, back = known & ~among(lat, lon, 1.0), among(lon, lat, 0.5)
    _each(note, "lat", odd & back, "far from all others; latitude and longitude may be swapped")


def _each(note: Note, column: str, wrong: NDArray[np.bool_], reason: str) -> None:
    note(column, dict.fromkeys(np.flatnonzero(wrong).tolist(), reason))
