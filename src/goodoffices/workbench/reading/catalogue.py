"""The catalogue of a case: the cards of all its rooms in memory, kept up with the logs; the actor's rights choose."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import msgspec

from ...store import holdings
from ...store.holdings import Holding
from ...store.rights import Actor, operator, rooms_for
from ..case.bodies import ThingBody, read
from ..case.desk import Desk
from ..case.room import Room
from ..case.showing import reading_of
from .cards import KINDS, Card, Face, Kind, document_card, finding_card, judgement_card

AT_ONCE = 500
"""Bodies opened together while cards are made."""


class Shelf:
    """The cards of one kind in all rooms, in the order they were made; `version` grows with every change."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.by_id: dict[str, list[Card]] = {}
        self.version = 0

    def put(self, cards: Sequence[Card]) -> None:
        """Add cards."""
        for card in cards:
            self.cards.append(card)
            self.by_id.setdefault(card.id, []).append(card)
        self.version += 1

    def end(self, room: str, ident: str, entry: int, when: int) -> None:
        """Note that a thing ended."""
        for card in self.by_id.get(ident, ()):
            if card.room == room and card.entry == entry and card.gone != when:
                card.gone = when
                self.version += 1

    def keep(self, room: str, entries: frozenset[tuple[int, str]]) -> None:
        """Forget the cards of a room that no holding stands behind any more: what they came from was erased."""
        self.cards = [card for card in self.cards if card.room != room or (card.entry, card.id) in entries]
        self.by_id = {}
        for card in self.cards:
            self.by_id.setdefault(card.id, []).append(card)
        self.version += 1


class _Reached(msgspec.Struct):
    """How far the cards of a room follow its log: entries, and the newest time of a card."""

    entries: int = 0
    time: int = 0
    cards: int = 0


class Catalogue:
    """Cards by kind. Made from what the operator's rights show; nobody gets a card but through `standing`."""

    def __init__(self) -> None:
        self.shelves: dict[Kind, Shelf] = {kind: Shelf() for kind in KINDS}
        self._reached: dict[str, _Reached] = {}
        self._lock = threading.Lock()

    def follow(self, desk: Desk) -> None:
        """Bring the cards to where the logs are."""
        sizes = desk.follow()
        if all(key in self._reached and self._reached[key].entries == size for key, size in sizes.items()):
            return
        with self._lock:
            keeper = desk.seen_by(operator(desk.rooms))
            for key, size in sizes.items():
                reached = self._reached.setdefault(key, _Reached())
                if reached.entries != size:
                    self._follow(keeper, desk.rooms[key], reached)
                    reached.entries = size

    def _follow(self, desk: Desk, room: Room, reached: _Reached) -> None:
        with desk.database.reading(desk.actor) as connection:
            fresh = holdings.since_entry(connection, desk.actor, room.key, KINDS, reached.entries)
            ended = holdings.ended_since(connection, desk.actor, room.key, KINDS, reached.time)
            count = holdings.kept_count(connection, desk.actor, room.key, KINDS)
            gone = count != reached.cards + len(fresh)
            kept = holdings.kept_entries(connection, desk.actor, room.key, KINDS) if gone else frozenset()
        for begin in range(0, len(fresh), AT_ONCE):
            self._put(desk, fresh[begin : begin + AT_ONCE])
        for entry, what, ident, when in ended:
            self.shelves[_kind(what)].end(room.key, ident, entry, when)
        if gone:
            for shelf in self.shelves.values():
                shelf.keep(room.key, kept)
        reached.time = max([reached.time, *(held.seen for held in fresh), *(when for *_, when in ended)])
        reached.cards = sum(card.room == room.key for shelf in self.shelves.values() for card in shelf.cards)

    def _put(self, desk: Desk, held: Sequence[Holding]) -> None:
        made: dict[Kind, list[Card]] = {}
        for one, text in desk.bodies(held):
            face = face_of(desk, one.what, text)
            card = Card(one.room, one.id, one.entry, one.seen, one.gone, one.about or "", face)
            made.setdefault(_kind(one.what), []).append(card)
        for kind, cards in made.items():
            self.shelves[kind].put(cards)

    def standing(self, actor: Actor, kind: Kind, at: int | None) -> Iterator[Card]:
        """The cards that the actor may read and that stand now, or stood at a time."""
        rooms = frozenset(rooms_for(actor))
        return (card for card in self.shelves[kind].cards if card.room in rooms and card.stands(at))

    def card(self, actor: Actor, kind: Kind, ident: str, at: int | None, room: str = "") -> Card | None:
        """One card by its id, of a certain room if one is named."""
        rooms = frozenset(rooms_for(actor))
        for card in self.shelves[kind].by_id.get(ident, ()):
            if card.room in rooms and (not room or card.room == room) and card.stands(at):
                return card
        return None


def _kind(what: str) -> Kind:
    return next(kind for kind in KINDS if kind == what)


def face_of(desk: Desk, what: str, text: str) -> Face:
    """What a card shows of a thing."""
    if what == "reading":
        return document_card(reading_of(text, desk.fetch))
    body = read(text, ThingBody)
    if body.finding is not None:
        return finding_card(body.finding)
    if body.judgement is not None:
        return judgement_card(body.judgement)
    thing = body.person or body.event
    assert thing is not None
    return thing
