"""The development pages: many enough, varied enough, soundly annotated, written by ourselves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from scoring import GoldPage, pages_below, stories_below
from scoring.gold import load

CORPUS = Path(__file__).parent / "corpus"
PAGES = list(pages_below(CORPUS))
STORIES = list(stories_below(CORPUS))
NAMES = [page.path.stem for page in PAGES]
WINDOW = 9


def test_three_languages() -> None:
    languages = Counter(page.language for page in PAGES)
    assert languages["en"] >= 10
    assert languages["uk"] >= 7
    assert languages["ru"] >= 7


def test_half_the_pages_are_long() -> None:
    lengths = sorted(len(page.text.split()) for page in PAGES)
    assert lengths[len(lengths) // 2] >= 300


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_annotation_is_labelled_and_complete(page: GoldPage) -> None:
    """Reading the annotation has checked already that every line has a class and all words are on the page."""
    about = load(page.path.with_suffix(".yaml"))["about"]
    assert about.startswith("Composed for tests")
    assert page.measured == {"quotes", "people", "times", "quantities"}
    assert any("headline" in kinds for kinds in page.lines.values())


def test_every_class_occurs() -> None:
    seen = {kind for page in PAGES for kinds in page.lines.values() for kind in kinds}
    assert len(seen) == 12


def test_stories_mix_languages_and_plant_both() -> None:
    assert len(STORIES) >= 4
    for story in STORIES:
        assert len(story.pages) >= 3, story.folder
        assert len({page.language for page in story.pages}) >= 2, story.folder
        assert story.disputes, story.folder
        assert len(story.not_disputes) > len(story.disputes), story.folder


def test_accounts_of_a_question_are_of_different_words() -> None:
    for story in STORIES:
        for question in (*story.disputes, *story.not_disputes):
            assert len(question.values) > 1, question.about


def test_no_sentence_of_the_real_pages(shared: Path) -> None:
    """No nine words in a row are those of a page of the folder of real data."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return {tuple(words[k : k + WINDOW]) for k in range(len(words) - WINDOW + 1)}

    real: set[tuple[str, ...]] = set()
    for path in sorted((shared / "press").rglob("0*.txt")):
        real |= runs(path.read_text(encoding="utf-8"))
    for page in PAGES:
        assert not runs(page.text) & real, page.path.name
