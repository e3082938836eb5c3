"""Figures that are claimed and duties to notify, from the command line."""

from __future__ import annotations

import json

import pytest
from bulletin_ground import Sector

FIGURES = (
    "id,by,about,number,accused,period,as_of,part,of,modifier\n"
    "a,north,truce,900,south,,2031-04-20,,,\n"
    "b,north,truce,500,south,,2031-04-20,shelling,,\n"
    "c,north,truce,350,south,,2031-04-20,drones,,exact\n"
)
WITHDRAWAL = """
[[commitment]]
id = "withdrawal"
bound = ["north", "south"]
acts = ["shelling"]
notify = {text = "Movements are told 24 hours before.", acts = ["movement"], before = "PT24H"}
[[commitment.reading]]
by = "mediator"
begin = 2031-02-01
end = "open"
"""
MOVES = "incident,members,time_begin,time_end,act,accused,level\n" + "".join(
    f"{name},r-{name},{begin},{end},movement,{party},corroborated\n"
    for name, begin, end, party in (
        ("early", "2031-02-03T10:00:00Z", "2031-02-03T10:00:00Z", "north"),
        ("late", "2031-02-04T10:00:00Z", "2031-02-04T10:00:00Z", "north"),
        ("silent", "2031-02-03T10:00:00Z", "2031-02-03T11:00:00Z", "south"),
        ("across", "2031-02-03T23:00:00Z", "2031-02-04T01:00:00Z", "north"),
        ("unknown", "2031-02-03T10:00:00Z", "2031-02-03T10:00:00Z", ""),
        ("before", "2031-01-03T10:00:00Z", "2031-01-03T10:00:00Z", "south"),
    )
)
NOTICES = (
    "id,party,given,begin,end,act,commitment\n"
    "n1,north,2031-02-01T10:00:00Z,2031-02-03T00:00:00Z,2031-02-04T00:00:00Z,movement,\n"
    "n2,north,2031-02-04T04:00:00Z,2031-02-04T06:00:00Z,2031-02-04T12:00:00Z,,withdrawal\n"
    "n3,south,2031-02-01T10:00:00Z,2031-02-03T00:00:00Z,2031-02-04T00:00:00Z,,another\n"
)


@pytest.fixture
def sector(tmp_path):
    return Sector(tmp_path)


def test_figures_are_told_line_by_line_and_shown_in_the_bulletin(sector):
    table = sector.write("figures.csv", FIGURES)
    result = sector.run("figures", table)
    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (line["status"], line["apart"], line["claims"]) == ("less", 50, ["a", "c", "b"])
    assert sector.bulletin("out", "--figures", table).exit_code == 0
    text = (sector.folder / "out/bulletin.en.md").read_text("utf-8")
    assert "parts are less than the total" in text
    assert "drones 350 + shelling 500 = 850, of 900" in text


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("d,north,truce,1 300,,,,,,\n", "whole number"),
        ("d,north,truce,=1+1,,,,,,\n", "whole number"),
        ("d,north,truce,,,,,,,\n", "whole number"),
        ("d,,truce,5,,,,,,\n", "by is empty"),
        ("d,north,truce,5,,,,,,roughly\n", "modifier is one of"),
        ("d,north,truce,5,,,,,shelling,\n", "a part of itself"),
        ("d,north,truce,5,,,,mines,bombs,\n", "which no row tells"),
    ],
)
def test_a_row_that_is_no_figure_is_named_and_the_rest_goes_on(sector, row, said):
    result = sector.run("figures", sector.write("figures.csv", FIGURES + row))
    assert result.exit_code == 1
    assert said in result.stderr
    assert '"less"' in result.stdout


def duties(sector, *more, commitments=WITHDRAWAL):
    table, file, out = sector.write("m.csv", MOVES), sector.write("w.toml", commitments), sector.folder / "v.jsonl"
    result = sector.run("comply", table, "--commitments", file, "--out", out, *more)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return {line["incident"]: line for line in lines if line.get("duty") == "notify"}


def test_a_notice_is_in_time_late_or_not_on_record(sector):
    told = duties(sector, "--notices", sector.write("n.csv", NOTICES))
    assert {name: (line["verdict"], line["notice"]) for name, line in told.items()} == {
        "early": ("in-time", "n1"),
        "late": ("late", "n2"),
        "silent": ("none", None),
        "across": ("undetermined", "n1"),
        "unknown": ("undetermined", None),
    }
    assert told["late"]["why"] == "given 2031-02-04T04:00:00Z, 6.0 h before; 24 h are due"


def test_without_a_table_of_notices_nothing_is_said_of_them(sector):
    assert {line["verdict"] for line in duties(sector).values()} == {"undetermined"}


def test_the_bulletin_shows_duties_of_its_period(sector):
    duties(sector, "--notices", sector.write("n.csv", NOTICES))
    made = sector.run(
        "bulletin", sector.folder / "m.csv", "--findings", sector.folder / "v.jsonl", "--at", "2031-02-04T00:00Z",
        "--out", sector.folder / "out", "--no-pdf",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    notices = sector.data("out")["notices"]
    told = {one["incident"]: one["verdict"] for one in notices}
    assert told == {"early": "in-time", "silent": "none", "unknown": "undetermined"}


@pytest.mark.parametrize(
    ("notify", "said"),
    [
        ('{acts = ["movement"]}', "before is missing"),
        ('{before = "PT24H"}', "acts is missing"),
        ('{acts = ["moving"], before = "PT24H"}', "'moving' is none of the acts"),
        ('{acts = ["movement"], before = "a day"}', "no length of time"),
        ('{acts = ["movement"], before = "PT24H", to = "x"}', "to is no setting here"),
        ("5", "a table is wanted"),
    ],
)
def test_a_duty_that_cannot_be_held_against_notices_is_refused(sector, notify, said):
    text = WITHDRAWAL.replace(WITHDRAWAL[WITHDRAWAL.index("{") : WITHDRAWAL.index("}") + 1], notify)
    table, file = sector.write("m.csv", MOVES), sector.write("w.toml", text)
    result = sector.run("comply", table, "--commitments", file, "--out", sector.folder / "v.jsonl")
    assert (result.exit_code, said in result.output) == (1, True), result.output


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("n4,,2031-02-01T10:00:00Z,2031-02-03,2031-02-04,,\n", "no party"),
        ("n4,north,,2031-02-03,2031-02-04,,\n", "no time"),
        ("n4,north,2031-02-01,2031-02-05,2031-02-04,,\n", "ends before it begins"),
        ("n4,north,2031-02-01,2031-02-03,2031-02-04,parade,\n", "'parade' is none of the acts"),
        ("n4,north,soon,2031-02-03,2031-02-04,,\n", "is no time"),
    ],
)
def test_a_notice_that_is_wrong_is_refused_with_its_row(sector, row, said):
    table, file = sector.write("m.csv", MOVES), sector.write("w.toml", WITHDRAWAL)
    notices = sector.write("n.csv", NOTICES + row)
    out = sector.folder / "v.jsonl"
    result = sector.run("comply", table, "--commitments", file, "--out", out, "--notices", notices)
    assert (result.exit_code, said in result.output, "row 5" in result.output) == (1, True, True), result.output
