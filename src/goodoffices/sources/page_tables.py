"""Tables of pages (Parquet): one row a page as it came, as archives of the press keep them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from ..errors import InputRefused
from .arrival import Saying
from .guard import Opened, taken

ENDINGS = (".parquet", ".pq")
CONTENT = "content"
OTHERS = ("path", "url", "media_type", "published", "zone", "language")
ROWS = 64
"""Pages that are held at a time."""


def is_page_table(path: Path) -> bool:
    """Whether a file is a table of pages, by its ending."""
    return path.suffix.lower() in ENDINGS


def row_groups(path: Path) -> int:
    """How many parts the table has that can be read by themselves; raises InputRefused where it is none."""
    return int(_file(path, str(path)).num_row_groups)


def page_rows(
    path: Path, saying: Saying, *, name: str = "", part: int | None = None
) -> Iterator[tuple[int, Opened | InputRefused]]:
    """The number of every row from 0, and its page or why it is none; of one row group with `part`.

    A page is called `TABLE!path`, or `TABLE!row 7` without a path. What a row says of its page wins over `saying`.
    `name` is what the table is called when it is a copy.
    """
    name = name or str(path)
    file = _file(path, name)
    first = sum(file.metadata.row_group(number).num_rows for number in range(part or 0))
    columns = [column for column in (CONTENT, *OTHERS) if column in file.schema_arrow.names]
    groups = None if part is None else [part]
    for batch in file.iter_batches(ROWS, row_groups=groups, columns=columns, use_threads=False):
        for at, row in enumerate(batch.to_pylist()):
            yield first + at, _page(name, first + at, row, saying)
        first += batch.num_rows


def _file(path: Path, name: str) -> Any:
    import pyarrow as pa
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputRefused(name, "no Parquet table can be read", remedy="Write it again") from error
    if CONTENT not in file.schema_arrow.names:
        raise InputRefused(
            name, f"a table without the column {CONTENT}, so no table of pages", remedy=f"Name the pages {CONTENT}"
        )
    return file


def _page(table: str, number: int, row: dict[str, Any], saying: Saying) -> Opened | InputRefused:
    name = f"{table}!{row.get('path') or f'row {number + 1}'}"
    content = row[CONTENT]
    if isinstance(content, str):
        content = content.encode()
    if not isinstance(content, bytes) or not content:
        return InputRefused(name, "no content", remedy="Leave it out")
    try:
        day = _day(row.get("published"))
    except ValueError:
        said = f"published {str(row['published'])[:40]!r} is no date"
        return InputRefused(name, said, remedy="Write it as 2026-02-18")
    said_here = Saying(day or saying.published, row.get("zone") or saying.zone, row.get("language") or saying.language)
    page = taken(name, content, row.get("media_type") or "", row.get("url") or "")
    return msgspec.structs.replace(page, saying=said_here)


def _day(told: object) -> date | None:
    """A day as a date, a time or text; ValueError where it is none."""
    if isinstance(told, datetime):
        return told.date()
    if told is None or isinstance(told, date):
        return told
    return date.fromisoformat(str(told)[:10]) if str(told).strip() else None
