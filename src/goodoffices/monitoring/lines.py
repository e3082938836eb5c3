"""Maps of control: whose area a point lies in on a day, and how far it is from the line; rival maps side by side.

A map is its source's claim, dated by day; on a day without one, the latest before it holds and its age is told.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
import shapely

from ..errors import InputRefused
from .areas import area_of
from .tables import Floats

Flags = np.ndarray[Any, np.dtype[np.bool_]]
Days = np.ndarray[Any, np.dtype[np.int64]]


class Placed(NamedTuple):
    """By point: whether it lies inside, metres to the line (NaN before the first map), age of the map in days (-1)."""

    inside: Flags
    metres: Floats
    age: Days


class ControlMap:
    """One source's areas by day (days since 1970)."""

    def __init__(self, source: str, areas: Mapping[int, shapely.MultiPolygon]) -> None:
        self.source = source
        self.days = np.array(sorted(areas), dtype=np.int64)
        self._areas = [areas[day] for day in self.days.tolist()]
        for area in self._areas:
            shapely.prepare(area)

    @classmethod
    def read(cls, path: Path, source: str | None = None) -> ControlMap:
        """From GeoJSON features with a property `date`, also gzipped; an InputRefused names the feature that is wrong.

        Rings may run either way: many maps do not keep to RFC 7946.
        """
        try:
            data = path.read_bytes()
            content = orjson.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
            features = content["features"]
        except (OSError, EOFError, orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise InputRefused(str(path), f"no collection of GeoJSON features: {error}") from error
        areas: dict[int, shapely.MultiPolygon] = {}
        for number, feature in enumerate(features, 1):
            try:
                day = date.fromisoformat(str(feature["properties"]["date"])[:10])
                areas[day.toordinal() - EPOCH] = area_of(feature.get("geometry"), "geometry", either_way=True)
            except (KeyError, TypeError, ValueError) as error:
                why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
                raise InputRefused(str(path), why, place=f"feature {number}") from error
        if not areas:
            raise InputRefused(str(path), "it has no features")
        return cls(source or path.name, areas)

    def sides(self, lon: Floats, lat: Floats, day: Days) -> Flags:
        """Whether each point lies inside on its day; never before the first map."""
        inside = np.zeros(len(lon), dtype=bool)
        for rows, area, _ in self._groups(day):
            inside[rows] = shapely.contains_xy(area, lon[rows], lat[rows])
        return inside

    def distances(self, lon: Floats, lat: Floats, day: Days) -> Floats:
        """Geodesic metres to the line of the day; NaN before the first map."""
        from .nearest import distances, tree_of

        metres = np.full(len(lon), np.nan)
        for rows, area, _ in self._groups(day):
            metres[rows] = distances(tree_of(rings_of(area), lon[rows], lat[rows]), lon[rows], lat[rows])
        return metres

    def place(self, lon: Floats, lat: Floats, day: Days) -> Placed:
        """Side, distance and age of the map, by point."""
        age = np.full(len(lon), -1, dtype=np.int64)
        for rows, _, dated in self._groups(day):
            age[rows] = np.broadcast_to(day, len(lon))[rows] - dated
        return Placed(self.sides(lon, lat, day), self.distances(lon, lat, day), age)

    def _groups(self, day: Days) -> Iterator[tuple[Any, shapely.MultiPolygon, int]]:
        which = np.searchsorted(self.days, day, side="right") - 1
        for number in np.unique(which).tolist():
            if number >= 0:
                rows = slice(None) if (which == number).all() else np.flatnonzero(which == number)
                yield rows, self._areas[number], int(self.days[number])


EPOCH = date(1970, 1, 1).toordinal()


def rings_of(area: shapely.MultiPolygon) -> list[Floats]:
    """All rings, outer and inner, as arrays of (lon, lat)."""
    return [np.asarray(ring.coords)[:, :2] for part in area.geoms for ring in (part.exterior, *part.interiors)]


def side_by_side(maps: list[ControlMap], lon: Floats, lat: Floats, day: Days) -> dict[str, Placed]:
    """What each map says of the same points; where they differ is theirs to explain."""
    return {each.source: each.place(lon, lat, day) for each in maps}
