"""Which quantities compare, and how one is written in another's unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.lexicon.quantities import comparable, convert, same
from goodoffices.lexicon.quantities.compare import FAMILIES
from goodoffices.records import Quantity


def quantity(low, high, unit, modifier="exact", of=""):
    return Quantity(None if low is None else Decimal(low), None if high is None else Decimal(high), unit, modifier, of)


def test_units_of_one_family_compare():
    assert comparable(quantity(120, 120, "minute"), quantity(2, 2, "hour"))
    assert comparable(quantity(1, 1, "year"), quantity(12, 12, "month"))
    assert not comparable(quantity(1, 1, "month"), quantity(30, 30, "day"))
    assert not comparable(quantity(1, 1, "hour"), quantity(1, 1, "kilometre"))


def test_only_the_same_thing_compares():
    civilians, soldiers = quantity(12, 12, "person", of="civilian"), quantity(12, 12, "person", of="soldier")
    assert not comparable(civilians, soldiers)
    assert comparable(civilians, quantity(12, 12, "person"))
    assert not same(civilians, soldiers)


def test_same_across_units():
    assert same(quantity(120, 120, "minute"), quantity(2, 2, "hour"))
    assert same(quantity("33.3", "33.3", "percent"), quantity("33.33", "33.33", "percent"))
    assert not same(quantity(2, 2, "hour"), quantity(2, 2, "hour", "about"))
    assert not same(quantity(2, None, "hour", "at-least"), quantity(2, 3, "hour", "at-least"))
    assert same(quantity(2, None, "hour", "at-least"), quantity(120, None, "minute", "at-least"))


def test_no_fixed_ratio_is_refused():
    with pytest.raises(ValueError, match="cannot be written"):
        convert(quantity(1, 1, "month"), "day")
    assert convert(quantity(1, 1, "person"), "person") == quantity(1, 1, "person")


@given(st.integers(1, 10_000), st.sampled_from(sorted(FAMILIES)), st.data())
def test_there_and_back(number, family, data):
    first, second = (data.draw(st.sampled_from(sorted(FAMILIES[family]))) for _ in range(2))
    there = convert(quantity(number, number, first), second)
    back = convert(there, first)
    assert back.low is not None
    assert abs(back.low - number) < Decimal("0.000001")
