"""Actors: everything in a text that can speak (persons, parties, agencies, roles, pronouns), as word ranges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from ...lexicon.concepts import Sense, vocabulary
from ...lexicon.reading import Reading
from ...records import PartyMention, PersonMention

ActorKind = Literal["person", "party", "agency", "role", "body", "pronoun"]


class Actor(NamedTuple):
    """Words [first, last). `ref`: person or party id, else the vocabulary id; `gender` m, f, p (plural) or empty.

    `generic`: a noun that names nobody in particular ("official"). `bare`: written in its dictionary form.
    """

    first: int
    last: int
    kind: ActorKind
    ref: str
    gender: str = ""
    generic: bool = False
    bare: bool = True


class Noun(NamedTuple):
    """What the vocabulary says of a speaker noun."""

    gender: str
    generic: bool
    body: bool


@cache
def nouns() -> dict[str, Noun]:
    """Speaker and agency concept -> its properties."""
    return {
        concept: Noun(str(entry.get("gender", "")), bool(entry.get("generic")), bool(entry.get("body")))
        for concept, entry in vocabulary("speech").items()
        if concept.startswith(("speaker.", "agency."))
    }


@cache
def bare_words(language: str) -> frozenset[str]:
    """First words of speaker nouns as the vocabulary writes them: nominative, in the languages that have cases."""
    return frozenset(
        str(phrase).split()[0].rstrip("*")
        for concept, entry in vocabulary("speech").items()
        if concept.startswith("speaker.")
        for phrase in entry["words"].get(language, ())
    )


PRONOUN_GENDER = {"pronoun.he": "m", "pronoun.she": "f", "pronoun.they": "p", "pronoun.it": "n", "pronoun.who": ""}


def actors_of(
    reading: Reading, persons: Sequence[PersonMention], parties: Sequence[PartyMention], senses: Sequence[Sense]
) -> list[Actor]:
    """Actors in text order without overlap; persons win over parties, parties over agencies, roles and pronouns."""
    found: list[tuple[int, int, int, Actor]] = []
    for mention in persons:
        first, last = word_range(reading, mention.start, mention.end)
        if last > first:
            found.append((first, 0, -last, Actor(first, last, "person", mention.person)))
    for named in parties:
        if named.how != "adjective":
            first, last = word_range(reading, named.start, named.end)
            if last > first:
                gender = "p" if named.how == "people" else ""
                found.append((first, 1, -last, Actor(first, last, "party", named.party, gender)))
    bare = bare_words(reading.language) if reading.language in ("uk", "ru", "en") else frozenset()
    for sense in senses:
        actor = _noun_actor(sense, reading, bare)
        if actor is not None:
            rank = 1 if actor.kind == "agency" and not actor.generic else 2
            found.append((sense.first, rank, -sense.last, actor))
    return _without_overlap(found)


def _noun_actor(sense: Sense, reading: Reading, bare: frozenset[str]) -> Actor | None:
    concept = sense.concept
    if concept.startswith("pronoun."):
        return Actor(sense.first, sense.last, "pronoun", concept, PRONOUN_GENDER[concept])
    noun = nouns().get(concept)
    if noun is None:
        return None
    if concept.startswith("agency."):
        return Actor(sense.first, sense.last, "agency", concept, "", noun.generic)
    straight = reading.words[sense.first] in bare
    kind: ActorKind = "body" if noun.body else "role"
    return Actor(sense.first, sense.last, kind, concept, noun.gender, noun.generic, straight)


def _without_overlap(found: list[tuple[int, int, int, Actor]]) -> list[Actor]:
    """The longest at each place; a person or party inside a longer noun phrase of the vocabulary stays."""
    found.sort(key=lambda item: item[:3])
    kept: list[Actor] = []
    for _, _, _, actor in found:
        while (
            kept
            and kept[-1].last > actor.first
            and actor.kind in ("person", "party")
            and kept[-1].kind
            not in (
                "person",
                "party",
            )
        ):
            kept.pop()
        if not kept or kept[-1].last <= actor.first:
            kept.append(actor)
    return kept


def word_range(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Words of the reading inside characters [start, end)."""
    first = reading.word_at(start)
    last = reading.word_at(end)
    return first, last
