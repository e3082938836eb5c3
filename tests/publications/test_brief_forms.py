"""brief.pdf and brief.docx: printed from the outline that brief.md is printed from, whatever its texts hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from goodoffices.publications.brief import brief_of
from goodoffices.publications.brief_outline import outline_of
from goodoffices.publications.folder import publish
from goodoffices.publications.markdown import markdown_of
from goodoffices.publications.outline import (
    Heading,
    Item,
    Marks,
    Note,
    Outline,
    Paragraph,
    Table,
    Text,
    line_of,
    marks_text,
    one_line,
    strong,
)
from goodoffices.publications.paper import pdf_of
from goodoffices.publications.record import Record
from goodoffices.publications.word import docx_of

WORDS = st.text(max_size=60).map(one_line)
LINES = st.builds(
    lambda a, b, notes: line_of(a, strong(b), Marks(tuple(notes))), WORDS, WORDS, st.lists(st.integers(1, 9))
)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 3), WORDS),
    st.builds(Paragraph, LINES),
    st.builds(Item, LINES, st.integers(0, 1), st.integers(0, 3)),
    st.builds(lambda line: Table(("a", "b"), ((line, line),)), LINES),
)


def plain_line(line) -> str:
    """A line without any style, its marks as numbers in brackets."""
    return "".join(piece.text if isinstance(piece, Text) else marks_text(piece) for piece in line)


def shown(blocks) -> list[str]:
    """Every text of an outline, in order."""
    found = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Table):
            found.extend((*block.head, *(plain_line(cell) for row in block.rows for cell in row)))
        else:
            found.append(plain_line(block.line))
    return found


def in_word(raw: bytes) -> str:
    document = Document(io.BytesIO(raw))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_word_says_all_that_the_outline_says(record: Record, language: str) -> None:
    outline = outline_of(brief_of(record, language))
    text = in_word(docx_of(outline))
    assert [line for line in shown(outline.blocks) if line not in text] == []


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_paper_holds_every_heading_and_leads_from_numbers_to_notes(record: Record, language: str) -> None:
    outline = outline_of(brief_of(record, language))
    paper = PdfReader(io.BytesIO(pdf_of(outline)))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    headings = [block.text for block in outline.blocks if isinstance(block, Heading)]
    assert [heading for heading in headings if heading not in text] == []
    pages = [page.get_object().indirect_reference.idnum for page in paper.pages]
    links = [note.get_object() for page in paper.pages for note in page.get("/Annots", ())]
    assert {link["/Dest"].get_object()[0].idnum for link in links} <= set(pages)
    notes = sum(isinstance(block, Note) for block in outline.blocks)
    assert len(links) >= notes > 0
    assert paper.metadata is not None and paper.metadata.title == outline.title


@settings(max_examples=40, deadline=None)
@given(st.lists(BLOCKS, max_size=6))
def test_no_text_acts_as_markup_or_stops_a_form(blocks) -> None:
    outline = Outline("T", "en", tuple(blocks))
    text = in_word(docx_of(outline))
    assert [line for line in shown(blocks) if line not in text] == []
    assert markdown_of(outline).endswith("\n")
    assert pdf_of(outline).startswith(b"%PDF")


def test_what_looks_like_markup_of_the_setter_is_text() -> None:
    odd = '#panic("x") $x$ *a* _b_ <c> @d `e` \\ // # set page()'
    paper = PdfReader(io.BytesIO(pdf_of(Outline(odd, "en", (Paragraph(line_of(odd)),)))))
    assert '#panic("x") $x$ *a* _b_ <c> @d `e`' in paper.pages[0].extract_text()


def test_same_record_same_bytes_and_no_date_in_them(record: Record) -> None:
    outline = outline_of(brief_of(record, "en"))
    assert pdf_of(outline) == pdf_of(outline)
    assert docx_of(outline) == docx_of(outline)
    with zipfile.ZipFile(io.BytesIO(docx_of(outline))) as parts:
        assert {info.date_time[0] for info in parts.infolist()} == {1980}


def test_they_are_written_where_they_are_asked_for(record: Record, tmp_path) -> None:
    names = [path.name for path in publish(record, tmp_path, "en", ("docx", "pdf"))]
    assert {"brief.docx", "brief.pdf", "brief.md", "brief.html"} <= set(names)
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
