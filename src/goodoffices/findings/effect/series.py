"""The times at which something began: alerts, strikes, shots; sorted, in microseconds UTC."""

from __future__ import annotations

from typing import Any

import numpy as np

Codes = np.ndarray[Any, np.dtype[np.int64]]

HOUR = 3_600_000_000
DAY = 24 * HOUR


class Series:
    """Sorted starts, and for each the code of the source that reports it.

    `begins` and `ends`: between which moments the series is known to run; its first and last start where nothing
    else is said.
    """

    def __init__(self, starts: Codes, sources: Codes | None = None) -> None:
        order = np.argsort(starts, kind="stable")
        self.starts = starts[order]
        self.sources = np.zeros(len(starts), dtype=np.int64) if sources is None else sources[order]
        self.begins = int(self.starts[0]) if len(starts) else 0
        self.ends = int(self.starts[-1]) if len(starts) else 0

    def counts(self, begins: Codes, ends: Codes) -> Codes:
        """How many starts lie in [begin, end) of each window."""
        return np.asarray(np.searchsorted(self.starts, ends) - np.searchsorted(self.starts, begins))

    def before(self, moments: Codes) -> Codes:
        """How many starts come before each moment."""
        return np.asarray(np.searchsorted(self.starts, moments))

    def reporting(self, begin: int, end: int) -> int:
        """How many sources report a start in [begin, end)."""
        first, last = np.searchsorted(self.starts, [begin, end])
        return len(np.unique(self.sources[first:last]))
