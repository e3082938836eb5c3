"""The command line as others rely on it: exit codes, streams, files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli import main

PAGE = """Armenia and Azerbaijan end talks

Published 18 February 2026

The talks between Armenia and Azerbaijan in Washington lasted about four hours on Tuesday.

"We are satisfied with the progress," Foreign Minister Ararat Mirzoyan told reporters.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "pages" / "page.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*words: object) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "goodoffices.cli", *map(str, words)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)


def test_annotate_writes_one_object_a_document_to_stdout(page):
    done = run("annotate", page)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    text = found["rendition"]["text"]
    assert found["path"].endswith("page.txt")
    for kind in ("persons", "places", "times", "quantities", "quotes"):
        assert all(text[item["start"] : item["end"]] == item["text"] for item in found[kind])
    assert "1 read, 0 refused" in done.stderr


def test_a_refused_input_is_named_and_the_rest_goes_on(page):
    (page.parent / "empty.txt").write_bytes(b"")
    done = run("annotate", page.parent)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "empty.txt" in done.stderr


def test_nothing_usable_is_exit_3(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("annotate", tmp_path / "empty.txt")
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("annotate",),
        ("annotate", "no-such-file.txt"),
        ("annotate", __file__, "--published", "yesterday"),
        ("annotate", __file__, "--zone", "Kyiv/Europe"),
        ("brief", __file__),
    ],
)
def test_usage_errors_are_exit_2_without_traceback(words):
    done = run(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_private_addresses_are_never_fetched(page):
    done = run("annotate", page, "--fetch", "http://127.0.0.1:9/x", "--fetch", "file:///etc/passwd")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.count("refused:") == 2
    assert run("annotate", "--fetch", "http://[::1]/").returncode == 3


def test_any_number_of_processes_gives_the_same_bytes(page):
    for number in range(12):
        (page.parent / f"more-{number}.txt").write_text(PAGE.replace("four", f"{number + 2}"), encoding="utf-8")
    one = run("annotate", page.parent)
    two = run("annotate", page.parent, "--jobs", "2")
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout


def test_annotate_goes_on_where_it_was_interrupted(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(400):
        (pages / f"{number:03}.txt").write_text(PAGE * 3 + str(number), encoding="utf-8")
    target = tmp_path / "out.jsonl"
    call = [sys.executable, "-m", "goodoffices.cli", "annotate", str(pages), "--out", str(target)]
    running = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and not any(part.stat().st_size for part in tmp_path.glob("out.jsonl.*.part")):
        time.sleep(0.005)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert not target.exists()
    assert run("annotate", pages, "--out", target).returncode == 0
    assert target.read_text(encoding="utf-8") == run("annotate", pages).stdout
    assert not list(tmp_path.glob("*.part"))


def test_help_answers_at_once():
    seconds = []
    for _ in range(5):
        call = subprocess.Popen([sys.executable, "-m", "goodoffices.cli", "--help"], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(call.pid, 0)
        call.returncode = os.waitstatus_to_exitcode(status)
        assert call.returncode == 0
        # Processor time: what the command costs, not how busy the machine is with other tests.
        seconds.append(usage.ru_utime + usage.ru_stime)
    assert min(seconds) < 0.3


def test_help_of_every_command_shows_an_example():
    for name in main.commands:
        shown = CliRunner().invoke(main, [name, "--help"])
        assert shown.exit_code == 0
        assert f"goodoffices {name}" in shown.output.split("Example", 1)[1]


def test_brief_writes_its_five_files_and_the_same_bytes_again(page, tmp_path):
    assert run("brief", page.parent, "--out", tmp_path / "one").returncode == 0
    assert run("brief", page, "--out", tmp_path / "two").returncode == 0
    names = ["brief.html", "brief.md", "findings.csv", "record.json", "timeline.ics"]
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_demo_needs_nothing_else(tmp_path):
    done = run("demo", "--out", tmp_path / "out", "--lang", "uk")
    assert done.returncode == 0
    record = json.loads((tmp_path / "out" / "record.json").read_text(encoding="utf-8"))
    assert {finding["status"] for finding in record["findings"]} >= {"disputed", "agreed"}
