"""Jumping: the first few of everything that goes by a name, for a search that is answered while one types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nsmallest

import msgspec

from ...errors import UsageError
from ...lexicon.places import place_label
from ...publications.names import spelled
from ...records import Person
from ..case.desk import Desk
from ..case.viewing import search
from .cards import Card, event_of
from .catalogue import Catalogue
from .excerpts import Excerpts
from .findings import finding_face, topic_label

SHOWN = 6


class Jump(msgspec.Struct, frozen=True):
    """Somewhere to go: `kind` is person, event, topic, document, quote or entry; `value` the id or filter to it.

    `marks` are offsets of the words that match in `text`.
    """

    kind: str
    value: str
    label: str
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()


def jumps(desk: Desk, catalogue: Catalogue, language: str, at: int | None, query: str) -> tuple[Jump, ...]:
    """The first few people, events, topics, documents and quotations that the words fit."""
    words = query.casefold().split()[:8]
    if not words:
        return ()
    found = [*_people(desk, catalogue, language, at, words), *_events(desk, catalogue, language, at, words)]
    return (*found, *_topics(desk, catalogue, language, at, words), *_texts(desk, at, query))


def _people(desk: Desk, catalogue: Catalogue, language: str, at: int | None, words: Sequence[str]) -> Iterator[Jump]:
    fitting = [card for card in catalogue.standing(desk.actor, "person", at) if _fits(_spellings(card), words)]
    for card in nsmallest(SHOWN, fitting, key=_rank):
        person = card.face
        assert isinstance(person, Person)
        yield Jump("person", card.id, spelled(person, language), ", ".join(person.roles[:2]))


def _spellings(card: Card) -> str:
    assert isinstance(card.face, Person)
    return " ".join((card.face.name, *card.face.variants)).casefold()


def _rank(card: Card) -> tuple[int, str]:
    # Whoever is spelled in most ways is met most often.
    assert isinstance(card.face, Person)
    return -len(card.face.variants), card.id


def _events(desk: Desk, catalogue: Catalogue, language: str, at: int | None, words: Sequence[str]) -> Iterator[Jump]:
    fitting = [card for card in catalogue.standing(desk.actor, "event", at) if _fits(_called(card, language), words)]
    near = nsmallest(SHOWN, fitting, key=lambda card: (-len(event_of(card).claims), card.id))
    for key in sorted({card.room for card in near}):
        here = [card for card in near if card.room == key]
        excerpts = Excerpts(desk, catalogue, desk.rooms[key], at)
        names = excerpts.of([], language, claims=(), events=[card.id for card in here]).names
        for card in here:
            yield Jump("event", card.id, names.event(event_of(card)))


def _called(card: Card, language: str) -> str:
    event = event_of(card)
    place = event.place
    return f"{event.name} {place_label(place.id, place.name, language) if place else ''}".casefold()


def _topics(desk: Desk, catalogue: Catalogue, language: str, at: int | None, words: Sequence[str]) -> Iterator[Jump]:
    counts = Counter(finding_face(card).topic for card in catalogue.standing(desk.actor, "finding", at))
    fitting = [topic for topic in counts if _fits(topic_label(topic, language).casefold(), words)]
    for topic in nsmallest(SHOWN, fitting, key=lambda topic: (-counts[topic], topic)):
        yield Jump("topic", topic, topic_label(topic, language), str(counts[topic]))


def _texts(desk: Desk, at: int | None, query: str) -> Iterator[Jump]:
    try:
        found = search(desk, query, most=2 * SHOWN, at=at)
    except UsageError:
        return
    for one in found:
        if one.what in ("document", "quote"):
            label = " · ".join(filter(None, (one.outlet, one.speaker, one.published))) or one.path
            yield Jump(one.what, one.id, label, one.snippet, one.marks)
        elif one.what == "talks":
            yield Jump("entry", one.id, " · ".join(filter(None, (one.round, one.speaker))), one.snippet, one.marks)


def _fits(text: str, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the text."""
    spaced = f" {text}"
    return all(f" {word}" in spaced for word in words)
