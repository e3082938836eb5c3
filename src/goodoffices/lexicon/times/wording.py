"""A time as worded, before it is set against the day of the account."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from ...records import Quantity

Kind = Literal["date", "month", "year", "decade", "weekday", "day", "context", "period", "season", "ago", "stretch",
               "vague", "clock", "part", "duration", "set", "weekend", "quarter", "monthday"]  # fmt: skip
Opening = Literal["", "since", "until", "by"]


class Wording(msgspec.Struct):
    """Words [first, after) that name a time. Which fields count depends on `kind`.

    date: month, day and, when stated, year. month, year, decade: `year` may be missing. weekday: 1 Monday .. 7.
    day: `offset` from the account's day; context: from the day last named. period: `unit` and `shift`.
    ago: `length` before (ago, earlier) or after (later, ahead) the day, `way` says which. stretch: the `length`
    up to (last) or from (next) the day. clock: hour, minute, zone. part: `part` of the account's day.
    `edge`: early, mid, late, first, second, sooner, later. `until`: the other end of a range.
    """

    kind: Kind
    first: int
    after: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int = 0
    unit: str = ""
    shift: str = ""
    way: str = ""
    edge: str = ""
    part: str = ""
    hour: int = 0
    minute: int = 0
    zone: str | None = None
    end: int = 0
    approximate: bool = False
    uncertain: bool = False
    year_shift: str = ""
    opens: Opening = ""
    until: Wording | None = None
    value: str = ""
    length: Quantity | None = None
    parts: tuple[tuple[Decimal | None, str], ...] = ()
    begins: int = -1
