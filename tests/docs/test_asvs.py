"""The checklist of ASVS: every requirement of levels 1 and 2 stands in it once, and every test it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "asvs.md").read_text("utf-8")
ASKED = {
    "1.1": "1-2", "1.2": "1-9", "1.3": "1-11", "1.4": "1-3", "1.5": "1-2",
    "2.1": "1-3", "2.2": "1-3", "2.3": "1-4", "2.4": "1",
    "3.2": "1-2", "3.3": "1-4", "3.4": "1-6", "3.5": "1-5", "3.7": "1-2",
    "4.1": "1-3", "4.2": "1", "4.3": "1-2", "4.4": "1-4",
    "5.1": "1", "5.2": "1-3", "5.3": "1-2", "5.4": "1-3",
    "6.1": "1-3", "6.2": "1-12", "6.3": "1-4", "6.4": "1-4", "6.5": "1-5", "6.6": "1-3", "6.8": "1-4",
    "7.1": "1-3", "7.2": "1-4", "7.3": "1-2", "7.4": "1-5", "7.5": "1-2", "7.6": "1-2",
    "8.1": "1-2", "8.2": "1-3", "8.3": "1", "8.4": "1",
    "9.1": "1-3", "9.2": "1-4",
    "10.1": "1-2", "10.2": "1-2", "10.3": "1-4", "10.4": "1-11", "10.5": "1-5", "10.6": "1-2", "10.7": "1-3",
    "11.1": "1-2", "11.2": "1-3", "11.3": "1-3", "11.4": "1-4", "11.5": "1", "11.6": "1",
    "12.1": "1-3", "12.2": "1-2", "12.3": "1-4",
    "13.1": "1", "13.2": "1-5", "13.3": "1-2", "13.4": "1-5",
    "14.1": "1-2", "14.2": "1-4", "14.3": "1-3",
    "15.1": "1-3", "15.2": "1-3", "15.3": "1-7",
    "16.1": "1", "16.2": "1-5", "16.3": "1-4", "16.4": "1-3", "16.5": "1-3",
    "17.1": "1", "17.2": "1-4", "17.3": "1-2",
}  # fmt: skip
"""Of ASVS 5.0.0: section -> its requirements of levels 1 and 2."""
STATES = {"met", "by hand", "site", "part", "open", "none"}
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+(?:-\d+\.\d+\.\d+)?) \| ([^|]+) \| ([^|]+) \| ?([^|]*) ?\|$", PAGE, re.M)
FILES = dict(re.findall(r"^\| (\w+) \| (tests/[\w/]+\.py) \|$", PAGE, re.M))
NAMED = re.compile(r"`(\w+)::(test_\w+)`")


def numbers(text: str) -> list[str]:
    """`10.3.1-10.3.4` as its numbers."""
    first, _, last = text.partition("-")
    section, _, begin = first.rpartition(".")
    return [f"{section}.{number}" for number in range(int(begin), int((last or first).rpartition(".")[2]) + 1)]


def test_every_requirement_of_both_levels_stands_once() -> None:
    listed = [number for row in ROWS for number in numbers(row[0])]
    asked = [
        f"{section}.{number}"
        for section, some in ASKED.items()
        for number in range(1, int(some.rpartition("-")[2]) + 1)
    ]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(asked)


def test_every_row_has_a_state_that_it_can_answer_for() -> None:
    for number, asked, state, where in ROWS:
        assert state.strip() in STATES, number
        assert asked.strip(), number
        if state.strip() == "met":
            assert NAMED.search(where) or "same test" in where or "same lines" in where, number
        if state.strip() in ("part", "open", "site"):
            assert where.strip() or state.strip() == "site", number


def test_every_test_that_is_named_is_there() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) > 80
    assert {name for name, _ in named} <= set(FILES)
    for name, path in FILES.items():
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        missing = {test for short, test in named if short == name} - defined
        assert missing == set(), path
