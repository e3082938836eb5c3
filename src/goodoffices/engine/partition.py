"""How a table is cut into cells by an integer column, each with a halo of rows that belong to its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cell:
    """Values from `begin` up to `end` are its own; rows from `low` up to `high` are its rows and those of its halo."""

    number: int
    begin: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Partition:
    """Cells of `span` units of `column`, counted from zero: they do not depend on what else is in the table.

    A row lies in the cell of its value and in the halo of every cell that is less than `halo` units away.
    """

    column: str
    span: int
    halo: int

    def cells(self, values: NDArray[np.int64]) -> Iterator[Cell]:
        """The cells that own a row, in order; `values` are those of the column, ascending."""
        for number in np.unique(values // self.span).tolist():
            begin, end = number * self.span, (number + 1) * self.span
            low, high = np.searchsorted(values, [begin - self.halo, end + self.halo]).tolist()
            yield Cell(number, begin, end, low, high)

    def numbers(self, value: int) -> range:
        """The cells whose own rows or halo hold a row of this value: what a cluster has to send the row to."""
        return range((value - self.halo) // self.span, (value + self.halo) // self.span + 1)
