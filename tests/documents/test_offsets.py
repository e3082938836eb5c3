"""Every character of a rendition leads back to the bytes it came from."""

from __future__ import annotations

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.documents import document_of, raw_range
from goodoffices.errors import RecordError
from goodoffices.records import CaseSettings
from goodoffices.sources import Arrival, Saying

PLAIN = st.text(alphabet="abc Жїёé\u0301\u0306\u200b\u00ad\u202e“”\U0001f54a.,-\r\n\t1", min_size=1, max_size=80)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"]


def document(raw: bytes, media_type: str = "text/plain"):
    return document_of(Arrival("page", raw, media_type), CaseSettings(), Saying(language="en"))


def shown(source: str) -> str:
    return unicodedata.normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n"))


@given(PLAIN, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.data())
def test_ranges_of_text_lead_to_bytes_that_read_the_same(source, encoding, data):
    source = "Page of words. " + source
    raw = source.encode(encoding)
    read = document(raw)
    text = read.rendition.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = raw_range(read, raw, start, end)
    assert 0 <= first <= last <= len(raw)
    wanted = text[start:end]
    back = raw[first:last].decode(read.encoding, "strict" if "16" not in read.encoding else "surrogatepass")
    for odd in "\u200b\u00ad\u202e\ufeff":
        back = back.replace(odd, "")
    # A range that begins or ends inside a composed letter takes in the whole letter.
    assert wanted in shown(back) or shown(back) in ("", wanted)
    if start < end:
        assert len(shown(back)) <= len(wanted) + 2


def test_whole_lines_lead_to_whole_lines():
    source = "Заголовок сторінки\r\n\r\nПерший абзац — з тире.\r\nДругий.\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1251"):
        raw = source.encode(encoding)
        read = document(raw)
        for line in read.rendition.lines:
            first, last = raw_range(read, raw, line.start, line.end)
            assert raw[first:last].decode(read.encoding) == read.rendition.text[line.start : line.end]
        assert [line.line for line in read.rendition.lines] == [1, 3, 4]


def test_a_letter_written_as_two_characters_leads_to_both():
    raw = "cafe\u0301 open".encode()
    read = document(raw)
    assert read.rendition.text == "café open"
    first, last = raw_range(read, raw, 3, 4)
    assert raw[first:last].decode() == "e\u0301"


@given(
    st.lists(
        st.sampled_from(["Word", "&amp;", "&nbsp;", "é", "Київ", "&#8212;", "a<b>c</b>d", "&lt;x", "  \n "]),
        min_size=1,
        max_size=12,
    )
)
def test_html_characters_lead_to_their_source(parts):
    raw = f"<html><body><p>{' '.join(parts)} and here ends a sentence of the page.</p></body></html>".encode()
    read = document(raw, "text/html")
    text = read.rendition.text
    for at, letter in enumerate(text):
        first, last = raw_range(read, raw, at, at + 1)
        source = raw[first:last].decode()
        if letter.strip():
            assert html.unescape(source).strip() == letter
        else:
            assert not source or not html.unescape(source).strip() or "<" in source or source == " "


def test_html_blocks_know_their_line():
    raw = b"<html>\n<body>\n<p>First paragraph stands here.</p>\n\n<p>Second\nparagraph goes on.</p></body></html>"
    read = document(raw, "text/html")
    assert [line.line for line in read.rendition.lines] == [3, 5]
    second = read.rendition.lines[1]
    first, last = raw_range(read, raw, second.start, second.end)
    assert raw[first:last] == b"Second\nparagraph goes on."


def test_offsets_outside_are_refused():
    read = document(b"Some words.")
    for start, end in ((-1, 2), (5, 3), (0, 99)):
        with pytest.raises(RecordError):
            raw_range(read, b"Some words.", start, end)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_text(encoding):
    source = "Сторони домовилися про обмін полоненими, повідомив речник у вівторок.\n" * 4
    assert document(source.encode(encoding)).rendition.text == source
