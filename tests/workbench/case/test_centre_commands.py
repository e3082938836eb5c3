"""The monitoring room from the command line: kept, judged, decided, put out, verified."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

INCIDENTS = (
    "incident,members,time_begin,time_end,lat,lon,radius_90_m,act,target,accused,level\n"
    "inc_r1,r1;r2,2031-01-31T10:00:00Z,2031-01-31T10:00:00Z,48.1,37.2,300,strike,energy,north,corroborated\n"
    "inc_r3,r3,2031-01-31T12:00:00Z,2031-01-31T12:00:00Z,48.3,37.4,300,strike,energy,south,alleged\n"
)
COMMITMENTS = """
[[commitment]]
id = "energy"
bound = ["north", "south"]
acts = ["strike"]
targets = ["energy"]
[[commitment.reading]]
by = "mediator"
begin = 2031-01-25
end = "open"
"""


@pytest.fixture
def case(tmp_path):
    """A case with a monitoring room, and a way to give it commands."""
    for name, text in (("i.csv", INCIDENTS), ("c.toml", COMMITMENTS), ("case.toml", 'name = "Sector"\n')):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*words, code=0):
        words = [str(tmp_path / word[1:]) if word.startswith("@") else word for word in words]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == code, result.output
        return result

    run("init", "@case", "--case", "@case.toml")
    for name in ("centre", "mediator"):
        run("room", "add", "@case", name)
    run("seat", "@case", "vera", "monitor")
    run("centre", "add", "@case", "--incidents", "@i.csv", "--commitments", "@c.toml")
    return run


def test_a_case_is_judged_and_says_what_changed(case):
    first = case("comply", "@case", "--out", "@v.jsonl")
    assert "energy mediator 2031-01-25T00:00:00Z None: - -> breached (new)" in first.stdout
    assert "0 changed" in case("comply", "@case").stderr
    case(
        "decide", "@case", "incident", "inc_r1", "withdrawn", "--why", "an echo", "--room", "centre", "--actor", "vera"
    )
    told = case("comply", "@case")
    assert "breached -> undetermined" in told.stdout
    assert "- -> undetermined (new)" in case("comply", "@case", "--since", "2001-01-01").stdout
    assert case("comply", "@case", "--since", "9000-01-01").stdout == ""


def test_levels_are_listed_with_who_gave_them(case):
    case("decide", "@case", "incident", "inc_r3", "verified", "--why", "seen", "--room", "centre", "--actor", "vera")
    rows = [json.loads(line) for line in case("centre", "incidents", "@case", "--json").stdout.splitlines()]
    assert [(row["incident"], row["level"], row["decided"], row["why"]) for row in rows] == [
        ("inc_r1", "corroborated", "", ""),
        ("inc_r3", "verified", "vera", "seen"),
    ]


def test_a_bulletin_goes_out_signed_and_only_once(case, tmp_path):
    made = case("bulletin", "@case", "--at", "2031-02-01", "--out", "@one", "--no-pdf", "--actor", "vera")
    key = case("bulletin", "key", "@case").stdout.strip()
    assert key in made.stderr
    assert "5 files as they were signed" in case("bulletin", "verify", "@one", "--vkey", key).stdout
    (tmp_path / "one" / "incidents.csv").write_text("all quiet", encoding="utf-8")
    assert "not the file that was signed" in case("bulletin", "verify", "@one", "--vkey", key, code=3).stdout
    case("decide", "@case", "incident", "inc_r3", "verified", "--why", "seen", "--room", "centre", "--actor", "vera")
    again = case("bulletin", "@case", "--at", "2031-02-01", "--out", "@two", "--no-pdf", code=2)
    assert "went out and said otherwise" in again.output
    case("bulletin", "@case", "--at", "2031-02-02", "--out", "@three", "--no-pdf")
    assert "inc\\_r3" in (tmp_path / "three" / "bulletin.en.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("comply", "@case", "--commitments", "@c.toml"), "A case keeps these itself"),
        (("comply", "@i.csv", "--out", "@v.jsonl"), "--commitments and --out are wanted"),
        (("comply", "@i.csv", "--commitments", "@c.toml", "--out", "@v.jsonl", "--since", "2031"), "go with a case"),
        (("comply", "@nothing"), "is not there"),
        (("centre", "add", "@case"), "Give --incidents"),
        (("bulletin", "@case", "--out", "@x", "--effort", "@i.csv"), "A case keeps these itself"),
        (("bulletin", "@i.csv", "--out", "@x", "--at", "soon"), "is no time"),
    ],
)
def test_calls_that_mean_nothing_are_refused(case, words, said):
    assert said in case(*words, code=2).output
