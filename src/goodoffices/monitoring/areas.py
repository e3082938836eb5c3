"""Polygons as people write them, checked before anything is decided by them (RFC 7946: longitude, latitude; WGS 84)."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite
from typing import Any

import shapely


def polygon_of(coordinates: Any, place: str, *, either_way: bool = False) -> shapely.Polygon:
    """A polygon from its rings, the outer one first; ValueError names the ring and point that are wrong.

    Outer rings run against the clock and holes with it; with `either_way` the order alone says which is which, for
    maps by others.
    """
    if not isinstance(coordinates, list) or not coordinates:
        raise ValueError(f"{place}: it has no rings")
    for number, ring in enumerate(coordinates, 1):
        _check_ring(ring, f"{place}, ring {number}")
        if not either_way and shapely.LinearRing(ring).is_ccw != (number == 1):
            raise ValueError(
                f"{place}, ring {number}: it is inside out; outer rings run against the clock, holes with it"
            )
    polygon = shapely.Polygon(coordinates[0], coordinates[1:])
    if not polygon.is_valid:
        reason = str(shapely.is_valid_reason(polygon))
        raise ValueError(f"{place}: the polygon crosses or touches itself ({reason}, longitude and latitude)")
    return polygon


def _check_ring(ring: Any, place: str) -> None:
    if not isinstance(ring, list) or len(ring) < 4:
        raise ValueError(f"{place}: a ring has at least four points, the last the same as the first")
    for number, point in enumerate(ring, 1):
        if not _is_point(point):
            raise ValueError(f"{place}, point {number}: {point!r} is no [longitude, latitude]")
        if abs(point[0]) > 180 or abs(point[1]) > 90:
            raise ValueError(f"{place}, point {number}: {point!r} is nowhere on Earth; longitude comes first")
    if list(ring[0]) != list(ring[-1]):
        raise ValueError(f"{place}: it is open; end with the first point")
    for number, (one, two) in enumerate(pairwise(ring), 2):
        if abs(one[0] - two[0]) > 180:
            raise ValueError(f"{place}, point {number}: it crosses the antimeridian; cut the area in two at 180")
    if shapely.Polygon(ring).area == 0 and _loops(ring):
        # A bow tie: its halves cancel each other out.
        reason = str(shapely.is_valid_reason(shapely.Polygon(ring)))
        raise ValueError(f"{place}: it crosses or touches itself ({reason}, longitude and latitude)")
    if shapely.LinearRing(ring).length == 0 or shapely.Polygon(ring).area == 0:
        raise ValueError(f"{place}: it encloses nothing")


def _loops(ring: list[Any]) -> bool:
    """Whether some part of a ring goes around something."""
    return bool(shapely.polygonize([shapely.node(shapely.LinearRing(ring))]).geoms)


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2
        and all(isinstance(value, int | float) and not isinstance(value, bool) for value in point[:2])
        and all(isfinite(value) for value in point[:2])
    )


def area_of(geometry: Any, place: str, *, either_way: bool = False) -> shapely.MultiPolygon:
    """A GeoJSON Polygon or MultiPolygon; ValueError when it is none, is empty or is wrong."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        return shapely.MultiPolygon([polygon_of(coordinates, place, either_way=either_way)])
    if kind == "MultiPolygon" and isinstance(coordinates, list) and coordinates:
        parts = [
            polygon_of(part, f"{place}, polygon {number}", either_way=either_way)
            for number, part in enumerate(coordinates, 1)
        ]
        whole = shapely.MultiPolygon(parts)
        if not whole.is_valid:
            raise ValueError(f"{place}: the polygons overlap ({shapely.is_valid_reason(whole)})")
        return whole
    raise ValueError(f"{place}: it is no Polygon or MultiPolygon, or it is empty")


def line_of(coordinates: Any, place: str) -> shapely.LineString:
    """A line of [longitude, latitude] points; ValueError names the point that is wrong."""
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        raise ValueError(f"{place}: a line has at least two points")
    for number, point in enumerate(coordinates, 1):
        if not _is_point(point) or abs(point[0]) > 180 or abs(point[1]) > 90:
            raise ValueError(f"{place}, point {number}: {point!r} is no [longitude, latitude]")
    for number, (one, two) in enumerate(pairwise(coordinates), 2):
        if abs(one[0] - two[0]) > 180:
            raise ValueError(f"{place}, point {number}: it crosses the antimeridian; cut the line in two at 180")
    return shapely.LineString(coordinates)
