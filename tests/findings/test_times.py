"""Times in both directions: days, clocks, zones, stamps."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from handmade import clock, day
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.findings.relation import Relation
from goodoffices.findings.times import compare_moments
from goodoffices.records import Moment, day_moment, microseconds

KYIV, GENEVA, MOSCOW = "Europe/Kyiv", "Europe/Zurich", "Europe/Moscow"
NONE: tuple[str, ...] = ()


def by(moment: Moment) -> Moment:
    """The stamp of a live entry: a latest time."""
    return Moment(None, moment.begins, moment.precision, "approximate", moment.zone, "inferred", "12:00")


DISPUTED = [
    (clock("2025-07-23T19:40", KYIV), clock("2025-07-23T20:15", MOSCOW), NONE),
    (clock("2026-02-17T10:00"), clock("2026-02-17T13:00"), NONE),
    (clock("2026-02-17T10:00", KYIV), clock("2026-02-17T10:00", GENEVA), NONE),
    (day("2026-02-17"), day("2026-02-18"), NONE),
    (day("2026-02-17"), clock("2026-02-18T10:00"), NONE),
    (day("2026-02-17", "2026-02-18"), day("2026-02-20"), NONE),
    (clock("2026-02-17T10:00"), clock("2026-02-17T14:00", GENEVA), (KYIV,)),
    (clock("2026-02-17T15:00", KYIV), by(clock("2026-02-17T12:00", KYIV)), NONE),
]
TOGETHER = [
    (clock("2026-02-17T10:00", KYIV), clock("2026-02-17T09:00", GENEVA), NONE),
    (clock("2026-02-17T10:00"), clock("2026-02-17T09:00", GENEVA), (KYIV,)),
    (clock("2026-02-17T10:00", KYIV), clock("2026-02-17T10:10", KYIV), NONE),
    (clock("2026-02-17T10:00", KYIV, quality="approximate"), clock("2026-02-17T10:40", KYIV), NONE),
    (day("2026-02-17"), clock("2026-02-17T10:00"), NONE),
    (day("2026-02-17", zone=KYIV), clock("2026-02-17T10:00", GENEVA), NONE),
    (day("2026-02-17", "2026-02-18"), day("2026-02-17"), NONE),
    (day("2026-02-17", "2026-02-18"), day("2026-02-18"), NONE),
    (day_moment(date(2026, 2, 1), date(2026, 2, 28), precision="month"), day("2026-02-18"), NONE),
    (clock("2026-02-18T10:00", KYIV), by(clock("2026-02-18T11:51", KYIV)), NONE),
    (by(clock("2026-02-18T12:00", KYIV)), by(clock("2026-02-18T11:51", KYIV)), NONE),
]


@pytest.mark.parametrize(("left", "right", "zones"), DISPUTED)
def test_times_that_cannot_both_hold(left: Moment, right: Moment, zones: tuple[str, ...]) -> None:
    assert compare_moments(left, right, zones) is Relation.DISPUTED
    assert compare_moments(right, left, zones) is Relation.DISPUTED


@pytest.mark.parametrize(("left", "right", "zones"), TOGETHER)
def test_times_that_can_both_hold(left: Moment, right: Moment, zones: tuple[str, ...]) -> None:
    assert compare_moments(left, right, zones) <= Relation.COMPATIBLE
    assert compare_moments(right, left, zones) <= Relation.COMPATIBLE


def test_a_clock_time_refines_its_day() -> None:
    assert compare_moments(day("2026-02-17"), clock("2026-02-17T10:00"), NONE) is Relation.REFINES


zones = st.sampled_from([KYIV, GENEVA, MOSCOW, "Asia/Kabul", "Africa/Khartoum", "America/Bogota"])
stamps = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2030, 1, 1))


@given(stamps, zones, zones)
def test_another_zone_never_makes_a_dispute(stamp: datetime, one: str, two: str) -> None:
    begins = microseconds(stamp.replace(tzinfo=ZoneInfo(one), microsecond=0))
    left = Moment(begins, begins + 60_000_000, "minute", zone=one)
    right = Moment(begins, begins + 60_000_000, "minute", zone=two)
    assert compare_moments(left, right, ()) is Relation.SAME


@given(stamps, zones)
def test_leaving_out_a_known_zone_never_makes_a_dispute(stamp: datetime, zone: str) -> None:
    wall = stamp.replace(microsecond=0, fold=0)
    begins = microseconds(wall.replace(tzinfo=ZoneInfo(zone)))
    bare = microseconds(wall.replace(tzinfo=ZoneInfo("UTC")))
    left = Moment(begins, begins + 60_000_000, "minute", zone=zone)
    right = Moment(bare, bare + 60_000_000, "minute")
    assert compare_moments(left, right, (zone,)) <= Relation.SAME


moments = st.builds(
    lambda stamp, length, precision, zone, basis: Moment(
        microseconds(stamp.replace(tzinfo=ZoneInfo("UTC"))),
        microseconds(stamp.replace(tzinfo=ZoneInfo("UTC"))) + length * 60_000_000,
        precision, zone=zone, basis=basis,
    ),
    stamps, st.integers(1, 5000), st.sampled_from(["minute", "hour", "part-day", "day", "month"]),
    st.one_of(st.none(), zones), st.sampled_from(["stated", "inferred"]),
)  # fmt: skip


@given(moments, moments, st.lists(zones, max_size=3))
def test_comparing_is_symmetric(left: Moment, right: Moment, known: list[str]) -> None:
    assert compare_moments(left, right, known) is compare_moments(right, left, known)


@given(moments)
def test_a_moment_agrees_with_itself(moment: Moment) -> None:
    assert compare_moments(moment, moment, ()) <= Relation.COMPATIBLE


def test_halves_of_a_year_and_days_by_which_one_thing_is_due_are_two_answers() -> None:
    first = msgspec.structs.replace(
        day_moment(date(2026, 1, 1), date(2026, 6, 30)), precision="month", quality="approximate"
    )
    second = msgspec.structs.replace(
        day_moment(date(2026, 7, 1), date(2026, 12, 31)), precision="month", quality="approximate"
    )
    zones = ("America/Caracas", "Europe/Oslo")
    assert compare_moments(first, second, zones) is Relation.DISPUTED
    assert compare_moments(first, first, zones) is Relation.SAME
    by_december, by_november = (
        msgspec.structs.replace(day_moment(on), begins=None) for on in (date(2026, 12, 1), date(2026, 11, 15))
    )
    assert compare_moments(by_december, by_november, ()) is Relation.DISPUTED
    assert compare_moments(by_december, by_december, ()) is Relation.SAME
