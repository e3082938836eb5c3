"""A shelf: the cards of one kind in all rooms, and what is put together of them, brought along card by card."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from .cards import Card

REMEMBERED = 512
"""Things made of the cards that a shelf keeps until one changes."""
BROUGHT = 128
"""Tallies that a shelf keeps; of those beyond it the ones that were asked for the longest ago go."""
MOVES = 20_000
"""Changes that a shelf knows; a tally that lies further back is made anew."""
Made = TypeVar("Made")


class Tally(Protocol):
    """Something put together of cards, which a card joins and leaves at little cost. Shown to nobody while it does."""

    def copy(self) -> Self:
        """Another one of the same cards; what is shown of this one stays as it is."""

    def add(self, card: Card) -> None:
        """A card begins to stand."""

    def drop(self, card: Card) -> None:
        """A card that was added stands no more."""


Kept = TypeVar("Kept", bound=Tally)


class _Moves(NamedTuple):
    """How many changes came `before` those that are known: each a card, and whether it came or went."""

    before: int
    known: list[tuple[Card, bool]]


class Shelf:
    """The cards of one kind in all rooms, in the order they were made; `version` grows with every change."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.by_id: dict[str, list[Card]] = {}
        self.version = 0
        self._standing: dict[tuple[str, int, str], Card] = {}
        self._moves = _Moves(0, [])
        self._made: dict[Hashable, tuple[int, Any]] = {}
        self._tallies: dict[Hashable, tuple[int, Any]] = {}
        # Whoever looks sees what stands and the changes that led to it as of one moment.
        self._lock = threading.Lock()

    def put(self, cards: Sequence[Card]) -> None:
        """Add cards."""
        with self._lock:
            for card in cards:
                self.cards.append(card)
                self.by_id.setdefault(card.id, []).append(card)
                if card.gone is None:
                    self._standing[_place(card)] = card
                    self._moves.known.append((card, True))
            self._forget_moves()
            self.version += 1

    def end(self, room: str, ident: str, entry: int, when: int) -> Iterator[str]:
        """Note that a thing ended; gives its story."""
        for card in self.by_id.get(ident, ()):
            if card.room == room and card.entry == entry and card.gone != when:
                with self._lock:
                    card.gone = when
                    if self._standing.pop(_place(card), None) is not None:
                        self._moves.known.append((card, False))
                    self.version += 1
                yield card.story

    def keep(self, room: str, entries: frozenset[tuple[int, str]]) -> None:
        """Forget the cards of a room that no holding stands behind any more: what they came from was erased."""
        with self._lock:
            self.cards = [card for card in self.cards if card.room != room or (card.entry, card.id) in entries]
            self.by_id, self._standing = {}, {}
            for card in self.cards:
                self.by_id.setdefault(card.id, []).append(card)
                if card.gone is None:
                    self._standing[_place(card)] = card
            # Nothing is left of what was erased: no change that names it, and nothing that was made of it.
            self._moves = _Moves(self._moves.before + len(self._moves.known) + 1, [])
            self._made, self._tallies = {}, {}
            self.version += 1

    def _forget_moves(self) -> None:
        before, known = self._moves
        if len(known) > MOVES:
            cut = len(known) - MOVES // 2
            self._moves = _Moves(before + cut, known[cut:])

    def standing(self) -> list[Card]:
        """The cards that stand now, in the order they were made."""
        with self._lock:
            return list(self._standing.values())

    def remembered(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of the cards as they are; made again after any change of them, and when it fell out of use."""
        version = self.version
        held = self._made.get(key)
        if held is None or held[0] != version:
            held = (version, make())
            if len(self._made) >= REMEMBERED:
                self._made = {}
            self._made[key] = held
        made: Made = held[1]
        return made

    def tally(self, key: Hashable, rooms: Collection[str], make: Callable[[list[Card]], Kept]) -> Kept:
        """What `make` gives for the cards of some rooms that stand now; the same key must stand for the same rooms.

        Made once; after that the cards that came and went since are added to a copy of it and dropped from it.
        """
        with self._lock:
            before, known = self._moves
            now = before + len(known)
            held = self._tallies.get(key)
            moves = known[held[0] - before :] if held is not None and held[0] >= before else None
            if moves is not None and len(moves) > len(self._standing):
                # One by one takes longer than all of them at once.
                moves = None
            cards = [*self._standing.values()] if moves is None else []
        kept: Kept
        if held is not None and moves is not None:
            kept = held[1]
            here = [(card, came) for card, came in moves if card.room in rooms]
            if here:
                kept = kept.copy()
                for card, came in here:
                    (kept.add if came else kept.drop)(card)
        else:
            kept = make([card for card in cards if card.room in rooms])
        with self._lock:
            there = self._tallies.pop(key, None)
            if self._moves.before <= now and (there is None or there[0] <= now):
                there = (now, kept)
            if there is not None:
                self._tallies[key] = there
            while len(self._tallies) > BROUGHT:
                del self._tallies[next(iter(self._tallies))]
        return kept


def _place(card: Card) -> tuple[str, int, str]:
    return card.room, card.entry, card.id


class Index:
    """Cards by the values that they have: value -> the cards, in the order they came."""

    def __init__(self, cards: Iterable[Card], values: Callable[[Card], Iterable[Hashable]]) -> None:
        self._values = values
        found: dict[Hashable, list[Card]] = {}
        for card in cards:
            for value in values(card):
                found.setdefault(value, []).append(card)
        self.cards: dict[Hashable, tuple[Card, ...]] = {value: tuple(these) for value, these in found.items()}

    def copy(self) -> Self:
        """See Tally."""
        other = type(self)((), self._values)
        other.cards = dict(self.cards)
        return other

    def add(self, card: Card) -> None:
        """See Tally."""
        for value in self._values(card):
            self.cards[value] = (*self.cards.get(value, ()), card)

    def drop(self, card: Card) -> None:
        """See Tally."""
        for value in self._values(card):
            left = tuple(one for one in self.cards.get(value, ()) if one is not card)
            if left:
                self.cards[value] = left
            else:
                self.cards.pop(value, None)

    def of(self, value: Hashable) -> tuple[Card, ...]:
        """The cards that have a value."""
        return self.cards.get(value, ())
