"""All incidents of a table of reports: blocks of time with a halo, each fused by itself, then summed up.

A block is a cell of time of the model's length, counted from 1970, so that neither the order of the reports nor how
they arrive nor what other blocks hold changes an answer. The block function takes and gives Arrow tables and knows
nothing but its rows and the model: another engine can run it as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

import numpy as np
import pyarrow as pa

from ...engine import Cell, Partition, mapped
from .candidates import Ints
from .columns import NUMBERS, answer_of, answer_table, reports_of, table_of
from .evidence import Reports
from .fusing import Grouped, Judged, grouped, joined, nothing_judged
from .incidents import Incidents, summed_up, together
from .keeping import model_json
from .model import Model

CONTEXT = 16
"""The halo on either side is a block's length divided by this, and never less than four of the longest delays."""
STRETCH = 100_000


def partition_of(model: Model) -> Partition:
    """How reports are cut into blocks."""
    return Partition("tick", model.block, max(4 * (model.late + 2), model.block // CONTEXT))


def block_answer(table: pa.Table, model: Model, judged: Judged) -> pa.Table:
    """The block function: rows of `table_of` in, for each its group, account and what was known of it out."""
    reports = reports_of(table)
    return answer_table(grouped(reports, model.aligned(reports.sources), judged))


class Answers(Protocol):
    """Keeps the answers of blocks from one run to the next."""

    def held(self, cell: Cell, digest: str) -> Grouped | None:
        """The answer for rows of this digest, if it is kept."""

    def keep(self, cell: Cell, digest: str, answer: Grouped) -> None:
        """Keep an answer."""


def block_digest(rows: pa.Table, model: Model, judged: Judged) -> str:
    """SHA-256 of all that the answer of a block depends on."""
    whole = hashlib.sha256(model_json(model))
    for pairs in (judged.together, judged.apart):
        whole.update(repr([side.tolist() for side in pairs]).encode())
    reports = reports_of(rows)
    for name in (*NUMBERS, "source"):
        whole.update(np.ascontiguousarray(getattr(reports, name)).tobytes())
    for name, held in sorted(reports.categories.items()):
        whole.update(repr((name, held.words)).encode())
        whole.update(held.codes.tobytes())
    whole.update(repr((reports.sources, None if reports.text is None else reports.text.tolist())).encode())
    return whole.hexdigest()


def fused(
    reports: Reports,
    model: Model,
    judged: Judged | None = None,
    *,
    workers: int = 1,
    done: Callable[[int, int], None] | None = None,
    state: Answers | None = None,
) -> Incidents:
    """All incidents of the reports (in their order); `done` hears of (blocks done, blocks), `state` keeps answers."""
    judged = judged or nothing_judged()
    table, partition = table_of(reports, model.home(reports.begins)), partition_of(model)
    ticks = np.asarray(table["tick"])
    number = len(np.unique(ticks // partition.span))

    def answered(rows: pa.Table, cell: Cell) -> pa.Table:
        inside = judged.within(cell.low, cell.high)
        if state is None:
            return block_answer(rows, model, inside)
        digest = block_digest(rows, model, inside)
        held = state.held(cell, digest)
        if held is None:
            held = answer_of(block_answer(rows, model, inside))
            state.keep(cell, digest, held)
        return answer_table(held)

    parts = []
    for cell, answer in mapped(table, partition, answered, workers=workers):
        parts.append((cell, answer_of(answer)))
        if done:
            done(len(parts), number)
    return summed(reports, model, joined(ticks, parts, judged), workers=workers)


def summed(reports: Reports, model: Model, whole: Grouped, *, workers: int = 1) -> Incidents:
    """The incidents of groups over all reports, in stretches that bound memory."""
    model = model.aligned(reports.sources)
    order = np.argsort(whole.group, kind="stable")

    def part(stretch: tuple[int, int]) -> Incidents:
        rows = np.sort(order[slice(*stretch)])
        group, account = (np.searchsorted(rows, named[rows]) for named in (whole.group, whole.account))
        found = summed_up(
            reports.taken(rows), model, group, account, whole.refused[rows], whole.sigma[rows], whole.rate[rows]
        )
        return replace(found, members=rows[found.members])

    with ThreadPoolExecutor(workers) as pool:
        return together(list(pool.map(part, _stretches(whole.group[order]))))


def _stretches(group: Ints) -> list[tuple[int, int]]:
    """Stretches of about STRETCH rows that cut no group (given in order) in two."""
    if not len(group):
        return [(0, 0)]
    new = np.flatnonzero(np.concatenate(([True], np.diff(group) != 0)))
    cuts = np.unique(np.searchsorted(new, np.arange(0, len(group), STRETCH)))
    return list(pairwise([*new[cuts[cuts < len(new)]].tolist(), len(group)]))
