"""Noise, delay, confusion and coverage of every source, learned from the reports themselves by EM.

E step: a candidate pair's odds of being one incident (Fellegi and Sunter's ratio), what a distance says being measured
against pairs of far days. M step: the parameters under which the pairs so weighted are likeliest, each leaning on a
prior and on the mean of all sources.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from ...engine.kernels import compiled
from .bars import bars
from .beliefs import bands_of
from .candidates import Ints, pair_parts
from .coincidence import chance_pairs, learned_nearness
from .confusion import codes_for, first_confusion, learned_confusion, ratio_table
from .delays import first_delay, lag_table, learned_delay
from .density import background
from .duplicates import SAME_TICK, accounts, learned_duplicates
from .evidence import Reports
from .kin import by_kin, kin_of, unfolded
from .linking import rivals_of
from .model import BANDS, DAY, Duplicates, Model, precision_of
from .opening import Opening, opening
from .pairing import LIMIT, Pairs, compatible_pairs
from .sphere import Floats
from .texts import grades, learned_odds, odds_of, word_table

FIRST_LOOK, FIRST_ROUNDS = 2_500, 6
ROUNDS = 8
SAMPLE_LEAST, SAMPLE_MOST = 6_000, 30_000
SAMPLE_PAIRS = 250_000
DENSE_PAIRS, ANCHORS = 1_000_000, 100
SOURCE_LEAST = 1_000
BLOCK_REPORTS = 60_000
PRIOR_PAIRS = 15.0
SPACING = 0.35
REPORTS_EACH = 1.2
"""How many reports an incident is thought to have before anything is learned; no source more than three in ten."""
LEAST_DOUBTED, MOST_DOUBT = 30.0, 2.0
"""Chance pairs that weigh as much as the model's own word on how many there are, and how far they may change it."""
RARE = 0.015
"""Delays that a smaller share of every source's reports have are left out: they are mostly chance."""


def sample_size(reports: Reports) -> int:
    """How many of the earliest reports to learn from: whole days, until every source met so far is known well.

    It is decided by these days alone: what comes after them changes nothing of what is learned. Of a day with more
    reports than anything can be learned from, the first are taken.
    """
    day = reports.begins // DAY
    ends = np.concatenate((np.flatnonzero(np.diff(day)) + 1, [len(reports)]))
    size = next((int(size) for size in ends if enough(int(size), reports.source[:size])), len(reports))
    return min(size, 2 * SAMPLE_MOST)


def enough(size: int, source: Ints, number: Ints | None = None) -> bool:
    """Whether that many reports show enough: `source` holds that of each, or of each of `number` reports."""
    if size < SAMPLE_LEAST or size >= SAMPLE_MOST:
        return size >= SAMPLE_MOST
    counts = np.bincount(source, number)
    return bool(counts[counts > 0].min() >= SOURCE_LEAST)


def learned(reports: Reports) -> Model:
    """The model of a table of reports (in their own order), from its earliest reports."""
    sample = reports.taken(slice(0, sample_size(reports)))
    sample = replace(sample, kind=precision_of(sample))
    first = opening(sample)
    kin = kin_of(sample)
    model = _first_model(by_kin(sample, kin), first, min(0.3, REPORTS_EACH / max(len(sample.sources), 1)))
    block = _block(sample, model)
    if first.found == 0.0:
        return replace(unfolded(model, sample.sources, kin), block=block)
    sample = _not_too_dense(sample, model.sigmas(by_kin(sample, kin)), model)
    # Candidates are drawn again once the scales are known: the first look is wide or narrow by chance.
    model = _shortened(_Learner(sample.taken(slice(0, FIRST_LOOK)), kin, model, FIRST_ROUNDS).learned(), RARE)
    whole = unfolded(model, sample.sources, kin)
    whole = replace(whole, duplicates=learned_duplicates(sample, whole))
    account = accounts(sample, whole)
    sample = sample.taken(np.flatnonzero(account == np.arange(len(sample))))
    learner = _Learner(sample, kin, model, ROUNDS)
    model = _shortened(learner.learned(), RARE)
    whole = replace(unfolded(model, sample.sources, kin), duplicates=whole.duplicates, block=block)
    least, alone, passes = bars(sample.taken(slice(0, FIRST_LOOK)), whole, learner.doubt())
    return replace(whole, least=least, alone=alone, passes=passes)


def _first_model(sample: Reports, first: Opening, coverage: float) -> Model:
    kinds = tuple(int(kind) for kind in np.unique(precision_of(sample)))
    sources = len(sample.sources)
    typical = {kind: float(np.median(sample.reach[precision_of(sample) == kind])) for kind in kinds}
    sigma = np.tile([max(typical[kind] * first.gain, 1.0) for kind in kinds], (sources, 1))
    categories = {
        name: first_confusion(held, sample.source, sources)
        for name, held in sorted(sample.categories.items())
        if np.mean(held.codes >= 0) >= 0.01
    }
    return Model(
        first.tick, sample.sources, kinds, sigma.reshape(sources, len(kinds)), first.gain,
        first_delay(sources, first.late), np.full(sources, coverage), 0.0, 1, first.phase, categories,
        Duplicates(np.zeros(sources), np.full(sources, 1.0), np.full(sources, SAME_TICK)), len(sample),
    )  # fmt: skip


def _block(sample: Reports, model: Model) -> int:
    """Ticks of a block: as many as hold about BLOCK_REPORTS reports, and far more than the longest delay."""
    first = model.home(sample.begins)
    span = int(first.max() - first.min()) + 1 if len(sample) else 1
    wanted = BLOCK_REPORTS * span / max(len(sample), 1)
    return int(2 ** np.ceil(np.log2(np.clip(wanted, 6 * (model.late + 2), 2**14))))


def _shortened(model: Model, least: float) -> Model:
    """Without the delays that fewer reports than `least` of every source have."""
    kept = model.delay[:, ::-1].cumsum(axis=1)[:, ::-1].max(axis=0) >= least
    late = max(int(np.flatnonzero(kept).max(initial=0)), 1)
    delay = model.delay[:, : late + 1]
    return replace(model, delay=delay / delay.sum(axis=1, keepdims=True))


def _not_too_dense(sample: Reports, sigma: Floats, model: Model) -> Reports:
    """The sample, or as much of its beginning as has about DENSE_PAIRS candidate pairs: enough to learn from."""
    size = len(sample)
    asking = (
        np.unique(np.linspace(0, size - 1, ANCHORS).astype(np.int64)) if size > FIRST_LOOK else np.zeros(0, np.int64)
    )
    widest = LIMIT * np.sqrt(2.0) * float(np.median(sigma)) if size else 0.0
    parts = pair_parts(sample.lat, sample.lon, model.home(sample.begins), widest, model.late, asking=asking)
    expected = sum(len(part[0]) for part in parts) * size / (2 * max(len(asking), 1))
    if expected <= DENSE_PAIRS:
        return sample
    return sample.taken(slice(0, max(FIRST_LOOK, int(size * DENSE_PAIRS / expected))))


class _Seen(NamedTuple):
    """Pairs, each with the table entries that it reads and feeds: these are found once, the tables change."""

    pairs: Pairs
    rate: Floats
    by_group: Ints
    by_lag: Ints
    by_words: dict[str, Ints]
    grade: Ints | None

    def scaled(self, model: Model) -> Floats:
        """Squared distances in joint variances."""
        return self.pairs.squared * (1.0 / _joint(model))[self.by_group]

    def odds(self, model: Model) -> Floats:
        """The odds of every pair to be one incident, by itself, without the model's `nearness`."""
        scaled = self.scaled(model)
        score = (np.log(model.coverage.sum()) - np.log(2 * np.pi * _joint(model)))[self.by_group] - 0.5 * scaled
        score -= self.rate
        score += np.log(np.maximum(lag_table(model.delay), 1e-9)).reshape(-1)[self.by_lag]
        for name, confusion in model.categories.items():
            table = np.log(np.maximum(ratio_table(confusion), 1e-6)).reshape(-1)
            score += np.append(table, 0.0)[self.by_words[name]]
        if self.grade is not None:
            score += odds_of(self.grade, model.text)
        return np.asarray(np.exp(np.minimum(score, 60.0)))


def _joint(model: Model) -> Floats:
    """The sum of the variances of every two kinds of reports."""
    variance = model.sigma.reshape(-1) ** 2
    return np.asarray((variance[:, None] + variance[None, :]).reshape(-1))


class _Learner:
    """EM over one sample."""

    def __init__(self, sample: Reports, kin: Ints, model: Model, rounds: int) -> None:
        begin, end = model.ticks(sample)
        sigma = model.sigmas(by_kin(sample, kin))
        # A fifth wider than expected, so that a scale that was guessed too small can still grow.
        pairs = compatible_pairs(sample.lat, sample.lon, sample.points, sigma * 1.2, begin, end, model.late)
        pairs = pairs.taken(np.flatnonzero(sample.source[pairs.first] != sample.source[pairs.second]))
        if len(pairs) > SAMPLE_PAIRS:
            border = int(np.partition(pairs.second, SAMPLE_PAIRS)[SAMPLE_PAIRS])
            pairs, sample = pairs.taken(np.flatnonzero(pairs.second < border)), sample.taken(slice(0, border))
            begin, end, sigma = begin[:border], end[:border], sigma[:border]
        self.model, self.rounds = model, rounds
        self.number = np.bincount(sample.source, minlength=len(sample.sources))
        self.sample, self.kin, self.begin = sample, kin, begin
        self.floor = spacing_floor(sample, model.precisions)
        self.exact = (begin == end)[pairs.first] & (begin == end)[pairs.second] & (np.abs(pairs.later) <= model.late)
        self.source = (sample.source[pairs.first], sample.source[pairs.second])
        self.rivals = rival_keys(sample.source, pairs.first, pairs.second)
        words = None if sample.text is None else word_table(sample.text)
        held = by_kin(sample, kin)
        self.near = self._seen(held, pairs, words)
        far, self.exposed = chance_pairs(
            sample.lat, sample.lon, sample.points, sigma * 1.2, begin, end, model.late, DAY // model.tick, len(pairs)
        )
        far = far.taken(np.flatnonzero(sample.source[far.first] != sample.source[far.second]))
        self.far = self._seen(held, far, words)
        self._rated()

    def _seen(self, sample: Reports, pairs: Pairs, words: csr_matrix | None) -> _Seen:
        sources, kinds = self.model.sigma.shape
        left, right = sample.source[pairs.first], sample.source[pairs.second]
        place = np.searchsorted(np.asarray(self.model.precisions), precision_of(sample))
        group = sample.source * kinds + np.minimum(place, kinds - 1)
        late = self.model.late
        both = left * sources + right
        by_words = {}
        for name, confusion in self.model.categories.items():
            codes, size = codes_for(sample.categories[name], confusion), len(confusion.words)
            a, b = codes[pairs.first], codes[pairs.second]
            # One entry beyond the table stands for "one of them says nothing".
            by_words[name] = np.where(
                (a >= 0) & (b >= 0), (both * size + a) * size + b, sources * sources * size * size
            )
        return _Seen(
            pairs, np.zeros(0), group[pairs.first] * (sources * kinds) + group[pairs.second],
            both * (2 * late + 1) + np.clip(pairs.later, -late, late) + late,
            by_words, None if words is None else grades(words, pairs.first, pairs.second),
        )  # fmt: skip

    def learned(self) -> Model:
        """The model after all rounds."""
        for _ in range(self.rounds):
            # Weighing learns too: what the model is afterwards counts.
            weight = self._weights()
            self.model = self._maximised(weight)
        self._rated()
        self._weights()
        return self.model

    def _rated(self) -> None:
        """Find the background anew, for the noise that is known now."""
        sigma = self.model.sigmas(by_kin(self.sample, self.kin))
        rate, vague = np.log(background(self.sample.lat, self.sample.lon, sigma, self.begin)), sigma**2

        def rated(seen: _Seen) -> _Seen:
            first, second = seen.pairs.first, seen.pairs.second
            share = vague[first] / (vague[first] + vague[second])
            return seen._replace(rate=share * rate[first] + (1 - share) * rate[second])

        self.near, self.far = rated(self.near), rated(self.far)

    def doubt(self) -> float:
        """How many chance pairs there are among those with the odds for them, for every one that the odds expect."""
        if not self.exposed:
            return 1.0
        near, far = (
            seen.odds(self.model) * np.exp(self.model.nearness)[bands_of(seen.scaled(self.model))]
            for seen in (self.near, self.far)
        )
        told, met = float(np.sum(1 / (1 + near[near > 1]))), float(np.sum(far > 1)) * self.exposed
        return float(np.clip((met + LEAST_DOUBTED) / (told + LEAST_DOUBTED), 1.0, MOST_DOUBT))

    def _weights(self) -> Floats:
        """The probability of every pair to be one incident; with it the `nearness` of the model is found anew.

        Where chance is measured pairs are judged one by one, as chance pairs are counted. Where reports span too few
        days to measure it, a pair is held against its rivals, of which one at most is right.
        """
        model = self.model
        odds = self.near.odds(model)
        if self.exposed:
            claimed = np.bincount(bands_of(self.far.scaled(model)), self.far.odds(model), BANDS)
            band = bands_of(self.near.scaled(model))
            nearness = learned_nearness(band, odds, np.asarray(claimed * self.exposed), model.nearness)
            self.model = replace(model, nearness=nearness)
            odds *= np.exp(nearness)[band]
            return np.asarray(odds / (1 + odds))
        odds *= np.exp(-np.log1p(-model.coverage).sum())
        half = len(odds)
        rivals = np.bincount(self.rivals, np.concatenate((odds, odds)))[self.rivals]
        return np.asarray(odds / (1.0 + rivals[:half] + rivals[half:] - odds))

    def _maximised(self, weight: Floats) -> Model:
        model = self.model
        sources, kinds = model.sigma.shape
        size = sources * kinds
        number = np.bincount(self.near.by_group, weight, size * size).astype(float).reshape(size, size)
        squared = (
            np.bincount(self.near.by_group, weight * self.near.pairs.squared, size * size)
            .astype(float)
            .reshape(size, size)
        )
        met = sum(np.bincount(side, weight, len(self.number)) for side in self.source)
        coverage = np.clip((met + 0.5) / (self.number.sum() - self.number + 2.0), 0.001, 0.95)
        width = 2 * model.late + 1
        lags = np.bincount(self.near.by_lag, weight * self.exact, sources * sources * width).astype(float)
        categories = {}
        for name, confusion in model.categories.items():
            shape = (sources, sources, len(confusion.words), len(confusion.words))
            counted = np.bincount(self.near.by_words[name], weight, int(np.prod(shape)) + 1)[:-1].astype(float)
            categories[name] = learned_confusion(counted.reshape(shape), confusion)
        return replace(
            model,
            sigma=np.maximum(learned_sigma(number + number.T, squared + squared.T, model.sigma), self.floor),
            delay=learned_delay(lags.reshape(sources, sources, width), model.delay),
            coverage=coverage,
            text=model.text if self.near.grade is None else learned_odds(self.near.grade, weight),
            categories=categories,
        )


def rival_keys(source: Ints, first: Ints, second: Ints) -> Ints:
    """Small numbers for the keys of `rivals_of`, those of one side after those of the other."""
    _, packed = np.unique(np.concatenate(rivals_of(source, first, second)), return_inverse=True)
    return np.asarray(packed.reshape(-1))


def spacing_floor(sample: Reports, precisions: tuple[int, ...]) -> Floats:
    """The least sigma (m) of each precision: of points that come again and again, a third of the way to the next.

    Two reports under one place name have no distance at all, which says nothing of where in the place they belong.
    """
    kind = precision_of(sample)
    floor = np.ones(len(precisions))
    for at, precision in enumerate(precisions):
        if precision % 2:
            points = np.unique(np.round(sample.points[kind == precision]), axis=0)
            if len(points) > 1:
                apart, _ = cKDTree(points).query(points, k=2)
                floor[at] = max(float(np.median(apart[:, 1])) * SPACING, 1.0)
    return floor


def learned_sigma(number: Floats, squared: Floats, sigma: Floats) -> Floats:
    """Standard deviations by source and precision, shape (S, C): EM over how a distance divides between two reports.

    `number` and `squared` (S*C, S*C) are weighted counts and sums of squared distances of pairs, both ways round.
    Each source leans on the mean of all at the same precision, and that on what was expected before.
    """
    sources, kinds = sigma.shape
    variance = _divided(number, squared, sigma.reshape(-1) ** 2, kinds)
    return np.asarray(np.sqrt(np.maximum(variance, 1.0)).reshape(sources, kinds))


@compiled
def _divided(number: Floats, squared: Floats, variance: Floats, kinds: int) -> Floats:
    """The rounds of `learned_sigma` on variances (S*C) of `kinds` = C precisions."""
    size = len(variance)
    start = np.zeros(kinds)
    for at in range(size):
        start[at % kinds] += variance[at] * kinds / size
    for _ in range(8):
        total, seen = np.zeros(size), np.zeros(size)
        every, all_seen = 10 * start, np.full(kinds, 10.0)
        for at in range(size):
            for other in range(size):
                joint = variance[at] + variance[other]
                own = variance[at] / joint
                total[at] += squared[at, other] * own**2 + number[at, other] * 2 * own * variance[other]
                seen[at] += 2 * number[at, other]
            every[at % kinds] += total[at]
            all_seen[at % kinds] += seen[at]
        for at in range(size):
            pooled = every[at % kinds] / all_seen[at % kinds]
            variance[at] = (total[at] + PRIOR_PAIRS * 2 * pooled) / (seen[at] + PRIOR_PAIRS * 2)
    return variance
