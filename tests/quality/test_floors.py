"""The pinned floors: kept by the code, never lowered by a commit, measured against what was asked for."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from scoring import Tally, pages_below, score_page
from scoring.report import COUNTS, figure
from scoring.runs import story_tallies

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@cache
def sums() -> dict[str, Tally]:
    """Everything measured, by language; `stories` are the briefs."""
    found = {name: Tally(name, name) for name in ("en", "uk", "ru", "all", "stories")}
    for page in pages_below(CORPUS):
        tally = score_page(page, strict=True)
        found[page.language].add(tally)
        found["all"].add(tally)
    for tally in story_tallies(CORPUS):
        found["stories"].add(tally)
    return found


def entries(table: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, float]]:
    for group, measures in table.items():
        for measure, value in measures.items():
            yield group, measure, value


def holds(measure: str, value: float, floor: float) -> bool:
    """Whether a figure is as good as its floor; of counts, less is better."""
    return value <= floor if measure in COUNTS else value >= floor


@pytest.mark.parametrize(("group", "measure", "floor"), entries(FLOORS["floors"]))
def test_floor_is_kept(group: str, measure: str, floor: float) -> None:
    ratio = sums()[group].of(measure)
    assert ratio.expected or ratio.found or measure in COUNTS, f"{measure} was not measured at all"
    misses = [miss for miss in sums()[group].misses if miss.measure == measure]
    assert holds(measure, figure(measure, ratio), floor), "\n".join(map(str, misses))


def test_nothing_failed() -> None:
    for group, tally in sums().items():
        assert not [miss for miss in tally.misses if miss.measure == "failed"], group


@pytest.mark.parametrize(("group", "measure", "target"), entries(FLOORS["targets"]))
def test_target_is_reached_or_said_to_be_open(group: str, measure: str, target: float) -> None:
    """A measure below what was asked for is named in `open`; one that has arrived is not."""
    reached = holds(measure, figure(measure, sums()[group].of(measure)), target)
    assert reached != (f"{group}.{measure}" in FLOORS["open"])


def committed() -> list[dict[str, Any]]:
    """Every committed version of the floors that this clone has; none outside a checkout."""
    git = shutil.which("git")
    if git is None:
        return []

    def ask(*words: str) -> str:
        answer = subprocess.run([git, "-C", str(HERE), *words], capture_output=True, text=True, check=False, timeout=30)
        return answer.stdout if answer.returncode == 0 else ""

    versions = ask("log", "--format=%H", "--", "floors.toml").split()
    return [tomllib.loads(ask("show", f"{version}:./floors.toml")) for version in versions]


def test_no_floor_was_lowered() -> None:
    now = {(group, measure): value for group, measure, value in entries(FLOORS["floors"])}
    for version in committed():
        for group, measure, before in entries(version["floors"]):
            if f"{group}.{measure}" not in FLOORS["lowered"]:
                value = now.get((group, measure))
                assert value is not None, f"the floor of {group}.{measure} was taken away"
                assert holds(measure, value, before), f"{group}.{measure} was {before}, is {value}"
