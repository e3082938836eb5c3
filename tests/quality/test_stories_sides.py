"""Stories in which both sides say the same: what they agree on found, disputes found, nothing invented.

First runs, blind (disputes found of planted, found at all; what both sides say; differences of wording left in peace): batch
one 3/13 of 4, agreed 1/22, 30/31. Batch two, run after the fixes that batch one asked for: 1/6 of 2, agreed 2/11, 15/15.
Batch three, run after the fixes that batch two asked for: 1/7 of 3, agreed 2/12, 15/15.
Two page stamps of batch one were given their year afterwards, as the agency prints it for past years,
and one of batch two the day on which its agency stamps a report.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from scoring import GoldStory, Tally, stories_below
from scoring.runs import record_of
from scoring.story import score_story

FOLDER = Path(__file__).parent / "stories_sides"
BATCHES = ("one", "two", "three")
# Right answers that may only become more; `surplus` are disputes that nobody planted, which may only become fewer.
FLOORS = {
    "one": {"disputes": 7, "not-disputes": 31, "agreed": 18, "surplus": 0},
    "two": {"disputes": 4, "not-disputes": 15, "agreed": 8, "surplus": 0},
    "three": {"disputes": 3, "not-disputes": 15, "agreed": 10, "surplus": 0},
}


@cache
def stories(batch: str) -> tuple[GoldStory, ...]:
    return tuple(stories_below(FOLDER / batch))


@cache
def scored(batch: str) -> tuple[Tally, ...]:
    return tuple(score_story(story, record_of(story)) for story in stories(batch))


def misses(batch: str, measure: str) -> str:
    return "\n".join(str(miss) for tally in scored(batch) for miss in tally.misses if miss.measure == measure)


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("measure", ["disputes", "not-disputes", "agreed"])
def test_floor_is_kept(batch: str, measure: str) -> None:
    right = sum(tally.of(measure).right for tally in scored(batch))
    assert right >= FLOORS[batch][measure], misses(batch, measure)


@pytest.mark.parametrize("batch", BATCHES)
def test_no_more_disputes_than_were_planted(batch: str) -> None:
    surplus = sum(tally.of("disputes").found - tally.of("disputes").right for tally in scored(batch))
    assert surplus <= FLOORS[batch]["surplus"], misses(batch, "disputes")


def test_both_sides_agree_and_disagree_in_every_story() -> None:
    for batch in BATCHES:
        for story in stories(batch):
            assert len(story.pages) == 4, story.folder
            assert {page.language for page in story.pages} == {"en", "uk", "ru"}, story.folder
            assert len(story.agreed) > 2, story.folder
            assert len(story.not_disputes) > len(story.disputes) > 1, story.folder


def test_accounts_of_a_question_stand_on_the_pages() -> None:
    for batch in BATCHES:
        for story in stories(batch):
            for question in (*story.disputes, *story.not_disputes, *story.agreed):
                assert len(question.values) > 1, question.about
                assert all(question.values), question.about
