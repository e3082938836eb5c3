"""Pages kept apart from the development pages: those held out, which nobody reads, and those opened after they were.

Only figures leave this file: no misses, no words of a page. What the opened ones showed last stands in
the README.md of each of their folders.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from scoring import GoldPage, pages_below, stories_below
from scoring.floors import PINNED, STORY, holds, sums
from scoring.gold import load
from scoring.report import COUNTS, figure

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
WINDOW = 9


class Forms(NamedTuple):
    """How many single pages of each language and form a folder has at least, and how many stories.

    Where every page belongs to a story, those pages are counted.
    """

    languages: dict[str, int]
    html: int
    live: int
    duplicate: int
    stories: int


FOLDERS = {
    "opened": Forms({"en": 6, "uk": 5, "ru": 5}, html=2, live=2, duplicate=3, stories=4),
    "opened_second": Forms({"en": 4, "uk": 3, "ru": 3}, html=1, live=2, duplicate=2, stories=5),
    "opened_third": Forms({"en": 4, "uk": 3, "ru": 3}, html=1, live=2, duplicate=3, stories=5),
    "opened_fourth": Forms({"en": 4, "uk": 3, "ru": 3}, html=1, live=2, duplicate=2, stories=5),
    "opened_fifth": Forms({"en": 4, "uk": 3, "ru": 3}, html=1, live=2, duplicate=2, stories=5),
    "opened_sixth": Forms({"en": 4, "uk": 3, "ru": 3}, html=1, live=2, duplicate=2, stories=5),
    "opened_eighth": Forms({"en": 12, "uk": 9, "ru": 9}, html=1, live=3, duplicate=2, stories=5),
    "heldout": Forms({"en": 12, "uk": 9, "ru": 9}, html=3, live=3, duplicate=3, stories=5),
}
every_folder = pytest.mark.parametrize("name", FOLDERS)


@cache
def gold(name: str) -> tuple[GoldPage, ...]:
    return tuple(pages_below(HERE / name))


@cache
def reached(name: str) -> dict[str, dict[str, float]]:
    """Figures by group and measure; the misses are thrown away here."""
    return {
        group: {measure: figure(measure, ratio) for measure, ratio in tally.ratios.items()}
        | {"failed": figure("failed", tally.of("failed"))}
        for group, tally in sums(HERE / name).items()
    }


def entries() -> list[tuple[str, str, str, float]]:
    return [
        (name, group, measure, value)
        for name in FOLDERS
        for group, measures in FLOORS[name].items()
        for measure, value in measures.items()
    ]


@pytest.mark.parametrize(("name", "group", "measure", "floor"), entries())
def test_floor_is_kept(name: str, group: str, measure: str, floor: float) -> None:
    value = round(reached(name)[group][measure], 3)
    if not holds(measure, value, floor):
        pytest.fail(f"{name} {group} {measure} is {value}, its floor is {floor}", pytrace=False)


@every_folder
def test_every_measure_has_a_floor(name: str) -> None:
    for group in ("en", "uk", "ru", "all"):
        assert set(FLOORS[name][group]) == set(PINNED), group
    assert set(FLOORS[name]["stories"]) == set(STORY)
    assert {"lines.lost", "people.merged"} <= COUNTS


@every_folder
def test_no_page_fails(name: str) -> None:
    assert {group: figures["failed"] for group, figures in reached(name).items() if figures["failed"]} == {}


@every_folder
def test_pages_are_of_three_languages_and_several_forms(name: str) -> None:
    forms = FOLDERS[name]
    single = [page for page in gold(name) if page.path.parent.name == "pages"] or list(gold(name))
    languages = Counter(page.language for page in single)
    assert all(languages[language] >= number for language, number in forms.languages.items())
    assert sum(page.path.suffix == ".html" for page in single) >= forms.html
    for kind, number in (("live-time", forms.live), ("duplicate", forms.duplicate)):
        assert sum(any(kind in kinds for kinds in page.lines.values()) for page in single) >= number, kind


@every_folder
def test_annotations_are_complete_and_labelled(name: str) -> None:
    for page in gold(name):
        assert load(page.path.with_suffix(".yaml"))["about"].startswith("Composed for tests")
        assert page.measured == {"quotes", "people", "times", "quantities"}


@every_folder
def test_stories_mix_languages_and_plant_both(name: str) -> None:
    stories = list(stories_below(HERE / name))
    assert len(stories) >= FOLDERS[name].stories
    for story in stories:
        assert len(story.pages) >= 3
        assert len({page.language for page in story.pages}) >= 2
        assert story.disputes
        assert len(story.not_disputes) > len(story.disputes)


def runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[k : k + WINDOW]) for k in range(len(words) - WINDOW + 1)}


@every_folder
def test_pages_share_no_sentence_with_others(name: str, shared: Path) -> None:
    """No nine words in a row are those of a page elsewhere: for development, kept apart, or in the folder of real data."""
    elsewhere = [HERE / "corpus", *(HERE / other for other in FOLDERS if other != name)]
    files = [path for folder in elsewhere for path in folder.rglob("*.txt")]
    others: set[tuple[str, ...]] = set()
    for path in sorted([*files, *(shared / "press").rglob("0*.txt")]):
        others |= runs(path.read_text(encoding="utf-8"))
    assert not sum(bool(runs(page.text) & others) for page in gold(name))
