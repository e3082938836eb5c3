"""Highlighting: the text survives every pile of claims, each claim has one target, hostile text stays quick."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser
from port_sable import page

from goodoffices.publications.pages import DEPTH, PageLine, Place, cleaned, page_lines, shown
from goodoffices.records import Document, Line, Rendition

TEXT = "Line one says this.\n\nLine three & <more> says that.\nThe end.\n"
spots = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 30)).map(lambda at: (at[0], min(at[0] + at[1], len(TEXT))))


def places(spans: list[tuple[int, int]]) -> list[Place]:
    distinct = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    return [Place(start, end, (f"c{number}",), "back", "hint") for number, (start, end) in enumerate(distinct)]


def parsed(lines: list[PageLine]) -> parser.HtmlElement:
    return parser.fragment_fromstring("".join(f"<p>{line.html}</p>" for line in lines), create_parent="div")


@given(st.lists(spots, max_size=40))
def test_no_letter_is_lost_and_every_claim_has_one_target(spans: list[tuple[int, int]]) -> None:
    document, marked = page("x.txt", "en", "Sable Courier", TEXT), places(spans)
    found = parsed(page_lines(document, marked, "back"))
    for arrow in found.xpath("//a[@class='bk']"):
        arrow.drop_tree()
    assert "".join(found.text_content().split()) == "".join(TEXT.split())
    assert sorted(found.xpath("//@id")) == sorted(place.anchors[0] for place in marked)
    assert all(len(list(mark.iterancestors("mark"))) < DEPTH for mark in found.xpath("//mark"))


@given(st.lists(spots, min_size=1, max_size=3))
def test_a_claim_on_one_line_covers_its_words(spans: list[tuple[int, int]]) -> None:
    document, marked = page("x.txt", "en", "Sable Courier", TEXT), places(spans)
    found = parsed(page_lines(document, marked, "back"))
    for place in marked:
        words = TEXT[place.start : place.end]
        (target,) = found.xpath("//*[@id=$ident]", ident=place.anchors[0])
        if words.strip() and "\n" not in words and target.tag == "mark":
            pieces = [target, *found.xpath("//mark[@data-of=$ident]", ident=place.anchors[0])]
            covered = "".join(text for piece in pieces for text in piece.xpath(".//text()[not(ancestor::a)]"))
            assert "".join(words.split()) == "".join(covered.split())


def test_text_between_the_lines_is_shown() -> None:
    text = "one two three"
    document = Document(
        "d", "x", "text/plain", "utf-8", "", "", Rendition("r", "d", text, "en", (Line(2, 4, 7, "body"),), ())
    )
    assert [(line.line, str(line.html)) for line in page_lines(document, [], "back")] == [
        (0, "one "),
        (2, "two"),
        (0, " three"),
    ]


@given(st.text())
def test_nothing_shown_can_be_markup_or_turn_the_text(text: str) -> None:
    html = shown(text)
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff\x00") & set(html)
    found = parser.fragment_fromstring(html, create_parent="p")
    assert {child.tag for child in found.iter()} <= {"p", "span"}
    cleaned(text).encode("utf-8")


def test_fifty_thousand_hostile_characters_are_quick() -> None:
    for text in ("<" * 50_000, "\u202e" * 50_000, "&amp;" * 10_000, "\n" * 50_000, "a\u200b" * 25_000):
        document = page("x.txt", "en", "", text)
        before = time.process_time()
        page_lines(document, places([(n, n + 40) for n in range(0, len(text) - 40, 7)]), "back")
        assert time.process_time() - before < 10  # a fraction of a second, but for the tracing of coverage
