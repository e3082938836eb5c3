"""Many pages to one brief: stories apart, the same bytes however many processes, nothing half done."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goodoffices.publications import folder as publishing
from goodoffices.workbench import Intake
from goodoffices.workbench.briefing import brief_to_folder
from goodoffices.workbench.progress import Outcome, quiet

FILES = {"brief.html", "brief.md", "findings.csv", "record.json", "timeline.ics"}
STORIES = {
    "yerevan": (("Armenia", "Azerbaijan"), "Washington", "18 February 2026"),
    "juba": (("Sudan", "Ethiopia"), "Jeddah", "3 March 2026"),
    "beirut": (("Israel", "Lebanon"), "Doha", "20 April 2026"),
}
PAGE = """{one} and {two} hold talks in {place}

Published {day}

Delegations of {one} and {two} met in {place} on {day}. The talks lasted {hours} hours, officials said.

The talks in {place} were difficult but business-like, the head of the delegation of {one} told reporters.

{own}
"""


def write(pages: Path, *, each: int = 2) -> Path:
    pages.mkdir(parents=True, exist_ok=True)
    for name, ((one, two), place, day) in STORIES.items():
        for number in range(each):
            own = f"Families near the border waited for news of the {number + 3} buses promised to {place} by noon."
            hours = ("two", "six")[number % 2]
            text = PAGE.format(one=one, two=two, place=place, day=day, hours=hours, own=own)
            (pages / f"{name}-{number}.txt").write_text(text, encoding="utf-8")
    return pages


def tell(*paths: Path, out: Path, jobs: int = 1, as_of: str | None = None) -> Outcome:
    return brief_to_folder(Intake.of(paths, jobs=jobs), out, language="en", as_of=as_of, progress=quiet)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def record(folder: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((folder / "record.json").read_bytes())


def test_each_story_has_its_own_folder_and_the_whole_tells_of_all(tmp_path: Path):
    outcome = tell(write(tmp_path / "pages"), out=tmp_path / "out")
    folders = sorted(path for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert [path.name[:3] for path in folders] == ["01-", "02-", "03-"]
    assert all({path.name for path in one.iterdir()} == FILES for one in (*folders,))
    assert sorted(outcome.written) == sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    told = [{Path(document["path"]).stem[:-2] for document in record(one)["documents"]} for one in folders]
    assert sorted(map(tuple, told)) == sorted((name,) for name in STORIES)
    whole = record(tmp_path / "out")
    assert len(whole["documents"]) == 6
    for part in ("claims", "findings", "events"):
        own = [item["id"] for one in folders for item in record(one)[part]]
        assert sorted(own) == sorted(item["id"] for item in whole[part]) != []
    with (tmp_path / "out" / "findings.csv").open(newline="", encoding="utf-8") as lines:
        asked = [row for row in csv.DictReader(lines) if row["question"] == "duration"]
    assert {row["status"] for row in asked} == {"disputed"}
    assert len({row["finding"] for row in asked}) == len(STORIES)


def test_one_process_or_several_write_the_same_bytes(tmp_path: Path):
    pages = write(tmp_path / "pages", each=3)
    tell(pages, out=tmp_path / "one")
    outcome = tell(pages, out=tmp_path / "three", jobs=3)
    assert tree(tmp_path / "one") == tree(tmp_path / "three")
    assert outcome.done == 9
    assert len(outcome.written) == 4 * len(FILES)


def test_the_order_and_the_names_of_folders_of_pages_change_nothing(tmp_path: Path):
    pages = write(tmp_path / "pages")
    tell(pages, out=tmp_path / "one")
    tell(*sorted(pages.iterdir(), reverse=True), out=tmp_path / "two")
    assert tree(tmp_path / "one").keys() == tree(tmp_path / "two").keys()
    assert record(tmp_path / "one") == record(tmp_path / "two")


def test_the_same_bytes_twice_are_one_page(tmp_path: Path):
    pages = write(tmp_path / "pages")
    (pages / "zz-again.txt").write_bytes((pages / "juba-0.txt").read_bytes())
    outcome = tell(pages, out=tmp_path / "out")
    assert outcome.done == 6
    assert len(record(tmp_path / "out")["documents"]) == 6
    tell(write(tmp_path / "same" / "pages"), out=tmp_path / "same" / "out")
    found, plain = record(tmp_path / "out"), record(tmp_path / "same" / "out")
    assert [one["id"] for one in found["findings"]] == [one["id"] for one in plain["findings"]]
    assert [one["independent_sources"] for one in found["findings"]] == [
        one["independent_sources"] for one in plain["findings"]
    ]


def test_pages_after_the_time_asked_for_are_left_out(tmp_path: Path):
    outcome = tell(write(tmp_path / "pages"), out=tmp_path / "out", as_of="2026-03-03")
    assert outcome.done == 4
    assert {Path(document["path"]).stem[:-2] for document in record(tmp_path / "out")["documents"]} == {
        "yerevan", "juba",
    }  # fmt: skip
    outcome = tell(tmp_path / "pages", out=tmp_path / "early", as_of="2025-01-01")
    assert outcome.done == 0
    assert outcome.written == []
    assert not (tmp_path / "early").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_refused_inputs_are_named_in_the_brief_and_the_rest_goes_on(tmp_path: Path, jobs: int):
    pages = write(tmp_path / "pages")
    (pages / "empty.txt").write_bytes(b"")
    (pages / "picture.txt").write_bytes(bytes(range(256)) * 40)
    outcome = tell(pages, out=tmp_path / "out", jobs=jobs)
    assert outcome.done == 6
    named = [str(refusal) for refusal in outcome.refused]
    assert ["empty.txt" in text for text in named] == [True, False]
    assert "picture.txt" in named[1]
    for told in (tmp_path / "out").rglob("brief.md"):
        assert "empty.txt" in told.read_text(encoding="utf-8")


def test_an_interruption_leaves_whole_folders_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pages, out = write(tmp_path / "pages"), tmp_path / "out"
    calls: list[object] = []

    def interrupted(*given: object) -> str:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return page_of(*given)  # type: ignore[arg-type]

    page_of = publishing.page_of
    monkeypatch.setattr(publishing, "page_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        tell(pages, out=out)
    first = tree(out)
    assert {Path(name).name for name in first} == FILES
    monkeypatch.undo()
    tell(pages, out=out)
    tell(pages, out=tmp_path / "calm")
    assert tree(out) == tree(tmp_path / "calm")
    assert first.items() <= tree(out).items()


def started(pages: Path, out: Path) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "goodoffices.cli", "brief", str(pages), "--jobs", "2", "--out", str(out)]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def test_an_interruption_from_the_keyboard_ends_all_processes_and_leaves_no_half_file(tmp_path: Path):
    pages, out = write(tmp_path / "pages", each=30), tmp_path / "out"
    running = started(pages, out)
    for _ in range(8000):
        if out.exists() or running.poll() is not None:
            break
        time.sleep(0.005)
    # The terminal sends it to every process of the group. The pipe ends when the last of them does.
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=40)
    assert b"Traceback" not in said
    for one in (out, *(path for path in out.iterdir() if path.is_dir())) if out.exists() else ():
        assert {path.name for path in one.iterdir() if path.is_file()} in (set(), FILES)
