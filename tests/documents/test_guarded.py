"""What the guarded child answers, asked in this process: inspections, documents one by one, and where it stops."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from goodoffices.documents import guarded
from goodoffices.documents.guarded import answering, stop_after
from goodoffices.documents.inspecting import inspected
from goodoffices.errors import InputRefused
from goodoffices.sources import Saying
from goodoffices.sources.guard import child
from goodoffices.sources.guard.answers import ANSWERS, Done, Inspected, Job, Opening, Refused, Terms
from goodoffices.sources.guard.child import answers, encoded
from goodoffices.sources.guard.inspection import Inspection
from goodoffices.sources.media import DOCX
from killers import KILLERS, PAGE, WORDS, cell, jpeg, paper, paragraph, printed, word, workbook, zipped


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    """The process of the tests has loaded far more than a guarded child ever does."""
    monkeypatch.setattr(guarded, "worn", lambda: False)


def never() -> bool:
    return False


def look(name: str, raw: bytes, enough=never) -> Inspection:
    return inspected(name, raw, Terms(), enough)


def ask(raw: bytes, want: str = "documents", **more) -> list:
    return list(answers("a.zip", answering(Terms(), Job("a.zip", want, "", **more), raw)))


SMALL = ("far-cell", "false-dimension", "deep-word", "word-laughs", "escaping-names", "huge-png", "nul", "invalid", "bidi",
         "half-utf-16", "html-as-pdf", "open-quote", "text-and-zip")  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_verdicts_do_not_depend_on_where_the_reader_runs(name):
    killer = KILLERS[name]
    assert look(killer.file, killer.make()).status == killer.status


def test_a_kind_that_is_refused_is_named_where_it_is_known():
    found = look("a.txt", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert (found.status, found.media_type) == ("refused", DOCX)
    assert found.name_disagrees.startswith("named .txt")
    with pytest.raises(InputRefused, match="gzip"):
        look("a.gz", b"\x1f\x8b\x08")


def test_pictures_tables_and_papers():
    shown = look("a.jpg", jpeg()).shown()
    assert (shown["status"], shown["width"], shown["height"], "language" in shown) == ("read", 16, 12, False)
    found = look("a.xlsx", workbook(cell("A1") + cell("B2")))
    assert (found.rows, found.columns, found.sheets[0].name) == (2, 2, "Data")
    found = look("a.csv", b"a,b\n1,2,3\n1,2,3,4\n")
    assert (found.rows, found.columns, found.warnings) == (3, 4, ("2 rows are wider than those above them",))
    found = look("a.pdf", paper([printed(WORDS), b""]))
    assert (found.pages, found.encoding, found.status) == (2, None, "read")
    assert any("may be pictures" in warning for warning in found.warnings)
    assert look("a.csv", b"\n\n").reason == "nothing but white space"


def test_an_archive_names_what_it_holds_and_what_it_lacks():
    raw = zipped(
        {"a.txt": WORDS.encode(), "b.html": PAGE.encode(), "c.bin": bytes(99), "d.txt": WORDS.encode()[:-1] + b"\xd0"}
    )
    found = look("a.zip", raw)
    assert (found.status, found.documents) == ("partial", 3)
    assert [member.path for member in found.members] == ["a.txt", "b.html", "d.txt"]
    assert [part.place.split(",")[0] for part in found.left_out] == ["c.bin", "d.txt"]
    assert look("a.zip", zipped({f"{n:03}": bytes(50) for n in range(150)} | {"z.txt": WORDS.encode()})).left_out[-1].reason.startswith("50 ")  # fmt: skip
    assert look("a.zip", zipped({"a.bin": bytes(50)})).reason.startswith("nothing in it can be read")


def test_time_that_is_up_ends_an_archive():
    turns = iter([False, True])
    found = look("a.zip", zipped({"a.txt": WORDS.encode(), "b.txt": WORDS.encode()}), lambda: next(turns))
    assert (found.documents, found.left_out[0].reason) == (1, "the time for one file is up")
    assert stop_after(1000.0)() is False
    assert stop_after(-1.0)() is True


def test_documents_come_one_by_one_and_can_be_gone_on_with(monkeypatch):
    raw = zipped({"a.txt": WORDS.encode(), "b.bin": bytes(99), "c.docx": word(paragraph(WORDS))})
    first, second, third = ask(raw)
    assert isinstance(second, Refused)
    assert [answer.document.path for answer in (first, third)] == ["a.zip!a.txt", "a.zip!c.docx"]
    assert ask(raw, skip=2) == [third]
    monkeypatch.setattr(guarded, "worn", lambda: True)
    assert ask(raw, skip=1) == [second, Done(worn=True, more=True)]


def test_whatever_a_reader_trips_over_is_the_refusal_of_one_file(monkeypatch):
    def tripping(error):
        def read(*given):
            raise error

        return read

    raw = zipped({"a.txt": WORDS.encode(), "b.txt": WORDS.encode()})
    for error, said in ((ValueError("x"), "gave up (ValueError)"), (RecursionError(), "nested too deep")):
        monkeypatch.setattr(guarded, "read", tripping(error))
        found = ask(raw)
        assert [answer.path for answer in found] == ["a.zip!a.txt", "a.zip!b.txt"]
        assert said in found[0].reason
    monkeypatch.setattr(guarded, "read", tripping(MemoryError()))
    refused, done = ask(raw)
    assert ("more memory" in refused.reason, done) == (True, Done(worn=True, more=True))


def test_a_paper_is_a_document_of_its_text():
    (opening,) = ask(word(paragraph(WORDS)))
    assert isinstance(opening, Opening)
    assert (opening.document.media_type, opening.raw) == (DOCX, b"")
    assert opening.document.rendition.text == WORDS.strip() + "\n"
    (found,) = ask(b"PK\x03\x04")
    assert isinstance(found, Refused)


def test_what_is_said_of_a_page_reaches_its_document():
    raw = zipped({"a.txt": WORDS.encode(), "b.txt": (WORDS + "Second.").encode()})
    said = Saying(date(2031, 3, 1), "Africa/Khartoum", "uk")
    for answer in ask(raw, saying=said):
        assert answer.document.rendition.language == "uk"
        assert (answer.document.published.edtf(), answer.document.published.zone) == ("2031-03-01", "Africa/Khartoum")
    (dated,) = ask(raw, days={"a.zip!b.txt": date(2031, 3, 2)})
    assert (dated.document.path, dated.document.published.edtf()) == ("a.zip!b.txt", "2031-03-02")
    (sent,) = ask(
        "<html><p>Стрільба вщухла".encode("koi8-u"), media_type="text/html; charset=koi8-u", url="https://a.example/b"
    )
    assert (sent.document.url, "Стрільба вщухла" in sent.document.rendition.text) == ("https://a.example/b", True)


def test_answers_travel_as_they_are():
    (answer,) = ask(PAGE.encode(), "inspection")
    assert isinstance(answer, Inspected)
    assert ANSWERS.decode(encoded(answer, "a")) == answer
    (document,) = ask(WORDS.encode())
    assert isinstance(document, Opening)
    assert ANSWERS.decode(encoded(document, "a")) == document
    spoilt = Inspected(Inspection("read", title="\ud800"))
    assert "lone surrogates" in ANSWERS.decode(encoded(spoilt, "a")).reason


def test_a_child_is_not_worn_by_little(monkeypatch):
    monkeypatch.setattr(child, "memory_held", lambda: 1)
    monkeypatch.setattr(child.time, "process_time", lambda: 1.0)
    assert child.worn() is False
    monkeypatch.setattr(child, "memory_held", lambda: 1 << 30)
    assert child.worn() is True


def test_a_picture_in_an_archive():
    whole = io.BytesIO()
    Image.new("RGB", (4, 3)).save(whole, "PNG")
    assert look("a.zip", zipped({"b/x.txt": WORDS.encode(), "b/x.dat": whole.getvalue()})).documents == 2
