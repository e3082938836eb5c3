"""Hostile files through the guarded reader: the right verdict, in time, in little memory, and the reader goes on."""

from __future__ import annotations

import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from goodoffices.documents import document_of
from goodoffices.errors import InputRefused
from goodoffices.records import CaseSettings
from goodoffices.sources import Arrival
from goodoffices.sources.guard import GuardedReader, Opened
from killers import (
    KILLERS,
    PAGE,
    WORDS,
    cell,
    paper,
    paragraph,
    printed,
    remote,
    remote_feed,
    word,
    workbook,
    zipped,
)


@pytest.fixture(scope="module")
def reader():
    with GuardedReader() as running:
        yield running


def as_file(name: str, raw: bytes) -> Opened:
    return Opened(name, raw, hashlib.sha256(raw).hexdigest())


def peak_of(reader: GuardedReader) -> int:
    """MiB the running child had at most; 0 when none runs."""
    if not reader.running:
        return 0
    status = Path(f"/proc/{reader.running}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


@pytest.mark.parametrize("name", sorted(KILLERS))
def test_killers_get_their_verdict_in_time_and_memory(reader, name):
    killer = KILLERS[name]
    file = as_file(killer.file, killer.make())
    start = time.perf_counter()
    found = reader.inspection(file)
    assert time.perf_counter() - start < 30
    assert found.status == killer.status
    told = [
        found.reason,
        found.name_disagrees,
        *found.warnings,
        *(f"{part.place} {part.reason}" for part in found.left_out),
    ]
    assert any(killer.said in said for said in told)
    assert (found.sha256, found.bytes, found.path) == (file.sha256, len(file.raw), killer.file)
    assert peak_of(reader) < 768


def test_the_last_row_of_the_last_column_is_one_row(reader):
    found = reader.inspection(as_file("a.xlsx", KILLERS["far-cell"].make()))
    assert (found.rows, found.columns) == (2, 16_384)
    assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [("Data", 2)]


@pytest.mark.parametrize(
    ("name", "raw", "facts"),
    [
        ("a.txt", WORDS.encode() * 3, {"media_type": "text/plain", "language": "en", "encoding_basis": "utf-8"}),
        ("a.html", PAGE.encode(), {"media_type": "text/html", "title": "Talks", "language": "en"}),
        ("a.csv", b"id;what\n1;met\n\n2;parted\n", {"rows": 3, "columns": 2, "encoding": "utf-8"}),
        ("a.xlsx", workbook(cell("A1") + cell("C3")), {"rows": 2, "columns": 3}),
        ("a.docx", word(paragraph(WORDS) + paragraph(WORDS)), {"language": "en", "lines": 2}),
        ("a.pdf", paper([printed(WORDS), printed(WORDS)]), {"pages": 2, "language": "en"}),
        ("a.zip", zipped({"a.txt": WORDS.encode(), "b.html": PAGE.encode()}), {"documents": 2}),
        ("a.txt", "Сторони не домовилися, повідомив у вівторок речник посередника.".encode("cp1251"), {"encoding": "cp1251", "encoding_basis": "guessed"}),
    ],
)  # fmt: skip
def test_what_is_told_of_each_kind(reader, name, raw, facts):
    shown = reader.inspection(as_file(name, raw)).shown()
    assert shown["status"] == "read"
    assert {key: shown.get(key) for key in facts} == facts


@pytest.mark.parametrize("kind", ["a.docx", "a.xlsx", "a.zip", "a.pdf", "a.html", "a.csv"])
def test_files_cut_anywhere_are_told_from_whole_ones_or_read_as_far_as_they_go(reader, kind):
    whole = {
        "a.docx": word(paragraph(WORDS) * 30),
        "a.xlsx": workbook("".join(cell(f"A{number}") for number in range(1, 200))),
        "a.zip": zipped({"a.txt": WORDS.encode() * 40, "b.txt": WORDS.encode() * 50}),
        "a.pdf": paper([printed(WORDS)] * 9),
        "a.html": PAGE.encode(),
        "a.csv": b"id,what\n" * 100,
    }[kind]
    for share in (0.3, 0.6, 0.97):
        found = reader.inspection(as_file(kind, whole[: int(len(whole) * share)]))
        assert found.status in (
            ("refused",) if kind in ("a.docx", "a.xlsx", "a.zip") else ("read", "partial", "refused")
        )
        assert found.reason or found.status != "refused"


def test_nothing_in_a_page_makes_it_ask_the_network(reader):
    asked = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        assert reader.inspection(as_file("a.html", remote(address))).status in ("read", "partial")
        assert reader.inspection(as_file("a.xml", remote_feed(address))).status == "read"
        body = f'{paragraph(WORDS)}<xi:include href="{address}/x"/>'
        assert reader.inspection(as_file("a.docx", word(body))).status == "read"
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


def test_documents_are_those_that_are_read_without_a_guard(reader):
    for name, raw, kind in (("a.txt", WORDS.encode() * 5, "text/plain"), ("b.html", PAGE.encode(), "text/html")):
        ((document, bytes_read),) = reader.documents(as_file(name, raw))
        assert document == document_of(Arrival(name, raw, kind), CaseSettings())
        assert bytes_read == raw


def test_an_archive_gives_each_document_with_its_own_bytes(reader):
    raw = zipped({"a.txt": WORDS.encode(), "empty.txt": b"", "c.docx": word(paragraph(WORDS))})
    first, second, third = reader.documents(as_file("all.zip", raw))
    assert (first[0].path, first[1]) == ("all.zip!a.txt", WORDS.encode())
    assert (
        (third.path, "empty" in third.reason) == ("all.zip!empty.txt", True)
        if isinstance(third, InputRefused)
        else True
    )
    assert {item[0].media_type.rsplit(".", 1)[-1] for item in (first, second, third) if isinstance(item, tuple)} == {"text/plain", "document"}  # fmt: skip


def test_a_reader_goes_on_after_a_file_that_ended_it(tmp_path):
    with GuardedReader() as reader:
        assert reader.inspection(as_file("a.txt", WORDS.encode())).status == "read"
        first = reader.running
        reader.close()
        assert reader.inspection(as_file("a.txt", WORDS.encode())).status == "read"
        assert reader.running != first
        assert reader.started == 2
