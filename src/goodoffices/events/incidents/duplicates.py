"""Reports by which a source repeats itself: found first, so that they neither count twice nor stand against each other.

A source is taken to repeat itself only where its own reports lie closer together in time, place and words than the
coincidences of its ordinary days allow; then and only then two of its reports can come into one incident.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .beliefs import beliefs_of
from .candidates import Ints
from .confusion import codes_for
from .density import background
from .evidence import Reports
from .linking import IndexPairs, linked
from .model import Confusion, Duplicates, Model, precision_of
from .pairing import Pairs, compatible_pairs
from .sphere import Floats

LEAST_SHARE, LEAST_FOUND = 0.01, 6.0
LEAST_SIGMA = 20.0
SAME_WORD = 0.95
SAME_TICK = 0.9
ROUNDS = 8


def learned_duplicates(sample: Reports, model: Model) -> Duplicates:
    """For every source the share of its reports that repeat one of its own, and how far from it they lie."""
    sources = len(sample.sources)
    begin, _ = model.ticks(sample)
    expected = model.sigmas(sample)
    pairs = _own_pairs(sample, model, expected)
    number = np.bincount(sample.source, minlength=sources).astype(float)
    usual = np.array([np.median(expected[sample.source == s]) if number[s] else 1.0 for s in range(sources)])
    source = sample.source[pairs.first]
    rate = np.log(own_rate(sample, expected, begin))
    rate = (rate[pairs.first] + rate[pairs.second]) / 2
    words = _words(sample, model, pairs)
    vague = _vague(sample, expected)
    vague = (vague[pairs.first] + vague[pairs.second]) / 2
    best = Duplicates(np.zeros(sources), np.maximum(usual * 0.3, LEAST_SIGMA))
    gained = np.zeros(sources)
    for scale in (0.05, 0.4, 1.0):
        share, sigma = np.full(sources, 0.02), np.maximum(usual * scale, LEAST_SIGMA)
        for _ in range(ROUNDS):
            joint = 2 * np.maximum(sigma[source] ** 2, vague)
            odds = np.log(share / (1 - share))[source] - np.log(2 * np.pi * joint) - pairs.squared / (2 * joint)
            odds = np.exp(np.minimum(odds + words - rate, 60.0))
            weight = odds / (1 + odds)
            found = np.bincount(source, weight, sources)
            telling = weight * (vague == 0)
            squared = np.bincount(source, telling * pairs.squared, sources)
            precise = np.bincount(source, telling, sources)
            share = np.clip(2 * found / np.maximum(number + found, 1.0), 1e-5, 0.5)
            sigma = np.sqrt((squared + 4 * 4 * sigma**2) / (4 * precise + 4 * 4))
            sigma = np.clip(sigma, LEAST_SIGMA, np.maximum(usual, LEAST_SIGMA))
        support = np.bincount(source, np.log1p(odds), sources)
        better = (support > gained) & (share >= LEAST_SHARE) & (found >= LEAST_FOUND)
        gained = np.where(better, support, gained)
        best = Duplicates(np.where(better, share, best.share), np.where(better, sigma, best.sigma))
    return best


def own_rate(reports: Reports, sigma: Floats, begin: Ints) -> Floats:
    """Reports of its own source per square metre and tick around every report."""
    share = np.bincount(reports.source, minlength=len(reports.sources)) / max(len(reports), 1)
    return background(reports.lat, reports.lon, sigma, begin) * share[reports.source]


def _vague(reports: Reports, sigma: Floats) -> Floats:
    """The variance (m2) of places known by name only, 0 for others: the same name says less than the same point."""
    return np.where(precision_of(reports) % 2 == 1, sigma**2, 0.0)


def _own_pairs(reports: Reports, model: Model, sigma: Floats) -> Pairs:
    begin, end = model.ticks(reports)
    pairs = compatible_pairs(reports.lat, reports.lon, reports.points, sigma, begin, end, 1)
    return pairs.taken(np.flatnonzero(reports.source[pairs.first] == reports.source[pairs.second]))


def _words(reports: Reports, model: Model, pairs: Pairs) -> Floats:
    """Log odds of the tick and the words of a repeated report."""
    told: Floats = np.asarray(np.where(pairs.later == 0, np.log(SAME_TICK), np.log((1 - SAME_TICK) / 2)))
    for name, confusion in model.categories.items():
        codes = codes_for(reports.categories[name], confusion)
        a, b = codes[pairs.first], codes[pairs.second]
        agreeing = np.where(
            a == b, np.log(SAME_WORD) - np.log(np.append(confusion.share, 1.0))[a], np.log(1 - SAME_WORD)
        )
        told += np.where((a >= 0) & (b >= 0), agreeing, 0.0)
    return told


def accounts(reports: Reports, model: Model, apart: IndexPairs | None = None) -> Ints:
    """The first of the reports by which its source tells the same, for every report (itself where it stands alone)."""
    repeating = model.duplicates.share > 0
    rows = np.flatnonzero(repeating[reports.source])
    account = np.arange(len(reports))
    if not len(rows):
        return account
    own = reports.taken(rows)
    expected = model.sigmas(reports)
    sigma = np.sqrt(np.maximum(model.duplicates.sigma[own.source] ** 2, _vague(reports, expected)[rows]))
    pairs = _own_pairs(own, model, sigma)
    share = model.duplicates.share[own.source]
    rate = own_rate(reports, expected, model.ticks(reports)[0])[rows] * (1 - share) / share
    strict = replace(model, delay=_own_delay(model), categories={n: _strict(c) for n, c in model.categories.items()})
    beliefs = beliefs_of(own, strict, sigma, np.log(rate), 0.0)
    nobody = np.zeros((len(own), 1), np.int64)
    if apart is not None:
        place = np.full(len(reports), -1)
        place[rows] = np.arange(len(rows))
        told = (place[apart[0]] >= 0) & (place[apart[1]] >= 0)
        apart = place[apart[0]][told], place[apart[1]][told]
    group, _ = linked(beliefs, nobody, pairs.first, pairs.second, apart=apart)
    account[rows] = rows[group]
    return account


def _own_delay(model: Model) -> Floats:
    return np.tile([SAME_TICK, 1 - SAME_TICK], (len(model.sources), 1))


def _strict(confusion: Confusion) -> Confusion:
    said = SAME_WORD * np.eye(len(confusion.words)) + (1 - SAME_WORD) * confusion.share[None, :]
    return Confusion(confusion.words, confusion.share, np.tile(said, (len(confusion.said), 1, 1)))
