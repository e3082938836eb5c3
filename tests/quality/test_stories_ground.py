"""Whole stories of strikes, tolls, towns, exchanges and truces: planted disputes found, nothing else disputed.

Each batch was written before it was first run, the first two before their author read the code. Planted disputes met at
the first run: batch one 1 of 12 (four disputes too many), batch two 1 of 6 (one too many), and again 1 of 6 once batch
one was met; batch three 0 of 6 (one too many), batch four 1 of 6 (none too many), batch five 1 of 6 (two of the other
five were disputed by other words of the same pages). The floors below are what is met now.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scoring import Tally
from scoring.runs import batch_tally

FOLDER = Path(__file__).parent / "stories_ground"
FLOORS = {
    "one": {"disputes": 11, "not-disputes": 18, "agreed": 1},
    "two": {"disputes": 6, "not-disputes": 8, "agreed": 0},
    "three": {"disputes": 5, "not-disputes": 8, "agreed": 0},
    "four": {"disputes": 5, "not-disputes": 6, "agreed": 0},
    "five": {"disputes": 6, "not-disputes": 7, "agreed": 0},
}


def told(batch: str) -> Tally:
    return batch_tally(FOLDER / batch)


@pytest.mark.parametrize("batch", FLOORS)
def test_every_story_is_briefed(batch: str) -> None:
    assert not [miss for miss in told(batch).misses if miss.measure == "failed"]


@pytest.mark.parametrize(("batch", "measure"), [(batch, name) for batch in FLOORS for name in FLOORS[batch]])
def test_planted_questions_are_met(batch: str, measure: str) -> None:
    tally = told(batch)
    misses = [miss for miss in tally.misses if miss.measure == measure]
    assert tally.of(measure).right >= FLOORS[batch][measure], "\n".join(map(str, misses))


@pytest.mark.parametrize("batch", FLOORS)
def test_nothing_else_is_disputed(batch: str) -> None:
    disputes = told(batch).of("disputes")
    assert disputes.found == disputes.right
