"""Fusion from files to files: reports in, incidents out, with what was learned kept beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from ..engine import Cell
from ..engine.spark import spark_session
from ..errors import InputRefused, NothingUsable, UsageError
from ..events.incidents.columns import answer_of, answer_table
from ..events.incidents.fusing import Grouped
from ..events.incidents.incidents import Incidents, apart
from ..events.incidents.keeping import model_json, model_of
from ..events.incidents.learning import learned
from ..events.incidents.model import Model
from ..events.incidents.running import fused
from ..events.incidents.scattered import Plan, judged_of
from ..events.incidents.taking import taken
from ..events.incidents.telling import incident_table
from ..publications.table import guarded
from ..sources.reports import Mapping, Refusal, read_reports
from .decisions import Decisions, decisions
from .fused_files import write_incidents
from .spark_fusion import Gathered, gathered, incidents_there, learned_there, refused_there, those_there

SHOWN = 1_000
"""Refused rows that are told one by one; where more are wanted they are written to a file."""
TOLD = 20_000
"""Incidents whose words are made together."""
REFUSALS = pa.schema([(name, pa.string()) for name in ("path", "place", "column", "reason")])


class Fusion(msgspec.Struct, frozen=True):
    """What came of it: reports read, incidents found, how many rows refused and the first of them, what to know."""

    reports: int
    incidents: int
    joint: int
    refusals: int
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


class Fused(NamedTuple):
    """Incidents as tables in their order, the model they were found with, and what is to be said of the reports.

    `refused` gives the first so many refused rows, or all for None.
    """

    tables: Iterable[pa.Table]
    model: Model
    reports: int
    refusals: int
    refused: Callable[[int | None], Iterator[Refusal]]
    notes: tuple[str, ...]


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
    spark: str | None = None,
    refused: Path | None = None,
) -> Fusion:
    """Read the tables, fuse, write `out`; raises NothingUsable when no row can be used.

    `model` is read where it exists, and written where it does not; without it the model is learned each time, from the
    earliest reports. `judgements` are decisions of people (left, right, verdict), which win. `spark`: the URL of a
    master by which Spark does the work ("" for one of `workers` threads here); the answer is the same. Into `refused`
    (CSV) go all the rows that were not taken.
    """
    if out.suffix.lower() not in (".parquet", ".pq", ".csv", ".tsv"):
        raise UsageError(f"{out}: the ending says nothing; use .parquet, .csv or .tsv")
    known = _model(model) if model is not None and model.exists() else None
    decided = decisions(judgements) if judgements is not None else Decisions()
    with ExitStack() as stack:
        if spark is None:
            kept = State(state) if state is not None else None
            run = partial(fused, workers=workers, done=done, state=kept)
            found = _here(paths, mapping, now, known, decided, run, refused)
        elif state is not None:
            raise UsageError("--state keeps blocks of the local engine; Spark keeps none")
        else:
            session = stack.enter_context(spark_session(spark, workers))
            held = gathered(session, paths, mapping, now)
            stack.callback(held.kept.unpersist)
            found = _on_spark(held, known, decided, refused)
        if model is not None and known is None:
            model.write_bytes(model_json(found.model))
        incidents, joint = write_incidents(found.tables, out, found.model)
        if refused is not None:
            _write_refused(found.refused(None), refused)
        first = tuple(found.refused(SHOWN))
    return Fusion(found.reports, incidents, joint, found.refusals, first, found.notes)


def _here(
    paths: Sequence[Path], mapping: Mapping | None, now: int | None, known: Model | None, decided: Decisions,
    run: Callable[..., Incidents], refusals: Path | None,
) -> Fused:  # fmt: skip
    read = read_reports(paths, mapping, now=now)
    refused, notes = read.refused, read.notes
    if not read.table.num_rows:
        raise _nothing(lambda most: islice(refused, most), refusals)
    reports, ids, _ = taken(read.table)
    del read  # a million rows twice would be half of the memory
    used = known or learned(reports)
    spoken = pa.array(decided.ids, pa.string())
    together, parted, unknown = decided.on(set(ids.filter(pc.is_in(ids, spoken)).to_pylist()))
    incidents = run(reports, used, judged_of(together, parted, ids))
    said = (*refused, *unknown)
    # The words of all incidents at once would be a quarter of the memory.
    return Fused(
        (incident_table(part, reports, ids) for part in apart(incidents, TOLD)),
        used,
        len(reports),
        len(said),
        lambda most: islice(said, most),
        notes,
    )


def _on_spark(held: Gathered, known: Model | None, decided: Decisions, refusals: Path | None) -> Fused:
    number = int(pc.sum(held.counts["number"]).as_py() or 0)
    if not number:
        raise _nothing(lambda most: refused_there(held, most), refusals)
    used = known or learned_there(held)
    together, apart, unknown = decided.on(those_there(held, decided.ids))
    tables = incidents_there(held, Plan(held.vocabulary, used, together, apart))

    def refused(most: int | None) -> Iterator[Refusal]:
        return islice(chain(refused_there(held, most), unknown), most)

    return Fused(tables, used, number, held.refusals + len(unknown), refused, held.notes)


def _write_refused(refused: Iterator[Refusal], path: Path) -> None:
    """All refused rows as a table, a part at a time, in place of what was there."""
    part = path.with_name(path.name + ".part")
    with pyarrow.csv.CSVWriter(part, REFUSALS) as writer:
        while rows := list(islice(refused, 50_000)):
            columns = {name: [guarded(getattr(row, name)) for row in rows] for name in REFUSALS.names}
            writer.write_table(pa.table(columns, REFUSALS))
    part.replace(path)


def _nothing(refused: Callable[[int | None], Iterator[Refusal]], refusals: Path | None) -> NothingUsable:
    if refusals is not None:
        _write_refused(refused(None), refusals)
    said = "; ".join(map(str, refused(3))) or "The tables have no rows"
    return NothingUsable(f"no report can be used. {said}")


def _model(path: Path) -> Model:
    try:
        return model_of(path.read_bytes())
    except (ValueError, KeyError, TypeError, msgspec.DecodeError) as error:
        raise InputRefused(str(path), f"no model of fusion: {error}", remedy="Delete it to learn it anew") from error
