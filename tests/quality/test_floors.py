"""The pinned floors: kept by the code, never lowered by a commit, measured against what was asked for."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from scoring import Tally
from scoring.floors import holds, raised, sums
from scoring.report import COUNTS, figure

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@cache
def reached() -> dict[str, Tally]:
    return sums(CORPUS, strict=True)


def entries(table: dict[str, dict[str, float]]) -> list[tuple[str, str, float]]:
    return [(group, measure, value) for group, measures in table.items() for measure, value in measures.items()]


@pytest.mark.parametrize(("group", "measure", "floor"), entries(FLOORS["floors"]))
def test_floor_is_kept(group: str, measure: str, floor: float) -> None:
    ratio = reached()[group].of(measure)
    if measure != "copies":  # a brief that folds copies into one account has no answer that rests on several
        assert ratio.expected or ratio.found or measure in COUNTS, f"{measure} was not measured at all"
    misses = [miss for miss in reached()[group].misses if miss.measure == measure]
    assert holds(measure, figure(measure, ratio), floor), "\n".join(map(str, misses))


def test_nothing_failed() -> None:
    for group, tally in reached().items():
        assert not [miss for miss in tally.misses if miss.measure == "failed"], group


@pytest.mark.parametrize(("group", "measure", "target"), entries(FLOORS["targets"]))
def test_target_is_reached_or_said_to_be_open(group: str, measure: str, target: float) -> None:
    """A measure below what was asked for is named in `open`, with the reason."""
    if not holds(measure, figure(measure, reached()[group].of(measure)), target):
        assert FLOORS["open"].get(f"{group}.{measure}"), f"{group}.{measure} is below what was asked for: {target}"


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


def test_pinning_raises_and_never_lowers() -> None:
    better, worse = Tally("en", "en"), Tally("en", "en")
    better.count("quotes", 9, 10, 10)
    worse.count("quotes", 1, 10, 10)
    text = '# why\n[floors.en]\n"quotes" = 0.5\n\n[targets.en]\n"quotes" = 0.85\n[open]\n"en.quotes" = "why"\n'
    assert tomllib.loads(raised(text, {"en": better}))["floors"]["en"]["quotes"] == 0.9
    assert tomllib.loads(raised(text, {"en": worse}))["floors"]["en"]["quotes"] == 0.5
    assert tomllib.loads(raised(text, {"en": better}))["targets"]["en"]["quotes"] == 0.85
    assert tomllib.loads(raised(text, {"en": better}))["open"] == {}
    assert tomllib.loads(raised(text, {"en": worse}))["open"] == {"en.quotes": "why"}
