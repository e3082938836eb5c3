"""From arrivals to documents: what is read, what is said about it, what is refused."""

from __future__ import annotations

import time
from datetime import date

import pytest

from goodoffices.documents import document_of
from goodoffices.errors import InputRefused
from goodoffices.records import CaseSettings, CaseSource
from goodoffices.sources import Arrival, Saying

BODY = "The two delegations met on Tuesday in the old customs house, officials said.\nThey will meet again."


def read(text: str | bytes, settings: CaseSettings | None = None, media_type: str = "text/plain", **given):
    raw = text.encode() if isinstance(text, str) else text
    path = given.pop("path", "page.txt")
    return document_of(Arrival(path, raw, media_type), settings or CaseSettings(), Saying(**given))


def test_same_bytes_same_document():
    assert read(BODY) == read(BODY)
    assert read(BODY).id == read(BODY, path="elsewhere.txt").id


def test_blank_pages_are_refused():
    for raw in (b"", b" \n\t\n", "\u200b\n".encode()):
        with pytest.raises(InputRefused) as refusal:
            read(raw)
        assert refusal.value.path == "page.txt"
        assert refusal.value.remedy


def test_an_endless_line_is_refused_quickly():
    start = time.process_time()
    with pytest.raises(InputRefused, match=r"line 2.*characters"):
        read("A page.\n" + "word " * 10_000_000)
    assert time.process_time() - start < 5


def test_wrong_encoding_is_guessed_and_said():
    text = "Переговоры завершились поздно вечером, сообщил представитель посредника.\nСтороны не стали говорить с прессой.\n"
    for encoding in ("cp1251", "koi8-u", "cp866", "iso8859-5"):
        page = read(text.encode(encoding))
        assert page.rendition.text == text
        assert any("encoding guessed" in warning for warning in page.warnings)
        assert page.rendition.language == "ru"


def test_declared_encoding_that_does_not_fit_is_said():
    page = read(
        "Перемовини — тривають, і кінця їм не видно, кажуть учасники.\n".encode(),
        media_type="text/plain; charset=windows-1251",
    )
    assert "Перемовини" in page.rendition.text
    assert any("declared as cp1251" in warning for warning in page.warnings)


def test_a_file_cut_in_a_character_is_said():
    raw = ("Сторони домовилися. " * 20).encode()
    page = read(raw[:-2] + b"\xd0")
    assert any("cut off" in warning for warning in page.warnings)


def test_stray_bytes_are_shown_and_counted():
    page = read("Мовчання тривало годину. ".encode() * 9 + b"\xff\xfe ok.\n")
    assert "\ufffd" in page.rendition.text
    assert any("no UTF-8" in warning and "line 1" in warning for warning in page.warnings)


def test_hidden_characters_are_taken_out_and_named():
    page = read("The \u202edetsurt eb ot\u202c list has \u200btwelve names\u00ad, officials said.\nIt is final.")
    assert "\u202e" not in page.rendition.text
    assert "\u200b" not in page.rendition.text
    assert any("bidirectional" in warning and "line 1" in warning for warning in page.warnings)
    assert any("invisible" in warning for warning in page.warnings)


def test_joiners_that_scripts_need_stay():
    assert "\u200d" in read("می\u200cخواهم and क्\u200dष stand in this sentence, officials said.").rendition.text


def test_another_language_is_named_and_kept():
    page = read(
        "Delegacje spotkały się we wtorek i rozmawiały o jeńcach.\nRzecznik powiedział, że nie było przełomu.\n"
    )
    assert page.rendition.language == "pl"
    assert any("Polish" in warning for warning in page.warnings)
    assert page.rendition.lines


def test_the_caller_s_language_wins():
    assert read("Ja. Nein.", language="uk").rendition.language == "uk"


def test_publication_given_by_the_caller():
    page = read(BODY, published=date(2024, 5, 7), zone="Africa/Khartoum")
    assert (page.published.edtf(), page.published.basis, page.published.zone) == (
        "2024-05-07",
        "published",
        "Africa/Khartoum",
    )


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("Truce holds\nPublished 7 May 2024, 10:20\n" + BODY, "2024-05-07", "stated"),
        ("Truce holds\nUpdated 9 May 2024\nPublished 7 May 2024\n" + BODY, "2024-05-07", "stated"),
        ("Тиша на кордоні\n18 лютого 2026, 14:35\nСторони зустрілися вранці, повідомив посередник.\n", "2026-02-18", "stated"),
        ("Тишина\nОпубликовано 3 марта 2024\nСтороны встретились утром, сообщил посредник.\n", "2024-03-03", "stated"),
        ("Truce holds\nA man crosses a bridge, May 6, 2024. (AP Photo)\nGENEVA, May 7 (Reuters) - The two delegations met again.\nThey left.", "2024-05-07", "dateline"),
        ("Truce holds\nA man crosses a bridge in Aleppo, May 6, 2024. (AP Photo)\nThe two delegations met on Tuesday.\nThey left.", "2024-05-07", "inferred"),
        ("Truce holds\nA man crosses a bridge in Aleppo, May 6, 2024. (AP Photo)\nThe two delegations will meet on Tuesday.\nThey left.", "2024-05-06", "inferred"),
    ],
)  # fmt: skip
def test_publication_from_the_page(text, value, basis):
    published = read(text).published
    assert (published.edtf(), published.basis) == (value, basis)


def test_a_page_without_a_date_says_so():
    page = read(BODY)
    assert page.published is None
    assert any("no publication date" in warning for warning in page.warnings)


def test_an_anniversary_is_no_publication_date():
    assert (
        read("Ten years on\nThe war has gone on since 24 February 2022, officials said.\nTalks stall.").published
        is None
    )


def test_live_entries_have_days_and_zones():
    text = "Talks in Muscat: live\n\n00:40\nThe cars left the compound at last.\n23:10\nLights are on.\n18:05 GMT\nThe envoys arrived.\n"
    page = read(text, published=date(2024, 5, 8), zone="Asia/Muscat")
    assert [entry.time.edtf() for entry in page.rendition.entries] == [
        "2024-05-08T00:40+04:00", "2024-05-07T23:10+04:00", "2024-05-07T18:05Z",
    ]  # fmt: skip
    last = page.rendition.entries[-1]
    assert page.rendition.text[last.start : last.end] == "18:05 GMT\nThe envoys arrived."


def test_live_pages_that_run_forward():
    text = "Chronicle\n09:00\nDoors open, officials said.\n12:00\nLunch is served in two rooms.\n"
    entries = read(text, published=date(2024, 5, 8)).rendition.entries
    assert [entry.time.edtf() for entry in entries] == ["2024-05-08T09:00", "2024-05-08T12:00"]


def test_times_within_lines_make_a_live_page_of_three():
    text = "Хроніка\n14:35 – Делегації вийшли.\n14:10 – Перерва завершилася.\n13:00 – Перерва на обід.\n"
    page = read(text, published=date(2024, 5, 8), zone="Europe/Kyiv")
    assert [entry.time.edtf()[11:16] for entry in page.rendition.entries] == ["14:35", "14:10", "13:00"]
    assert {line.kind for line in page.rendition.lines[1:]} == {"body"}


def test_a_live_page_without_a_day_says_so():
    page = read("Live\n12:00\nIt began, officials said.\n11:00\nThey arrived.\n")
    assert page.rendition.entries == ()
    assert any("live page without a date" in warning for warning in page.warnings)


def test_dateline_wire_and_outlet():
    page = read(
        "Truce holds | Coast Tribune\nJEDDAH, May 7 (Reuters) - The two sides met again on Tuesday.\nThey left.\n(With input from Xinhua)"
    )
    assert page.place == "JEDDAH"
    assert page.wire == ("Reuters", "Xinhua")
    assert page.outlet == "Coast Tribune"
    assert page.title == "Truce holds"


def test_picture_credits_are_no_wire_credits():
    page = read("Truce holds at the river\nA man crosses a bridge in Aleppo, May 6, 2024\nReuters\n" + BODY)
    assert page.wire == ()


def test_the_case_file_names_the_outlet():
    source = CaseSource("Coast Tribune", match=("coast-tribune",), zone="Africa/Tripoli")
    page = read(BODY, CaseSettings(sources=(source,)), path="coast-tribune-2024.txt", published=date(2024, 5, 7))
    assert page.outlet == "Coast Tribune"
    assert page.published.zone == "Africa/Tripoli"


def test_an_unknown_outlet_is_left_empty_and_said():
    page = read(BODY)
    assert page.outlet == ""
    assert any("does not name its outlet" in warning for warning in page.warnings)


def test_an_outlet_from_a_file_name_is_said():
    page = read(BODY, path="www.coast-tribune.com_truce.txt")
    assert page.outlet == "coast-tribune.com"
    assert any("file name" in warning for warning in page.warnings)


@pytest.mark.parametrize(
    "hostile",
    ["(" * 50_000, "[" * 50_000, "\"" * 100_000, "a-" * 25_000, "A. " * 17_000, "1:" * 25_000, "Photo: " * 7_000,
     "<" * 50_000, "/ " * 25_000, "| a " * 12_000, "Ⅷ" * 50_000, "ab" * 25_000, "A B, " * 10_000, "of the " * 8_000,
     "\n".join(["“"] * 20_000), "\n".join(["12:00"] * 5_000), "\n".join(["Read also"] * 5_000), "\n".join(f"word {n} of the same five words" for n in range(4_000))],
)  # fmt: skip
def test_hostile_text_takes_no_time(hostile):
    start = time.process_time()
    read(f"Headline of the page\nA first paragraph that ends, officials said.\n{hostile}\nA last one, they said.")
    assert time.process_time() - start < 1.5
