"""The bulletin from the command line: counts, verdicts, corrections, layers, and what is wrong with its files."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from bulletin_ground import ROWS, Sector


@pytest.fixture
def sector(tmp_path: Path) -> Sector:
    return Sector(tmp_path)


def counts(data, by):
    (tally,) = [one for one in data["tallies"] if one["by"] == by]
    return {row["key"]: (row["now"], row["before"]) for row in tally["rows"]}


def test_counts_stand_against_as_long_a_time_before(sector):
    result = sector.bulletin("out")
    assert result.exit_code == 0, result.output
    data = sector.data("out")
    assert [one["id"] for one in data["incidents"]] == ["i3", "i4", "i6", "i5"]
    assert counts(data, "act") == {"drone-strike": (1, 0), "shelling": (1, 1), "strike": (1, 1)}
    assert counts(data, "region") == {"": (1, 1), "Kalyna": (2, 1)}
    assert counts(data, "level")["withdrawn"] == (1, 0)
    assert data["before"] == 2
    assert data["watches"] == [
        {"kind": "patrol", "now": 1890, "before": 2400, "seen": True},
        {"kind": "denied", "now": 210, "before": 0, "seen": False},
    ]
    assert [(one["place"], one["by"], one["note"]) for one in data["restrictions"]] == [
        ("Ferry road", "north", "turned back")
    ]


def test_verdicts_are_those_of_periods_that_touch_the_day(sector):
    sector.bulletin("out")
    (period,) = sector.data("out")["periods"]
    assert (period["reading"], period["verdict"], period["ends"]) == ("south", "breached", None)
    assert (period["within"], period["recent_within"]) == (3, 2)
    assert period["reason"] == ["confirmed", 2, "corroborated"]


def test_with_reports_the_level_follows_from_owners_and_sensors(sector):
    reports = "id,side,owner,kind,polarity,text\n" + "".join(
        f"{ident},,{owner},{kind},asserted,\n"
        for ident, owner, kind in (
            ("r1", "a", ""),
            ("r2", "a", ""),
            ("r3", "a", ""),
            ("r4", "b", "camera"),
            ("r5", "b", ""),
        )
    )
    sector.bulletin("out", rows="".join(ROWS.values()))
    out = sector.folder / "levels.jsonl"
    done = sector.run(
        "comply", sector.folder / "incidents.csv", "--commitments", sector.folder / "commitments.toml", "--out", out,
        "--reports", sector.write("reports.csv", reports),
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    levels = {
        line["incident"]: line["level"] for line in map(json.loads, out.read_bytes().splitlines()) if "incident" in line
    }
    assert levels == {
        "i1": "alleged", "i2": "alleged", "i3": "corroborated", "i4": "alleged", "i5": "verified", "i6": "withdrawn",
    }  # fmt: skip


def test_a_layer_is_drawn_with_source_and_the_latest_day_before_the_end(sector):
    sector.bulletin("out")
    layers = sector.data("out")["layers"]
    assert [(one["source"], one["day"]) for one in layers] == [
        ("the north's staff", "2031-01-31"),
        ("the south's staff", "2031-01-29"),
    ]
    page = (sector.folder / "out" / "bulletin.en.html").read_text("utf-8")
    assert page.count("<clipPath") == 2
    said = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "line of contact, as drawn by the south&#39;s staff, 2031-01-29 (3 days old)" in said


def test_the_next_bulletin_corrects_the_one_before(sector):
    first = "".join(ROWS[name] for name in ("i1", "i3"))
    assert sector.bulletin("one", rows=first, at="2031-01-31T06:00Z").exit_code == 0
    later = ROWS | {"i1": ROWS["i1"].replace("48.1,", "48.12,").replace("corroborated", "verified")}
    assert sector.bulletin("two", "--previous", sector.folder / "one", rows="".join(later.values())).exit_code == 0
    data = sector.data("two")
    told = {one["about"]: one for one in data["corrections"]}
    assert told["i1"]["what"] == "changed"
    assert [field for field, _, _ in told["i1"]["changes"]] == ["place", "level"]
    assert told["i2"]["what"] == "added"
    assert told["energy · north"]["changes"] == [["verdict", "kept", "undetermined"], ["recent-within", "0", "1"]]
    assert "energy · south" in told
    assert set(told) == {"i1", "i2", "energy · north", "energy · south"}


def test_an_incident_that_another_took_in_is_joined_not_withdrawn(sector):
    sector.bulletin("one", rows=ROWS["i1"] + ROWS["i2"], at="2031-01-31T06:00Z")
    joined = ROWS["i1"].replace("i1,r1;r2", "i0,r0;r1;r2")
    sector.bulletin("two", "--previous", sector.folder / "one", rows=joined + ROWS["i3"])
    told = {one["about"]: one["what"] for one in sector.data("two")["corrections"] if one["what"] != "verdict"}
    assert told == {"i1": "joined", "i2": "withdrawn"}


def test_an_estimate_that_moves_a_little_is_no_correction(sector):
    sector.bulletin("one", rows=ROWS["i1"], at="2031-01-31T06:00Z")
    moved = ROWS["i1"].replace("48.1,37.2,300", "48.1003,37.2002,310").replace("T10:00:00Z,", "T10:00:20Z,", 1)
    moved = moved.replace("10:00:00Z,48", "10:00:20Z,48")
    sector.bulletin("two", "--previous", sector.folder / "one", rows=moved)
    assert sector.data("two")["corrections"] == []
    assert "Nothing in the bulletins compared has changed" in (sector.folder / "two/bulletin.en.md").read_text("utf-8")


def test_a_place_on_the_prime_meridian_is_a_place(sector):
    there = ROWS["i1"].replace("48.1,37.2,", "48.1,0,")
    sector.bulletin("one", rows=there, at="2031-01-31T06:00Z")
    sector.bulletin("two", "--previous", sector.folder / "one", rows=there.replace("48.1,0,", "48.3,0,"))
    (told,) = (one for one in sector.data("two")["corrections"] if one["about"] == "i1")
    assert told["changes"] == [["place", "48.1000, 0.0000 ± 300 m", "48.3000, 0.0000 ± 300 m"]]


@pytest.mark.parametrize(("form", "ids"), [("hour", ["i5"]), ("six-hours", ["i6", "i5"])])
def test_an_automatic_list_says_that_nobody_checked_it_and_judges_nothing(sector, form, ids):
    assert sector.bulletin("out", "--form", form).exit_code == 0
    data = sector.data("out")
    assert ([one["id"] for one in data["incidents"]], data["periods"]) == (ids, [])
    text = (sector.folder / "out/bulletin.en.md").read_text("utf-8")
    assert "checked by nobody" in text
    assert "Commitments" not in text


@pytest.mark.parametrize("formula", ["=1+1", "\u00a0=1+1", "＝1+1"])
def test_the_csv_has_tags_and_nothing_a_spreadsheet_computes(sector, formula):
    sector.bulletin("out", rows=ROWS["i5"].replace("Vera K.", formula))
    raw = (sector.folder / "out" / "incidents.csv").read_bytes()
    names, tags, row = csv.reader(raw.decode("utf-8-sig").splitlines())
    assert dict(zip(names, tags, strict=True))["lat"] == "#geo+lat"
    assert all(tag.startswith("#") for tag in tags)
    assert dict(zip(names, row, strict=True))["decided_by"] == f"'{formula.strip()}"


def test_the_geojson_has_incidents_and_layers_with_their_source(sector):
    sector.bulletin("out")
    found = json.loads((sector.folder / "out" / "incidents.geojson").read_bytes())["features"]
    assert found[2]["geometry"] is None
    assert found[0]["geometry"] == {"type": "Point", "coordinates": [37.4, 48.2]}
    assert {one["properties"]["source"] for one in found if one["properties"]["kind"] == "layer"} == {
        "the north's staff",
        "the south's staff",
    }


def test_the_same_files_give_the_same_bytes(sector):
    for out in ("one", "two"):
        sector.bulletin(out, "--lang", "en", "--lang", "uk")
    for path in sorted((sector.folder / "one").iterdir()):
        assert path.read_bytes() == (sector.folder / "two" / path.name).read_bytes(), path.name


def test_without_effort_silence_says_nothing(sector):
    table = sector.write("incidents.csv", "incident,time_begin,time_end,act,level\n")
    result = sector.run("bulletin", table, "--at", "2031-02-01", "--out", sector.folder / "out", "--no-pdf")
    assert result.exit_code == 0, result.output
    text = (sector.folder / "out" / "bulletin.en.md").read_text("utf-8")
    assert "silence says nothing" in text
    assert "No line is drawn" in text


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ('file = "north.geojson"\nday = 2031-01-01', "source is missing"),
        ('source = "x"\nfile = "north.geojson"\nday = 2032-01-01', "after the bulletin"),
        ('source = "x"\nfile = "none.geojson"\nday = 2031-01-01', "no GeoJSON"),
        ('source = "x"\nfile = "north.geojson"', "no feature has a date"),
        ('source = "x"\nfile = "bad.geojson"\nday = 2031-01-01', "is no [longitude, latitude]"),
    ],
)
def test_a_layer_that_cannot_be_drawn_is_refused_and_the_rest_goes_on(sector, layer, said):
    sector.write("bad.geojson", json.dumps({"type": "LineString", "coordinates": [[1, 2], [3, 400]]}).join(
        ['{"type": "Feature", "geometry": ', "}"]))  # fmt: skip
    sector.write("settings.toml", f'name = "Cell"\n[[layer]]\n{layer}\n')
    result = sector.bulletin("out")
    assert result.exit_code == 1
    assert said in result.output
    assert sector.data("out")["layers"] == []


RINGS = {
    "crosses or touches itself": [[36, 47], [38, 49], [38, 47], [36, 49], [36, 47]],
    "it is open": [[36, 47], [38, 47], [38, 49], [36, 49]],
    "crosses the antimeridian": [[179, 0], [-179, 0], [-179, 2], [179, 2], [179, 0]],
    "longitude comes first": [[47, 136], [49, 136], [49, 138], [47, 136]],
    "it encloses nothing": [[36, 47], [36, 47], [36, 47], [36, 47]],
    "is no [longitude, latitude]": [["36,0", 47], [38, 47], [38, 49], ["36,0", 47]],
}


@pytest.mark.parametrize("said", RINGS)
def test_a_region_that_is_wrong_is_refused_and_the_others_hold(sector, said):
    whole = json.loads((sector.folder / "regions.geojson").read_text("utf-8"))
    shape = {"type": "Polygon", "coordinates": [RINGS[said]]}
    whole["features"].insert(0, {"type": "Feature", "properties": {"name": "Marsh"}, "geometry": shape})
    sector.write("regions.geojson", json.dumps(whole))
    result = sector.bulletin("out")
    assert (result.exit_code, said in result.output, "feature 1 (Marsh)" in result.output) == (1, True, True)
    assert counts(sector.data("out"), "region")["Kalyna"] == (2, 1)


def test_what_is_no_setting_is_refused_before_anything_is_written(sector):
    sector.write("settings.toml", 'name = "Cell"\nborders = "ours"\n')
    result = sector.bulletin("out")
    assert (result.exit_code, "borders is no setting" in result.output) == (2, True)
    assert not (sector.folder / "out").exists()


def test_a_bulletin_that_went_out_is_not_overwritten(sector):
    sector.bulletin("out")
    before = sector.data("out")
    result = sector.bulletin("out", rows=ROWS["i1"])
    assert (result.exit_code, "never overwritten" in result.output) == (2, True)
    assert sector.data("out") == before


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"incident": "i1"}', '{"commitment": "c", "reading": "r", "verdict": "kept"}']
)
def test_lines_that_are_no_verdicts_are_refused_with_their_place(sector, line):
    table = sector.write("incidents.csv", "incident,time_begin,act\n")
    findings = sector.write("f.jsonl", line + "\n")
    result = sector.run("bulletin", table, "--findings", findings, "--out", sector.folder / "out", "--at", "2031-02-01")
    assert (result.exit_code, "line 1" in result.output) == (1, True)
