"""An outline as DOCX (ECMA-376), for those who go on editing it: same outline, same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from .outline import Block, Heading, Item, Line, Marks, Note, Outline, Paragraph, Table, marks_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: a file's date would say when it was made, and differ from copy to copy."""


def docx_of(outline: Outline) -> bytes:
    """The DOCX of an outline, in the styles that every word processor knows."""
    import docx  # loads a template that most runs have no use for

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.language, properties.author = outline.title, outline.language, ""
    properties.comments = ""
    properties.created = properties.modified = datetime(*_ALWAYS)
    for block in outline.blocks:
        _add(document, block)
    return _undated(document)


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(text, level)
        case Paragraph(line):
            _write(document.add_paragraph(), line)
        case Item(line, depth, number):
            style = "List Bullet 2" if depth else "Normal" if number else "List Bullet"
            paragraph = document.add_paragraph(style=style)
            if number:  # numbers of its own: a list of Word goes on counting from the one before it
                paragraph.add_run(f"{number}. ")
            _write(paragraph, line)
        case Note(number, line):
            paragraph = document.add_paragraph(style="Normal")
            paragraph.add_run(f"[{number}] ")
            _write(paragraph, line)
        case Table(head, rows):
            table = document.add_table(1, len(head), style="Table Grid")
            for cell, word in zip(table.rows[0].cells, head, strict=True):
                cell.paragraphs[0].add_run(word).bold = True
            for row in rows:
                for cell, line in zip(table.add_row().cells, row, strict=True):
                    _write(cell.paragraphs[0], line)
            document.add_paragraph()


def _write(paragraph: WordParagraph, line: Line) -> None:
    for piece in line:
        if isinstance(piece, Marks):
            paragraph.add_run(marks_text(piece))
            continue
        run = paragraph.add_run(piece.text)
        run.bold = True if piece.style == "strong" else None
        run.italic = True if piece.style == "emphasis" else None


def _undated(document: Document) -> bytes:
    made, whole = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for info in parts.infolist():
            packed.writestr(zipfile.ZipInfo(info.filename, _ALWAYS), parts.read(info), zipfile.ZIP_DEFLATED)
    return whole.getvalue()
