"""Noise, delays, confusion and repetition are learned from reports whose making is known here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from goodoffices.events.incidents.delays import first_delay, lag_table, learned_delay
from goodoffices.events.incidents.keeping import model_json, model_of
from goodoffices.events.incidents.learning import learned, sample_size
from goodoffices.events.incidents.model import VERSION
from goodoffices.events.incidents.opening import opening
from goodoffices.events.incidents.taking import taken
from made_reports import HOUR, made


@pytest.fixture(scope="module")
def usual():
    return taken(made(incidents=900, days=80).table)[0]


def test_the_first_look_finds_the_scales(usual):
    first = opening(usual)
    assert 0.5 < first.gain < 1.6 and HOUR <= first.tick <= 12 * HOUR


def test_noise_of_each_source_is_learned(usual):
    model = learned(usual)
    assert model.sigma[:, 0] == pytest.approx([700, 1050, 1400], rel=0.3)
    assert model.coverage == pytest.approx([0.6] * 3, abs=0.08)
    mean_delay = (model.delay @ np.arange(model.late + 1)) * model.tick / HOUR
    assert mean_delay[0] < mean_delay[1] < mean_delay[2]


def test_habits_of_words_are_learned(usual):
    act = learned(usual).categories["act"]
    said = act.said.mean(axis=0)
    drone, shelling, mine = (act.words.index(word) for word in ("drone", "shelling", "mine"))
    assert said[drone, shelling] > 4 * said[drone, mine]  # a drone is taken for shelling, never for a mine


def test_a_source_that_repeats_itself_is_detected():
    model = learned(taken(made(incidents=900, days=80, again=0.3).table)[0])
    assert model.duplicates.share[0] > 0.15
    assert not model.duplicates.share[1:].any()


def test_days_are_told_from_clock_times(usual):
    model = learned(taken(made(incidents=900, days=80, daily=True).table)[0])
    assert model.tick == 24 * HOUR > learned(usual).tick


def test_nothing_to_learn_from_leaves_sane_values():
    few = taken(made(incidents=4, days=300, share=0.5).table)[0]
    model = learned(few)
    assert np.all(model.sigma > 100) and model.block > 0 and model.least == 0.0


def test_what_comes_later_changes_nothing_of_what_is_learned():
    reports = taken(made(incidents=6000, days=200).table)[0]
    size = sample_size(reports)
    assert size < len(reports)
    assert model_json(learned(reports.taken(slice(0, size + 300)))) == model_json(learned(reports))


def test_a_model_comes_back_from_json(usual):
    model = learned(usual)
    assert model_json(model_of(model_json(model))) == model_json(model)
    with pytest.raises(ValueError, match="another version"):
        model_of(model_json(model).replace(f'"version":{VERSION}'.encode(), b'"version":0'))


def test_a_source_that_was_not_learned_gets_the_mean(usual):
    model = learned(usual)
    wider = model.aligned(("another", *model.sources))
    assert wider.coverage[0] == pytest.approx(model.coverage.mean())
    assert np.allclose(wider.delay.sum(axis=1), 1.0)
    assert model.aligned(model.sources) is model
    assert replace(wider, sources=()).late == model.late


def test_delays_are_found_again_from_lags():
    true = np.array([[0.7, 0.3, 0.0], [0.5, 0.3, 0.2]])
    lags = lag_table(true) * 5_000
    lags[[0, 1], [0, 1]] = 0  # a source is never held against itself
    found = learned_delay(lags, first_delay(2, 2), rounds=400)
    assert np.abs(lag_table(found)[0, 1] - lag_table(true)[0, 1]).max() < 0.02


def test_many_sources_with_few_reports_are_learned_together():
    table = made(incidents=500, days=60, sources=2, share=0.8).table
    names = [f"{source} {number % 40}" for number, source in enumerate(table["source"].to_pylist())]
    model = learned(taken(table.set_column(table.column_names.index("source"), "source", pa.array(names)))[0])
    assert len(model.sources) == 80 and np.ptp(model.sigma[:, 0]) == 0
    # What pairs show: eight in ten incidents that one source tells have a second report, by any of forty others.
    assert model.coverage.sum() == pytest.approx(0.8, abs=0.2)
