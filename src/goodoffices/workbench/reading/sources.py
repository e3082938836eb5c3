"""Sources: every outlet with what it published, how often it was first, alone or contradicted, what it took over."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from ...publications.names import upstream_label
from ...publications.words import words_of
from ...store.rights import rooms_for
from ..case.desk import Desk
from .catalogue import Catalogue
from .excerpts import settings_at
from .findings import Labels
from .outlets import NOTHING, Counts, Outlets, Pages, Published, Spoken
from .sought import Chosen, Facet, Narrowed, Stretch, Values, facet, stretch


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


class _Kept(NamedTuple):
    """What is counted of an outlet."""

    name: str
    owner: str
    side: str
    published: Published
    spoken: Counts
    firsts: Counts


_Outlets = tuple[dict[Hashable, _Kept], Narrowed[_Kept]]


class Sources:
    """The sources of one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.labels = Labels(desk, at, language)

    def page(self, chosen: Chosen, number: int) -> SourceList:
        """Those that published most first."""
        found = self._narrowed(chosen)
        shown = stretch(len(found.kept), number)
        words = words_of(self.language)
        labels = {"side": self._party, "language": lambda code: words.known(f"language-{code}", code)}
        facets = tuple(facet(key, found.counts[key], chosen, labels[key]) for key in labels)
        return SourceList(tuple(self._line(one) for one in shown.of(found.kept)), facets, shown)

    def every(self, chosen: Chosen) -> Iterator[SourceLine]:
        """All sources that the filters leave."""
        return (self._line(one) for one in self._narrowed(chosen).kept)

    def _narrowed(self, chosen: Chosen) -> Narrowed[_Kept]:
        """The outlets that the filters leave; brought along as pages, findings and settings change."""

        def make(before: _Outlets | None) -> _Outlets:
            kept = self._kept(before[0] if before else {}, known)
            if before is None:
                return kept, Narrowed(kept.values(), AXES, chosen, lambda one: (-one.published.pages, one.name))
            return kept, before[1].brought(before[0], kept)

        known = self._known()
        wanted = tuple(sorted((key, tuple(sorted(chosen[key]))) for key in AXES if chosen.get(key)))
        shelves = self.catalogue.shelves
        state = (shelves["reading"].version, shelves["finding"].version, tuple(sorted(known.items())))
        return self.catalogue.brought(("sources", wanted, rooms_for(self.desk.actor), self.at), state, make)[1]

    def _kept(self, before: Mapping[Hashable, _Kept], known: Mapping[str, tuple[str, str]]) -> dict[Hashable, _Kept]:
        """Every outlet by name; those of which nothing else is to say are the same as before."""
        actor, at = self.desk.actor, self.at
        published = self.catalogue.tally(actor, "reading", at, "published", Outlets)

        def pages() -> Pages:
            return self.catalogue.tally(actor, "reading", at, "published", Outlets).pages

        # Where pages went or changed it may be others now that were first.
        spoken = self.catalogue.tally(
            actor, "finding", at, ("spoken", published.turn), lambda cards: Spoken(cards, pages)
        )
        found: dict[Hashable, _Kept] = {}
        for name, one in published.outlets.items():
            owner, side = known.get(name.casefold(), ("", ""))
            owner = owner or name
            told, first = spoken.owners.get(owner, NOTHING), spoken.firsts.get(name, NOTHING)
            there = before.get(name)
            if there is None or (there.owner, there.side, there.published, there.spoken, there.firsts) != (
                owner, side, one, told, first,
            ):  # fmt: skip
                there = _Kept(name, owner, side, one, told, first)
            found[name] = there
        return found

    def _known(self) -> dict[str, tuple[str, str]]:
        """Outlet -> owner and side, as the settings of the rooms name them."""
        found: dict[str, tuple[str, str]] = {}
        for key in rooms_for(self.desk.actor):
            for source in settings_at(self.desk, self.desk.rooms[key], self.at).settings.sources:
                found.setdefault(source.name.casefold(), (source.owner or "", source.side or ""))
        return found

    def _line(self, one: _Kept) -> SourceLine:
        words = words_of(self.language)
        languages = sorted(one.published.languages.items(), key=lambda pair: (-pair[1], pair[0]))
        contradicted, alone, shared = one.spoken
        first, tied, undated = one.firsts
        return SourceLine(
            one.name, upstream_label(one.name, self.language), upstream_label(one.owner, self.language),
            self._party(one.side) if one.side else "",
            tuple(words.known(f"language-{code}", code) for code, _ in languages),
            one.published.pages, alone, shared, contradicted, first, tied, undated,
            tuple((upstream_label(name, self.language), count) for name, count in sorted(one.published.wire.items())),
        )  # fmt: skip

    def _party(self, side: str) -> str:
        return self.labels.side(side) if side != "none" else side


AXES: dict[str, Values[_Kept]] = {
    "side": lambda one: (one.side or "none",),
    "language": lambda one: tuple(one.published.languages),
}
