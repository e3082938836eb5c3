"""Full dates in many layouts, and lines that are only a clock time."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.lexicon.times import absolute_dates, clock_line

DAY = date(2026, 2, 18)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("18 February 2026", "en"), ("Feb. 18, 2026", "en"), ("February 18, 2026", "en"), ("Feb 18 2026", "en"),
        ("February 18th, 2026", "en"), ("18th of February 2026", "en"), ("18 Feb 2026", "en"), ("18 FEBRUARY, 2026", "en"),
        ("2026-02-18", "en"), ("2026/02/18", "en"), ("02/18/2026", "en"), ("18/02/2026", "en"), ("18.02.2026", "en"),
        ("18 лютого 2026 року", "uk"), ("18 лютого 2026 р.", "uk"), ("18 лют. 2026", "uk"), ("18.02.2026", "uk"), ("18-го лютого 2026", "uk"),
        ("18 февраля 2026 г.", "ru"), ("18 февраля 2026 года", "ru"), ("18 фев 2026", "ru"), ("18.02.26", "ru"), ("18.02.2026 г.", "ru"),
        ("18 февраля 2026, 14:30", "uk"),
    ],
)  # fmt: skip
def test_one_date_in_many_layouts(text, language):
    page = f"Page, {text} | News"
    assert [day for _, _, day in absolute_dates(page, language)] == [DAY]
    start, end, _ = next(absolute_dates(page, language))
    assert text.startswith(page[start:end])


@pytest.mark.parametrize(
    "text",
    ["31 February 2026", "18 February", "0 May 2026", "03/04/2026", "1.2.3", "10.0.20.26", "12:00", "18 players 2026"],
)
def test_what_is_no_full_date(text):
    assert not list(absolute_dates(text, "en"))


def test_several_dates_in_order():
    text = "Published 17.02.2026, updated Feb. 18, 2026 at 10:00"
    assert [day.day for _, _, day in absolute_dates(text, "en")] == [17, 18]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("12:00 p.m.", (12, 0, None)), ("12:05 a.m.", (0, 5, None)), ("14:35", (14, 35, None)), ("  9:07 ", (9, 7, None)),
        ("10:40 Kyiv time", (10, 40, "Europe/Kyiv")), ("18:20 GMT", (18, 20, "UTC")), ("18:20 UTC+2", (18, 20, "Etc/GMT-2")),
        ("о 12:30", (12, 30, None)), ("12.40 МСК", (12, 40, "Europe/Moscow")), ("12:40 (мск)", (12, 40, "Europe/Moscow")),
        ("3 pm ET", (15, 0, "America/New_York")), ("10am", (10, 0, None)), ("1430 GMT", (14, 30, "UTC")), ("14:35 local time", (14, 35, None)),
        ("10:40 за київським часом", (10, 40, "Europe/Kyiv")), ("10:40 за Києвом", (10, 40, "Europe/Kyiv")),
        ("10:40 по московскому времени", (10, 40, "Europe/Moscow")), ("10:40 по Киеву", (10, 40, "Europe/Kyiv")),
        ("09:15 New York time", (9, 15, "America/New_York")), ("14:35 —", (14, 35, None)), ("9:15 a.m. (Geneva time)", (9, 15, "Europe/Zurich")),
        ("16:00 CET", (16, 0, "Europe/Brussels")),
    ],
)  # fmt: skip
def test_clock_lines(line, expected):
    assert clock_line(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "10:00-12:00",
        "10:00 – 12:00",
        "12.40",
        "1430",
        "25:00",
        "12:75",
        "2026",
        "14:35 Talks begin",
        "",
        "10",
        "from 10:00",
        "3:2",
        "10:00 12:00",
        "13:00 a.m.",
    ],
)
def test_other_lines_are_refused(line):
    assert clock_line(line) is None


@given(st.text(alphabet=st.sampled_from("0123456789 .:,/-apmФлютогоFeb\u00a0()+"), max_size=90))
def test_any_text_is_survived(text):
    for start, end, day in absolute_dates(text, "en"):
        assert 0 <= start < end <= len(text)
        assert day.year >= 1800
    clock = clock_line(text)
    assert clock is None or (0 <= clock[0] < 24 and 0 <= clock[1] < 60)


@pytest.mark.parametrize("piece", ["1 ", "18.02.", "Feb 18 ", "18 лютого ", "2026-", "aaaa ", "12/", "\u00a0"])
def test_long_hostile_text_is_read_in_linear_time(piece):
    text = piece * (50_000 // len(piece))
    begun = time.process_time()
    list(absolute_dates(text, "en"))
    clock_line(text)
    assert time.process_time() - begun < 1
