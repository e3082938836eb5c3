"""How far anybody watched: patrol hours, cameras, satellites, and hours in which watching was denied or impossible."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ..errors import InputRefused
from .tables import NO_TIME, moments_told, numbers_told, read_table, require_columns, row_of, texts

HOUR = 3_600_000_000
# Kinds in which nobody saw: they are counted, but never as observation.
UNSEEN = ("denied", "cloud", "down")


class Observed(NamedTuple):
    """Hours of observation and hours without it in a period; `kinds` in order of name."""

    hours: float
    unseen_hours: float
    kinds: dict[str, float]


class Told(NamedTuple):
    """What the table says of a stretch besides: where, who did or denied it, remarks."""

    place: str
    by: str
    note: str


class Unseen(NamedTuple):
    """A stretch in which nobody saw: its bounds in microseconds UTC, and its hours within what was asked for."""

    kind: str
    begin: int
    end: int
    hours: float
    told: Told


class Effort:
    """Stretches of observation: kind, begin, end, hours (its length where no hours are written).

    `hours` may be more than the length (three patrols) or less (a camera that was up half the time).
    """

    def __init__(
        self, kinds: list[str], begins: list[int], ends: list[int], hours: list[float], told: Sequence[Told] = (),
        refused: tuple[InputRefused, ...] = (),
    ) -> None:  # fmt: skip
        self.refused = refused
        self.kinds, self._begins, self._ends = kinds, np.array(begins), np.array(ends)
        self._hours = np.array(hours, dtype=np.float64)
        self._told = list(told) or [Told("", "", "")] * len(kinds)

    @classmethod
    def read(cls, path: Path) -> Effort:
        """From a table with time_begin, time_end, kind and, where known, hours, place, by, note."""
        return cls.of(read_table(path), path)

    @classmethod
    def of(cls, table: pa.Table, path: Path) -> Effort:
        """From a table, which refusals call by the name of the file. Rows that cannot be used are in `refused`."""
        require_columns(table, ("time_begin", "time_end", "kind"), path)
        begins, odd_begins = moments_told(table, "time_begin")
        ends, odd_ends = moments_told(table, "time_end")
        hours, odd_hours = numbers_told(table, "hours")
        none = (begins == NO_TIME) | (ends == NO_TIME) | (ends <= begins)
        wrong = dict.fromkeys(np.flatnonzero(none).tolist(), "the stretch has no begin before its end")
        wrong |= dict.fromkeys(np.flatnonzero(np.nan_to_num(hours) < 0).tolist(), "hours are below 0")
        wrong |= odd_begins | odd_ends | odd_hours
        refused = tuple(InputRefused(str(path), wrong[row], place=row_of(path, row)) for row in sorted(wrong))
        kept = np.setdiff1d(np.arange(table.num_rows), np.fromiter(wrong, np.int64, len(wrong)))
        begins, ends, hours, table = begins[kept], ends[kept], hours[kept], table.take(pa.array(kept))
        length = (ends - begins) / HOUR
        kinds = [kind.strip().lower() for kind in texts(table, "kind").to_pylist()]
        columns = (texts(table, name).to_pylist() for name in Told._fields)
        told = [Told(*(word.strip() for word in row)) for row in zip(*columns, strict=True)]
        lengths = np.where(np.isnan(hours), length, hours).tolist()
        return cls(kinds, begins.tolist(), ends.tolist(), lengths, told, refused)

    def within(self, begin: int, end: int) -> Observed:
        """What falls into a period; stretches that reach beyond count for their part."""
        if not self.kinds:
            return Observed(0.0, 0.0, {})
        part = np.clip(np.minimum(self._ends, end) - np.maximum(self._begins, begin), 0, None)
        hours = self._hours * part / (self._ends - self._begins)
        by_kind: dict[str, float] = {}
        for kind, value in zip(self.kinds, hours.tolist(), strict=True):
            if value > 0:
                by_kind[kind] = by_kind.get(kind, 0.0) + value
        unseen = sum(value for kind, value in by_kind.items() if kind in UNSEEN)
        return Observed(sum(by_kind.values()) - unseen, unseen, dict(sorted(by_kind.items())))

    def unseen(self, begin: int, end: int) -> list[Unseen]:
        """The stretches without sight that fall into a period, in order of time."""
        found = []
        for row, kind in enumerate(self.kinds):
            first, last = int(self._begins[row]), int(self._ends[row])
            part = min(last, end) - max(first, begin)
            if kind in UNSEEN and part > 0:
                hours = float(self._hours[row]) * part / (last - first)
                found.append(Unseen(kind, first, last, hours, self._told[row]))
        return sorted(found, key=lambda one: (one.begin, one.end, one.kind, one.told))
