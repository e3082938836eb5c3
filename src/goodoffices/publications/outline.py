"""A publication as an outline: headings, lines, lists and tables of short runs of text, written in any format.

Markdown, PDF and DOCX are printed from the same outline, so that they cannot come to say different things.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from .pages import cleaned

Style = Literal["plain", "strong", "emphasis"]


class Text(msgspec.Struct, frozen=True, tag=True):
    """Text of one style on one line, without markup of any format; spaces at its ends count."""

    text: str
    style: Style = "plain"


class Marks(msgspec.Struct, frozen=True, tag=True):
    """Numbers of notes; `more`: that others are left out here."""

    notes: tuple[int, ...]
    more: bool = False


Line = tuple[Text | Marks, ...]


class Heading(msgspec.Struct, frozen=True, tag=True):
    """A heading; level 1 is the title of the whole."""

    level: int
    text: str


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """A paragraph of one line."""

    line: Line


class Item(msgspec.Struct, frozen=True, tag=True):
    """An item of a list; `depth` counts from 0, `number` from 1 where the list is numbered."""

    line: Line
    depth: int = 0
    number: int = 0


class Table(msgspec.Struct, frozen=True, tag=True):
    """A table: the words of its head, and as many cells in every row."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Note(msgspec.Struct, frozen=True, tag=True):
    """What a number stands for."""

    number: int
    line: Line


Block = Heading | Paragraph | Item | Table | Note


class Outline(msgspec.Struct, frozen=True):
    """A publication in one language (en, uk, ru)."""

    title: str
    language: str
    blocks: tuple[Block, ...]


def one_line(text: str) -> str:
    """Text on one line, without characters that do not show."""
    return " ".join(cleaned(text).split())


def line_of(*pieces: str | Text | Marks | None) -> Line:
    """A line of pieces, of which empty ones are left out; plain strings are taken as they are."""
    found = (Text(piece) if isinstance(piece, str) else piece for piece in pieces if piece is not None)
    return tuple(piece for piece in found if (piece.text if isinstance(piece, Text) else piece.notes))


def strong(text: str) -> Text:
    """Text that stands out."""
    return Text(one_line(text), "strong")


def emphasis(text: str) -> Text:
    """Text that is set apart."""
    return Text(one_line(text), "emphasis")


def listed(items: Iterable[str]) -> str:
    """The items on one line, or a dash for none."""
    return ", ".join(one_line(item) for item in items) or "–"


def marks_text(marks: Marks) -> str:
    """The numbers in brackets."""
    return "".join(f"[{number}]" for number in marks.notes) + (" …" if marks.more else "")
