"""Calendars that others keep (RFC 5545): their events as forms of the talks room, filled in.

Read here rather than by a library: a calendar comes from outside, and of its grammar only the lines, the parameters
and the times of events are needed. What is left out is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ..errors import InputRefused
from .entries import Presence

LARGEST = 2_000_000
"""Bytes of a calendar."""
MOST_EVENTS = 2_000
MOST_ATTENDEES = 500
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_PRESENCE: dict[str, Presence] = {"ACCEPTED": "expected", "DECLINED": "excused", "DELEGATED": "excused"}
_STATED = frozenset({"present", "absent", "excused", "expected"})
_KINDS = frozenset({"round", "sitting", "consultation"})


class Draft(msgspec.Struct, frozen=True):
    """A form filled in from an event: the kind of entry, its fields as they would be typed."""

    kind: str
    fields: dict[str, str]


class CalendarRead(msgspec.Struct, frozen=True):
    """The forms that a calendar fills in, and what of it was left out."""

    drafts: tuple[Draft, ...]
    left_out: tuple[str, ...]


class _Line(msgspec.Struct, frozen=True):
    name: str
    parameters: dict[str, str]
    value: str


def read_calendar(raw: bytes, path: str) -> CalendarRead:
    """The events of a calendar. Raises InputRefused for what is none, with the line."""
    if len(raw) > LARGEST:
        raise InputRefused(path, f"a calendar of {len(raw)} bytes is too large", remedy=f"at most {LARGEST} are read")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(path, "is no UTF-8 text", place=f"byte {error.start}") from error
    lines = list(_unfolded(text))
    if not lines or lines[0][1].upper() != "BEGIN:VCALENDAR":
        raise InputRefused(path, "is no calendar", remedy="a calendar begins with BEGIN:VCALENDAR")
    drafts: list[Draft] = []
    left_out: list[str] = []
    for number, event in _events(lines, path):
        if len(drafts) >= MOST_EVENTS:
            left_out.append(f"events after the first {MOST_EVENTS}")
            break
        drafts.extend(_drafts(event, number, left_out))
    return CalendarRead(tuple(drafts), tuple(left_out))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first physical one."""
    held: list[str] = []
    begun = 0
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t") and held:
            held.append(line[1:])
            continue
        if held:
            yield begun, "".join(held)
        held, begun = ([line], number) if line.strip() else ([], number)
    if held:
        yield begun, "".join(held)


def _events(lines: list[tuple[int, str]], path: str) -> Iterator[tuple[int, list[_Line]]]:
    depth: list[str] = []
    event: list[_Line] = []
    begun = 0
    for number, text in lines:
        line = _line(text)
        if line is None:
            raise InputRefused(path, "is no property of a calendar", place=f"line {number}")
        if line.name == "BEGIN":
            depth.append(line.value.upper())
            if depth[-1] == "VEVENT":
                event, begun = [], number
        elif line.name == "END":
            if not depth or depth.pop() != line.value.upper():
                raise InputRefused(path, f"END:{line.value[:40]} closes nothing", place=f"line {number}")
            if line.value.upper() == "VEVENT":
                yield begun, event
        elif depth and depth[-1] == "VEVENT":
            event.append(line)
    if depth:
        raise InputRefused(path, f"ends before END:{depth[-1][:40]}", remedy="ask for the whole file")


def _line(text: str) -> _Line | None:
    name = _NAME.match(text)
    if name is None:
        return None
    at, parameters = name.end(), {}
    while at < len(text) and text[at] == ";":
        equals = text.find("=", at)
        if equals < 0:
            return None
        value, after = _parameter(text, equals + 1)
        parameters[text[at + 1 : equals].upper()] = value
        at = after
    if at >= len(text) or text[at] != ":":
        return None
    return _Line(name[0].upper(), parameters, text[at + 1 :])


def _parameter(text: str, at: int) -> tuple[str, int]:
    """The value of a parameter, and where it ends; inside quotation marks a colon is a letter like any other."""
    end = at
    while end < len(text) and text[end] not in ";:":
        if text[end] == '"':
            closing = text.find('"', end + 1)
            end = closing if closing >= 0 else len(text)
        end += 1
    return text[at : min(end, len(text))].replace('"', ""), min(end, len(text))


def _drafts(event: list[_Line], number: int, left_out: list[str]) -> Iterator[Draft]:
    found: dict[str, _Line] = {}
    for line in event:
        found.setdefault(line.name, line)
    if "RRULE" in found or "RDATE" in found:
        left_out.append(f"line {number}: repetitions of an event")
    begins = _when(found.get("DTSTART"))
    if begins is None:
        left_out.append(f"line {number}: an event without a time of beginning that can be read")
        return
    ends = _when(found.get("DTEND"))
    kind = _plain(found["CATEGORIES"].value).casefold() if "CATEGORIES" in found else ""
    whole = not isinstance(begins, datetime)
    if kind not in _KINDS:
        kind = "round" if whole else "sitting"
    text = {name: _plain(found[name].value) if name in found else "" for name in ("SUMMARY", "LOCATION")}
    if kind == "round":
        yield Draft("round", _filled(place=text["LOCATION"], dates=_dates(begins, ends), name=text["SUMMARY"]))
    elif kind == "sitting":
        yield Draft("sitting", _meeting(begins, ends, text["LOCATION"], label=text["SUMMARY"] if not whole else ""))
    else:
        left_out.append(f"line {number}: a consultation, since a calendar does not say who met; enter it by hand")
    yield from _lists(event, number, left_out)


def _filled(**fields: str) -> dict[str, str]:
    return {name.replace("_", "-"): text for name, text in fields.items() if text}


def _dates(begins: date, ends: date | None) -> str:
    first = begins.date() if isinstance(begins, datetime) else begins
    if ends is None:
        return first.isoformat()
    # DTEND lies after the event: the day after a whole day, the very end of a time.
    last = ends.date() if isinstance(ends, datetime) else ends - timedelta(days=1)
    return first.isoformat() if last <= first else f"{first.isoformat()}/{last.isoformat()}"


def _meeting(begins: date, ends: date | None, venue: str, label: str) -> dict[str, str]:
    if not isinstance(begins, datetime):
        return _filled(day=begins.isoformat(), venue=venue, label=label)
    closed = _clock(ends) if isinstance(ends, datetime) and ends.tzinfo == begins.tzinfo and ends > begins else ""
    return _filled(day=begins.date().isoformat(), opened=_clock(begins), closed=closed, venue=venue, label=label)


def _clock(when: datetime) -> str:
    return when.isoformat(timespec="minutes")


def _when(line: _Line | None) -> date | None:
    """The day, or the time: aware where it names UTC or a zone that is known, else the venue's own clock."""
    match = _TIME.fullmatch(line.value.strip()) if line is not None else None
    if line is None or match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return day
        wall = datetime(day.year, day.month, day.day, int(match[4]), int(match[5]))
    except ValueError:
        return None
    if match[7]:
        return wall.replace(tzinfo=UTC)
    zone = line.parameters.get("TZID", "")
    try:
        return wall.replace(tzinfo=ZoneInfo(zone)) if zone else wall
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _lists(event: list[_Line], number: int, left_out: list[str]) -> Iterator[Draft]:
    """Attendance lists, one a party; a guest whose party the calendar does not name is left out, and named."""
    by_party: dict[str, list[str]] = {}
    attendees = [line for line in event if line.name == "ATTENDEE"][:MOST_ATTENDEES]
    for line in attendees:
        name = line.parameters.get("CN", "").strip()
        party = line.parameters.get("X-PARTY", "").strip()
        if not name or not party or set(name) & set("();!") or "," in name:
            left_out.append(f"line {number}: {name or line.value[:60]}, of no named party")
            continue
        role = line.parameters.get("X-ROLE", "").strip()
        stated = line.parameters.get("X-PRESENCE", "").casefold()
        presence = stated if stated in _STATED else _PRESENCE.get(line.parameters.get("PARTSTAT", "").upper(), "")
        head = "!" if line.parameters.get("ROLE", "").upper() == "CHAIR" else ""
        shown = f" ({role})" if role and not set(role) & set("();") else ""
        by_party.setdefault(party, []).append(f"{name}{shown}{f', {presence}' if presence else ''}{head}")
    for party, members in by_party.items():
        yield Draft("delegation", {"party": party, "members": "; ".join(members)})


def _plain(text: str) -> str:
    bare = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text[:2_000])
    return " ".join(bare.split())
