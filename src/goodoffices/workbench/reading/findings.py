"""Findings in a list: narrowed by facets, a page at a time, worded in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...lexicon.concepts import label, vocabulary
from ...lexicon.parties import party_labels
from ...publications.accounts import accounts_of
from ...publications.subjects import asked_of, subject_text
from ...publications.words import concept_label, words_of
from ...records import Finding, Status
from ...store.holdings import Holding
from ...store.rights import rooms_for
from ..case.bodies import ThingBody, read
from ..case.desk import Desk
from ..case.room import Room
from .cards import Card, FindingCard
from .catalogue import Catalogue
from .excerpts import Excerpt, Excerpts, settings_at
from .sought import PAGE, Chosen, Facet, Stretch, Values, facet, stretch

RANK = {status: rank for rank, status in enumerate(("disputed", "agreed", "corroborated", "undetermined", "single"))}
AXES: dict[str, Values[Card]] = {
    "subject": lambda card: (finding_face(card).subject,),
    "status": lambda card: (finding_face(card).status,),
    "topic": lambda card: (finding_face(card).topic,),
    "side": lambda card: finding_face(card).sides,
    "sources": lambda card: (_sources(finding_face(card).independent),),
}
SHOWN = 8
"""Values of a finding that a list shows."""
SAMPLED = 2
"""Claims of a value that are opened to word it in a list."""
FACETS = tuple(key for key in AXES if key != "subject")
"""The axes that are offered; the subject is reached from what it is."""


class FindingLine(msgspec.Struct, frozen=True):
    """A finding as a list shows it; `seen` in microseconds UTC."""

    id: str
    room: str
    status: Status
    status_text: str
    subject: str
    asked: str
    values: tuple[str, ...]
    sides: tuple[str, ...]
    independent: int
    seen: int


class FindingList(msgspec.Struct, frozen=True):
    """A page of findings with the facets that narrow them."""

    rows: tuple[FindingLine, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch


def finding_list(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, chosen: Chosen, page: int
) -> FindingList:
    """Findings that are disputed first, then those that rest on most; the newest first among equals."""
    kept, counts = catalogue.narrowed(desk.actor, "finding", at, AXES, chosen, finding_order)
    shown = stretch(len(kept), page)
    ordered = shown.of(kept)
    names = Labels(desk, at, language)
    facets = tuple(facet(key, counts[key], chosen, getattr(names, key)) for key in FACETS)
    return FindingList(tuple(finding_lines(desk, catalogue, language, at, ordered)), facets, shown)


def every_finding(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, chosen: Chosen
) -> Iterator[FindingLine]:
    """All findings that the filters leave, a page's worth opened at a time."""
    ordered, _ = catalogue.narrowed(desk.actor, "finding", at, AXES, chosen, finding_order)
    for begin in range(0, len(ordered), PAGE):
        yield from finding_lines(desk, catalogue, language, at, ordered[begin : begin + PAGE])


def finding_lines(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, cards: Sequence[Card]
) -> list[FindingLine]:
    """Cards worded, in their order; those of now are kept."""
    held = {(card.room, card.id): catalogue.worded(card, language) for card in cards} if at is None else {}
    lines: dict[tuple[str, str], FindingLine] = {key: line for key, line in held.items() if line is not None}
    for room in [desk.rooms[key] for key in sorted({card.room for card in cards})]:
        here = [card for card in cards if card.room == room.key and (card.room, card.id) not in lines]
        found = findings_of(desk, here)
        if not found:
            continue
        stated = [claim for finding in found.values() for claim in sample(finding)]
        excerpt = Excerpts(desk, catalogue, room, at).of(list(found.values()), language, claims=stated)
        for card in here:
            if card.id in found:
                lines[room.key, card.id] = _line(room, card, found[card.id], excerpt, language)
                if at is None:
                    catalogue.word(card, language, lines[room.key, card.id])
    return [lines[card.room, card.id] for card in cards if (card.room, card.id) in lines]


def sample(finding: Finding) -> Iterator[str]:
    """A few claims of each value: enough to say what is asked, of what, and whether a value is denied or planned."""
    for answer in finding.values[:SHOWN]:
        yield from answer.claims[:SAMPLED]


def findings_of(desk: Desk, cards: Sequence[Card]) -> dict[str, Finding]:
    """The findings behind cards of one room, by id."""
    held = [Holding(card.room, "finding", card.id, card.entry, card.seen) for card in cards]
    found = {one.id: read(text, ThingBody).finding for one, text in desk.bodies(held)}
    return {ident: finding for ident, finding in found.items() if finding is not None}


def _line(room: Room, card: Card, finding: Finding, excerpt: Excerpt, language: str) -> FindingLine:
    names, citations = excerpt.names, excerpt.citations
    shown = msgspec.structs.replace(finding, values=finding.values[:SHOWN])
    claims = [one.claim for answer in shown.values for one in citations.of(answer.claims)]
    return FindingLine(
        finding.id,
        room.name,
        finding.status,
        label("findings", finding.status, language),
        subject_text(finding.subject, claims, names),
        asked_of(finding.question, claims, names, finding.subject),
        tuple(dict.fromkeys(account.text for account in accounts_of(shown, names, citations))),
        tuple(names(side) for side in names.in_order(finding_face(card).sides)),
        finding.independent_sources,
        card.seen,
    )


def finding_order(card: Card) -> tuple[int, int, int, str]:
    """Disputed ones first, then those that rest on most, then the newest."""
    face = finding_face(card)
    return RANK[face.status], -face.independent, -card.seen, card.id


def finding_face(card: Card) -> FindingCard:
    """The face of a finding's card."""
    assert isinstance(card.face, FindingCard)
    return card.face


def _sources(count: int) -> str:
    return str(count) if count < 4 else "4+"


def topic_label(topic: str, language: str) -> str:
    """What a topic is called: the question, or the issue of positions."""
    home = next((name for name in ("claim-kinds", "findings") if topic in vocabulary(name)), "")
    return label(home, topic, language) if home else concept_label(topic, language)


class Labels:
    """What the choices of facets are called."""

    def __init__(self, desk: Desk, at: int | None, language: str) -> None:
        self.language = language
        rooms = rooms_for(desk.actor)
        self._settings = settings_at(desk, desk.rooms[rooms[0]], at).settings if rooms else None
        self._words = words_of(language)

    def status(self, value: str) -> str:
        return label("findings", value, self.language)

    def topic(self, value: str) -> str:
        return topic_label(value, self.language)

    def side(self, value: str) -> str:
        return party_labels(value, self._settings)[self.language] if self._settings else value

    def sources(self, value: str) -> str:
        return value
