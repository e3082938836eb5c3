"""A table of reports, as readers make it, into the arrays of fusion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .evidence import Category, Reports, ordered

WORDS = ("source", "owner", "act", "target", "weapon", "accused")
TOLLS = (0.5, 1.5, 3.5, 9.5, 29.5)
TOLL_WORDS = ("none", "one", "two or three", "four to nine", "ten to 29", "30 or more")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the reports of a whole table say at all: the sorted words of each column, whether there are tolls and texts.

    Parts of a table that are taken with its vocabulary have the same codes as in the whole.
    """

    words: Mapping[str, tuple[str, ...]]
    killed: bool
    text: bool


def vocabulary_of(table: pa.Table) -> Vocabulary:
    """The vocabulary of a table of reports."""
    return Vocabulary(
        {name: _told(table, name) for name in WORDS},
        bool(np.isfinite(_numbers(table, "killed_best", table.num_rows)).any()),
        _any_text(table),
    )


def taken(table: pa.Table, vocabulary: Vocabulary | None = None) -> tuple[Reports, pa.Array, NDArray[np.int64]]:
    """Reports in their own order, their ids, and the row of the table that each was.

    `table` has id, source, begins, ends (microseconds UTC), lat, lon, and what else it has of owner, radius_m, act,
    target, weapon, accused, killed_best, text; it may be a part of the one that `vocabulary` is of.
    """
    size = table.num_rows
    vocabulary = vocabulary or vocabulary_of(table)
    words = vocabulary.words
    source, owner = (_codes(table, name, words[name]) for name in ("source", "owner"))
    # A source without a known owner is its own.
    owner = np.where(owner >= 0, owner, len(words["owner"]) + source)
    categories = {name: Category(words[name], _codes(table, name, words[name])) for name in WORDS[2:] if words[name]}
    if vocabulary.killed:
        categories["killed"] = Category(TOLL_WORDS, _killed(_numbers(table, "killed_best", size)))
    reports = Reports(
        np.asarray(table["begins"]), np.asarray(table["ends"]), _numbers(table, "lat", size),
        _numbers(table, "lon", size), _numbers(table, "radius_m", size), source.astype(np.int64), words["source"],
        owner.astype(np.int64), categories, np.asarray(table["text"].to_pylist(), object) if vocabulary.text else None,
    )  # fmt: skip
    ids = table["id"].combine_chunks()
    order = ordered(reports, ids)
    return reports.taken(order), ids.take(pa.array(order)), order


def _any_text(table: pa.Table) -> bool:
    column = table["text"] if "text" in table.column_names else pa.chunked_array([[]], pa.string())
    return bool(pc.any(pc.greater(pc.utf8_length(pc.fill_null(column, "")), 0)).as_py())


def _told(table: pa.Table, name: str) -> tuple[str, ...]:
    """The words of a column, sorted; the empty one is none."""
    if name not in table.column_names:
        return ()
    return tuple(sorted(word for word in _encoded(table, name).dictionary.to_pylist() if word))


def _codes(table: pa.Table, name: str, words: tuple[str, ...]) -> NDArray[np.int32]:
    """The code of each row in these words, -1 where it is empty."""
    if name not in table.column_names:
        return np.full(table.num_rows, -1, np.int32)
    encoded = _encoded(table, name)
    index = {word: code for code, word in enumerate(words)}
    back = np.array([index.get(word, -1) for word in encoded.dictionary.to_pylist()] or [-1], np.int32)
    return np.asarray(back[np.asarray(encoded.indices)])


def _encoded(table: pa.Table, name: str) -> Any:
    column = table[name].unify_dictionaries() if pa.types.is_dictionary(table[name].type) else table[name]
    encoded: Any = column.combine_chunks()
    if pa.types.is_dictionary(encoded.type):
        return encoded
    return pc.fill_null(encoded.cast(pa.string()), "").dictionary_encode()


def _killed(told: NDArray[np.float64]) -> NDArray[np.int32]:
    """Tolls in classes: sources agree on about how many, not on how many."""
    return np.where(np.isfinite(told), np.searchsorted(TOLLS, told), -1).astype(np.int32)


def _numbers(table: pa.Table, name: str, size: int) -> NDArray[np.float64]:
    if name not in table.column_names:
        return np.full(size, np.nan)
    return np.asarray(pc.fill_null(table[name].cast(pa.float64()), float("nan")))
