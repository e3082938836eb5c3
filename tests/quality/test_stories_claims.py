"""Stories of values of every type that two accounts state of one matter: disputes found, agreements found, nothing invented.

First run, blind: 7 of 24 disputes (two more that were not planted), 5 of 21 agreements, 28 of 28 traps left alone; the README of the
folder tells how it went on.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import Tally, stories_below
from scoring.runs import batch_tally

FOLDER = Path(__file__).parent / "stories_claims"
# Right answers that may only become more; `surplus` are disputes that nobody planted, which may only become fewer.
FLOORS = {
    "one": {"disputes": 14, "not-disputes": 28, "agreed": 11, "surplus": 1},
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
        assert len(story.not_disputes) > 3, story.folder
        assert len(story.disputes) > 2, story.folder
        assert story.agreed, story.folder
