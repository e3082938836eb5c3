"""What outlets published and what findings say of them, counted as pages and findings come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from ...findings.firsts import day_is_known
from .cards import Card
from .documents import document_face
from .excerpts import outlet_of
from .findings import finding_face

Counts = tuple[int, int, int]
NOTHING: Counts = (0, 0, 0)
Page = tuple[str, bool, int]
"""The outlet of a page, whether its day is known, and the entry of its reading."""
Pages = Mapping[tuple[str, str], Page]
"""By room and document."""


class Published(NamedTuple):
    """What an outlet published: pages, how many in each language, and how many credit each agency."""

    pages: int
    languages: dict[str, int]
    wire: dict[str, int]


class Outlets:
    """What every outlet published, and the pages; `turn` is another one since a page went or was read again."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.outlets: dict[str, Published] = {}
        self.pages: dict[tuple[str, str], Page] = {}
        self.turn = object()
        for card in cards:
            self.add(card)

    def copy(self) -> Self:
        """See Tally."""
        other = type(self)(())
        other.outlets, other.pages, other.turn = dict(self.outlets), dict(self.pages), self.turn
        return other

    def add(self, card: Card) -> None:
        """See Tally."""
        face = document_face(card)
        self.pages[card.room, card.id] = outlet_of(face), day_is_known(face.published), card.entry
        self._count(card, 1)

    def drop(self, card: Card) -> None:
        """See Tally."""
        self.turn = object()
        self._count(card, -1)
        # Of a page that was read again the newer reading came before this one went.
        if self.pages[card.room, card.id][2] == card.entry:
            del self.pages[card.room, card.id]

    def _count(self, card: Card, by: int) -> None:
        face = document_face(card)
        name = outlet_of(face)
        before = self.outlets.get(name, Published(0, {}, {}))
        if before.pages + by:
            languages = _counted(before.languages, (face.language,), by)
            self.outlets[name] = Published(before.pages + by, languages, _counted(before.wire, face.wire, by))
        else:
            del self.outlets[name]


def _counted(before: dict[str, int], values: Sequence[str], by: int) -> dict[str, int]:
    found = dict(before)
    for value in values:
        found[value] = found.get(value, 0) + by
        if not found[value]:
            del found[value]
    return found


class Spoken:
    """What findings say of owners (contradicted, alone, shared), and of outlets: values that they published first,
    and those where the days of publication, or a page without a day of its own, leave open whether it was another.

    `pages` gives the pages as they are now.
    """

    def __init__(self, cards: Iterable[Card], pages: Callable[[], Pages]) -> None:
        self._pages = pages
        self.owners: dict[str, Counts] = {}
        self.firsts: dict[str, Counts] = {}
        self._held: dict[tuple[str, int, str], dict[str, Counts]] = {}
        known = pages()
        for card in cards:
            self._add(card, known)

    def copy(self) -> Self:
        """See Tally."""
        other = type(self)((), self._pages)
        other.owners, other.firsts, other._held = dict(self.owners), dict(self.firsts), dict(self._held)
        return other

    def add(self, card: Card) -> None:
        """See Tally."""
        self._add(card, self._pages())

    def drop(self, card: Card) -> None:
        """See Tally."""
        self._count(card, self._held.pop((card.room, card.entry, card.id)), -1)

    def _add(self, card: Card, pages: Pages) -> None:
        held = _firsts(card, pages)
        self._held[card.room, card.entry, card.id] = held
        self._count(card, held, 1)

    def _count(self, card: Card, firsts: Mapping[str, Counts], by: int) -> None:
        face = finding_face(card)
        one: Counts = {"disputed": (1, 0, 0), "single": (0, 1, 0)}.get(face.status, (0, 0, 1))
        for owner in {owner for owners in face.owners for owner in owners}:
            _change(self.owners, owner, one, by)
        for outlet, counts in firsts.items():
            _change(self.firsts, outlet, counts, by)


def _change(found: dict[str, Counts], key: str, counts: Counts, by: int) -> None:
    a, b, c = found.get(key, NOTHING)
    after = a + by * counts[0], b + by * counts[1], c + by * counts[2]
    if after == NOTHING:
        found.pop(key, None)
    else:
        found[key] = after


def _firsts(card: Card, pages: Pages) -> dict[str, Counts]:
    """Outlet -> of how many values of a finding it surely was first, and of how many it stays open, and why."""
    found: dict[str, Counts] = {}
    for documents in finding_face(card).first:
        early = {pages[card.room, one][:2] for one in documents if (card.room, one) in pages}
        outlets = {outlet for outlet, _ in early}
        kind = (1, 0, 0) if len(outlets) == 1 else (0, 1, 0) if all(known for _, known in early) else (0, 0, 1)
        for outlet in outlets:
            _change(found, outlet, kind, 1)
    return found
