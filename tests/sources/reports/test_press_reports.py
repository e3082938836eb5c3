"""Claims of the press about attacks, as reports: from `annotate` and from a record, into fusion."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner

from goodoffices.cli import main
from goodoffices.sources.reports import read_reports

PAGES = {
    "herald": "Harbour Herald\n\nKHARKIV, March 4, 2025 — Russian drones struck an energy facility in Kharkiv on Tuesday, killing "
    "two people, regional governor Oleh Maliuk said.\n\nUkrainian forces shelled the town of Shebekino on Monday.\n",
    "courier": "Lake Courier\n\nKHARKIV, March 4, 2025 — Two people were killed when Russian drones struck a power station in Kharkiv on "
    "Tuesday, regional governor Oleh Maliuk said.\n",
    "denial": "Plains Gazette\n\nMarch 5, 2025 — Ukraine denied that its forces shelled Shebekino on Monday.\n\n"
    "Russia launched missiles at Ukraine overnight on Wednesday, officials said.\n",
}


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("press")
    pages = []
    for name, text in PAGES.items():
        pages.append(folder / f"{name}.txt")
        pages[-1].write_text(text, encoding="utf-8")
    call = ["annotate", *map(str, pages), "--out", str(folder / "pages.jsonl")]
    assert CliRunner().invoke(main, call).exit_code == 0
    assert CliRunner().invoke(main, ["brief", *map(str, pages), "--out", str(folder / "brief")]).exit_code == 0
    return folder


def test_what_a_page_says_of_an_attack_is_one_report(press):
    read = read_reports([press / "pages.jsonl"])
    rows = {(row["source"].rsplit("/", 1)[-1], row["place"]): row for row in read.table.to_pylist()}
    strike = rows["herald.txt", "Kharkiv"]
    assert (strike["act"], strike["target"], strike["weapon"], strike["accused"]) == (
        "drone-strike",
        "energy",
        "drone",
        "ru",
    )
    assert (strike["killed_best"], strike["owner"], strike["precision"]) == (2.0, "Oleh Maliuk", "town")
    assert strike["id"].startswith("clm_") and "Kharkiv" in strike["text"]
    assert strike["ends"] - strike["begins"] == 86_400_000_000
    assert rows["herald.txt", "Shebekino"]["accused"] == "ua"


def test_denials_are_no_reports_and_a_whole_country_is_no_place(press):
    read = read_reports([press / "pages.jsonl"])
    assert not any("denial" in row["source"] for row in read.table.to_pylist())
    (refused,) = read.refused
    assert (refused.place, refused.reason) == ("line 3, attack 1", "no nearer place than Ukraine")


def test_a_record_gives_the_same_reports(press):
    records = sorted((press / "brief").rglob("record.json"))
    (whole,) = [
        record for record in records if len(json.loads(record.read_text(encoding="utf-8"))["documents"]) == len(PAGES)
    ]
    kept = ("id", "act", "target", "accused", "begins", "lat", "killed_best", "text", "place")
    here, there = (
        sorted([tuple(str(row[name]) for name in kept) for row in read_reports([path]).table.to_pylist()])
        for path in (press / "pages.jsonl", whole)
    )
    assert here == there and len(here) == 3


def test_two_papers_with_one_governors_word_are_one_incident_and_one_owner(press, tmp_path):
    out = tmp_path / "incidents.parquet"
    result = CliRunner().invoke(main, ["fuse", str(press / "pages.jsonl"), "--out", str(out)])
    assert result.exit_code == 1 and "no nearer place" in result.stderr
    (joint,) = [row for row in pyarrow.parquet.read_table(out).to_pylist() if row["sources"] > 1]
    assert (joint["sources"], joint["owners"], joint["level"], joint["act"]) == (2, 1, "alleged", "drone-strike")


@pytest.mark.parametrize("text", ["{", "[]", '{"path": "x"}', '"claims"', '{"version": "1", "claims": 3}', "\x00"])
def test_what_is_no_page_is_refused_as_a_whole(tmp_path, text):
    path = tmp_path / "odd.jsonl"
    path.write_text(text, encoding="utf-8")
    read = read_reports([path])
    assert not read.table.num_rows and [refusal.place for refusal in read.refused] == ["all of it"]
