"""From characters of a rendition back to the bytes that arrived."""

from __future__ import annotations

from bisect import bisect_right

from ..errors import RecordError
from ..records import Document, Segment
from .rendering import length_in_bytes, units


def raw_range(document: Document, raw: bytes, start: int, end: int) -> tuple[int, int]:
    """The bytes [first, last) of `raw` that characters [start, end) of the rendition came from.

    A character made of several source characters (an entity, a letter with its accent) leads to all of them.
    Characters that the rendition put between two blocks lead to the nearest bytes. Raises RecordError for
    offsets outside the rendition.
    """
    text, segments = document.rendition.text, document.rendition.segments
    if not 0 <= start <= end <= len(text):
        raise RecordError(f"{document.path}: {start}..{end} is outside a rendition of {len(text)} characters")
    if not segments:
        return 0, len(raw)
    at = max(0, bisect_right(segments, start, key=lambda segment: segment.start) - 1)
    if start >= segments[at].end and at + 1 < len(segments):
        at += 1
    first = _inside(document, raw, segments[at], start)[0]
    if end == start:
        return first, first
    to = max(0, bisect_right(segments, end - 1, key=lambda segment: segment.start) - 1)
    last = _inside(document, raw, segments[to], min(end, segments[to].end) - 1)[1]
    return min(first, last), last


def _inside(document: Document, raw: bytes, segment: Segment, offset: int) -> tuple[int, int]:
    """First byte and the byte after the last of the source of the character at `offset`."""
    if offset < segment.start:
        return segment.first, segment.first
    if offset >= segment.end:
        return segment.last, segment.last
    encoding = document.encoding
    errors = "surrogatepass" if encoding[:6] in ("utf-16", "utf-32") else "surrogateescape"
    source = raw[segment.first : segment.last].decode(encoding, errors)
    want, shown_so_far = offset - segment.start, 0
    if source == document.rendition.text[segment.start : segment.end]:
        first = segment.first + length_in_bytes(source[:want], encoding)
        return first, first + length_in_bytes(source[want], encoding)
    byte, at = segment.first, 0
    for length, part in units(source, markup=document.media_type == "text/html"):
        after = byte + length_in_bytes(source[at : at + length], encoding)
        if shown_so_far <= want < shown_so_far + len(part):
            return byte, after
        byte, at, shown_so_far = after, at + length, shown_so_far + len(part)
    return segment.first, segment.last
