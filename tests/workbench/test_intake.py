"""What an intake gives: text as it came, the rest by way of the guarded reader, each refusal by name."""

from __future__ import annotations

import zipfile
from datetime import date

from goodoffices.errors import InputRefused
from goodoffices.records import Annotated, Document
from goodoffices.sources import Arrival
from goodoffices.sources.media import LARGEST
from goodoffices.workbench import intake as rooms
from goodoffices.workbench.intake import Intake, given, read_pages
from killers import PAGE, WORDS, paragraph, word


def folder(tmp_path):
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.html").write_text(PAGE)
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as packed:
        packed.writestr("d.docx", word(paragraph(WORDS)))
        packed.writestr("e.txt", WORDS)
        packed.writestr("f.txt", WORDS + "More.")
    return Intake.of((tmp_path,))


def names(found, tmp_path):
    return [item.path.removeprefix(f"{tmp_path}/") for item in found]


def test_only_text_is_read_without_a_guard(tmp_path):
    found = list(given(folder(tmp_path)))
    assert names(found, tmp_path) == ["a.txt", "b.html", "c.zip!d.docx", "c.zip!e.txt", "c.zip!f.txt"]
    assert [type(item) for item in found] == [Arrival, Document, Document, Document, Document]
    pages = list(read_pages(folder(tmp_path)))
    assert [type(page) for page in pages] == [Annotated] * 5


def test_text_alone_starts_no_other_process(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(
        "goodoffices.sources.guard.process.subprocess.Popen", lambda *call, **more: started.append(call)
    )
    (tmp_path / "a.txt").write_text(WORDS)
    (page,) = read_pages(Intake.of((tmp_path,)))
    assert isinstance(page, Annotated)
    assert started == []


def test_the_same_bytes_twice_are_said(tmp_path):
    found = {name: item for item, name in ((item, item.path.rsplit("/", 1)[-1]) for item in given(folder(tmp_path)))}
    assert found["a.txt"].note == ""
    assert any("same bytes as" in said and "a.txt" in said for said in found["c.zip!e.txt"].warnings)
    assert not any("same bytes as" in said for said in found["c.zip!f.txt"].warnings)


def test_a_second_pass_reads_only_what_is_dated(tmp_path):
    intake = folder(tmp_path)
    days = {f"{tmp_path}/c.zip!f.txt": date(2031, 3, 1), f"{tmp_path}/b.html": date(2031, 3, 2)}
    found = list(given(intake, days))
    assert names(found, tmp_path) == ["b.html", "c.zip!f.txt"]
    assert [item.published.edtf() for item in found] == ["2031-03-02", "2031-03-01"]


def test_what_is_done_is_left_out_and_still_known(tmp_path):
    found = list(given(folder(tmp_path), skip=frozenset({f"{tmp_path}/a.txt", f"{tmp_path}/c.zip!f.txt"})))
    assert names(found, tmp_path) == ["b.html", "c.zip!d.docx", "c.zip!e.txt"]
    assert any("same bytes as" in said for said in found[2].warnings)


def test_missing_paths_huge_files_and_unread_kinds_are_refused_by_name(tmp_path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    (tmp_path / "z.txt").write_bytes(b"\x1f\x8b\x08\x00rest")
    found = list(given(Intake.of((tmp_path / "absent", tmp_path))))
    assert all(isinstance(item, InputRefused) for item in found)
    assert ["no such file" in found[0].reason, "MiB" in found[1].reason, "gzip" in found[2].reason] == [True] * 3


def test_a_page_from_the_network_keeps_its_address_and_charset(monkeypatch):
    sent = Arrival(
        "http://a.example/x",
        "<html><p>Стрільба вщухла".encode("koi8-u"),
        "text/html; charset=koi8-u",
        "http://a.example/y",
    )
    monkeypatch.setattr("goodoffices.sources.fetch.fetch", lambda address: sent)
    (found,) = given(Intake.of((), addresses=("http://a.example/x",)))
    assert (found.path, found.url) == ("http://a.example/x", "http://a.example/y")
    assert "Стрільба вщухла" in found.rendition.text
    assert rooms.terms_of(Intake.of((), language="uk")).saying.language == "uk"
