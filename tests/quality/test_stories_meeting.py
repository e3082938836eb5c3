"""Stories of many counted things, days and doers: disputes found, agreements found, nothing invented.

First run, blind: in the README of the folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import Tally, stories_below
from scoring.runs import batch_tally

FOLDER = Path(__file__).parent / "stories_meeting"
# Right answers that may only become more; `surplus` are disputes that nobody planted, which may only become fewer.
FLOORS = {
    "one": {"disputes": 9, "not-disputes": 26, "agreed": 16, "surplus": 0},
}


def told(batch: str) -> Tally:
    return batch_tally(FOLDER / batch)


@pytest.mark.parametrize("measure", ["disputes", "not-disputes", "agreed"])
@pytest.mark.parametrize("batch", FLOORS)
def test_floor_is_kept(batch: str, measure: str) -> None:
    tally = told(batch)
    assert not [miss for miss in tally.misses if miss.measure == "failed"]
    misses = [miss for miss in tally.misses if miss.measure == measure]
    assert tally.of(measure).right >= FLOORS[batch][measure], "\n".join(map(str, misses))


@pytest.mark.parametrize("batch", FLOORS)
def test_no_more_disputes_than_were_planted(batch: str) -> None:
    disputes = told(batch).of("disputes")
    assert disputes.found - disputes.right <= FLOORS[batch]["surplus"]


@pytest.mark.parametrize("batch", FLOORS)
def test_copies_have_one_owner(batch: str) -> None:
    copies = told(batch).of("copies")
    assert copies.right == copies.found


@pytest.mark.parametrize("batch", FLOORS)
def test_stories_mix_languages_and_plant_both(batch: str) -> None:
    for story in stories_below(FOLDER / batch):
        assert len({page.language for page in story.pages}) >= 2, story.folder
        assert len(story.not_disputes) > len(story.disputes) - 1 > 0, story.folder
        assert story.agreed, story.folder
