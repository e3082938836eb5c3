"""Cells of a partition, and the local engine that runs a function over them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.engine import Cell, Partition, mapped

VALUES = st.lists(st.integers(-500, 500), max_size=80).map(sorted)


def summing(table: pa.Table, cell: Cell) -> pa.Table:
    values = np.asarray(table["tick"])
    own = values[(values >= cell.begin) & (values < cell.end)]
    return pa.table({"number": [cell.number], "own": [int(own.sum())], "seen": [len(values)]})


@given(VALUES, st.integers(1, 60), st.integers(0, 20), st.integers(1, 3))
def test_every_row_belongs_to_one_cell_and_is_seen_in_every_halo(values, span, halo, workers):
    table = pa.table({"tick": pa.array(values, pa.int64())})
    partition = Partition("tick", span, halo)
    done = list(mapped(table, partition, summing, workers=workers))
    assert [cell.number for cell, _ in done] == sorted({value // span for value in values})
    assert sum(part["own"][0].as_py() for _, part in done) == sum(values)
    for cell, part in done:
        assert part["seen"][0].as_py() == sum(cell.number in partition.numbers(value) for value in values)


def test_only_wanted_cells_are_run():
    table = pa.table({"tick": pa.array(range(10), pa.int64())})
    done = list(mapped(table, Partition("tick", 2, 0), summing, wanted=lambda cell: cell.number % 2 == 0))
    assert [cell.number for cell, _ in done] == [0, 2, 4]


def test_a_cell_starts_where_it_would_in_any_other_table():
    partition = Partition("tick", 7, 2)
    alone = list(partition.cells(np.array([30])))
    among = [cell for cell in partition.cells(np.arange(100)) if cell.number == alone[0].number]
    assert (alone[0].begin, alone[0].end) == (among[0].begin, among[0].end) == (28, 35)
