"""An entry as it would be typed again: what a form of correction shows, and what a correction keeps of it."""

from __future__ import annotations

from ..records import Moment, Quantity, local
from .entries import (
    AgendaSaid,
    DelegationSaid,
    Entry,
    NoteSaid,
    PositionSaid,
    RoundSaid,
    SittingSaid,
    SpeechSaid,
    StatementSaid,
    StepSaid,
    TrackSaid,
    UndertakingSaid,
)
from .wording import seat_text

_MODIFIED = {"about": "about {}", "at-least": "more than {}", "at-most": "at most {}"}


def typed_again(entry: Entry) -> dict[str, str]:
    """The fields of an entry; those that are empty are left out."""
    return {name: text for name, text in _fields(entry).items() if text}


def _fields(entry: Entry) -> dict[str, str]:
    said = entry.said
    if isinstance(said, RoundSaid):
        return {
            "place": said.place,
            "dates": _days(entry.time),
            "zone": said.zone,
            "name": said.name,
            "formats": ", ".join(said.formats),
            "mediators": ", ".join(said.mediators),
            "parties": ", ".join(said.parties),
            "announced-by": said.announced_by,
        }
    if isinstance(said, SittingSaid):
        return _meeting(said)
    if isinstance(said, DelegationSaid):
        heads = [seat_text(seat) for seat in said.seats if seat.head]
        members = [seat_text(seat) + ("!" if seat.head else "") for seat in said.seats]
        return {
            "party": said.party,
            "head": heads[0] if len(heads) == 1 else "",
            "members": "; ".join(members[1:] if len(heads) == 1 and said.seats[0].head else members),
            "size": quantity_text(said.size),
            "whole": "yes" if said.whole else "",
        }
    if isinstance(said, TrackSaid):
        names = "; ".join(said.members)
        return {
            "track": said.track, "name": said.name, "mandate": said.mandate, "members": names, "state": said.state,
        }  # fmt: skip
    if isinstance(said, AgendaSaid):
        return {
            "title": said.title, "number": said.number, "issue": said.issue, "sitting": said.sitting,
            "agenda-state": said.state,
        }  # fmt: skip
    if isinstance(said, PositionSaid):
        return {
            "party": said.party, "issue": said.issue, "stance": said.stance, "text": said.text,
            "firmness": said.firmness,
        }  # fmt: skip
    if isinstance(said, SpeechSaid):
        return {
            "speaker": said.speaker, "text": said.text, "party": said.party, "sitting": said.sitting,
            "exact": "yes" if said.exact else "",
        }  # fmt: skip
    if isinstance(said, StatementSaid):
        return {
            "name": said.name, "text": said.text, "statement-state": said.state,
            "agreed-by": ", ".join(said.agreed_by), "released": clock_text(said.released),
        }  # fmt: skip
    if isinstance(said, StepSaid):
        return {"what": said.what, "who": "; ".join(said.who), "due": clock_text(said.due)}
    if isinstance(said, UndertakingSaid):
        return {
            "party": said.party, "text": said.text, "issue": said.issue, "until": clock_text(said.until),
            "commitment": said.commitment,
        }  # fmt: skip
    assert isinstance(said, NoteSaid)
    return {"text": said.text}


def _meeting(said: SittingSaid) -> dict[str, str]:
    found = {
        "day": said.day,
        "label": said.label,
        "opened": clock_text(said.opened),
        "closed": clock_text(said.closed),
        "length": quantity_text(said.length),
        "parties": ", ".join(said.parties),
        "venue": said.venue,
    }
    return {**found, "topic": said.topic} if said.side else {**found, "chair": said.chair}


def clock_text(moment: Moment | None) -> str:
    """A day or a time at the venue, as `venue.clock_moment` reads it back."""
    if moment is None or moment.begins is None:
        return ""
    when = local(moment.begins, moment.zone)
    return when.date().isoformat() if moment.precision == "day" else when.strftime("%Y-%m-%dT%H:%M")


def _days(moment: Moment | None) -> str:
    if moment is None:
        return ""
    first, last = moment.first_day.isoformat(), moment.last_day.isoformat()
    return first if first == last else f"{first}/{last}"


def quantity_text(quantity: Quantity | None) -> str:
    """A length or a number of people, as `venue` reads it back."""
    if quantity is None:
        return ""
    number = quantity.low if quantity.low is not None else quantity.high
    unit = {"hour": " h", "minute": " min"}.get(quantity.unit, "")
    return _MODIFIED.get(quantity.modifier, "{}").format(f"{number}{unit}")
