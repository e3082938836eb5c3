"""What is kept in memory of what was put together, for as long as the state it rests on holds."""

from __future__ import annotations

import pytest

from goodoffices.workbench.remembered import Remembered


def test_those_not_asked_for_are_forgotten_first():
    kept: Remembered[int] = Remembered(16)
    for asker in range(40):
        assert kept.get(asker, "state", lambda _, asker=asker: asker) == asker
    assert kept.get(39, "state", lambda _: -1) == 39
    assert kept.get(0, "state", lambda _: -1) == -1
    assert kept.get(39, "later", lambda before: before + 1) == 40


def test_what_could_not_be_made_leaves_what_was_held():
    kept: Remembered[str] = Remembered(2)
    kept.get("ann", 1, lambda before: "first")
    with pytest.raises(ZeroDivisionError):
        kept.get("ann", 2, lambda before: str(1 / 0))
    assert kept.get("ann", 1, lambda before: "again") == "first"
    assert kept.get("ann", 2, lambda before: f"after {before}") == "after first"
