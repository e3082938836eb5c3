"""The brief in Chromium: it draws, its script runs under its own policy, links land, it prints on A4."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import pytest
from lxml import html as parser
from port_sable import small_record

from goodoffices.publications.html import brief_html


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(brief_html(small_record(), "uk"), encoding="utf-8")
    return path


def complaints(stderr: str) -> list[str]:
    """What the page itself complained of: console messages, refused styles and scripts, failed requests."""
    return [line for line in stderr.splitlines() if "CONSOLE" in line or "Refused to" in line or "net::ERR" in line]


def test_runs_without_a_complaint_and_shows_its_controls(page: Path, browse) -> None:  # type: ignore[no-untyped-def]
    done = browse(page, "--dump-dom", fragment=small_record().claims[0].id)
    assert not complaints(done.stderr)
    found = parser.document_fromstring(done.stdout)
    (tools,) = found.xpath("//*[@id='tools']")
    assert tools.get("hidden") is None
    assert len(found.xpath("//mark[@id]")) >= 10


def test_draws_without_scripts_too(page: Path, browse, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    still, shot = tmp_path / "still.html", tmp_path / "shot.png"
    text = page.read_text(encoding="utf-8")
    still.write_text(re.sub(r"<script>.*?</script>", "", text, flags=re.S), encoding="utf-8")
    assert '<div class="tools" id="tools" hidden>' in text
    browse(still, f"--screenshot={shot}", "--window-size=1280,1000")
    width, height, rows = picture(shot.read_bytes())
    assert (width, height) == (1280, 1000)
    assert rows > 200


PROBE = """<script>
const seen = [document.documentElement.scrollWidth <= innerWidth];
const press = key => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
press("j"); press("j"); seen.push(location.hash.slice(1) === document.querySelectorAll("mark[id]")[1].id);
press("k"); seen.push(location.hash.slice(1) === document.querySelectorAll("mark[id]")[0].id);
const choose = document.getElementById("by-page"); choose.value = "B"; choose.dispatchEvent(new Event("change"));
const rows = [...document.querySelectorAll("[data-p]")];
seen.push(rows.some(row => row.classList.contains("off")));
seen.push(rows.every(row => row.classList.contains("off") !== row.dataset.p.split(" ").includes("B")));
press("?"); seen.push(document.getElementById("keys").open);
document.title = seen.join(" ");
</script></body>"""


def test_fits_a_telephone_and_obeys_its_keys(page: Path, browse, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    probe = tmp_path / "probe.html"
    # The probe runs a script of its own, so it lifts the policy of the page under test.
    text = re.sub(r"<meta http-equiv=[^>]*>", "", page.read_text(encoding="utf-8"))
    probe.write_text(text.replace("</body>", PROBE), encoding="utf-8")
    found = parser.document_fromstring(browse(probe, "--dump-dom", "--window-size=500,900").stdout)
    assert found.findtext(".//title").split() == ["true"] * 6


def test_prints_on_a4(page: Path, browse, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    paper = tmp_path / "brief.pdf"
    browse(page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    content = paper.read_bytes()
    assert content.startswith(b"%PDF-")
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", content)
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            boxes += re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", zlib.decompress(packed))
        except zlib.error:
            continue
    assert 2 <= len(boxes) <= 12
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}


def picture(png: bytes) -> tuple[int, int, int]:
    """Width, height and the number of different raw rows of a PNG: a blank page has next to none."""
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    packed = b"".join(chunk for kind, chunk in chunks(png) if kind == b"IDAT")
    raw = zlib.decompress(packed)
    row = len(raw) // height
    return width, height, len({raw[start : start + row] for start in range(0, len(raw), row)})


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG (RFC 2083)."""
    found, here = [], 8
    while here < len(png):
        size, kind = struct.unpack(">I4s", png[here : here + 8])
        found.append((kind, png[here + 8 : here + 8 + size]))
        here += 12 + size
    return found
