"""The nearest of many short lines to each of many points: a quadtree whose cells know every line that can be nearest.

A line can be nearest somewhere in a cell only if it is no further from its middle than the nearest there and the
cell's diameter together; so each cell keeps few. Distances are chords in space, where this holds exactly.
"""

from __future__ import annotations

from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from ..engine.kernels import compiled
from .geodesy import along_the_surface, position, positions
from .tables import Floats

# Lines are cut so short that a chord leaves the surface, and the straight line of the map, by less than 0.2 m.
LONGEST = 2_000.0
FEW = 16
DEEPEST = 8
MOST_NODES = 400_000

Ints = np.ndarray[Any, np.dtype[np.int64]]


class Tree(NamedTuple):
    """`bounds`: west, south, width, height in degrees; `child`: first of four children by node, -1 for a leaf; `first`
    and `last`: a leaf's stretch of `lines` and `off`, nearest to its middle first; `off`: metres from the middle;
    `ends`: both ends of the lines in space, (lines, 6)."""

    bounds: Floats
    child: Ints
    first: Ints
    last: Ints
    lines: Ints
    off: Floats
    ends: Floats


def tree_of(rings: list[Floats], lon: Floats, lat: Floats) -> Tree:
    """Of rings of (lon, lat) in degrees, for these points."""
    begins, ends = (np.concatenate(parts) for parts in zip(*(_cut(ring) for ring in rings), strict=True))
    west, south = min(lon.min(), begins[:, 0].min()), min(lat.min(), begins[:, 1].min())
    east, north = max(lon.max(), begins[:, 0].max()), max(lat.max(), begins[:, 1].max())
    bounds = np.array([west, south, max(east - west, 1e-9) * (1 + 1e-9), max(north - south, 1e-9) * (1 + 1e-9)])
    lines = np.concatenate([positions(begins[:, 0], begins[:, 1]), positions(ends[:, 0], ends[:, 1])], axis=1)
    return Tree(bounds, *_grow(bounds, lines), lines)


def distances(tree: Tree, lon: Floats, lat: Floats) -> Floats:
    """Geodesic metres from each point to the nearest line."""
    return np.asarray(_nearest(*tree, lon, lat))


def _cut(ring: Floats) -> tuple[Floats, Floats]:
    """The edges of a ring, straight in longitude and latitude as RFC 7946 has them, in pieces of LONGEST at most."""
    begin, end = ring[:-1], ring[1:]
    span = positions(end[:, 0], end[:, 1]) - positions(begin[:, 0], begin[:, 1])
    pieces = np.maximum(1, np.ceil(np.sqrt((span**2).sum(axis=1)) / LONGEST)).astype(np.int64)
    edge = np.repeat(np.arange(len(begin)), pieces)
    number = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = (number / pieces[edge])[:, None]
    after = ((number + 1) / pieces[edge])[:, None]
    step = end - begin
    return begin[edge] + step[edge] * share, begin[edge] + step[edge] * after


@compiled
def _off(x: float, y: float, z: float, ends: Floats, line: int) -> tuple[float, float]:
    """Squared distance in space from a point to a line, and where on it (0 to 1) the nearest place is."""
    ux, uy, uz = ends[line, 3] - ends[line, 0], ends[line, 4] - ends[line, 1], ends[line, 5] - ends[line, 2]
    vx, vy, vz = x - ends[line, 0], y - ends[line, 1], z - ends[line, 2]
    length = ux * ux + uy * uy + uz * uz
    share = (ux * vx + uy * vy + uz * vz) / length if length > 0 else 0.0
    share = min(1.0, max(0.0, share))
    dx, dy, dz = vx - share * ux, vy - share * uy, vz - share * uz
    return dx * dx + dy * dy + dz * dz, share


@compiled
def _reach(west: float, south: float, width: float, height: float) -> float:
    """Metres in space from the middle of a cell to its farthest corner; a little more, as wide cells bulge."""
    x, y, z = position(west + width / 2, south + height / 2)
    reach = 0.0
    for corner in range(4):
        cx, cy, cz = position(west + width * (corner % 2), south + height * (corner // 2))
        reach = max(reach, sqrt((cx - x) ** 2 + (cy - y) ** 2 + (cz - z) ** 2))
    return reach * (1.0 + 0.02 * width)


@compiled
def _grow(bounds: Floats, ends: Floats) -> tuple[Ints, Ints, Ints, Ints, Floats]:
    """Cells by halving, breadth first; a cell passes on the lines that can be nearest in it."""
    nodes, size, used, node = 1, len(ends), len(ends), 0
    most = MOST_NODES
    child, first, last = np.full(most, -1), np.zeros(most, np.int64), np.zeros(most, np.int64)
    west, south, depth = np.empty(most), np.empty(most), np.zeros(most, np.int64)
    lines, off = np.empty(8 * size + 1024, np.int64), np.zeros(8 * size + 1024)
    lines[:size] = np.arange(size)
    last[0], west[0], south[0] = size, bounds[0], bounds[1]
    while node < nodes:
        width, height = bounds[2] / 2.0 ** depth[node], bounds[3] / 2.0 ** depth[node]
        x, y, z = position(west[node] + width / 2, south[node] + height / 2)
        start, stop = first[node], last[node]
        if used + stop - start > len(lines):
            lines = np.concatenate((lines, np.empty(len(lines), np.int64)))
            off = np.concatenate((off, np.zeros(len(off))))
        least = 1e18
        for place in range(start, stop):
            away = sqrt(_off(x, y, z, ends, lines[place])[0])
            off[used + place - start] = away
            least = min(least, away)
        bound = least + 2 * _reach(west[node], south[node], width, height) + 1e-6
        kept = used
        for place in range(start, stop):
            away = off[used + place - start]
            if away <= bound:
                lines[kept], off[kept] = lines[place], away
                kept += 1
        first[node], last[node], used = used, kept, kept
        if last[node] - first[node] > FEW and depth[node] < DEEPEST and nodes + 4 <= most:
            child[node] = nodes
            for quarter in range(4):
                west[nodes] = west[node] + width / 2 * (quarter % 2)
                south[nodes] = south[node] + height / 2 * (quarter // 2)
                first[nodes], last[nodes], depth[nodes] = first[node], last[node], depth[node] + 1
                nodes += 1
        else:
            order = np.argsort(off[first[node] : last[node]])
            lines[first[node] : last[node]] = lines[first[node] : last[node]][order]
            off[first[node] : last[node]] = off[first[node] : last[node]][order]
        node += 1
    return child[:nodes].copy(), first[:nodes].copy(), last[:nodes].copy(), lines[:used].copy(), off[:used].copy()


@compiled
def _nearest(
    bounds: Floats,
    child: Ints,
    first: Ints,
    last: Ints,
    lines: Ints,
    off: Floats,
    ends: Floats,
    lon: Floats,
    lat: Floats,
) -> Floats:
    found = np.empty(len(lon))
    for row in range(len(lon)):
        node, west, south, width, height = 0, bounds[0], bounds[1], bounds[2], bounds[3]
        while child[node] >= 0:
            width, height = width / 2, height / 2
            right, upper = lon[row] >= west + width, lat[row] >= south + height
            west, south = west + width * right, south + height * upper
            node = child[node] + right + 2 * upper
        x, y, z = position(lon[row], lat[row])
        mx, my, mz = position(west + width / 2, south + height / 2)
        aside = sqrt((x - mx) ** 2 + (y - my) ** 2 + (z - mz) ** 2)
        least, best, at = 1e30, 0, 0.0
        for place in range(first[node], last[node]):
            # A line is no nearer to the point than to the middle, less the way from the middle to the point.
            if off[place] - aside > 0 and (off[place] - aside) ** 2 > least:
                break
            square, share = _off(x, y, z, ends, lines[place])
            if square < least:
                least, best, at = square, lines[place], share
        east = ends[best, 0] + at * (ends[best, 3] - ends[best, 0]) - x
        north = ends[best, 1] + at * (ends[best, 4] - ends[best, 1]) - y
        up = ends[best, 2] + at * (ends[best, 5] - ends[best, 2]) - z
        found[row] = along_the_surface(lon[row], lat[row], east, north, up, sqrt(least))
    return found
