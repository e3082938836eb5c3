"""Which rows of a table of incidents can be used: the others are named with file, row, column and reason, and left out.

Nothing is repaired and nothing guessed: a decimal comma, swapped coordinates or 0/0 say that the row is not what its
maker meant.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import InputRefused
from .tables import NO_TIME, Floats, moments_told, numbers_told, row_of, texts

SIZES = ("radius_90_m", "semi_major_m", "semi_minor_m", "calibre_mm", "probability")
Wrong = dict[int, tuple[str, str]]


def usable(
    table: pa.Table, path: Path, name: str, levels: tuple[str, ...]
) -> tuple[pa.Table, tuple[InputRefused, ...]]:
    """The rows that can be used, and the refusals of the others in order; `name` is the column of ids."""
    wrong: Wrong = {}
    for check in (_ids, _times, _places, _sizes):
        check(table, name, wrong)
    _levels(table, levels, wrong)
    refused = tuple(
        InputRefused(str(path), why, place=row_of(path, row) + (f", {column}" if column else ""))
        for row, (column, why) in sorted(wrong.items())
        if why
    )
    if not wrong:
        return table, ()
    kept = np.setdiff1d(np.arange(table.num_rows), np.fromiter(wrong, np.int64, len(wrong)))
    return table.take(pa.array(kept)), refused


def _note(wrong: Wrong, column: str, found: dict[int, str]) -> None:
    for row, why in found.items():
        wrong.setdefault(row, (column, why))


def _rows(flags: np.ndarray[tuple[int], np.dtype[np.bool_]], why: str) -> dict[int, str]:
    return dict.fromkeys(np.flatnonzero(flags).tolist(), why)


def _ids(table: pa.Table, name: str, wrong: Wrong) -> None:
    """Empty ids, and ids that came before: with other content refused, with the same content left out in silence."""
    ids = texts(table, name)
    _note(wrong, name, _rows(np.asarray(pc.equal(pc.utf8_trim_whitespace(ids), "")), "the incident has no id"))
    if len(pc.unique(ids)) == len(ids):
        return
    first: dict[str, int] = {}
    for row, ident in enumerate(ids.to_pylist()):
        before = first.setdefault(ident, row)
        if before == row or not ident:
            continue
        same = table.slice(before, 1).to_pylist() == table.slice(row, 1).to_pylist()
        _note(wrong, name, {row: "" if same else f"the incident {ident!r} is there twice with other content"})


def _times(table: pa.Table, name: str, wrong: Wrong) -> None:
    begins, odd_begins = moments_told(table, "time_begin")
    ends, odd_ends = moments_told(table, "time_end")
    _note(wrong, "time_begin", odd_begins)
    _note(wrong, "time_end", odd_ends)
    told = (begins != NO_TIME) & (ends != NO_TIME)
    _note(wrong, "time_end", _rows(told & (ends < begins), "its time ends before it begins"))
    _note(wrong, "time_begin", _rows((begins == NO_TIME) & (ends != NO_TIME), "its time has an end and no beginning"))


def _places(table: pa.Table, name: str, wrong: Wrong) -> None:
    lat, odd_lat = numbers_told(table, "lat")
    lon, odd_lon = numbers_told(table, "lon")
    _note(wrong, "lat", odd_lat)
    _note(wrong, "lon", odd_lon)
    swapped = (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    _note(wrong, "lat", _rows(swapped, "nowhere on Earth; latitude and longitude may be swapped"))
    _note(wrong, "lat", _rows(np.abs(lat) > 90, "nowhere on Earth: no latitude beyond 90"))
    _note(wrong, "lon", _rows(np.abs(lon) > 180, "nowhere on Earth: no longitude beyond 180"))
    _note(wrong, "lat", _rows((lat == 0) & (lon == 0), "0/0 is what programs write where a place is missing"))


def _sizes(table: pa.Table, name: str, wrong: Wrong) -> None:
    for column in SIZES:
        values, odd = numbers_told(table, column)
        _note(wrong, column, odd)
        _note(wrong, column, _rows(_negative(values), "it is below 0"))


def _negative(values: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(np.nan_to_num(values, nan=0.0) < 0)


def _levels(table: pa.Table, levels: tuple[str, ...], wrong: Wrong) -> None:
    known = {"", *levels}
    encoded = texts(table, "level").dictionary_encode()
    odd = [place for place, text in enumerate(encoded.dictionary.to_pylist()) if level_of(text) not in known]
    if odd:
        rows = np.isin(encoded.indices.to_numpy(zero_copy_only=False), odd)
        _note(wrong, "level", _rows(rows, f"it is none of: {', '.join(levels)}"))


def level_of(text: str) -> str:
    """A level as it is written to one as it is named."""
    return text.strip().lower().replace(" ", "-")
