"""Claims about talks, from text to dispute: mini-stories written before the code was looked at.

First runs, blind (right of all; disputes nobody planted): batch one disputed 2/23, agreed 3/5, corroborated 3/21, near 1/15,
met 0/6; surplus 2. Batch two, run for the first time after the fixes that batch one asked for: disputed 3/11, agreed 3/3,
corroborated 4/8, near 3/5, met 2/3; surplus 0 (before these fixes, counted without a look at what was missed: 0/11, 3/3,
3/8, 1/5, 0/3).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from breadth_talks.told import MEASURES, Told

FOLDER = Path(__file__).parent / "breadth_talks"
STORIES = sorted(FOLDER.glob("*/*.yaml"))
# Right answers that may only become more.
FLOORS = {
    "one": {"disputed": 16, "agreed": 4, "corroborated": 13, "near": 9, "met": 5},
    "two": {"disputed": 7, "agreed": 3, "corroborated": 4, "near": 3, "met": 3},
}


@cache
def told(path: Path) -> Told:
    return Told(path)


@pytest.mark.parametrize("batch", sorted(FLOORS))
@pytest.mark.parametrize("measure", MEASURES)
def test_floor_is_kept(batch: str, measure: str) -> None:
    scores = {path.stem: told(path).score() for path in STORIES if path.parent.name == batch}
    right = sum(marks[measure][0] for marks, _, _ in scores.values())
    assert right >= FLOORS[batch][measure], [line for _, missed, _ in scores.values() for line in missed]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_else_is_disputed(path: Path) -> None:
    assert not told(path).score()[2]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_accounts_stand_in_the_pages(path: Path) -> None:
    story = told(path)
    accounts = [words for planted in story.gold.get("expect", []) for words in planted["accounts"]]
    accounts += [words for near in story.gold.get("near", []) for words in near]
    assert not [words for words in accounts if not any(words in text for text in story.texts.values())]


def test_stories_are_many_and_in_three_languages() -> None:
    assert len([path for path in STORIES if path.parent.name == "one"]) >= 24
    languages = [page.document.rendition.language for path in STORIES for page in told(path).pages]
    assert min(languages.count(language) for language in ("en", "uk", "ru")) >= 20
