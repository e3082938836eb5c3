"""The timeline of a case: any window from minutes to decades, lanes by kind, place, party, track or outlet.

Beside its events stand the entries of live pages, as marks that lead to their words.
"""

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
from ...publications.names import Names, upstream_label
from ...publications.words import Words, words_of
from ...records import Event, Moment, TimelineRow
from ...store.rights import rooms_for
from ..case.desk import Desk
from ..case.room import Room
from .cards import Card, event_of
from .catalogue import Catalogue
from .documents import document_face
from .excerpts import Excerpt, Excerpts, outlet_of, settings_at
from .live import LIVE, Mark, live_marks, name_of, spans_of, timed_name, when_of
from .sought import Chosen, Facet, Stretch, Values, facet, narrowed, stretch
from .strip import DAY, HOUR, Span, Strip, strip_of
from .tracks import Track, Tracks, track_label

By = Literal["kind", "place", "party", "track", "source"]
BYS: tuple[By, ...] = ("kind", "place", "party", "track", "source")
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
    """An event as a list shows it; times in microseconds UTC.

    An entry of a live page has its `document`, the `anchor` of its words on the page of it, its outlet and the
    `language` of its words; its `id` is document and anchor together.
    """

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
    document: str = ""
    anchor: str = ""
    outlet: str = ""
    language: str = ""


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
        kept, counts = narrowed(self._dated(), AXES, chosen)
        first, last = _window(kept, begins, ends)
        inside = sorted((one for one in kept if _touches(one, first, last)), key=_order)
        events = [one for one in inside if isinstance(one, Card)]
        strong = sorted(events, key=lambda card: (-len(event_of(card).claims), card.id))[:DRAWN]
        part = stretch(len(inside), page)
        listed = part.of(inside)
        excerpts = self._excerpts([*strong, *(one for one in listed if isinstance(one, Card))])
        lines = {one.id: self._line(one, excerpts) for one in [*strong, *listed]}
        lanes, spans = self._lanes(strong, excerpts, lines, by)
        for lane, spanned in self._live([one for one in inside if isinstance(one, Mark)], by, first, last):
            lanes += [lane] if lane not in lanes else []
            spans += spanned
        zone = self._zone()
        return TimelineShown(
            first, last, zone, by, strip_of(spans, lanes, first, last, zone, self.words), len(events) - len(strong),
            tuple(lines[one.id] for one in listed), (facet("kind", counts["kind"], chosen, self._kind),), part,
            tuple(_windows(kept, first, last)),
        )  # fmt: skip

    def every(self, chosen: Chosen, begins: int | None, ends: int | None) -> Iterator[EventLine]:
        """All events of the window in time order; without bounds, of all times."""
        within = self._within(chosen, begins, ends)
        excerpts = self._excerpts([one for one in within if isinstance(one, Card)])
        yield from (self._line(one, excerpts) for one in within)

    def calendar(self, chosen: Chosen, begins: int | None, ends: int | None) -> bytes:
        """The same as a calendar (RFC 5545)."""
        rows: list[TimelineRow] = []
        events: list[Event] = []
        record = None
        within = self._within(chosen, begins, ends)
        rows += [
            TimelineRow(one.entry.time, f"{self._outlet(one)}: {timed_name(one, self.words)}", None, ())
            for one in within
            if isinstance(one, Mark)
        ]
        for room, cards in self._by_room([one for one in within if isinstance(one, Card)]):
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

    def _within(self, chosen: Chosen, begins: int | None, ends: int | None) -> list[Dated]:
        kept, _ = narrowed(self._dated(), AXES, chosen)
        first = begins if begins is not None else -(1 << 62)
        last = ends if ends is not None else 1 << 62
        return sorted((one for one in kept if _touches(one, first, last)), key=_order)

    def _dated(self) -> Iterator[Dated]:
        cards = self.catalogue.standing(self.desk.actor, "event", self.at)
        yield from (card for card in cards if _bounds(event_of(card).time) is not None)
        yield from live_marks(self.desk, self.catalogue, self.at)

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

    def _line(self, one: Dated, excerpts: dict[str, Excerpt]) -> EventLine:
        if isinstance(one, Card):
            return event_line(self.desk.rooms[one.room], event_of(one), excerpts[one.room].names, self.words)
        return EventLine(
            one.id, self.desk.rooms[one.card.room].name, LIVE, name_of(one, self.words), when_of(one, self.words), "",
            one.begins, one.ends, (), 0, one.uncertain, one.card.id, one.anchor, self._outlet(one),
            document_face(one.card).language,
        )  # fmt: skip

    def _outlet(self, mark: Mark) -> str:
        return upstream_label(mark.outlet, self.language)

    def _kind(self, kind: str) -> str:
        return self.words.known(f"event-{kind}", kind)

    def _lanes(
        self, cards: Sequence[Card], excerpts: dict[str, Excerpt], lines: dict[str, EventLine], by: By
    ) -> tuple[list[tuple[str, str]], list[Span]]:
        spans: list[Span] = []
        named: dict[str, str] = {}
        weights: Counter[str] = Counter()
        outlets = self._outlets(cards) if by == "source" else {}
        tracks = self._tracks(cards) if by == "track" else {}
        for card in cards:
            names, line = excerpts[card.room].names, lines[card.id]
            keys = (
                self._track_keys(tracks.get(card.id, ()))
                if by == "track"
                else self._keys(event_of(card), by, names, outlets.get(card.id, ()))
            )
            for key, name in keys:
                named[key] = name
                weights[key] += 1
                spans.append(
                    Span(card.id, key, line.begins, line.ends, line.name, line.when, line.kind, line.uncertain)
                )
        order = [key for key, _ in sorted(weights.items(), key=lambda pair: (-pair[1], named[pair[0]]))][:LANES]
        if by == "kind":
            order.sort(key=lambda key: KINDS.index(key) if key in KINDS else len(KINDS))
        elif by == "track":
            order.sort(key=lambda key: not key)
        return [(key, named[key]) for key in order], spans

    def _live(
        self, marks: Sequence[Mark], by: By, begins: int, ends: int
    ) -> Iterator[tuple[tuple[str, str], list[Span]]]:
        """The lanes of live pages: those of their outlets, else one of their own."""
        here: dict[str, list[Mark]] = {}
        for one in marks:
            here.setdefault(one.outlet if by == "source" else LIVE, []).append(one)
        # The last lanes are not cut off for events: what is told minute by minute has few outlets.
        for key, these in sorted(here.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:LANES]:
            name = key if by == "source" else self.words("lane-live-entry")
            yield (key, name), list(spans_of(these, key, begins, ends, self.words))

    def _tracks(self, cards: Sequence[Card]) -> dict[str, tuple[Track, ...]]:
        return Tracks(self.desk, self.catalogue, self.at).of({room.key: these for room, these in self._by_room(cards)})

    def _track_keys(self, tracks: Sequence[Track]) -> Iterator[tuple[str, str]]:
        yield from ((":".join(track), track_label(track, self.language)) for track in tracks)
        if not tracks:
            yield "", self.words("lane-no-track")

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


Dated = Card | Mark
EVENT_AXES: dict[str, Values[Card]] = {"kind": lambda card: (event_of(card).kind,)}
AXES: dict[str, Values[Dated]] = {
    "kind": lambda one: (event_of(one).kind,) if isinstance(one, Card) else (LIVE,),
}


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


def _bounds_of(one: Dated) -> tuple[int, int] | None:
    return _bounds(event_of(one).time) if isinstance(one, Card) else (one.begins, one.ends)


def _touches(one: Dated, begins: int, ends: int) -> bool:
    bounds = _bounds_of(one)
    return bounds is not None and bounds[0] < ends and max(bounds[1], bounds[0] + 1) > begins


def _order(one: Dated) -> tuple[int, int, str]:
    begins, ends = _bounds_of(one) or (0, 0)
    return begins, ends, one.id


def _window(dated: Sequence[Dated], begins: int | None, ends: int | None) -> tuple[int, int]:
    if begins is None or ends is None:
        cards = [one for one in dated if isinstance(one, Card)]
        fine = [card for card in cards if (time := event_of(card).time) and time.precision in FINE]
        latest = sorted(fine or cards or dated, key=_order)[-RECENT:]
        bounds = [found for one in latest if (found := _bounds_of(one))]
        first, last = (min(b for b, _ in bounds), max(e for _, e in bounds)) if bounds else (0, DAY)
        edge = max((last - first) // 40, HOUR)
        begins, ends = begins if begins is not None else first - edge, ends if ends is not None else last + edge
    ends = min(max(ends, begins + SHORTEST), begins + LONGEST)
    return begins, ends


def _windows(dated: Sequence[Dated], begins: int, ends: int) -> Iterator[Window]:
    """Earlier, later, nearer, wider, and all there is."""
    span, middle = ends - begins, (begins + ends) // 2
    yield _named("earlier", begins - span // 2, ends - span // 2)
    yield _named("later", begins + span // 2, ends + span // 2)
    if span > 2 * SHORTEST:
        yield _named("nearer", middle - span // 4, middle + span // 4)
    if span < LONGEST // 2:
        yield _named("wider", begins - span // 2, ends + span // 2)
    bounds = [found for one in dated if (found := _bounds_of(one))]
    if bounds:
        yield _named("all", min(b for b, _ in bounds) - HOUR, max(e for _, e in bounds) + HOUR)


def _named(name: str, begins: int, ends: int) -> Window:
    return Window(name, iso(begins), iso(ends))


def iso(when: int) -> str:
    """Microseconds UTC as ISO 8601 to the second, within the years that a calendar has."""
    seconds = min(max(when // 1_000_000, -62_135_596_800), 253_402_300_799)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
