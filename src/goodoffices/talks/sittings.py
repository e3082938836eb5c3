"""Sittings and side consultations of a round, with each source's account of their length side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from ..findings import label as value_label
from ..findings.labels import amount_label
from ..records import Amount, Claim, Event, Moment, Quantity, When
from .entries import Kept, SittingSaid
from .gathering import Gathered, Told
from .sayings import Named, Press, Saying, Stated, Table, merged, stated
from .venue import MINUTE

IN_MINUTES = {"minute": Decimal(1), "hour": Decimal(60)}


class Bar(msgspec.Struct, frozen=True):
    """One source's account of a length, in minutes; `None` for a side that it leaves open.

    `shortest` and `longest` are equal where it gives one figure. `worked_out`: from when it began and ended.
    """

    label: str
    shortest: int | None
    longest: int | None
    modifier: str
    worked_out: bool
    saying: Saying


class Sitting(msgspec.Struct, frozen=True):
    """One sitting: `day` in ISO 8601; `disputed` where accounts of its length cannot both hold."""

    key: str
    day: str
    label: str
    name: str
    side: bool
    parties: tuple[Named, ...]
    venue: str
    chair: str
    topic: str
    opened: tuple[Stated, ...]
    closed: tuple[Stated, ...]
    lengths: tuple[Bar, ...]
    disputed: bool
    findings: tuple[str, ...]
    sayings: tuple[Saying, ...]


def sittings_of(one: Gathered, table: Table, *, side: bool) -> tuple[Sitting, ...]:
    """The sittings of a round, or its side consultations, by day."""
    press = list(_beside(one) if side else _seats(one))
    entries = [
        kept for kept in one.entries if isinstance(kept.entry.said, SittingSaid) and kept.entry.said.side is side
    ]
    groups: dict[tuple[str, str], tuple[list[Told], list[Kept]]] = {}
    for day, name, told in press:
        groups.setdefault((day, name), ([], []))[0].append(told)
    for kept in entries:
        said = kept.entry.said
        assert isinstance(said, SittingSaid)
        name = said.label or ("+".join(sorted(said.parties)) if side else "")
        groups.setdefault((said.day, name), ([], []))[1].append(kept)
    return tuple(_sitting(day, name, *held, table, side) for (day, name), held in sorted(groups.items()))


def _seats(one: Gathered) -> Iterable[tuple[str, str, Told]]:
    """Sittings that the press record tells; a round of one day is its own sitting."""
    for told in one.events:
        parts = [event for event in told.press.events if event.part_of == told.event.id]
        seated = [event for event in parts if event.kind == "sitting"]
        if not seated and one.first is not None and one.first == one.last:
            seated = [told.event]
        for event in seated:
            yield _day(event.time), "", Told(told.press, event)


def _beside(one: Gathered) -> Iterable[tuple[str, str, Told]]:
    for told in one.events:
        for event in told.press.events:
            if event.part_of == told.event.id and event.kind == "meeting":
                name = "+".join(sorted(ident for ident in event.participants if not ident.startswith("per_")))
                yield _day(event.time), name, Told(told.press, event)


def _day(time: Moment | None) -> str:
    return time.first_day.isoformat() if time is not None else ""


def _sitting(day: str, name: str, told: Sequence[Told], entered: Sequence[Kept], table: Table, side: bool) -> Sitting:
    said = [kept.entry.said for kept in entered if isinstance(kept.entry.said, SittingSaid)]
    parties = {party for one in said for party in one.parties}
    parties.update(ident for one in told for ident in one.event.participants if not ident.startswith("per_"))
    findings = _findings(told)
    label = "" if side else name
    titles = sorted(one.press.names.event(one.event) for one in told)
    return Sitting(
        "/".join(piece for piece in (day, name) if piece),
        day,
        label,
        titles[0] if titles else "",
        side,
        table.parties(parties),
        _first(one.venue for one in said),
        _first(one.chair for one in said),
        _first(one.topic for one in said),
        merged([*_times(told, "start"), *_entered_times(entered, "opened", table)]),
        merged([*_times(told, "end"), *_entered_times(entered, "closed", table)]),
        tuple(_bars(told, entered, table)),
        any(status == "disputed" for _, status in findings),
        tuple(ident for ident, _ in findings),
        (*_occurrences(told, side), *(table.saying(kept) for kept in entered)),
    )


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _findings(told: Sequence[Told]) -> list[tuple[str, str]]:
    subjects = {one.event.id for one in told}
    presses = {id(one.press): one.press for one in told}.values()
    return sorted(
        (finding.id, finding.status)
        for press in presses
        for finding in press.record.findings
        if finding.subject in subjects and finding.question == "duration"
    )


def _times(told: Sequence[Told], kind: str) -> list[Stated]:
    """Clock times alone: that a sitting began on its own day says nothing."""
    return [
        found
        for one in told
        for found in stated(one.press, [claim for claim in one.press.claims_of([one.event], kind) if _clocked(claim)])
    ]


def _clocked(claim: Claim) -> bool:
    return isinstance(claim.value, When) and claim.value.moment.precision in ("second", "minute", "hour", "part-day")


def _entered_times(entered: Sequence[Kept], field: str, table: Table) -> list[Stated]:
    found = []
    for kept in entered:
        moment = getattr(kept.entry.said, field)
        if moment is not None:
            found.append(table.stated(kept, moment.edtf(), table.time(moment)))
    return found


def _occurrences(told: Sequence[Told], side: bool) -> list[Saying]:
    kinds = ("occurrence", "attendance", "place", "duration") if side else ("occurrence",)
    return [one.press.saying(claim) for one in told for claim in one.press.claims_of([one.event], *kinds)]


def _bars(told: Sequence[Told], entered: Sequence[Kept], table: Table) -> Iterable[Bar]:
    for one in told:
        for claim in one.press.claims_of([one.event], "duration"):
            bar = _bar_of_claim(one.press, claim)
            if bar is not None:
                yield bar
    for kept in entered:
        said = kept.entry.said
        if isinstance(said, SittingSaid) and said.length is not None:
            yield _bar(said.length, amount_label(said.length, table.language), table.saying(kept))
        elif isinstance(said, SittingSaid):
            bar = _bar_between(said.opened, said.closed, table.saying(kept), table.language)
            if bar is not None:
                yield bar


def _bar_of_claim(press: Press, claim: Claim) -> Bar | None:
    value = claim.value
    if not isinstance(value, Amount) or value.quantity.unit not in IN_MINUTES:
        return None
    return _bar(value.quantity, value_label(value, press.language), press.saying(claim))


def _bar(quantity: Quantity, text: str, saying: Saying) -> Bar:
    factor = IN_MINUTES[quantity.unit]
    low, high = (None if side is None else int(side * factor) for side in (quantity.low, quantity.high))
    return Bar(text, low, high, quantity.modifier, False, saying)


def _bar_between(opened: Moment | None, closed: Moment | None, saying: Saying, language: str) -> Bar | None:
    """A length worked out from two clock times of one account; none where a time is only a day."""
    if opened is None or closed is None or {opened.precision, closed.precision} != {"minute"}:
        return None
    assert opened.begins is not None and closed.begins is not None
    minutes = (closed.begins - opened.begins) // MINUTE
    parts = [
        amount_label(Quantity(Decimal(number), Decimal(number), unit), language)
        for number, unit in zip(divmod(minutes, 60), ("hour", "minute"), strict=True)
        if number
    ]
    return Bar(" ".join(parts), minutes, minutes, "exact", True, saying) if minutes > 0 else None


def events_of(one: Gathered) -> list[tuple[Press, list[Event]]]:
    """The round's events, their sittings and meetings, story by story."""
    found = []
    for told in one.events:
        parts = [event for event in told.press.events if event.part_of == told.event.id]
        found.append((told.press, [told.event, *parts]))
    return found
