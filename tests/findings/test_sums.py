"""Arithmetic of claims: totals and parts, one number told twice, totals that fall; and the real claims beside the checkout."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.findings.sums import Figure, sums


def figure(number, part="", of="", modifier="exact", ident="", **more):
    given = {"by": "north's staff", "about": "truce", "as_of": "2031-04-20"} | more
    return Figure(
        id=ident or f"{part or 'total'}={number}", number=number, part=part, of=of, modifier=modifier, **given
    )


def told(*figures):
    return [(one.status, one.part, one.apart) for one in sums(figures)]


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        ((900, "exact"), (500, 400), ("adds-up", "", 0)),
        ((900, "exact"), (500, 401), ("more", "", 1)),
        ((900, "exact"), (500, 390), ("less", "", 10)),
        ((900, "at-least"), (500, 450), ("adds-up", "", 0)),
        ((900, "at-least"), (500, 390), ("less", "", 10)),
        ((900, "at-most"), (500, 390), ("adds-up", "", 0)),
        ((900, "at-most"), (500, 401), ("more", "", 1)),
        ((900, "about"), (500, 460), ("adds-up", "", 0)),
        ((900, "about"), (500, 600), ("more", "", 110)),
    ],
)
def test_parts_are_held_against_the_whole(total, parts, expected):
    number, modifier = total
    assert told(figure(number, modifier=modifier), figure(parts[0], "shelling"), figure(parts[1], "drones")) == [
        expected
    ]


def test_a_part_that_is_at_least_so_many_may_fill_what_is_missing():
    assert told(figure(900), figure(500, "shelling"), figure(350, "drones", modifier="at-least")) == [
        ("adds-up", "", 0)
    ]


def test_parts_of_a_part_count_in_it_and_not_in_the_total():
    rows = (figure(900), figure(500, "shelling"), figure(400, "drones"), figure(310, "heavy", of="shelling"),
            figure(200, "light", of="shelling"))  # fmt: skip
    assert told(*rows) == [("adds-up", "", 0), ("more", "shelling", 10)]


def test_one_number_told_in_two_ways_is_named_and_counts_as_either():
    rows = (
        figure(2935),
        figure(96, "assaults"),
        figure(1882, "shelling"),
        figure(1883, "shelling"),
        figure(956, "drones"),
    )
    assert told(*rows) == [("two-parts", "shelling", 1), ("adds-up", "", 0)]
    (twice,) = sums([figure(23, ident="a"), figure(30, ident="b")])
    assert (twice.status, twice.figures) == ("two-totals", ("a", "b"))
    assert "23 and 30" in twice.why


def test_more_than_a_number_agrees_with_a_larger_one():
    assert told(figure(60, modifier="at-least"), figure(64)) == []


def test_a_later_total_of_the_same_matter_may_not_be_smaller():
    rows = (figure(60, as_of="2031-04-01"), figure(55, as_of="2031-04-16"))
    assert told(*rows) == [("falls", "", 5)]
    assert told(figure(60, as_of="2031-04-01", period="March"), figure(55, as_of="2031-04-16", period="a day")) == []
    assert told(figure(60, as_of=""), figure(55, as_of="2031-04-16")) == []


def test_speakers_and_accused_are_not_mixed():
    assert told(figure(10, by="a"), figure(20, by="b"), figure(30, by="b", accused="north")) == []


@given(st.lists(st.builds(
    Figure, id=st.sampled_from("abcdef"), by=st.sampled_from("xy"), about=st.just("t"), number=st.integers(0, 50),
    as_of=st.sampled_from(["", "2031-01-01", "2031-01-02"]), part=st.sampled_from(["", "p", "q"]),
    of=st.sampled_from(["", "p"]), modifier=st.sampled_from(["exact", "about", "at-least", "at-most"]),
), max_size=12), st.integers())  # fmt: skip
def test_any_order_gives_the_same_findings(figures, seed):
    mixed = figures.copy()
    random.Random(seed).shuffle(mixed)
    assert sums(mixed) == sums(figures)


def test_the_claims_of_real_truces(shared):
    """Totals of the Easter truce of 2025, as its sides told them."""
    held = json.loads((shared / "data/truce-claims/commitments_and_claims.json").read_text("utf-8"))
    rows = []
    for number, claim in enumerate(held["claims"]):
        common = {"by": claim["by"], "about": claim["commitment"], "as_of": claim.get("as_of", "")}
        common |= {"accused": claim.get("accused", ""), "period": claim.get("period", "")}
        if "total" in claim:
            modifier = "at-least" if claim.get("total_is") in ("more than", "over") else "exact"
            rows.append(Figure(id=f"{number}", number=claim["total"], modifier=modifier, **common))
        for part, value in claim.get("parts", {}).items():
            of = "shelling" if part.startswith("of_which") else ""
            rows.append(Figure(id=f"{number}-{part}", number=value, part=part, of=of, **common))
    found = {(one.by, one.as_of, one.part): (one.status, one.apart) for one in sums(rows)}
    assert found["RU MoD", "2025-04-20", ""] == ("adds-up", 0)
    assert found["RU MoD", "2025-04-21", ""] == ("less", 84)
    assert found["UA president", "2025-04-21 01:55", ""] == ("less", 7)
