"""Reports as an Arrow table and back: the form in which blocks travel, in process or through a cluster."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from .candidates import Ints
from .evidence import CATEGORIES, Category, Reports
from .fusing import Grouped

NUMBERS = ("begins", "ends", "lat", "lon", "radius", "owner")


def table_of(reports: Reports, ticks: Ints) -> pa.Table:
    """One row a report in the order given: `row` (its number), `tick` (cuts blocks), the columns of Reports."""
    columns: dict[str, Any] = {
        "row": pa.array(np.arange(len(reports))),
        "tick": pa.array(ticks),
        "source": _worded(reports.source, reports.sources),
        **{name: pa.array(getattr(reports, name)) for name in NUMBERS},
        **{name: _worded(held.codes, held.words) for name, held in reports.categories.items()},
    }
    if reports.text is not None:
        columns["text"] = pa.array(reports.text, pa.string())
    return pa.table(columns)


def reports_of(table: pa.Table) -> Reports:
    """The reports of a table made by `table_of`, or of rows of it."""
    numbers = {name: _numpy(table[name]) for name in NUMBERS}
    source, sources = _codes(table["source"])
    categories = {}
    for name in CATEGORIES:
        if name in table.column_names:
            codes, words = _codes(table[name])
            categories[name] = Category(words, codes)
    text = np.asarray(table["text"].to_pylist(), object) if "text" in table.column_names else None
    return Reports(
        numbers["begins"], numbers["ends"], numbers["lat"], numbers["lon"], numbers["radius"],
        source.astype(np.int64), sources, numbers["owner"], categories, text,
    )  # fmt: skip


def answer_table(grouped: Grouped) -> pa.Table:
    """What a block says of its rows, in their order."""
    return pa.table({name: pa.array(getattr(grouped, name)) for name in Grouped.__dataclass_fields__})


def answer_of(table: pa.Table) -> Grouped:
    """The answer in a table made by `answer_table`."""
    return Grouped(**{name: _numpy(table[name]) for name in Grouped.__dataclass_fields__})


def _worded(codes: NDArray[Any], words: tuple[str, ...]) -> pa.DictionaryArray:
    told = pa.array(codes.astype(np.int32), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(told, pa.array(words, pa.string()))


def _codes(column: pa.ChunkedArray) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    held = column.unify_dictionaries().combine_chunks()
    if isinstance(held, pa.ChunkedArray):
        held = held.chunk(0)
    codes = np.asarray(held.indices.fill_null(-1))
    return codes.astype(np.int32), tuple(held.dictionary.to_pylist())


def _numpy(column: pa.ChunkedArray) -> NDArray[Any]:
    return np.asarray(column)
