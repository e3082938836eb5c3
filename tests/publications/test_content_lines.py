"""Content lines read back as what was written, whatever the text; no line is too long, no character is cut."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.publications.content_lines import content_line, degrees, stamp, text, timed_line

PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")))


def read(*lines: bytes) -> icalendar.Event:
    event = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + b"".join(lines) + b"END:VEVENT\r\n")
    assert isinstance(event, icalendar.Event)
    return event


@given(st.lists(PLAIN, max_size=4).map("\n".join) | st.text("\\,;\n ж😀", min_size=80, max_size=300))
def test_any_text_comes_back(words: str) -> None:
    line = content_line("SUMMARY", text(words))
    assert str(read(line)["SUMMARY"]) == words
    for part in line.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(part) <= 75
        part.decode("utf-8")
        # A fold between a backslash and what it escapes is read wrongly by some calendars.
        assert (len(part) - len(part.rstrip(b"\\"))) % 2 == 0


def test_a_long_text_takes_linear_time_and_one_line_end() -> None:
    line = content_line("DESCRIPTION", "\\" * 50_000 + "ж" * 50_000)
    assert line.endswith(b"\r\n") and line.replace(b"\r\n ", b"").count(b"\r\n") == 1


@pytest.mark.parametrize("value", [0, 1, -1, 450_000_000, -1_797_654_321, 544_000_000, 5])
def test_degrees_lose_nothing_and_need_no_exponent(value: int) -> None:
    assert round(float(degrees(value)) * 10_000_000) == value
    assert "e" not in degrees(value)
    assert degrees(450_000_000) == "45.0"


def test_instants_are_in_utc_and_days_are_days() -> None:
    east = datetime(2031, 4, 9, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert stamp(east) == "20310408T233000Z"
    assert read(timed_line("DTSTART", east)).decoded("DTSTART") == east.astimezone(UTC)
    assert read(timed_line("DTSTART", date(831, 4, 9))).decoded("DTSTART") == date(831, 4, 9)
