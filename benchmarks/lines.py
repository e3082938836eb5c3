"""Side and distance of a million points to a line of control; part of `make bench`. Processor time, first call
apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from goodoffices.monitoring.lines import ControlMap

POINTS = 1_000_000
FLOORS = {"side": 0.2, "distance": 1.5}


def front(seed: int = 1, points: int = 2_900) -> shapely.MultiPolygon:
    """A ragged area some 900 km long with about as many corners as a map of a day has."""
    draw = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    reach = 1 + 0.15 * np.cumsum(draw.normal(0, 0.03, points)) + draw.normal(0, 0.004, points)
    ring = np.stack([36 + 4.3 * reach * np.cos(angle), 47.7 + 3.3 * reach * np.sin(angle)], axis=1)
    whole = shapely.make_valid(shapely.Polygon(ring))
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Processor seconds and seconds by the clock of one call."""
    begin, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - begin, time.perf_counter() - wall


def main() -> None:
    """Measure and print."""
    chart, draw = ControlMap("made up", {0: front()}), np.random.default_rng(2)
    lon, lat = draw.uniform(31, 41, POINTS), draw.uniform(44, 52, POINTS)
    day = np.zeros(POINTS, dtype=np.int64)
    chart.distances(lon[:10], lat[:10], day[:10])
    area = front()
    shapely.prepare(area)
    rings = [ring for part in area.geoms for ring in (part.exterior, *part.interiors)]
    ends = [shapely.get_coordinates(ring) for ring in rings]
    edges = shapely.STRtree(shapely.linestrings(np.concatenate([np.stack((e[:-1], e[1:]), axis=1) for e in ends])))
    peers = {
        "side": lambda: shapely.contains_xy(area, lon, lat),
        "distance": lambda: edges.query_nearest(shapely.points(lon, lat), return_distance=True),
    }
    for name, work in (("side", chart.sides), ("distance", chart.distances)):
        spent, wall = _timed(lambda work=work: work(lon, lat, day))
        theirs, _ = _timed(peers[name])
        print(
            f"{name:<10}{spent:.2f} s ({wall:.2f} s by the clock)  to reach: {FLOORS[name]} s; "
            f"shapely, in degrees on a plane, {theirs:.2f} s, {theirs / spent:.1f} times as long"
        )


if __name__ == "__main__":
    main()
