"""Times of a column, all at once: first and last microsecond (UTC) that a cell may mean, and why others mean nothing.

A day is the whole local day, a clock time its second. A clock time that names no zone is read in the zone of the
mapping; without one it is refused, for neighbouring countries keep different hours in half of the year. A local time
that comes twice, when clocks go back, covers both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
MISSING = np.iinfo(np.int64).min
DAY = 86_400_000_000
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_CLOCK = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?"
_NAIVE, _ZONED = _CLOCK + "$", _CLOCK + r"(Z|[+-]\d{2}(:?\d{2})?)$"
_OTHER_DAYS = ("%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
_OTHER_CLOCKS = ("%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d %B %Y %H:%M")
NO_ZONE = "a clock time that names no zone; say `zone` in the mapping, as an IANA name"


@dataclass(slots=True)
class Times:
    """First and last microsecond of every cell (MISSING where there is none), whether it is a clock time that names no
    zone and is read in the mapping's, and what is wrong, by row."""

    first: Ints
    last: Ints
    zoneless: NDArray[np.bool_]
    wrong: dict[int, str] = field(default_factory=dict)


def no_times(size: int) -> Times:
    """Cells in which nothing stands."""
    return Times(np.full(size, MISSING), np.full(size, MISSING), np.zeros(size, bool))


def times_of(column: pa.Array, zone: str, pattern: str = "", *, days: bool = False) -> Times:
    """The times of a column of text, dates or timestamps."""
    if not (pa.types.is_date(column.type) or pa.types.is_timestamp(column.type)):
        return _of_texts(column, zone, pattern, days=days)
    found = no_times(len(column))
    if pa.types.is_date(column.type):
        _place(found, np.arange(len(column)), column.cast(pa.timestamp("us")), zone, whole_days=True)
    else:
        moments = column.cast(pa.timestamp("us", column.type.tz), safe=False)
        _place(found, np.arange(len(column)), moments, zone, whole_days=days)
    return found


def _of_texts(column: pa.Array, zone: str, pattern: str, *, days: bool) -> Times:
    """The times of a column of text: each text is read once, however many rows have it."""
    encoded = pc.fill_null(column.cast(pa.string()), "").dictionary_encode()
    text = pc.utf8_trim_whitespace(encoded.dictionary)
    known, code = no_times(len(text)), np.asarray(encoded.indices)
    _texts(known, text, zone, pattern, days=days)
    wrong = np.flatnonzero(np.isin(code, list(known.wrong))).tolist()
    return Times(
        known.first[code], known.last[code], known.zoneless[code], {row: known.wrong[int(code[row])] for row in wrong}
    )


def _texts(found: Times, text: pa.Array, zone: str, pattern: str, *, days: bool) -> None:
    if pattern:
        read = pc.strptime(text, pattern, "us", error_is_null=True)
        rows = np.flatnonzero(np.asarray(pc.is_valid(read)))
        clocked = "%H" in pattern or "%I" in pattern
        _place(found, rows, read.take(pa.array(rows)), zone, whole_days=days or not clocked)
    for shape, whole in ((_DAY, True), (_NAIVE, days), (_ZONED, False)):
        if (found.first != MISSING).all():
            return
        fits = np.asarray(pc.fill_null(pc.match_substring_regex(text, shape), False))
        rows = np.flatnonzero(fits & (found.first == MISSING))
        if len(rows):
            kind = pa.timestamp("us", "UTC") if shape == _ZONED else pa.timestamp("us")
            try:
                _place(found, rows, pc.cast(text.take(pa.array(rows)), kind, safe=False), zone, whole_days=whole)
            except pa.ArrowInvalid:
                continue  # a day 31 of a short month among them: those rows are looked at one by one
    given = np.asarray(pc.fill_null(pc.greater(pc.utf8_length(text), 0), False))
    _one_by_one(found, text, np.flatnonzero(given & (found.first == MISSING)), zone, days=days)


def _one_by_one(found: Times, text: pa.Array, rows: Ints, zone: str, *, days: bool) -> None:
    for row in rows.tolist():
        if row in found.wrong:
            continue
        read = _read(text[row].as_py())
        if isinstance(read, str):
            found.wrong[row] = read
            continue
        moment, whole = read
        unit = pa.timestamp("us", "UTC") if moment.tzinfo else pa.timestamp("us")
        _place(found, np.array([row]), pa.array([moment], unit), zone, whole_days=whole or days)


def _read(text: str) -> tuple[datetime, bool] | str:
    """A time and whether it is a whole day, or what is wrong with it."""
    if text[:1] in "=@":
        return "a formula, not a time"
    if len(text) > 40:
        return "too long for a time"
    try:
        return datetime.fromisoformat(text), len(text) == 10
    except ValueError:
        pass
    for patterns, whole in ((_OTHER_DAYS, True), (_OTHER_CLOCKS, False)):
        for pattern in patterns:
            try:
                return datetime.strptime(text, pattern), whole
            except ValueError:
                continue
    return f"no time: {text[:40]!r}; write ISO 8601, or say `format` in the mapping"


def _place(found: Times, rows: Ints, moments: Any, zone: str, *, whole_days: bool) -> None:
    """Put moments into their rows: aware ones as they are, others in the zone; whole days to their last microsecond."""
    moments = moments.combine_chunks() if isinstance(moments, pa.ChunkedArray) else moments
    valid = np.asarray(pc.is_valid(moments))
    rows, moments = rows[valid], moments.filter(pa.array(valid))
    if not len(rows):
        return
    if moments.type.tz is not None and not whole_days:
        found.first[rows] = found.last[rows] = _micro(moments)
    elif whole_days:
        local = pc.local_timestamp(moments) if moments.type.tz is not None else moments
        begin = pc.floor_temporal(local, unit="day")
        found.first[rows] = _in_zone(begin, zone or "UTC", "earliest")
        after = (begin.cast(pa.int64()).to_numpy(zero_copy_only=False) + DAY).astype("datetime64[us]")
        found.last[rows] = _in_zone(pa.array(after), zone or "UTC", "latest") - 1
    elif not zone:
        found.wrong.update(dict.fromkeys(rows.tolist(), NO_ZONE))
    else:
        found.zoneless[rows] = True
        found.first[rows] = _in_zone(moments, zone, "earliest")
        found.last[rows] = _in_zone(moments, zone, "latest")


def _in_zone(naive: pa.Array, zone: str, which: str) -> Ints:
    return _micro(pc.assume_timezone(naive, zone, ambiguous=which, nonexistent=which))


def _micro(moments: pa.Array) -> Ints:
    return np.asarray(moments.cast(pa.int64()))
