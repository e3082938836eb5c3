"""Reports as arrays in one order that depends on nothing but the reports themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .candidates import Ints
from .sphere import RADIUS, Floats, unit_vectors

CATEGORIES = ("act", "target", "weapon", "accused", "killed")
"""Columns whose words are compared by learned tables of confusion."""
UNKNOWN_RADIUS = 2_000.0
LEAST_RADIUS = 50.0


@dataclass(frozen=True, slots=True)
class Category:
    """One column of words: `codes` index `words`, -1 where a report says nothing."""

    words: tuple[str, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Reports:
    """Columns of n reports, ordered by time, place, source and id (`ordered`).

    `begins` and `ends` in microseconds UTC (ends >= begins, equal when exact), `radius` in metres (about two sigma;
    NaN where unknown), `source` indexes `sources`, `owner` holds codes, `text` is None or n texts,
    `kind` the kind of precision where it is known already (`precision_of`): it is a matter of the reports around.
    """

    begins: Ints
    ends: Ints
    lat: Floats
    lon: Floats
    radius: Floats
    source: Ints
    sources: tuple[str, ...]
    owner: Ints
    categories: Mapping[str, Category] = field(default_factory=dict)
    text: NDArray[np.object_] | None = None
    kind: Ints | None = None

    def __len__(self) -> int:
        return len(self.lat)

    @property
    def points(self) -> Floats:
        """Places in metres from the centre of the globe, shape (n, 3)."""
        return unit_vectors(self.lat, self.lon) * RADIUS

    @property
    def reach(self) -> Floats:
        """The stated radius, or a nominal one where none is stated."""
        return np.where(np.isfinite(self.radius), np.maximum(self.radius, LEAST_RADIUS), UNKNOWN_RADIUS)

    def taken(self, rows: Ints | NDArray[np.bool_] | slice) -> Reports:
        """These rows, in the order of `rows`."""
        return Reports(
            self.begins[rows], self.ends[rows], self.lat[rows], self.lon[rows], self.radius[rows],
            self.source[rows], self.sources, self.owner[rows],
            {name: Category(held.words, held.codes[rows]) for name, held in self.categories.items()},
            None if self.text is None else self.text[rows], None if self.kind is None else self.kind[rows],
        )  # fmt: skip


def ordered(reports: Reports, ids: Sequence[Any]) -> NDArray[np.int64]:
    """The order of reports by time, place, source, radius and, where all these are equal, by id."""
    order = np.lexsort((reports.lat, reports.begins))
    numbers = (
        reports.begins,
        reports.lat,
        reports.ends,
        reports.lon,
        reports.source,
        np.nan_to_num(reports.radius, nan=-1.0),
    )
    for first, last in _equal(order, numbers[:2]):
        rows = order[first:last]
        keys = zip(
            *(column[rows].tolist() for column in numbers), (str(ids[row]) for row in rows.tolist()), rows, strict=True
        )
        order[first:last] = [key[-1] for key in sorted(keys)]
    return order


def _equal(order: Ints, columns: tuple[NDArray[Any], ...]) -> Iterator[tuple[int, int]]:
    """Stretches of the order in which these columns do not change."""
    same = np.ones(max(len(order) - 1, 0), bool)
    for column in columns:
        kept = column[order]
        same &= kept[1:] == kept[:-1]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], same.astype(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), (edges[1::2] + 1).tolist(), strict=True)
