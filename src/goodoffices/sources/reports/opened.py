"""A file of reports as a table of its own columns, with the number of every row in the file."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from ...errors import InputRefused
from ..arrival import Arrival, LeftOut
from ..encodings import decoded
from ..media import XLSX
from ..tables.csv_file import delimiter_of
from .press import COLUMNS as PRESS
from .press import press_rows, read_press

ENDINGS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx",
           ".geojson": "geojson", ".json": "geojson", ".jsonl": "press", ".ndjson": "press"}  # fmt: skip
CSV_BLOCK = 16 << 20
MOST_UNPACKED = 1 << 30


class Opened(msgspec.Struct, frozen=True):
    """The columns as they stand, the place of every row ("row 7", "line 8", "sheet 'A', row 7"), what was left out."""

    path: str
    table: pa.Table
    first: int
    noun: str
    places: tuple[str, ...] | None
    left_out: tuple[LeftOut, ...]
    skipped: np.ndarray[Any, np.dtype[np.int64]]

    def place(self, row: int) -> str:
        """Where a row of the table stands in the file."""
        if self.places is not None:
            return self.places[row]
        before = int(np.searchsorted(self.skipped - np.arange(len(self.skipped)), row, side="right"))
        return f"{self.noun} {row + self.first + before}"


def opened(path: Path) -> Opened:
    """The table of a file, by its ending; raises InputRefused."""
    packed = path.suffix.lower() == ".gz"
    kind = ENDINGS.get(path.with_suffix("").suffix.lower() if packed else path.suffix.lower())
    if packed and kind != "csv":
        kind = None
    if kind is None:
        raise InputRefused(str(path), "not a table", remedy=f"Give one of {', '.join(ENDINGS)}, .csv.gz")
    try:
        return _READERS[kind](path)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError, EOFError, ValueError, RecursionError) as error:
        said = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        raise InputRefused(str(path), f"cannot be read: {said}") from error


def _csv(path: Path) -> Opened:
    raw = _bytes(path)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raw = decoded(raw).text.encode()
    if not raw.strip():
        raise InputRefused(str(path), "nothing but white space", remedy="Leave it out")
    mark = delimiter_of(raw[:65_536].decode("utf-8", "replace").lstrip("\ufeff"))
    left_out: list[LeftOut] = []
    skipped: list[int] = []

    def odd(row: Any) -> str:
        number = row.number if row.number is not None else 0
        skipped.append(number)
        left_out.append(LeftOut(f"row {number}", f"{row.actual_columns} fields instead of {row.expected_columns}"))
        return "skip"

    parse = pyarrow.csv.ParseOptions(delimiter=mark, newlines_in_values=True, invalid_row_handler=odd)
    head = pyarrow.csv.open_csv(io.BytesIO(raw), parse_options=parse).schema.names
    skipped.clear()
    left_out.clear()
    table = pyarrow.csv.read_csv(
        io.BytesIO(raw),
        read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=CSV_BLOCK),
        parse_options=parse,
        convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(head, pa.string()), null_values=[""]),
    )
    # The header is row 1; rows that were left out have moved those after them up.
    return Opened(str(path), table, 2, "row", None, tuple(left_out), np.array(skipped, np.int64) - 2)


def _bytes(path: Path) -> bytes:
    """The bytes of a file, unpacked where it is packed, up to a bound that no table of reports needs."""
    if path.suffix.lower() != ".gz":
        return path.read_bytes()
    with gzip.open(path) as file:
        raw = file.read(MOST_UNPACKED + 1)
    if len(raw) > MOST_UNPACKED:
        raise InputRefused(str(path), f"more than {MOST_UNPACKED >> 20} MiB unpacked", remedy="Unpack it yourself")
    return raw


def _parquet(path: Path) -> Opened:
    return Opened(str(path), pyarrow.parquet.read_table(path), 1, "row", None, (), np.zeros(0, np.int64))


def _xlsx(path: Path) -> Opened:
    from ..tables import rows_of

    columns: dict[str, list[str | None]] = {}
    places: list[str] = []
    left_out: list[LeftOut] = []
    header: tuple[str, ...] = ()
    sheet = None
    for row in rows_of(Arrival(str(path), path.read_bytes(), XLSX), lambda: False):
        if isinstance(row, LeftOut):
            left_out.append(row)
            continue
        if row.sheet != sheet:
            sheet, header = row.sheet, row.values
            continue
        values = dict(zip(header, row.values, strict=False))
        for name in values:
            columns.setdefault(name, [None] * len(places))
        for name, column in columns.items():
            column.append(values.get(name) or None)
        places.append(f"sheet {row.sheet!r}, row {row.number}")
    table = pa.table({name: pa.array(column, pa.string()) for name, column in columns.items() if name})
    return Opened(str(path), table, 1, "row", tuple(places), tuple(left_out), np.zeros(0, np.int64))


def _press(path: Path) -> Opened:
    rows: list[dict[str, str | None]] = []
    left_out: list[LeftOut] = []
    try:
        for row in press_rows(read_press(path.read_bytes())):
            if isinstance(row, LeftOut):
                left_out.append(row)
            else:
                rows.append(row)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"no page as annotate writes it: {error}") from error
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in PRESS}
    places = tuple(f"claim {row['claim']}" for row in rows)
    return Opened(str(path), pa.table(columns), 1, "claim", places, tuple(left_out), np.zeros(0, np.int64))


def _geojson(path: Path) -> Opened:
    held = json.loads(path.read_bytes())
    if isinstance(held, dict) and "claims" in held:
        return _press(path)
    rows, left_out = [], []
    listed = held if isinstance(held, list) else held.get("features", held.get("results"))
    if not isinstance(listed, list):
        raise InputRefused(str(path), "holds no list of features or of submissions")
    places = []
    for number, feature in enumerate(listed, 1):
        try:
            rows.append(dict(_properties(feature)))
            places.append(f"feature {number}")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            left_out.append(LeftOut(f"feature {number}", str(error)[:200] or "no feature"))
    names = sorted({name for row in rows for name in row})
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    return Opened(str(path), pa.table(columns), 1, "feature", tuple(places), tuple(left_out), np.zeros(0, np.int64))


def _properties(feature: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """The properties of a feature as text, its point as `lat` and `lon`, an area as its middle and half its width."""
    if feature.get("type") != "Feature":
        for name, value in feature.items():
            yield str(name), _text(value)
        return
    for name, value in (feature.get("properties") or {}).items():
        yield str(name), _text(value)
    geometry = feature.get("geometry")
    if geometry is None:
        return
    if geometry.get("type") == "Point":
        lon, lat = geometry["coordinates"][:2]
        yield "lon", repr(float(lon))
        yield "lat", repr(float(lat))
        return
    from shapely import box
    from shapely.geometry import shape

    form = shape(geometry)
    if form.is_empty or not form.is_valid:
        raise ValueError(f"its {geometry.get('type')} crosses itself or is empty")
    middle = form.centroid
    yield "lon", repr(middle.x)
    yield "lat", repr(middle.y)
    yield "radius_m", repr(box(*form.bounds).length / 4 * 111_195)


def _text(value: object) -> str | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_READERS = {"press": _press, "csv": _csv, "parquet": _parquet, "xlsx": _xlsx, "geojson": _geojson}
