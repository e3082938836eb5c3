"""Chances over all partitions: those of a full enumeration, undisturbed by what is far away; partitions keep rules."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.events.incidents import partitions
from goodoffices.events.incidents.beliefs import beliefs_of
from goodoffices.events.incidents.evidence import Category, Reports
from goodoffices.events.incidents.learning import learned
from goodoffices.events.incidents.model import DAY
from goodoffices.events.incidents.partitions import chances, parted

NOTHING = (np.zeros(0, np.int64), np.zeros(0, np.int64))
CROWDED = [(0, 0, 0, 0), (1, 0, 700, 0), (2, 1, 300, 1), (0, 0, 1_400, 1), (1, 1, 1_900, 0), (2, 0, 1_000, 0)]
SOURCES = ("one", "other", "third")
METRE = 1 / 111_195


def reports_of(rows):
    """(source, day, metres north, act) of each report."""
    source, day, north, act = (np.array(column) for column in zip(*rows, strict=True))
    begins = (19_000 + day) * DAY
    size = len(rows)
    return Reports(
        begins, begins + DAY, 45 + north * METRE, np.full(size, 30.0), np.full(size, 1_000.0), source, SOURCES, source,
        {"act": Category(("drone", "mine"), act.astype(np.int32))},
    )  # fmt: skip


@cache
def model():
    return learned(reports_of(CROWDED))


def single(rows, rate=2e-8):
    """The reports, what each says, and all pairs of two sources."""
    reports = reports_of(rows)
    size = len(rows)
    beliefs = beliefs_of(reports, model(), np.full(size, 500.0), np.full(size, np.log(rate)))
    pairs = [(a, b) for a, b in combinations(range(size), 2) if rows[a][0] != rows[b][0]]
    first, second = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    return reports, beliefs, first, second


def partitions_of(rows):
    """All ways to part the reports so that no source speaks twice in an incident."""

    def grown(at, groups):
        if at == len(rows):
            yield [list(group) for group in groups]
            return
        for group in groups:
            if all(rows[at][0] != rows[other][0] for other in group):
                group.append(at)
                yield from grown(at + 1, groups)
                group.pop()
        groups.append([at])
        yield from grown(at + 1, groups)
        groups.pop()

    return grown(0, [])


def enumerated(rows, first, second):
    """The exact probability of every pair, from the weight of every partition."""
    total, chance = 0.0, np.zeros(len(first))
    for groups in partitions_of(rows):
        _, beliefs, _, _ = single(rows)
        odds = 0.0
        for head, *others in groups:
            for other in others:
                told = beliefs.joining(np.array([head]), np.array([other]))
                beliefs.join(np.array([head]), np.array([other]), told)
                odds += told.sum()
        weight = np.exp(odds)
        total += weight
        for at, (one, other) in enumerate(zip(first, second, strict=True)):
            chance[at] += weight * any({one, other} <= set(group) for group in groups)
    return chance / total


@pytest.mark.parametrize("moved", [0, 250, 500])
def test_chances_are_those_of_all_partitions(monkeypatch, moved):
    monkeypatch.setattr(partitions, "UNCOUNTED", 100)
    rows = [(source, day, north + moved * (source == 2), act) for source, day, north, act in CROWDED]
    reports, beliefs, first, second = single(rows)
    exact = enumerated(rows, first, second)
    found = chances(reports, beliefs, first, second, None, NOTHING, passes=10_000)
    assert 0.05 < exact.max() < 0.95
    assert np.abs(found.pair - exact).max() < 0.02
    met = [exact[(first == row) | (second == row)].sum() for row in range(len(rows))]
    assert np.all(1 - found.alone <= np.array(met) + 0.02)


def test_other_passes_tell_about_the_same():
    reports, beliefs, first, second = single(CROWDED)
    told = [chances(reports, beliefs, first, second, None, NOTHING, 2_000, before).pair for before in (0, 2_000)]
    assert not np.array_equal(*told) and np.allclose(*told, atol=0.03)
    assert np.array_equal(chances(reports, beliefs, first, second, None, NOTHING, 2_000, 2_000).pair, told[1])


def test_a_report_far_away_changes_nothing():
    reports, beliefs, first, second = single(CROWDED)
    alone = chances(reports, beliefs, first, second, None, NOTHING)
    wide = [*CROWDED, (0, 0, 900_000, 0), (1, 0, 900_100, 0)]
    reports, beliefs, more, others = single(wide)
    near = (more < len(CROWDED)) & (others < len(CROWDED))
    further = chances(reports, beliefs, more[near], others[near], None, NOTHING)
    assert np.array_equal(further.pair, alone.pair) and np.array_equal(further.alone[:6], alone.alone)


def test_reports_told_apart_have_no_chance():
    reports, beliefs, first, second = single(CROWDED)
    apart = (first[:1], second[:1])
    assert chances(reports, beliefs, first, second, None, NOTHING).pair[0] > 0.1
    assert chances(reports, beliefs, first, second, None, apart).pair[0] == 0.0


def test_texts_weigh_by_their_mean():
    reports, beliefs, first, second = single(CROWDED)
    plain = chances(reports, beliefs, first, second, None, NOTHING).pair
    nothing = chances(reports, beliefs, first, second, np.zeros(len(first)), NOTHING).pair
    unlike = chances(reports, beliefs, first, second, np.full(len(first), -2.0), NOTHING).pair
    assert np.allclose(plain, nothing) and unlike.sum() < plain.sum()


@settings(max_examples=60)
@given(st.data())
def test_partitions_keep_their_rules(data):
    size = data.draw(st.integers(2, 12))
    source = np.array(data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    pairs = [pair for pair in combinations(range(size), 2) if source[pair[0]] != source[pair[1]]]
    first, second = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    chance = np.array(data.draw(st.lists(st.floats(0, 1), min_size=len(pairs), max_size=len(pairs))))
    picks = data.draw(st.lists(st.integers(0, max(len(pairs) - 1, 0)), max_size=3 if pairs else 0))
    apart = first[picks], second[picks]
    group = parted(source, first, second, chance, 0.5, 0.7, NOTHING, apart)
    members = [np.flatnonzero(group == one) for one in np.unique(group)]
    assert all(rows[0] == group[rows[0]] and len(set(source[rows])) == len(rows) for rows in members)
    assert np.all(group[apart[0]] != group[apart[1]])
    for rows in members:
        inside = chance[np.isin(first, rows) & np.isin(second, rows)]
        assert len(rows) == 1 or inside.mean() > 0.5
        assert len(rows) != 2 or inside[0] >= 0.7
    forced = parted(source, first, second, chance, 0.5, 0.7, (first[:1], second[:1]), NOTHING)
    assert not pairs or forced[first[0]] == forced[second[0]]
