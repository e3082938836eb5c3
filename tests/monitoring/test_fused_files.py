"""Incidents to a file: as they come, a group at a time."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest

from goodoffices.events.incidents.learning import learned
from goodoffices.events.incidents.taking import taken
from goodoffices.monitoring.fused_files import ROW_GROUP, write_incidents
from made_reports import made

EACH = 20_000


@pytest.fixture(scope="module")
def model():
    return learned(taken(made(incidents=100, days=20).table)[0])


def told(number: int) -> pa.Table:
    first = number * EACH
    return pa.table({
        "incident": [f"incident {row}" for row in range(first, first + EACH)],
        "members": pa.array([[f"r{row}"] for row in range(first, first + EACH)], pa.list_(pa.string())),
        "sources": np.full(EACH, 1 + number % 2),
    })  # fmt: skip


@pytest.mark.parametrize("name", ["out.parquet", "out.csv"])
def test_no_more_is_held_of_many_incidents_than_of_some(tmp_path, name, model):
    def most(tables: int) -> int:
        held, before = [], pa.total_allocated_bytes()

        def coming():
            for number in range(tables):
                yield told(number)
                held.append(pa.total_allocated_bytes() - before)

        assert write_incidents(coming(), tmp_path / name, model) == (tables * EACH, tables // 2 * EACH)
        return max(held)

    some = 2 * ROW_GROUP // EACH
    assert most(4 * some) < 1.5 * most(some)
