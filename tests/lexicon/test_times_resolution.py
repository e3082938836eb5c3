"""What times lean on: anchor, live entries, sentences before; moments, bases and qualities; hostile text."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.lexicon.reading import Reading, plain_reading
from goodoffices.lexicon.times import Anchor, find_times, phrases
from goodoffices.lexicon.times.words import table
from goodoffices.records import Line, LiveEntry, Moment, microseconds

TODAY = date(2026, 2, 18)


def times(text, language="en", day=TODAY, basis="published", zone=None, entries=()):
    return find_times(plain_reading(text, language), Anchor(day, basis, zone), entries)


def values(text, language="en", **rest):
    return [found.value for found in times(text, language, **rest)]


def stamp(*parts):
    return microseconds(datetime(*parts, tzinfo=UTC))


def test_basis_says_what_a_time_leans_on():
    assert [found.moment.basis for found in times("On 17 February 2026 they met.")] == ["stated"]
    assert [found.moment.basis for found in times("They met on Tuesday.", basis="dateline")] == ["dateline"]
    assert [found.moment.basis for found in times("They met on Tuesday.", basis="stated")] == ["published"]
    assert [found.moment.basis for found in times("On 17 February.", basis="published")] == ["published"]
    text = "They met on 3 February 2026. The next day, they left."
    assert [found.moment.basis for found in times(text)] == ["stated", "inferred"]


def test_doubt_is_marked():
    (last,) = times("They met last Tuesday.")
    assert last.moment.quality == "uncertain"
    (late,) = times("They met in late February.")
    assert (late.moment.quality, late.moment.precision, late.value) == ("approximate", "month", "2026-02")
    assert (late.moment.first_day, late.moment.last_day) == (date(2026, 2, 21), date(2026, 2, 28))
    (slashes,) = times("It is dated 03/04/2026.")
    assert slashes.moment.quality == "uncertain"
    (around,) = times("It began at about 10:00.")
    assert around.moment.quality == "approximate"


def test_parts_of_the_day_are_hours_of_a_date():
    (night,) = times("It came overnight on 17 February.")
    assert night.moment.precision == "part-day"
    assert night.moment.begins == stamp(2026, 2, 16, 20)
    assert night.moment.ends == stamp(2026, 2, 17, 6)
    (half,) = times("Перша половина дня.", "uk")
    assert (half.moment.begins, half.moment.ends) == (stamp(2026, 2, 18, 6), stamp(2026, 2, 18, 12))


def test_open_sides_have_no_bound():
    (since,) = times("It has lasted since 2014.")
    assert (since.moment.begins, since.moment.ends) == (stamp(2014, 1, 1), None)
    (until,) = times("It will last until 20 February.")
    assert (until.moment.begins, until.moment.ends) == (None, stamp(2026, 2, 21))


def test_clock_times_have_zones():
    (stated,) = times("It starts at 10:00 (Kyiv time).")
    assert stated.moment.begins == stamp(2026, 2, 18, 8)
    assert stated.moment.zone == "Europe/Kyiv"
    (known,) = times("It starts at 10:00.", zone="Asia/Tokyo")
    assert (known.value, known.moment.zone) == ("2026-02-18T10:00+09:00", "Asia/Tokyo")
    (unknown,) = times("It starts at 10:00.")
    assert (unknown.value, unknown.moment.zone) == ("2026-02-18T10:00", None)
    (local,) = times("It starts at 10:00 local time.", zone="Asia/Tokyo")
    assert local.value == "2026-02-18T10:00"
    (summer,) = times("On 18 July 2026 it starts at 10:00 Geneva time.")[1:]
    assert summer.value == "2026-07-18T10:00+02:00"


def test_past_midnight_a_range_ends_the_next_day():
    (night,) = times("Guards stood from 22:00 to 06:00.")
    assert night.value == "2026-02-18T22:00/2026-02-19T06:00"
    (midnight,) = times("The truce holds until midnight.")
    assert midnight.value == "../2026-02-19T00:00"


def test_a_clock_time_takes_the_day_of_its_paragraph():
    text = "The plenary opened on Tuesday.\nIt began at 10:00 and was short."
    assert values(text) == ["2026-02-17", "2026-02-17T10:00"]
    assert values("Envoys came on 2 January. At 10:00 they will speak.") == ["2026-01-02", "2026-02-18T10:00"]


def test_a_live_entry_has_its_own_day():
    text = "Late news\n23:50\nTalks ended today.\n00:40\nThe envoys left at 00:30. They had come yesterday."
    lines = [Line(1, 0, 9, "headline"), Line(2, 10, 15, "live-time"), Line(3, 16, 34, "body")]
    lines += [Line(4, 35, 40, "live-time"), Line(5, 41, len(text), "body")]
    entries = []
    for start, end, hour in (
        (10, 35, datetime(2026, 2, 17, 21, 50, tzinfo=UTC)),
        (35, len(text), datetime(2026, 2, 17, 22, 40, tzinfo=UTC)),
    ):
        entries.append(
            LiveEntry(start, end, Moment(microseconds(hour), microseconds(hour), "minute", zone="Europe/Kyiv"))
        )
    found = find_times(Reading(text, "en", lines), Anchor(date(2026, 2, 20)), entries)
    assert [time.value for time in found] == [
        "2026-02-17T23:50+02:00", "2026-02-17", "2026-02-18T00:40+02:00", "2026-02-18T00:30+02:00", "2026-02-17",
    ]  # fmt: skip


def test_without_a_day_nothing_is_guessed():
    text = "On 18 February, on Tuesday, yesterday, in March, from 3 to 5 May, at 10:00, since 2014, two days ago."
    found = times(text, day=None)
    assert [time.value for time in found] == [
        "XXXX-02-18", "", "", "XXXX-03", "XXXX-05-03/XXXX-05-05", "T10:00", "2014/..", "",
    ]  # fmt: skip
    assert [time.moment is None for time in found] == [True, True, True, True, True, True, False, True]


@pytest.mark.parametrize(
    "text",
    ["On 31 February 2026.", "On 0 May.", "In the year 0000-01-01.", "On 29 February 2025.", "At 25:00.", "At 10:75."],
)
def test_impossible_times_make_no_moment(text):
    assert all(found.moment is None or found.moment.precision == "year" for found in times(text, day=None))


def test_lengths_carry_bounds_and_modifier():
    (over,) = times("It lasted more than four hours.")
    assert (over.length.low, over.length.high, over.length.unit, over.length.modifier) == (4, None, "hour", "at-least")
    (between,) = times("It takes two to three days.")
    assert (between.length.low, between.length.high, between.length.modifier) == (2, 3, "between")
    (several,) = times("It took several hours.")
    assert several.length.modifier == "at-least"
    (stretch,) = times("In the past 24 hours it was calm.")
    assert (stretch.kind, stretch.length.low, stretch.moment.quality) == ("duration", 24, "approximate")


MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
}
FRAMES = {
    "en": "It happened on {}, they said.",
    "uk": "Це сталося {}, заявили там.",
    "ru": "Это случилось {}, заявили там.",
}


def layouts(day, language):
    month = MONTHS[language][day.month - 1]
    yield f"{day.day} {month} {day.year}"
    yield f"{day.day:02d}.{day.month:02d}.{day.year}"
    yield day.isoformat()
    if language == "en":
        yield f"{month} {day.day}, {day.year}"
        yield f"{month[:3]}. {day.day}, {day.year}" if day.month != 5 else f"May {day.day}, {day.year}"
    else:
        yield f"{day.day} {month} {day.year} {'року' if language == 'uk' else 'года'}"


@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)), st.sampled_from(["en", "uk", "ru"]))
def test_a_full_date_comes_back_from_every_layout(day, language):
    for layout in layouts(day, language):
        assert values(FRAMES[language].format(layout), language) == [day.isoformat()], layout


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(-59, 59), st.sampled_from(["en", "uk", "ru"]))
def test_a_near_date_needs_no_year(anchor, distance, language):
    day = anchor + timedelta(days=distance)
    words = f"{day.day} {MONTHS[language][day.month - 1]}"
    assert values(FRAMES[language].format(words), language, day=anchor) == [day.isoformat()]


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_within_the_week(anchor, number):
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[number]
    past = date.fromisoformat(values(f"They met on {name}.", day=anchor)[0])
    ahead = date.fromisoformat(values(f"They will meet on {name}.", day=anchor)[0])
    assert past.weekday() == ahead.weekday() == number
    assert timedelta(0) <= anchor - past < timedelta(7)
    assert timedelta(0) <= ahead - anchor < timedelta(7)


WORDS = st.lists(
    st.sampled_from(
        "on in the last next 17 18 2026 10:00 a.m. February May Tuesday to and – - , . : / two hours days ago later about since until "
        "в на з с по до у 18.02.2026 лютого февраля вівторок среду часов годин року года майже почти ніч ночь дня перша половина каждый "
        "00 31 99 1e9 ² ٣ 0 half a few early of end year week Kyiv time GMT + % $ “ ’".split(" ")
    ),
    max_size=40,
)


@given(
    WORDS, st.sampled_from(["en", "uk", "ru", "de"]), st.sampled_from([TODAY, date(1, 1, 1), date(9999, 12, 31), None])
)
def test_any_text_is_survived(words, language, day):
    text = " ".join(words)
    found = times(text, language, day=day)
    assert all(text[time.start : time.end] == time.text for time in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(max_size=300), st.sampled_from(["en", "uk", "ru"]))
def test_any_characters_are_survived(text, language):
    for found in times(text, language):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["about ", "more than ", "17 ", "17-", "two ", "hundred ", "thousand ", "last ", "from 17 ", "to ", "Monday and ", "1 000 ", "10:00 ",
     "early in the ", "end of the ", "since ", "every ", "a ", "half a ", "February ", "May 1 and ", "between 1 and ", "12:00-", "said ", "in two days "],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(piece):
    text = piece * (20_000 // len(piece))
    begun = time.process_time()
    times(text)
    times(text, "ru")
    assert time.process_time() - begun < 4


def test_memory_of_words_is_bounded():
    words = table("en")
    assert words["tuesday"].values["weekday"] == 2
    for number in range(60_000):
        words[f"w{number}x"]
    assert len(words) <= 50_001


def test_the_same_in_every_process():
    code = (
        "from datetime import date\nfrom goodoffices.lexicon.reading import plain_reading\n"
        "from goodoffices.lexicon.times import Anchor, find_times\n"
        "print(find_times(plain_reading('On Tuesday at 10:00 Kyiv time, in early May, two days later, nearly 5 hours', 'en'), Anchor(date(2026, 2, 18))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1


def test_next_year_at_the_end_of_the_calendar_has_no_value():
    (found,) = times("The talks resume next year.", "en", day=date(9999, 12, 31))
    assert found.moment is None


@pytest.mark.parametrize(
    ("text", "language", "value", "most"),
    [
        ("It takes no more than a few days.", "en", "PXD", 9),
        ("It may take up to several weeks.", "en", "PXW", 9),
        ("Прошло не более десятков часов.", "ru", "PTXH", 99),
    ],
)
def test_a_length_that_is_not_counted_may_have_an_upper_bound_alone(text, language, value, most):
    (found,) = times(text, language)
    assert (found.value, found.length.low, found.length.high, found.length.modifier) == (value, None, most, "at-most")


@given(st.lists(st.sampled_from("12 400 5 1999 people in at of and pm March h to s , -".split()), max_size=9))
def test_numbers_told_hopeless_at_a_glance_are_no_times(pieces):
    text = " ".join(pieces)
    told = [found.text for found in times(text)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "_only_counts", lambda cursor, index: False)
        assert [found.text for found in times(text)] == told
