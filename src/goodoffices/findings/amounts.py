"""Measured and counted values: lengths of time, counts, shares, distances.

A number is compared as what its wording allows: "about" within a share of the larger value that depends on what is
measured, an exact number within its rounding ("six hours" for 5 h 40 min, "300" for 314), "over" and "under" as open
bounds. Widths are in docs/decisions/comparison.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..records import Quantity
from .relation import Relation

# Everything of one dimension in one unit: (dimension, factor).
UNITS: dict[str, tuple[str, Decimal]] = {
    "second": ("time", Decimal(1) / 60), "minute": ("time", Decimal(1)), "hour": ("time", Decimal(60)),
    "day": ("time", Decimal(1440)), "week": ("time", Decimal(10080)), "month": ("time", Decimal(43830)),
    "year": ("time", Decimal(525960)), "decade": ("time", Decimal(5259600)),
    "metre": ("length", Decimal(1)), "kilometre": ("length", Decimal(1000)), "mile": ("length", Decimal("1609.344")),
    "foot": ("length", Decimal("0.3048")), "nautical-mile": ("length", Decimal(1852)),
    "square-metre": ("area", Decimal("0.000001")), "square-kilometre": ("area", Decimal(1)),
    "hectare": ("area", Decimal("0.01")), "square-mile": ("area", Decimal("2.589988")),
    "acre": ("area", Decimal("0.004046856")), "percent": ("share", Decimal(1)),
    "kilogram": ("mass", Decimal(1)), "tonne": ("mass", Decimal(1000)), "ton": ("mass", Decimal(1000)),
}  # fmt: skip
# How far from its number "about" reaches, as a share of the larger of two numbers.
ABOUT = {"time": Decimal("0.25"), "share": Decimal("0.15"), "count": Decimal("0.20")}
ABOUT_ELSE = Decimal("0.20")
ONE = Decimal("0.45")  # share by which a measure of one unit may be off
ROUNDED = Decimal("0.05")


class Measure(NamedTuple):
    """Bounds in the base unit of a dimension; `grain` is half the last digit that was written."""

    dimension: str
    low: Decimal | None
    high: Decimal | None
    loose: bool
    grain: Decimal

    @property
    def point(self) -> Decimal | None:
        """The one number meant, if one is."""
        return self.low if self.low is not None and self.low == self.high else None


def measure_of(quantity: Quantity) -> Measure:
    """The quantity in the base unit of its dimension; unknown units are counts of themselves."""
    dimension, factor = UNITS.get(quantity.unit.replace(" ", "-"), ("count", Decimal(1)))
    low, high = quantity.low, quantity.high
    if quantity.modifier == "at-least":
        high = None
    if quantity.modifier == "at-most":
        low = None
    if low is None and high is None:
        low, high = quantity.low, quantity.high
    written = low if low is not None else high
    grain = _grain(written, dimension) if written is not None and (low is None or high in (None, low)) else Decimal(0)
    return Measure(
        dimension,
        None if low is None else low * factor,
        None if high is None else high * factor,
        quantity.modifier == "about",
        grain * factor,
    )


def _grain(number: Decimal, dimension: str) -> Decimal:
    """Half of the last digit written, a little less of one: six months are no year.

    For counts only of round numbers, and never more than a twentieth.
    """
    plain = number.normalize()
    exponent = plain.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    if dimension in ("time", "share", "length", "area", "mass"):
        return min(step / 2, number * ONE, Decimal("0.5")) if number < 100 else min(step / 2, number * ROUNDED)
    return min(step / 2, number * ROUNDED) if number >= 100 and step > 1 else Decimal(0)


def compare_quantities(left: Quantity, right: Quantity) -> Relation:
    """How two quantities stand; different dimensions, or counts of different things, cannot be compared."""
    one, two = measure_of(left), measure_of(right)
    if one.dimension != two.dimension:
        return Relation.INCOMPARABLE
    if one.point is not None and two.point is not None:
        return _points(one, two, one.point, two.point)
    if one.point is None and two.point is not None:
        one, two = two, one
    if one.point is not None:
        return _point_in(one, one.point, two)
    return _ranges(one, two)


def _reach(one: Measure, number: Decimal) -> Decimal:
    return ABOUT.get(one.dimension, ABOUT_ELSE) * number if one.loose else one.grain


def _points(one: Measure, two: Measure, left: Decimal, right: Decimal) -> Relation:
    larger = max(abs(left), abs(right))
    width = max(_reach(one, larger), _reach(two, larger))
    return Relation.SAME if abs(left - right) <= width else Relation.DISPUTED


def _point_in(one: Measure, number: Decimal, span: Measure) -> Relation:
    slack = max(_reach(one, number), span.grain, ABOUT.get(one.dimension, ABOUT_ELSE) * number if span.loose else 0)
    if span.loose and one.dimension == "count" and span.low is not None and span.high is not None:
        slack = max(slack, span.low / 2, span.high if number > span.high else 0)  # "dozens", "several" are no bounds
    if span.low is not None and number < span.low - slack:
        return Relation.DISPUTED
    if span.high is not None and number > span.high + slack:
        return Relation.DISPUTED
    if span.low is not None and span.high is not None:
        return Relation.REFINES
    edge = span.low if span.low is not None else span.high
    near = ABOUT.get(one.dimension, ABOUT_ELSE) * max(number, edge or number)
    return Relation.SAME if edge is not None and abs(number - edge) <= near else Relation.COMPATIBLE


def _ranges(one: Measure, two: Measure) -> Relation:
    if (one.low, one.high) == (two.low, two.high):
        return Relation.SAME
    slack = max(one.grain, two.grain)
    for low, high in ((one.low, two.high), (two.low, one.high)):
        if low is not None and high is not None and low > high + slack:
            return Relation.DISPUTED
    return Relation.COMPATIBLE
