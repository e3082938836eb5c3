"""How late each source dates an incident, from how late it is against the others."""

from __future__ import annotations

import numpy as np

from ...engine.kernels import compiled
from .sphere import Floats


def lag_table(delay: Floats) -> Floats:
    """`[s, t, lag + D]`: probability that source t dates an incident `lag` ticks after source s; shape (S, S, 2D+1)."""
    sources, length = delay.shape
    table = np.zeros((sources, sources, 2 * length - 1))
    for lag in range(-(length - 1), length):
        low, high = max(0, -lag), min(length, length - lag)
        table[:, :, lag + length - 1] = delay[:, low:high] @ delay[:, low + lag : high + lag].T
    return table


def learned_delay(lags: Floats, delay: Floats, prior: float = 4.0, rounds: int = 6) -> Floats:
    """Delays that explain weighted lags (S, S, 2D+1) better than `delay`: steps of EM over the unknown true time.

    The mean of all sources weighs as much as `prior` observations, so that a source seen rarely follows the others.
    """
    for _ in range(rounds):
        gained = _gained(lags, delay)
        mean = gained.sum(axis=0) + 1e-3
        gained += prior * mean / mean.sum()
        delay = gained / gained.sum(axis=1, keepdims=True)
    return delay


@compiled
def _gained(lags: Floats, delay: Floats) -> Floats:
    """How often each source is expected to be late by each number of ticks (S, D+1), given the weighted lags."""
    sources, length = delay.shape
    gained = np.zeros_like(delay)
    for one in range(sources):
        for other in range(sources):
            for lag in range(-(length - 1), length):
                seen = lags[one, other, lag + length - 1]
                low, high, expected = max(0, -lag), min(length, length - lag), 0.0
                if seen == 0.0:
                    continue
                for late in range(low, high):
                    expected += delay[one, late] * delay[other, late + lag]
                for late in range(low, high):
                    part = seen / max(expected, 1e-12) * delay[one, late] * delay[other, late + lag]
                    gained[one, late] += part
                    gained[other, late + lag] += part
    return gained


def first_delay(sources: int, late: int) -> Floats:
    """The start: each tick of delay half as likely as the one before, and no source different from another."""
    falling = 0.5 ** np.minimum(np.arange(late + 1), 8)
    return np.tile(falling / falling.sum(), (sources, 1))
