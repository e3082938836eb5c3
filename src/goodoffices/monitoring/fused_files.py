"""Incidents to a file: Parquet with the model in its metadata, or CSV that a spreadsheet can open without harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from ..events.incidents.keeping import model_json
from ..events.incidents.model import Model
from ..publications.table import FORMULA

MODEL = b"goodoffices.model"
ROW_GROUP = 1 << 17
"""Incidents of a group: what is held until it is full, with the writer's copies, is then a few hundred MB at most."""


def write_incidents(tables: Iterable[pa.Table], out: Path, model: Model) -> tuple[int, int]:
    """Write incidents as they come, whole or not at all; how many there are, and how many have several sources."""
    part = out.with_name(f".{out.name}.part")
    counted = [0, 0]

    def counting() -> Iterator[pa.Table]:
        for table in in_groups(tables, ROW_GROUP):
            counted[0] += table.num_rows
            counted[1] += int(pc.sum(pc.greater(table["sources"], 1)).as_py() or 0)
            yield table

    if out.suffix.lower() in (".parquet", ".pq"):
        _parquet(counting(), part, model)
    else:
        _csv(counting(), part, "\t" if out.suffix.lower() == ".tsv" else ",")
    part.replace(out)
    return counted[0], counted[1]


def in_groups(tables: Iterable[pa.Table], size: int) -> Iterator[pa.Table]:
    """The same rows in tables of `size` rows each (the last may be less), whole columns in one piece."""
    held: list[pa.Table] = []
    begun = False
    for table in tables:
        held.append(table)
        while sum(part.num_rows for part in held) >= size:
            whole = pa.concat_tables(held)
            yield whole.slice(0, size).combine_chunks()
            held = [whole.slice(size)] if whole.num_rows > size else []
            begun = True
    if held or not begun:
        yield pa.concat_tables(held).combine_chunks()


def _parquet(tables: Iterator[pa.Table], path: Path, model: Model) -> None:
    """Row groups, with the model in the metadata."""
    first = next(tables)
    schema = first.schema.with_metadata({MODEL: model_json(model)})
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd", compression_level=1) as writer:
        for table in chain((first,), tables):
            writer.write_table(table.replace_schema_metadata(schema.metadata), row_group_size=ROW_GROUP)


def _csv(tables: Iterator[pa.Table], path: Path, delimiter: str) -> None:
    """Lists in one cell, and nothing that a program would compute."""
    options = pyarrow.csv.WriteOptions(delimiter=delimiter, quoting_style="needed")
    first = _plain(next(tables))
    with pyarrow.csv.CSVWriter(path, first.schema, write_options=options) as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(_plain(table))


def _plain(table: pa.Table) -> pa.Table:
    columns = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, "|" if name == "members" else "; ")
        elif pa.types.is_timestamp(column.type):
            column = pc.strftime(column.cast(pa.timestamp("s", "UTC"), safe=False), "%Y-%m-%dT%H:%M:%SZ")
        columns[name] = _harmless(column) if pa.types.is_string(column.type) else column
    return pa.table(columns)


def _harmless(column: pa.Array) -> pa.Array:
    """Text that a spreadsheet would take for a formula, behind an apostrophe."""
    odd = pc.fill_null(pc.match_substring_regex(column, FORMULA), False)
    return pc.if_else(odd, pc.binary_join_element_wise(pa.scalar("'"), column, ""), column)
