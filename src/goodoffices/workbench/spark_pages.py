"""Tables of pages to JSON Lines on Spark: a task reads a row group with the function that the engine in process runs.

Lines come back in the order of the rows. Only whether two inputs are the same bytes is asked of all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa

from ..engine.spark import grouped, in_number_order, kept, mapped_files, spark_session
from ..errors import InputRefused, UsageError
from ..sources.guard import GuardedReader
from ..sources.page_tables import is_page_table, page_rows, row_groups
from .intake import Intake, given_of, said_of_same_bytes, terms_of
from .pages import ENCODER, finished, page_line
from .progress import Outcome, Progress

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

CHUNK = 256
"""Pages whose lines travel together."""
LINES = pa.schema(
    [
        *((name, pa.int64()) for name in ("file", "at_row", "part", "chunk")),
        ("document", pa.string()), ("path", pa.string()), ("line", pa.binary()), ("refused", pa.string()),
    ]
)  # fmt: skip
CHUNKS = pa.schema([("chunk", pa.int64()), ("lines", pa.binary()), ("said", pa.binary())])


class Told(msgspec.Struct, frozen=True):
    """What came of an input: its path, and why it was refused (place, reason, remedy) where it was."""

    path: str
    refused: tuple[str, str, str] | None = None


def annotate_on_spark(intake: Intake, url: str, target: Path, progress: Progress) -> Outcome:
    """Write a line a page of the tables to `target`, whole or not at all."""
    if not intake.paths or intake.addresses or not all(is_page_table(path) for path in intake.paths):
        raise UsageError("--engine spark reads tables of pages: give Parquet files")
    part = target.with_name(f".{target.name}.part")
    outcome = Outcome()
    with spark_session(url, intake.jobs) as session, part.open("wb") as stream:
        for lines, said in _chunks(session, intake, outcome):
            stream.write(lines)
            for told in said:
                if told.refused:
                    place, reason, remedy = told.refused
                    outcome.refused.append(InputRefused(told.path, reason, place=place, remedy=remedy))
                else:
                    outcome.done += 1
                    progress(outcome.done, told.path)
    return finished(part, target, outcome)


def _chunks(session: SparkSession, intake: Intake, outcome: Outcome) -> Iterator[tuple[bytes, list[Told]]]:
    pieces = []
    for number, path in enumerate(intake.paths):
        try:
            pieces += [(number, part) for part in range(row_groups(path))]
        except InputRefused as refusal:
            outcome.refused.append(refusal)
    if not pieces:
        return
    names = [str(path) for path in intake.paths]
    shared = msgspec.structs.replace(intake, paths=(), sent=())

    def read(number: int, part: int, path: Path) -> Iterator[pa.Table]:
        yield from page_lines_of(shared, path, names[number], number, part)

    lines = kept(mapped_files(session, intake.paths, pieces, read, LINES))
    found = grouped(_with_first(lines), "chunk", packed, CHUNKS)
    for row in in_number_order(found, "chunk"):
        yield row["lines"], msgspec.json.decode(row["said"], type=list[Told])
    lines.unpersist()


def page_lines_of(intake: Intake, path: Path, name: str, number: int, part: int) -> Iterator[pa.Table]:
    """The lines (LINES) of one row group of a table of pages, a few at a time."""
    rows: list[dict[str, Any]] = []
    with GuardedReader(terms_of(intake)) as reader:
        for at, page in page_rows(path, intake.saying, name=name, part=part):
            inputs = [page] if isinstance(page, InputRefused) else given_of(reader, page)
            for order, found in enumerate(inputs):
                row: dict[str, Any] = {
                    "file": number,
                    "at_row": at,
                    "part": order,
                    "chunk": (number << 32) + at // CHUNK,
                }
                answer = page_line(intake, found)
                if isinstance(answer, InputRefused):
                    told = Told(answer.path, (answer.place, answer.reason, answer.remedy))
                    row |= {"path": told.path, "refused": msgspec.json.encode(told).decode()}
                else:
                    document = msgspec.json.decode(answer[1], type=_DocumentOnly).document
                    row |= {"path": answer[0], "line": answer[1], "document": document}
                rows.append(row)
            if len(rows) >= CHUNK:
                yield pa.Table.from_pylist(rows, LINES)
                rows = []
    yield pa.Table.from_pylist(rows, LINES)


class _DocumentOnly(msgspec.Struct):
    document: str


def _with_first(lines: DataFrame) -> DataFrame:
    """Lines with the path under which the same bytes came first (`first`), where they came more than once."""
    from pyspark.sql import functions as f

    order = f.struct("file", "at_row", "part")
    again = (
        lines.where("document IS NOT NULL").groupBy("document")
        .agg(f.count("*").alias("times"), f.min_by("path", order).alias("first")).where("times > 1")
    )  # fmt: skip
    return lines.join(again.select("document", "first"), "document", "left")


def packed(rows: pa.Table, number: int) -> pa.Table:
    """The lines of one chunk in order, each with a word about an earlier input of the same bytes, as one row (CHUNKS).

    `rows` are LINES with `first`.
    """
    order = [(name, "ascending") for name in ("file", "at_row", "part")]
    lines, said = [], []
    for row in rows.sort_by(order).to_pylist():
        if row["refused"] is not None:
            said.append(msgspec.json.decode(row["refused"], type=Told))
            continue
        lines.append(row["line"] if row["first"] in (None, row["path"]) else _noted(row["line"], row["first"]))
        said.append(Told(row["path"]))
    return pa.table({"chunk": [number], "lines": [b"".join(lines)], "said": [ENCODER.encode(said)]}, CHUNKS)


def _noted(line: bytes, first: str) -> bytes:
    page = msgspec.json.decode(line)
    page["warnings"].insert(0, said_of_same_bytes(first))
    return ENCODER.encode(page) + b"\n"
