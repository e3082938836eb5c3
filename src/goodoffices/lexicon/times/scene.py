"""Where a time stands: the day it leans on, the sentence around it, the day named last."""

from __future__ import annotations

from datetime import date

from ...records import Basis
from ..reading import Block
from .cursor import Cursor
from .tense import Direction, direction
from .wording import Wording


class Scene:
    """What resolving a wording may ask. `day` is the anchor's or the live entry's; `last` the day named last."""

    __slots__ = ("basis", "block", "block_year", "cursor", "day", "here", "last", "sentence", "start", "stop", "zone")

    def __init__(self, cursor: Cursor, day: date | None, basis: Basis, zone: str | None) -> None:
        self.cursor = cursor
        self.day = day
        self.basis: Basis = basis
        self.zone = zone
        self.last: date | None = None
        self.here: date | None = None
        self.block_year: int | None = None
        self.block: Block | None = None
        self.sentence = 0
        self.start = 0
        self.stop = len(cursor.words)

    def direction(self, wording: Wording) -> Direction:
        """Whether the clause around the wording looks ahead or back."""
        return direction(self.cursor, wording.first, wording.after, self.start, self.stop)
