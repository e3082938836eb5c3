"""Which quantities measure the same, and in what unit they can be laid side by side."""

from __future__ import annotations

from decimal import Decimal

from ...records import Quantity
from ..times.numerals import tidy

# Each family in its smallest unit. Months and years are no fixed number of days; they have their own family.
FAMILIES: dict[str, dict[str, Decimal]] = {
    "time": {
        "second": Decimal(1),
        "minute": Decimal(60),
        "hour": Decimal(3600),
        "day": Decimal(86_400),
        "week": Decimal(604_800),
    },
    "calendar": {"month": Decimal(1), "year": Decimal(12)},
    "length": {
        "metre": Decimal(1),
        "foot": Decimal("0.3048"),
        "kilometre": Decimal(1000),
        "mile": Decimal("1609.344"),
        "nautical mile": Decimal(1852),
    },
    "area": {
        "hectare": Decimal(1),
        "acre": Decimal("0.40468564224"),
        "square kilometre": Decimal(100),
        "square mile": Decimal("258.9988110336"),
    },
    "mass": {"kilogram": Decimal(1), "tonne": Decimal(1000)},
}
_FAMILY = {unit: family for family, units in FAMILIES.items() for unit in units}
# Fractions are kept in per cent to one place; a share said as a fraction and as a number may differ by that much.
_ROUNDING = Decimal("0.05")


def comparable(left: Quantity, right: Quantity) -> bool:
    """Whether the two measure the same thing in units of one family.

    A thing that one of them leaves out may be the same thing; two that are stated must be equal.
    """
    if left.of and right.of and left.of != right.of:
        return False
    if left.unit == right.unit:
        return True
    family = _FAMILY.get(left.unit)
    return family is not None and family == _FAMILY.get(right.unit)


def convert(quantity: Quantity, unit: str) -> Quantity:
    """The quantity in another unit of its family. Raises ValueError when the units have no fixed ratio."""
    if quantity.unit == unit:
        return quantity
    family = _FAMILY.get(quantity.unit)
    if family is None or _FAMILY.get(unit) != family:
        raise ValueError(f"{quantity.unit} cannot be written in {unit}; compare only units of one family")
    ratio = FAMILIES[family][quantity.unit] / FAMILIES[family][unit]
    low = None if quantity.low is None else tidy(quantity.low * ratio)
    high = None if quantity.high is None else tidy(quantity.high * ratio)
    return Quantity(low, high, unit, quantity.modifier, quantity.of)


def same(left: Quantity, right: Quantity) -> bool:
    """Whether the two state the same bounds of the same thing, whatever unit or wording each has chosen.

    "about 20 per cent" and "around one-fifth"; "120 minutes" and "two hours". Modifiers must agree.
    """
    if left.modifier != right.modifier or not comparable(left, right):
        return False
    other = convert(right, left.unit)
    return _close(left.low, other.low, left.unit) and _close(left.high, other.high, left.unit)


def _close(left: Decimal | None, right: Decimal | None, unit: str) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= (_ROUNDING if unit == "percent" else Decimal(0))
