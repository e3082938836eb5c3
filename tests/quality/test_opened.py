"""Pages that were held out until they had been measured often enough to learn from them.

Before they were opened the rules had been measured on them in figures alone: tests/quality/opened/README.md keeps the last.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from scoring import GoldPage, pages_below, stories_below
from scoring.floors import PINNED, STORY, holds, sums
from scoring.gold import load
from scoring.report import COUNTS, figure

HERE = Path(__file__).parent
OPENED = HERE / "opened"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["opened"]
WINDOW = 9


@cache
def gold() -> tuple[GoldPage, ...]:
    return tuple(pages_below(OPENED))


@cache
def reached() -> dict[str, dict[str, float]]:
    """Figures by group and measure; the misses are thrown away here."""
    return {
        group: {measure: figure(measure, ratio) for measure, ratio in tally.ratios.items()}
        | {"failed": figure("failed", tally.of("failed"))}
        for group, tally in sums(OPENED).items()
    }


def entries() -> list[tuple[str, str, float]]:
    return [(group, measure, value) for group, measures in FLOORS.items() for measure, value in measures.items()]


@pytest.mark.parametrize(("group", "measure", "floor"), entries())
def test_opened_floor_is_kept(group: str, measure: str, floor: float) -> None:
    value = round(reached()[group][measure], 3)
    if not holds(measure, value, floor):
        pytest.fail(f"opened {group} {measure} is {value}, its floor is {floor}", pytrace=False)


def test_every_measure_has_a_floor() -> None:
    for group in ("en", "uk", "ru", "all"):
        assert set(FLOORS[group]) == set(PINNED), group
    assert set(FLOORS["stories"]) == set(STORY)
    assert {"lines.lost", "people.merged"} <= COUNTS


def test_no_opened_page_fails() -> None:
    assert {group: figures["failed"] for group, figures in reached().items() if figures["failed"]} == {}


def test_pages_are_of_three_languages_and_several_forms() -> None:
    single = [page for page in gold() if page.path.parent.name == "pages"]
    languages = Counter(page.language for page in single)
    assert languages["en"] >= 6
    assert languages["uk"] >= 5
    assert languages["ru"] >= 5
    assert sum(page.path.suffix == ".html" for page in single) >= 2
    assert sum(any("live-time" in kinds for kinds in page.lines.values()) for page in single) >= 2
    assert sum(any("duplicate" in kinds for kinds in page.lines.values()) for page in single) >= 3


def test_annotations_are_complete_and_labelled() -> None:
    for page in gold():
        assert load(page.path.with_suffix(".yaml"))["about"].startswith("Composed for tests")
        assert page.measured == {"quotes", "people", "times", "quantities"}


def test_stories_mix_languages_and_plant_both() -> None:
    stories = list(stories_below(OPENED))
    assert len(stories) >= 4
    for story in stories:
        assert len(story.pages) >= 3
        assert len({page.language for page in story.pages}) >= 2
        assert story.disputes
        assert len(story.not_disputes) > len(story.disputes)


def runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[k : k + WINDOW]) for k in range(len(words) - WINDOW + 1)}


def test_opened_pages_share_no_sentence_with_others(shared: Path) -> None:
    """No nine words in a row are those of a development page or of a page of the folder of real data."""
    others: set[tuple[str, ...]] = set()
    for path in sorted([*(HERE / "corpus").rglob("*.txt"), *(shared / "press").rglob("0*.txt")]):
        others |= runs(path.read_text(encoding="utf-8"))
    assert not sum(bool(runs(page.text) & others) for page in gold())
