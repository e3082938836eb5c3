"""Sources: every outlet with what it published, how often it was first, alone or contradicted, what it took over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ...findings.firsts import day_is_known
from ...publications.names import upstream_label
from ...publications.words import words_of
from ...store.rights import rooms_for
from ..case.desk import Desk
from .cards import Card
from .catalogue import Catalogue
from .documents import document_face
from .excerpts import outlet_of, settings_at
from .findings import Labels, finding_face
from .sought import Chosen, Facet, Stretch, facet, narrowed, stretch

FIRSTS = "firsts"
"""Under which the catalogue keeps what a finding adds to its sources."""


class SourceLine(msgspec.Struct, frozen=True):
    """An outlet; `key` is what documents are narrowed by. `alone`: findings nobody else speaks of; `shared`: with
    others; `contradicted`: where others differ. `first`: values that others carry too and that it surely published
    first; `tied`: those where the days of publication leave open whether it or another did; `undated`: those where a
    page without a day of its own leaves it open. `took`: agencies its pages credit for their text, with the number of
    pages.
    """

    key: str
    name: str
    owner: str
    side: str
    languages: tuple[str, ...]
    pages: int
    alone: int
    shared: int
    contradicted: int
    first: int
    tied: int
    undated: int
    took: tuple[tuple[str, int], ...]


class SourceList(msgspec.Struct, frozen=True):
    """A page of sources with the facets that narrow them."""

    rows: tuple[SourceLine, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch


class _Firsts(NamedTuple):
    """How many values of a finding an outlet surely published first, and of how many it stays open and why."""

    outlet: str
    first: int
    tied: int
    undated: int


class _Kept(msgspec.Struct):
    """What is counted of an outlet."""

    name: str
    owner: str
    side: str
    languages: Counter[str]
    wire: Counter[str]
    pages: int = 0
    alone: int = 0
    shared: int = 0
    contradicted: int = 0
    first: int = 0
    tied: int = 0
    undated: int = 0


_Pages = dict[str, dict[str, tuple[str, bool]]]
"""Room -> document -> its outlet, and whether its day is known."""


class Sources:
    """The sources of one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.labels = Labels(desk, at, language)

    def page(self, chosen: Chosen, number: int) -> SourceList:
        """Those that published most first."""
        kept, counts = narrowed(self._counted(), {"side": _side, "language": _languages}, chosen)
        shown = stretch(len(kept), number)
        words = words_of(self.language)
        labels = {"side": self._party, "language": lambda code: words.known(f"language-{code}", code)}
        facets = tuple(facet(key, counts[key], chosen, labels[key]) for key in labels)
        return SourceList(tuple(self._line(one) for one in shown.of(kept)), facets, shown)

    def every(self, chosen: Chosen) -> Iterator[SourceLine]:
        """All sources that the filters leave."""
        kept, _ = narrowed(self._counted(), {"side": _side, "language": _languages}, chosen)
        return (self._line(one) for one in kept)

    def _counted(self) -> list[_Kept]:
        """Every outlet; counted once until a page, a finding or the settings change."""
        known = self._known()
        key = ("sources", rooms_for(self.desk.actor), self.at, tuple(sorted(known.items())))
        readings, findings = self.catalogue.shelves["reading"], self.catalogue.shelves["finding"]
        published = readings.remembered(key, lambda: self._published(known))
        return findings.remembered((*key, readings.version), lambda: self._count_all(*published))

    def _published(self, known: dict[str, tuple[str, str]]) -> tuple[dict[str, _Kept], _Pages]:
        """What every outlet published, and the pages of each room."""
        found: dict[str, _Kept] = {}
        pages: _Pages = {}
        for card in self.catalogue.standing(self.desk.actor, "reading", self.at):
            face, name = document_face(card), outlet_of(card.face)
            pages.setdefault(card.room, {})[card.id] = name, day_is_known(face.published)
            owner, side = known.get(name.casefold(), ("", ""))
            one = found.setdefault(name, _Kept(name, owner or name, side, Counter(), Counter()))
            one.pages += 1
            one.languages[face.language] += 1
            for agency in face.wire:
                one.wire[agency] += 1
        return found, pages

    def _count_all(self, published: Mapping[str, _Kept], pages: _Pages) -> list[_Kept]:
        found = {name: msgspec.structs.replace(one) for name, one in published.items()}
        owned: dict[str, list[_Kept]] = {}
        for one in found.values():
            owned.setdefault(one.owner, []).append(one)
        for card in self.catalogue.standing(self.desk.actor, "finding", self.at):
            self._count(card, owned)
            here = pages.get(card.room, {})
            for firsts in self._first(card, here):
                # An outlet's last page may be gone and its stories not told anew yet.
                if counted := found.get(firsts.outlet):
                    counted.first += firsts.first
                    counted.tied += firsts.tied
                    counted.undated += firsts.undated
        return sorted(found.values(), key=lambda one: (-one.pages, one.name))

    def _first(self, card: Card, pages: Mapping[str, tuple[str, bool]]) -> tuple[_Firsts, ...]:
        """What a finding adds; that of now is kept until its story is told anew."""
        held: tuple[_Firsts, ...] | None = self.catalogue.worded(card, FIRSTS) if self.at is None else None
        if held is None:
            held = _firsts(finding_face(card).first, pages)
            if self.at is None:
                self.catalogue.word(card, FIRSTS, held)
        return held

    def _count(self, card: Card, owned: dict[str, list[_Kept]]) -> None:
        face = finding_face(card)
        for owner in {owner for owners in face.owners for owner in owners if owner in owned}:
            for one in owned[owner]:
                if face.status == "disputed":
                    one.contradicted += 1
                elif face.status == "single":
                    one.alone += 1
                else:
                    one.shared += 1

    def _known(self) -> dict[str, tuple[str, str]]:
        """Outlet -> owner and side, as the settings of the rooms name them."""
        found: dict[str, tuple[str, str]] = {}
        for key in rooms_for(self.desk.actor):
            for source in settings_at(self.desk, self.desk.rooms[key], self.at).settings.sources:
                found.setdefault(source.name.casefold(), (source.owner or "", source.side or ""))
        return found

    def _line(self, one: _Kept) -> SourceLine:
        words = words_of(self.language)
        return SourceLine(
            one.name, upstream_label(one.name, self.language), upstream_label(one.owner, self.language),
            self._party(one.side) if one.side else "",
            tuple(words.known(f"language-{code}", code) for code, _ in one.languages.most_common()),
            one.pages, one.alone, one.shared, one.contradicted, one.first, one.tied, one.undated,
            tuple((upstream_label(name, self.language), count) for name, count in sorted(one.wire.items())),
        )  # fmt: skip

    def _party(self, side: str) -> str:
        return self.labels.side(side) if side != "none" else side


def _firsts(first: Iterable[Sequence[str]], pages: Mapping[str, tuple[str, bool]]) -> tuple[_Firsts, ...]:
    """What the values of a finding add to outlets. `first`: of each value the pages one of which published it first;
    `pages`: of each page its outlet, and whether its day is known.
    """
    found: dict[str, list[int]] = {}
    for documents in first:
        early = {pages[one] for one in documents if one in pages}
        outlets = {outlet for outlet, _ in early}
        kind = 0 if len(outlets) == 1 else 1 if all(known for _, known in early) else 2
        for outlet in outlets:
            found.setdefault(outlet, [0, 0, 0])[kind] += 1
    return tuple(_Firsts(outlet, *counts) for outlet, counts in found.items())


def _side(one: _Kept) -> tuple[str, ...]:
    return (one.side or "none",)


def _languages(one: _Kept) -> tuple[str, ...]:
    return tuple(one.languages)
