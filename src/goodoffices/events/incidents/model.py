"""What fusion has learned of the sources: noise, delay, confusion and coverage of each. Kept with its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .candidates import Ints
from .evidence import Reports
from .sphere import Floats
from .texts import FIRST_ODDS

DAY = 86_400_000_000
VERSION = 5
BANDS = 8
"""Bands of half a standard deviation of a distance; the last has no end."""
PASSES = 6
"""Passes over the partitions of an ordinary table; where they tell too little there are more."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How sources use the words of one category.

    `share[k]` is how common the true word k is; `said[s, k, a]` the probability that source s says word a of a true k.
    """

    words: tuple[str, ...]
    share: Floats
    said: Floats


@dataclass(frozen=True, slots=True)
class Duplicates:
    """How a source repeats itself: the share of its reports that do, how far apart (m), how often in one tick."""

    share: Floats
    sigma: Floats
    same: Floats

    def delay(self, late: int) -> Floats:
        """Delays, shape (S, late + 1), under which two reports fall into one tick as often as `same`, or about."""
        falling = 0.5 ** np.arange(1.0, late + 1)
        first = np.sqrt(self.same)[:, None]
        return np.concatenate((first, (1 - first) * (falling / falling.sum())[None, :]), axis=1)


@dataclass(frozen=True, slots=True)
class Model:
    """Parameters of the fusion of reports; arrays are aligned with `sources`.

    `tick` is the unit of time in microseconds, ticks begin `phase` microseconds after those of 1970; `delay[s, d]` the
    probability that source s dates an incident d ticks late, `precisions` the kinds of stated precision (see
    `precision_of`) and `sigma[s, c]` the standard deviation in metres, along each axis, of source s at precision c,
    `gain` that of other kinds as a share of the stated radius; `coverage[s]` the share of incidents that source s
    reports; `least` the mean probability that the links of an incident must have, `alone` that of a link that makes an
    incident by itself, `passes` how many are made over the partitions; `nearness` the log odds by which a distance in
    each band of half a standard deviation says more than noise and background tell; `block` the ticks of one block;
    `text` the log odds of each grade of likeness of texts.
    """

    tick: int
    sources: tuple[str, ...]
    precisions: tuple[int, ...]
    sigma: Floats
    gain: float
    delay: Floats
    coverage: Floats
    least: float
    block: int
    phase: int
    categories: Mapping[str, Confusion]
    duplicates: Duplicates
    learned_from: int = 0
    text: Floats = field(default_factory=lambda: np.array(FIRST_ODDS))
    alone: float = 0.0
    passes: int = PASSES
    nearness: Floats = field(default_factory=lambda: np.zeros(BANDS))

    @property
    def late(self) -> int:
        """The longest delay in ticks."""
        return int(self.delay.shape[1]) - 1

    def aligned(self, sources: tuple[str, ...]) -> Model:
        """This model for other sources: one that was not learned gets the mean of those that were."""
        if sources == self.sources:
            return self
        known = {name: row for row, name in enumerate(self.sources)}
        rows = [known.get(name, -1) for name in sources]

        def moved(values: Floats, *, log: bool = False) -> Floats:
            mean = np.exp(np.log(values).mean(axis=0)) if log else values.mean(axis=0)
            return np.concatenate((values, mean[None]))[rows]

        confusions = {
            name: Confusion(held.words, held.share, moved(held.said)) for name, held in self.categories.items()
        }
        repeated = Duplicates(
            np.concatenate((self.duplicates.share, [0.0]))[rows],
            moved(self.duplicates.sigma, log=True),
            moved(self.duplicates.same),
        )
        return Model(
            self.tick, sources, self.precisions, moved(self.sigma, log=True), self.gain, moved(self.delay),
            moved(self.coverage), self.least, self.block, self.phase, confusions, repeated,
            self.learned_from, self.text, self.alone, self.passes, self.nearness,
        )  # fmt: skip

    def home(self, begins: Ints) -> Ints:
        """The tick in which each beginning lies: never falling where beginnings do not fall."""
        return (begins - self.phase) // self.tick

    def ticks(self, reports: Reports) -> tuple[Ints, Ints]:
        """First and last tick of every report (equal when it is exact, or told by the tick).

        A stretch of a tick or more may begin and end an eighth of a tick off: days of two zones are the same days.
        """
        slack = np.where(reports.ends - reports.begins >= self.tick, self.tick // 8, 0)
        first = self.home(reports.begins + slack)
        return first, np.maximum(self.home(reports.ends - 1 - slack), first)

    def sigmas(self, reports: Reports) -> Floats:
        """The standard deviation in metres along each axis that is expected of every report."""
        kinds = np.asarray(self.precisions)
        kind = precision_of(reports)
        place = np.minimum(np.searchsorted(kinds, kind), len(kinds) - 1)
        known = self.sigma[reports.source, place]
        return np.where(kinds[place] == kind, known, np.maximum(reports.reach * self.gain, 1.0))


def precision_of(reports: Reports) -> NDArray[np.int64]:
    """The kind of precision of every report: its stated radius in steps of half an octave, and whether its very point
    comes again and again (a place looked up by its name, whatever radius is stated)."""
    if reports.kind is not None:
        return reports.kind
    step = np.round(2 * np.log2(reports.reach)).astype(np.int64)
    step = np.where(np.isfinite(reports.radius), step, -1)
    return 2 * step + repeated_points(reports)


def repeated_points(reports: Reports, often: int = 3) -> NDArray[np.int64]:
    """1 where reports of at least `often` days have exactly this point, and for all reports of a source that has such
    points mostly: it looks places up by their names. Else 0."""
    # Numbers that equal points share: few points come again, and only these are ordered.
    key = np.ascontiguousarray(reports.lat).view(np.int64) * 31 + np.ascontiguousarray(reports.lon).view(np.int64)
    _, place, number = np.unique(key, return_inverse=True, return_counts=True)
    found = number[place.reshape(-1)] >= often
    rows = np.flatnonzero(found)
    day = reports.begins // DAY
    rows = rows[np.lexsort((day[rows], reports.lon[rows], reports.lat[rows]))]
    lat, lon, on = reports.lat[rows], reports.lon[rows], day[rows]
    new = np.ones(len(rows), bool)
    new[1:] = (lat[1:] != lat[:-1]) | (lon[1:] != lon[:-1])
    fresh = new.copy()
    fresh[1:] |= on[1:] != on[:-1]
    group = np.cumsum(new) - 1
    found[rows] = np.bincount(group[fresh])[group] >= often
    mostly = np.bincount(reports.source, found, len(reports.sources)) > 0.5 * np.bincount(
        reports.source, minlength=len(reports.sources)
    )
    return (found | mostly[reports.source]).astype(np.int64)
