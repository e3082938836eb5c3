"""Decisions of people on pairs of reports: which tell of one incident, and which do not."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

import msgspec

from ..events.incidents.scattered import NamedPairs
from ..sources.reports import Refusal
from .tables import read_table, texts

SAME, DIFFERENT = ("same", "positive", "merge"), ("different", "negative", "split")


class Decisions(msgspec.Struct, frozen=True):
    """Rows of a table of decisions: left and right id, verdict, and the number of the row."""

    path: str = ""
    rows: tuple[tuple[str, str, str, int], ...] = ()

    @property
    def ids(self) -> list[str]:
        """The reports that are spoken of, sorted."""
        return sorted({one for left, right, _, _ in self.rows for one in (left, right)})

    def on(self, known: Set[str]) -> tuple[NamedPairs, NamedPairs, tuple[Refusal, ...]]:
        """Pairs that are one incident, pairs that are not, and the rows that say nothing of `known` reports.

        The last decision on a pair wins.
        """
        decided: dict[tuple[str, str], str] = {}
        refused = []
        for left, right, verdict, number in self.rows:
            word = verdict.strip().lower()
            if left not in known or right not in known or left == right:
                refused.append((number, "a report that is not in these tables"))
            elif word not in SAME + DIFFERENT:
                refused.append((number, f"no verdict: {verdict[:40]!r}; write same or different"))
            else:
                decided[min(left, right), max(left, right)] = word
        together, apart = (
            tuple(sorted(pair for pair, word in decided.items() if word in words)) for words in (SAME, DIFFERENT)
        )
        return together, apart, tuple(Refusal(self.path, f"row {number}", "", why) for number, why in refused)


def decisions(path: Path) -> Decisions:
    """The decisions in a file with `left`, `right` and `verdict`."""
    table = read_table(path, required=("left", "right", "verdict"))
    columns = (texts(table, name).to_pylist() for name in ("left", "right", "verdict"))
    return Decisions(str(path), tuple(zip(*columns, range(2, table.num_rows + 2), strict=True)))
