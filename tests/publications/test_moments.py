"""Times in words: ranges, clock times with their zone, open sides, doubt; nothing breaks on odd years."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.publications.moments import moment_text
from goodoffices.publications.words import Words
from goodoffices.records import Moment, Precision, day_moment, microseconds

EN, UK, RU = Words("en"), Words("uk"), Words("ru")


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return microseconds(datetime(year, month, day, hour, minute, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "english", "ukrainian"),
    [
        (day_moment(date(2026, 2, 17)), "17 February 2026", "17 лютого 2026"),
        (day_moment(date(2026, 2, 17), date(2026, 2, 18)), "17–18 February 2026", "17–18 лютого 2026"),
        (day_moment(date(2026, 1, 31), date(2026, 2, 2)), "31 January – 2 February 2026", "31 січня – 2 лютого 2026"),
        (day_moment(date(2025, 12, 31), date(2026, 1, 1)), "31 December 2025 – 1 January 2026", "31 грудня 2025 – 1 січня 2026"),
        (Moment(at(2025, 3, 1), at(2025, 4, 1), "month"), "March 2025", "березень 2025"),
        (Moment(at(2014, 1, 1), None, "year"), "since 2014", "з 2014"),
        (Moment(None, at(2025, 4, 1), "month"), "until March 2025", "до березня 2025"),
        (Moment(at(2010, 1, 1), at(2020, 1, 1), "decade"), "2010s", "2010-ті"),
        (Moment(at(2026, 2, 16), at(2026, 2, 23), "week"), "week of 16 February 2026", "тиждень з 16 лютого 2026"),
        (Moment(at(2026, 2, 18, 8), at(2026, 2, 18, 8), "minute", zone="Europe/Kyiv"), "18 February 2026, 10:00 (UTC+02:00)", "18 лютого 2026, 10:00 (UTC+02:00)"),
        (Moment(at(2026, 2, 18, 6), at(2026, 2, 18, 12), "part-day"), "18 February 2026, before noon", "18 лютого 2026, до полудня"),
        (Moment(at(2026, 2, 18, 6), at(2026, 2, 18, 11), "part-day"), "18 February 2026, 06:00–11:00", "18 лютого 2026, 06:00–11:00"),
        (Moment(at(2026, 2, 17, 20), at(2026, 2, 18, 6), "part-day"), "night to 18 February 2026", "ніч на 18 лютого 2026"),
        (Moment(None, at(2026, 2, 18, 10, 41), "minute", "approximate"), "18 February 2026, by about 10:40", "18 лютого 2026, не пізніше приблизно 10:40"),
        (Moment(at(2026, 2, 18, 10), None, "minute"), "18 February 2026, from 10:00", "18 лютого 2026, з 10:00"),
        (Moment(at(2026, 2, 18), at(2026, 2, 19), "day", "approximate"), "about 18 February 2026", "приблизно 18 лютого 2026"),
        (Moment(at(2026, 2, 18), at(2026, 2, 19), "day", "uncertain"), "18 February 2026 (uncertain)", "18 лютого 2026 (непевно)"),
    ],
)  # fmt: skip
def test_reads_as_a_person_writes_it(moment: Moment, english: str, ukrainian: str) -> None:
    assert moment_text(moment, EN) == english
    assert moment_text(moment, UK) == ukrainian


def test_a_time_that_no_calendar_shows_is_given_in_its_own_words() -> None:
    assert moment_text(Moment(10**18, 10**18 + 1, "day", text="in the year 30000"), RU) == "in the year 30000"


@given(
    st.integers(-(10**17), 10**18),
    st.one_of(st.none(), st.integers(0, 10**17)),
    st.sampled_from(["second", "minute", "hour", "part-day", "day", "week", "month", "season", "year", "decade"]),
    st.sampled_from([None, "UTC", "Europe/Kyiv", "Asia/Kolkata"]),
)
def test_every_time_has_some_words(begins: int, length: int | None, precision: Precision, zone: str | None) -> None:
    ends = None if length is None else begins + length
    moment = Moment(begins, ends, precision, zone=zone, text="as stated")
    for words in (EN, UK, RU):
        assert moment_text(moment, words)
