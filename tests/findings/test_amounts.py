"""Numbers in both directions: what must be told apart and what must not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.findings.amounts import UNITS, compare_quantities
from goodoffices.findings.relation import Relation
from goodoffices.records import Quantity


def q(low: str | None, unit: str = "hour", modifier: str = "exact", high: str | None = None, of: str = "") -> Quantity:
    top = None if modifier == "at-least" else Decimal(high) if high else Decimal(low) if low else None
    bottom = None if modifier == "at-most" or low is None else Decimal(low)
    return Quantity(bottom, top, unit, modifier, of)  # type: ignore[arg-type]


DISPUTED = [
    (q("6"), q("4", modifier="about")),
    (q("6"), q("4")),
    (q("6", modifier="about"), q("4", modifier="about")),
    (q("2", modifier="at-least"), q("1")),
    (q("3", modifier="about"), q("90", "minute")),
    (q("4", modifier="at-least"), q("2", modifier="about")),
    (q("2", modifier="at-most"), q("5")),
    (q("5", modifier="at-least"), q("3", modifier="at-most")),
    (q("14", "person"), q("19", "person")),
    (q("5", "person"), q("6", "person")),
    (q("20", "person"), q("24", "person")),
    (q("150", "prisoner"), q("157", "prisoner")),
    (q("15", "person"), q("40", "person")),
    (q("300", "prisoner"), q("390", "prisoner")),
    (q("20", "percent", "about"), q("33", "percent")),
    (q("20", "percent"), q("25", "percent")),
    (q("10000", "person", "between", "99999"), q("100000", "person", "between", "999999")),
    (q("14", "person"), q("16", "person")),
    (q("1", "year"), q("6", "month")),
    (q("5", "kilometre"), q("15", "kilometre")),
]
TOGETHER = [
    (q("2", modifier="about"), q("2", modifier="about")),
    (q("2", modifier="about"), q("2")),
    (q("120", "minute"), q("2", modifier="about")),
    (q("1.5"), q("90", "minute")),
    (q("6"), q("340", "minute")),
    (q("4", modifier="at-least"), q("6")),
    (q("4", modifier="at-least"), q("4", modifier="about")),
    (q("40", "minute", "about"), q("1", modifier="at-most")),
    (q("2", modifier="at-most"), q("2", modifier="about")),
    (q("20", "percent", "about"), q("20", "percent")),
    (q("20", "percent", "about"), q("18", "percent")),
    (q("33.33", "percent", "at-least"), q("36", "percent", "about")),
    (q("300", "prisoner"), q("314", "prisoner")),
    (q("1200", "prisoner"), q("1187", "prisoner")),
    (q("33", "person", "at-least"), q("38", "person", "at-least")),
    (q("10000", "person", "between", "99999"), q("40000", "person", "about")),
    (q("1", "kilometre"), q("1000", "metre")),
    (q("1", "square-mile"), q("259", "hectare")),
    (q("5", "person", "between", "7"), q("6", "person")),
]


@pytest.mark.parametrize(("left", "right"), DISPUTED)
def test_numbers_that_cannot_both_hold(left: Quantity, right: Quantity) -> None:
    assert compare_quantities(left, right) is Relation.DISPUTED
    assert compare_quantities(right, left) is Relation.DISPUTED


@pytest.mark.parametrize(("left", "right"), TOGETHER)
def test_numbers_that_can_both_hold(left: Quantity, right: Quantity) -> None:
    assert compare_quantities(left, right) <= Relation.COMPATIBLE
    assert compare_quantities(right, left) <= Relation.COMPATIBLE


def test_hours_and_people_cannot_be_compared() -> None:
    assert compare_quantities(q("6"), q("6", "person")) is Relation.INCOMPARABLE


def test_about_and_around_are_one_value_and_a_lower_bound_below_it_is_another() -> None:
    assert compare_quantities(q("2", modifier="about"), q("120", "minute", "about")) is Relation.SAME
    assert compare_quantities(q("4", modifier="at-least"), q("9")) is Relation.COMPATIBLE


numbers = st.decimals(min_value=1, max_value=5000, places=1)
modifiers = st.sampled_from(["exact", "about", "at-least", "at-most"])
units = st.sampled_from(["minute", "hour", "day", "percent", "person", "kilometre", "hectare"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    number = str(draw(numbers))
    return q(number, draw(units), draw(modifiers), high=number)


@given(quantities(), quantities())
def test_comparing_is_symmetric(left: Quantity, right: Quantity) -> None:
    assert compare_quantities(left, right) is compare_quantities(right, left)


@given(quantities())
def test_a_quantity_is_the_same_as_itself(quantity: Quantity) -> None:
    assert compare_quantities(quantity, quantity) is Relation.SAME


@given(quantities(), st.sampled_from(sorted(UNITS)))
def test_another_unit_never_makes_a_dispute(quantity: Quantity, unit: str) -> None:
    mine = UNITS.get(quantity.unit)
    if mine is None or UNITS[unit][0] != mine[0]:
        return
    factor = mine[1] / UNITS[unit][1]
    low = None if quantity.low is None else quantity.low * factor
    high = None if quantity.high is None else quantity.high * factor
    same = Quantity(low, high, unit, quantity.modifier)
    assert compare_quantities(quantity, same) <= Relation.COMPATIBLE
