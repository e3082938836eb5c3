"""Stories with what newsrooms differ and agree on: planted disputes found, agreements found, nothing invented.

First runs, blind (disputes found of planted; agreements; differences of wording left in peace): batch one 2 of 20, 1 of 20,
41 of 41, with no dispute that nobody planted. Batch two, run after the fixes that batch one asked for: 3 of 12, 4 of 12,
23 of 24, one dispute too many. Batch three, run after the fixes that batch two asked for: 5 of 8, 2 of 7, 16 of 16, none too
many.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import Tally
from scoring.runs import batch_tally

FOLDER = Path(__file__).parent / "stories_unseen"
# Right answers that may only become more; `surplus` are disputes that nobody planted, which may only become fewer.
FLOORS = {
    "one": {"disputes": 12, "not-disputes": 41, "agreed": 6, "surplus": 0},
    "two": {"disputes": 10, "not-disputes": 24, "agreed": 9, "surplus": 1},
    "three": {"disputes": 6, "not-disputes": 16, "agreed": 4, "surplus": 0},
}


def told(batch: str) -> Tally:
    return batch_tally(FOLDER / batch)


@pytest.mark.parametrize("batch", FLOORS)
def test_every_story_is_briefed(batch: str) -> None:
    assert not [miss for miss in told(batch).misses if miss.measure == "failed"]


@pytest.mark.parametrize("measure", ["disputes", "not-disputes", "agreed"])
@pytest.mark.parametrize("batch", FLOORS)
def test_floor_is_kept(batch: str, measure: str) -> None:
    tally = told(batch)
    misses = [miss for miss in tally.misses if miss.measure == measure]
    assert tally.of(measure).right >= FLOORS[batch][measure], "\n".join(map(str, misses))


@pytest.mark.parametrize("batch", FLOORS)
def test_no_more_disputes_than_were_planted(batch: str) -> None:
    disputes = told(batch).of("disputes")
    assert disputes.found - disputes.right <= FLOORS[batch]["surplus"]


@pytest.mark.parametrize("batch", FLOORS)
def test_reprints_have_one_owner(batch: str) -> None:
    copies = told(batch).of("copies")
    assert copies.right == copies.found
