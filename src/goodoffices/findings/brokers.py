"""Which sides count as "both sides": the parties to the talks, not those who broker them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..lexicon.concepts import vocabulary
from ..records import Annotated, CaseSettings, Concept

BROKERED = "mediated-by:"
LEAST = 0.15  # share of all mentions that a party to the talks has at least, where no page says between whom they are


def brokers_of(story: Iterable[Annotated]) -> frozenset[str]:
    """Parties that the pages name as mediators."""
    found: set[str] = set()
    for page in story:
        for claim in page.claims:
            if claim.kind == "format" and isinstance(claim.value, Concept):
                found.update(ident.removeprefix(BROKERED) for ident in claim.value.ids if ident.startswith(BROKERED))
    return frozenset(found)


def party_sides(story: Sequence[Annotated], settings: CaseSettings) -> frozenset[str]:
    """Sides whose agreement makes a finding `agreed`.

    With parties in the case file: the sides of those whose role is party. Without: every party that pages name in
    the talks, save the brokers.
    """
    if settings.parties:
        return frozenset(party.side or party.id for party in settings.parties if party.role == "party")
    brokers = brokers_of(story)
    seated = _subjects(story, ("round", "sitting", "meeting", "exchange", "conflict", "strike")) - brokers
    if len(seated) > 1:
        return frozenset(seated)
    principals = _principals(story, brokers)
    if len(seated | principals) > 1:
        return frozenset(seated | principals)
    return frozenset(seated | principals | (_subjects(story, ("delegation",)) - brokers))


def _subjects(story: Sequence[Annotated], kinds: tuple[str, ...]) -> set[str]:
    """The parties of the subjects of these kinds."""
    return {
        party
        for page in story
        for claim in page.claims
        if claim.subject.kind in kinds
        for party in claim.subject.parties
    }


def _principals(story: Sequence[Annotated], brokers: frozenset[str]) -> set[str]:
    """The two parties that the pages name most: both in half of the pages or more, each with a good share."""
    counts: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for page in story:
        counts.update(mention.party for mention in page.mentions.parties)
        pages.update({mention.party for mention in page.mentions.parties})
    whole = sum(counts.values())
    known = vocabulary("parties")
    often = [
        party
        for party in sorted(counts, key=lambda party: (-counts[party], party))
        if party not in brokers
        and known.get(party, {}).get("kind") != "organisation"
        and counts[party] >= LEAST * whole
        and pages[party] * 2 >= len(story)
    ]
    return set(often[:2])
