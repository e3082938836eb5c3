"""`goodoffices alike`: a warning at entry, from tables and from a case, with what is alike and what speaks against."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

INCIDENTS = """incident,members,time_begin,time_end,lat,lon,radius_90_m,act,target,accused,level
inc_mill,r1,2031-05-01T10:00:00Z,2031-05-01T10:30:00Z,45.00,30.00,1000,shelling,homes,north,alleged
inc_port,r2,2031-05-01T10:00:00Z,2031-05-01T10:30:00Z,46.00,30.00,1000,shelling,port,north,alleged
inc_null,r3,2031-05-01T10:00:00Z,2031-05-01T10:30:00Z,0.01,0.00,1000,shelling,port,north,alleged
inc_when,r4,,,45.00,30.00,1000,shelling,homes,north,alleged
"""
OLD = """id,source,time_begin,time_end,lat,lon,text
r1,patrol,2031-05-01T10:10:00Z,2031-05-01T10:10:00Z,45.0,30.0,Two shells fell on the mill at the pond
r2,patrol,2031-05-01T10:10:00Z,2031-05-01T10:10:00Z,46.0,30.0,A crane burned
"""
NEW = """id,source,time_begin,time_end,lat,lon,radius_m,act,text
n1,camera,2031-05-01T11:10:00Z,2031-05-01T11:10:00Z,45.018,30.0,2000,shelling,two shells fell on the mill at the pond
n2,camera,2031-05-09T11:10:00Z,2031-05-09T11:10:00Z,45.018,30.0,2000,shelling,two shells fell on the mill at the pond
n3,camera,2031-05-01T10:10:00Z,2031-05-01T10:10:00Z,0.01,0.001,1000,shelling,
n4,camera,yesterday,,45,30,,,
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    monkeypatch.setattr("time.time_ns", lambda: 1_950_000_000 * 10**9)
    made = []
    for name, text in (("incidents.csv", INCIDENTS), ("old.csv", OLD), ("new.csv", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.append(tmp_path / name)
    return made[0], made[1], made[2]


def test_a_report_is_warned_of_before_it_is_entered(files):
    incidents, old, new = files
    result = CliRunner().invoke(main, ["alike", str(incidents), str(new), "--texts", str(old)])
    assert result.stdout.splitlines() == [
        "n1: this looks like incident inc_mill (2.0 km, 40 min, same act, same text)",
        # On the prime meridian there are places too.
        "n3: this looks like incident inc_null (0.1 km, same time, same act)",
    ]
    assert result.exit_code == 1 and "new.csv, row 5, time_begin" in result.stderr
    assert "3 reports, 2 look like an incident, 1 refused" in result.stderr


def test_every_report_is_answered_in_json(files):
    incidents, _, new = files
    result = CliRunner().invoke(main, ["alike", str(incidents), str(new), "--json"])
    told = {one["report"]: one["looks_like"] for one in map(json.loads, result.stdout.splitlines())}
    assert set(told) == {"n1", "n2", "n3"} and not told["n2"]
    assert told["n1"][0]["incident"] == "inc_mill" and "same text" not in told["n1"][0]["reasons"]


def test_a_case_warns_with_its_own_incidents_and_texts(files, tmp_path, monkeypatch):
    incidents, old, new = files
    monkeypatch.setenv("GOODOFFICES_KEYS", str(tmp_path / "keys"))
    case = str(tmp_path / "case")
    for words in (["init", case], ["room", "add", case, "centre"]):
        assert CliRunner().invoke(main, words).exit_code == 0
    kept = CliRunner().invoke(main, ["centre", "add", case, "--incidents", str(incidents), "--reports", str(old)])
    assert kept.exit_code == 0, kept.output
    result = CliRunner().invoke(main, ["alike", case, str(new)])
    assert "n1: this looks like incident inc_mill (2.0 km, 40 min, same act, same text)" in result.stdout
    both = CliRunner().invoke(main, ["alike", case, str(new), "--texts", str(old)])
    assert both.exit_code == 2 and "keeps the texts" in both.stderr
