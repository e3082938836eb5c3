"""A round as a calendar (RFC 5545): the round, its sittings and consultations, attendance as ATTENDEE with PARTSTAT."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ...publications.pages import cleaned
from ...records import content_id
from ..delegations import Delegation
from ..entries import Presence
from ..gathering import key_of
from ..rounds import Round
from ..sayings import Saying
from ..sittings import Sitting

if TYPE_CHECKING:
    from icalendar import Event as CalendarEvent

# Presence is not a reply to an invitation: X-PRESENCE says exactly what was stated, PARTSTAT what is nearest to it.
PARTSTAT: dict[Presence, str] = {
    "present": "ACCEPTED",
    "expected": "ACCEPTED",
    "excused": "DECLINED",
    "absent": "DECLINED",
    "": "NEEDS-ACTION",
}
LONGEST = 500


def round_ics(one: Round) -> bytes:
    """The calendar of a round; nothing for a round of which nobody gives a day. Same round, same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//goodoffices//talks//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", line(one.name))
    if one.first:
        stamp = _stamp(one)
        first, last = date.fromisoformat(one.first), date.fromisoformat(one.last)
        head = _event("round", one.key, one.name, one.place, stamp, first, last + timedelta(days=1))
        for attendee in _attendees(one.delegations):
            head.add("attendee", attendee, encode=False)
        calendar.add_component(head)
        for made in (_sitting(one, sitting, stamp) for sitting in (*one.sittings, *one.consultations)):
            # A round of one day is its own sitting: without hours of its own it would stand there twice.
            if any(made[key] != head[key] for key in ("summary", "dtstart", "dtend")):
                calendar.add_component(made)
    return bytes(calendar.to_ical())


def _sitting(one: Round, sitting: Sitting, stamp: datetime) -> CalendarEvent:
    kind = "consultation" if sitting.side else "sitting"
    opened = _instants(found.value for found in sitting.opened)
    closed = _instants(found.value for found in sitting.closed)
    name = " · ".join(piece for piece in (sitting.name or one.name, sitting.label, sitting.topic) if piece)
    place = ", ".join(piece for piece in (sitting.venue, one.place) if piece)
    if opened and closed and min(opened) < max(closed):
        begins, ends = min(opened), max(closed)
        return _event(kind, f"{one.key}/{sitting.key}", name, place, stamp, begins, ends)
    day = date.fromisoformat(sitting.day or one.first)
    return _event(kind, f"{one.key}/{sitting.key}", name, place, stamp, day, day + timedelta(days=1))


def _instants(values: Iterable[str]) -> list[datetime]:
    """Exact times among EDTF values."""
    found = []
    for value in values:
        try:
            when = datetime.fromisoformat(value)
        except ValueError:
            continue
        if when.tzinfo is not None and len(value) > 10:
            found.append(when.astimezone(UTC))
    return found


def _event(kind: str, key: str, name: str, place: str, stamp: datetime, begins: date, ends: date) -> CalendarEvent:
    from icalendar import Event as CalendarEvent

    made = CalendarEvent()
    made.add("uid", f"{content_id('fnd', 'talks', kind, key)}@goodoffices")
    made.add("dtstamp", stamp)
    made.add("dtstart", begins)
    made.add("dtend", ends)
    made.add("summary", line(name))
    if place:
        made.add("location", line(place))
    made.add("categories", [kind])
    made.add("transp", "TRANSPARENT")
    return made


def _attendees(delegations: Iterable[Delegation]) -> Iterable[Any]:
    from icalendar import vCalAddress, vText

    for delegation in delegations:
        for member in delegation.members:
            # People here have no address that a calendar could write to; a name of our own tells them apart.
            address = vCalAddress(f"urn:x-goodoffices:{_slug(delegation.party)}:{_slug(member.name)}")
            address.params["CN"] = vText(line(member.name))
            address.params["CUTYPE"] = vText("INDIVIDUAL")
            address.params["ROLE"] = vText("CHAIR" if member.head else "REQ-PARTICIPANT")
            address.params["PARTSTAT"] = vText(PARTSTAT[member.presence])
            address.params["X-PARTY"] = vText(line(delegation.party))
            if member.presence:
                address.params["X-PRESENCE"] = vText(member.presence)
            if member.role:
                address.params["X-ROLE"] = vText(line(member.role))
            yield address


def _slug(name: str) -> str:
    return key_of(name, None).removesuffix("-undated")


def _stamp(one: Round) -> datetime:
    """The newest word on the round: DTSTAMP says of when a calendar is, and no clock is read here."""
    times = [saying.time for saying in sayings_of(one) if len(saying.time) >= 10]
    newest = max((time[:19] for time in times), default=one.first)
    try:
        when = datetime.fromisoformat(newest)
    except ValueError:
        when = datetime.fromisoformat(one.first)
    return when.replace(tzinfo=UTC)


def sayings_of(one: Round) -> list[Saying]:
    """Every saying that the round rests on."""
    found = [*one.announced]
    for stated in (*one.mediators, *one.formats, *one.lengths):
        found.extend(stated.sayings)
    for sitting in (*one.sittings, *one.consultations):
        found.extend(sitting.sayings)
        found.extend(bar.saying for bar in sitting.lengths)
    for delegation in one.delegations:
        found.extend(saying for member in delegation.members for saying in member.sayings)
    found.extend(saying for item in one.agenda for saying in item.sayings)
    found.extend(saying for step in one.steps for saying in step.sayings)
    found.extend(saying for each in one.undertakings for saying in each.sayings)
    found.extend(version.saying for statement in one.statements for version in statement.versions)
    return [*found, *(speech.saying for speech in one.speeches), *(note.saying for note in one.notes)]


def line(text: str) -> str:
    """Text on one line: a line feed in a name would begin a new property."""
    return " ".join(cleaned(text).split())[:LONGEST].replace('"', "'")
