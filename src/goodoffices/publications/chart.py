"""The drawn timeline: days as columns, gaps cut, events in lanes by kind. Layout only; the template draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise

import msgspec

from .words import Words

WIDTH, LABELS, GAP, HEAD, BAR, SLOT = 980, 128, 30, 46, 26, 28
COLUMNS_SHOWN, ENTRIES_SHOWN, LONG = 16, 90, 10
LANES = ("round", "sitting", "meeting", "agreement", "exchange", "statement", "announcement", "strike", "other")
BARS = frozenset({"round", "sitting"})


class Entry(msgspec.Struct, frozen=True):
    """One thing to draw: number in the list below, lane, first and last day, place within the day in per cent."""

    number: int
    anchor: str
    lane: str
    first: date
    last: date
    within: int
    ahead: bool
    label: str
    weight: int


class Column(msgspec.Struct, frozen=True):
    """A day (or month, or year): where it stands, its two labels, and how many units were cut before it."""

    x: int
    width: int
    head: str
    under: str
    month: str
    cut: int


class Shape(msgspec.Struct, frozen=True):
    """A bar or a mark."""

    entry: Entry
    x: int
    y: int
    width: int
    text: str


class Lane(msgspec.Struct, frozen=True):
    """One lane with its shapes."""

    kind: str
    name: str
    y: int
    height: int
    bars: tuple[Shape, ...]
    marks: tuple[Shape, ...]


class Chart(msgspec.Struct, frozen=True):
    """The whole drawing in user units."""

    width: int
    height: int
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    shown: int
    entries: int


Unit = tuple[str, Callable[[date], int]]
UNITS: tuple[Unit, ...] = (
    ("day", date.toordinal),
    ("month", lambda day: day.year * 12 + day.month - 1),
    ("year", lambda day: day.year),
)


def chart_of(entries: Iterable[Entry], words: Words) -> Chart | None:
    """The drawing of the best supported entries; None where nothing can be drawn."""
    every = list(entries)
    kept = sorted(every, key=lambda entry: (-entry.weight, entry.number))[:ENTRIES_SHOWN]
    kept.sort(key=lambda entry: entry.number)
    if not kept:
        return None
    name, key, units = _unit(kept)
    kept = [entry for entry in kept if key(entry.last) >= units[0]]
    columns, right = _columns(name, units, words)
    at = dict(zip(units, columns, strict=True))
    lanes, y = [], HEAD
    for kind in LANES:
        inside = [entry for entry in kept if entry.lane == kind]
        if inside:
            lane = _lane(kind, inside, y, at, key, words)
            lanes.append(lane)
            y += lane.height
    return Chart(max(right, LABELS + 200), y + 6, columns, tuple(lanes), len(kept), len(every))


def _unit(entries: list[Entry]) -> tuple[str, Callable[[date], int], list[int]]:
    """The finest unit whose columns fit; of years the latest stay."""
    for name, key in UNITS:
        units = sorted({unit for entry in entries for unit in _covered(entry, key)})
        if len(units) <= COLUMNS_SHOWN:
            return name, key, units
    return name, key, units[-COLUMNS_SHOWN:]


def _covered(entry: Entry, key: Callable[[date], int]) -> Iterable[int]:
    first, last = key(entry.first), key(entry.last)
    return range(first, last + 1) if last - first < LONG else (first, last)


def _columns(name: str, units: list[int], words: Words) -> tuple[tuple[Column, ...], int]:
    gaps = sum(1 for before, after in pairwise(units) if after - before > 1)
    width = max(44, min(150, (WIDTH - LABELS - 8 - gaps * GAP) // len(units)))
    x, columns, before, month = LABELS, [], None, ""
    for unit in units:
        cut = unit - before - 1 if before is not None else 0
        x += GAP if cut else 0
        head, under, above = _heads(name, unit, words)
        columns.append(Column(x, width, head, under, "" if above == month else above, cut))
        x, before, month = x + width, unit, above
    return tuple(columns), x + 8


def _heads(name: str, unit: int, words: Words) -> tuple[str, str, str]:
    if name == "day":
        day = date.fromordinal(unit)
        return str(day.day), words(f"weekday-{day.weekday()}"), f"{words.month(day.month, 'short')} {day.year}"
    if name == "month":
        return words.month(unit % 12 + 1, "short"), "", str(unit // 12)
    return str(unit), "", ""


def _lane(
    kind: str, entries: list[Entry], y: int, at: dict[int, Column], key: Callable[[date], int], words: Words
) -> Lane:
    bars = [entry for entry in entries if kind in BARS or key(entry.last) > key(entry.first)]
    drawn, rows = _bars(bars, y + 6, at, key)
    long = {entry.number for entry in bars}
    marks, more = _marks([entry for entry in entries if entry.number not in long], y + 6 + rows * BAR, at, key)
    height = 12 + rows * BAR + more * SLOT
    return Lane(kind, words(f"lane-{kind}"), y, height, tuple(drawn), tuple(marks))


def _bars(entries: list[Entry], y: int, at: dict[int, Column], key: Callable[[date], int]) -> tuple[list[Shape], int]:
    """Bars in as few rows as their overlaps allow."""
    rows: list[int] = []
    shapes = []
    for entry in sorted(entries, key=lambda entry: (entry.first, entry.number)):
        left, right = at.get(key(entry.first)), at[key(entry.last)]
        start = (left.x if left else LABELS) + 3
        stop = right.x + right.width - 3
        row = next((number for number, taken in enumerate(rows) if taken <= start), len(rows))
        if row == len(rows):
            rows.append(0)
        rows[row] = stop
        room = max(0, (stop - start - 34) // 7)
        text = entry.label if len(entry.label) <= room else entry.label[: room - 1].rstrip() + "…" if room > 3 else ""
        shapes.append(Shape(entry, start, y + row * BAR, stop - start, text))
    return shapes, len(rows)


def _marks(entries: list[Entry], y: int, at: dict[int, Column], key: Callable[[date], int]) -> tuple[list[Shape], int]:
    """Marks of one day side by side in the order of their hours, further ones below."""
    by_column: dict[int, list[Entry]] = {}
    for entry in entries:
        by_column.setdefault(key(entry.first), []).append(entry)
    shapes, rows = [], 0
    for unit, inside in sorted(by_column.items()):
        column = at[unit]
        fitting = max(1, column.width // SLOT)
        left = column.x + (column.width - min(fitting, len(inside)) * SLOT) // 2
        for number, entry in enumerate(sorted(inside, key=lambda entry: (entry.within, entry.number))):
            row, place = divmod(number, fitting)
            shapes.append(Shape(entry, left + place * SLOT + SLOT // 2, y + row * SLOT + SLOT // 2, SLOT, ""))
            rows = max(rows, row + 1)
    return shapes, rows
