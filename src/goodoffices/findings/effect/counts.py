"""Counts that scatter more than chance: the negative binomial, its tails and intervals.

Variance = mean + dispersion * mean^2. Waves of alerts come in clusters, so a Poisson test of them is wrong far too
often.
"""

from __future__ import annotations

from math import exp
from typing import Any

import numpy as np
from scipy.special import betainc, pdtr

Floats = np.ndarray[Any, np.dtype[np.float64]]

LEAST_DISPERSION = 1e-6


def dispersion(mean: Floats, variance: Floats) -> Floats:
    """By moments; counts that scatter less than chance have the least."""
    return np.asarray(np.maximum((variance - mean) / np.maximum(mean, 1e-9) ** 2, LEAST_DISPERSION))


def at_most(count: Floats, mean: Floats, spread: Floats) -> Floats:
    """Chance of `count` or fewer under the negative binomial; 0 below 0."""
    size = 1 / np.maximum(spread, LEAST_DISPERSION)
    held = np.maximum(count, 0.0)
    chance = betainc(size, held + 1, size / (size + np.maximum(mean, 1e-9)))
    return np.asarray(np.where(count < 0, 0.0, chance))


def standing(count: Floats, mean: Floats, spread: Floats) -> Floats:
    """Where a count stands among those to be expected, 0 to 1: chance of fewer and half the chance of as many."""
    return (at_most(count, mean, spread) + at_most(count - 1, mean, spread)) / 2


def two_sided(count: int, mean: float, spread: float) -> float:
    """Chance of a count at least as far out, doubled for both ways."""
    return min(1.0, 2 * min(_at_most(count, mean, spread), 1 - _at_most(count - 1, mean, spread)))


def two_sided_poisson(count: int, mean: float) -> float:
    """The same if starts came one by one and independently."""
    high = 1 - float(pdtr(count - 1, mean)) if count > 0 else 1.0
    return min(1.0, 2 * min(float(pdtr(count, mean)), high))


def interval(count: int, mean: float, spread: float, outside: float = 0.05) -> tuple[float, float]:
    """Ratios to the mean under which the count is not yet too high, not yet too low (exact tails)."""
    low = 0.0 if count == 0 else _ratio(count - 1, mean, spread, 1 - outside / 2)
    return low, _ratio(count, mean, spread, outside / 2)


def _at_most(count: int, mean: float, spread: float) -> float:
    """As `at_most`, of one count: arrays of one cost fifty times as much."""
    size = 1 / max(spread, LEAST_DISPERSION)
    return float(betainc(size, count + 1.0, size / (size + max(mean, 1e-9)))) if count >= 0 else 0.0


def _ratio(count: int, mean: float, spread: float, chance: float) -> float:
    """The ratio r at which a count of at most `count` has this chance when the mean is r times `mean`."""
    low, high = -18.0, 18.0
    for _ in range(50):
        middle = (low + high) / 2
        if _at_most(count, mean * exp(middle), spread) > chance:
            low = middle
        else:
            high = middle
    return exp((low + high) / 2)
