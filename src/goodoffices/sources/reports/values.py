"""Columns of a report out of the columns of a table, as its mapping says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .coordinates import degrees
from .mapping import Field

Floats = NDArray[np.float64]
_PLAIN = r"^\s*[-+]?\d{1,18}(\.\d{1,18})?([eE][-+]?\d{1,2})?\s*$"


def column_of(table: pa.Table, field: Field | None) -> pa.Array | None:
    """The values of a field: typed where a column is typed and nothing is to be done to it, else text; None without."""
    if field is None:
        return None
    names = [name for name in (field.columns or (field.column,)) if name in table.column_names]
    if not names or len(names) < len(field.columns):
        return pa.array([field.value] * table.num_rows, pa.string()) if field.value else None
    if len(names) == 1 and not (field.words or field.width or field.columns):
        held = table[names[0]]
        held = held.cast(held.type.value_type) if pa.types.is_dictionary(held.type) else held
        return _flat(held)
    parts = [_text(table[name]) for name in names]
    if field.width:
        parts = [pc.utf8_lpad(part, field.width, "0") for part in parts]
    joined = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, field.between)
    if field.value:
        joined = pc.binary_join_element_wise(pa.scalar(field.value), joined, " ")
    return _translated(joined, field) if field.words else joined


def texts(column: pa.Array | None, size: int) -> pa.Array:
    """A column as text, '' where there is nothing."""
    if column is None:
        return pa.array([""] * size, pa.string())
    return pc.fill_null(pc.utf8_trim_whitespace(_text(column)), "")


def words(column: pa.Array | None, size: int) -> pa.DictionaryArray:
    """A column of few different words: each held once, '' where there is nothing."""
    if column is None:
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(size, np.int32)), pa.array([""], pa.string()))
    encoded = pc.fill_null(_text(column), "").dictionary_encode()
    trimmed = pc.utf8_trim_whitespace(encoded.dictionary).dictionary_encode()
    codes = trimmed.indices.take(encoded.indices)
    return pa.DictionaryArray.from_arrays(codes, trimmed.dictionary)


def numbers(column: pa.Array | None, size: int, times: float = 1.0) -> tuple[Floats, dict[int, str]]:
    """A column as numbers, NaN where there is nothing; rows that hold no number, with what is wrong."""
    if column is None:
        return np.full(size, np.nan), {}
    values, left = _plain(column)
    wrong = {}
    for row in left.tolist():
        told = column[row].as_py()
        try:
            if str(told).strip()[:1] in "=@":
                raise ValueError
            values[row] = float(str(told).strip().replace(",", "."))
        except ValueError:
            wrong[row] = f"no number: {str(told)[:40]!r}"
    return values * times, wrong


def coordinates(column: pa.Array | None, size: int, *, north: bool) -> tuple[Floats, dict[int, str]]:
    """A column as degrees, NaN where there is nothing; rows that hold no coordinate, with what is wrong."""
    if column is None:
        return np.full(size, np.nan), {}
    values, left = _plain(column)
    wrong = {}
    for row in left.tolist():
        told = str(column[row].as_py())
        try:
            values[row] = degrees(told, north=north)
        except ValueError as error:
            wrong[row] = f"{error}: {told[:40]!r}"
    return values, wrong


def _plain(column: pa.Array) -> tuple[Floats, NDArray[np.int64]]:
    """Numbers written plainly, and the rows that hold something else."""
    if pa.types.is_floating(column.type) or pa.types.is_integer(column.type) or pa.types.is_decimal(column.type):
        return np.array(pc.fill_null(column.cast(pa.float64()), float("nan"))), np.zeros(0, np.int64)
    text = _text(column)
    fits = pc.fill_null(pc.match_substring_regex(text, _PLAIN), False)
    plain = pc.if_else(fits, text, pa.scalar(None, pa.string()))
    values = np.array(pc.fill_null(pc.utf8_trim_whitespace(plain).cast(pa.float64()), float("nan")))
    given = np.asarray(pc.fill_null(pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(text)), 0), False))
    return values, np.flatnonzero(given & ~np.asarray(fits))


def _translated(column: pa.Array, field: Field) -> pa.Array:
    encoded = column.dictionary_encode()
    said = [
        field.words.get(str(word), word if field.otherwise is None else field.otherwise)
        for word in encoded.dictionary.to_pylist()
    ]
    return _flat(pa.DictionaryArray.from_arrays(encoded.indices, pa.array(said, pa.string())).cast(pa.string()))


def _text(column: Any) -> pa.Array:
    held = _flat(column)
    if pa.types.is_dictionary(held.type):
        held = held.cast(held.type.value_type)
    return held if pa.types.is_string(held.type) else held.cast(pa.string())


def _flat(column: Any) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
        return column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    return column
