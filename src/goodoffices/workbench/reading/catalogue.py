"""The catalogue of a case: the cards of all its rooms in memory, kept up with the logs; the actor's rights choose."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ...store import holdings
from ...store.holdings import Holding
from ...store.rights import Actor, operator, rooms_for
from ..case.bodies import LargeBody, ThingBody, read
from ..case.desk import Desk
from ..case.room import Room
from ..remembered import Remembered
from .cards import KINDS, Card, Face, Kind, Page, document_card, finding_card, judgement_card
from .kept import WORTH, keep_faces, kept_faces
from .shelf import BROUGHT, Index, Kept, Made, Shelf
from .sought import Chosen, Narrowed, Values

AT_ONCE = 500
"""Bodies opened together while cards are made."""
PAGES = msgspec.json.Decoder(Page, strict=False)
WORDED = 20_000
"""Lines of lists that are kept as they were worded."""
SHEETS = 12
"""What is kept of whole rooms, by time and language."""


class _Reached(msgspec.Struct):
    """How far the cards of a room follow its log: entries, erasures, newest time of a card, entry of its settings."""

    entries: int = 0
    erased: int = 0
    time: int = 0
    settings: int = -1


class Catalogue:
    """Cards by kind. Made from what the operator's rights show; nobody gets a card but through `standing`.

    `told` counts how often the cards of a story (room, story) changed: what was worded of it then is worded anew.
    """

    def __init__(self) -> None:
        self.shelves: dict[Kind, Shelf] = {kind: Shelf() for kind in KINDS}
        self.told: dict[tuple[str, str], int] = {}
        self._lines: dict[Hashable, tuple[int, Any]] = {}
        self._reached: dict[str, _Reached] = {}
        self._sheets: Remembered[Any] = Remembered(SHEETS)
        self._brought: Remembered[Any] = Remembered(BROUGHT)
        self._lock = threading.Lock()

    def follow(self, desk: Desk) -> None:
        """Bring the cards to where the logs are."""
        sizes = desk.follow()
        if all(key in self._reached and self._reached[key].entries >= size for key, size in sizes.items()):
            return
        with self._lock:
            keeper = desk.seen_by(operator(desk.rooms))
            for key, size in sizes.items():
                reached = self._reached.setdefault(key, _Reached())
                if reached.entries < size:
                    self._follow(keeper, desk.rooms[key], reached)

    def _follow(self, desk: Desk, room: Room, reached: _Reached) -> None:
        with desk.database.reading(desk.actor) as connection:
            shown = holdings.reached(connection, desk.actor).get(room.key, 0)
            if reached.entries:
                place = room.ledger.number
                fresh = holdings.newest(connection, desk.actor, room.key, place, KINDS, reached.entries)
            else:
                fresh = holdings.since_entry(connection, desk.actor, room.key, KINDS, 0)
            # What was shown since then comes the next time.
            fresh = [one for one in fresh if one.entry < shown]
            ended = holdings.ended_since(connection, desk.actor, room.key, KINDS, reached.time)
            erased = holdings.erased_count(connection, desk.actor, room.key)
            gone = erased != reached.erased
            settings = [one.entry for one in holdings.standing(connection, desk.actor, "settings", room=room.key)]
            kept = holdings.kept_entries(connection, desk.actor, room.key, KINDS) if gone else frozenset()
        for begin in range(0, len(fresh), AT_ONCE):
            self._put(desk, room, fresh[begin : begin + AT_ONCE], keep=len(fresh) >= WORTH)
        for entry, what, ident, when in ended:
            for story in self.shelves[_kind(what)].end(room.key, ident, entry, when):
                self._retold(room.key, story)
        if settings != [reached.settings]:
            # Parties may have other names now.
            self._lines.clear()
            reached.settings = max(settings, default=-1)
        if gone:
            # Something was erased: what was worded from it goes as well.
            self._lines.clear()
            for shelf in self.shelves.values():
                shelf.keep(room.key, kept)
        reached.time = max([reached.time, *(held.seen for held in fresh), *(when for *_, when in ended)])
        reached.erased, reached.entries = erased, shown

    def _put(self, desk: Desk, room: Room, held: Sequence[Holding], *, keep: bool) -> None:
        # A few new things are not worth a question: nobody has kept their cards.
        faces = kept_faces(desk, room, {one.entry: _kind(one.what) for one in held}) if keep else {}
        fresh = [
            (one, face_of(desk, one.what, text))
            for one, text in desk.bodies([one for one in held if one.entry not in faces])
        ]
        faces |= {one.entry: face for one, face in fresh}
        if keep:
            keep_faces(desk, room, fresh)
        made: dict[Kind, list[Card]] = {}
        for one in held:
            if one.entry in faces:
                card = Card(one.room, one.id, one.entry, one.seen, one.gone, one.about or "", faces[one.entry])
                made.setdefault(_kind(one.what), []).append(card)
        for kind, cards in made.items():
            self.shelves[kind].put(cards)
            for card in cards:
                self._retold(card.room, card.story)

    def _retold(self, room: str, story: str) -> None:
        self.told[room, story] = self.told.get((room, story), 0) + 1

    def worded(self, card: Card, key: Hashable) -> Any:
        """What was worded of a card and still holds, or None."""
        held = self._lines.get((card.room, card.entry, key))
        return held[1] if held is not None and held[0] == self.told.get((card.room, card.story), 0) else None

    def word(self, card: Card, key: Hashable, line: object) -> None:
        """Keep what was worded of a card until its story is told anew."""
        if len(self._lines) >= WORDED:
            self._lines.clear()
        self._lines[card.room, card.entry, key] = (self.told.get((card.room, card.story), 0), line)

    def sheet(self, room: Room, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of all that a room holds, for whoever may read it; made again once its log has grown."""
        made: Made = self._sheets.get((room.key, key), self._reached[room.key].entries, lambda _: make())
        return made

    def standing(self, actor: Actor, kind: Kind, at: int | None) -> Iterator[Card]:
        """The cards that the actor may read and that stand now, or stood at a time."""
        rooms, shelf = frozenset(rooms_for(actor)), self.shelves[kind]
        if at is None:
            return (card for card in shelf.standing() if card.room in rooms)
        return (card for card in shelf.cards if card.room in rooms and card.stands(at))

    def narrowed(
        self,
        actor: Actor,
        kind: Kind,
        at: int | None,
        axes: Mapping[str, Values[Card]],
        chosen: Chosen,
        order: Callable[[Card], Any],
    ) -> tuple[list[Card], dict[str, Counter[str]]]:
        """Cards that the filters leave, in order, with the counts of facets; brought along as cards change."""
        wanted = {key: tuple(sorted(chosen[key])) for key in axes if chosen.get(key)}
        key = ("list", tuple(sorted(wanted.items())), tuple(axes))
        found = self.tally(actor, kind, at, key, lambda cards: Narrowed(cards, axes, wanted, order))
        return found.kept, found.counts

    def index(
        self, actor: Actor, kind: Kind, at: int | None, name: str, values: Callable[[Card], Iterable[Hashable]]
    ) -> Index:
        """The cards that the actor may read by values that they have; `name` stands for these."""
        return self.tally(actor, kind, at, ("index", name), lambda cards: Index(cards, values))

    def tally(
        self, actor: Actor, kind: Kind, at: int | None, key: Hashable, make: Callable[[Iterable[Card]], Kept]
    ) -> Kept:
        """What is put together of the cards that the actor may read; of those of now it is brought along."""
        rooms, shelf = rooms_for(actor), self.shelves[kind]
        if at is None:
            return shelf.tally((key, rooms), rooms, make)
        return shelf.remembered((key, rooms, at), lambda: make(self.standing(actor, kind, at)))

    def brought(self, key: Hashable, state: Hashable, make: Callable[[Made | None], Made]) -> Made:
        """What `make` gave in this state; else made now, of what it gave in an earlier one."""
        made: Made = self._brought.get(key, state, make)
        return made

    def card(self, actor: Actor, kind: Kind, ident: str, at: int | None, room: str = "") -> Card | None:
        """One card by its id, of a certain room if one is named."""
        rooms = frozenset(rooms_for(actor))
        for card in self.shelves[kind].by_id.get(ident, ()):
            if card.room in rooms and (not room or card.room == room) and card.stands(at):
                return card
        return None


def _kind(what: str) -> Kind:
    return next(kind for kind in KINDS if kind == what)


def _page(desk: Desk, text: str) -> Page:
    """The head of a reading, by way of its sealed file when it was too large for its entry."""
    try:
        return PAGES.decode(text)
    except msgspec.ValidationError:
        return PAGES.decode(desk.fetch(read(text, LargeBody).blob))


def face_of(desk: Desk, what: str, text: str) -> Face:
    """What a card shows of a thing."""
    if what == "reading":
        return document_card(_page(desk, text))
    body = read(text, ThingBody)
    if body.finding is not None:
        return finding_card(body.finding, body.doubtful)
    if body.judgement is not None:
        return judgement_card(body.judgement)
    thing = body.person or body.event
    assert thing is not None
    return thing
