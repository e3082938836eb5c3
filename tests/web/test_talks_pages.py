"""The pages of the talks: from a value to its words, forms that keep what was typed, and nothing of a closed room."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workbench" / "case"))

from talks_case import talks_case

KEY = "geneva-2031-04-09"
FORM = {"kind": "position", "round": KEY, "room": "joint", "party": "south", "issue": "withdrawal", "stance": "rejects"}


@pytest.fixture(scope="module")
def table(case: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of talks with every room and office; its keys lie beside those of the small case."""
    base = tmp_path_factory.mktemp("table")
    assert os.environ["GOODOFFICES_KEYS"]
    talks_case(str(base / "case"), base / "made").close()
    return str(base / "case")


@pytest.fixture
def at_table(table: str, serving: Any, client_of: Any) -> Any:
    serving(table)
    return client_of


def test_a_round_leads_from_each_value_to_its_words(at_table: Any) -> None:
    page = at_table("rae").get(f"/talks/rounds/{KEY}").content.decode()
    assert "<meter" in page and "These accounts cannot all hold." in page and "not stated" in page
    link = re.search(r'href="(/documents/[^"]+)#(clm_[a-z2-7]+)"', page)
    assert link and f'id="{link[2]}"' in at_table("rae").get(link[1]).content.decode()
    for language, word in (("uk", "не зазначено"), ("ru", "не указано")):
        assert word in at_table("rae").get(f"/talks/rounds/{KEY}?lang={language}").content.decode()


def test_a_form_makes_an_entry_and_a_bad_one_comes_back_with_what_was_typed(at_table: Any) -> None:
    rae = at_table("rae")
    bad = rae.post("/talks/keep", {**FORM, "text": "no line of ten kilometres", "firmness": "hard"})
    shown = bad.content.decode()
    assert bad.status_code == 400 and "no line of ten kilometres" in shown and "firmness" in shown
    assert 'role="alert"' in shown
    good = rae.post(
        "/talks/keep", {**FORM, "text": "no line of ten kilometres", "firmness": "firm", "time": "2031-04-09T11:20"}
    )
    assert good.status_code == 302 and good["Location"].startswith(f"/talks/rounds/{KEY}")
    grid = rae.get("/talks/positions").content.decode()
    assert "no line of ten kilometres" in grid and "entered at the table" in grid and "press record" in grid
    rows = json.loads(b"".join(rae.get("/talks/positions.json").streaming_content))["rows"]
    assert {(row["basis"], row["stance"]) for row in rows} >= {("entered", "rejects"), ("press", "rejects")}
    (ident,) = re.findall(r"/talks/entries/(ent_[a-z2-7]{26})", grid)[:1]
    assert rae.post(f"/talks/entries/{ident}/amend", {"text": "another", "why": ""}).status_code == 400
    moved = rae.post(f"/talks/entries/{ident}/amend", {"text": "no line of twelve kilometres", "why": "misheard"})
    assert moved.status_code == 302
    page = rae.get(moved["Location"]).content.decode()
    assert "no line of twelve kilometres" in page and "no line of ten kilometres" in page and "misheard" in page
    assert rae.get(f"/talks/entries/{ident}").status_code == 404


@pytest.mark.parametrize(
    "form, start", [("docx", b"PK"), ("akn", b"<?xml"), ("ics", b"BEGIN:VCALENDAR"), ("json", b"{")]
)
def test_a_round_is_given_out_in_the_formats_of_others(at_table: Any, form: str, start: bytes) -> None:
    answer = at_table("rae").get(f"/talks/rounds/{KEY}/file?as={form}")
    assert answer.status_code == 200 and answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{KEY}.')
    assert at_table("rae").get(f"/talks/rounds/{KEY}/file?as=exe").status_code == 404


def test_a_party_sees_no_trace_of_the_others_room_and_who_may_not_add_has_no_form(at_table: Any, table: str) -> None:
    sam, nora = at_table("sam"), at_table("nora")
    addresses = [
        "/talks",
        "/talks.json",
        f"/talks/rounds/{KEY}",
        f"/talks/rounds/{KEY}.json",
        "/talks/positions.csv",
        "/today?since=2020-01-01",
    ]

    def shown() -> list[bytes]:
        answers = [nora.get(address) for address in addresses]
        return [b"".join(one.streaming_content) if one.streaming else one.content for one in answers]

    before = shown()
    made = sam.post("/talks/keep", {"kind": "note", "round": KEY, "room": "party:south", "text": "our last word"})
    assert made.status_code == 302
    clock = re.compile(rb'at=[^"&]+|name="csrfmiddlewaretoken" value="[^"]+"|value="\d{16}"')
    for address, now, then in zip(addresses, shown(), before, strict=True):
        assert clock.sub(b"", now).splitlines() == clock.sub(b"", then).splitlines(), address
    ident = re.search(r"#(ent_[a-z2-7]+)$", made["Location"])
    assert ident and sam.get(f"/talks/entries/{ident[1]}").status_code == 200
    closed, nothing = nora.get(f"/talks/entries/{ident[1]}"), nora.get("/talks/entries/ent_" + "a" * 26)
    assert (closed.status_code, closed.content) == (nothing.status_code, nothing.content) == (404, nothing.content)
    refused = nora.post("/talks/keep", {"kind": "note", "round": KEY, "room": "party:south", "text": "x"})
    missing = nora.post("/talks/keep", {"kind": "note", "round": KEY, "room": "party:west", "text": "x"})
    assert (refused.status_code, refused.content) == (missing.status_code, missing.content)
    assert at_table("ona").get("/talks/enter").status_code == 403


def test_opening_to_another_room_shows_who_will_see_it_first(at_table: Any) -> None:
    lea = at_table("lea")
    made = lea.post("/talks/keep", {"kind": "note", "round": KEY, "room": "mediator", "text": "a bridge text"})
    ident = made["Location"].partition("#")[2]
    assert "joint" in lea.get(f"/talks/entries/{ident}/open").content.decode()
    seen = lea.get(f"/talks/entries/{ident}/open?to=joint").content.decode()
    assert "nora" in seen and "sam" in seen and "rae" not in seen.partition("Will see it")[2]
    assert at_table("nora").get(f"/talks/entries/{ident}").status_code == 404
    assert lea.post(f"/talks/entries/{ident}/open-to", {"to": "joint", "why": ""}).status_code == 400
    assert lea.post(f"/talks/entries/{ident}/open-to", {"to": "joint", "why": "agreed"}).status_code == 302
    assert at_table("nora").get(f"/talks/entries/{ident}").status_code == 200


def test_what_was_entered_as_a_next_step_is_due_on_the_page_of_the_morning(at_table: Any) -> None:
    rae = at_table("rae")
    step = {"kind": "step", "round": KEY, "room": "joint", "who": "south"}
    for what, due in (("lists of names", "2031-04-20"), ("a visit to the pass", ""), ("old maps", "2031-04-01")):
        assert rae.post("/talks/keep", {**step, "what": what, "due": due}).status_code == 302, what
    part = rae.get("/today").content.decode().partition('id="ahead"')[2].partition("</section>")[0]
    assert part.index("lists of names") < part.index("a visit to the pass") and "20 April 2031" in part
    assert "Sudland" in part and "old maps" not in part and "no day stated" in part
    rows = json.loads(rae.get("/today.json").content)["due"]["steps"]
    assert [row["what"] for row in rows] == ["lists of names", "a visit to the pass"]
    assert "lists of names" not in at_table("pub").get("/today").content.decode()


def test_the_rooms_of_a_form_begin_with_the_table_and_end_with_the_monitoring_room(at_table: Any) -> None:
    form = at_table("lea").get("/talks/enter").content.decode()
    offered = re.findall(r'<option value="([^"]*)"', form.partition('id="f-room"')[2].partition("</select>")[0])
    assert offered == ["joint", "mediator", "press", "centre"]


def test_an_undertaking_leads_to_its_commitment_for_whoever_may_read_those(at_table: Any) -> None:
    form = {
        "kind": "undertaking",
        "round": KEY,
        "room": "joint",
        "party": "south",
        "text": "no strikes",
        "commitment": "quiet",
    }
    assert at_table("rae").post("/talks/keep", form).status_code == 302
    link = 'href="/commitments#commitment-quiet"'
    assert link in at_table("lea").get(f"/talks/rounds/{KEY}").content.decode()
    seen = at_table("ona").get(f"/talks/rounds/{KEY}").content.decode()
    assert "no strikes" in seen and link not in seen


def test_an_entry_leads_back_to_its_round_by_name(at_table: Any) -> None:
    rae = at_table("rae")
    made = rae.post("/talks/keep", {"kind": "note", "round": KEY, "room": "joint", "text": "a word"})
    shown = rae.get(f"/talks/entries/{made['Location'].partition('#')[2]}").content.decode()
    crumbs = shown.partition('class="crumbs"')[2].partition("</nav>")[0]
    assert re.search(rf'/talks/rounds/{KEY}">Geneva talks', crumbs), crumbs


def test_a_second_person_confirms_or_refuses_on_the_page_of_moves(
    case: str, tmp_path_factory: pytest.TempPathFactory, serving: Any, client_of: Any
) -> None:
    base = tmp_path_factory.mktemp("four")
    talks_case(str(base / "case"), base / "made", four_eyes=True).close()
    serving(str(base / "case"))
    lea, stan, nora = client_of("lea"), client_of("stan"), client_of("nora")
    made = lea.post("/talks/keep", {"kind": "note", "round": KEY, "room": "mediator", "text": "a bridge text"})
    ident = made["Location"].partition("#")[2]
    asked = lea.post(f"/talks/entries/{ident}/open-to", {"to": "joint", "why": "both asked"})
    assert asked["Location"] == "/moves"
    (address,) = re.findall(r'action="(/moves/[^"]+/confirm)"', lea.get("/moves").content.decode())
    alone = lea.post(address)
    assert alone.status_code == 400 and "somebody else confirms" in alone.content.decode()
    assert "both asked" not in nora.get("/moves").content.decode()
    asks = stan.get("/moves?lang=uk").content.decode()
    assert "a bridge text" in asks and "Побачать ті, хто зараз не бачить" in asks and "nora" in asks
    waits = "1 opening waits for a second person"
    assert waits in stan.get("/today?lang=en").content.decode()
    assert all(waits not in one.get("/today?lang=en").content.decode() for one in (lea, nora))
    assert nora.post(address).status_code in (403, 404)
    assert nora.get(f"/talks/entries/{ident}").status_code == 404
    assert stan.post(address)["Location"] == "/moves"
    assert nora.get(f"/talks/entries/{ident}").status_code == 200
    rows = json.loads(b"".join(stan.get("/moves.json").streaming_content))["rows"]
    assert [(row["state"], row["who"], row["second"]) for row in rows] == [("done", "lea", "stan")]
    assert stan.post(address).status_code == 404
    other = lea.post(f"/talks/entries/{ident}/open-to", {"to": "press", "why": "to all"})
    (address,) = re.findall(r'action="(/moves/[^"]+/confirm)"', lea.get(other["Location"]).content.decode())
    assert stan.post(address, {"refuse": "1"}).status_code == 302
    assert "refused" in stan.get("/moves").content.decode()


CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@sable\r\nDTSTART:20310411T080000Z\r\nDTEND:20310411T100000Z\r\n"
    "SUMMARY:Third sitting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_a_calendar_becomes_entries_and_a_broken_one_is_refused_with_what_was_chosen(at_table: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    rae = at_table("rae")
    typed = {"round": KEY, "room": "joint"}
    bad = rae.post("/talks/calendar/take", {**typed, "calendar": SimpleUploadedFile("a.ics", b"no calendar")})
    page = bad.content.decode()
    assert bad.status_code == 400 and "a.ics" in page and re.search(rf'value="{KEY}" selected', page)
    none = rae.post("/talks/calendar/take", typed)
    assert none.status_code == 400 and "choose one .ics file" in none.content.decode()
    good = rae.post("/talks/calendar/take", {**typed, "calendar": SimpleUploadedFile("a.ics", CALENDAR.encode())})
    (entry,) = re.findall(r'href="(/talks/entries/ent_[a-z2-7]{26})"', good.content.decode())
    assert good.status_code == 200 and rae.get(entry).status_code == 200
    assert at_table("ona").get("/talks/calendar").status_code == 403
