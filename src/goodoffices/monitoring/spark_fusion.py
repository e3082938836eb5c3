"""Fusion on Spark: files of reports to incidents in order, with the functions that the engine in process runs.

Here is no more than what goes where: files to readers, ids to one place each, reports to the cells of time they
concern, answers to the cells they decide, members to their incident. The driver holds what learning needs, and the
incidents of two cells at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..engine.spark import grouped, in_number_order, kept, mapped_files, told
from ..events.incidents.learning import enough, learned
from ..events.incidents.model import DAY, Model
from ..events.incidents.running import partition_of
from ..events.incidents.scattered import (
    ANSWERS,
    REPORTS,
    Plan,
    fused_cell,
    in_order,
    relabelled,
    settled_cell,
    told_cell,
)  # fmt: skip
from ..events.incidents.taking import WORDS, Vocabulary, taken
from ..sources.reports import Mapping, Refusal, read_file
from ..sources.reports.reading import SCHEMA, refusal_of
from ..sources.reports.resent import without_resent

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BUCKET_BYTES = 4 << 20
"""Bytes of files to one bucket of ids: some tens of thousands of reports."""
ROWS = pa.schema([*SCHEMA, ("file", pa.int64()), ("said", pa.string()), ("bucket", pa.int64())])
"""Reports with the number of their file; or, with `said`, what is to be said instead of one: a Said as JSON."""
TOLD = pa.schema([("cell", pa.int64()), ("incidents", pa.binary()), ("firsts", pa.binary())])


class Said(msgspec.Struct, frozen=True):
    """A refusal, a note, or how many rows were sent again; from reading first."""

    refusal: Refusal | None = None
    note: str = ""
    again: int = 0
    late: bool = False


class Gathered(NamedTuple):
    """The reports, out of what Spark keeps (`kept`), and what is to be known of them all."""

    frame: DataFrame
    kept: DataFrame
    vocabulary: Vocabulary
    counts: pa.Table
    said: list[Said]


def gathered(session: SparkSession, paths: Sequence[Path], mapping: Mapping | None, now: int | None) -> Gathered:
    """Read the files, each id once, and look at what words there are. Nothing is collected but counts and refusals."""
    buckets = 1 + sum(path.stat().st_size for path in paths) // BUCKET_BYTES
    names = [str(path) for path in paths]

    def read(number: int, _: int, path: Path) -> Iterator[pa.Table]:
        part = read_file(path, mapping, now=now, name=names[number])
        yield _rows(part.table.cast(SCHEMA), number)
        told_first = [Said(refusal) for refusal in part.refused] + [Said(note=note) for note in part.notes]
        yield _saying(told_first, [number] * len(told_first), list(range(len(told_first))))

    def once(rows: pa.Table, number: int) -> pa.Table:
        if number < 0:
            return rows
        rows = rows.sort_by([("file", "ascending"), ("at_row", "ascending")])
        kept, again, sent = without_resent(rows.select(SCHEMA.names))
        files = {name: file for file, name in reversed(list(enumerate(names)))}
        late = [Said(refusal_of(row), late=True) for row in again]
        where, at = [files[row.path] for row in again], [row.row for row in again]
        counted = [Said(again=sent)] if sent else []
        return pa.concat_tables([
            _rows(kept, 0), _saying(late, where, at), _saying(counted, [0] * len(counted), [0] * len(counted))
        ])  # fmt: skip

    frame = mapped_files(session, paths, [(number, 0) for number in range(len(paths))], read, ROWS)
    frame = frame.selectExpr(
        *(name for name in ROWS.names if name != "bucket"),
        f"CASE WHEN said IS NULL THEN pmod(hash(id), {buckets}) ELSE -1 END AS bucket",
    )
    frame = kept(grouped(frame, "bucket", once, ROWS))
    return Gathered(frame.where("said IS NULL").select(*REPORTS.names), frame, *_known(frame))


def _rows(table: pa.Table, number: int) -> pa.Table:
    size = table.num_rows
    table = table.append_column("file", pa.array([number] * size, pa.int64()))
    table = table.append_column("said", pa.nulls(size, pa.string()))
    return table.append_column("bucket", pa.array([0] * size, pa.int64()))


def _saying(said: list[Said], files: list[int], rows: list[int]) -> pa.Table:
    columns: dict[str, Any] = {field.name: pa.nulls(len(said), field.type) for field in ROWS}
    columns |= {
        "file": pa.array(files, pa.int64()), "at_row": pa.array(rows, pa.int64()),
        "bucket": pa.array([-1] * len(said), pa.int64()),
        "said": pa.array([msgspec.json.encode(one).decode() for one in said], pa.string()),
    }  # fmt: skip
    return pa.table(columns, ROWS)


def _known(frame: DataFrame) -> tuple[Vocabulary, pa.Table, list[Said]]:
    """Words, reports by day and source, and what is to be said, in order of the files."""
    said = told(frame.where("said IS NOT NULL").select("file", "at_row", "said")).to_pylist()
    messages = [(msgspec.json.decode(one["said"], type=Said), one["file"], one["at_row"]) for one in said]
    messages.sort(key=lambda one: (one[0].late, one[1], one[2]))
    from pyspark.sql import functions as f

    day = f.expr(f"(begins - pmod(begins, {DAY}L)) DIV {DAY}L").alias("day")
    counts = told(
        frame.where("said IS NULL").groupBy(day, "source").agg(
            f.count("*").alias("number"), *(f.collect_set(name).alias(name + "s") for name in WORDS[1:]),
            f.expr("max(NOT isnan(killed_best) AND abs(killed_best) < double('Infinity'))").alias("killed"),
            f.expr("max(length(text) > 0)").alias("text"),
        )
    )  # fmt: skip
    words = {name: counts[name + "s"].combine_chunks().flatten().unique() for name in WORDS[1:]}
    words["source"] = counts["source"].unique()
    vocabulary = Vocabulary(
        {name: tuple(sorted(word for word in words[name].to_pylist() if word)) for name in WORDS},
        bool(pc.any(counts["killed"]).as_py()), bool(pc.any(counts["text"]).as_py()),
    )  # fmt: skip
    return vocabulary, counts.select(["day", "source", "number"]).sort_by("day"), [one for one, _, _ in messages]


def learned_there(held: Gathered) -> Model:
    """The model from the earliest reports, which alone are collected."""
    days, numbers = np.asarray(held.counts["day"]), np.asarray(held.counts["number"])
    codes = np.asarray(pc.index_in(held.counts["source"], pa.array(held.vocabulary.words["source"])))
    ends = np.append(np.flatnonzero(np.diff(days)) + 1, len(days))
    last = next((end for end in ends if enough(int(numbers[:end].sum()), codes[:end], numbers[:end])), ends[-1])
    rows = told(held.frame.where(f"begins < {(int(days[last - 1]) + 1) * DAY}"))
    return learned(taken(rows, held.vocabulary)[0])


def those_there(held: Gathered, ids: Sequence[str]) -> frozenset[str]:
    """Which of these ids are those of reports."""
    if not ids:
        return frozenset()
    from pyspark.sql import functions as f

    return frozenset(told(held.frame.where(f.col("id").isin(list(ids))).select("id"))["id"].to_pylist())


def incidents_there(held: Gathered, plan: Plan) -> Iterator[pa.Table]:
    """The incidents of all reports, in order of their first reports, a cell at a time."""
    settled = _settled(held.frame, plan)
    settled = kept(settled) if plan.together else settled
    names = _told_together(settled, plan) if plan.together else {}

    def summed(rows: pa.Table, number: int) -> pa.Table:
        incidents, firsts = told_cell(rows, plan)
        packed = {"cell": [number], "incidents": [_packed(incidents)], "firsts": [_packed(firsts)]}
        return pa.table(packed, TOLD)

    if names:
        settled = settled.mapInArrow(_exchanging(names), settled.schema)
    rows = in_number_order(grouped(settled, "label_cell", summed, TOLD), "cell")
    cells = ((row["cell"], _unpacked(row["incidents"]), _unpacked(row["firsts"])) for row in rows)
    yield from in_order(cells, plan.vocabulary)


def _settled(reports: DataFrame, plan: Plan) -> DataFrame:
    model, partition = plan.model, partition_of(plan.model)

    def asked(rows: pa.Table, number: int) -> pa.Table:
        return fused_cell(rows, number, plan)

    since = f"(begins - {model.phase}L)"
    tick = f"(({since} - pmod({since}, {model.tick}L)) DIV {model.tick}L)"
    low, high = f"({tick} - {partition.halo})", f"({tick} + {partition.halo})"
    cell = "(({0} - pmod({0}, {1})) DIV {1})"
    cells = f"explode(sequence({cell.format(low, partition.span)}, {cell.format(high, partition.span)})) AS at"
    answers = grouped(reports.selectExpr("*", cells), "at", asked, ANSWERS)
    return grouped(answers, "cell", settled_cell, ANSWERS)


def _told_together(settled: DataFrame, plan: Plan) -> dict[str, tuple[str, int]]:
    """For labels that people told to be one incident with an earlier one: the earliest label and its cell."""
    ids = sorted({one for pair in plan.together for one in pair})
    from pyspark.sql import functions as f

    judged = told(settled.where(f.col("id").isin(ids)).select("id", "label"))
    label = dict(zip(judged["id"].to_pylist(), judged["label"].to_pylist(), strict=True))
    heads = told(settled.where(f.col("id").isin(sorted(set(label.values())))))
    order = taken(heads.select(REPORTS.names), plan.vocabulary)[2]
    rank = {name: at for at, name in enumerate(heads["id"].take(pa.array(order)).to_pylist())}
    cell = dict(zip(heads["id"].to_pylist(), heads["cell"].to_pylist(), strict=True))
    root: dict[str, str] = {}

    def found(name: str) -> str:
        while name in root:
            name = root[name]
        return name

    for one, other in plan.together:
        low, high = sorted((found(label[one]), found(label[other])), key=rank.__getitem__)
        if low != high:
            root[high] = low
    return {name: (found(name), cell[found(name)]) for name in sorted(root)}


def _exchanging(names: dict[str, tuple[str, int]]) -> Callable[[Any], Iterator[pa.RecordBatch]]:
    def run(batches: Any) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from relabelled(pa.Table.from_batches([batch]), names).to_batches()

    return run


def _packed(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _unpacked(raw: bytes) -> pa.Table:
    return pa.ipc.open_stream(raw).read_all()
