"""The rows of a workbook (ECMA-376, SpreadsheetML), read as a stream with openpyxl; values, never formulas."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl

from ...errors import InputRefused
from ..arrival import LeftOut
from ..media import MIB
from ..office import DAMAGED, office_parts
from .row import MOST_COLUMNS, Row

MOST_SHARED = 40 * MIB
"""The texts of all sheets, which the library keeps in memory."""
_SHARED = "xl/sharedStrings.xml"
DAMAGE = (*DAMAGED, ParseError, TypeError, AttributeError, IndexError, OverflowError, SyntaxError, BadZipFile)


def workbook_rows(path: str, raw: bytes, enough: Callable[[], bool]) -> Iterator[Row | LeftOut]:
    """The rows of every sheet that hold something; raises InputRefused for a damaged workbook.

    What a sheet claims of its size is not believed: a cell in the last row of the last column is one row.
    """
    with office_parts(path, raw) as parts:
        if _SHARED in parts.namelist() and parts.getinfo(_SHARED).file_size > MOST_SHARED:
            raise InputRefused(path, f"more than {MOST_SHARED // MIB} MiB of texts", remedy="Save it as CSV")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that do not matter to values
        try:
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        except DAMAGE as error:
            said = f"a damaged workbook ({type(error).__name__})"
            raise InputRefused(path, said, remedy="It may be half a download") from error
        for sheet in book.worksheets:
            yield from _sheet_rows(sheet, enough)


def _sheet_rows(sheet: Any, enough: Callable[[], bool]) -> Iterator[Row | LeftOut]:
    number = 0
    try:
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if number % 256 == 0 and enough():
                yield LeftOut(f"sheet {sheet.title!r}, row {number} and all after it", "the time for one file is up")
                return
            if not values:
                continue
            row = _trimmed(values)
            if row:
                yield Row(sheet.title, number, row)
    except DAMAGE as error:
        yield LeftOut(f"sheet {sheet.title!r} after row {number}", f"damaged ({type(error).__name__})")


def _trimmed(values: tuple[object, ...]) -> tuple[str, ...]:
    """The values as text, without the empty cells after the last; () for a row of nothing."""
    last = next((place for place in range(len(values), 0, -1) if values[place - 1] is not None), 0)
    return tuple(_text(value) for value in values[: min(last, MOST_COLUMNS)])


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat() if value.time() != time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
