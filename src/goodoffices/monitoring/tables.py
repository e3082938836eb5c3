"""Tables of the monitoring commands: CSV or Parquet in, checked column by column; Parquet, CSV or JSON Lines out by
file ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from ..errors import InputRefused, UsageError

# What other programs call our columns.
OTHER_NAMES = {
    "time_begin": ("started_at", "begin", "start"),
    "time_end": ("finished_at", "end"),
}
NO_TIME = np.iinfo(np.int64).min

Floats = np.ndarray[Any, np.dtype[np.float64]]
SHOWN = 20
PARQUET = (".parquet", ".pq")


def read_table(path: Path, required: Sequence[str] = ()) -> pa.Table:
    """The table of a file with our column names; an InputRefused names what is missing."""
    try:
        if path.suffix.lower() in PARQUET:
            table = pyarrow.parquet.read_table(path)
        else:
            delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
            table = _csv(path, delimiter)
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else "it is empty"
        raise InputRefused(str(path), f"no table can be read: {first}", remedy="Give CSV or Parquet") from error
    table = _our_names(table)
    require_columns(table, required, path)
    return table


def table_of_text(text: str, path: Path) -> pa.Table:
    """The table of a CSV text with our column names; `path` is what refusals call it."""
    try:
        return _our_names(_csv(pa.BufferReader(text.encode("utf-8")), ","))
    except pa.ArrowInvalid as error:
        raise InputRefused(str(path), f"no table can be read: {str(error).splitlines()[0]}") from error


def _csv(source: Any, delimiter: str) -> pa.Table:
    return pyarrow.csv.read_csv(
        source,
        parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(strings_can_be_null=False),
    )


def require_columns(table: pa.Table, required: Sequence[str], path: Path) -> None:
    """Raise InputRefused that names the columns that are missing."""
    missing = [name for name in required if name not in table.column_names]
    if missing:
        known = ", ".join(table.column_names[:SHOWN])
        raise InputRefused(str(path), f"column {', '.join(missing)} is missing", remedy=f"It has: {known}")


def _our_names(table: pa.Table) -> pa.Table:
    names = list(table.column_names)
    for ours, others in OTHER_NAMES.items():
        found = next((other for other in others if other in names), None)
        if ours not in names and found is not None:
            names[names.index(found)] = ours
    return table.rename_columns(names)


def texts(table: pa.Table, name: str) -> pa.Array:
    """A column as text, '' where nothing is; all '' where there is no such column."""
    if name not in table.column_names:
        return pa.array([""] * table.num_rows, type=pa.string())
    return pc.fill_null(table[name].cast(pa.string()), "").combine_chunks()


def row_of(path: Path, row: int) -> str:
    """Where a row of a table (the first is 0) stands in its file; in text the names of the columns are row 1."""
    return f"row {row + (1 if path.suffix.lower() in PARQUET else 2)}"


def numbers(table: pa.Table, name: str, path: Path) -> Floats:
    """A column as numbers, NaN where nothing is; a text that is no number is refused with its row."""
    found, wrong = numbers_told(table, name)
    _refuse_first(wrong, name, path)
    return found


def moments(table: pa.Table, name: str, path: Path) -> np.ndarray[Any, np.dtype[np.int64]]:
    """A column of times in microseconds UTC, NO_TIME where nothing is; whole numbers are such already; times without
    a zone are UTC, as the tables say. A text that is no time is refused with its row.
    """
    found, wrong = moments_told(table, name)
    _refuse_first(wrong, name, path)
    return found


def _refuse_first(wrong: Mapping[int, str], name: str, path: Path) -> None:
    for row in sorted(wrong)[:1]:
        raise InputRefused(str(path), wrong[row], place=f"{row_of(path, row)}, {name}")


def numbers_told(table: pa.Table, name: str) -> tuple[Floats, dict[int, str]]:
    """As `numbers`, with what is wrong by row; such a row is NaN."""
    if name not in table.column_names:
        return np.full(table.num_rows, np.nan), {}
    column = table[name]
    if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
        return np.asarray(pc.fill_null(column.cast(pa.float64()), float("nan"))), {}
    found, wrong = np.full(table.num_rows, np.nan), {}
    for row, text in enumerate(column.to_pylist()):
        try:
            found[row] = float(text) if text and text.strip() else np.nan
        except ValueError:
            why = f"it is no number: {text[:40]!r}"
            wrong[row] = f"{why}. Write decimals with a point" if "," in text else why
    infinite = np.isinf(found)
    wrong |= dict.fromkeys(np.flatnonzero(infinite).tolist(), "it is no number that anything can be")
    found[infinite] = np.nan
    return found, wrong


def moments_told(table: pa.Table, name: str) -> tuple[np.ndarray[Any, np.dtype[np.int64]], dict[int, str]]:
    """As `moments`, with what is wrong by row; such a row has no time."""
    if name not in table.column_names:
        return np.full(table.num_rows, NO_TIME, dtype=np.int64), {}
    column = table[name]
    if pa.types.is_date(column.type):
        column = column.cast(pa.timestamp("us"))
    if pa.types.is_timestamp(column.type):
        micro = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False).cast(pa.int64())
        stamps: np.ndarray[Any, np.dtype[np.int64]] = np.asarray(pc.fill_null(micro, int(NO_TIME)))
        return stamps, {}
    if pa.types.is_integer(column.type):
        return np.asarray(pc.fill_null(column.cast(pa.int64()), int(NO_TIME))), {}
    if pa.types.is_null(column.type):
        return np.full(table.num_rows, NO_TIME, dtype=np.int64), {}
    encoded = column.combine_chunks().cast(pa.string()).dictionary_encode()
    place = np.asarray(pc.fill_null(encoded.indices, len(encoded.dictionary)))
    known = [int(NO_TIME)] * (len(encoded.dictionary) + 1)
    wrong: dict[int, str] = {}
    for number, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            known[number] = microseconds(text) if text.strip() else int(NO_TIME)
        except (ValueError, OverflowError):
            why = f"it is no time: {text[:40]!r}. Write ISO 8601 in UTC"
            wrong |= dict.fromkeys(np.flatnonzero(place == number).tolist(), why)
    return np.asarray(np.array(known, dtype=np.int64)[place]), wrong


def microseconds(text: str) -> int:
    """An ISO 8601 time, UTC where it names no zone, since 1970; ValueError when it is none."""
    read = datetime.fromisoformat(text.strip())
    read = read if read.tzinfo else read.replace(tzinfo=UTC)
    since = read - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def iso(moment: int) -> str | None:
    """A time as ISO 8601 in UTC; None for NO_TIME."""
    if moment == NO_TIME:
        return None
    seconds, micro = divmod(int(moment), 1_000_000)
    text = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro).isoformat()
    return text.replace("+00:00", "Z")


def write_table(columns: Mapping[str, Any], path: Path) -> None:
    """Columns as Parquet, CSV or JSON Lines, by the ending of the name; whole or not at all."""
    table = pa.table(dict(columns))
    part = path.with_name(f".{path.name}.part")
    suffix = path.suffix.lower()
    if suffix in PARQUET:
        pyarrow.parquet.write_table(table, part)
    elif suffix in (".csv", ".tsv"):
        options = pyarrow.csv.WriteOptions(delimiter="\t" if suffix == ".tsv" else ",", quoting_style="needed")
        pyarrow.csv.write_csv(table, part, options)
    else:
        raise UsageError(f"{path}: the ending says nothing; use .parquet, .csv or .tsv")
    part.replace(path)


def write_lines(lines: Iterable[bytes], path: Path) -> None:
    """JSON Lines to a file; whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        for line in lines:
            file.write(line + b"\n")
    part.replace(path)
