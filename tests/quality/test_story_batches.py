"""Stories told by several outlets: planted disputes found, agreements found, nothing invented.

Each batch was written before it was first run. First runs, blind (disputes found of planted; agreed; differences of
wording left in peace):

- talks: batch one 6 of 7, 0 of 5, 26 of 26; batch two, after the fixes that batch one asked for: 4 of 4, 0 of 4, 14 of
  14. Two accounts of batch one that a careful reader would not call one answer were taken out afterwards.
- ground (strikes, tolls, towns, exchanges, truces): disputes 1 of 12 with four too many, 1 of 6 (and again once batch one
  was met), 0 of 6, 1 of 6, 1 of 6.
- sides (both say the same): 3 of 4, 1 of 22, 30 of 31; 1 of 2, 2 of 11, 15 of 15; 1 of 3, 2 of 12, 15 of 15. Three page
  stamps were given their year or day afterwards, as the agency prints them.
- unseen: 2 of 20, 1 of 20, 41 of 41; 3 of 12, 4 of 12, 23 of 24; 5 of 8, 2 of 7, 16 of 16.
- meeting (counted things, days, doers) and claims (values of every type): in the README of the folder; claims 7 of 24
  with two too many, 5 of 21, 28 of 28; 14 of 43, 9 of 24, 26 of 26.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import Tally, stories_below
from scoring.runs import batch_tally

HERE = Path(__file__).parent
# Right answers that may only become more; `surplus` are disputes that nobody planted, which may only become fewer.
FLOORS = {
    "stories_talks/one": {"disputes": 11, "not-disputes": 26, "agreed": 2, "surplus": 0},
    "stories_talks/two": {"disputes": 5, "not-disputes": 14, "agreed": 3, "surplus": 0},
    "stories_ground/one": {"disputes": 11, "not-disputes": 18, "agreed": 1, "surplus": 0},
    "stories_ground/two": {"disputes": 6, "not-disputes": 8, "agreed": 0, "surplus": 0},
    "stories_ground/three": {"disputes": 5, "not-disputes": 8, "agreed": 0, "surplus": 0},
    "stories_ground/four": {"disputes": 6, "not-disputes": 6, "agreed": 0, "surplus": 0},
    "stories_ground/five": {"disputes": 6, "not-disputes": 7, "agreed": 0, "surplus": 0},
    "stories_sides/one": {"disputes": 8, "not-disputes": 31, "agreed": 18, "surplus": 0},
    "stories_sides/two": {"disputes": 4, "not-disputes": 15, "agreed": 9, "surplus": 0},
    "stories_sides/three": {"disputes": 4, "not-disputes": 15, "agreed": 11, "surplus": 0},
    "stories_unseen/one": {"disputes": 12, "not-disputes": 41, "agreed": 9, "surplus": 0},
    "stories_unseen/two": {"disputes": 10, "not-disputes": 24, "agreed": 9, "surplus": 1},
    "stories_unseen/three": {"disputes": 6, "not-disputes": 16, "agreed": 4, "surplus": 0},
    "stories_meeting/one": {"disputes": 9, "not-disputes": 26, "agreed": 16, "surplus": 0},
    "stories_claims/one": {"disputes": 15, "not-disputes": 28, "agreed": 13, "surplus": 1},
    "stories_claims/two": {"disputes": 26, "not-disputes": 26, "agreed": 11, "surplus": 0},
}
every_batch = pytest.mark.parametrize("batch", FLOORS)


def told(batch: str) -> Tally:
    return batch_tally(HERE / batch)


@every_batch
@pytest.mark.parametrize("measure", ["disputes", "not-disputes", "agreed"])
def test_floor_is_kept(batch: str, measure: str) -> None:
    tally = told(batch)
    misses = [miss for miss in tally.misses if miss.measure == measure]
    assert tally.of(measure).right >= FLOORS[batch][measure], "\n".join(map(str, misses))


@every_batch
def test_every_story_is_briefed_and_copies_have_one_owner(batch: str) -> None:
    tally = told(batch)
    assert not [miss for miss in tally.misses if miss.measure in ("failed", "copies")]


@every_batch
def test_no_more_disputes_than_were_planted(batch: str) -> None:
    disputes = told(batch).of("disputes")
    assert disputes.found - disputes.right <= FLOORS[batch]["surplus"]


@every_batch
def test_stories_mix_languages_and_hold_accounts_that_stand_on_the_pages(batch: str) -> None:
    stories = list(stories_below(HERE / batch))
    assert stories
    for story in stories:
        assert len({page.language for page in story.pages}) > 1, story.folder
        assert story.disputes and story.not_disputes, story.folder
        for question in (*story.disputes, *story.not_disputes, *story.agreed):
            assert len(question.values) > 1, question.about
            assert all(question.values), question.about
