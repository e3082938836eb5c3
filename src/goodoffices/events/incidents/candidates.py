"""Pairs of reports that lie within a distance and a time of one another: exact, by a grid of time, then latitude.

Points are ordered by time slot, row of latitude and longitude. A point then finds its neighbours in every slot and row
within reach as one stretch of that order, by binary search; no other pair is ever looked at twice. Memory grows with
the pairs of one row offset, not with all candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .sphere import RADIUS, Floats, chord_of, unit_vectors

Ints = NDArray[np.int64]
ROWS = 3
MARGIN = 1e-9  # radians: 6 mm, more than any rounding of the grid
TURN = 3_600_000_000  # all longitudes, in 1e-7 degrees
LONGITUDES = 2**33
PART = 2_000_000
"""Candidates that are looked at together, or the stretch of one point when it is longer."""


def pairs_within(
    lat: Floats, lon: Floats, time: Ints, metres: float, span: int, *, asking: Ints | None = None
) -> tuple[Ints, Ints]:
    """Pairs (i, j) of indices at most `metres` (arc) and `span` (in units of `time`) apart.

    Without `asking` every pair comes once (i < j). With `asking` (sorted indices) the pairs of these points with any
    other come, i being the point that asks. The order of the pairs depends on the points alone.
    """
    found = list(pair_parts(lat, lon, time, metres, span, asking=asking))
    empty = np.zeros(0, np.int64)
    left, right = ([part[side] for part in found] or [empty] for side in (0, 1))
    return np.concatenate(left), np.concatenate(right)


def pair_parts(
    lat: Floats, lon: Floats, time: Ints, metres: float, span: int, *, asking: Ints | None = None
) -> Iterator[tuple[Ints, Ints]]:
    """The pairs of `pairs_within` in parts of at most PART: however dense the points, memory is bounded."""
    axes = [np.ascontiguousarray(axis) for axis in unit_vectors(lat, lon).T]
    chord = float(chord_of(metres)) ** 2
    for i, j in _stretches(lat, lon, time, metres, span, asking):
        kept = np.flatnonzero(np.abs(time[i] - time[j]) <= span)
        kept = kept[_squared(axes, i[kept], j[kept]) <= chord]
        one, other = i[kept], j[kept]
        yield (one, other) if asking is not None else (np.minimum(one, other), np.maximum(one, other))


def _stretches(
    lat: Floats, lon: Floats, time: Ints, metres: float, span: int, asking: Ints | None
) -> Iterator[tuple[Ints, Ints]]:
    """Candidates of each slot and row offset: all pairs within reach are among them, each once."""
    if not len(lat):
        return
    reach = min(metres / RADIUS, np.pi)
    height = max(reach / ROWS, 1e-7)
    row = np.floor((np.radians(lat) + np.pi / 2) / height).astype(np.int64)
    slot = (time - time.min()) // max(span, 1)
    rows = int(row.max()) + 2 * ROWS + 3
    turned = np.round((np.mod(lon, 360.0)) * 1e7).astype(np.int64)
    group = slot * rows + row + ROWS
    key = group * LONGITUDES + turned
    order = np.argsort(key, kind="stable")
    place = np.arange(len(order))
    keys = key[order]
    asked = place if asking is None else np.flatnonzero(np.isin(order, asking))
    both = asking is not None
    own, east = group[order[asked]], turned[order[asked]]
    near_row, rank = np.unique(row[order[asked]], return_inverse=True)
    for up in range(-ROWS, ROWS + 1):
        wide = _half_width((near_row * height - np.pi / 2).astype(float), height, reach, max(abs(up) - 1, 0) * height)[
            rank
        ]
        for later in (-1, 0, 1) if both else (0, 1):
            if not both and later == 0 and up < 0:
                continue
            base = (own + later * rows + up) * LONGITUDES
            for turn in _turns(east, wide):
                centre = base + east + turn
                low = np.searchsorted(keys, np.maximum(centre - wide, base))
                high = np.searchsorted(keys, np.minimum(centre + wide, base + TURN), side="right")
                if not both and later == 0 and up == 0:
                    low = np.maximum(low, asked + 1)
                for i, j in _expanded(asked, low, high):
                    kept = i != j if both else slice(None)
                    yield order[i[kept]], order[j[kept]]


def _squared(axes: list[Floats], i: Ints, j: Ints) -> Floats:
    """Squared chords of the pairs, one axis after the other: rows of three would be gathered slowly."""
    total = np.zeros(len(i))
    for axis in axes:
        total += (axis[i] - axis[j]) ** 2
    return total


def _half_width(south: Floats, height: float, reach: float, apart: float) -> Ints:
    """Half the longitudes, in 1e-7 degrees, within `reach` of the rows that begin `south`; latitudes differ by `apart`.

    All in radians. The narrower parallel of the two decides; it lies at most `reach` nearer the pole.
    """
    left = np.sqrt(max(np.sin(min(reach, np.pi) / 2) ** 2 - np.sin(min(apart, np.pi) / 2) ** 2, 0.0))
    poleward = np.maximum(np.abs(south), np.abs(south + height)) + reach
    parallel = np.cos(np.minimum(poleward, np.pi / 2))
    ratio = np.clip(left / np.maximum(parallel, 1e-12), 0.0, 1.0)
    angle = np.where(ratio >= 1.0, np.pi, 2 * np.arcsin(ratio))
    return np.ceil(np.degrees(angle + MARGIN) * 1e7).astype(np.int64) + 2


def _turns(turned: Ints, wide: Ints) -> list[int]:
    """Whole turns of the globe by which a stretch has to be sought again: none, unless it crosses longitude zero."""
    turns = [0]
    if np.any(turned - wide < 0):
        turns.append(TURN)
    if np.any(turned + wide >= TURN):
        turns.append(-TURN)
    return turns


def _expanded(asked: Ints, low: Ints, high: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Each point with all of its stretch, some points at a time."""
    count = np.maximum(high - low, 0)
    ends = np.cumsum(count)
    total = int(ends[-1]) if len(ends) else 0
    cuts = np.searchsorted(ends, np.arange(PART, total, PART))
    for first, last in pairwise([0, *np.unique(cuts).tolist(), len(asked)]):
        some = count[first:last]
        before = ends[first:last] - some
        i = np.repeat(asked[first:last], some)
        yield i, np.arange(len(i)) + np.repeat(low[first:last] - (before - before[:1]), some)
