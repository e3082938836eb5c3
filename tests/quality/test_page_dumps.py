"""Whole pages dumped line by line: how much of their frames is dropped, how little of their bodies is lost.

181 real pages of all kinds of sites (shops, recipes and blogs among them), read as text: menus, comments, teasers and
all. Found when first measured: F1 .856, recall .755, precision .989.
"""

from __future__ import annotations

from scoring.dumps import Body, Dropping, measure

FLOORS = {"f1": 0.925, "precision": 0.985, "recall": 0.87}


def test_frames_of_real_pages(shared):
    found = measure(shared / "data" / "article-extraction-benchmark")
    reached = {"f1": found.f1(), "precision": found.precision(), "recall": found.recall()}
    assert not {name: value for name, value in reached.items() if value < FLOORS[name]}, reached


def test_lines_are_judged_by_what_they_share_with_the_body():
    body = Body("The envoys met in Nicosia on Monday and spoke for three hours.\nNo date was set.")
    assert body.tells("The envoys met in Nicosia on Monday and spoke for three hours.") is True
    assert body.tells("No date was set.") is True
    assert body.tells("Ten recipes for a long and cold winter evening") is False
    assert body.tells("Most read") is False
    assert body.tells("in Nicosia") is None


def test_figures():
    found = Dropping(dropped=90, framing=100, lost=10, telling=50)
    assert (found.precision(), found.recall(), found.f1()) == (0.9, 0.9, 0.9)
