"""Pairs within a distance and a time are exactly those of the brute force, anywhere on the globe."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.events.incidents import candidates
from goodoffices.events.incidents.candidates import pair_parts, pairs_within
from goodoffices.events.incidents.pairing import LIMIT, LONGEST, compatible_pairs
from goodoffices.events.incidents.sphere import RADIUS, chord_of, degrees_of, unit_vectors

CORNERS = [(48.0, 35.0), (0.0, 180.0), (0.0, 0.0), (89.95, 10.0), (-89.99, 0.0), (60.0, -180.0)]


def brute(lat, lon, time, metres, span):
    points = unit_vectors(lat, lon)
    near = ((points[:, None] - points[None]) ** 2).sum(axis=2) <= chord_of(metres) ** 2
    near &= np.abs(time[:, None] - time[None]) <= span
    return near & ~np.eye(len(lat), dtype=bool)


def scattered(seed, size, centre, degrees=0.08):
    rng = np.random.default_rng(seed)
    lat = np.clip(centre[0] + rng.normal(0, degrees, size), -90, 90)
    wide = degrees / max(np.cos(np.radians(centre[0])), 1e-4)
    lon = (centre[1] + rng.normal(0, wide, size) + 180) % 360 - 180
    return lat, lon, rng.integers(-20, 20, size)


@pytest.mark.parametrize("centre", CORNERS)
@pytest.mark.parametrize("span", [0, 1, 3])
def test_pairs_are_those_of_brute_force(centre, span):
    lat, lon, time = scattered(3, 250, centre)
    first, second = pairs_within(lat, lon, time, 5_000.0, span)
    found = list(zip(first.tolist(), second.tolist(), strict=True))
    assert len(found) == len(set(found)) and np.all(first < second)
    assert set(found) == set(zip(*np.nonzero(np.triu(brute(lat, lon, time, 5_000.0, span))), strict=True))


@given(st.integers(0, 10_000), st.integers(1, 60), st.floats(10, 3e6), st.integers(0, 9), st.sampled_from(CORNERS))
def test_any_reach_any_place(seed, size, metres, span, centre):
    lat, lon, time = scattered(seed, size, centre, degrees=1.0)
    first, second = pairs_within(lat, lon, time, metres, span)
    whole = np.triu(brute(lat, lon, time, metres, span))
    assert set(zip(first, second, strict=True)) == set(zip(*np.nonzero(whole), strict=True))


def test_those_that_ask_get_all_their_pairs():
    lat, lon, time = scattered(5, 200, (10.0, 20.0))
    asking = np.arange(0, 200, 9)
    first, second = pairs_within(lat, lon, time, 7_000.0, 2, asking=asking)
    whole = brute(lat, lon, time, 7_000.0, 2)
    expected = {(i, j) for i, j in zip(*np.nonzero(whole), strict=True) if i % 9 == 0}
    assert set(zip(first, second, strict=True)) == expected and len(first) == len(expected)


def test_nothing_gives_nothing():
    empty = np.zeros(0)
    first, second = pairs_within(empty, empty, np.zeros(0, np.int64), 5_000.0, 1)
    assert len(first) == len(second) == 0


def test_compatible_pairs_follow_each_reports_own_precision():
    lat, lon, time = scattered(8, 220, (30.0, 40.0))
    rng = np.random.default_rng(1)
    sigma = rng.choice([300.0, 1_000.0, 6_000.0], 220)
    last = time + rng.choice([0, 0, 2, LONGEST + 5], 220)
    points = unit_vectors(lat, lon) * RADIUS
    pairs = compatible_pairs(lat, lon, points, sigma, time, last, 1)
    expected = set()
    for i in range(220):
        for j in range(i + 1, 220):
            vague = max(last[i] - time[i], last[j] - time[j]) > LONGEST
            near = ((points[i] - points[j]) ** 2).sum() <= LIMIT**2 * (sigma[i] ** 2 + sigma[j] ** 2)
            if near and not vague and time[i] - 1 <= last[j] and time[j] - 1 <= last[i]:
                expected.add((i, j))
    found = list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    assert set(found) == expected and len(found) == len(expected)


def test_degrees_come_back():
    lat, lon, _ = scattered(2, 50, (12.0, -70.0))
    back = degrees_of(unit_vectors(lat, lon) * 5.0)
    assert np.allclose(back[0], lat) and np.allclose(back[1], lon)


def test_parts_are_bounded_and_are_all_pairs(monkeypatch):
    rng = np.random.default_rng(5)
    lat, lon, time = 48 + rng.random(700) * 0.05, 38 + rng.random(700) * 0.05, rng.integers(0, 5, 700)
    whole = pairs_within(lat, lon, time, 4_000.0, 1)
    monkeypatch.setattr(candidates, "PART", 500)
    parts = list(pair_parts(lat, lon, time, 4_000.0, 1))
    assert max(len(part[0]) for part in parts) <= 500 + len(lat) < len(whole[0])
    assert sorted(zip(*np.concatenate(parts, axis=1).tolist(), strict=True)) == sorted(
        zip(*np.array(whole).tolist(), strict=True)
    )
