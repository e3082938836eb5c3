"""Where a time stands: the day it leans on, the sentence around it, the day named last."""

from __future__ import annotations

from datetime import date

from ...records import Basis
from ..reading import Block
from .cursor import Cursor
from .tense import Direction, direction
from .wording import Wording

OPENING = 8
LEAD_DAYS = 3


class Scene:
    """What resolving a wording may ask.

    `day` is the anchor's or the live entry's; `here` the day this sentence names, `last` the day named last,
    `told` that or the end of an open time, `coming` that if it lies ahead, `earlier` that before this sentence,
    `lead` that of the opening; `month` the year and month named last, `block_year` the year.
    """

    __slots__ = (
        "basis",
        "block",
        "block_year",
        "coming",
        "cursor",
        "day",
        "earlier",
        "here",
        "last",
        "last_at",
        "lead",
        "lead_at",
        "live",
        "month",
        "sentence",
        "start",
        "stop",
        "told",
        "told_at",
        "zone",
    )

    def __init__(self, cursor: Cursor, day: date | None, basis: Basis, zone: str | None) -> None:
        self.cursor = cursor
        self.day = day
        self.basis: Basis = basis
        self.zone = zone
        self.last: date | None = None
        self.earlier: date | None = None
        self.last_at = 0
        self.coming: date | None = None
        self.told: date | None = None
        self.told_at = -1
        self.here: date | None = None
        self.live = False
        self.lead: date | None = None
        self.lead_at = -1
        self.block_year: int | None = None
        self.month: tuple[int, int] | None = None
        self.block: Block | None = None
        self.sentence = 0
        self.start = 0
        self.stop = len(cursor.words)

    def name(self, day: date) -> None:
        """Keeps the day named last, and the first that the opening sentences name: most likely that of the event."""
        self.here = self.last = self.told = day
        self.last_at = self.sentence
        if self.day and day > self.day:
            self.coming = day
        if self.lead is None and self.sentence < OPENING and self.day and 0 <= (self.day - day).days <= LEAD_DAYS:
            self.lead, self.lead_at = day, self.sentence

    def recent_day(self, wording: Wording) -> date | None:
        """The day of a clock time whose sentence names none: that of this paragraph, else that of the opening."""
        cursor = self.cursor
        if any(
            (cursor.take(place, "cue") or ("",))[0] == "said"
            for place in range(max(cursor.first, wording.first - 2), wording.first)
        ):
            return None  # "an official said shortly before noon"
        if self.coming and self.earlier and self.direction(wording) == "ahead":
            return self.coming
        if self.earlier and self.day and abs((self.earlier - self.day).days) <= 7:
            return self.earlier
        if self.lead_at == self.sentence:
            return None
        return self.lead if self.lead and self.direction(wording) != "ahead" else None

    def direction(self, wording: Wording) -> Direction:
        """Whether the clause around the wording looks ahead or back."""
        return direction(self.cursor, wording.first, wording.after, self.start, self.stop)
