"""A table of reports, as readers make it, into the arrays of fusion."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .evidence import CATEGORIES, Category, Reports, ordered

TOLLS = (0.5, 1.5, 3.5, 9.5, 29.5)
TOLL_WORDS = ("none", "one", "two or three", "four to nine", "ten to 29", "30 or more")


def taken(table: pa.Table) -> tuple[Reports, pa.Array, NDArray[np.int64]]:
    """Reports in their own order, their ids, and the row of the table that each was.

    `table` has id, source, begins, ends (microseconds UTC), lat, lon, and what else it has of owner, radius_m, act,
    target, weapon, accused, killed_best, text.
    """
    size = table.num_rows
    sources, source = _words(table, "source")
    owners, owner = _words(table, "owner")
    # A source without a known owner is its own.
    owner = np.where(owner >= 0, owner, len(owners) + source)
    categories = {}
    for name in CATEGORIES:
        words, codes = _killed(table) if name == "killed" else _words(table, name)
        if words:
            categories[name] = Category(words, codes)
    text = _texts(table)
    reports = Reports(
        np.asarray(table["begins"]), np.asarray(table["ends"]), _numbers(table, "lat", size),
        _numbers(table, "lon", size), _numbers(table, "radius_m", size), source.astype(np.int64), sources,
        owner.astype(np.int64), categories, text,
    )  # fmt: skip
    ids = table["id"].combine_chunks()
    order = ordered(reports, ids)
    return reports.taken(order), ids.take(pa.array(order)), order


def _texts(table: pa.Table) -> NDArray[np.object_] | None:
    """The texts of all reports; None where no report has any."""
    column = table["text"] if "text" in table.column_names else pa.chunked_array([[]], pa.string())
    told = pc.any(pc.greater(pc.utf8_length(pc.fill_null(column, "")), 0)).as_py()
    return np.asarray(column.to_pylist(), object) if told else None


def _words(table: pa.Table, name: str) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The words of a column, sorted, and the code of each row, -1 where it is empty."""
    if name not in table.column_names:
        return (), np.full(table.num_rows, -1, np.int32)
    column = table[name].unify_dictionaries() if pa.types.is_dictionary(table[name].type) else table[name]
    encoded: Any = column.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = pc.fill_null(encoded.cast(pa.string()), "").dictionary_encode()
    words = encoded.dictionary.to_pylist()
    kept = sorted(word for word in words if word)
    index = {word: code for code, word in enumerate(kept)}
    back = np.array([index.get(word, -1) for word in words] or [-1], np.int32)
    return tuple(kept), back[np.asarray(encoded.indices)]


def _killed(table: pa.Table) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Tolls in classes: sources agree on about how many, not on how many."""
    killed = _numbers(table, "killed_best", table.num_rows)
    if not np.isfinite(killed).any():
        return (), np.full(table.num_rows, -1, np.int32)
    return TOLL_WORDS, np.where(np.isfinite(killed), np.searchsorted(TOLLS, killed), -1).astype(np.int32)


def _numbers(table: pa.Table, name: str, size: int) -> NDArray[np.float64]:
    if name not in table.column_names:
        return np.full(size, np.nan)
    return np.asarray(pc.fill_null(table[name].cast(pa.float64()), float("nan")))
