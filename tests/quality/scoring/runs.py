"""Briefs of the stories, by the package's own command line, and their scores."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from .gold import GoldStory, stories_below
from .story import score_story
from .tally import Tally


def record_of(story: GoldStory) -> dict[str, Any]:
    """`record.json` of the brief of a story's pages; raises CalledProcessError when the command fails."""
    with tempfile.TemporaryDirectory() as out:
        run = "import sys; from goodoffices.cli import main; sys.exit(main())"
        command = [sys.executable, "-c", run, "brief", *sorted(str(page.path) for page in story.pages)]
        case = story.folder / "case.toml"
        if case.exists():
            tomllib.loads(case.read_text(encoding="utf-8"))
            command += ["--case", str(case)]
        subprocess.run([*command, "--out", out], check=True, capture_output=True, text=True, timeout=120)
        record: dict[str, Any] = json.loads((Path(out) / "record.json").read_text(encoding="utf-8"))
        return record


@cache
def batch_tally(folder: Path) -> Tally:
    """The stories of a batch in one tally, worked out once."""
    whole = Tally(folder.name, folder.name)
    for tally in story_tallies(folder):
        whole.add(tally)
    return whole


def story_tallies(folder: Path) -> list[Tally]:
    """A tally for every story below a folder; a failed brief is a miss of every question."""
    tallies = []
    for story in stories_below(folder):
        try:
            tallies.append(score_story(story, record_of(story)))
        except (subprocess.CalledProcessError, OSError, KeyError) as error:
            tally = score_story(story, {"documents": [], "claims": [], "findings": []})
            tally.ratios.pop("not-disputes")
            detail = error.stderr[-300:] if isinstance(error, subprocess.CalledProcessError) else repr(error)
            tally.miss(0, "failed", "a brief", detail)
            tally.count("failed", found=1)
            tallies.append(tally)
    return tallies
