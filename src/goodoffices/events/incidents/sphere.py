"""Points on the sphere: unit vectors, so that no date line, no pole and no choice of a map changes a distance.

Degrees WGS 84 in, metres out, on a sphere of 6,371,008.8 m (the mean radius of IUGG). A chord is shorter than its
arc by 0.03 mm at 5 km and by 1.6 m at 200 km: within the reach of a report the chord serves as the distance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RADIUS = 6_371_008.8


def unit_vectors(lat: Floats, lon: Floats) -> Floats:
    """Unit vectors, shape (n, 3), of points in degrees."""
    phi, theta = np.radians(lat), np.radians(lon)
    return np.column_stack((np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)))


def degrees_of(vectors: Floats) -> tuple[Floats, Floats]:
    """Latitude and longitude in degrees of vectors of any length, shape (n, 3)."""
    flat = np.hypot(vectors[:, 0], vectors[:, 1])
    return np.degrees(np.arctan2(vectors[:, 2], flat)), np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0]))


def chord_of(metres: Floats | float) -> Floats | float:
    """The chord on the unit sphere under an arc in metres."""
    return 2.0 * np.sin(np.minimum(np.asarray(metres) / RADIUS, np.pi) / 2.0)
