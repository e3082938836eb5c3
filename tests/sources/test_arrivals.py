"""Folders, archives and feeds: every input arrives or is refused by name, nothing stops the rest."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from goodoffices.errors import InputRefused
from goodoffices.sources import Arrival, files
from goodoffices.sources.arrivals import unpacked
from goodoffices.sources.media import DOCX, PDF


def split(found):
    found = list(found)
    good = [item for item in found if isinstance(item, Arrival)]
    return good, [item for item in found if isinstance(item, InputRefused)]


def arriving(path):
    for file in files([path]):
        yield from unpacked(str(file), file.read_bytes())


def packed(members: dict[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return whole.getvalue()


def test_folders_in_name_order_without_furniture(tmp_path):
    for name in (
        "b.txt",
        "a.txt",
        "deep/c.html",
        "SOURCE.txt",
        "LICENSE",
        ".hidden.txt",
        "style.css",
        "case.toml",
        ".git/x.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("<html><p>Page</p></html>" if name.endswith("html") else f"Page {name}")
    good, bad = split(arriving(tmp_path))
    assert [item.path.removeprefix(str(tmp_path) + "/") for item in good] == ["a.txt", "b.txt", "deep/c.html"]
    assert [item.media_type for item in good] == ["text/plain", "text/plain", "text/html"]
    assert bad == []


def test_what_is_named_outright_is_read_whatever_its_name(tmp_path):
    file = tmp_path / "SOURCE.txt"
    file.write_text("Where the pages came from.")
    assert [item.raw for item in arriving(file)] == [b"Where the pages came from."]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("empty.txt", b"", "empty file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "PNG"),
        ("slides.txt", packed({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "office document"),
        ("list.txt", packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        ("noise.txt", bytes(range(256)) * 20, "binary"),
        ("tape.txt", b"\x01\x02\x03\x04\x05\x06" * 200, "control characters"),
        ("packed.html", b"\x1f\x8b\x08\x00rest", "gzip"),
        ("data.xml", b"<?xml version='1.0'?><table><row/></table>", "neither RSS nor Atom"),
    ],
)
def test_no_pages_are_refused_by_name(tmp_path, name, raw, reason):
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "zz.txt").write_text("A page.")
    good, bad = split(arriving(tmp_path))
    assert [item.raw for item in good] == [b"A page."]
    assert len(bad) == 1
    assert bad[0].path.endswith(name)
    assert reason in bad[0].reason
    assert bad[0].remedy


def test_papers_arrive_as_they_are_whatever_their_name():
    word = packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert next(unpacked("paper.html", b"%PDF-1.7 ...")).media_type == PDF
    assert next(unpacked("memo.txt", word)).media_type == DOCX
    assert [item.media_type for item in unpacked("all.zip", packed({"memo.docx": word, "a.txt": b"Page."}))] == [
        "text/plain",
        DOCX,
    ]
    stored = packed({"memo.docx": word, "a.txt": b"Page."}, zipfile.ZIP_STORED)
    assert [item.path for item in unpacked("all.zip", stored)] == ["all.zip!a.txt", "all.zip!memo.docx"]


def test_content_goes_before_the_name():
    assert next(unpacked("page.txt", b"<!DOCTYPE html><html><p>x</p></html>")).media_type == "text/html"
    assert next(unpacked("page.html", b"No markup at all.")).media_type == "text/plain"
    assert next(unpacked("page", "Текст".encode("utf-16"))).media_type == "text/plain"


def test_archives_with_folders_and_archives_inside():
    inner = packed({"deep.txt": b"Innermost page."})
    raw = packed({"one/a.txt": b"First page.", "b.zip": inner, "__MACOSX/x.txt": b"no", "empty.txt": b""})
    good, bad = split(unpacked("all.zip", raw))
    assert [(item.path, item.raw) for item in good] == [
        ("all.zip!b.zip!deep.txt", b"Innermost page."),
        ("all.zip!one/a.txt", b"First page."),
    ]
    assert [item.path for item in bad] == ["all.zip!empty.txt"]


def test_archive_members_that_point_outside_are_refused():
    raw = packed({"../up.txt": b"x", "/root.txt": b"x", "C:/drive.txt": b"x", "ok.txt": b"Page."})
    good, bad = split(unpacked("all.zip", raw))
    assert [item.path for item in good] == ["all.zip!ok.txt"]
    assert len(bad) == 3
    assert all("points outside" in item.reason for item in bad)


def test_links_in_archives_are_no_files():
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("ok.txt", "Page.")
    good, bad = split(unpacked("all.zip", whole.getvalue()))
    assert [item.path for item in good] == ["all.zip!ok.txt"]
    assert "symbolic link" in bad[0].reason


def test_lone_surrogates_in_broken_feeds_are_replaced():
    broken = RSS.replace(b"Short.", b"&#xD800; &#57343; \xed\xa0\x80 <unclosed>")
    good, bad = split(unpacked("feed.xml", broken))
    assert [item.title for item in good][:1] == ["Truce holds & lasts"]
    assert bad


def test_bombs_are_refused_and_the_rest_is_read():
    start = time.process_time()
    raw = packed({"bomb.txt": b"0" * (60 << 20), "ok.txt": b"Page."})
    good, bad = split(unpacked("all.zip", raw))
    assert [item.path for item in good] == ["all.zip!ok.txt"]
    assert "times its size" in bad[0].reason
    assert time.process_time() - start < 5


def test_archives_in_archives_without_end():
    raw = packed({"page.txt": b"Page."})
    for _ in range(6):
        raw = packed({"inner.zip": raw})
    good, bad = split(unpacked("deep.zip", raw))
    assert good == []
    assert "deep" in bad[0].reason


def test_half_an_archive_is_refused():
    raw = packed({f"{number}.txt": b"Page %d" % number for number in range(50)})
    _, bad = split(unpacked("all.zip", raw[: len(raw) // 2]))
    assert "damaged archive" in bad[0].reason
    assert "half a download" in bad[0].remedy


def test_damaged_members_do_not_stop_the_others():
    raw = bytearray(packed({"a.txt": b"First page." * 30, "b.txt": b"Second page."}, zipfile.ZIP_STORED))
    raw[raw.index(b"First")] ^= 0xFF
    good, bad = split(unpacked("all.zip", bytes(raw)))
    assert [item.path for item in good] == ["all.zip!b.txt"]
    assert "damaged member" in bad[0].reason


RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast</title>
<item><title>Truce holds &amp; lasts</title><link>https://coast.example/1</link>
<pubDate>Tue, 07 May 2024 10:20:00 +0300</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The truce holds, officials said.</p>]]></content:encoded></item>
<item><title>Second</title><description>Plain words of the second entry.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><entry><title>Talks end</title>
<link rel="alternate" href="https://coast.example/2"/><published>2024-05-08T09:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They ended at <b>noon</b>.</p></div></content></entry></feed>"""


def test_feeds_give_an_arrival_an_entry():
    good, bad = split(unpacked("feed.xml", RSS))
    assert bad == []
    assert [(item.path, item.title, item.url) for item in good] == [
        ("feed.xml!1", "Truce holds & lasts", "https://coast.example/1"),
        ("feed.xml!2", "Second", ""),
    ]
    assert good[0].published == "2024-05-07T10:20:00+03:00"
    assert good[0].media_type.startswith("text/html")
    assert good[1].raw.decode() == "Second\n\nPlain words of the second entry.\n"


def test_atom_with_markup_inside():
    (entry,) = unpacked("feed.atom", ATOM)
    assert b"<p>They ended at <b>noon</b>.</p>" in entry.raw
    assert (entry.url, entry.published) == ("https://coast.example/2", "2024-05-08T09:00:00Z")


def test_a_feed_cut_short_gives_what_came():
    good, bad = split(unpacked("feed.xml", RSS[: RSS.index(b"words of")]))
    assert [item.title for item in good] == ["Truce holds & lasts", "Second"]
    assert "breaks off" in good[1].note
    assert bad[0].place.startswith("line ")


def test_feeds_that_declare_entities_are_refused():
    raw = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    good, bad = split(unpacked("feed.xml", raw))
    assert good == []
    assert "entities" in bad[0].reason
