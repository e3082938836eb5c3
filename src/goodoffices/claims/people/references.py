"""Phrases that refer to a person by role: "the president", "the Ukrainian head of state", "глава держави"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from ...lexicon.reading import Reading, plain_reading
from ...records import PartyMention, Person, PersonMention
from .beside import after_name, before_name
from .stated import Roles, roles_of

# Roles under which one person may be spoken of by another role's word.
_SAME = (
    frozenset({"president", "head-of-state"}),
    frozenset({"prime-minister", "head-of-government", "chancellor"}),
    frozenset({"foreign-minister", "minister"}),
    frozenset({"defence-minister", "minister"}),
    frozenset({"negotiator", "head-of-delegation"}),
    frozenset({"envoy", "negotiator", "mediator", "representative"}),
    frozenset({"aide", "negotiator"}),
    frozenset({"secretary", "negotiator", "head-of-delegation"}),
    frozenset({"monarch", "head-of-state", "leader"}),
    frozenset({"president", "leader"}),
    frozenset({"prime-minister", "leader"}),
    frozenset({"commander", "officer", "leader"}),
    frozenset({"spokesperson", "representative"}),
    frozenset({"ambassador", "representative"}),
    frozenset({"cleric", "leader"}),
)
_PLURALS = frozenset(
    "presidents ministers officials leaders envoys aides diplomats heads chiefs ambassadors negotiators "
    "mediators spokespeople secretaries "
    "lawmakers senators commanders generals governors experts analysts residents witnesses".split()
)


class RoleMention(msgspec.Struct, frozen=True):
    """Characters that refer to somebody by role; `person` where one holds it, `party` for which it is held."""

    start: int
    end: int
    text: str
    concept: str
    person: str | None
    party: str | None


def find_roles(
    reading: Reading, people: Sequence[Person], persons: Sequence[PersonMention], parties: Sequence[PartyMention]
) -> tuple[RoleMention, ...]:
    """Every role that stands without a name beside it, in text order."""
    roles = roles_of(reading, parties)
    holders = Holders(people, persons, parties)
    beside = _beside(reading, roles, persons)
    found: list[RoleMention] = []
    until = -1
    for place, sense in enumerate(roles.senses):
        if sense.concept in roles.titles or sense.first in beside or reading.starts[sense.first] < until:
            continue
        if reading.words[sense.last - 1] in _PLURALS:
            continue
        following = roles.senses[place + 1] if place + 1 < len(roles.senses) else sense
        if following.first == sense.last and reading.language == "en":
            continue
        end = reading.ends[sense.last - 1]
        first = _with_adjectives(roles, sense.first)
        party = roles.party_of(first, sense.last - 1, sense.last - 1)
        start = reading.starts[first]
        person = holders.of(sense.concept, party, start)
        found.append(RoleMention(start, end, reading.text[start:end], sense.concept, person, party))
        until = end
    return tuple(found)


def role_holder(
    reading: Reading,
    people: Sequence[Person],
    persons: Sequence[PersonMention],
    parties: Sequence[PartyMention],
    offset: int,
    phrase: str,
) -> str | None:
    """The person whom a role phrase at `offset` refers to, if the text lets one be told; else None."""
    small = plain_reading(phrase, reading.language)
    senses = Roles(small, ()).senses
    if not senses:
        return None
    inside = [mention for mention in parties if offset <= mention.start < offset + len(phrase)]
    party = inside[0].party if inside else None
    return Holders(people, persons, parties).of(senses[0].concept, party, offset)


def _beside(reading: Reading, roles: Roles, persons: Sequence[PersonMention]) -> set[int]:
    """Words of the roles that stand beside a name and so belong to it."""
    words: set[int] = set()
    for mention in persons:
        first = reading.word_at(mention.start)
        sentence = reading.sentence_at(mention.start)
        if sentence is None:
            continue
        last = reading.word_at(mention.end) - 1
        for stated in (before_name(roles, first, sentence.first), after_name(roles, last, sentence.last)):
            if stated is not None:
                words.update(range(stated.first, stated.last + 1))
    return words


def _with_adjectives(roles: Roles, first: int) -> int:
    reading = roles.reading
    while first > 0:
        before = first - 1
        gap = reading.gaps[before]
        if gap not in (" ", "\u00a0", "-"):
            break
        party = roles.parties_in(reading.starts[before], reading.ends[before])
        if not party and reading.words[before] not in (
            "former",
            "deputy",
            "chief",
            "special",
            "presidential",
            "foreign",
        ):
            break
        first -= 1
    return first


class Holders:
    """Who holds which role, by the roles stated in a text."""

    def __init__(
        self, people: Sequence[Person], persons: Sequence[PersonMention], parties: Sequence[PartyMention]
    ) -> None:
        self._concepts = {person.id: _concepts_of(person) for person in people}
        self._side = {person.id: person.side for person in people}
        self._mentions = persons

    def of(self, concept: str, party: str | None, offset: int) -> str | None:
        """The person with that role (and party, where given) last named before `offset`, or the only one at all."""
        exact = [ident for ident, held in self._concepts.items() if concept in held]
        near = [
            ident for ident, held in self._concepts.items() if any(concept in same and held & same for same in _SAME)
        ]
        for fitting in (exact, near):
            chosen = [ident for ident in fitting if party is None or self._side.get(ident) in (party, None)]
            if party is not None:
                chosen = [ident for ident in chosen if self._side.get(ident) == party] or chosen
            if len(chosen) == 1:
                return chosen[0]
            if chosen:
                return self._last(set(chosen), offset)
        return None

    def _last(self, chosen: set[str], offset: int) -> str | None:
        best = None
        for mention in self._mentions:
            if mention.start >= offset:
                break
            if mention.person in chosen:
                best = mention.person
        return best


def _concepts_of(person: Person) -> frozenset[str]:
    return frozenset(concept for role in person.roles for concept in _concepts_in(role))


@lru_cache(maxsize=4_096)
def _concepts_in(role: str) -> frozenset[str]:
    codes = ("en",) if role.isascii() else ("uk", "ru")
    return frozenset(sense.concept for code in codes for sense in Roles(plain_reading(role, code), ()).senses)
