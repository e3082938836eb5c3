"""findings.csv survives a round trip and no spreadsheet runs it; timeline.ics parses back."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import icalendar
import msgspec
import pytest
from port_sable import CLOCK, small_record

from goodoffices.publications.ics import timeline_ics
from goodoffices.publications.record import Record
from goodoffices.publications.table import COLUMNS, findings_csv, guarded
from goodoffices.records import Finding, Moment, TimelineRow


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_for_each_value_with_everything_that_supports_it(record: Record) -> None:
    found = rows(findings_csv(record))
    assert len(found) == sum(len(finding.values) for finding in record.findings)
    assert found[0]["status"] == "disputed" and found[0]["value"] == "six hours" and found[0]["sides"] == "Norland"
    assert found[0]["lines"] == "3" and found[0]["quotes"] == "lasted six hours"
    assert found[2]["claims"].count("clm_") == 2


def test_follows_rfc_4180(record: Record) -> None:
    odd = msgspec.structs.replace(record.findings[0], reasons=('a "quoted", word\nand a second line',))
    text = findings_csv(msgspec.structs.replace(record, findings=(odd,)))
    assert text.count("\r\n") == 3 and not text.replace("\r\n", "").count("\r")
    assert rows(text)[0]["reasons"] == 'a "quoted", word\nand a second line'
    assert list(rows(text)[0]) == list(COLUMNS)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", " =cmd|'/c calc'!A1", "\u202e=1", "＝1"])
def test_no_cell_is_run_as_a_formula(cell: str, record: Record) -> None:
    assert guarded(cell).startswith("'")
    risky = Finding("fnd_r", cell, "duration", "single", record.findings[0].values[:1], 1, (cell,))
    for row in rows(findings_csv(msgspec.structs.replace(record, findings=(risky,)))):
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())


def test_plain_cells_are_left_alone() -> None:
    assert guarded("six hours – about") == "six hours – about"
    assert guarded("") == ""


def test_the_calendar_parses_back(record: Record) -> None:
    events = icalendar.Calendar.from_ical(timeline_ics(record)).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [row.what for row in record.timeline]
    assert events[0].decoded("DTSTART") == date(2031, 4, 9) and events[0].decoded("DTEND") == date(2031, 4, 11)
    assert events[2].decoded("DTSTART") == datetime(2031, 4, 9, 9, tzinfo=UTC)
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED"] * 3 + ["TENTATIVE"]
    assert "[A3] Sable Courier, Ada Brenn: lasted six hours" in str(events[1]["DESCRIPTION"])
    assert str(events[0]["LOCATION"]) == "Port Sable"


def test_the_calendar_reads_no_clock(record: Record) -> None:
    assert timeline_ics(record) == timeline_ics(small_record())
    asked = timeline_ics(msgspec.structs.replace(record, as_of=CLOCK))
    stamps = {event.decoded("DTSTAMP") for event in icalendar.Calendar.from_ical(asked).walk("VEVENT")}
    assert stamps == {datetime(2031, 4, 9, 9, tzinfo=UTC)}


def test_uids_are_stable_and_differ(record: Record) -> None:
    twice = msgspec.structs.replace(record, timeline=(*record.timeline, record.timeline[0]))
    uids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(timeline_ics(twice)).walk("VEVENT")]
    assert len(set(uids)) == len(uids) == 5
    once = [str(event["UID"]) for event in icalendar.Calendar.from_ical(timeline_ics(record)).walk("VEVENT")]
    assert uids[:4] == once


def test_times_without_certain_days_are_left_out(record: Record) -> None:
    year = TimelineRow(Moment(0, 31_536_000_000_000, "year"), "some time that year", None, ())
    endless = TimelineRow(Moment(0, None, "day"), "since then", None, ())
    far = TimelineRow(Moment(9 * 10**17, 9 * 10**17, "day"), "too far for a calendar", None, ())
    content = timeline_ics(msgspec.structs.replace(record, timeline=(year, endless, far)))
    assert not icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_hostile_names_do_not_break_out_of_a_property(record: Record) -> None:
    row = TimelineRow(record.timeline[1].time, "x\r\nBEGIN:VEVENT\r\nSUMMARY:y", None, ())
    content = timeline_ics(msgspec.structs.replace(record, timeline=(row,), case="z\nX-BAD:1"))
    parsed = icalendar.Calendar.from_ical(content)
    assert len(parsed.walk("VEVENT")) == 1 and "X-BAD" not in parsed
