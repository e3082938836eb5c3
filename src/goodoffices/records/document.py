"""What arrived, byte for byte, and its frozen text."""

from __future__ import annotations

from typing import Literal

import msgspec

from .moment import Moment

LineClass = Literal[
    "body", "headline", "summary", "subheading", "live-time",
    "caption", "credit", "notice", "navigation", "promotion", "related", "duplicate",
]  # fmt: skip
KEPT: frozenset[str] = frozenset({"body", "headline", "summary", "subheading", "live-time"})


class Line(msgspec.Struct, frozen=True, rename={"kind": "class"}):
    """One line (text input) or block (HTML): 1-based line in the file, code points in the rendition."""

    line: int
    start: int
    end: int
    kind: LineClass
    why: str | None = None


class Segment(msgspec.Struct, frozen=True):
    """Characters [start, end) of the rendition came from bytes [first, last) of the document."""

    start: int
    end: int
    first: int
    last: int


class LiveEntry(msgspec.Struct, frozen=True):
    """One entry of a live page: characters [start, end) and the clock time that heads it."""

    start: int
    end: int
    time: Moment


class Rendition(msgspec.Struct, frozen=True):
    """Frozen NFC text of a document: every line kept and classed, and the way back to the raw bytes."""

    id: str
    document: str
    text: str
    language: str
    lines: tuple[Line, ...]
    segments: tuple[Segment, ...]
    entries: tuple[LiveEntry, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """One input: `id` is the SHA-256 of its bytes, `path` the name it came under (archives: `a.zip!b.txt`).

    `wire` lists the agencies the page itself credits for its text; `place` is the dateline's place as
    stated; `warnings` say what had to be guessed (encoding, date, language) and on what ground.
    """

    id: str
    path: str
    media_type: str
    encoding: str
    outlet: str
    title: str
    rendition: Rendition
    published: Moment | None = None
    place: str = ""
    wire: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    url: str = ""
