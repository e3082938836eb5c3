"""What is typed at the table: times by the clock of the venue, lengths, numbers of people."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import GoodOfficesError, UsageError
from goodoffices.talks.venue import (
    clock_moment,
    count_of_text,
    days_moment,
    days_of_text,
    length_of_text,
    place_of,
    zone_of,
)

DAY = date(2031, 4, 9)


@pytest.mark.parametrize(
    "text, edtf",
    [
        ("10:00", "2031-04-09T10:00+02:00"),
        ("9.05", "2031-04-09T09:05+02:00"),
        ("2031-04-10T16:30", "2031-04-10T16:30+02:00"),
        ("2031-04-10 16:30", "2031-04-10T16:30+02:00"),
        ("2031-04-10T16:30+05:00", "2031-04-10T13:30+02:00"),
        ("2031-04-10T16:30Z", "2031-04-10T18:30+02:00"),
        ("2031-04-10", "2031-04-10"),
    ],
)
def test_clock_times_are_those_of_the_venue(text, edtf):
    assert clock_moment(text, DAY, "Europe/Zurich").edtf() == edtf


def test_an_hour_that_the_clocks_show_twice_is_uncertain_and_one_they_skip_is_refused():
    twice = clock_moment("2026-10-25T02:30", None, "Europe/Zurich")
    assert twice.quality == "uncertain" and (twice.ends - twice.begins) == 61 * 60_000_000
    with pytest.raises(UsageError, match="skip 02:30"):
        clock_moment("2026-03-29T02:30", None, "Europe/Zurich")


@pytest.mark.parametrize("text", ["ten", "25:00", "10:61", "2031-13-01", "2031-04-31T10:00", "10:00:00 pm", ""])
def test_what_is_no_time_is_refused_with_what_to_write(text):
    with pytest.raises(UsageError, match="write"):
        clock_moment(text, DAY, "Europe/Zurich")


def test_a_clock_time_without_its_day_is_asked_for_it():
    with pytest.raises(UsageError, match="needs its day"):
        clock_moment("10:00", None, "Europe/Zurich")


@pytest.mark.parametrize(
    "text, modifier, number, unit",
    [
        ("4h", "exact", 4, "hour"),
        ("4 h 30 min", "exact", 270, "minute"),
        ("about 4 hours", "about", 4, "hour"),
        ("PT4H30M", "exact", 270, "minute"),
        ("90 min", "exact", 90, "minute"),
        ("120 min", "exact", 2, "hour"),
        ("понад 2 години", "at-least", 2, "hour"),
        ("около 4 часов", "about", 4, "hour"),
        ("1,5 h", "exact", 90, "minute"),
        ("up to 3h", "at-most", 3, "hour"),
    ],
)
def test_lengths(text, modifier, number, unit):
    found = length_of_text(text)
    held = found.low if found.low is not None else found.high
    assert (found.modifier, held, found.unit) == (modifier, Decimal(number), unit)
    assert (found.low is None) == (modifier == "at-most") and (found.high is None) == (modifier == "at-least")


@pytest.mark.parametrize("text", ["long", "h", "0h", "-4h", "1000h", "about", "4 apples"])
def test_what_is_no_length_is_refused(text):
    with pytest.raises(UsageError, match="write 4h"):
        length_of_text(text)


@pytest.mark.parametrize(
    "text, low, high", [("15", 15, 15), ("15+", 15, None), ("more than 15", 15, None), ("до 9", None, 9)]
)
def test_numbers_of_people(text, low, high):
    found = count_of_text(text)
    assert (found.low, found.high, found.unit) == (low, high, "person")


@pytest.mark.parametrize("text", ["many", "-3", "1.5", "٣", "1000000"])
def test_what_is_no_number_of_people_is_refused(text):
    with pytest.raises(UsageError, match="number of people"):
        count_of_text(text)


def test_days_and_places():
    assert days_of_text("2031-04-09/2031-04-10") == (DAY, date(2031, 4, 10))
    assert days_moment("2031-04-09", "Asia/Tokyo").edtf() == "2031-04-09"
    with pytest.raises(UsageError, match="ends before"):
        days_of_text("2031-04-10/2031-04-09")
    assert place_of("Женева").name == place_of("geneva").name == "Geneva"
    assert place_of("Port Sable Quay") is None
    assert (zone_of("Abu Dhabi"), zone_of("Nowhere at all")) == ("Asia/Dubai", None)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    for read in (length_of_text, count_of_text, days_of_text, lambda said: clock_moment(said, DAY, "Asia/Tehran")):
        try:
            read(text)
        except GoodOfficesError as error:
            assert str(error)


@pytest.mark.parametrize("piece", ["1", "4h", "1:", " ", "2031-", "ч", "PT1H"])
def test_long_hostile_text_costs_no_time(piece):
    began = time.process_time()
    for read in (length_of_text, count_of_text, days_of_text, lambda said: clock_moment(said, DAY, None)):
        with pytest.raises(UsageError):
            read(piece * 50_000)
    assert time.process_time() - began < 1
