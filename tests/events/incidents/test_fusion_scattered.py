"""Fusion step by step, with rows in any order, gives what the engine in process gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.events.incidents.learning import learned
from goodoffices.events.incidents.running import fused, partition_of
from goodoffices.events.incidents.scattered import (
    REPORTS,
    Plan,
    fused_cell,
    in_order,
    judged_of,
    relabelled,
    settled_cell,
    told_cell,
)
from goodoffices.events.incidents.taking import taken, vocabulary_of
from goodoffices.events.incidents.telling import incident_table
from made_reports import made


@pytest.fixture(scope="module")
def few() -> pa.Table:
    table = made(incidents=250, days=60, again=0.2).table
    missing = [name for name in REPORTS.names if name not in table.column_names]
    for name in missing:
        kind = REPORTS.field(name).type
        empty = [float("nan") if kind == pa.float64() else ""] * table.num_rows
        table = table.append_column(name, pa.array(empty, kind))
    return table.select(REPORTS.names)


def by(rows: pa.Table, column: str) -> dict[int, pa.Table]:
    return {
        number: rows.filter(pa.array(np.asarray(rows[column]) == number))
        for number in np.unique(np.asarray(rows[column])).tolist()
    }


def scattered(rows: pa.Table, plan: Plan, shuffled: np.random.Generator) -> pa.Table:
    """The steps as an engine takes them, each group in a random order of its rows."""

    def mixed(table: pa.Table) -> pa.Table:
        return table.take(pa.array(shuffled.permutation(table.num_rows)))

    partition = partition_of(plan.model)
    tick = plan.model.home(np.asarray(rows["begins"]))
    cells: dict[int, list[int]] = {}
    for row, value in enumerate(tick.tolist()):
        for number in partition.numbers(value):
            cells.setdefault(number, []).append(row)
    answers = pa.concat_tables(
        fused_cell(mixed(rows.take(pa.array(held))), number, plan) for number, held in cells.items()
    )
    settled = pa.concat_tables(settled_cell(mixed(part), number) for number, part in by(answers, "cell").items())
    told = ((number, *told_cell(mixed(part), plan)) for number, part in sorted(by(settled, "label_cell").items()))
    return pa.concat_tables(in_order(told, plan.vocabulary))


@settings(max_examples=10)
@given(st.integers(0, 2**32), st.sampled_from([4, 8, 64]))
def test_cells_one_by_one_give_what_the_whole_table_gives(few, seed, blocks):
    reports, ids, _ = taken(few)
    model = learned(reports)
    model = replace(model, block=max(6 * (model.late + 2), 60 * 24 // blocks))
    rng = np.random.default_rng(seed)
    pairs = [tuple(sorted(rng.choice(ids.to_pylist(), 2, replace=False).tolist())) for _ in range(6)]
    apart = tuple(sorted(set(pairs)))
    plan = Plan(vocabulary_of(few), model, (), apart)
    whole = incident_table(fused(reports, model, judged_of((), apart, ids)), reports, ids)
    assert scattered(few, plan, rng).equals(whole)


def test_labels_told_together_are_exchanged(few):
    reports, _, _ = taken(few)
    plan = Plan(vocabulary_of(few), learned(reports))
    tick = plan.model.home(np.asarray(few["begins"])) // partition_of(plan.model).span
    number = int(tick[0])
    held = settled_cell(fused_cell(few.filter(pa.array(tick == number)), number, plan), number)
    label = held["label"][0].as_py()
    new = relabelled(held, {label: ("elsewhere", 7)})
    changed = np.asarray([one == label for one in held["label"].to_pylist()])
    assert changed.any() and not changed.all()
    assert {one for one, told in zip(new["label"].to_pylist(), changed, strict=True) if told} == {"elsewhere"}
    assert set(np.asarray(new["label_cell"])[changed].tolist()) == {7}
    kept = [table.select(["id", "label", "label_cell"]).filter(pa.array(~changed)) for table in (new, held)]
    assert kept[0].equals(kept[1])
