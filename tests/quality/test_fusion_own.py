"""Floors of fusion on made-up reports under many kinds of noise; nothing of the noise is told to the program."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goodoffices.events.incidents.learning import learned
from goodoffices.events.incidents.running import fused
from goodoffices.events.incidents.taking import taken
from goodoffices.events.incidents.telling import incident_table
from made_reports import Made, made, scores

# Lowest precision and F1 of pairs; they may only rise.
FLOORS: dict[str, tuple[dict[str, Any], float, float]] = {
    "usual": ({}, 0.88, 0.88),
    "days": ({"daily": True}, 0.86, 0.87),
    "exact": ({"metres": 250.0}, 0.96, 0.96),
    "inexact": ({"metres": 1500.0}, 0.82, 0.8),
    "late": ({"hours": 12.0}, 0.83, 0.74),
    "careless": ({"mistaken": 0.5}, 0.88, 0.88),
    "two sources": ({"sources": 2}, 0.9, 0.91),
    "six sources": ({"sources": 6}, 0.85, 0.82),
    "rarely told": ({"share": 0.35}, 0.84, 0.86),
    "told twice": ({"again": 0.3}, 0.89, 0.85),
}
BLIND = {"seed": 77}


def measured(kind: Made) -> tuple[float, float, float]:
    """Precision, F1 and the share of places inside their region."""
    reports, ids, _ = taken(kind.table)
    table = incident_table(fused(reports, learned(reports)), reports, ids)
    precision, recall = scores(table["members"].to_pylist(), kind.truth)
    true = np.array([kind.places[kind.truth[members[0]]] for members in table["members"].to_pylist()])
    north = (np.asarray(table["lat"]) - true[:, 0]) * 111_195
    east = (np.asarray(table["lon"]) - true[:, 1]) * 111_195 * np.cos(np.radians(40))
    inside = float(np.mean(np.hypot(north, east) <= np.asarray(table["radius_90_m"])))
    return precision, round(2 * precision * recall / max(precision + recall, 1e-9), 6), inside


@pytest.mark.parametrize("name", FLOORS)
def test_fusion_keeps_its_floor(name: str) -> None:
    setting, precision, both = FLOORS[name]
    reached = measured(made(incidents=800, days=80, **setting, **BLIND))
    assert reached[0] >= precision, reached
    assert reached[1] >= both, reached
    assert 0.84 <= reached[2] <= 0.97, reached
