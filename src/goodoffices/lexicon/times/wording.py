"""A time as worded, before it is set against the day of the account."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ...records import Quantity

Kind = Literal["date", "month", "year", "decade", "weekday", "day", "context", "period", "season", "ago", "stretch",
               "vague", "clock", "part", "duration", "set", "weekend", "quarter", "monthday"]  # fmt: skip
Opening = Literal["", "since", "until", "by"]


class Wording:
    """Words [first, after) that name a time. Which fields count depends on `kind`.

    date: month, day and, when stated, year. month, year, decade: `year` may be missing. weekday: 1 Monday .. 7.
    day: `offset` from the account's day; context: from the day last named. period: `unit` and `shift`.
    ago: `length` before (ago, earlier) or after (later, ahead) the day, `way` says which. stretch: the `length`
    up to (last) or from (next) the day. clock: hour, minute, zone. part: `part` of the account's day.
    `edge`: early, mid, late, first, second, sooner, later. `until`: the other end of a range.
    """

    __slots__ = (
        "after", "approximate", "begins", "day", "edge", "end", "first", "hour", "kind", "length", "minute", "month",
        "offset", "opens", "part", "parts", "shift", "uncertain", "unit", "until", "value", "way", "weekday", "year",
        "year_shift", "zone",
    )  # fmt: skip

    def __init__(
        self,
        kind: Kind,
        first: int,
        after: int,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        weekday: int | None = None,
        offset: int = 0,
        unit: str = "",
        shift: str = "",
        way: str = "",
        edge: str = "",
        part: str = "",
        hour: int = 0,
        minute: int = 0,
        zone: str | None = None,
        end: int = 0,
        approximate: bool = False,
        uncertain: bool = False,
        year_shift: str = "",
        opens: Opening = "",
        until: Wording | None = None,
        value: str = "",
        length: Quantity | None = None,
        parts: tuple[tuple[Decimal | None, str], ...] = (),
        begins: int = -1,
    ) -> None:
        self.kind, self.first, self.after = kind, first, after
        self.year, self.month, self.day = year, month, day
        self.weekday, self.offset = weekday, offset
        self.unit, self.shift, self.way, self.edge = unit, shift, way, edge
        self.part, self.hour, self.minute, self.zone = part, hour, minute, zone
        self.end, self.approximate, self.uncertain = end, approximate, uncertain
        self.year_shift, self.opens, self.until = year_shift, opens, until
        self.value, self.length, self.parts, self.begins = value, length, parts, begins
