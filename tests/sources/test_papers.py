"""The text of PDF and Word files."""

from __future__ import annotations

import io
import random
import zlib

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.documents import document_of, raw_range
from goodoffices.documents.papers import page_of
from goodoffices.errors import InputRefused
from goodoffices.records import CaseSettings, digest_of
from goodoffices.sources import Arrival
from goodoffices.sources.media import DOCX, PDF
from goodoffices.sources.papers import Paper, paper_of
from goodoffices.sources.papers.paragraphs import paragraphs
from killers import WORDS, cyclic_pages, paper, paragraph, pdf, printed, stream, word, zipped


def never() -> bool:
    return False


def read(raw: bytes, kind: str = PDF, enough=never) -> Paper:
    return paper_of(Arrival("a", raw, kind), enough)


def test_printed_lines_become_paragraphs():
    raw = paper([printed(
        "Envoys meet in Muscat", "The talks lasted six hours on Thurs-", "day, officials said after a long day", "in the port.",
        "They will meet again before the month", "is over.",
    )])  # fmt: skip
    assert read(raw).text == (
        "Envoys meet in Muscat\n\nThe talks lasted six hours on Thursday, officials said after a long day in the port.\n\n"
        "They will meet again before the month is over.\n"
    )


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["One line that is long enough to be full, and", "its end."], ["One line that is long enough to be full, and its end."]),
        (["A heading", "The first line of a paragraph that is long", "ends here."], ["A heading", "The first line of a paragraph that is long ends here."]),
        (["cease\u00ad", "fire and a truce"], ["ceasefire and a truce"]),
        (["the Armenia-", "Azerbaijan border was quiet"], ["the Armenia- Azerbaijan border was quiet"]),
        (["", " ", ""], []),
    ],
)  # fmt: skip
def test_paragraphs(lines, whole):
    assert paragraphs(lines) == whole


@given(st.lists(st.text(max_size=60), max_size=12))
def test_no_letter_is_lost_or_made_up_in_joining(lines):
    letters = [mark for mark in "".join(lines) if mark.isalnum()]
    assert [mark for mark in "".join(paragraphs(lines)) if mark.isalnum()] == letters


def test_pages_that_cannot_be_read_are_named_and_the_others_kept():
    objects = paper([printed(WORDS)] * 3).replace(b"/Contents 7 0 R", b"/Contents 99999999999 0 R")
    found = read(objects)
    assert found.pages == 3
    assert found.text.count("Muscat") >= 2


def test_time_that_is_up_leaves_the_rest_out():
    answers = iter([False, False, True])
    found = read(paper([printed(WORDS)] * 5), enough=lambda: next(answers))
    assert found.text.count("Muscat") == 2
    assert [(part.place, part.reason) for part in found.left_out] == [("pages 3 to 5", "the time for one file is up")]
    assert "left out: pages 3 to 5" in found.note()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.7", "damaged PDF|without pages"),
        (cyclic_pages(), "damaged PDF|without pages"),
        (paper([b""]), "without text"),
        (paper([zlib.compress(b"q Q")[:-3]], "/Filter/FlateDecode"), "without text"),
        (pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 0/Kids[]>>"}), "without pages"),
        (pdf({1: stream(b"x")}), "damaged PDF|without pages"),
    ],
)
def test_papers_without_anything_to_read_are_refused(raw, said):
    with pytest.raises(InputRefused, match=said):
        read(raw)


def test_a_word_file_of_its_own_program():
    whole = io.BytesIO()
    made = docx.Document()
    made.core_properties.title = "Lists traded"
    made.add_heading("Envoys trade lists", 1)
    made.add_paragraph("Forty names changed hands.")
    made.add_table(1, 2).cell(0, 1).text = "In a table."
    made.save(whole)
    found = read(whole.getvalue(), DOCX)
    assert found.title == "Lists traded"
    assert found.text == "# Envoys trade lists\n\nForty names changed hands.\n\nIn a table.\n"


def test_what_stands_in_a_word_file_but_not_on_the_page():
    body = (
        "<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText><w:t>ever </w:t></w:r></w:del>"
        "<w:r><w:t>met</w:t><w:br/><w:t>twice</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>"
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Choice>'
        "<mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    found = read(word(body), DOCX)
    assert found.text == "They met\ntwice -\n\nBox\n\nhidden\n"
    assert [warning.split(" ")[1] for warning in found.warnings] == ["deletions", "passages"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (word(""), "without text"),
        (zipped({"[Content_Types].xml": b"<x/>"}), "without word/document.xml"),
        (word(paragraph(WORDS))[:500], "damaged office document"),
        (zipped({"word/document.xml": b"<w><unclosed>"}), "without text"),
        (zipped({"word/document.xml": b" " * (6 << 20)}), "times its size"),
    ],
)
def test_word_files_that_cannot_be_read_are_refused(raw, said):
    with pytest.raises(InputRefused, match=said):
        read(raw, DOCX)


def test_a_paper_is_a_document_under_its_own_name_and_digest():
    raw = paper([printed("Envoys meet in Muscat", "", "The talks lasted six hours on Thursday, officials said.")])
    arrival = Arrival("a.pdf", raw, PDF)
    document = document_of(page_of(arrival, paper_of(arrival, never)), CaseSettings())
    assert (document.id, document.path, document.media_type) == (digest_of(raw), "a.pdf", PDF)
    assert document.rendition.document == document.id
    assert raw_range(document, raw, 0, 6) == (0, len(raw))
    with pytest.raises(InputRefused, match="guarded"):
        document_of(arrival, CaseSettings())


@pytest.mark.parametrize("seed", range(12))
def test_damage_of_any_kind_is_a_refusal_or_a_gap(seed):
    chance = random.Random(seed)
    for whole, kind in ((paper([printed(WORDS)] * 2), PDF), (word(paragraph(WORDS) * 3), DOCX)):
        for _ in range(12):
            raw = bytearray(whole)
            for _ in range(chance.choice((1, 3, 20))):
                raw[chance.randrange(len(raw))] = chance.choice((0, 32, 60, 62, 255, 48))
            try:
                assert read(bytes(raw[: chance.choice((len(raw), chance.randrange(len(raw))))]), kind).text
            except InputRefused as refusal:
                assert refusal.reason
