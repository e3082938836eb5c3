"""Points on the WGS 84 ellipsoid: positions in space, and the geodesic length of a chord."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import numpy as np

from ..engine.kernels import compiled
from .tables import Floats

A = 6_378_137.0
F = 1 / 298.257223563
E2 = F * (2 - F)


@compiled
def position(lon: float, lat: float) -> tuple[float, float, float]:
    """Earth-centred coordinates in metres of degrees on the ellipsoid."""
    phi, lam = radians(lat), radians(lon)
    across = A / sqrt(1 - E2 * sin(phi) ** 2)
    return across * cos(phi) * cos(lam), across * cos(phi) * sin(lam), across * (1 - E2) * sin(phi)


@compiled
def positions(lon: Floats, lat: Floats) -> Floats:
    """As `position`, of many points: shape (points, 3)."""
    found = np.empty((len(lon), 3))
    for row in range(len(lon)):
        found[row] = position(lon[row], lat[row])
    return found


@compiled
def along_the_surface(lon: float, lat: float, east: float, north: float, up: float, chord: float) -> float:
    """Geodesic metres from a point to another that is a chord away, given as a step in space.

    The arc of the circle with the curvature of the ellipsoid half-way in that direction (Euler); off by less than a
    millimetre at 100 km, 0.2 m at 1,000 km.
    """
    phi, lam = radians(lat), radians(lon)
    to_east = -sin(lam) * east + cos(lam) * north
    to_north = -sin(phi) * (cos(lam) * east + sin(lam) * north) + cos(phi) * up
    half_way = sin(phi + to_north / (2 * A)) ** 2
    root = sqrt(1 - E2 * half_way)
    meridian, transverse = A * (1 - E2) / root**3, A / root
    flat = to_east**2 + to_north**2
    share = to_north**2 / flat if flat > 0 else 1.0
    radius = 1 / (share / meridian + (1 - share) / transverse)
    return 2 * radius * asin(min(1.0, chord / (2 * radius)))
