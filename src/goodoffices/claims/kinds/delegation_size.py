"""How many sit in a delegation: "exceeds 15 people", "делегация из 20 человек", "a seven-member team", "12-strong"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Amount, Quantity
from .delegation import delegation_of, party_of
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark

TRIGGERS = (("talks", "delegation"), ("act", "send"))
MOST = 500  # people; more are no delegation
COUNTED = frozenset({"strong", "member", "man", "person", "people", "men", "delegate", "negotiator"})


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """The count of people beside the delegation, or of those whom a party sent."""
    if "harm" in passage.marks:
        return
    told: set[str] = set()
    for delegation in passage.of("talks", "delegation"):
        counted = _counted(passage, delegation) or _compound(passage, delegation)
        if counted is None:
            continue
        quantity, text, start = counted
        party = party_of(passage, scene, delegation, (passage.start, passage.end)) or _sender(
            passage, scene, delegation
        )
        if party is None or party in told:
            continue
        told.add(party)
        yield _draft(passage, scene, party, quantity, text, start)
    if not told:
        yield from _sent(passage, scene)


def _draft(passage: Passage, scene: Scene, party: str, quantity: Quantity, text: str, at: int) -> Draft:
    start, end = passage.trimmed(*passage.clause(at))
    # Delegates, officials and people are one measure of a delegation.
    value = Amount(msgspec.structs.replace(quantity, of="person"), text, scene.language)
    return Draft("delegation-size", delegation_of(passage, scene, party), value, start, end, at)


def _counted(passage: Passage, delegation: Mark) -> tuple[Quantity, str, int] | None:
    for mention in passage.quantities:
        quantity = mention.quantity
        if quantity.unit != "person" or passage.apart(mention, delegation) > 5:
            continue
        if quantity.low is not None and quantity.low > MOST:
            continue
        return quantity, mention.text, mention.start
    return None


def _compound(passage: Passage, delegation: Mark) -> tuple[Quantity, str, int] | None:
    """ "a 15-strong M23 delegation", "a five-member team": number and noun joined before the delegation."""
    reading = passage.reading
    if reading.language != "en":
        return None
    for index in range(max(passage.sentence.first + 1, delegation.first - 6), delegation.first):
        if reading.words[index] not in COUNTED or passage.gap(index - 1) not in ("-", "\u2011", " "):
            continue
        word = reading.words[index - 1]
        count = Decimal(word) if word.isdecimal() and len(word) <= 3 else _numbers().get(word)
        if count is not None and 1 < count <= MOST:
            start = reading.starts[index - 1]
            quantity = Quantity(count, count, "person", "exact", "person")
            return quantity, reading.text[start : reading.ends[index]], start
    return None


@cache
def _numbers() -> dict[str, Decimal]:
    """Number words of English, one word each."""
    return {
        word: Decimal(entry["value"])
        for entry in vocabulary("numerals").values()
        if entry.get("kind") == "number"
        for word in entry["words"].get("en", ())
    }


def _sender(passage: Passage, scene: Scene, delegation: Mark) -> str | None:
    """Who sent it: the party of the clause's own beginning, else the one that the sentence before began with."""
    verbs = [verb for verb in passage.of("act", "send") if verb.last <= delegation.first]
    if not verbs:
        return None
    before = [party for party in passage.parties if party.end <= verbs[-1].start]
    return before[-1].party if before else scene.carried


def _sent(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "The movement sent five representatives to the talks"."""
    for verb in passage.of("act", "send"):
        clause = passage.clause(verb.start)
        if not scene.of_talks:
            return
        near = [
            mention
            for mention in passage.quantities
            if mention.quantity.unit == "person" and mention.start >= verb.end and mention.start < clause[1]
        ]
        before = [party for party in passage.parties if clause[0] <= party.start and party.end <= verb.start]
        few = near and near[0].quantity.low is not None and near[0].quantity.low <= MOST
        if near and few and before and passage.reading.text[near[0].start : near[0].end + 40].lower().find("troop") < 0:
            yield _draft(passage, scene, before[0].party, near[0].quantity, near[0].text, near[0].start)
            return
