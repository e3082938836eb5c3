"""A row of a table as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ..arrival import Arrival, LeftOut
from ..media import CSV

MOST_COLUMNS = 16_384
"""As many as a sheet of a workbook may have."""


class Row(msgspec.Struct, frozen=True):
    """One row that holds something: its sheet ("" in a CSV file), its number in it from 1, its fields as text."""

    sheet: str
    number: int
    values: tuple[str, ...]


def rows_of(arrival: Arrival, enough: Callable[[], bool]) -> Iterator[Row | LeftOut]:
    """The rows of a table in order, and what is left out of it, at its place; raises InputRefused."""
    if arrival.media_type == CSV:
        from .csv_file import csv_rows

        return csv_rows(arrival.path, arrival.raw, enough)
    from .workbook import workbook_rows

    return workbook_rows(arrival.path, arrival.raw, enough)
