"""What is believed of an incident given its reports: place, time and words, each as a distribution over the truth.

Beliefs of two groups of reports are joined in closed form, and the odds that both are one incident follow from how
well they agree: a Gaussian on the plane, a table over ticks, a table over the words of each category. Reports are so
held against whole incidents, never against one report of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .candidates import Ints
from .confusion import codes_for
from .evidence import Reports
from .model import BANDS, Confusion, Model
from .pairing import LONGEST
from .sphere import Floats


@dataclass(slots=True)
class Beliefs:
    """One row a group of reports; rows are joined in place.

    `weight` is the precision (1/m2) of `point` (metres), `start` and `when` the first tick and the probabilities of
    the ticks from it, `words[c]` the probabilities of true words, `said` whether any was told, `rate` the mean log
    background of its reports, weighted by their variances, whose sum is `vague`: the vaguest says within what area a
    coincidence counts; `size` how many sources speak, `told` the log odds by feature that joined it.
    """

    point: Floats
    weight: Floats
    start: Ints
    when: Floats
    words: list[Floats]
    shares: list[Floats]
    said: dict[str, NDArray[np.bool_]]
    rate: Floats
    vague: Floats
    size: Floats
    missed: float
    nearness: Floats
    told: Floats

    def joining(self, first: Ints, second: Ints) -> Floats:
        """Log odds by feature that groups `first` and `second` are one incident: habit, place, time, words.

        Habit is how often these sources tell the same at all; place holds nearness against chance coincidences there.
        """
        told = np.empty((len(first), 3 + len(self.words)))
        told[:, 0] = self.missed
        told[:, 1] = self._place(first, second) - self._rate(first, second)
        told[:, 2] = np.log(np.maximum(self._overlap(first, second), 1e-30))
        for at, (words, share) in enumerate(zip(self.words, self.shares, strict=True), 3):
            # Not a matrix product: its last bits would hang on how many pairs are asked at once.
            agreed = np.einsum("ij,ij->i", words[first], words[second] * (1.0 / share))
            told[:, at] = np.log(np.maximum(agreed, 1e-30))
        return told

    def _rate(self, first: Ints, second: Ints) -> Floats:
        one, other = self.vague[first], self.vague[second]
        return np.asarray((self.rate[first] * one + self.rate[second] * other) / (one + other))

    def _place(self, first: Ints, second: Ints) -> Floats:
        weight = self.weight[first] * self.weight[second] / (self.weight[first] + self.weight[second])
        apart = self.point[first] - self.point[second]
        scaled = weight * np.einsum("ij,ij->i", apart, apart)
        return np.asarray(np.log(weight / (2 * np.pi)) - 0.5 * scaled + self.nearness[bands_of(scaled)])

    def _overlap(self, first: Ints, second: Ints) -> Floats:
        total = np.zeros(len(first))
        shift = self.start[first] - self.start[second]
        width = self.when.shape[1]
        flat, row = self.when.reshape(-1), second * width
        for tick in range(width):
            place = shift + tick
            inside = (place >= 0) & (place < width)
            total += self.when[first, tick] * np.where(inside, flat[row + np.clip(place, 0, width - 1)], 0.0)
        return total

    def join(self, first: Ints, second: Ints, told: Floats) -> None:
        """Make `first` one group with `second`, by the odds `told`; no row comes twice."""
        self.told[first] += self.told[second] + told
        self.rate[first] = self._rate(first, second)
        self.vague[first] += self.vague[second]
        self.size[first] += self.size[second]
        weight = self.weight[first] + self.weight[second]
        share = (self.weight[first] / weight)[:, None]
        self.point[first] = share * self.point[first] + (1 - share) * self.point[second]
        self.weight[first] = weight
        shift = self.start[first] - self.start[second]
        width = self.when.shape[1]
        for tick in range(width):
            place = shift + tick
            other = self.when[second, np.clip(place, 0, width - 1)]
            self.when[first, tick] *= np.where((place >= 0) & (place < width), other, 0.0)
        self.when[first] /= np.maximum(self.when[first].sum(axis=1, keepdims=True), 1e-300)
        for told_any in self.said.values():
            told_any[first] |= told_any[second]
        for words, true in zip(self.words, self.shares, strict=True):
            words[first] = words[first] * words[second] / true
            words[first] /= words[first].sum(axis=1, keepdims=True)


def beliefs_of(reports: Reports, model: Model, sigma: Floats, rate: Floats, missed: float | None = None) -> Beliefs:
    """The belief that each single report gives; the model has to be aligned with the reports' sources.

    `rate` is the log of the incidents expected around each (1/m2 and tick), `missed` the log odds in favour of one
    incident that lie in every source having been silent on the other (from the coverage of all sources).
    """
    if missed is None:
        missed = -float(np.log1p(-model.coverage).sum())
    begin, end = model.ticks(reports)
    when = _when(reports, model, begin, end)
    words, shares, said = [], [], {}
    for name in sorted(model.categories):
        if name in reports.categories:
            confusion = model.categories[name]
            codes = codes_for(reports.categories[name], confusion)
            words.append(_words(reports, confusion, codes))
            said[name] = codes >= 0
            shares.append(confusion.share)
    size = len(reports)
    return Beliefs(
        reports.points, 1.0 / sigma**2, begin - model.late, when, words, shares, said, rate.copy(), sigma**2,
        np.ones(size), missed, model.nearness, np.zeros((size, 3 + len(words))),
    )  # fmt: skip


def bands_of(scaled: Floats) -> Ints:
    """The bands of squared distances in joint variances."""
    return np.asarray(np.minimum(2 * np.sqrt(scaled), BANDS - 1), np.int64)


def _when(reports: Reports, model: Model, begin: Ints, end: Ints) -> Floats:
    """Probabilities of the true tick, from `late` ticks before the report's first to its last."""
    length = np.minimum(end - begin, LONGEST)
    width = model.late + 1 + int(length.max(initial=0))
    when = np.zeros((len(reports), width))
    delay = model.delay[reports.source]
    for tick in range(width):
        # Tick `begin - late + tick` is the truth; the report names each tick of its stretch as likely as any other.
        for named in range(int(length.max(initial=0)) + 1):
            late = named - tick + model.late
            if 0 <= late <= model.late:
                when[:, tick] += np.where(named <= length, delay[:, late], 0.0)
    return np.asarray(when / np.maximum(when.sum(axis=1, keepdims=True), 1e-300))


def _words(reports: Reports, confusion: Confusion, codes: Ints) -> NDArray[np.float64]:
    """Probabilities of the true word given the word that the source used; the common shares where it used none."""
    table = confusion.said.transpose(0, 2, 1) * confusion.share
    table = table / np.maximum(table.sum(axis=2, keepdims=True), 1e-300)
    told = table[reports.source, np.maximum(codes, 0)]
    return np.where((codes >= 0)[:, None], told, confusion.share)
