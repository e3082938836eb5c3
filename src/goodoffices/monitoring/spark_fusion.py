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
from ..sources.reports.reading import SCHEMA, refusal_of, sent_again
from ..sources.reports.resent import without_resent
from ..unions import Unions

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BUCKET_BYTES = 4 << 20
"""Bytes of files to one bucket of ids: some tens of thousands of reports."""
ROWS = pa.schema([*SCHEMA, ("file", pa.int64()), ("kind", pa.int64()), ("said", pa.string()), ("bucket", pa.int64())])
"""Reports with the number of their file; or, with a `kind`, what is `said` instead of one."""
REFUSED, SENT_OTHER, NOTE, AGAIN = range(4)
"""Kinds: a refusal by reading and one for an id that came before (as JSON), a note, how many rows were sent again."""
TOLD = pa.schema([("cell", pa.int64()), ("incidents", pa.binary()), ("firsts", pa.binary())])


class Gathered(NamedTuple):
    """The reports, out of what Spark keeps (`kept`), and what is to be known of them all."""

    frame: DataFrame
    kept: DataFrame
    vocabulary: Vocabulary
    counts: pa.Table
    refusals: int
    notes: tuple[str, ...]


def gathered(session: SparkSession, paths: Sequence[Path], mapping: Mapping | None, now: int | None) -> Gathered:
    """Read the files, each id once, and look at what words there are. Nothing is collected but counts and notes."""
    buckets = 1 + sum(path.stat().st_size for path in paths) // BUCKET_BYTES
    names = [str(path) for path in paths]

    def read(number: int, _: int, path: Path) -> Iterator[pa.Table]:
        part = read_file(path, mapping, now=now, name=names[number])
        yield _rows(part.table.cast(SCHEMA), number)
        yield _refusing(REFUSED, part.refused, [number] * len(part.refused), list(range(len(part.refused))))
        yield _saying(NOTE, list(part.notes), [number] * len(part.notes), list(range(len(part.notes))))

    def once(rows: pa.Table, number: int) -> pa.Table:
        if number < 0:
            return rows
        rows = rows.sort_by([("file", "ascending"), ("at_row", "ascending")])
        kept, again, sent = without_resent(rows.select(SCHEMA.names))
        files = {name: file for file, name in reversed(list(enumerate(names)))}
        where, at = [files[row.path] for row in again], [row.row for row in again]
        counted = [str(sent)] if sent else []
        return pa.concat_tables([
            _rows(kept, 0), _refusing(SENT_OTHER, [refusal_of(row) for row in again], where, at),
            _saying(AGAIN, counted, [0] * len(counted), [0] * len(counted)),
        ])  # fmt: skip

    frame = mapped_files(session, paths, [(number, 0) for number in range(len(paths))], read, ROWS)
    # What is said is spread like the rest: of a table of which nothing can be used it is as much as the table.
    frame = frame.selectExpr(
        *(name for name in ROWS.names if name != "bucket"),
        f"CASE WHEN kind IS NULL THEN pmod(hash(id), {buckets}) "
        f"ELSE -1 - pmod(hash(file, at_row), {buckets}) END AS bucket",
    )
    frame = kept(grouped(frame, "bucket", once, ROWS))
    return Gathered(frame.where("kind IS NULL").select(*REPORTS.names), frame, *_known(frame))


def _rows(table: pa.Table, number: int) -> pa.Table:
    size = table.num_rows
    table = table.append_column("file", pa.array([number] * size, pa.int64()))
    table = table.append_column("kind", pa.nulls(size, pa.int64()))
    table = table.append_column("said", pa.nulls(size, pa.string()))
    return table.append_column("bucket", pa.array([0] * size, pa.int64()))


def _refusing(kind: int, refused: Sequence[Refusal], files: list[int], rows: list[int]) -> pa.Table:
    return _saying(kind, [msgspec.json.encode(one).decode() for one in refused], files, rows)


def _saying(kind: int, said: list[str], files: list[int], rows: list[int]) -> pa.Table:
    columns: dict[str, Any] = {field.name: pa.nulls(len(said), field.type) for field in ROWS}
    columns |= {
        "file": pa.array(files, pa.int64()), "at_row": pa.array(rows, pa.int64()),
        "bucket": pa.array([-1] * len(said), pa.int64()), "kind": pa.array([kind] * len(said), pa.int64()),
        "said": pa.array(said, pa.string()),
    }  # fmt: skip
    return pa.table(columns, ROWS)


def _known(frame: DataFrame) -> tuple[Vocabulary, pa.Table, int, tuple[str, ...]]:
    """Words, reports by day and source, how many rows are refused, and the notes, in order of the files."""
    from pyspark.sql import functions as f

    day = f.expr(f"(begins - pmod(begins, {DAY}L)) DIV {DAY}L").alias("day")
    counts = told(
        frame.where("kind IS NULL").groupBy(day, "source").agg(
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
    spoken = frame.where(f"kind IN ({NOTE}, {AGAIN})").select("kind", "file", "at_row", "said")
    said = sorted((tuple(row.values()) for row in told(spoken).to_pylist()), key=lambda row: row[:3])
    notes = [line for kind, *_, line in said if kind == NOTE]
    again = sum(int(line) for kind, *_, line in said if kind == AGAIN)
    refusals = frame.where(f"kind IN ({REFUSED}, {SENT_OTHER})").count()
    days = counts.select(["day", "source", "number"]).sort_by("day")
    return vocabulary, days, refusals, (*notes, *([sent_again(again)] if again else []))


def refused_there(held: Gathered, most: int | None = None) -> Iterator[Refusal]:
    """What was refused, in order of the files and their rows, a part at a time; no more than the first `most`."""
    if not held.refusals:
        return
    frame = held.kept.where(f"kind IN ({REFUSED}, {SENT_OTHER})").select("kind", "file", "at_row", "said")
    frame = frame.orderBy("kind", "file", "at_row")
    for row in (frame if most is None else frame.limit(most)).toLocalIterator():
        yield msgspec.json.decode(row["said"], type=Refusal)


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
    joined = Unions[str](order=rank.__getitem__)
    for one, other in plan.together:
        joined.unite(label[one], label[other])
    return {name: (first, cell[first]) for name in sorted(rank) if (first := joined.root(name)) != name}


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
