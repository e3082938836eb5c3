"""Rows that were sent again: taken once; the same id with other content is refused, an id of two sources qualified."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_APART = ("from", "at_row")


class OtherContent(NamedTuple):
    """A row whose id came before with other content: its file, its row there from 0, and the reason."""

    path: str
    row: int
    reason: str


def without_resent(table: pa.Table) -> tuple[pa.Table, list[OtherContent], int]:
    """The rows that count, those refused, and how many were only sent again; every row has an id.

    What becomes of a row depends on the rows with its id alone: tables that share no id may be taken one by one.
    """
    encoded = table["id"].combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0)
    code = np.asarray(encoded.indices)
    counts = np.bincount(code, minlength=len(encoded.dictionary))
    repeated = np.flatnonzero(counts[code] > 1) if len(code) else code
    if not len(repeated):
        return table, [], 0
    rows = table.take(pa.array(repeated)).to_pylist()
    first: dict[tuple[str, str], dict[str, Any]] = {}
    refused: list[OtherContent] = []
    gone: list[int] = []
    renamed: dict[int, str] = {}
    owners: dict[str, set[str]] = {}
    for at, row in zip(repeated.tolist(), rows, strict=True):
        key = (row["source"], row["id"])
        owners.setdefault(row["id"], set()).add(row["source"])
        held = first.setdefault(key, row)
        if held is row:
            renamed[at] = f"{row['source']}:{row['id']}"
        else:
            gone.append(at)
            if _content(held) != _content(row):
                told = f"id {row['id'][:60]!r} came before with other content, in {held['from']}"
                refused.append(OtherContent(row["from"], row["at_row"], told))
    ids = table["id"].to_pylist()
    for at, name in renamed.items():
        if len(owners[ids[at]]) > 1:
            ids[at] = name
    table = table.set_column(table.column_names.index("id"), "id", pa.array(ids, pa.string()))
    kept = np.setdiff1d(np.arange(table.num_rows), np.array(gone, np.int64))
    return table.take(pa.array(kept)), refused, len(gone) - len(refused)


def _content(row: dict[str, Any]) -> str:
    """The content of a row as text, without where it came from (NaN is not equal to itself, its text is)."""
    return repr([value for name, value in row.items() if name not in _APART])


def with_ids(table: pa.Table) -> pa.Table:
    """Rows without an id get one from their content, so that the same row sent again is known."""
    bare = np.flatnonzero(np.asarray(pc.equal(table["id"], "")))
    if not len(bare):
        return table
    ids = table["id"].to_pylist()
    for at, row in zip(bare.tolist(), table.take(pa.array(bare)).to_pylist(), strict=True):
        ids[at] = "row_" + hashlib.sha256(_content(row).encode()).hexdigest()[:24]
    return table.set_column(table.column_names.index("id"), "id", pa.array(ids, pa.string()))
