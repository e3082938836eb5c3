"""One arrival becomes one document."""

from __future__ import annotations

import unicodedata
from datetime import date

from ..records import CaseSettings, Document, Line, Rendition, Segment, content_id, digest_of
from ..sources import Arrival


def document_of(
    arrival: Arrival,
    settings: CaseSettings,
    *,
    published: date | None = None,
    zone: str | None = None,
    language: str | None = None,
) -> Document:
    """The document of an arrival; raises InputRefused where nothing in it can be read."""
    text = unicodedata.normalize("NFC", arrival.raw.decode("utf-8"))
    lines, start = [], 0
    for number, piece in enumerate(text.split("\n"), 1):
        lines.append(Line(number, start, start + len(piece), "body"))
        start += len(piece) + 1
    ident = digest_of(arrival.raw)
    rendition = Rendition(
        content_id("rnd", ident, text),
        ident,
        text,
        language or "en",
        tuple(lines),
        (Segment(0, len(text), 0, len(arrival.raw)),),
    )
    return Document(ident, arrival.path, arrival.media_type, "utf-8", "", "", rendition)
