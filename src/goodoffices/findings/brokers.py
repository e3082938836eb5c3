"""Which sides count as "both sides": the parties to the talks, not those who broker them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..records import Annotated, CaseSettings, Concept

BROKERED = "mediated-by:"


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
    seated = {
        party
        for page in story
        for claim in page.claims
        if claim.subject.kind in ("round", "sitting", "meeting", "delegation", "exchange", "conflict", "strike")
        for party in claim.subject.parties
    }
    return frozenset(seated - brokers_of(story))
