"""Counts of what was right, expected and found, by measure, and every miss by page and line."""

from __future__ import annotations

from typing import NamedTuple


class Ratio(NamedTuple):
    """`right` of `expected` (recall) and of `found` (precision)."""

    right: int = 0
    expected: int = 0
    found: int = 0

    def plus(self, other: Ratio) -> Ratio:
        """The two counted together."""
        return Ratio(self.right + other.right, self.expected + other.expected, self.found + other.found)

    @property
    def recall(self) -> float:
        """Share of the expected that is right; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 where nothing was expected and nothing found."""
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0


class Miss(NamedTuple):
    """One difference: page, line in the file (0: the page as a whole), measure, expected, got."""

    page: str
    line: int
    measure: str
    expected: str
    got: str


class Tally:
    """Ratios by measure and the misses, of one page or of many."""

    def __init__(self, page: str = "", language: str = "") -> None:
        self.page = page
        self.language = language
        self.ratios: dict[str, Ratio] = {}
        self.misses: list[Miss] = []

    def count(self, measure: str, right: int = 0, expected: int = 0, found: int = 0) -> None:
        """Add to a measure; naming it with nothing to add makes it appear in the table."""
        self.ratios[measure] = self.ratios.get(measure, Ratio()).plus(Ratio(right, expected, found))

    def miss(self, line: int, measure: str, expected: str, got: str) -> None:
        """Keep one difference for the listing."""
        self.misses.append(Miss(self.page, line, measure, expected, got))

    def add(self, other: Tally) -> None:
        """Count another tally into this one."""
        for measure, ratio in other.ratios.items():
            self.ratios[measure] = self.ratios.get(measure, Ratio()).plus(ratio)
        self.misses.extend(other.misses)

    def of(self, measure: str) -> Ratio:
        """The ratio of a measure; empty where it never came up."""
        return self.ratios.get(measure, Ratio())
