"""Candidate pairs whose regions and times are compatible, given the noise that is expected of each report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .candidates import Apart, Ints, parts_near
from .sphere import Floats

LIMIT = 4.0
"""Joint standard deviations beyond which two places are not compatible (one true pair in 3,000)."""
LONGEST = 16
"""Ticks beyond which a report's time is too vague to be compared."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Index pairs (first < second), the squared distance in square metres, `later` = ticks from first to second."""

    first: Ints
    second: Ints
    squared: Floats
    later: Ints

    def __len__(self) -> int:
        return len(self.first)

    def taken(self, rows: Ints) -> Pairs:
        """These pairs."""
        return Pairs(self.first[rows], self.second[rows], self.squared[rows], self.later[rows])


def compatible_pairs(
    lat: Floats, lon: Floats, points: Floats, sigma: Floats, first: Ints, last: Ints, late: int
) -> Pairs:
    """All pairs within LIMIT joint sigmas whose times leave an instant at which both could have happened."""
    return joined_parts(list(compatible_parts(lat, lon, points, sigma, first, last, late)))


def joined_parts(parts: list[Pairs]) -> Pairs:
    """Parts as one, in their order."""
    empty = np.zeros(0, np.int64)
    parts = [Pairs(empty, empty, np.zeros(0), empty), *parts]
    return Pairs(*(np.concatenate([getattr(part, name) for part in parts]) for name in Pairs.__dataclass_fields__))


def compatible_parts(
    lat: Floats, lon: Floats, points: Floats, sigma: Floats, first: Ints, last: Ints, late: int
) -> Iterator[Pairs]:
    """The pairs of `compatible_pairs` in parts of bounded size."""
    length = last - first
    precise = length <= LONGEST
    level = np.ceil(np.log2(np.maximum(sigma, 1.0))).astype(np.int64)
    reach = LIMIT**2 * sigma**2
    for step in np.unique(level[precise]):
        rows = np.flatnonzero(precise & (level <= step))
        own = np.flatnonzero(level[rows] == step)
        widest = LIMIT * np.sqrt(2.0) * float(sigma[rows[own]].max())
        span = late + int(length[rows].max(initial=0))
        alone = len(own) == len(rows)
        apart = Apart(points[rows], reach[rows], first[rows], last[rows], late)
        for i, j, squared in parts_near(lat[rows], lon[rows], apart, widest, span, None if alone else own):
            kept = slice(None) if alone else (level[rows][j] < step) | (i < j)
            a, b = rows[np.minimum(i, j)[kept]], rows[np.maximum(i, j)[kept]]
            yield Pairs(a, b, squared[kept], first[b] - first[a])
