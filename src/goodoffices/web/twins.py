"""Twins of a page: the same rows as JSON or CSV, under the same address and rights, written as they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from ..publications.table import guarded
from .marks import cleaned

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
AT_ONCE = 16_384
"""Characters that are gathered before they are sent."""


def whole(value: Any) -> HttpResponse:
    """A value as JSON."""
    return HttpResponse(msgspec.json.encode(value), content_type=TYPES["json"])


def listed(kind: str, rows: Iterator[Any], name: str) -> HttpResponseBase:
    """Rows as a JSON object with one list, or as CSV. The first row is made before anything is sent, so that what
    refuses the page refuses its twin too."""
    first = next(rows, None)
    every = chain(() if first is None else (first,), rows)
    answer = StreamingHttpResponse(json_lines(every) if kind == "json" else csv_lines(every), content_type=TYPES[kind])
    if kind == "csv":
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def json_lines(rows: Iterable[Any]) -> Iterator[bytes]:
    """`{"rows":[...]}`, a row a line."""
    yield b'{"rows":['
    for number, row in enumerate(rows):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(row)
    yield b"\n]}\n"


def csv_lines(rows: Iterable[Any]) -> Iterator[str]:
    """A head and a line a row; cells that a spreadsheet would take for formulas begin with an apostrophe."""
    page = io.StringIO()
    write = csv.writer(page)
    for number, row in enumerate(rows):
        flat = msgspec.to_builtins(row)
        if number == 0:
            write.writerow(flat.keys())
        write.writerow([cell(value) for value in flat.values()])
        if page.tell() > AT_ONCE:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def cell(value: Any) -> str:
    """A value in a cell."""
    if isinstance(value, list | tuple):
        text = " | ".join(cell(one) for one in value)
    elif isinstance(value, dict):
        text = msgspec.json.encode(value).decode()
    else:
        text = "" if value is None else str(value)
    return cleaned(text) if isinstance(value, int | float) else guarded(text)
