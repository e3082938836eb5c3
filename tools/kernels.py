"""Have the loops of fusion and of lines of control compiled once, at installation: the first call need not wait.

What numba makes is kept beside the sources and made anew when they change.
"""

from __future__ import annotations

import numpy as np
import shapely

from goodoffices.events.incidents.columns import Reports
from goodoffices.events.incidents.fusing import grouped, nothing_judged
from goodoffices.events.incidents.learning import learned
from goodoffices.monitoring.lines import ControlMap

DAY = 86_400_000_000


def reports(number: int = 60) -> Reports:
    """Two sources that tell the same incidents, a kilometre apart at most."""
    begins = np.repeat(np.arange(number) * DAY, 2)
    lat = 45 + np.arange(2 * number) * 0.001
    source = np.tile([0, 1], number)
    return Reports(begins, begins + DAY, lat, lat - 10, np.full(2 * number, 1_000.0), source, ("one", "other"), source)


def main() -> None:
    """Call each once."""
    table = reports()
    grouped(table, learned(table), nothing_judged())
    chart = ControlMap("square", {0: shapely.MultiPolygon([shapely.box(30, 45, 31, 46)])})
    chart.distances(np.array([30.5]), np.array([45.5]), np.array([0]))


if __name__ == "__main__":
    main()
