"""Cells of reports: coordinates in every usual form, times with and without zone, hostile text."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.sources.reports.coordinates import bearing, degrees, led_away, point
from goodoffices.sources.reports.times import DAY, MISSING, NO_ZONE, times_of

HOUR = 3_600_000_000


@pytest.mark.parametrize(
    ("text", "value"),
    [("48.5", 48.5), (" -12,25 ", -12.25), ("48°30'00\"N", 48.5), ("48° 30' 36\" S", -48.51), ("48 30 36", 48.51),
     ("48°30.6′", 48.51), ("N 48.5", 48.5), ("48d30m36s", 48.51)],
)  # fmt: skip
def test_latitudes_in_any_form(text, value):
    assert degrees(text, north=True) == pytest.approx(value)


@pytest.mark.parametrize("text", ["=A1", "48°75'", "north", "48.5E", "", "1" * 60, "48;5"])
def test_what_is_no_latitude_is_said(text):
    with pytest.raises(ValueError, match=r"\w"):
        degrees(text, north=True)


@given(st.floats(-89.9, 89.9))
def test_degrees_minutes_and_seconds_come_back(value):
    whole = int(abs(value))
    minutes = int((abs(value) - whole) * 60)
    seconds = ((abs(value) - whole) * 60 - minutes) * 60
    text = f"{whole}°{minutes}'{min(seconds, 59.9999):.4f}\"{'S' if value < 0 else 'N'}"
    assert degrees(text, north=True) == pytest.approx(value, abs=1e-5)


def test_hostile_cells_are_quick():
    begun = time.process_time()
    for text in ("1" * 50_000, "4 " * 25_000, "4°" * 25_000, "'" * 50_000):
        with pytest.raises(ValueError):
            degrees(text, north=True)
        assert times_of(pa.array([text]), "UTC").wrong
    assert time.process_time() - begun < 1.0


def test_points_and_bearings():
    assert point("48.5 37.9 120 4.5") == (48.5, 37.9, 4.5)
    assert point("[48.5, 37.9]") == (48.5, 37.9, None)
    with pytest.raises(ValueError, match="point"):
        point("48.5")
    assert [bearing(text) for text in ("N", "south-west", "SSE", "270°")] == [0.0, 225.0, 157.5, 270.0]
    with pytest.raises(ValueError):
        bearing("361")


def test_a_bearing_and_a_range_lead_away():
    lat, lon = led_away(0.0, 179.99, 90.0, 111_195.0)
    assert lat == pytest.approx(0.0, abs=1e-9) and lon == pytest.approx(-179.01, abs=1e-3)


def utc(*parts):
    return int(datetime(*parts, tzinfo=UTC).timestamp()) * 1_000_000


def test_days_and_clock_times():
    found = times_of(
        pa.array(["2024-01-31", "2024-01-31 10:00", "2024-01-31T10:00:30Z", "2024-01-31T10:00+02:00", None]), "UTC"
    )
    assert found.first.tolist() == [
        utc(2024, 1, 31), utc(2024, 1, 31, 10), utc(2024, 1, 31, 10, 0, 30), utc(2024, 1, 31, 8), MISSING,
    ]  # fmt: skip
    assert found.last[0] == found.first[0] + DAY - 1 and not found.wrong


def test_a_clock_time_without_a_zone_is_refused_and_in_a_zone_read():
    told = pa.array(["2024-07-01 12:00", "2024-01-01 12:00"])
    assert set(times_of(told, "").wrong.values()) == {NO_ZONE}
    kyiv, moscow = times_of(told, "Europe/Kyiv"), times_of(told, "Europe/Moscow")
    assert kyiv.first[0] == moscow.first[0] == utc(2024, 7, 1, 9)  # the two agree in summer only
    assert kyiv.first[1] == moscow.first[1] + HOUR


def test_an_hour_that_comes_twice_covers_both():
    found = times_of(pa.array(["2024-10-27 03:30"]), "Europe/Kyiv")
    assert found.last[0] - found.first[0] == HOUR


def test_typed_columns_are_read_as_they_are():
    days = times_of(pa.array([date(2024, 2, 29)]), "Europe/Kyiv")
    assert days.first[0] == utc(2024, 2, 28, 22) and days.last[0] == days.first[0] + DAY - 1
    aware = times_of(pa.array([datetime(2024, 2, 29, tzinfo=UTC)]), "")
    assert aware.first[0] == utc(2024, 2, 29) and not aware.wrong


@pytest.mark.parametrize("text", ["31.12.2023", "31 December 2023", "2023/12/31"])
def test_days_as_people_write_them(text):
    assert times_of(pa.array([text]), "UTC").first[0] == utc(2023, 12, 31)


@pytest.mark.parametrize("text", ["2024-02-31", "yesterday", "=NOW()", "31/12/23"])
def test_what_is_no_time_is_said(text):
    found = times_of(pa.array([text, "2024-02-01"]), "UTC")
    assert list(found.wrong) == [0] and found.first[1] == utc(2024, 2, 1)


def test_a_format_of_the_mapping_is_used():
    found = times_of(pa.array(["20240131", "20241331"]), "UTC", "%Y%m%d")
    assert found.first[0] == utc(2024, 1, 31) and list(found.wrong) == [1]
