"""Places: every event's place stands in the list, the drawing keeps within its frame, and shapes keep their form."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.records import CaseSettings
from goodoffices.workbench import Intake, Workbench
from goodoffices.workbench.reading.places import HEIGHT, WIDTH, PlaceLine, degrees, map_of

PAGES = {
    "tribune.txt": "Coast Tribune\nTalks in Geneva\n18 February 2026\n\nThe talks between Ukraine and Russia in Geneva on 17 "
    "February lasted six hours. Earlier talks were held in Abu Dhabi on 23-24 January.\n",
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Workbench.create(str(folder / "case"), Intake((), CaseSettings(name="Sable"))) as made:
        made.member("nobody", "")
        made.add(Intake.of([folder / name for name in PAGES]))
        yield made


def test_each_place_has_its_events(bench):
    places = bench.reader("uk").places()
    lines = {line.name: line for line in places.every({})}
    assert {"Женева", "Абу-Дабі"} <= set(lines)
    shown = places.one(lines["Женева"].id)
    assert (shown.line, len(shown.events)) == (lines["Женева"], lines["Женева"].events)
    assert {event.where for event in shown.events} == {"Женева"}
    assert {dot.line.name for dot in places.page({}, 1).map.dots} == set(lines)
    assert bench.as_member("nobody").reader("en").places().one(lines["Женева"].id) is None


E7 = st.integers(-1_790_000_000, 1_790_000_000)


@given(st.lists(st.tuples(E7, st.integers(-890_000_000, 890_000_000), st.integers(0, 500_000)), max_size=20))
def test_every_place_lies_within_the_frame_and_the_grid_is_even(spots):
    lines = [
        PlaceLine(str(n), f"P{n}", degrees(lat), degrees(lon), radius, "town", 1)
        for n, (lon, lat, radius) in enumerate(spots)
    ]
    drawn = map_of(lines)
    assert [dot.line for dot in drawn.dots] == lines
    for dot in drawn.dots:
        assert 0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT
        assert dot.reach <= WIDTH
    for grid in (drawn.meridians, drawn.parallels):
        gaps = {abs(left.at - right.at) for left, right in pairwise(grid)}
        assert not gaps or max(gaps) - min(gaps) <= 1
        assert len(grid) < 60


def test_degrees_are_short():
    assert [degrees(one) for one in (461_986_667, -5_000_000, 0)] == ["46.19867", "-0.5", "0"]
