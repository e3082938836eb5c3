"""Reports by which a source repeats itself: found first, so that they neither count twice nor stand against each other.

A source is taken to repeat itself only where its own reports lie closer together in time, place and words than the
coincidences of its ordinary days allow; then and only then two of its reports can come into one incident.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .beliefs import beliefs_of
from .candidates import Ints
from .confusion import codes_for
from .delays import lag_table
from .density import background
from .evidence import Reports
from .linking import IndexPairs, linked
from .model import BANDS, Confusion, Duplicates, Model, precision_of
from .pairing import Pairs, compatible_parts, joined_parts
from .sphere import Floats

LEAST_SHARE, LEAST_FOUND = 0.01, 6.0
LEAST_SIGMA = 20.0
SAME_WORD, SAME_TICK = 0.95, 0.9
PRIOR = 4.0
ROUNDS = 8
SURE = 1.1
"""Log odds (3 to 1) that reports under one place name must have to be one account: the name says nothing of where in
the place they belong, and no pass over the partitions looks at accounts again."""


def learned_duplicates(sample: Reports, model: Model) -> Duplicates:
    """For every source how often it repeats itself, and how far from its first report in place and time."""
    sources = len(sample.sources)
    begin, _ = model.ticks(sample)
    expected = model.sigmas(sample)
    pairs = _own_pairs(sample, model, expected)
    rate = np.log(own_rate(sample, expected, begin))
    words = _words(sample, model, pairs) - (rate[pairs.first] + rate[pairs.second]) / 2
    vague = _vague(sample, expected)
    held = _Pairs(
        sample.source[pairs.first], pairs.squared, (vague[pairs.first] + vague[pairs.second]) / 2, pairs.later, words,
        np.bincount(sample.source, minlength=sources).astype(float), model.late,
    )  # fmt: skip
    usual = [float(np.median(expected[sample.source == s])) if held.number[s] else 1.0 for s in range(sources)]
    most = np.maximum(np.array(usual), LEAST_SIGMA)
    best = Duplicates(np.zeros(sources), np.maximum(most * 0.3, LEAST_SIGMA), np.full(sources, SAME_TICK))
    gained = np.zeros(sources)
    for scale in (0.05, 0.4, 1.0):
        found, number, support = _from_scale(held, np.maximum(most * scale, LEAST_SIGMA), most)
        better = (support > gained) & (found.share >= LEAST_SHARE) & (number >= LEAST_FOUND)
        gained = np.where(better, support, gained)
        best = Duplicates(*(
            np.where(better, getattr(found, name), getattr(best, name)) for name in ("share", "sigma", "same")
        ))  # fmt: skip
    return best


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of reports of one source: squared distance, variance of named places, ticks apart, log odds of words."""

    source: Ints
    squared: Floats
    vague: Floats
    later: Ints
    words: Floats
    number: Floats
    late: int


def _from_scale(held: _Pairs, sigma: Floats, most: Floats) -> tuple[Duplicates, Floats, Floats]:
    """EM from one scale: what is found, how many repeated reports it finds and how well it explains the pairs."""
    sources, source = len(sigma), held.source
    found = Duplicates(np.full(sources, 0.02), sigma, np.full(sources, SAME_TICK))
    number, odds = np.zeros(sources), np.zeros(len(source))
    for _ in range(ROUNDS):
        joint = 2 * np.maximum(found.sigma[source] ** 2, held.vague)
        lags = np.log(np.maximum(lag_table(found.delay(held.late)), 1e-9))
        score = np.log(found.share / (1 - found.share))[source] - np.log(2 * np.pi * joint) + held.words
        score += lags[source, source, np.clip(held.later, -held.late, held.late) + held.late]
        odds = np.exp(np.minimum(score - held.squared / (2 * joint), 60.0))
        weight = odds / (1 + odds)
        telling = weight * (held.vague == 0)
        number = np.bincount(source, weight, sources).astype(float)
        precise, squared = (np.bincount(source, each, sources) for each in (telling, telling * held.squared))
        spread = np.sqrt((squared + PRIOR * 4 * found.sigma**2) / (4 * precise + 4 * PRIOR))
        same = np.bincount(source, weight * (held.later == 0), sources)
        found = Duplicates(
            np.clip(2 * number / np.maximum(held.number + number, 1.0), 1e-5, 0.5),
            np.clip(spread, LEAST_SIGMA, most),
            (same + PRIOR * SAME_TICK) / (number + PRIOR),
        )
    return found, number, np.bincount(source, np.log1p(odds), sources).astype(float)


def own_rate(reports: Reports, sigma: Floats, begin: Ints) -> Floats:
    """Reports of its own source per square metre and tick around every report."""
    share = np.bincount(reports.source, minlength=len(reports.sources)) / max(len(reports), 1)
    return background(reports.lat, reports.lon, sigma, begin) * share[reports.source]


def _vague(reports: Reports, sigma: Floats) -> Floats:
    """The variance (m2) of places known by name only, 0 for others: the same name says less than the same point."""
    return np.where(precision_of(reports) % 2 == 1, sigma**2, 0.0)


def _own_pairs(reports: Reports, model: Model, sigma: Floats) -> Pairs:
    begin, end = model.ticks(reports)
    parts = compatible_parts(reports.lat, reports.lon, reports.points, sigma, begin, end, model.late)
    source = reports.source
    return joined_parts([part.taken(np.flatnonzero(source[part.first] == source[part.second])) for part in parts])


def _words(reports: Reports, model: Model, pairs: Pairs) -> Floats:
    """Log odds of the words of a repeated report."""
    told = np.zeros(len(pairs))
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
    copied = copies(reports)
    if apart is not None:
        parted = copied[apart[0]] == copied[apart[1]]
        copied[apart[1][parted]] = apart[1][parted]
    account = np.arange(len(reports))
    if not len(rows):
        return copied
    own = reports.taken(rows)
    expected = model.sigmas(reports)
    sigma = np.sqrt(np.maximum(model.duplicates.sigma[own.source] ** 2, _vague(reports, expected)[rows]))
    pairs = _own_pairs(own, model, sigma)
    share = model.duplicates.share[own.source]
    rate = np.log(own_rate(reports, expected, model.ticks(reports)[0])[rows] * (1 - share) / share)
    rate += SURE * (precision_of(reports)[rows] % 2)
    strict = replace(
        model,
        delay=model.duplicates.delay(model.late),
        categories={n: _strict(c) for n, c in model.categories.items()},
        nearness=np.zeros(BANDS),
    )
    beliefs = beliefs_of(own, strict, sigma, rate, 0.0)
    if apart is not None:
        place = np.full(len(reports), -1)
        place[rows] = np.arange(len(rows))
        told = (place[apart[0]] >= 0) & (place[apart[1]] >= 0)
        apart = place[apart[0]][told], place[apart[1]][told]
    account[rows] = rows[linked(beliefs, pairs.first, pairs.second, apart)]
    return account[copied]


def copies(reports: Reports) -> Ints:
    """The first of the reports that are the same in all but their id, for every report: a row sent again.

    They stand beside one another in the order of reports. The same town on the same day in the same words of a table is
    no copy: point or text must be its own.
    """
    account = np.arange(len(reports))
    columns: list[NDArray[Any]] = [reports.source, reports.begins, reports.lat, reports.lon, reports.ends]
    columns += [held.codes for _, held in sorted(reports.categories.items())]
    same = np.ones(max(len(account) - 1, 0), bool)
    for column in columns:
        same &= column[1:] == column[:-1]
    later = np.flatnonzero(same)
    if len(later):
        named = precision_of(reports) % 2 == 1
        for one in later.tolist():
            other = one + 1
            texts = ("", "") if reports.text is None else (reports.text[one] or "", reports.text[other] or "")
            if texts[0] == texts[1] and (texts[0] or not named[one]):
                account[other] = account[one]
    return account


def _strict(confusion: Confusion) -> Confusion:
    said = SAME_WORD * np.eye(len(confusion.words)) + (1 - SAME_WORD) * confusion.share[None, :]
    return Confusion(confusion.words, confusion.share, np.tile(said, (len(confusion.said), 1, 1)))
