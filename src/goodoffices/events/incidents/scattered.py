"""Fusion where no process holds all reports: its steps as pure functions from a group of rows to rows.

Reports go to every cell whose rows or halo they are of, and `fused_cell` runs the block function there. `settled_cell`
then decides for the reports of a cell between its answer and that of the cell before, and `told_cell` sums up the
incidents that begin in a cell. Groups and accounts are named by ids: a row has no number here. Each step gives what the
engine in process gives, for any order of the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .candidates import Ints
from .columns import answer_of, table_of
from .fusing import Judged
from .incidents import summed_up
from .linking import IndexPairs
from .model import Model
from .running import block_answer, partition_of
from .taking import Vocabulary, taken
from .telling import incident_table

NamedPairs = tuple[tuple[str, str], ...]
REPORTS = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "source", "owner", "act", "target", "weapon", "accused", "text")),
        *((name, pa.int64()) for name in ("begins", "ends")),
        *((name, pa.float64()) for name in ("lat", "lon", "radius_m", "killed_best")),
    ]
)
"""What the steps need of a report."""
ANSWERS = pa.schema(
    [
        *REPORTS,
        ("cell", pa.int64()), ("asked", pa.int64()), ("owned", pa.bool_()),
        ("label", pa.string()), ("label_cell", pa.int64()), ("account", pa.string()),
        *((name, pa.float64()) for name in ("refused", "sigma", "rate")),
    ]
)  # fmt: skip
"""Reports with the cell each lies in (`cell`), the cell that was asked, and its answer: `label` is the id of the first
report of its incident, `owned` whether that lies in the cell that was asked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What every step knows: the words of the whole table, the model, what people decided as pairs of ids."""

    vocabulary: Vocabulary
    model: Model
    together: NamedPairs = ()
    apart: NamedPairs = ()


def judged_of(together: NamedPairs, apart: NamedPairs, ids: pa.Array) -> Judged:
    """The decisions on two of these reports, as pairs of rows."""
    return Judged(_rows_of(together, ids), _rows_of(apart, ids))


def _rows_of(pairs: NamedPairs, ids: pa.Array) -> IndexPairs:
    sides = [pa.array([pair[side] for pair in pairs], pa.string()) for side in (0, 1)]
    rows = np.sort([np.asarray(pc.fill_null(pc.index_in(side, ids), -1), np.int64) for side in sides], axis=0)
    held = rows[:, rows[0] >= 0]
    order = np.lexsort((held[1], held[0]))
    return held[0, order], held[1, order]


def fused_cell(rows: pa.Table, number: int, plan: Plan) -> pa.Table:
    """The answer of one cell (ANSWERS) for its own reports and for those of its halo that it owns.

    `rows` (REPORTS) are those of the cell and of its halo.
    """
    reports, ids, order = taken(rows, plan.vocabulary)
    span = partition_of(plan.model).span
    tick = plan.model.home(reports.begins)
    cell = tick // span
    answer = answer_of(block_answer(table_of(reports, tick), plan.model, judged_of(plan.together, plan.apart, ids)))
    owned = cell[answer.group] == number
    # Nothing is asked of a cell without reports of its own, and what lies before a cell is decided by earlier ones.
    kept = np.flatnonzero((cell == number) | ((cell > number) & owned)) if np.any(cell == number) else tick[:0]
    group = answer.group[kept]
    columns = {name: rows[name].take(pa.array(order[kept])) for name in REPORTS.names}
    columns |= {
        "cell": cell[kept], "asked": np.full(len(kept), number), "owned": owned[kept],
        "label": ids.take(pa.array(group)), "label_cell": cell[group],
        "account": ids.take(pa.array(answer.account[kept])),
        "refused": answer.refused[kept], "sigma": answer.sigma[kept], "rate": answer.rate[kept],
    }  # fmt: skip
    return pa.table(columns, ANSWERS)


def settled_cell(rows: pa.Table, number: int) -> pa.Table:
    """The reports of one cell with the label that counts: of the earlier cell, or its own, or it stands alone.

    `rows` (ANSWERS) are all answers on the reports of the cell; `owned` and `asked` mean nothing afterwards.
    """
    asked, owned = np.asarray(rows["asked"]), np.asarray(rows["owned"])
    own, earlier = rows.filter(pa.array(asked == number)), rows.filter(pa.array((asked < number) & owned))
    place = np.asarray(pc.fill_null(pc.index_in(own["id"], earlier["id"].combine_chunks()), -1), np.int64)
    label = pc.if_else(own["owned"], own["label"], own["id"])
    home = np.where(np.asarray(own["owned"]), np.asarray(own["label_cell"]), number)
    claimed = pa.array(place, mask=place < 0)
    label = pc.coalesce(earlier["label"].take(claimed), label)
    home = pc.coalesce(earlier["label_cell"].take(claimed), pa.array(home))
    return _with(_with(own, "label", label), "label_cell", home)


def relabelled(rows: pa.Table, names: dict[str, tuple[str, int]]) -> pa.Table:
    """Settled rows with the labels of `names` exchanged for another label and its cell: what people told together."""
    label = rows["label"].combine_chunks()
    place = pc.index_in(label, pa.array(list(names), pa.string()))
    new = [names[name] for name in names]
    label = pc.coalesce(pa.array([name for name, _ in new], pa.string()).take(place), label)
    home = pc.coalesce(pa.array([cell for _, cell in new], pa.int64()).take(place), rows["label_cell"])
    return _with(_with(rows, "label", label), "label_cell", home)


def _with(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)


def told_cell(rows: pa.Table, plan: Plan) -> tuple[pa.Table, pa.Table]:
    """The incidents of all labels of one cell, and the first report of each (REPORTS, with its `cell`), in order."""
    reports, ids, order = taken(rows, plan.vocabulary)
    held = rows.select(["cell", "label", "account", "refused", "sigma", "rate"]).take(pa.array(order))
    group = _firsts(held["label"].combine_chunks())
    account = np.asarray(pc.fill_null(pc.index_in(held["account"], ids), -1), np.int64)
    alone = (account < 0) | (group[account] != group)
    account = np.where(alone, np.arange(len(group)), account)
    refused, sigma, rate = (np.asarray(held[name]) for name in ("refused", "sigma", "rate"))
    model = plan.model.aligned(reports.sources)
    found = summed_up(reports, model, group, account, refused, sigma, rate)
    first = pa.array(order[found.members[found.starts[:-1]]])
    return incident_table(found, reports, ids), rows.select([*REPORTS.names, "cell"]).take(first)


def _firsts(labels: pa.Array) -> Ints:
    """The first row with the label of each row."""
    codes = np.asarray(labels.dictionary_encode().indices, np.int64)
    first = np.full(int(codes.max(initial=-1)) + 1, len(codes))
    np.minimum.at(first, codes, np.arange(len(codes)))
    return np.asarray(first[codes])


def in_order(cells: Iterable[tuple[int, pa.Table, pa.Table]], vocabulary: Vocabulary) -> Iterator[pa.Table]:
    """The incidents of all cells, told in order of the cells, in order of their first reports.

    An incident may have lost its first reports to an earlier one, so its first may lie in the next cell: no more than
    two cells are held.
    """
    held: list[tuple[pa.Table, pa.Table]] = []
    for number, *found in cells:
        incidents, firsts = (pa.concat_tables(parts) for parts in zip(*held, found, strict=True))
        _, _, order = taken(firsts, vocabulary)
        last = int(np.sum(np.asarray(firsts["cell"])[order] <= number))
        ready, later = pa.array(order[:last]), pa.array(order[last:])
        yield incidents.take(ready)
        held = [(incidents.take(later), firsts.take(later))]
    yield from (incidents for incidents, _ in held)
