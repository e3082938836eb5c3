"""A measured or counted number as a source gave it: bounds, unit, modifier, the thing measured."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from ..errors import RecordError

Modifier = Literal["exact", "about", "at-least", "at-most", "between"]


class Quantity(msgspec.Struct, frozen=True, omit_defaults=True):
    """`low` to `high` in `unit`; `None` for a side that is open ("over four hours" has no upper bound).

    Units are singular English words (hour, day, year, person, percent, kilometre, item ...); fractions are
    kept in percent. `of` is the thing measured, a concept or the stated noun ("soldier"), because numbers
    compare only where they measure the same.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    modifier: Modifier = "exact"
    of: str = ""

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise RecordError("a quantity needs a lower or an upper bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise RecordError(f"quantity has its bounds the wrong way round: {self.low} > {self.high}")
