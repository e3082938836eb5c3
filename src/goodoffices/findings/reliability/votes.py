"""Labels by sources, coded: every name a number in order of its name, rows in order of item, then source, then time.

Coding by sorted names and sorting the rows make every later sum come out the same for any order of the input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Codes = np.ndarray[Any, np.dtype[np.int64]]
Labels = np.ndarray[Any, np.dtype[np.int8]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Names = tuple[str, ...]

NO_TIME = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Votes:
    """Labels 0/1 of sources on items, one row a label, sorted by item.

    `items`, `sources`, `accused_names`: names by code; `item`, `source`, `accused`, `label`, `time`: one value a
    row, `time` in microseconds UTC or NO_TIME; `owner_of`, `side_of`: by source code; `begins`: first row of every
    item.
    """

    items: pa.Array
    sources: Names
    accused_names: Names
    owner_of: Names
    side_of: Names
    item: Codes
    source: Codes
    accused: Codes
    label: Labels
    time: Codes
    begins: Codes

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> Votes:
        """From columns item, source, label and, where known, owner, side, accused, time (microseconds).

        A source's owner is itself and its side '' where none is given; the least name where rows differ.
        """
        items, item = coded(columns["item"])
        source_names, source = coded(columns["source"])
        label = np.asarray(columns["label"]).astype(np.int8, copy=False)
        if len(label) and (label.min() < 0 or label.max() > 1):
            raise ValueError("a label is 0 or 1")
        sources = tuple(str(name) for name in source_names.to_pylist())
        time = _times(columns.get("time"), len(item))
        accused_names, accused = _optional(columns.get("accused"), len(item))
        order = _ordered(item * len(sources) + source, time, label, accused)
        item = item[order]
        return cls(
            items,
            sources,
            accused_names,
            tuple(
                owner or name
                for owner, name in zip(_by_source(columns.get("owner"), source, len(sources)), sources, strict=True)
            ),
            _by_source(columns.get("side"), source, len(sources)),
            item,
            source[order],
            accused[order],
            label[order],
            time[order],
            np.flatnonzero(np.diff(item, prepend=-1)),
        )

    def __len__(self) -> int:
        return len(self.label)

    def total(self, of_rows: Floats) -> Floats:
        """The sum over the rows of every item."""
        return np.add.reduceat(of_rows, self.begins) if len(self) else np.zeros(0)

    def only(self, items: Codes) -> tuple[Votes, Codes]:
        """The labels of some items (codes in order), numbered anew, and their rows here; names of sources stay."""
        starts, ends = self.begins[items], np.append(self.begins, len(self))[items + 1]
        counts = ends - starts
        number = np.repeat(np.arange(len(items)), counts)
        rows = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(len(number))
        return self._of_rows(rows, self.items.take(pa.array(items)), number), rows

    def latest(self) -> Votes:
        """Each source's last word on every item: a source that repeats or corrects itself counts once."""
        last = np.ones(len(self), dtype=bool)
        last[:-1] = (self.item[1:] != self.item[:-1]) | (self.source[1:] != self.source[:-1])
        if last.all():
            return self
        kept = np.flatnonzero(last)
        return self._of_rows(kept, self.items, self.item[kept])

    def _of_rows(self, rows: Codes, items: pa.Array, item: Codes) -> Votes:
        return Votes(
            items, self.sources, self.accused_names, self.owner_of, self.side_of, item, self.source[rows],
            self.accused[rows], self.label[rows], self.time[rows], np.flatnonzero(np.diff(item, prepend=-1)),
        )  # fmt: skip


def coded(column: Any) -> tuple[pa.Array, Codes]:
    """The distinct values in order, and every row's place among them."""
    array = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order.to_numpy()] = np.arange(len(order))
    return encoded.dictionary.take(order), rank[encoded.indices.to_numpy()]


def _optional(column: Any, rows: int) -> tuple[Names, Codes]:
    if column is None:
        return ("",), np.zeros(rows, dtype=np.int64)
    values, codes = coded(_filled(column))
    return tuple(str(value) for value in values.to_pylist()), codes


def _filled(column: Any) -> pa.Array:
    array = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column)
    return pc.fill_null(array.cast(pa.string()), "")


def _by_source(column: Any, source: Codes, sources: int) -> Names:
    values, codes = _optional(column, len(source))
    least = np.full(sources, len(values), dtype=np.int64)
    np.minimum.at(least, source, codes)
    return tuple(values[code] for code in least.tolist())


def _times(column: Any, rows: int) -> Codes:
    if column is None:
        return np.full(rows, NO_TIME, dtype=np.int64)
    array = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column)
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.timestamp("us", tz=array.type.tz)).cast(pa.int64())
    return np.asarray(pc.fill_null(array.cast(pa.int64()), int(NO_TIME)))


def _ordered(key: Codes, time: Codes, label: Labels, accused: Codes) -> Codes:
    """The order of the rows by key (item, then source); time, label and accused settle ties, so no order of input is
    left.
    """
    order = np.argsort(key)
    again = np.flatnonzero(key[order][1:] == key[order][:-1])
    if len(again):
        tied = np.unique(np.concatenate([again, again + 1]))
        rows = order[tied]
        order[tied] = rows[np.lexsort((label[rows], accused[rows], time[rows], key[rows]))]
    return order
