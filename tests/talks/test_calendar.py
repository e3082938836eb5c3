"""Calendars out and in: what was stated of presence survives the way, a reply is no presence, hostile files do no harm."""

from __future__ import annotations

import time

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talks_made import FLOOR, SETTINGS, made

from goodoffices.errors import InputRefused
from goodoffices.talks.calendar_in import LARGEST, read_calendar
from goodoffices.talks.entries import Anchor
from goodoffices.talks.exports.calendar import round_ics
from goodoffices.talks.forms import said_of
from goodoffices.talks.rounds import rounds
from goodoffices.talks.sayings import Table

ENTRIES = [
    made("round", 1, place="Port Sable", dates="2031-04-09/2031-04-10"),
    made("sitting", 2, day="2031-04-09", opened="10:00", closed="15:20", venue="customs house"),
    made("sitting", 3, day="2031-04-10"),
    made(
        "delegation",
        4,
        party="north",
        head="Ada Brenn (envoy), present",
        members="Ole Rask, excused; Iva Holm; Per Lund, absent",
    ),
]


def written(entries=ENTRIES):
    (one,) = rounds([], entries, Table(SETTINGS, "en"))
    return round_ics(one)


def event(*lines):
    return ("\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]) + "\r\n").encode()


def test_a_library_reads_what_is_written():
    found = icalendar.Calendar.from_ical(written())
    head, first, second = found.walk("VEVENT")
    assert [attendee.params["PARTSTAT"] for attendee in head["ATTENDEE"]] == [
        "ACCEPTED",
        "NEEDS-ACTION",
        "DECLINED",
        "DECLINED",
    ]
    assert head["DTEND"].dt.isoformat() == "2031-04-11"
    assert first["DTSTART"].dt.isoformat() == "2031-04-09T08:00:00+00:00"
    assert second["DTSTART"].dt.isoformat() == "2031-04-10"
    assert len({one["UID"] for one in (head, first, second)}) == 3
    assert written() == written(list(reversed(ENTRIES)))


def test_a_round_of_one_day_stands_there_once_unless_its_hours_are_known():
    day = Anchor("port-sable-2031-04-09", "Port Sable", "2031-04-09", "2031-04-09")
    head = made("round", 1, anchor=day, place="Port Sable", dates="2031-04-09")

    def events(**sitting):
        raw = written([head, made("sitting", 2, anchor=day, day="2031-04-09", **sitting)])
        return [str(one["CATEGORIES"].cats[0]) for one in icalendar.Calendar.from_ical(raw).walk("VEVENT")]

    assert events() == ["round"]
    assert events(opened="10:00", closed="15:20") == ["round", "sitting"]
    assert events(label="plenary") == ["round", "sitting"]


def test_what_is_written_is_read_back_as_the_same_forms():
    found = read_calendar(written(), "talks.ics")
    assert not found.left_out
    kinds = [draft.kind for draft in found.drafts]
    assert kinds == ["round", "delegation", "sitting", "sitting"]
    again = [said_of(draft.kind, draft.fields, FLOOR)[0] for draft in found.drafts]
    seats = {(seat.name, seat.role, seat.presence, seat.head) for seat in again[1].seats}
    assert seats == {(seat.name, seat.role, seat.presence, seat.head) for seat in ENTRIES[3].entry.said.seats}
    assert again[2].opened.edtf().startswith("2031-04-09T10:00") and again[2].closed.edtf().startswith(
        "2031-04-09T15:20"
    )


def test_a_reply_to_an_invitation_is_no_presence():
    raw = event(
        "DTSTART;VALUE=DATE:20310409",
        'ATTENDEE;CN="Ada Brenn";X-PARTY=north;PARTSTAT=ACCEPTED:mailto:a@example.org',
        "ATTENDEE;CN=Ole Rask;X-PARTY=north;PARTSTAT=DECLINED:mailto:o@example.org",
        "ATTENDEE;CN=Iva Holm;X-PARTY=north;PARTSTAT=NEEDS-ACTION:mailto:i@example.org",
        "ATTENDEE;CN=Somebody:mailto:s@example.org",
    )
    found = read_calendar(raw, "x.ics")
    assert found.drafts[1].fields["members"] == "Ada Brenn, expected; Ole Rask, excused; Iva Holm"
    assert found.left_out == ("line 2: Somebody, of no named party",)


@pytest.mark.parametrize(
    "lines, kind, fields",
    [
        (("DTSTART;TZID=Europe/Oslo:20310409T100000", "DTEND;TZID=Europe/Oslo:20310409T120000"), "sitting",
         {"day": "2031-04-09", "opened": "2031-04-09T10:00+02:00", "closed": "2031-04-09T12:00+02:00"}),
        (("DTSTART:20310409T100000", "SUMMARY:Talks\\, morn", " ing"), "sitting",
         {"day": "2031-04-09", "opened": "2031-04-09T10:00", "label": "Talks, morning"}),
        (("DTSTART:20310409", "DTEND:20310411", "LOCATION:Port Sable"), "round",
         {"dates": "2031-04-09/2031-04-10", "place": "Port Sable"}),
        (("DTSTART:20310409", "BEGIN:VALARM", "DTSTART:20200101", "END:VALARM"), "round", {"dates": "2031-04-09"}),
    ],
)  # fmt: skip
def test_events_of_others(lines, kind, fields):
    (draft,) = read_calendar(event(*lines), "x.ics").drafts
    assert (draft.kind, draft.fields) == (kind, fields)


@pytest.mark.parametrize(
    "lines, left_out",
    [
        (("DTSTART;TZID=Nowhere/Town:20310409T100000",), "without a time"),
        (("DTSTART:20311309",), "without a time"),
        (("SUMMARY:x",), "without a time"),
        (("DTSTART:20310409", "RRULE:FREQ=DAILY"), "repetitions"),
        (("DTSTART:20310409T100000Z", "CATEGORIES:consultation"), "enter it by hand"),
    ],
)
def test_what_is_left_out_is_named(lines, left_out):
    assert left_out in read_calendar(event(*lines), "x.ics").left_out[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        b"BEGIN:VCALENDAR\nEND:VEVENT\n",
        b"BEGIN:VCALENDAR\n=x\n",
        b"x" * (LARGEST + 1),
    ],
)
def test_what_is_no_calendar_is_refused(raw):
    with pytest.raises(InputRefused, match=r"x\.ics"):
        read_calendar(raw, "x.ics")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    try:
        read_calendar(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + raw + b"\r\nEND:VEVENT\r\nEND:VCALENDAR", "x.ics")
    except InputRefused as refused:
        assert refused.path == "x.ics"


@given(st.data())
def test_a_calendar_with_a_byte_changed_is_read_or_refused(data):
    raw = bytearray(written())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        for draft in read_calendar(bytes(raw), "x.ics").drafts:
            assert draft.kind in ("round", "sitting", "delegation")
    except InputRefused as refused:
        assert str(refused)


@pytest.mark.parametrize("piece", [";A=", '"', " x\r\n", "\\n", "BEGIN:VALARM\r\n", "ATTENDEE;CN=a:b\r\n"])
def test_long_hostile_calendars_cost_no_time(piece):
    raw = event("DTSTART:20310409", "X" + piece * 30_000)
    began = time.process_time()
    try:
        read_calendar(raw[:LARGEST], "x.ics")
    except InputRefused:
        assert piece
    assert time.process_time() - began < 1
