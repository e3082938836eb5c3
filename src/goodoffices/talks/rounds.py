"""Rounds of talks as a reader meets them: everything known of each, every value with who says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ..lexicon.concepts import label
from ..lexicon.places import place_label
from ..publications.moments import days_text
from ..publications.words import words_of
from ..records import Claim, Concept, Event
from .delegations import Delegation, delegations_of, with_changes
from .entries import Kept, RoundSaid
from .gathering import Gathered, gathered
from .outcomes import (
    Item,
    Note,
    Speech,
    Statement,
    Step,
    Undertaking,
    agenda_of,
    notes_of,
    of_this_round,
    speeches_of,
    statements_of,
    steps_of,
    undertakings_of,
)
from .sayings import Named, Press, Saying, Stated, Table, merged, stated
from .sittings import Sitting, events_of, sittings_of
from .tracks import Track, tracks_of
from .venue import zone_of


class Round(msgspec.Struct, frozen=True):
    """One round. `first` and `last` in ISO 8601, "" where nobody gives a day; `earlier` and `later` are keys.

    `announced` in order of time: the first of them announced it, as far as the record goes.
    """

    key: str
    aliases: tuple[str, ...]
    name: str
    place: str
    place_id: str
    zone: str
    first: str
    last: str
    days: str
    parties: tuple[Named, ...]
    mediators: tuple[Stated, ...]
    formats: tuple[Stated, ...]
    announced: tuple[Saying, ...]
    lengths: tuple[Stated, ...]
    sittings: tuple[Sitting, ...]
    consultations: tuple[Sitting, ...]
    delegations: tuple[Delegation, ...]
    tracks: tuple[Track, ...]
    agenda: tuple[Item, ...]
    statements: tuple[Statement, ...]
    speeches: tuple[Speech, ...]
    steps: tuple[Step, ...]
    undertakings: tuple[Undertaking, ...]
    notes: tuple[Note, ...]
    events: tuple[str, ...]
    entries: int
    earlier: str = ""
    later: str = ""


def rounds(presses: Sequence[Press], kept: Iterable[Kept], table: Table) -> tuple[Round, ...]:
    """Every round in order of time, each delegation held against that of the last round that states it."""
    return in_row(round_alone(one, table) for one in gathered(presses, kept))


def in_row(alone: Iterable[Round]) -> tuple[Round, ...]:
    """Rounds in order of time, with what each of them has to do with those before and after it."""
    found = list(alone)
    seen: dict[str, tuple[Delegation, str]] = {}
    linked = []
    for number, one in enumerate(found):
        compared = []
        for delegation in one.delegations:
            before, since = seen.get(delegation.party, (None, ""))
            compared.append(with_changes(delegation, before, since))
            if not delegation.silent:
                seen[delegation.party] = (delegation, one.key)
        linked.append(
            msgspec.structs.replace(
                one,
                delegations=tuple(compared),
                earlier=found[number - 1].key if number else "",
                later=found[number + 1].key if number + 1 < len(found) else "",
            )
        )
    return tuple(linked)


def round_alone(one: Gathered, table: Table) -> Round:
    """A round by itself: not yet held against those before it."""
    entered = [(kept, kept.entry.said) for kept in one.entries if isinstance(kept.entry.said, RoundSaid)]
    place = _place(one, table)
    days = days_text(one.first, one.last or one.first, words_of(table.language)) if one.first else ""
    named = [said.name for _, said in entered if said.name]
    zones = [said.zone for _, said in entered if said.zone]
    parties = _parties(one, [said for _, said in entered])
    mediators = merged([*_mediators(one, table), *_entered_mediators(entered, table)])
    others = [party for party in parties if party not in {broker.value for broker in mediators}]
    return Round(
        one.key,
        one.aliases,
        named[0] if named else ", ".join(piece for piece in (_title(place, table), days) if piece),
        place,
        one.place,
        zones[0] if zones else zone_of(one.title) or "",
        one.first.isoformat() if one.first else "",
        (one.last or one.first).isoformat() if one.first else "",
        days,
        table.parties(parties),
        mediators,
        merged([*_formats(one, table), *_entered_formats(entered, table)]),
        tuple(_announced(one, entered, table)),
        merged(found for press, events in events_of(one) for found in _lengths(press, events[:1])),
        sittings_of(one, table, side=False),
        sittings_of(one, table, side=True),
        delegations_of(one, table, others),
        tracks_of(one, table),
        agenda_of(one, table),
        statements_of(one, table),
        speeches_of(one, table),
        steps_of(one, table),
        undertakings_of(one, table),
        notes_of(one, table),
        tuple(told.event.id for told in one.events),
        len(one.entries),
    )


def _title(place: str, table: Table) -> str:
    return table.word("talks-in").format(place=place) if place else table.word("talks")


def _place(one: Gathered, table: Table) -> str:
    for told in one.events:
        if told.event.place is not None:
            return told.press.names.place(told.event.place)
    return place_label(one.place, one.title, table.language) if one.title else ""


def _parties(one: Gathered, said: Sequence[RoundSaid]) -> list[str]:
    found = {ident for told in one.events for ident in told.event.participants if not ident.startswith("per_")}
    found.update(party for each in said for party in (*each.parties, *each.mediators))
    return sorted(found)


def _mediators(one: Gathered, table: Table) -> Iterable[Stated]:
    for press, claim, ident in _format_ids(one):
        head, _, brokers = ident.partition(":")
        if head == "mediated-by":
            for broker in brokers.split("+"):
                yield Stated(broker, table.party(broker), (press.saying(claim),))


def _formats(one: Gathered, table: Table) -> Iterable[Stated]:
    for press, claim, ident in _format_ids(one):
        if not ident.startswith("mediated-by"):
            yield Stated(ident, label("formats", ident, table.language), (press.saying(claim),))


def _format_ids(one: Gathered) -> Iterable[tuple[Press, Claim, str]]:
    for press, events in events_of(one):
        for claim in press.claims_of(events, "format"):
            if isinstance(claim.value, Concept):
                for ident in claim.value.ids:
                    yield press, claim, ident


def _entered_mediators(entered: Sequence[tuple[Kept, RoundSaid]], table: Table) -> Iterable[Stated]:
    for kept, said in entered:
        for party in said.mediators:
            yield table.stated(kept, party, table.party(party))


def _entered_formats(entered: Sequence[tuple[Kept, RoundSaid]], table: Table) -> Iterable[Stated]:
    for kept, said in entered:
        for ident in said.formats:
            yield table.stated(kept, ident, label("formats", ident, table.language))


def _announced(one: Gathered, entered: Sequence[tuple[Kept, RoundSaid]], table: Table) -> Iterable[Saying]:
    """Who says beforehand that it will take place, first things first."""
    found: list[Saying] = []
    begins = one.first.isoformat() if one.first else "9999"
    for press, events in events_of(one):
        for claim in press.claims_of(events[:1], "next-step", "occurrence"):
            if claim.polarity == "planned" and (claim.kind == "occurrence" or of_this_round(claim, one)):
                saying = press.saying(claim)
                if saying.time[:10] <= begins:
                    found.append(saying)
    first: dict[tuple[str, str], Saying] = {}
    for saying in sorted(found, key=lambda saying: (saying.time, saying.document, saying.start, saying.id)):
        first.setdefault((saying.document, saying.who), saying)
    yield from first.values()
    for kept, said in entered:
        if said.announced_by:
            yield msgspec.structs.replace(table.saying(kept), who=said.announced_by)


def _lengths(press: Press, events: Sequence[Event]) -> list[Stated]:
    return stated(press, press.claims_of(events, "duration"))
