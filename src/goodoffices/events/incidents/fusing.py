"""The incidents of one block of reports, and one answer for every report from blocks that overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from ...engine import Cell
from .beliefs import Beliefs, beliefs_of
from .candidates import Ints
from .density import background
from .duplicates import accounts
from .evidence import Reports
from .linking import HOPELESS, IndexPairs
from .model import Model, precision_of
from .pairing import Pairs, compatible_parts, joined_parts
from .partitions import chances, parted
from .sphere import Floats
from .texts import grades, odds_of, word_table

Likeness = Callable[[Pairs], Floats | None]
MANY = 200_000
"""Pairs of one part beyond which those without hope are dropped before the next part is sought."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """For every report: the first of its incident and of its account, and what the block knew of it.

    `refused` are the best log odds by which it might have belonged elsewhere, `sigma` the noise expected of it (m),
    `rate` the log of the incidents expected around it (1/m2 and tick).
    """

    group: Ints
    account: Ints
    refused: Floats
    sigma: Floats
    rate: Floats


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided, as index pairs: `together` are one incident, `apart` are two."""

    together: IndexPairs
    apart: IndexPairs

    def within(self, low: int, high: int) -> Judged:
        """The decisions on rows from `low` up to `high`, with `low` as row 0."""

        def inside(pairs: IndexPairs) -> IndexPairs:
            one, other = pairs
            kept = (np.minimum(one, other) >= low) & (np.maximum(one, other) < high)
            return one[kept] - low, other[kept] - low

        return Judged(inside(self.together), inside(self.apart))


def nothing_judged() -> Judged:
    """No judgement at all."""
    empty = np.zeros(0, np.int64)
    return Judged((empty, empty), (empty, empty))


def grouped(reports: Reports, model: Model, judged: Judged) -> Grouped:
    """The incidents among the reports of one block: a pure function. Reports are in order, the model is aligned."""
    reports = replace(reports, kind=precision_of(reports))
    account = accounts(reports, model, judged.apart)
    rows = np.flatnonzero(account == np.arange(len(account)))
    own = reports.taken(rows)
    sigma = model.sigmas(reports)
    begin, end = model.ticks(reports)
    rate = np.log(background(reports.lat, reports.lon, sigma, begin) / model.coverage.sum())
    beliefs = beliefs_of(own, model, sigma[rows], rate[rows])
    parts = compatible_parts(own.lat, own.lon, own.points, sigma[rows], begin[rows], end[rows], model.late)
    alike = likeness(own, model)
    pairs = joined_parts([_hopeful(own, beliefs, alike, part) for part in parts])
    place = np.zeros(len(reports), np.int64)
    place[rows] = np.arange(len(rows))
    merged, split = (_placed(place[account], side) for side in (judged.together, judged.apart))
    found = chances(own, beliefs, pairs.first, pairs.second, alike(pairs), split, model.passes)
    group = parted(own.source, pairs.first, pairs.second, found.pair, model.least, model.alone, merged, split)
    best = np.full(len(reports), -np.inf)
    likely = np.maximum(found.alone, 1e-300)
    best[rows] = np.log(np.maximum(1 - found.alone, 1e-300)) - np.log(likely)
    return Grouped(rows[group][place[account]], account, best, sigma, rate)


def _hopeful(reports: Reports, beliefs: Beliefs, alike: Likeness, pairs: Pairs) -> Pairs:
    """The pairs of two sources; of many at once only those that could ever be a link.

    Where thousands of reports lie within reach of each other, nearly all of their pairs are chance, and known to be.
    """
    pairs = pairs.taken(np.flatnonzero(reports.source[pairs.first] != reports.source[pairs.second]))
    if len(pairs) < MANY:
        return pairs
    odds, extra = beliefs.joining(pairs.first, pairs.second).sum(axis=1), alike(pairs)
    return pairs.taken(np.flatnonzero((odds if extra is None else odds + extra) > HOPELESS))


def likeness(reports: Reports, model: Model) -> Likeness:
    """What tells the log odds of the texts of pairs; None when there are no texts."""
    if reports.text is None:
        return lambda _: None
    table = word_table(reports.text)
    return lambda pairs: odds_of(grades(table, pairs.first, pairs.second), model.text)


def _placed(place: Ints, pairs: IndexPairs) -> IndexPairs:
    one, other = place[pairs[0]], place[pairs[1]]
    return one[one != other], other[one != other]


def joined(ticks: Ints, parts: Iterable[tuple[Cell, Grouped]], judged: Judged) -> Grouped:
    """One answer for every report from the answers of the blocks, which overlap; `ticks` are those of all reports.

    An incident belongs to the block of its first report. Where blocks disagree on a report in their halo the earlier
    one decides; a report that no block takes stands alone.
    """
    first, size = ticks, len(ticks)
    whole = Grouped(np.full(size, -1), np.arange(size), np.full(size, -np.inf), np.ones(size), np.zeros(size))
    for block, part in parts:
        rows = np.arange(block.low, block.high)
        home = first[rows[part.group]]
        owned = (home >= block.begin) & (home < block.end) & (whole.group[rows] < 0)
        whole.group[rows[owned]] = rows[part.group][owned]
        inside = (first[rows] >= block.begin) & (first[rows] < block.end)
        for column in ("refused", "sigma", "rate"):
            getattr(whole, column)[rows[inside]] = getattr(part, column)[inside]
        whole.account[rows[inside | owned]] = rows[part.account][inside | owned]
    alone = whole.group < 0
    whole.group[alone] = np.flatnonzero(alone)
    for one, other in zip(*judged.together, strict=True):
        low, high = sorted((whole.group[one], whole.group[other]))
        whole.group[whole.group == high] = low
    return _settled(whole)


def _settled(whole: Grouped) -> Grouped:
    """With every group and account named by the first report that is left in it."""
    least = np.full(len(whole.group), len(whole.group))
    np.minimum.at(least, whole.group, np.arange(len(least)))
    group = least[whole.group]
    account = np.where(group[whole.account] == group, whole.account, np.arange(len(group)))
    return Grouped(group, account, whole.refused, whole.sigma, whole.rate)
