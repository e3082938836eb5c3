"""People: everybody whom pages name, and one person with all spellings, roles over time, mentions and statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from ...publications.moments import moment_text
from ...publications.names import spelled, upstream_label
from ...publications.words import words_of
from ...records import Person
from ..case.bodies import ReadingBody
from ..case.desk import Desk
from .accounts import in_context
from .cards import Card
from .catalogue import Catalogue
from .documents import document_face, newest_first
from .excerpts import Excerpts, outlet_of
from .findings import FindingLine, Labels, finding_face, finding_lines, finding_order, topic_label
from .shelf import Index
from .sought import Chosen, Facet, Stretch, Values, facet, stretch

RECENT = 20
"""Pages that are opened for the words around a name; of the others there is the list."""
STATED = 200
NO_SIDE = "none"


class PersonLine(msgspec.Struct, frozen=True):
    """A person as a list shows them; `pages` counts those that name them."""

    id: str
    room: str
    name: str
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    side: str
    pages: int


class PersonList(msgspec.Struct, frozen=True):
    """A page of people with the facets that narrow them."""

    rows: tuple[PersonLine, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch


class Mention(msgspec.Struct, frozen=True):
    """Where a page names a person first, in the words around it; `roles` as this page states them."""

    document: str
    outlet: str
    title: str
    language: str
    appeared: str
    spelling: str
    roles: tuple[str, ...]
    before: str
    after: str
    times: int


class Topic(msgspec.Struct, frozen=True):
    """What a person says on one topic."""

    name: str
    findings: tuple[FindingLine, ...]


class PersonShown(msgspec.Struct, frozen=True):
    """A person with everything that their page shows."""

    line: PersonLine
    mentions: tuple[Mention, ...]
    topics: tuple[Topic, ...]
    stated: int


class People:
    """The people of one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        self.labels = Labels(desk, at, language)

    def page(self, chosen: Chosen, number: int) -> PersonList:
        """Those whom most pages name first."""
        kept, counts = self._narrowed(chosen)
        named = self._named()
        ordered = sorted(kept, key=lambda card: -self._pages(card, named))
        shown = stretch(len(ordered), number)
        rows = tuple(self._line(card, named) for card in shown.of(ordered))
        return PersonList(rows, (facet("side", counts["side"], chosen, self._side),), shown)

    def every(self, chosen: Chosen) -> Iterator[PersonLine]:
        """All people that the filters leave, by name."""
        kept, _ = self._narrowed(chosen)
        named = self._named()
        for card in kept:
            yield self._line(card, named)

    def one(self, ident: str) -> PersonShown | None:
        """One person; None where there is none that the actor may read."""
        card = self.catalogue.card(self.desk.actor, "person", ident, self.at)
        if card is None:
            return None
        pages = sorted(self._naming(card), key=newest_first)
        said = self.catalogue.index(self.desk.actor, "finding", self.at, "owners", _owners).of((card.room, ident))
        stated = sorted(said, key=finding_order)[:STATED]
        topics: dict[str, list[FindingLine]] = {}
        lines = finding_lines(self.desk, self.catalogue, self.language, self.at, stated)
        for one, line in zip(stated, lines, strict=False):
            topics.setdefault(finding_face(one).topic, []).append(line)
        named = self._named()
        return PersonShown(
            self._line(card, named),
            tuple(self._mentions(card, pages[:RECENT])),
            tuple(Topic(topic_label(topic, self.language), tuple(found)) for topic, found in topics.items()),
            len(said),
        )

    def _mentions(self, card: Card, pages: Sequence[Card]) -> Iterator[Mention]:
        spellings = _spellings(person_of(card))
        room = self.desk.rooms[card.room]
        readings = Excerpts(self.desk, self.catalogue, room, self.at).readings([page.id for page in pages])
        words = words_of(self.language)
        for page in pages:
            reading = readings.get(page.id)
            local = _local(reading, spellings) if reading else None
            if reading is None or local is None:
                continue
            spans = [one for one in reading.mentions.persons if one.person == local.id]
            face = document_face(page)
            before, shown, after = (
                in_context(reading.document.rendition.text, spans[0].start, spans[0].end)
                if spans
                else ("", local.name, "")
            )
            appeared = moment_text(face.published, words) if face.published else ""
            yield Mention(
                page.id, upstream_label(outlet_of(face), self.language), face.title, face.language, appeared, shown,
                local.roles, before, after, len(spans),
            )  # fmt: skip

    def _narrowed(self, chosen: Chosen) -> tuple[list[Card], dict[str, Counter[str]]]:
        """By name; kept by the catalogue until a person changes."""
        return self.catalogue.narrowed(self.desk.actor, "person", self.at, AXES, chosen, by_name)

    def _named(self) -> Index:
        """The pages by (room, spelling); brought along as pages come and go."""
        return self.catalogue.index(self.desk.actor, "reading", self.at, "people", _names)

    def _pages(self, card: Card, named: Index) -> int:
        """At least so many pages name the person: those that have the spelling that most have."""
        return max((len(named.of((card.room, name))) for name in _spellings(person_of(card))), default=0)

    def _naming(self, card: Card) -> list[Card]:
        named = self._named()
        pages = (page for name in _spellings(person_of(card)) for page in named.of((card.room, name)))
        return [*{page.id: page for page in pages}.values()]

    def _line(self, card: Card, named: Index) -> PersonLine:
        person = person_of(card)
        name = spelled(person, self.language)
        return PersonLine(
            card.id, self.desk.rooms[card.room].name, name,
            tuple(one for one in dict.fromkeys((person.name, *person.variants)) if one != name), person.roles,
            self._side(person.side) if person.side else "", self._pages(card, named),
        )  # fmt: skip

    def _side(self, side: str) -> str:
        return side if side == NO_SIDE else self.labels.side(side)


def person_of(card: Card) -> Person:
    """The person of a card."""
    assert isinstance(card.face, Person)
    return card.face


def by_name(card: Card) -> tuple[str, str]:
    """The order of people."""
    return person_of(card).name, card.id


def _owners(card: Card) -> set[tuple[str, str]]:
    return {(card.room, owner) for owners in finding_face(card).owners for owner in owners}


def _names(card: Card) -> list[tuple[str, str]]:
    return [(card.room, name) for name in document_face(card).people]


AXES: dict[str, Values[Card]] = {"side": lambda card: (person_of(card).side or NO_SIDE,)}


def _spellings(person: Person) -> frozenset[str]:
    return frozenset(name.casefold() for name in (person.name, *person.variants))


def _local(reading: ReadingBody, spellings: frozenset[str]) -> Person | None:
    """Who of the people of a page it is: whoever shares most spellings."""
    shared = [(len(_spellings(one) & spellings), one.id, one) for one in reading.mentions.people]
    best = max((one for one in shared if one[0]), key=lambda one: (one[0], one[1]), default=None)
    return best[2] if best else None
