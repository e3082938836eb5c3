"""Pairs of far days, and what they say of a distance."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.events.incidents.coincidence import FAR_DAYS, MOST_FAR, chance_pairs, learned_nearness
from goodoffices.events.incidents.learning import learned
from goodoffices.events.incidents.model import BANDS
from goodoffices.events.incidents.running import fused
from goodoffices.events.incidents.sphere import RADIUS, unit_vectors
from goodoffices.events.incidents.taking import taken
from made_reports import made, scores

LATE = 1


def found(lat, lon, day):
    points = unit_vectors(lat, lon) * RADIUS
    return chance_pairs(lat, lon, points, np.full(len(lat), 1_000.0), day, day, LATE, 1, len(lat))


@given(st.integers(2, 60), st.integers(1, 60), st.integers(0, 99))
def test_only_pairs_of_far_days_are_found_and_all_of_them(size, span, seed):
    rng = np.random.default_rng(seed)
    lat, lon, day = 45 + rng.random(size) * 0.1, 30 + rng.random(size) * 0.1, rng.integers(0, span, size)
    pairs, _ = found(lat, lon, day)
    points = unit_vectors(lat, lon) * RADIUS
    moves = [far for far in FAR_DAYS if 2 * far <= np.ptp(day) + 1 and far > 2 * LATE][:MOST_FAR]
    near = {
        two for two in combinations(range(size), 2) if np.linalg.norm(points[two[0]] - points[two[1]]) <= 4e3 * 2**0.5
    }
    expected = sorted(
        (first, second)
        for far in moves
        for two in near
        for first, second in (two, two[::-1])
        if abs(day[second] - day[first] - far) <= LATE
    )
    assert sorted(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) == expected


def test_they_count_as_many_as_chance_puts_together_on_near_days():
    rng = np.random.default_rng(4)
    size, span = 3_000, 60
    lat, lon, day = 45 + rng.random(size) * 0.3, 30 + rng.random(size) * 0.3, rng.integers(0, span, size)
    pairs, exposed = found(lat, lon, day)
    points = unit_vectors(lat, lon) * RADIUS
    first, second = np.triu_indices(size, 1)
    together = np.abs(day[first] - day[second]) <= LATE
    apart = np.linalg.norm(points[first[together]] - points[second[together]], axis=1)
    assert len(pairs) * exposed == pytest.approx(np.sum(apart <= 4e3 * 2**0.5), rel=0.05)


def test_the_likeliest_nearness_claims_as_many_pairs_as_there_are():
    """Odds that claim twice as many pairs of one incident as there are in every band are halved."""
    rng = np.random.default_rng(2)
    band = rng.integers(0, BANDS, 80_000)
    same = rng.random(len(band)) < 0.2
    # Chance pairs have odds of 0.1 or 10; of one incident are as many of each as fits a fifth of the pairs.
    likely = np.where(same, rng.random(len(band)) < 0.8, rng.random(len(band)) < 0.02)
    true = 0.25 * np.where(likely, 0.8 / 0.02, 0.2 / 0.98)
    chance = np.bincount(band, np.where(same, 0.0, 2 * true), BANDS)
    nearness = np.zeros(BANDS)
    for _ in range(8):
        nearness = learned_nearness(band, 2 * true, chance, nearness)
    assert nearness == pytest.approx(np.full(BANDS, -np.log(2)), abs=0.15)


def test_a_table_of_two_days_has_none_and_is_learned_all_the_same():
    reports = taken(made(incidents=300, days=2).table)[0]
    assert len(found(reports.lat, reports.lon, reports.begins // 86_400_000_000)[0]) == 0
    assert not learned(reports).nearness.any()


def test_many_sources_of_few_reports_do_not_join_what_chance_puts_together():
    """Each report's source is one of eighty: coverage says little, and only far days tell how much is chance."""
    held = made(incidents=1_500, days=150, sources=2, share=0.8)
    sources = [f"{name} {number % 40}" for number, name in enumerate(held.table["source"].to_pylist())]
    column = held.table.column_names.index("source")
    reports, ids, _ = taken(held.table.set_column(column, "source", [sources]))
    incidents = fused(reports, learned(reports))
    named = np.array(ids.to_pylist())[incidents.members]
    precision, recall = scores([group.tolist() for group in np.split(named, incidents.starts[1:-1])], held.truth)
    assert precision > 0.8 and recall > 0.65
