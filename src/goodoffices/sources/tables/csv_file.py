"""The rows of a CSV file (RFC 4180, and what programs make of it: semicolons, tabs, any encoding)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from ...errors import InputRefused
from ..arrival import LeftOut
from ..encodings import decoded
from .row import MOST_COLUMNS, Row

LONGEST_FIELD = 131_072
_DELIMITERS = ",;\t|"
_SAMPLE = 20


def csv_rows(path: str, raw: bytes, enough: Callable[[], bool]) -> Iterator[Row | LeftOut]:
    """The rows of a CSV file; those that are too wide, and all after a quotation mark never closed, are left out."""
    text = decoded(raw).text.replace("\x00", "")
    if not text.strip():
        raise InputRefused(path, "nothing but white space", remedy="Leave it out")
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    begun = 1
    for number in range(1, len(text) + 2):
        try:
            values = next(reader, None)
        except csv.Error:
            yield LeftOut(
                f"line {begun} and all after it",
                f"a field of more than {LONGEST_FIELD:,} characters: a quotation mark may never be closed",
            )
            return
        if values is None:
            break
        if len(values) > MOST_COLUMNS:
            yield LeftOut(f"line {begun}", f"{len(values):,} columns; a table has at most {MOST_COLUMNS:,}")
        elif any(values):
            yield Row("", number, tuple(values))
        begun = reader.line_num + 1
        if number % 1024 == 0 and enough():
            yield LeftOut(f"line {begun} and all after it", "the time for one file is up")
            return


def delimiter_of(text: str) -> str:
    """The mark between fields: the one that most of the first lines hold equally often."""
    lines = [line for line in text[:65_536].splitlines()[:_SAMPLE] if line.strip()]
    best, most = ",", (0, 0)
    for mark in _DELIMITERS:
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count), count)) if counts else 0
        rank = (counts.count(usual) if usual else 0, usual)
        if rank > most:
            best, most = mark, rank
    return best
