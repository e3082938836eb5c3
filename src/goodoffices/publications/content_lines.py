"""Content lines of a calendar (RFC 5545, sections 3.1 and 3.3): values written, escaped and folded.

Written here because the only thing a brief needs of a calendar library is its output, and loading one costs as much
as reading a page.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

WIDTH = 74
"""Octets of a line before it is folded; the standard's limit is 75."""


def content_line(name: str, value: str) -> bytes:
    """`NAME:value`, folded, with its line end. The value is written as it is."""
    whole = f"{name}:{value}".encode()
    if len(whole) <= WIDTH:
        return whole + b"\r\n"
    parts, start, room = [], 0, WIDTH
    while len(whole) - start > room:
        cut = _cut(whole, start, start + room)
        parts.append(whole[start:cut])
        start = cut
    parts.append(whole[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def _cut(whole: bytes, start: int, end: int) -> int:
    """The last place up to `end` that splits neither a character nor an escape."""
    while end > start + 1 and whole[end] & 0xC0 == 0x80:
        end -= 1
    escapes = end - start - len(whole[start:end].rstrip(b"\\"))
    return end - escapes % 2 if end - escapes > start else end


def text(value: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line feed escaped."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def stamp(when: datetime) -> str:
    """A DATE-TIME in UTC."""
    utc = when.astimezone(UTC)
    return f"{utc.year:04d}{utc.month:02d}{utc.day:02d}T{utc.hour:02d}{utc.minute:02d}{utc.second:02d}Z"


def timed_line(name: str, when: date) -> bytes:
    """A property whose value is an instant or a whole day."""
    if isinstance(when, datetime):
        return content_line(name, stamp(when))
    return content_line(f"{name};VALUE=DATE", f"{when.year:04d}{when.month:02d}{when.day:02d}")


def degrees(value_e7: int) -> str:
    """Degrees from integer 1e-7 degrees, without an exponent: `24.4512`, `45.0`."""
    whole, part = divmod(abs(value_e7), 10_000_000)
    digits = f"{part:07d}".rstrip("0") or "0"
    return f"{'-' if value_e7 < 0 else ''}{whole}.{digits}"
