"""Fusion from files to files: reports in, incidents out, with what was learned kept beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from ..engine import Cell
from ..errors import InputRefused, NothingUsable, UsageError
from ..events.incidents.candidates import Ints
from ..events.incidents.columns import answer_of, answer_table
from ..events.incidents.fusing import Grouped, Judged
from ..events.incidents.keeping import model_json, model_of
from ..events.incidents.learning import learned
from ..events.incidents.model import Model
from ..events.incidents.running import fused
from ..events.incidents.taking import taken
from ..events.incidents.telling import incident_table
from ..sources.reports import Mapping, Refusal, read_reports
from .tables import read_table, texts, write_table

SAME, DIFFERENT = ("same", "positive", "merge"), ("different", "negative", "split")
MODEL = b"goodoffices.model"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Fusion(msgspec.Struct, frozen=True):
    """What came of it: reports read, incidents found, rows refused, what a reader should know."""

    reports: int
    incidents: int
    joint: int
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


class State:
    """A folder that keeps the answer of every block: a block whose rows are the same is not fused again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def held(self, cell: Cell, digest: str) -> Grouped | None:
        """The answer for these very rows, if there is one."""
        path = self._path(cell)
        if not path.exists():
            return None
        try:
            table = pyarrow.parquet.read_table(path)
        except (pa.ArrowInvalid, OSError):
            return None  # half written when a run was cut off: fuse it again
        known = (table.schema.metadata or {}).get(b"digest", b"").decode()
        return answer_of(table) if known == digest else None

    def keep(self, cell: Cell, digest: str, answer: Grouped) -> None:
        """Keep an answer in place of the one before."""
        part = self._path(cell).with_suffix(".part")
        pyarrow.parquet.write_table(answer_table(answer).replace_schema_metadata({"digest": digest}), part)
        part.replace(self._path(cell))

    def _path(self, cell: Cell) -> Path:
        return self.folder / f"block{cell.number}.parquet"


def fuse(
    paths: Sequence[Path],
    out: Path,
    *,
    mapping: Mapping | None = None,
    judgements: Path | None = None,
    model: Path | None = None,
    state: Path | None = None,
    workers: int = 1,
    now: int | None = None,
    done: Callable[[int, int], None] | None = None,
) -> Fusion:
    """Read the tables, fuse, write `out`; raises NothingUsable when no row can be used.

    `model` is read where it exists, and written where it does not; without it the model is learned each time, from the
    earliest reports. `judgements` are decisions of people (left, right, verdict), which win.
    """
    if out.suffix.lower() not in (".parquet", ".pq", ".csv", ".tsv"):
        raise UsageError(f"{out}: the ending says nothing; use .parquet, .csv or .tsv")
    read = read_reports(paths, mapping, now=now)
    if not read.table.num_rows:
        said = "; ".join(str(refusal) for refusal in read.refused[:3])
        raise NothingUsable(f"no report can be used. {said}")
    refused, notes = read.refused, read.notes
    reports, ids, _ = taken(read.table)
    del read  # a million rows twice would be half of the memory
    known = _model(model) if model is not None and model.exists() else None
    used = known or learned(reports)
    if model is not None and known is None:
        model.write_bytes(model_json(used))
    judged, unknown = _judged(judgements, ids) if judgements is not None else (None, [])
    kept = State(state) if state is not None else None
    incidents = fused(reports, used, judged, workers=workers, done=done, state=kept)
    table = incident_table(incidents, reports, ids)
    _write(table, out, used)
    refused = (*refused, *(Refusal(str(judgements), where, "", why) for where, why in unknown))
    joint = int(np.sum(incidents.sources > 1))
    return Fusion(len(reports), len(incidents), joint, refused, notes)


def _model(path: Path) -> Model:
    try:
        return model_of(path.read_bytes())
    except (ValueError, KeyError, TypeError, msgspec.DecodeError) as error:
        raise InputRefused(str(path), f"no model of fusion: {error}", remedy="Delete it to learn it anew") from error


def _judged(path: Path, ids: pa.Array) -> tuple[Judged, list[tuple[str, str]]]:
    """Decisions as rows of reports, and those on reports that are not there; the last on a pair wins."""
    table = read_table(path, required=("left", "right", "verdict"))
    left, right, verdict = (texts(table, name) for name in ("left", "right", "verdict"))
    rows = [np.asarray(pc.fill_null(pc.index_in(side, ids), -1)).tolist() for side in (left, right)]
    decided: dict[tuple[int, int], str] = {}
    unknown: list[tuple[str, str]] = []
    for number, (one, other, said) in enumerate(zip(*rows, verdict.to_pylist(), strict=True), 2):
        word = said.strip().lower()
        if min(one, other) < 0 or one == other:
            unknown.append((f"row {number}", "a report that is not in these tables"))
        elif word not in SAME + DIFFERENT:
            unknown.append((f"row {number}", f"no verdict: {said[:40]!r}; write same or different"))
        else:
            decided[(min(one, other), max(one, other))] = word
    return Judged(_pairs(decided, SAME), _pairs(decided, DIFFERENT)), unknown


def _pairs(decided: dict[tuple[int, int], str], words: tuple[str, ...]) -> tuple[Ints, Ints]:
    found = sorted(pair for pair, word in decided.items() if word in words)
    both = np.array(found, np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _write(table: pa.Table, out: Path, model: Model) -> None:
    """Parquet with the model in its metadata; CSV with lists in one cell and nothing that a program would compute."""
    if out.suffix.lower() in (".parquet", ".pq"):
        write_table_with(table.replace_schema_metadata({MODEL: model_json(model)}), out)
        return
    columns = {}
    for name in table.column_names:
        column = table[name].combine_chunks()
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, "|" if name == "members" else "; ")
        elif pa.types.is_timestamp(column.type):
            column = pc.strftime(column.cast(pa.timestamp("s", "UTC"), safe=False), "%Y-%m-%dT%H:%M:%SZ")
        columns[name] = _harmless(column) if pa.types.is_string(column.type) else column
    write_table(columns, out)


def write_table_with(table: pa.Table, out: Path) -> None:
    """A Parquet file, whole or not at all, with the metadata of the table."""
    part = out.with_name(f".{out.name}.part")
    pyarrow.parquet.write_table(table, part, compression="zstd", compression_level=1)
    part.replace(out)


def _harmless(column: pa.Array) -> pa.Array:
    """Text that a spreadsheet would take for a formula, behind an apostrophe."""
    odd = pc.fill_null(pc.is_in(pc.utf8_slice_codeunits(column, 0, 1), pa.array(FORMULA)), False)
    return pc.if_else(odd, pc.binary_join_element_wise(pa.scalar("'"), column, ""), column)
