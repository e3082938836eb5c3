"""Commitments held against incidents: verdicts by reading, levels, effort, diffs, and files that are wrong."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.monitoring.clauses import read_commitments

HEAD = "incident,members,time_begin,time_end,lat,lon,radius_90_m,act,target,accused,probability,level\n"
ROWS = (
    "i1,r1;r2,2031-03-20T10:00:00Z,2031-03-20T10:00:00Z,48,37,0,strike,energy,north,0.9,corroborated\n"
    "i2,r3,2031-03-26T10:00:00Z,2031-03-26T10:00:00Z,48,37,0,drone-strike,,south,0.9,alleged\n"
    "i3,r4,2031-03-26T10:00:00Z,2031-03-26T10:00:00Z,48,37,0,strike,homes,south,0.9,alleged\n"
    "i4,r5,2031-03-24T20:00:00Z,2031-03-25T03:00:00Z,48,37,0,strike,energy,south,0.9,verified\n"
)
ENERGY = """
[[commitment]]
id = "energy"
bound = ["north", "south"]
acts = ["strike"]
targets = ["energy"]
[[commitment.reading]]
by = "north"
begin = 2031-03-18
end = 2031-04-17
[[commitment.reading]]
by = "south"
begin = 2031-03-25
end = "open"
"""


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


class Room:
    def __init__(self, folder):
        self.folder = folder

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def comply(self, rows=ROWS, commitments=ENERGY, *more, head=HEAD, name="c.toml"):
        table, file, out = self.write("i.csv", head + rows), self.write(name, commitments), self.folder / "out.jsonl"
        result = CliRunner().invoke(
            main, ["comply", str(table), "--commitments", str(file), "--out", str(out), *map(str, more)]
        )
        lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()] if result.exit_code == 0 else []
        return Told(result, lines)


class Told:
    def __init__(self, result, lines):
        self.result, self.lines = result, lines

    def of(self, incident, reading):
        (line,) = [x for x in self.lines if x.get("incident") == incident and x["reading"] == reading]
        return line

    def period(self, reading):
        (line,) = [line for line in self.lines if "incident" not in line and line["reading"] == reading]
        return line


def test_readings_decide_differently_and_the_unknown_stays_unknown(room):
    told = room.comply()
    north = [told.of(name, "north")["verdict"] for name in ("i1", "i2", "i3", "i4")]
    south = [told.of(name, "south")["verdict"] for name in ("i1", "i2", "i3", "i4")]
    assert north == ["within", "undetermined", "outside", "within"]
    assert south == ["outside", "undetermined", "outside", "undetermined"]
    assert told.of("i1", "north")["claims"] == ["r1", "r2"]
    assert told.of("i1", "north")["answer"] == {"by": "north", "said": "none recorded", "claims": []}
    period = told.period("north")
    assert (period["verdict"], period["counts"]["by_level"]) == ("breached", {"corroborated": 1, "verified": 1})
    assert period["counts"]["by_accused"] == {"north": 1, "south": 1}
    assert period["incidents"] == ["i1", "i4"]
    assert told.period("south")["end"] is None


def test_a_table_without_classes_of_target_is_undetermined_for_an_energy_rule(room):
    head = "incident,time_begin,time_end,act,accused,level\n"
    told = room.comply("i1,2031-03-20T10:00:00Z,2031-03-20T10:00:00Z,strike,north,verified\n", head=head)
    assert told.of("i1", "north")["verdict"] == "undetermined"
    assert told.period("north")["verdict"] == "undetermined"


def test_what_is_only_alleged_is_no_breach(room):
    told = room.comply(ROWS.replace("corroborated", "alleged").replace("verified", "alleged"))
    assert told.period("north")["verdict"] == "undetermined"
    assert "none of them corroborated" in told.period("north")["why"]


@pytest.mark.parametrize(("kind", "verdict"), [("patrol", "kept"), ("denied", "undetermined"), (None, "undetermined")])
def test_kept_is_never_said_without_effort(room, kind, verdict):
    rows = ROWS.splitlines(keepends=True)[2]
    effort = []
    if kind:
        text = f"time_begin,time_end,kind,hours\n2031-03-18T00:00:00Z,2031-03-20T00:00:00Z,{kind},30\n"
        effort = ["--effort", room.write("effort.csv", text)]
    told = room.comply(rows, ENERGY, *effort)
    assert told.period("north")["verdict"] == verdict
    if kind:
        seen = "hours" if kind == "patrol" else "unseen_hours"
        assert told.period("north")["effort"][seen] == 30


def test_the_accused_sides_answer_is_told(room):
    reports = "id,side,polarity\nr1,south,asserted\nr2,north,denied\nr5,south,asserted\n"
    told = room.comply(ROWS, ENERGY, "--reports", room.write("r.csv", reports))
    assert told.of("i1", "north")["answer"] == {"by": "north", "said": "denied", "claims": ["r2"]}
    assert told.of("i4", "north")["answer"]["said"] == "admitted"
    assert told.period("north")["counts"]["answers"] == {"admitted": 1, "denied": 1}


def test_an_answer_that_says_neither_is_not_guessed(room):
    told = room.comply(ROWS, ENERGY, "--reports", room.write("r.csv", "id,side\nr2,north\n"))
    assert told.of("i1", "north")["answer"]["said"] == "unclassified"
    both = "id,side,label\nr1,north,0\nr2,north,1\n"
    told = room.comply(ROWS, ENERGY, "--reports", room.write("r.csv", both))
    assert told.of("i1", "north")["answer"]["said"] == "both"


def test_a_withdrawn_incident_changes_only_what_it_touches(room):
    before = room.comply()
    kept = room.write("before.jsonl", "".join(json.dumps(line) + "\n" for line in before.lines))
    told = room.comply(ROWS.replace("corroborated", "withdrawn"), ENERGY, "--previous", kept)
    changed = [line for line in told.result.stderr.splitlines() if line.startswith("changed:")]
    assert len(changed) == 3
    assert any("i1 energy north: within -> outside" in line for line in changed)
    assert any("i1 energy south: outside -> outside (level)" in line for line in changed)
    assert sum(one != two for one, two in zip(before.lines, told.lines, strict=True)) == 3
    assert "changed" not in room.comply(ROWS, ENERGY, "--previous", kept).result.stderr


def test_no_order_of_the_rows_changes_a_line(room):
    lines = room.comply().lines
    assert room.comply("".join(reversed(ROWS.splitlines(keepends=True)))).lines == lines


def test_area_with_places_known_only_about(room):
    area = 'area = {geometry = {type = "Polygon", coordinates = [[[36, 47], [38, 47], [38, 49], [36, 49], [36, 47]]]}}'
    text = ENERGY.replace('targets = ["energy"]', area)
    rows = [f"i{n},r,2031-03-26T10:00:00Z,2031-03-26T10:00:00Z,48,{lon},{radius},strike,,south,1,alleged\n"
            for n, (lon, radius) in enumerate([(37, 5000), (37.99, 5000), (38.01, 5000), (40, 5000), ("", 0)])]  # fmt: skip
    told = room.comply("".join(rows), text)
    assert [told.of(f"i{n}", "north")["verdict"] for n in range(5)] == [
        "within", "undetermined", "undetermined", "outside", "undetermined",
    ]  # fmt: skip


BANDS = """
[[commitment]]
id = "withdrawal"
bound = ["north", "south"]
acts = ["presence"]
[commitment.area]
bands = [{km = 50, weapons = ["artillery-100"]}, {km = 70, weapons = ["multiple-rockets"]}]
[[commitment.area.baseline]]
parties = ["north"]
line = [[36, 48], [38, 48]]
[[commitment.area.baseline]]
parties = ["south"]
line = [[36, 47.5], [38, 47.5]]
[[commitment.reading]]
by = "mediator"
phases = [{name = "first", begin = 2031-03-01, length = "P14D"}, {name = "second", begin = 2031-03-15, end = "open"}]
"""


def test_distance_by_weapon_and_baselines_by_side(room):
    head = "incident,time_begin,lat,lon,act,accused,weapon,calibre_mm\n"
    rows = [
        "a,2031-03-20,48.40,37,presence,north,artillery,152\n",  # 44 km from its line
        "b,2031-03-20,48.40,37,presence,north,artillery,82\n",
        "c,2031-03-20,48.55,37,presence,north,artillery,152\n",  # 61 km
        "d,2031-03-20,48.55,37,presence,north,multiple-rockets,\n",
        "e,2031-03-20,48.00,37,presence,south,artillery,122\n",  # 56 km from the south's own line
        "f,2031-03-20,48.40,37,presence,north,,\n",
        "g,2031-03-20,50.00,37,presence,north,,\n",
        "h,2031-03-10,48.40,37,presence,north,artillery-100,\n",
    ]
    told = room.comply("".join(rows), BANDS, head=head)
    assert [told.of(name, "mediator")["verdict"] for name in "abcdefgh"] == [
        "within", "outside", "outside", "within", "outside", "undetermined", "outside", "within",
    ]  # fmt: skip
    first, second = [line for line in told.lines if "incident" not in line]
    assert (first["phase"], first["incidents"]) == ("first", ["h"])
    assert second["incidents"] == ["a", "d"]


TALKS = """
commitment:
  - id: quiet
    bound: [north]
    acts: [strike]
    exempt: [{targets: [military], why: own soil}]
    reading:
      - {by: mediator, sessions: true}
"""


def test_quiet_during_sessions_of_talks_with_an_exemption(room):
    rows = (
        "a,r,2031-03-20T10:00:00Z,2031-03-20T10:00:00Z,48,37,0,strike,homes,north,1,verified\n"
        "b,r,2031-03-20T20:00:00Z,2031-03-20T20:00:00Z,48,37,0,strike,homes,north,1,verified\n"
        "c,r,2031-03-20T10:00:00Z,2031-03-20T10:00:00Z,48,37,0,strike,military,north,1,verified\n"
    )
    sessions = room.write("s.csv", "time_begin,time_end,session\n2031-03-20T09:00:00Z,2031-03-20T15:00:00Z,one\n")
    told = room.comply(rows, TALKS, "--sessions", sessions, name="c.yaml")
    assert [told.of(name, "mediator")["verdict"] for name in "abc"] == ["within", "outside", "outside"]
    assert told.period("mediator")["phase"] == "one"
    without = room.comply(rows, TALKS, name="c.yaml")
    assert "no session is given" in without.period("mediator")["why"]
    assert without.of("a", "mediator")["verdict"] == "undetermined"


def test_what_no_report_can_show_is_not_observable(room):
    text = ENERGY.replace('by = "south"', 'by = "south"\nobservable = false\nwhy = "it is about intent"')
    told = room.comply(ROWS, text)
    assert told.of("i2", "south")["verdict"] == "not-observable"
    assert (told.period("south")["verdict"], told.period("south")["why"]) == ("undetermined", "it is about intent")
    level = room.comply(ROWS.replace("corroborated", "not-observable"))
    assert level.of("i1", "north")["verdict"] == "not-observable"


def test_touched_only_leaves_the_outside_out(room):
    told = room.comply(ROWS, ENERGY, "--touched-only")
    assert {line["verdict"] for line in told.lines if "incident" in line} == {"within", "undetermined"}


RING = "[[36, 47], [38, 47], [38, 49], [36, 49], [36, 47]]"


def geometry(ring):
    return ENERGY.replace('targets = ["energy"]', f'area = {{geometry = {{type = "Polygon", coordinates = [{ring}]}}}}')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no \\[\\[commitment\\]\\]"),
        ("[[commitment", "cannot be read"),
        (ENERGY.split("[[commitment.reading]]", maxsplit=1)[0], "commitment energy: it has no reading"),
        (ENERGY.replace('"strike"', '"teleport"'), "commitment energy, reading 1: 'teleport' is none of the acts"),
        (ENERGY.replace('targets = ["energy"]', 'targets = ["castle"]'), "'castle' is none of the targets"),
        (ENERGY.replace('targets = ["energy"]', "area = {}"), "area: it is empty"),
        (ENERGY.replace('targets = ["energy"]', "area = {baseline = [], within_km = 5}"), "area: it is empty"),
        (ENERGY.replace('end = "open"', ""), "reading 2: end is missing"),
        (ENERGY.replace('end = "open"', "end = 2031-03-01"), "the period ends before it begins"),
        (ENERGY.replace('end = "open"', 'length = "30"'), "no length of time"),
        (ENERGY.replace('acts = ["strike"]', ""), "acts is missing"),
        (ENERGY.replace("bound =", "bind ="), "bind is no setting"),
        (ENERGY + ENERGY, "the id is used twice"),
        (ENERGY.replace('by = "south"', 'by = "north"'), "two readings have one id"),
        (ENERGY.replace('by = "south"', 'zone = "Moon"\nby = "south"'), "no time zone"),
        (ENERGY.replace('id = "energy"', 'id = "energy"\nmode = "forbids"'), "mode is prohibits or requires"),
        (geometry(RING.replace(", [36, 47]]", "]")), "area, ring 1: it is open"),
        (geometry("[[36, 47], [36, 49], [38, 49], [38, 47], [36, 47]]"), "inside out"),
        (geometry("[[0, 0], [3, 0], [3, 2], [1, -1], [0, 2], [0, 0]]"), "crosses or touches itself"),
        (geometry("[[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]"), "crosses the antimeridian"),
        (geometry(""), "area: it has no rings"),
        (geometry("[]"), "a ring has at least four points"),
    ],
)
def test_a_commitment_that_is_wrong_is_refused_with_its_place(room, text, says):
    result = room.comply(ROWS, text).result
    assert result.exit_code == 1
    assert "c.toml" in result.stderr
    assert re.search(says, result.stderr), result.stderr


NEXT = "i5,r9,2031-03-26T10:00:00Z,2031-03-26T11:00:00Z,48,37,0,strike,energy,north,0.9,alleged\n"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (
            ROWS.splitlines(keepends=True)[0].replace("48,37", "47,37"),
            "row 6, incident: the incident 'i1' is there twice",
        ),
        (NEXT.replace("T11", "T09"), "row 6, time_end: its time ends before it begins"),
        (NEXT.replace("48,37", "48,370"), "row 6, lon: nowhere on Earth"),
        (NEXT.replace("48,37", "137,48"), "row 6, lat: nowhere on Earth; latitude and longitude may be swapped"),
        (NEXT.replace("48,37", "0,0"), "row 6, lat: 0/0"),
        (NEXT.replace("48,37", '"48,5","37,5"'), "row 6, lat: it is no number: '48,5'. Write decimals with a point"),
        (NEXT.replace("48,37", "48°30′,37"), "row 6, lat: it is no number"),
        (NEXT.replace("48,37", "inf,37"), "row 6, lat: nowhere on Earth"),
        (NEXT.replace("48,37,0", "48,37,-5"), "row 6, radius_90_m: it is below 0"),
        (NEXT.replace("2031-03-26T10:00:00Z,", "26.03.2031 10:00,"), "row 6, time_begin: it is no time"),
        (NEXT.replace("2031-03-26T10:00:00Z,", "9999-99-99,"), "row 6, time_begin: it is no time"),
        (NEXT.replace("2031-03-26T10:00:00Z,", ","), "row 6, time_begin: its time has an end and no beginning"),
        (NEXT.replace("alleged", "certain"), "row 6, level: it is none of: alleged"),
        (NEXT.replace("i5,", ","), "row 6, incident: the incident has no id"),
    ],
)
def test_a_row_that_is_wrong_is_refused_with_its_place_and_the_rest_goes_on(room, wrong, says):
    result = room.comply(ROWS + wrong).result
    assert (result.exit_code, says in result.stderr) == (1, True), result.stderr
    lines = (room.folder / "out.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 2 * 4 + 2


def test_a_row_that_is_there_again_counts_once_and_a_formula_is_a_word_that_no_rule_knows(room):
    result = room.comply(ROWS + ROWS.splitlines(keepends=True)[0] + NEXT.replace("strike", "=1+1")).result
    assert result.exit_code == 0, result.stderr
    assert "words that no rule knows, taken as unknown: =1+1" in result.stderr
    assert len((room.folder / "out.jsonl").read_text("utf-8").splitlines()) == 2 * 5 + 2


def test_of_several_commitments_those_that_are_wrong_are_named_and_the_others_judged(room):
    wrong = ENERGY.replace('id = "energy"', 'id = "open-sky"').replace('"strike"', '"overflying"')
    told = room.comply(ROWS, ENERGY + wrong)
    assert told.result.exit_code == 1
    assert "commitment open-sky, reading 1: 'overflying' is none of the acts" in told.result.stderr
    lines = [json.loads(line) for line in (room.folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert {line["commitment"] for line in lines} == {"energy"}


@pytest.mark.parametrize("row", ["2031-03-20,2031-03-19,patrol,", "x,2031-03-19,patrol,", "2031-03-18,2031-03-19,patrol,-1",
                                 "2031-03-18,2031-03-19,patrol,many"])  # fmt: skip
def test_a_stretch_of_effort_that_is_wrong_is_no_observation(room, row):
    effort = room.write("e.csv", f"time_begin,time_end,kind,hours\n{row}\n2031-03-18,2031-03-19,patrol,8\n")
    result = room.comply(ROWS, ENERGY, "--effort", effort).result
    assert (result.exit_code, "e.csv, row 2" in result.stderr) == (1, True), result.stderr
    (line,) = [x for x in map(json.loads, (room.folder / "out.jsonl").read_text("utf-8").splitlines())
               if "incident" not in x and x["reading"] == "north"]  # fmt: skip
    assert line["effort"]["hours"] == 8


def test_a_folder_holds_incidents_or_is_refused(room):
    out = room.folder / "o.jsonl"
    file = room.write("c.toml", ENERGY)
    result = CliRunner().invoke(main, ["comply", str(room.folder), "--commitments", str(file), "--out", str(out)])
    assert result.exit_code == 1
    assert "incidents.parquet" in result.stderr


EXAMPLES = sorted(
    (each for each in files("goodoffices.monitoring").joinpath("examples").iterdir() if each.name.endswith(".toml")),
    key=lambda each: each.name,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_every_shipped_example_can_be_used(example, tmp_path):
    path = tmp_path / example.name
    path.write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    (commitment,) = read_commitments(path).commitments
    assert commitment.readings


def example(name):
    (commitment,) = read_commitments(files("goodoffices.monitoring").joinpath("examples", f"{name}.toml")).commitments
    return commitment


def test_shipped_examples_say_what_they_are_named_for():
    moratorium = example("energy-moratorium")
    assert len({reading.periods[0].begin for reading in moratorium.readings}) == 2
    assert all(reading.targets == ("energy",) for reading in moratorium.readings)
    (truce,) = example("truce-of-30-hours").readings[0].periods
    assert truce.end - truce.begin == 30 * 3_600_000_000
    assert len(example("pause-with-four-readings").readings) == 4
    area = example("withdrawal-lines").readings[0].area
    reach = {weapon: band.metres for band in area.bands for weapon in band.weapons}
    assert (reach["artillery-100"], reach["multiple-rockets"], reach["long-range-rockets"]) == (50_000, 70_000, 140_000)
    assert sorted(line.parties for line in area.baselines) == [("north",), ("south",)]
    assert len(example("disengagement-zones").readings[0].area.polygons.geoms) == 2
    assert example("quiet-during-talks").readings[0].sessions
