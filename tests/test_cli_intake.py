"""`goodoffices ingest`: two ways to end, and one line that says which."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PAGE = "Envoys meet in Muscat\n\nPublished 3 May 2024\n\nThe talks lasted six hours on Thursday, officials said.\n"


def run(*words: object, **how) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "goodoffices.cli", *map(str, words)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=60, **how)


def test_a_page_is_read(tmp_path):
    file = tmp_path / "odd\nname.txt"
    file.write_text(PAGE, encoding="utf-8")
    done = run("ingest", "--json", file)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (found["status"], found["path"], found["language"]) == ("read", str(file), "en")
    assert found["bytes"] == len(PAGE)
    assert {"sha256", "media_type", "encoding", "encoding_basis", "characters", "warnings", "left_out"} <= set(found)
    shown = run("ingest", file)
    assert (shown.returncode, "status: read" in shown.stdout) == (0, True)


@pytest.mark.parametrize("what", ["absent", "empty", "folder", "pipe", "device", "name"])
def test_what_is_refused_is_refused_in_one_line(tmp_path, what):
    (tmp_path / "empty").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe")
    path = {"folder": tmp_path, "device": "/dev/zero", "name": ""}.get(what, tmp_path / what)
    done = run("ingest", "--json", path)
    assert done.returncode == 3
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["status"] == "refused"
    assert found["reason"]
    assert "Traceback" not in done.stderr


def test_usage():
    assert run("ingest", "--json").returncode == 2
    assert run("ingest", "a", "b").returncode == 2


def test_names_that_are_no_utf_8(tmp_path):
    path = os.fsencode(tmp_path) + b"/a\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(PAGE.encode())
    done = run("ingest", "--json", os.fsdecode(path))
    assert done.returncode == 0
    assert json.loads(done.stdout)["path"].endswith("a\ufffd.txt")


def test_papers_are_annotated_like_pages(tmp_path):
    import docx

    made = docx.Document()
    for text in PAGE.split("\n\n"):
        made.add_paragraph(text.strip())
    made.save(tmp_path / "a.docx")
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 and no more")
    done = run("annotate", tmp_path)
    assert done.returncode == 1
    word, text = (json.loads(line) for line in done.stdout.splitlines())
    assert word["path"].endswith("a.docx")
    assert [claim["kind"] for claim in word["claims"]] == [claim["kind"] for claim in text["claims"]] != []
    assert "c.pdf: a damaged PDF" in done.stderr
