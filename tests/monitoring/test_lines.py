"""Side and distance: polygons of a day, geodesic distances against a slow exact search, polygons that are wrong."""

from __future__ import annotations

import gzip
import json
from datetime import date

import numpy as np
import pytest
import shapely
from geodesics import slow_distance

from goodoffices.errors import InputRefused
from goodoffices.monitoring.areas import area_of
from goodoffices.monitoring.lines import EPOCH, ControlMap, rings_of, side_by_side

SQUARE = [[30.0, 48.0], [32.0, 48.0], [32.0, 49.0], [30.0, 49.0], [30.0, 48.0]]
HOLE = [[30.5, 48.4], [30.5, 48.6], [30.7, 48.6], [30.7, 48.4], [30.5, 48.4]]


def ragged(seed, points=60):
    draw = np.random.default_rng(seed)
    angle = np.sort(draw.uniform(0, 2 * np.pi, points))
    reach = draw.uniform(0.4, 1.6, points)
    ring = np.stack([36 + 1.5 * reach * np.cos(angle), 48 + reach * np.sin(angle)], axis=1)
    return shapely.MultiPolygon([shapely.Polygon(ring)])


@pytest.mark.parametrize("seed", [1, 2])
def test_distances_are_those_of_a_slow_exact_search(seed):
    area, draw = ragged(seed), np.random.default_rng(seed)
    lon, lat = draw.uniform(32, 40, 400), draw.uniform(45, 51, 400)
    chart = ControlMap("ours", {0: area})
    metres = chart.distances(lon, lat, np.zeros(400, dtype=np.int64))
    for row in range(0, 400, 10):
        assert metres[row] == pytest.approx(slow_distance(rings_of(area), lon[row], lat[row]), abs=1.0)
    assert (chart.sides(lon, lat, np.zeros(400, dtype=np.int64)) == shapely.contains_xy(area, lon, lat)).all()


def test_the_map_of_the_day_holds_and_none_before_the_first():
    west = area_of({"type": "Polygon", "coordinates": [SQUARE]}, "west")
    east = area_of({"type": "Polygon", "coordinates": [[[x + 2, y] for x, y in SQUARE]]}, "east")
    chart = ControlMap("ours", {10: west, 20: east})
    lon, lat = np.full(4, 31.0), np.full(4, 48.5)
    placed = chart.place(lon, lat, np.array([5, 10, 15, 20]))
    assert placed.inside.tolist() == [False, True, True, False]
    assert placed.age.tolist() == [-1, 0, 5, 0]
    assert np.isnan(placed.metres[0])
    assert placed.metres[1] == pytest.approx(55_600, rel=0.01)


def test_rival_maps_are_told_side_by_side():
    small = area_of({"type": "Polygon", "coordinates": [SQUARE]}, "small")
    holed = area_of({"type": "Polygon", "coordinates": [SQUARE, HOLE]}, "holed")
    maps = [ControlMap("one", {0: small}), ControlMap("two", {0: holed})]
    told = side_by_side(maps, np.array([30.6]), np.array([48.5]), np.array([3]))
    assert [told["one"].inside[0], told["two"].inside[0]] == [True, False]
    assert told["two"].metres[0] < told["one"].metres[0]


def test_maps_are_read_from_features_by_date(tmp_path):
    feature = {
        "type": "Feature",
        "properties": {"date": "2031-02-03"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE[::-1]]},
    }
    path = tmp_path / "map.geojson.gz"
    path.write_bytes(gzip.compress(json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()))
    chart = ControlMap.read(path)
    assert (chart.days + EPOCH).tolist() == [date(2031, 2, 3).toordinal()]
    assert chart.sides(np.array([31.0]), np.array([48.5]), chart.days).tolist() == [True]


@pytest.mark.parametrize(
    ("ring", "says"),
    [
        (SQUARE[:-1], "it is open"),
        (SQUARE[::-1], "inside out"),
        ([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]], "crosses or touches itself|inside out|encloses nothing"),
        ([[0, 0], [3, 0], [3, 2], [1, -1], [0, 2], [0, 0]], "crosses or touches itself"),
        ([[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]], "ring 1, point 2: it crosses the antimeridian"),
        ([[48, 130], [49, 130], [49, 131], [48, 130]], "longitude comes first"),
        ([[0, 0], [1, 0], [0, 0]], "at least four points"),
        ([[0, 0], [1, 0], [2, 0], [0, 0]], "encloses nothing"),
        ([[0, 0], [1, "0"], [1, 1], [0, 0]], "point 2"),
        ([[0, 0], [1, float("nan")], [1, 1], [0, 0]], "point 2"),
    ],
)
def test_a_polygon_that_is_wrong_is_refused_with_its_place(ring, says):
    with pytest.raises(ValueError, match=f"area.*(?:{says})"):
        area_of({"type": "Polygon", "coordinates": [ring]}, "area")


@pytest.mark.parametrize(
    "geometry", [None, {}, {"type": "Point", "coordinates": [0, 0]}, {"type": "MultiPolygon", "coordinates": []}]
)
def test_what_is_no_area_is_refused(geometry):
    with pytest.raises(ValueError, match="no Polygon or MultiPolygon"):
        area_of(geometry, "area")


def test_a_wrong_feature_is_named(tmp_path):
    path = tmp_path / "map.geojson"
    path.write_text('{"features": [{"properties": {}, "geometry": null}]}', encoding="utf-8")
    with pytest.raises(InputRefused, match="feature 1"):
        ControlMap.read(path)


def test_control_of_a_real_day(shared):
    path = shared / "data/deepstate-control-subset/control_truce_days.geojson.gz"
    if not path.exists():
        pytest.skip("needs the real control maps beside the checkout")
    chart = ControlMap.read(path)
    draw = np.random.default_rng(1)
    lon, lat = draw.uniform(31, 41, 300), draw.uniform(44, 52, 300)
    day = np.full(300, chart.days[-1])
    metres = chart.distances(lon, lat, day)
    for row in (3, 150, 299):
        assert metres[row] == pytest.approx(slow_distance(rings_of(chart._areas[-1]), lon[row], lat[row]), abs=1.0)
