"""Whether incidents lie in the area of a commitment: yes, no, or not to be said with what is known of their place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from .commitments import Area, Baseline
from .incidents import Incidents
from .lines import rings_of
from .tables import Floats

Flags = np.ndarray[Any, np.dtype[np.bool_]]


def in_area(area: Area, incidents: Incidents) -> pa.Array:
    """True, false or null by incident."""
    if area.kind == "polygons":
        sure, may = _in_polygons(area.polygons, incidents)
    else:
        sure, may = _in_bands(area, incidents)
    placed = ~np.isnan(incidents.lon) & ~np.isnan(incidents.lat)
    return pa.array(sure & placed, mask=~placed | (may & ~sure))


def _in_polygons(polygons: shapely.Geometry, incidents: Incidents) -> tuple[Flags, Flags]:
    """Surely and possibly inside: the circle of the incident's place lies inside, or meets the area."""
    shapely.prepare(polygons)
    inside = shapely.contains_xy(polygons, incidents.lon, incidents.lat)
    sure, may = inside.copy(), inside.copy()
    vague = np.flatnonzero(incidents.radius > 0)
    if len(vague):
        lon, lat = incidents.lon[vague], incidents.lat[vague]
        near = _metres(polygons, lon, lat) <= incidents.radius[vague]
        sure[vague] &= ~near
        may[vague] |= near
    return sure, may


def _in_bands(area: Area, incidents: Incidents) -> tuple[Flags, Flags]:
    """As for polygons, by distance from the accused's baseline and the band of the weapon."""
    sure, may = np.ones(len(incidents), dtype=bool), np.zeros(len(incidents), dtype=bool)
    for party in range(len(incidents.parties)):
        rows = np.flatnonzero((incidents.accused == party) & ~np.isnan(incidents.lon) & ~np.isnan(incidents.lat))
        lines = [each for each in area.baselines if not each.parties or incidents.parties[party] in each.parties]
        if not len(rows):
            continue
        if not lines:
            sure[rows] = False
            continue
        off = np.min([_off(each, incidents.lon[rows], incidents.lat[rows]) for each in lines], axis=0)
        least, most = off - incidents.radius[rows], off + incidents.radius[rows]
        for band in area.bands:
            codes = [incidents.weapons.index(word) for word in band.weapons if word in incidents.weapons]
            weapon = incidents.weapon[rows]
            applies = np.isin(weapon, codes) if band.weapons else np.ones(len(rows), dtype=bool)
            could = applies | (weapon < 0)
            sure[rows] &= ~could | (most <= band.metres)
            may[rows] |= could & (least <= band.metres)
        banded = _some_band(area, incidents, rows)
        sure[rows] &= banded
    unknown = incidents.accused < 0
    sure[unknown], may[unknown] = False, True
    return sure, may


def _some_band(area: Area, incidents: Incidents, rows: Any) -> Flags:
    """Whether a band applies for sure: a weapon that no band names is in none."""
    named = {word for band in area.bands for word in band.weapons}
    if any(not band.weapons for band in area.bands):
        return np.ones(len(rows), dtype=bool)
    codes = [incidents.weapons.index(word) for word in sorted(named) if word in incidents.weapons]
    return np.asarray(np.isin(incidents.weapon[rows], codes))


def _off(baseline: Baseline, lon: Floats, lat: Floats) -> Floats:
    """Metres from a baseline; 0 inside one that is an area."""
    metres = _metres(baseline.shape, lon, lat)
    if baseline.shape.geom_type != "LineString":
        metres = np.where(shapely.contains_xy(baseline.shape, lon, lat), 0.0, metres)
    return metres


def _metres(shape: shapely.Geometry, lon: Floats, lat: Floats) -> Floats:
    from .nearest import distances, tree_of

    if shape.geom_type == "LineString":
        lines = [np.asarray(shape.coords)[:, :2]]
    else:
        whole = shape if shape.geom_type == "MultiPolygon" else shapely.MultiPolygon([shape])
        lines = rings_of(whole)
    return distances(tree_of(lines, lon, lat), lon, lat)
