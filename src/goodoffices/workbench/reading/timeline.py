"""The timeline of a case: any window from minutes to decades, lanes by kind, place, party or outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ...errors import NotAllowed
from ...publications.citations import Citations
from ...publications.ics import calendar_of
from ...publications.moments import moment_text
from ...publications.names import Names
from ...publications.words import Words, words_of
from ...records import Event, Moment, TimelineRow
from ...store.rights import rooms_for
from ..case.desk import Desk
from ..case.room import Room
from .cards import Card
from .catalogue import Catalogue
from .excerpts import Excerpt, Excerpts, outlet_of, settings_at
from .sought import Chosen, Facet, Stretch, Values, facet, narrowed, stretch
from .strip import DAY, HOUR, Span, Strip, strip_of

By = Literal["kind", "place", "party", "source"]
BYS: tuple[By, ...] = ("kind", "place", "party", "source")
KINDS = ("round", "sitting", "meeting", "agreement", "exchange", "statement", "announcement", "strike", "other")
DRAWN = 200
"""Events drawn at once; the best supported stay, the others are counted and stand in the list."""
LANES = 12
RECENT = 60
LONGEST = 400 * 366 * DAY
SHORTEST = HOUR // 4
OUTLETS = "outlets"
FINE = frozenset({"second", "minute", "hour", "part-day", "day"})


class EventLine(msgspec.Struct, frozen=True):
    """An event as a list shows it; times in microseconds UTC."""

    id: str
    room: str
    kind: str
    name: str
    when: str
    where: str
    begins: int
    ends: int
    who: tuple[str, ...]
    claims: int
    uncertain: bool


class Window(msgspec.Struct, frozen=True):
    """Another stretch of time to go to; ISO 8601, UTC."""

    name: str
    begins: str
    ends: str


class TimelineShown(msgspec.Struct, frozen=True):
    """A window of the timeline: the drawing, and the events in it a page at a time."""

    begins: int
    ends: int
    zone: str
    by: By
    strip: Strip
    left_out: int
    rows: tuple[EventLine, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch
    windows: tuple[Window, ...]


class Timeline:
    """The timeline of one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.words = words_of(language)

    def shown(self, chosen: Chosen, begins: int | None, ends: int | None, by: By, page: int) -> TimelineShown:
        """A window; without bounds the one that holds the latest events."""
        kept, counts = narrowed(self._dated(), EVENT_AXES, chosen)
        first, last = _window(kept, begins, ends)
        inside = sorted((card for card in kept if _touches(card, first, last)), key=_order)
        strong = sorted(inside, key=lambda card: (-len(event_of(card).claims), card.id))[:DRAWN]
        part = stretch(len(inside), page)
        listed = part.of(inside)
        excerpts = self._excerpts([*strong, *listed])
        lines = {card.id: self._line(card, excerpts[card.room].names) for card in [*strong, *listed]}
        lanes, spans = self._lanes(strong, excerpts, lines, by)
        zone = self._zone()
        return TimelineShown(
            first, last, zone, by, strip_of(spans, lanes, first, last, zone, self.words), len(inside) - len(strong),
            tuple(lines[card.id] for card in listed), (facet("kind", counts["kind"], chosen, self._kind),), part,
            tuple(_windows(kept, first, last)),
        )  # fmt: skip

    def every(self, chosen: Chosen, begins: int | None, ends: int | None) -> Iterator[EventLine]:
        """All events of the window in time order; without bounds, of all times."""
        for room, cards in self._by_room(self._within(chosen, begins, ends)):
            names = self._excerpt(room, cards).names
            yield from (self._line(card, names) for card in cards)

    def calendar(self, chosen: Chosen, begins: int | None, ends: int | None) -> bytes:
        """The same as a calendar (RFC 5545)."""
        rows: list[TimelineRow] = []
        events: list[Event] = []
        record = None
        for room, cards in self._by_room(self._within(chosen, begins, ends)):
            found = self._excerpt(room, cards)
            record = record or found.record
            for card in cards:
                event = event_of(card)
                events.append(event)
                if event.time:
                    rows.append(TimelineRow(event.time, found.names.event(event, timed=False), event.id, ()))
        if record is None:
            record = Excerpts(self.desk, self.catalogue, self._any_room(), self.at).of([], self.language).record
        record = msgspec.structs.replace(record, timeline=tuple(rows), events=tuple(events))
        return calendar_of(record, Citations(record, Names(record, self.words)))

    def _within(self, chosen: Chosen, begins: int | None, ends: int | None) -> list[Card]:
        kept, _ = narrowed(self._dated(), EVENT_AXES, chosen)
        first = begins if begins is not None else -(1 << 62)
        last = ends if ends is not None else 1 << 62
        return sorted((card for card in kept if _touches(card, first, last)), key=_order)

    def _dated(self) -> Iterator[Card]:
        cards = self.catalogue.standing(self.desk.actor, "event", self.at)
        return (card for card in cards if _bounds(event_of(card).time) is not None)

    def _any_room(self) -> Room:
        for key in rooms_for(self.desk.actor):
            return self.desk.rooms[key]
        raise NotAllowed(f"{self.desk.actor.name!r} may read no room of this case")

    def _zone(self) -> str:
        zone = settings_at(self.desk, self._any_room(), self.at).zone or "UTC"
        try:
            return ZoneInfo(zone).key
        except (ZoneInfoNotFoundError, ValueError):
            return "UTC"

    def _by_room(self, cards: Sequence[Card]) -> Iterator[tuple[Room, list[Card]]]:
        for key in sorted({card.room for card in cards}):
            yield self.desk.rooms[key], [card for card in cards if card.room == key]

    def _excerpts(self, cards: Sequence[Card]) -> dict[str, Excerpt]:
        return {room.key: self._excerpt(room, here) for room, here in self._by_room(cards)}

    def _excerpt(self, room: Room, cards: Sequence[Card]) -> Excerpt:
        excerpts = Excerpts(self.desk, self.catalogue, room, self.at)
        return excerpts.of([], self.language, claims=(), events=[card.id for card in cards])

    def _line(self, card: Card, names: Names) -> EventLine:
        return event_line(self.desk.rooms[card.room], event_of(card), names, self.words)

    def _kind(self, kind: str) -> str:
        return self.words.known(f"event-{kind}", kind)

    def _lanes(
        self, cards: Sequence[Card], excerpts: dict[str, Excerpt], lines: dict[str, EventLine], by: By
    ) -> tuple[list[tuple[str, str]], list[Span]]:
        spans: list[Span] = []
        named: dict[str, str] = {}
        weights: Counter[str] = Counter()
        outlets = self._outlets(cards) if by == "source" else {}
        for card in cards:
            names, line = excerpts[card.room].names, lines[card.id]
            for key, name in self._keys(event_of(card), by, names, outlets.get(card.id, ())):
                named[key] = name
                weights[key] += 1
                spans.append(
                    Span(card.id, key, line.begins, line.ends, line.name, line.when, line.kind, line.uncertain)
                )
        order = [key for key, _ in sorted(weights.items(), key=lambda pair: (-pair[1], named[pair[0]]))][:LANES]
        if by == "kind":
            order.sort(key=lambda key: KINDS.index(key) if key in KINDS else len(KINDS))
        return [(key, named[key]) for key in order], spans

    def _keys(self, event: Event, by: By, names: Names, outlets: Sequence[str]) -> Iterator[tuple[str, str]]:
        if by == "kind":
            yield event.kind, self.words.known(f"lane-{event.kind}", self._kind(event.kind))
        elif by == "place":
            where = names.place(event.place) if event.place else ""
            yield where, where or "–"
        elif by == "party":
            parties = [party for party in names.in_order(event.participants) if party in names.party_rank]
            yield from ((party, names.party(party)) for party in parties)
            if not parties:
                yield "", "–"
        else:
            yield from ((outlet, outlet) for outlet in outlets)

    def _outlets(self, cards: Sequence[Card]) -> dict[str, tuple[str, ...]]:
        """Event id -> the outlets on whose pages it is told; those of now are kept until its story is told anew."""
        found: dict[str, tuple[str, ...]] = {}
        for room, every in self._by_room(cards):
            held = {card.id: self.catalogue.worded(card, OUTLETS) if self.at is None else None for card in every}
            found.update((ident, outlets) for ident, outlets in held.items() if outlets is not None)
            here = [card for card in every if held[card.id] is None]
            wanted = sorted({claim for card in here for claim in event_of(card).claims})
            pages = {one.id: one.about or "" for one in self.desk.standing_of(room, "claim", wanted, self.at)}
            for card in here:
                documents = {pages[claim] for claim in event_of(card).claims if claim in pages}
                faces = (self.catalogue.card(self.desk.actor, "reading", one, self.at, room.key) for one in documents)
                found[card.id] = tuple(sorted({outlet_of(face.face) for face in faces if face}))
                if self.at is None:
                    self.catalogue.word(card, OUTLETS, found[card.id])
        return found


def event_of(card: Card) -> Event:
    """The event of a card."""
    assert isinstance(card.face, Event)
    return card.face


EVENT_AXES: dict[str, Values[Card]] = {"kind": lambda card: (event_of(card).kind,)}


def event_line(room: Room, event: Event, names: Names, words: Words) -> EventLine:
    """An event worded."""
    begins, ends = _bounds(event.time) or (0, 0)
    time = event.time
    return EventLine(
        event.id, room.name, event.kind, names.event(event, timed=False), moment_text(time, words) if time else "",
        names.place(event.place) if event.place else "", begins, ends,
        tuple(names(one) for one in names.in_order(event.participants)), len(event.claims),
        time is None or time.quality != "exact" or time.precision not in FINE or None in (time.begins, time.ends),
    )  # fmt: skip


def _bounds(time: Moment | None) -> tuple[int, int] | None:
    """First and last instant; a time that is open to one side reaches a day that way."""
    if time is None:
        return None
    if time.begins is None:
        return (time.ends or 0) - DAY, time.ends or 0
    return time.begins, time.ends if time.ends is not None else time.begins + DAY


def _touches(card: Card, begins: int, ends: int) -> bool:
    bounds = _bounds(event_of(card).time)
    return bounds is not None and bounds[0] < ends and max(bounds[1], bounds[0] + 1) > begins


def _order(card: Card) -> tuple[int, int, str]:
    begins, ends = _bounds(event_of(card).time) or (0, 0)
    return begins, ends, card.id


def _window(cards: Sequence[Card], begins: int | None, ends: int | None) -> tuple[int, int]:
    if begins is None or ends is None:
        fine = [card for card in cards if (time := event_of(card).time) and time.precision in FINE]
        latest = sorted(fine or cards, key=_order)[-RECENT:]
        bounds = [found for card in latest if (found := _bounds(event_of(card).time))]
        first, last = (min(b for b, _ in bounds), max(e for _, e in bounds)) if bounds else (0, DAY)
        edge = max((last - first) // 40, HOUR)
        begins, ends = begins if begins is not None else first - edge, ends if ends is not None else last + edge
    ends = min(max(ends, begins + SHORTEST), begins + LONGEST)
    return begins, ends


def _windows(cards: Sequence[Card], begins: int, ends: int) -> Iterator[Window]:
    """Earlier, later, nearer, wider, and all there is."""
    span, middle = ends - begins, (begins + ends) // 2
    yield _named("earlier", begins - span // 2, ends - span // 2)
    yield _named("later", begins + span // 2, ends + span // 2)
    if span > 2 * SHORTEST:
        yield _named("nearer", middle - span // 4, middle + span // 4)
    if span < LONGEST // 2:
        yield _named("wider", begins - span // 2, ends + span // 2)
    bounds = [found for card in cards if (found := _bounds(event_of(card).time))]
    if bounds:
        yield _named("all", min(b for b, _ in bounds) - HOUR, max(e for _, e in bounds) + HOUR)


def _named(name: str, begins: int, ends: int) -> Window:
    return Window(name, iso(begins), iso(ends))


def iso(when: int) -> str:
    """Microseconds UTC as ISO 8601 to the second, within the years that a calendar has."""
    seconds = min(max(when // 1_000_000, -62_135_596_800), 253_402_300_799)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
