"""HTML pages: main text told apart, everything kept and classed, nothing hangs."""

from __future__ import annotations

import time

import pytest

from goodoffices.documents import document_of
from goodoffices.errors import InputRefused
from goodoffices.records import KEPT, CaseSettings
from goodoffices.sources import Arrival

PARAGRAPHS = [
    "The two delegations met on Tuesday in the old customs house by the harbour, and they stayed until late in the evening.",
    "“Nobody slammed a door,” the mediator told reporters on the steps, adding that a list of forty names had changed hands.",
    "A second meeting is planned for Thursday, although neither side would say where it is to take place or who will attend it.",
    "The truce has held since the spring, with eleven violations recorded by the monitors along the river and none in the city.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Envoys trade lists | Coast Tribune</title>
<meta property="og:site_name" content="Coast Tribune"><link rel="canonical" href="https://coast.example/lists">
<meta property="article:published_time" content="2024-05-07T10:20:00Z"><script>var x = "<p>no text</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Envoys trade lists</h1><figure><img src="a.jpg"><figcaption>The customs house. Reuters</figcaption></figure>
{paragraphs}<p>Read also: Who keeps the lists</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">A bridge opens</a></li></ul></aside>
<footer>&copy; 2024 Coast Tribune</footer></body></html>"""


def source(paragraphs=PARAGRAPHS) -> str:
    return PAGE.replace("{paragraphs}", "".join(f"<p>{text}</p>\n" for text in paragraphs))


def read(text: str | bytes):
    raw = text.encode() if isinstance(text, str) else text
    return document_of(Arrival("page.html", raw, "text/html"), CaseSettings())


def kept(page, *kinds):
    return [page.rendition.text[line.start : line.end] for line in page.rendition.lines if line.kind in (kinds or KEPT)]


def test_main_text_and_what_stands_around_it():
    page = read(source())
    assert kept(page, "body") == PARAGRAPHS
    assert kept(page, "headline") == ["Envoys trade lists"]
    assert kept(page, "caption") == ["The customs house. Reuters"]
    assert kept(page, "related") == ["Read also: Who keeps the lists", "Most read"]
    assert "Home" in kept(page, "navigation")
    assert not any("no text" in line for line in kept(page, "body", "navigation"))


def test_what_the_page_says_of_itself():
    page = read(source())
    assert (page.title, page.outlet, page.url) == ("Envoys trade lists", "Coast Tribune", "https://coast.example/lists")
    assert (page.published.edtf(), page.published.basis) == ("2024-05-07", "stated")
    assert page.media_type == "text/html"


def test_every_class_but_body_has_a_reason():
    for line in read(source()).rendition.lines:
        assert (line.why is None) == (line.kind == "body")


def test_half_a_page_is_read_and_said():
    whole = source()
    page = read(whole[: whole.index("neither side would")])
    assert any("half a download" in warning for warning in page.warnings)
    assert PARAGRAPHS[0] in kept(page)


def test_declared_encodings():
    text = source(["Делегації зустрілися у вівторок у старій митниці біля гавані й лишалися там до пізнього вечора, кажуть учасники."] * 1
                  + ["Друга зустріч запланована на четвер, але жодна сторона не сказала, де саме вона відбудеться і хто на ній буде."])  # fmt: skip
    page = read(text.replace("utf-8", "windows-1251").encode("cp1251"))
    assert page.encoding == "cp1251"
    assert page.rendition.language == "uk"
    assert any("митниці" in line for line in kept(page))


def test_deep_markup_is_read_by_its_lines():
    start = time.process_time()
    page = read("<html><body>" + "<div>" * 50_000 + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</body></html>")
    assert time.process_time() - start < 3
    assert kept(page, "body") == PARAGRAPHS
    assert any("nested" in warning for warning in page.warnings)


def test_pages_without_text_are_refused():
    with pytest.raises(InputRefused, match="without any text"):
        read("<html><head><script>load()</script></head><body><div id=app></div></body></html>")


def test_pages_too_large_are_refused_quickly():
    start = time.process_time()
    with pytest.raises(InputRefused, match="HTML page of"):
        read("<html><body><p>" + "word " * 4_000_000)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "hostile",
    ["<a " * 20_000, "<a \"" * 15_000, "<a '" * 15_000, "<" * 60_000, "&" * 60_000, "&#" * 30_000, "<!--" * 15_000, "<![CDATA[" * 6_000,
     "<script>" * 8_000, "<p>x" * 3_000, "</div>" * 10_000, "<a href=\"" + "x" * 60_000, "<meta " + "a=b " * 15_000, "<title>" + "t" * 60_000, "<b>" * 3_000],
)  # fmt: skip
def test_hostile_markup_takes_no_time(hostile):
    start = time.process_time()
    read("<html><body>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + hostile)
    assert time.process_time() - start < 6


def test_a_tag_with_countless_attributes_is_read_by_its_lines():
    marks = " ".join(f"a{number}=1" for number in range(300_000))
    page = read(f"<p {marks}>The delegations met in Muscat for six hours.</p>")
    assert "The delegations met in Muscat for six hours." in page.rendition.text
    assert any("attributes" in warning for warning in page.warnings)
