"""One input as it came."""

from __future__ import annotations

from datetime import date

import msgspec


class Saying(msgspec.Struct, frozen=True):
    """What the caller says of pages: the day they appeared, their time zone (IANA), their language."""

    published: date | None = None
    zone: str | None = None
    language: str | None = None


class Arrival(msgspec.Struct, frozen=True):
    """Bytes as they came, the name they came under (archives: `a.zip!b.txt`), and what the carrier said of them.

    `media_type` may carry the encoding the carrier declared (`text/html; charset=windows-1251`). `note`: what a
    reader of the page should know about how it came (same bytes as another input, feed cut short).
    `digest`, `taken_from`: id and media type of the file, where `raw` is only the text taken out of it (PDF, DOCX).
    `saying`: what is said of this page alone, in place of what is said of all.
    """

    path: str
    raw: bytes
    media_type: str
    url: str = ""
    title: str = ""
    published: str = ""
    note: str = ""
    digest: str = ""
    taken_from: str = ""
    saying: Saying | None = None


class LeftOut(msgspec.Struct, frozen=True):
    """A part of an input that was not read: where it stands, and why."""

    place: str
    reason: str
