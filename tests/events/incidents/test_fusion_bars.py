"""How likely links must be and how many passes tell it: by what passes tell that had no part in the choice."""

from __future__ import annotations

import numpy as np
import pytest

from goodoffices.events.incidents.bars import BARS, MOST_PASSES, bars
from goodoffices.events.incidents.keeping import model_json, model_of
from goodoffices.events.incidents.learning import FIRST_LOOK, learned
from goodoffices.events.incidents.model import PASSES
from goodoffices.events.incidents.running import fused
from goodoffices.events.incidents.taking import taken
from made_reports import made, scores


@pytest.fixture(scope="module")
def clear():
    return taken(made(incidents=700, days=80, metres=200.0, hours=1.0).table)[0]


@pytest.fixture(scope="module")
def crowded():
    return made(incidents=1_500, days=40, sources=4, metres=1_000.0, mistaken=0.5)


def test_passes_are_doubled_where_others_tell_less(clear, crowded):
    few, many = learned(clear), learned(taken(crowded.table)[0])
    assert few.passes == PASSES < many.passes <= MOST_PASSES
    assert BARS[0] == few.least < many.least
    assert model_of(model_json(many)).passes == many.aligned(("another", *many.sources)).passes == many.passes


def test_links_of_a_crowd_are_as_right_as_they_are_said_to_be(crowded):
    reports, ids, _ = taken(crowded.table)
    found, names = fused(reports, learned(reports)), ids.to_pylist()
    groups = [[names[row] for row in rows] for rows in np.split(found.members, found.starts[1:-1])]
    precision, _ = scores(groups, crowded.truth)
    assert precision > 0.85, precision


def test_the_bars_are_those_of_the_sample_alone(clear):
    model = learned(clear)
    assert bars(clear.taken(slice(0, FIRST_LOOK)), model) == (model.least, model.alone, model.passes)
