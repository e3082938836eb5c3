"""How many reports lie around each place on an ordinary day: what makes a coincidence likely or not."""

from __future__ import annotations

import numpy as np

from ...engine.kernels import compiled
from .candidates import LONGITUDES, TURN, Ints, sought
from .sphere import RADIUS, Floats

NEAR, WIDE = 1.4, 6.0
"""Half the sides, in standard deviations of a report, of the squares in which reports are counted."""
LEANING = 1.0
"""How many reports the wide square weighs in the estimate of the near one."""


def background(lat: Floats, lon: Floats, sigma: Floats, ticks: Ints) -> Floats:
    """Reports per square metre and tick around every report.

    Reports are counted in a square about as large as the report's own uncertainty, which tells a town from the field
    around it, and in a wide one on which it leans where few are counted. The report itself does not count. Half a
    report in the wide square stands for "none": no place is ever beyond all incidents.
    """
    span = int(ticks.max() - ticks.min()) + 1 if len(ticks) else 1
    near, area = _counted(lat, lon, sigma * NEAR)
    wide, wide_area = _counted(lat, lon, sigma * WIDE)
    around = np.maximum(wide - 1.0, 0.5) / (wide_area * span)
    return (np.maximum(near - 1.0, 0.0) + LEANING) / (area * span + LEANING / around)


def _counted(lat: Floats, lon: Floats, half: Floats) -> tuple[Floats, Floats]:
    """Reports in the square around every report whose half side is about `half` metres, and its area."""
    count, area = np.zeros(len(lat)), np.ones(len(lat))
    level = np.round(2 * np.log2(np.maximum(half / 1.5, 1.0))).astype(np.int64)
    for step in np.unique(level):
        rows = np.flatnonzero(level == step)
        side = float(2.0 ** (step / 2))
        count[rows] = _around(lat, lon, rows, side)
        area[rows] = (3 * side) ** 2
    return count, area


def _around(lat: Floats, lon: Floats, rows: Ints, side: float) -> Floats:
    """Reports in three rows of `side` metres and within one and a half sides east and west."""
    height = np.degrees(side / RADIUS)
    row = np.floor((lat + 90.0) / height).astype(np.int64)
    east = np.round(np.mod(lon, 360.0) * 1e7).astype(np.int64)
    key = row * LONGITUDES + east
    order = np.argsort(key)
    asks = np.zeros(len(lat), bool)
    asks[rows] = True
    those = order[asks[order]]
    wide = 1.5 * height / np.maximum(np.cos(np.radians(lat[those])), 1e-6)
    half = np.minimum(np.ceil(wide * 1e7), TURN // 2).astype(np.int64)
    total = np.zeros(len(lat))
    _count(key[order], those, row[those], east[those], half, total)
    return total[rows]


@compiled
def _count(keys: Ints, those: Ints, row: Ints, east: Ints, half: Ints, total: Floats) -> None:
    """Add to `total` of those, which are in the order of the keys, how many keys lie in the stretches of three rows."""
    for up in range(-1, 2):
        low = high = 0
        for number in range(len(those)):
            base = (row[number] + up) * LONGITUDES
            low = sought(keys, low, base + max(east[number] - half[number], 0))
            high = sought(keys, high, base + min(east[number] + half[number], TURN) + 1)
            total[those[number]] += high - low
