"""The effect of a truce: lulls found, ordinary days left alone, tails against scipy, clocks that change."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.effect import DAY, HOUR, made_up, placebo_rates
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom, poisson

from goodoffices.findings.effect import Series, Window, measure
from goodoffices.findings.effect.counts import at_most, interval, two_sided, two_sided_poisson
from goodoffices.findings.effect.windows import _moved

LULL = (900 * DAY + 18 * HOUR, 902 * DAY)


@pytest.fixture(scope="module")
def ordinary():
    return made_up()


def test_a_lull_shows_with_its_lags():
    series = made_up(lull=(LULL[0] + 2 * HOUR, LULL[1]))
    found = measure(series, Window("lull", *LULL))
    assert found.verdict == "shows"
    assert found.p_calibrated <= 0.01
    assert found.high < 1
    assert found.observed / found.expected == pytest.approx(found.rate_ratio)
    assert abs(found.onset_lag_s) <= 12 * 3600
    assert abs(found.end_lag_s) <= 12 * 3600


def test_the_same_days_without_a_lull_show_nothing(ordinary):
    found = measure(ordinary, Window("none", *LULL))
    assert found.verdict == "not-shown"
    assert found.low < 1 < found.high
    assert found.onset_lag_s is None


def test_more_than_usual_rises():
    calm = made_up()
    extra = LULL[0] + np.arange(400) * (LULL[1] - LULL[0]) // 400
    found = measure(Series(np.concatenate([calm.starts, extra])), Window("offensive", *LULL))
    assert (found.verdict, found.rate_ratio > 2) == ("rises", True)


def test_ordinary_windows_are_called_out_one_time_in_a_hundred_and_poisson_cries_wolf(ordinary):
    rates = placebo_rates(ordinary, 600, 30)
    assert 0.002 <= rates["p_calibrated"] <= 0.02
    assert rates["p_poisson"] > 0.15


@pytest.mark.parametrize(
    ("begin", "end", "why"),
    [
        (10 * DAY, 11 * DAY, "too short before"),
        (1_480 * DAY, 1_600 * DAY, "ends before"),
    ],
)
def test_what_the_series_does_not_cover_is_undetermined(ordinary, begin, end, why):
    found = measure(ordinary, Window("beyond", begin, end))
    assert found.verdict == "undetermined"
    assert why in found.why
    assert found.p_calibrated is None


def test_a_window_before_the_series_is_undetermined(ordinary):
    found = measure(ordinary, Window("before", ordinary.begins - 9 * DAY, ordinary.begins - 8 * DAY))
    assert (found.verdict, found.observed) == ("undetermined", 0)


def test_too_few_starts_are_undetermined():
    series = Series(np.arange(0, 1_500 * DAY, 3 * DAY))
    assert measure(series, Window("rare", 900 * DAY, 901 * DAY)).why == "too few starts are expected"


def test_days_of_another_declared_window_are_no_placebos(ordinary):
    other = Window("other", 700 * DAY, 702 * DAY)
    with_other = measure(ordinary, Window("one", *LULL), [other])
    assert with_other.effort.placebo_windows == measure(ordinary, Window("one", *LULL)).effort.placebo_windows
    assert with_other.p_calibrated == pytest.approx(measure(ordinary, Window("one", *LULL)).p_calibrated, abs=0.02)


def test_effort_says_who_was_heard():
    series = made_up()
    sources = np.arange(len(series.starts)) % 7
    found = measure(Series(series.starts, sources), Window("w", *LULL), recorded_hours=12.5)
    assert found.effort.sources_before == 7
    assert found.effort.baseline_windows == 28
    assert found.effort.recorded_hours == 12.5


@given(st.integers(0, 60), st.floats(0.5, 40), st.floats(0.01, 2))
def test_tails_are_those_of_the_negative_binomial(count, mean, spread):
    size = 1 / spread
    law = nbinom(size, size / (size + mean))
    assert float(at_most(np.array(count), np.array(mean), np.array(spread))) == pytest.approx(law.cdf(count), abs=1e-9)
    expected = min(1.0, 2 * min(law.cdf(count), law.sf(count - 1)))
    assert two_sided(count, mean, spread) == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 60), st.floats(0.5, 40))
def test_poisson_tails(count, mean):
    law = poisson(mean)
    assert two_sided_poisson(count, mean) == pytest.approx(
        min(1.0, 2 * min(law.cdf(count), law.sf(count - 1))), abs=1e-9
    )


@given(st.integers(0, 200), st.floats(1, 100), st.floats(0.01, 1))
def test_an_interval_holds_the_ratio(count, mean, spread):
    low, high = interval(count, mean, spread)
    assert low <= max(count, 1) / mean * 1.0001
    assert high >= count / mean * 0.9999
    assert low < high


def test_the_same_hours_of_the_clock_across_a_change_of_clocks():
    noon = 1_743_325_200_000_000  # 30 March 2025, 12:00 in Kyiv: the first day of summer time
    day_before, week_after = _moved(noon, np.array([-1, 7]), "Europe/Kyiv").tolist()
    assert noon - day_before == 23 * HOUR + 2 * HOUR - 2 * HOUR
    assert week_after - noon == 7 * DAY
    assert _moved(noon, np.array([-1]), "UTC").tolist() == [noon - DAY]
