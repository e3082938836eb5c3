"""Pages of the monitoring room: incidents narrowed, one with its sources and what it touches, levels that people give."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import orjson
import pytest
from small_case import watch

from goodoffices.records import CaseParty, CaseSettings
from goodoffices.workbench import Intake, Workbench


def rows(client: Any, query: str = "") -> list[str]:
    answer = client.get(f"/incidents.json{query}")
    return [row["id"] for row in orjson.loads(b"".join(answer.streaming_content))["rows"]]


def test_incidents_are_narrowed_by_level_act_region_day_and_side(client_of: Any) -> None:
    client = client_of("centre-reader")
    assert rows(client) == ["inc_w4", "inc_w3", "inc_w1"]
    assert rows(client, "?level=corroborated") == ["inc_w1"]
    assert rows(client, "?act=shelling") == ["inc_w4", "inc_w3"]
    assert rows(client, "?region=High+Ford") == ["inc_w3"]
    assert rows(client, "?day=2031-02-11&accused=aa") == ["inc_w4"]
    page = client.get("/incidents?act=shelling&lang=uk").content.decode()
    assert "обстріл" in page and "Арда" not in page and "Arda" in page
    assert page.count('class="incident"') == 2 and "Incidents" not in page
    assert b'href="/incidents' in client.get("/incidents").content
    assert b'href="/incidents"' not in client_of("press-officer").get("/today").content


def test_one_incident_shows_each_source_apart_what_it_touches_and_who_answered(client_of: Any) -> None:
    client = client_of("centre-reader")
    shown = orjson.loads(client.get("/incidents/inc_w1.json").content)
    assert [one["source"] for one in shown["sources"]] == ["mast seven", "village watch"]
    assert [(one["reading"], one["verdict"], one["by"]) for one in shown["touches"]] == [("mm", "within", "Mediator")]
    assert shown["answer"] == "none recorded"
    answered = orjson.loads(client.get("/incidents/inc_w4.json").content)
    assert (answered["answer"], answered["answered_in"], answered["unknown"]) == ("denied", ["w4"], ["w9"])
    page = client.get("/incidents/inc_w3").content.decode()
    assert "&lt;b&gt;Shells" in page and "<b>Shells" not in page
    assert '<form class="giving"' not in page
    assert '<form class="giving"' in client_of("centre-member").get("/incidents/inc_w3").content.decode()


@pytest.fixture
def watched(tmp_path: Path, serving: Any) -> str:
    """A case of its own, in which levels take two persons."""
    place = str(tmp_path / "case")
    settings = CaseSettings(name="Sector", parties=(CaseParty("aa", "Arda", side="aa"),), four_eyes=("decide",))
    with Workbench.create(place, Intake((), settings)) as bench:
        bench.add_room("centre", open_to_all=False)
        for name in ("vera", "oleh"):
            bench.member(name, "member", room="centre")
        watch(bench, tmp_path)
    serving(place)
    return place


def test_a_level_takes_a_reason_and_two_persons(client_of: Any, watched: str) -> None:
    vera, oleh = client_of("vera"), client_of("oleh")
    again = vera.post("/incidents/inc_w1/level", {"level": "verified", "why": " "})
    assert again.status_code == 400
    assert b'<option value="verified" selected>' in again.content and b'role="alert"' in again.content
    unknown = vera.post("/incidents/inc_w1/level", {"level": "certain", "why": "Two photographs"})
    assert unknown.status_code == 400 and b"Two photographs" in unknown.content
    given = {"level": "verified", "why": "Two photographs"}
    assert vera.post("/incidents/inc_w1/level", given).status_code == 302
    assert orjson.loads(vera.get("/incidents/inc_w1.json").content)["line"]["level"] == "corroborated"
    assert vera.post("/incidents/inc_w1/level", given).status_code == 400
    assert oleh.post("/incidents/inc_w1/level", given).status_code == 302
    shown = orjson.loads(oleh.get("/incidents/inc_w1.json").content)
    assert shown["line"]["level"] == "verified"
    assert [(one["who"], one["proposed"]) for one in shown["decisions"]] == [("vera", True), ("oleh", False)]
    assert b"Two photographs" in oleh.get("/incidents/inc_w1").content
    assert rows(oleh, "?at=2031-01-01&level=verified") == ["inc_w1"]
    assert rows(oleh, "?at=2020-01-01") == []
    assert vera.post("/incidents/inc_w9/level", given).status_code == 404
    assert b"Take this back" in oleh.get("/incidents/inc_w1").content
    for one in (vera, oleh):
        assert one.post("/incidents/inc_w1/level", {"level": "restored", "why": "Other place"}).status_code == 302
    assert orjson.loads(vera.get("/incidents/inc_w1.json").content)["line"]["level"] == "corroborated"
    assert b"Take this back" not in vera.get("/incidents/inc_w1").content


def test_commitments_are_judged_anew_by_what_people_decided(client_of: Any, watched: str) -> None:
    vera, oleh = client_of("vera"), client_of("oleh")
    same = vera.post("/commitments/judge")
    assert b"0 lines" in same.content and b'class="incident fresh"' not in same.content
    for one in (vera, oleh):
        one.post("/incidents/inc_w1/level", {"level": "out-of-scope", "why": "An accident"})
    (held, *_) = csv.DictReader(io.StringIO(sheet(vera)))
    assert (held["verdict"], held["within"]) == ("breached", "1")
    anew = vera.post("/commitments/judge").content
    assert b"1 line" in anew and b'class="incident fresh"' in anew and b"changed" in anew
    (held, *_) = csv.DictReader(io.StringIO(sheet(vera)))
    assert (held["verdict"], held["within"]) == ("kept", "0")


def sheet(client: Any) -> str:
    answer = client.get("/commitments.csv")
    assert answer["Content-Type"].startswith("text/csv")
    return b"".join(answer.streaming_content).decode()


def test_commitments_show_the_verdict_of_each_reading_with_the_effort_it_rests_on(client_of: Any) -> None:
    client = client_of("centre-reader")
    (line,) = orjson.loads(b"".join(client.get("/commitments.json").streaming_content))["rows"]
    assert (line["commitment"], line["reading"], line["verdict"], line["within"]) == ("quiet", "mm", "breached", 1)
    assert [(one["label"], one["count"]) for one in line["accused"]] == [("Arda", 1)]
    assert line["hours"] == 19 * 24
    page = client.get("/commitments?lang=ru").content.decode()
    assert "нарушено" in page and "/incidents?incident=inc_w1" in page and "456" in page
    assert "Ostrel" not in client_of("press-officer").get("/commitments").content.decode()
