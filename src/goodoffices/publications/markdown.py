"""An outline as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .brief import brief_of
from .brief_outline import outline_of
from .outline import Block, Heading, Item, Line, Marks, Note, Outline, Paragraph, Table, Text, marks_text
from .record import Record

_MEANING = re.compile(r"([\\`*_\[\]<>#|~&])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")
_STYLES = {"plain": "", "strong": "**", "emphasis": "*"}


def brief_markdown(record: Record, language: str) -> str:
    """The brief of a record; numbers in brackets lead to the notes, which name outlet, line and words."""
    return markdown_of(outline_of(brief_of(record, language)))


def markdown_of(outline: Outline) -> str:
    """The Markdown of an outline; nothing in its texts acts as markup."""
    written: list[str] = []
    before: type[Block] | None = None
    for block in outline.blocks:
        kind = type(block)
        if before is not None and not (kind is before and kind in (Item, Note)):
            written.append("")
        written.extend(_lines(block))
        before = kind
    return "\n".join(written) + "\n"


def escaped(text: str) -> str:
    """Text with everything that Markdown or HTML would act on escaped."""
    if _MEANING.search(text):
        text = _MEANING.sub(r"\\\1", text)
    return _LEADING.sub(r"\1\\\2", text) if text and not text[0].isalpha() else text


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {escaped(text)}"
        case Paragraph(line):
            yield _line(line)
        case Item(line, depth, number):
            yield f"{'  ' * depth}{f'{number}.' if number else '-'} {_line(line)}".rstrip()
        case Note(number, line):
            yield f"- [{number}] {_line(line)}"
        case Table(head, rows):
            yield "| " + " | ".join(escaped(text) for text in head) + " |"
            yield "|" + " --- |" * len(head)
            for row in rows:
                yield "| " + " | ".join(_line(cell) for cell in row) + " |"


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Text | Marks) -> str:
    if isinstance(piece, Marks):
        return marks_text(piece)
    sign = _STYLES[piece.style]
    return f"{sign}{escaped(piece.text)}{sign}"
