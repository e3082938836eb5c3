"""What a page is about at a glance: its parties by share, towns, people, the talks it reports, its day."""

from __future__ import annotations

import msgspec

from ..records import Annotated
from .days import days_of
from .sighting import PREVIOUS, published_day

PRINCIPAL = 0.1  # a party with less of the mentions is a bystander
_NO_TOWN = frozenset({"country", "region", "area"})


class Outline(msgspec.Struct, frozen=True):
    """`parties` sum to 1; `focus` is place and days of the talks the page reports as present."""

    parties: dict[str, float]
    towns: frozenset[str]
    people: frozenset[str]
    focus: tuple[str, int, int] | None
    published: int | None
    document: str
    path: str

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorting key: by day of publication, pages without one last."""
        return (self.published is None, self.published or 0, self.document, self.path)

    @property
    def keys(self) -> list[str]:
        """Under what the stories that may hold the page are looked up."""
        return [*sorted(self.parties), *sorted(self.towns), *sorted(self.people)]


def outline_of(page: Annotated) -> Outline:
    """The outline of one page."""
    return Outline(
        _parties(page),
        frozenset(m.place.id for m in page.mentions.places if m.place.precision not in _NO_TOWN),
        frozenset(person.name.casefold() for person in page.mentions.people if " " in person.name),
        _focus(page),
        published_day(page),
        page.document.id,
        page.document.path,
    )


def _parties(page: Annotated) -> dict[str, float]:
    counts: dict[str, int] = {}
    for mention in page.mentions.parties:
        counts[mention.party] = counts.get(mention.party, 0) + 1
    for claim in page.claims:
        if claim.subject.kind in ("round", "sitting", "meeting", "exchange"):
            for party in claim.subject.parties:
                counts[party] = counts.get(party, 0) + 1
    whole = sum(counts.values())
    chosen = {party: count for party, count in sorted(counts.items()) if count >= PRINCIPAL * whole}
    kept = sum(chosen.values())
    return {party: count / kept for party, count in chosen.items()}


def _focus(page: Annotated) -> tuple[str, int, int] | None:
    counts: dict[tuple[str, int, int], int] = {}
    for claim in page.claims:
        subject = claim.subject
        days = days_of(subject.time)
        if subject.kind not in ("round", "sitting") or subject.ordinal == PREVIOUS or days is None or days.wide:
            continue
        if subject.place:
            key = (subject.place, days.first, days.last)
            counts[key] = counts.get(key, 0) + 1
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None
