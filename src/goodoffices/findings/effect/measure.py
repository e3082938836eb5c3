"""The effect of a window: rate ratio against its baseline, with a p that placebo windows of the same series
calibrate.

Baseline: the same hours of the clock on earlier days. Placebos: the same hours on the nearest other days, each with
its own baseline, as if a truce had been said to hold then; the window's rank among them is its p, whatever the
series is like.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .counts import Floats, dispersion, interval, standing, two_sided, two_sided_poisson
from .lags import lags
from .series import DAY, Codes, Series
from .windows import Window

# With 999 others a two-sided p of one in a hundred is five places at either end.
PLACEBOS = 999
LEAST_PLACEBOS = 199
LEAST_EXPECTED = 3.0
ALPHA = 0.01
MOST_DECLARED = 50


class Effort(NamedTuple):
    """What is known of how far anybody watched: sources that report before, in and after the window; what was recorded.

    `recorded_hours`: hours of observation from a table of effort, None where none was given.
    """

    sources_before: int
    sources_in: int
    sources_after: int
    baseline_windows: int
    placebo_windows: int
    recorded_hours: float | None = None


class Effect(NamedTuple):
    """What a window shows. `verdict`: shows (fewer starts), rises (more), not-shown, undetermined (with `why`).

    Lags in seconds from the window's begin and end to the lull's, None unless it shows; `p_poisson` for comparison
    only.
    """

    id: str
    observed: int
    expected: float | None
    rate_ratio: float | None
    low: float | None
    high: float | None
    p: float | None
    p_calibrated: float | None
    onset_lag_s: int | None
    end_lag_s: int | None
    verdict: str
    effort: Effort
    p_poisson: float | None
    why: str


def measure(
    series: Series,
    window: Window,
    declared: Sequence[Window] = (),
    recorded_hours: float | None = None,
    alpha: float = ALPHA,
) -> Effect:
    """The effect of one window on a series; days of other `declared` windows are no ordinary days to compare with."""
    day = Days(series, window, declared)
    effort = Effort(
        series.reporting(window.begin - window.baseline_days * DAY, window.begin),
        series.reporting(window.begin, window.end),
        series.reporting(window.end, window.end + window.baseline_days * DAY),
        day.baselines,
        day.placebos,
        recorded_hours,
    )
    observed = int(series.counts(np.array([window.begin]), np.array([window.end]))[0])
    if day.baselines < window.baseline_days:
        return _undetermined(window, observed, None, effort, "the series is too short before the window")
    mean = float(day.mean[day.own])
    if window.end > series.ends:
        return _undetermined(window, observed, mean, effort, "the series ends before the window does")
    if mean < LEAST_EXPECTED:
        return _undetermined(window, observed, mean, effort, "too few starts are expected")
    spread = float(day.spread[day.own])
    calibrated = day.calibrated()
    low, high = interval(observed, mean, max(spread, day.scatter()))
    verdict = "not-shown"
    why = ""
    if day.placebos < LEAST_PLACEBOS:
        verdict, why = "undetermined", "too few other days to compare with"
    elif calibrated <= alpha:
        verdict = "shows" if observed < mean else "rises"
    onset, end = lags(series, window, day.shifts()) if verdict == "shows" else (None, None)
    return Effect(
        window.id, observed, mean, observed / mean, low, high, two_sided(observed, mean, spread), calibrated,
        onset, end, verdict, effort, two_sided_poisson(observed, mean), why,
    )  # fmt: skip


def _undetermined(window: Window, observed: int, mean: float | None, effort: Effort, why: str) -> Effect:
    ratio = observed / mean if mean else None
    nothing = None
    return Effect(
        window.id, observed, mean, ratio, nothing, nothing, nothing, nothing, nothing, nothing, "undetermined", effort,
        nothing, why,
    )  # fmt: skip


class Days:
    """A window on every day of the series near it: counts, and for each the mean and spread of the days before.

    `own`: the place of the window itself; `mean`, `spread`: by day, NaN where the series is too short before it.
    """

    def __init__(self, series: Series, window: Window, declared: Sequence[Window] = ()) -> None:
        self.window = window
        apart, wide = window.whole_days, window.baseline_days
        first = -((window.begin - series.begins) // DAY)
        last = max((series.ends - window.end) // DAY, 0)
        reach = PLACEBOS + apart + wide
        self.days: Codes = np.arange(max(first, -2 * reach), min(last, 2 * reach) + 1)
        if first > 0 or 0 not in self.days:
            self.days = np.zeros(1, dtype=np.int64)
        self.own = int(np.flatnonzero(self.days == 0)[0])
        begins, ends = window.moved(self.days)
        self.counts: Floats = series.counts(begins, ends).astype(np.float64)
        self.mean, variance = _rolling(self.counts, apart, wide)
        self.baselines = int(min(max(self.own - apart + 1, 0), wide))
        known = ~np.isnan(self.mean)
        usable = known & (np.abs(self.days) >= apart) & ~_met(begins, ends, declared)
        order = np.lexsort((self.days, np.abs(self.days)))
        self._others: Codes = order[usable[order]][:PLACEBOS]
        self.placebos = len(self._others)
        self.spread: Floats = np.full(len(self.days), np.nan)
        found = dispersion(self.mean[known], variance[known])
        own = _steadied(found, self.counts[known] / np.maximum(self.mean[known], 1e-9), wide / apart)
        # The mean itself is only known from so many days.
        self.spread[known] = own + (1 / np.maximum(self.mean[known], 1e-9) + own) / wide

    def shifts(self) -> Codes:
        """By how many days the windows of the baseline are moved."""
        apart = self.window.whole_days
        return -np.arange(apart, apart + self.window.baseline_days)

    def calibrated(self) -> float:
        """The window's rank among its placebos, from both ends."""
        chosen = np.append(self._others, self.own)
        place = standing(self.counts[chosen], self.mean[chosen], self.spread[chosen])
        others, own = place[:-1], place[-1]
        fewer, more = int((others <= own).sum()), int((others >= own).sum())
        return min(1.0, 2 * (1 + min(fewer, more)) / (len(others) + 1))

    def scatter(self) -> float:
        """The dispersion that the ratios of placebos show, which neighbouring days that move together hide in a
        baseline.
        """
        mean = self.mean[self._others]
        known = mean >= LEAST_EXPECTED
        if known.sum() < LEAST_PLACEBOS:
            return 0.0
        ratio = self.counts[self._others][known] / mean[known]
        low, high = np.quantile(ratio, (0.1, 0.9))
        # Deciles of a normal are 2.563 standard deviations apart; tails of past raids do not stretch them.
        return float(max(((high - low) / 2.563) ** 2 - (1 / mean[known]).mean(), 0.0))


def _met(begins: Codes, ends: Codes, declared: Sequence[Window]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which of the windows meet a declared one; none where so many are declared that they are the ordinary days."""
    met = np.zeros(len(begins), dtype=bool)
    if len(declared) > MOST_DECLARED:
        return met
    for other in declared:
        met |= (begins < other.end) & (ends > other.begin)
    return met


def _steadied(found: Floats, ratios: Floats, windows: float) -> Floats:
    """Dispersions drawn to their median as far as they differ by chance: a few days tell little of their scatter.

    `ratios`: counts to their means on the same days. A variance from n windows has itself a variance of
    variance^2 (kurtosis - (n - 3) / (n - 1)) / n.
    """
    if len(found) < LEAST_PLACEBOS:
        return found
    middle, windows = float(np.median(found)), max(windows, 2.0)
    apart = ratios - ratios.mean()
    kurtosis = float((apart**4).mean() / max(float((apart**2).mean()) ** 2, 1e-12))
    chance = float(ratios.var()) ** 2 * (kurtosis - (windows - 3) / (windows - 1)) / windows
    share = min(1.0, chance / max(float(found.var()), 1e-12))
    return np.asarray((1 - share) * found + share * middle)


def _rolling(counts: Floats, apart: int, wide: int) -> tuple[Floats, Floats]:
    """Mean and variance of the `wide` values that end `apart` before each; NaN where there are fewer."""
    mean, variance = np.full(len(counts), np.nan), np.full(len(counts), np.nan)
    if len(counts) >= apart + wide:
        stretches = np.lib.stride_tricks.sliding_window_view(counts, wide)[: len(counts) - apart - wide + 1]
        mean[apart + wide - 1 :] = stretches.mean(axis=1)
        variance[apart + wide - 1 :] = stretches.var(axis=1, ddof=1) if wide > 1 else 0.0
    return mean, variance
