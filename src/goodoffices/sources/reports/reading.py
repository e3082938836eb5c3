"""Files of reports as one table of reports: each row checked, each refused row named with file, row, column, reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from ...errors import InputRefused
from .checking import Checked, checked
from .mapping import Mapping, mapping_for
from .opened import Opened, opened
from .places import placed
from .resent import OtherContent, with_ids, without_resent
from .times import MISSING, Times, no_times, times_of
from .values import column_of, numbers, texts, words

WORDS = ("source", "owner", "side", "act", "target", "weapon", "accused", "precision")
TEXTS = ("text", "place")
TOLL = ("killed_low", "killed_best", "killed_high")
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        *((name, pa.string()) for name in (*WORDS, *TEXTS)),
        *((name, pa.int64()) for name in ("begins", "ends")),
        *((name, pa.float64()) for name in ("lat", "lon", "radius_m", *TOLL)),
        ("from", pa.string()), ("at_row", pa.int64()),
    ]
)  # fmt: skip
"""The columns of reports as a file gives them, words as plain text."""


class Refusal(msgspec.Struct, frozen=True):
    """A row that was not taken: file, place in it, column ("" for the row as a whole), reason."""

    path: str
    place: str
    column: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.path}, {self.place}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.reason}"


class ReportTable(msgspec.Struct, frozen=True):
    """Reports as an Arrow table (times in microseconds UTC as `begins` and `ends`), what was refused, what to know."""

    table: pa.Table
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


def read_reports(paths: Sequence[Path], mapping: Mapping | None = None, *, now: int | None = None) -> ReportTable:
    """The reports of several files; those of one file that cannot be read are refused, the others go on.

    `now` (microseconds UTC) refuses what lies in the future of it.
    """
    parts = [read_file(path, mapping, now=now) for path in paths]
    tables = [part.table for part in parts if part.table.num_rows]
    table = pa.concat_tables(tables).unify_dictionaries() if tables else SCHEMA.empty_table()
    table, again, sent = without_resent(table)
    refused = [refusal for part in parts for refusal in part.refused]
    refused += [refusal_of(row) for row in again]
    notes = [line for part in parts for line in part.notes]
    if sent:
        notes.append(sent_again(sent))
    return ReportTable(table.drop_columns(["from", "at_row"]), tuple(refused), tuple(notes))


def read_file(path: Path, mapping: Mapping | None = None, *, now: int | None = None, name: str = "") -> ReportTable:
    """The reports of one file, each with an id, with the file (`from`) and the row (`at_row`) it stood in.

    A file that cannot be read has no rows and is refused as a whole. `name` is what the file is called when it is a
    copy.
    """
    name = name or str(path)
    try:
        return _read(msgspec.structs.replace(opened(path), path=name), mapping, now)
    except InputRefused as refusal:
        said = f"{refusal.reason}. {refusal.remedy}" if refusal.remedy else refusal.reason
        return ReportTable(SCHEMA.empty_table(), (Refusal(name, refusal.place or "all of it", "", said),))


def refusal_of(row: OtherContent) -> Refusal:
    """Why a row that came before with other content is not taken."""
    return Refusal(row.path, f"row {row.row + 1}", "id", row.reason)


def sent_again(count: int) -> str:
    """What a reader should know of rows that were sent again."""
    return f"{count} rows were sent again and count once"


def _read(held: Opened, mapping: Mapping | None, now: int | None) -> ReportTable:
    header = tuple(held.table.column_names)
    chosen = mapping if mapping is not None and mapping.fits(header) else mapping_for(header)
    if chosen is None:
        raise InputRefused(
            held.path, f"columns of no known table: {', '.join(header[:12])}",
            remedy="Name its columns in a mapping file",
        )  # fmt: skip
    size = held.table.num_rows
    wrong: dict[int, tuple[str, str]] = {}

    def note(column: str, found: dict[int, str]) -> None:
        for row, reason in found.items():
            wrong.setdefault(row, (column, reason))

    begins, ends, zoneless = _stretches(held, chosen, note)
    points = placed(held.table, chosen, note)
    seen = checked(Checked(begins, ends, points.lat, points.lon), chosen.area, now, note)
    if zoneless:
        seen.append(f"{zoneless} clock times name no zone; they are read in {chosen.zone} (mapping {chosen.name})")
    columns: dict[str, Any] = {"id": _ids(held, chosen)}
    for name, turned in (*dict.fromkeys(WORDS, words).items(), *dict.fromkeys(TEXTS, texts).items()):
        columns[name] = turned(column_of(held.table, chosen.field(name)), size)
    if columns["source"].dictionary.to_pylist() in ([""], []):
        columns["source"] = words(pa.array([Path(held.path).stem] * size, pa.string()), size)
    columns |= {"begins": begins, "ends": ends, "lat": points.lat, "lon": points.lon, "radius_m": points.radius}
    for name in TOLL:
        values, odd = numbers(column_of(held.table, chosen.field(name)), size)
        note(name, odd)
        columns[name] = values
    columns["from"] = words(pa.array([held.path] * size, pa.string()), size)
    columns["at_row"] = np.arange(size)
    kept = np.setdiff1d(np.arange(size), np.fromiter(wrong, np.int64, len(wrong)))
    table = pa.table(columns)
    table = with_ids(table if len(kept) == size else table.take(pa.array(kept)))
    refused = [Refusal(held.path, left.place, "", left.reason) for left in held.left_out]
    refused += [Refusal(held.path, held.place(row), *wrong[row]) for row in sorted(wrong)]
    return ReportTable(table, tuple(refused), tuple(f"{held.path}: {line}" for line in seen))


def _stretches(held: Opened, mapping: Mapping, note: Any) -> tuple[Any, Any, int]:
    """First and last microsecond of every row, and how many clock times name no zone; a row without any time is
    wrong."""
    begin = _times(held, mapping, "time_begin", note)
    end = _times(held, mapping, "time_end", note)
    missing = np.flatnonzero(begin.first == MISSING)
    note("time_begin", {int(row): "no time" for row in missing if int(row) not in begin.wrong})
    told = end.last != MISSING
    same = told & (end.first == begin.first)
    last = np.where(told & ~same, end.last, begin.last)
    # A stretch of the day or longer ends with its last microsecond; a clock time is itself.
    exact = last == begin.first
    ends = np.where(exact | (told & (end.first == end.last)), last, last + 1)
    return begin.first, ends, int(begin.zoneless.sum() + end.zoneless.sum())


def _times(held: Opened, mapping: Mapping, name: str, note: Any) -> Times:
    field = mapping.field(name)
    column = column_of(held.table, field)
    if column is None:
        return no_times(held.table.num_rows)
    found = times_of(column, mapping.zone, field.format if field else "", days=mapping.days)
    note(name, found.wrong)
    return found


def _ids(held: Opened, mapping: Mapping) -> pa.Array:
    """The ids of a table; rows without one get '' and are named by their content later."""
    return texts(column_of(held.table, mapping.field("id")), held.table.num_rows)
