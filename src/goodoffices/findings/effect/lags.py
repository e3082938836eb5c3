"""When the lull began and ended: the stretch near a window in which starts fall short most, by likelihood."""

from __future__ import annotations

import numpy as np

from .series import HOUR, Codes, Series
from .windows import Window

STEP = HOUR // 4
PLACES = 200


def lags(series: Series, window: Window, shifts: Codes) -> tuple[int, int]:
    """Seconds from the window's begin to the lull's, and from its end to the lull's (below 0: earlier).

    Looked for within half the window's length, at most twelve hours, on each side of its begin and end.
    """
    length = window.end - window.begin
    reach = min(length // 2, 12 * HOUR)
    step = max(STEP, reach // PLACES)
    around = np.arange(-reach, reach + 1, step)
    began, ended = window.begin + around, window.end + around
    seen_before, seen_after = series.before(began), series.before(ended)
    expected_before = np.zeros(len(around))
    expected_after = np.zeros(len(around))
    first = np.zeros(1, dtype=np.int64)
    for shift in shifts.tolist():
        moved = window.moved(first + shift)
        expected_before += series.before(moved[0][0] + around)
        expected_after += series.before(moved[1][0] + around)
    seen = seen_after[None, :] - seen_before[:, None]
    expected = (expected_after[None, :] - expected_before[:, None]) / len(shifts)
    held = np.maximum(seen, 1e-9)
    gain = seen * np.log(held / np.maximum(expected, 1e-9)) - seen + expected
    gain[(seen >= expected) | (ended[None, :] <= began[:, None])] = -np.inf
    # The first among equals would be the widest stretch; the one nearest the window says the least that is not shown.
    distance = np.abs(around)[:, None] + np.abs(around)[None, :]
    best = np.lexsort((distance.ravel(), -np.round(gain, 6).ravel()))[0]
    row, column = divmod(int(best), len(around))
    return int(around[row]) // 1_000_000, int(around[column]) // 1_000_000
