"""`goodoffices effect`: a table of starts and a file of windows to what each window shows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
import pyarrow as pa

from ..errors import InputRefused
from ..findings.effect import MOST_DECLARED, Effect, Series, Window, measure
from .effort import Effort
from .tables import NO_TIME, moments_told, read_table, row_of, texts
from .times import moment_of, zone_of

KEYS = {"id", "begin", "end", "zone", "baseline_days", "sources", "acts"}


class Asked(NamedTuple):
    """A window and whose starts it is about: sources and acts by name, all where empty."""

    window: Window
    sources: tuple[str, ...]
    acts: tuple[str, ...]


def effects(starts: Starts, asked: Sequence[Asked], recorded: Effort | None) -> Iterator[Effect]:
    """What each window shows, in their order."""
    declared = [each.window for each in asked]
    few = len(declared) <= MOST_DECLARED
    for each in asked:
        others = [window for window in declared if window is not each.window] if few else []
        hours = recorded.within(each.window.begin, each.window.end).hours if recorded is not None else None
        yield measure(starts.series(each), each.window, others, hours)


class Starts:
    """A table of starts, from which the series of some sources and acts can be taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        table = read_table(path, ("time_begin",))
        begins, wrong = moments_told(table, "time_begin")
        self.refused = tuple(
            InputRefused(str(path), wrong[row], place=f"{row_of(path, row)}, time_begin") for row in sorted(wrong)
        )
        known = begins != NO_TIME
        if not known.any():
            raise InputRefused(str(path), "no row has a time_begin")
        self._begins = begins[known]
        # Of alerts the area that is warned is the source; elsewhere a region is only where something was.
        told_by = "source" if "source" in table.column_names else "region"
        self._source, self._act = (texts(table, name).filter(pa.array(known)) for name in (told_by, "act"))
        self._made: dict[tuple[tuple[str, ...], tuple[str, ...]], Series] = {}

    def series(self, asked: Asked) -> Series:
        """The starts a window is about; an unknown name is refused, since it would show as silence."""
        key = (asked.sources, asked.acts)
        if key not in self._made:
            chosen = self._having(self._source, asked.sources, "source") & self._having(self._act, asked.acts, "act")
            if not chosen.any():
                raise InputRefused(str(self._path), f"no start is of window {asked.window.id}'s sources and acts")
            codes = self._source.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
            series = Series(self._begins[chosen], codes[chosen])
            # A quiet source is no end of the record: the whole table says how long it runs.
            series.begins, series.ends = int(self._begins.min()), int(self._begins.max())
            self._made[key] = series
        return self._made[key]

    def _having(self, column: pa.Array, names: tuple[str, ...], what: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        if not names:
            return np.ones(len(column), dtype=bool)
        known = set(column.unique().to_pylist())
        for name in names:
            if name not in known:
                raise InputRefused(str(self._path), f"no start has the {what} {name!r}")
        return np.isin(np.array(column.to_pylist()), names)


def read_windows(path: Path) -> list[Asked]:
    """The windows of a TOML file; an InputRefused names the window that is wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefused(str(path), f"no TOML: {error}") from error
    entries = content.get("window")
    if not isinstance(entries, list) or not entries:
        raise InputRefused(str(path), "it has no [[window]]", remedy="Write one with id, begin and end")
    found: list[Asked] = []
    ids: set[str] = set()
    for number, entry in enumerate(entries, 1):
        try:
            found.append(_window(entry))
        except ValueError as error:
            raise InputRefused(str(path), str(error), place=f"window {number}") from error
        if found[-1].window.id in ids:
            raise InputRefused(str(path), f"the id {found[-1].window.id!r} is used twice", place=f"window {number}")
        ids.add(found[-1].window.id)
    return found


def _window(entry: Mapping[str, Any]) -> Asked:
    unknown = sorted(set(entry) - KEYS)
    if unknown:
        raise ValueError(f"{unknown[0]} is no setting of a window; known: {', '.join(sorted(KEYS))}")
    for key in ("id", "begin", "end"):
        if entry.get(key) in (None, ""):
            raise ValueError(f"{key} is missing")
    zone = zone_of(entry.get("zone", "UTC"))
    begin, end = moment_of(entry["begin"], zone), moment_of(entry["end"], zone)
    if end <= begin:
        raise ValueError("end is not after begin")
    days = entry.get("baseline_days", 28)
    if not isinstance(days, int) or not 7 <= days <= 366:
        raise ValueError("baseline_days is a number of days from 7 to 366")
    names = [entry.get(key, []) for key in ("sources", "acts")]
    if not all(isinstance(each, list) and all(isinstance(name, str) for name in each) for each in names):
        raise ValueError("sources and acts are lists of names")
    return Asked(Window(str(entry["id"]), begin, end, zone, days), tuple(names[0]), tuple(names[1]))


def line(effect: Effect) -> bytes:
    """An effect as one JSON object; numbers to six digits, so that no last bit of a sum shows."""
    fields = {name: _plain(value) for name, value in effect._asdict().items()}
    fields["effort"] = {name: _plain(value) for name, value in effect.effort._asdict().items()}
    return orjson.dumps(fields)


def _plain(value: Any) -> Any:
    return float(f"{value:.6g}") if isinstance(value, float) else value
