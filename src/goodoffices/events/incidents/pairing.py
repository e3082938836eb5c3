"""Candidate pairs whose regions and times are compatible, given the noise that is expected of each report."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .candidates import Ints, pairs_within
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
    left, right = [], []
    length = last - first
    precise = length <= LONGEST
    level = np.ceil(2 * np.log2(np.maximum(sigma, 1.0))).astype(np.int64)
    levels = np.unique(level[precise])
    for step in levels:
        rows = np.flatnonzero(precise & (level <= step))
        own = np.flatnonzero(level[rows] == step)
        widest = LIMIT * np.sqrt(2.0) * float(sigma[rows[own]].max())
        span = late + int(length[rows].max(initial=0))
        alone = len(own) == len(rows)
        i, j = pairs_within(lat[rows], lon[rows], first[rows], widest, span, asking=None if alone else own)
        if not alone:
            kept = (level[rows][j] < step) | (i < j)
            i, j = i[kept], j[kept]
        left.append(rows[np.minimum(i, j)])
        right.append(rows[np.maximum(i, j)])
    empty = np.zeros(0, np.int64)
    a, b = np.concatenate(left or [empty]), np.concatenate(right or [empty])
    squared = np.zeros(len(a))
    for axis in range(3):
        along = np.ascontiguousarray(points[:, axis])
        squared += (along[a] - along[b]) ** 2
    variance = sigma**2
    kept = squared <= LIMIT**2 * (variance[a] + variance[b])
    kept &= (first[b] - late <= last[a]) & (first[a] - late <= last[b])
    a, b, squared = a[kept], b[kept], squared[kept]
    return Pairs(a, b, squared, first[b] - first[a])
