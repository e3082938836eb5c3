"""Dawid & Skene (1979): every source has its own chances of saying 1 of true and of untrue items; EM over both.

`Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm`, Applied Statistics 28 (1), 20-28. The
start (shares of labels), the floor under counts, the order of the steps and the stopping rule are those of crowd-
kit, so that results agree. With two labels an item is one number, its log odds; sums over the rows of an item or a
source are products with sparse matrices of ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.special import entr, expit

from .votes import Floats, Votes

FLOOR = 1e-10
STEPS = 100
TOLERANCE = 1e-5


class Fitted(NamedTuple):
    """Probability of label 1 by item; chance of each label by (source, label, truth)."""

    probability: Floats
    rates: Floats


def shares(votes: Votes) -> Floats:
    """The part of every item's labels that is 1."""
    counts = np.diff(votes.begins, append=len(votes))
    return votes.total(votes.label.astype(np.float64)) / np.maximum(counts, 1)


class Tally:
    """Who said what of which item, as a matrix of ones (items x (source, label)) and its transpose."""

    def __init__(self, votes: Votes) -> None:
        rows, sources, items = len(votes), len(votes.sources), len(votes.items)
        said = votes.source * 2 + votes.label
        starts = np.append(votes.begins, rows).astype(np.int32)
        self.of_items = csr_array((np.ones(rows), said.astype(np.int32), starts), shape=(items, 2 * sources))
        self.of_said = self.of_items.T.tocsr()
        self.counts = np.bincount(said, minlength=2 * sources).astype(np.float64)
        self.rows = rows

    def yes(self, probability: Floats) -> Floats:
        """By (source, label): the sum of the items' probabilities, shape (sources, 2)."""
        return np.asarray(self.of_said @ probability)

    def evidence(self, weight: Floats) -> Floats:
        """By item: the sum of the weights of what was said."""
        return np.asarray(self.of_items @ weight)


def dawid_skene(votes: Votes, steps: int = STEPS, tolerance: float = TOLERANCE) -> Fitted:
    """Every source with its own rates for true and for untrue items."""
    return _fitted(votes, error_rates, steps, tolerance)


def one_coin(votes: Votes, steps: int = STEPS, tolerance: float = TOLERANCE) -> Fitted:
    """Every source with one number: its chance of being right, whatever the truth."""
    return _fitted(votes, skills, steps, tolerance)


def error_rates(yes: Floats, counts: Floats) -> Floats:
    """Chance of each label by source and truth, shape (sources, label, truth), from expected counts."""
    rates = np.maximum(np.stack([counts - yes, yes], axis=2), FLOOR)
    rates[counts == 0] = 0
    return np.asarray(np.maximum(rates / rates.sum(axis=1, keepdims=True), FLOOR * FLOOR))


def skills(yes: Floats, counts: Floats) -> Floats:
    """As `error_rates`, where a source errs alike on both truths."""
    right = (yes[:, 1] + counts[:, 0] - yes[:, 0]) / counts.sum(axis=1)
    rates = np.empty((len(right), 2, 2))
    rates[:, 0, 0] = rates[:, 1, 1] = right
    rates[:, 0, 1] = rates[:, 1, 0] = 1 - right
    return np.clip(rates, FLOOR, 1 - FLOOR)


def _fitted(votes: Votes, rates_of: Callable[[Floats, Floats], Floats], steps: int, tolerance: float) -> Fitted:
    tally = Tally(votes)
    counts = tally.counts.reshape(-1, 2)
    probability = shares(votes)
    prior = _prior(probability)
    yes = tally.yes(probability).reshape(-1, 2)
    rates = rates_of(yes, counts)
    reached = -np.inf
    for _ in range(steps):
        weight = np.log(rates[:, :, 1]) - np.log(rates[:, :, 0])
        probability = expit(np.log(prior[1]) - np.log(prior[0]) + tally.evidence(weight.ravel()))
        prior = _prior(probability)
        yes = tally.yes(probability).reshape(-1, 2)
        rates = rates_of(yes, counts)
        bound = _bound(probability, prior, yes, counts, rates) / max(tally.rows, 1)
        if bound - reached < tolerance:
            break
        reached = bound
    return Fitted(probability, rates)


def _prior(probability: Floats) -> tuple[float, float]:
    one = float(probability.mean()) if len(probability) else 0.5
    return max(1 - one, FLOOR), max(one, FLOOR)


def _bound(probability: Floats, prior: tuple[float, float], yes: Floats, counts: Floats, rates: Floats) -> float:
    """The lower bound of the likelihood as crowd-kit counts it (the prior once a label): it only decides when to
    stop.
    """
    expected = yes * (np.log(rates[:, :, 1]) + np.log(prior[1]))
    expected += (counts - yes) * (np.log(rates[:, :, 0]) + np.log(prior[0]))
    return float(expected.sum() + entr(probability).sum() + entr(1 - probability).sum())
