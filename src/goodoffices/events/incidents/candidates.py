"""Pairs of reports that lie within a distance and a time of one another: exact, by a grid of time, then latitude.

Points are ordered by time slot, row of latitude and longitude. A point then finds its neighbours in every slot and row
within reach as one stretch of that order, which begins where the last one did or soon after; no other pair is ever
looked at. Memory grows with the pairs of one part, not with all candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...engine.kernels import compiled, inlined
from .sphere import RADIUS, Floats, chord_of, unit_vectors

Ints = NDArray[np.int64]
ROWS = 3
MARGIN = 1e-9  # radians: 6 mm, more than any rounding of the grid
TURN = 3_600_000_000  # all longitudes, in 1e-7 degrees
LONGITUDES = 2**33
PART = 2_000_000
"""Pairs that are given together; a part may be shorter or longer by the stretch of one point."""


def pairs_within(
    lat: Floats, lon: Floats, time: Ints, metres: float, span: int, *, asking: Ints | None = None
) -> tuple[Ints, Ints]:
    """Pairs (i, j) of indices at most `metres` (arc) and `span` (in units of `time`) apart.

    Without `asking` every pair comes once (i < j). With `asking` (sorted indices) the pairs of these points with any
    other come, i being the point that asks. The order of the pairs depends on the points alone.
    """
    left, right = zip(*pair_parts(lat, lon, time, metres, span, asking=asking), strict=True)
    return np.concatenate(left), np.concatenate(right)


def pair_parts(
    lat: Floats, lon: Floats, time: Ints, metres: float, span: int, *, asking: Ints | None = None
) -> Iterator[tuple[Ints, Ints]]:
    """The pairs of `pairs_within` in parts of about PART: however dense the points, memory is bounded."""
    for one, other, _ in chord_parts(lat, lon, time, metres, span, asking=asking):
        yield one, other


def chord_parts(
    lat: Floats, lon: Floats, time: Ints, metres: float, span: int, *, asking: Ints | None = None
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """As `pair_parts`, with the squared chord of every pair on the unit sphere; at least one part."""
    reach = np.full(len(lat), float(chord_of(metres)) ** 2 / 2)
    return parts_near(lat, lon, Apart(unit_vectors(lat, lon), reach, time, time, span), metres, span, asking)


class Apart(NamedTuple):
    """How far points may lie apart: `points` (n, 3), of `reach` (squared units of `points`) as much as both have
    together; times from `first` to `last`, at most `late` from the end of the earlier to the start of the later."""

    points: Floats
    reach: Floats
    first: Ints
    last: Ints
    late: int


class Grid(NamedTuple):
    """The points that ask, in the order of the grid: `place` in that order, `group` (slot and row), `east` (longitude)
    and `wide` (half the longitudes within reach); `keys` are those of all points, `both` tells whether pairs come from
    both sides."""

    place: Ints
    group: Ints
    east: Ints
    wide: Ints
    keys: Ints
    both: bool


class Found(NamedTuple):
    """Room for pairs of places in the order of the grid and their squared distances."""

    one: Ints
    other: Ints
    squared: Floats

    def taken(self, count: int, order: Ints, both: bool) -> tuple[Ints, Ints, Floats]:
        """The first of them as pairs of points, the lesser index first unless pairs come from both sides."""
        i, j, squared = order[self.one[:count]], order[self.other[:count]], self.squared[:count].copy()
        return (i, j, squared) if both else (np.minimum(i, j), np.maximum(i, j), squared)


def parts_near(
    lat: Floats, lon: Floats, apart: Apart, metres: float, span: int, asking: Ints | None
) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Pairs near enough for `apart`, with their squared distance; no such two may be more than `metres` (arc) or, by
    their `first`, `span` apart."""
    if not len(lat):
        yield np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        return
    reach = min(metres / RADIUS, np.pi)
    height = max(reach / ROWS, 1e-7)
    row = np.floor((np.radians(lat) + np.pi / 2) / height).astype(np.int64)
    slot = (apart.first - apart.first.min()) // max(span, 1)
    rows = int(row.max()) + 2 * ROWS + 3
    turned = np.round((np.mod(lon, 360.0)) * 1e7).astype(np.int64)
    group = slot * rows + row + ROWS
    key = group * LONGITUDES + turned
    order = np.argsort(key, kind="stable")
    asks = np.zeros(len(order), bool)
    asks[slice(None) if asking is None else asking] = True
    place = np.flatnonzero(asks[order])
    asked, both = order[place], asking is not None
    held = Apart(apart.points[order], apart.reach[order], apart.first[order], apart.last[order], apart.late)
    near_row, rank = np.unique(row[asked], return_inverse=True)
    wide = [
        _half_width((near_row * height - np.pi / 2).astype(float), height, reach, max(up - 1, 0) * height)[rank]
        for up in range(ROWS + 1)
    ]
    room = PART + len(order)
    found, count = Found(np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)), 0
    for up in range(-ROWS, ROWS + 1):
        grid = Grid(place, group[asked], turned[asked], wide[abs(up)], key[order], both)
        for later in (-1, 0, 1) if both else (0, 1):
            if not both and later == 0 and up < 0:
                continue
            for turn in _turns(grid.east, grid.wide):
                done = 0
                while done < len(place):
                    done, count = _filled(done, count, later * rows + up, turn, grid, held, found)
                    if done < len(place):
                        yield found.taken(count, order, both)
                        count = 0
    yield found.taken(count, order, both)


@compiled
def _filled(done: int, count: int, shift: int, turn: int, grid: Grid, apart: Apart, found: Found) -> tuple[int, int]:
    """Write the pairs of the points that ask with their stretch `shift` groups on to `found`.

    Begins with the point number `done` at `count`, stops where there may be no room; both are given back.
    """
    low = high = 0
    while done < len(grid.place):
        i, base = grid.place[done], (grid.group[done] + shift) * LONGITUDES
        centre = base + grid.east[done] + turn
        low = sought(grid.keys, low, max(centre - grid.wide[done], base))
        high = sought(grid.keys, high, min(centre + grid.wide[done], base + TURN) + 1)
        if count + high - low > len(found.one):
            break
        for j in range(low if grid.both or shift else max(low, i + 1), high):
            squared = 0.0
            for axis in range(3):
                squared += (apart.points[i, axis] - apart.points[j, axis]) ** 2
            near = squared <= apart.reach[i] + apart.reach[j] and j != i
            if near and apart.first[j] - apart.late <= apart.last[i] and apart.first[i] - apart.late <= apart.last[j]:
                found.one[count], found.other[count], found.squared[count] = i, j, squared
                count += 1
        done += 1
    return done, count


@inlined
def sought(keys: Ints, at: int, key: int) -> int:
    """The first place whose key is not less, looked for near `at` first: it is where the last one was or close by."""
    step, low, high = 1, at, at
    while high < len(keys) and keys[high] < key:
        low, high, step = high + 1, high + step, 2 * step
    while low > 0 and keys[low - 1] >= key:
        low, high, step = low - step, low - 1, 2 * step
    low, high = max(low, 0), min(high, len(keys))
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low


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
