"""A sighting: one event as one group of claims describes it, before it is joined with the sightings of other pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..records import Annotated, Claim, EventKind, Moment, When
from .days import Days, day_of, days_of

PREVIOUS = -1
DATED = frozenset({"start", "end", "occurrence", "next-step"})  # kinds whose value is a day of the thing itself


class Trait(NamedTuple):
    """What tells a sighting from another; claims that share every trait are one sighting.

    `page`: set where only the page itself tells it from others. `begins`: its days are those of a round's beginning.
    `tolls`: what the page's figures of the attack are, "killed 24". `recent`: the page names no day of the talks that
    it reports, which were of its own day or of the day before.
    """

    kind: EventKind
    parties: tuple[str, ...]
    place: str
    days: Days | None
    ordinal: int | None
    name: str
    published: int | None
    planned: bool
    page: str = ""
    begins: bool = False
    tolls: tuple[str, ...] = ()
    recent: bool = False

    @property
    def previous(self) -> bool:
        """Whether the text speaks of an earlier one than the one it reports."""
        return self.ordinal == PREVIOUS


class Sighting:
    """A trait, the claims that carry it and the pages they stand on (claim and page ids, unordered until sorted)."""

    __slots__ = ("claims", "pages", "trait")

    def __init__(self, trait: Trait) -> None:
        self.trait = trait
        self.claims: list[str] = []
        self.pages: set[str] = set()

    @property
    def mark(self) -> str:
        """The claim that stands for the sighting in a judgement."""
        return min(self.claims)

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorting key: what is said most exactly comes first, so that vague sightings find clusters waiting."""
        trait = self.trait
        days = trait.days
        return (
            days is None or days.wide,
            not trait.place,
            len(trait.parties) < 2,
            trait.previous,
            trait.planned,
            days or Days(0, 0),
            trait.place,
            trait.parties,
            trait.published or 0,
            trait.name,
            trait.page,
            trait.begins,
            trait.tolls,
            trait.recent,
            -2 if trait.ordinal is None else trait.ordinal,
        )


def published_day(page: Annotated) -> int | None:
    """The local day on which the page appeared."""
    return day_of(page.document.published)


def trait_of(claim: Claim, kind: EventKind, published: int | None, name: str | None = None) -> Trait:
    """The trait of an event of `kind` that the claim's subject describes."""
    subject = claim.subject
    recent = kind == "round" and assumed(subject.time)
    days = None if recent else days_of(subject.time)
    if days is None and not recent and claim.kind in DATED and isinstance(claim.value, When):
        days = days_of(claim.value.moment)
    # Attacks of which a page tells neither place nor author may be any that day.
    bare = kind == "strike" and not subject.place and not subject.parties and not name
    return Trait(
        kind,
        tuple(sorted(set(subject.parties))),
        subject.place,
        days,
        subject.ordinal,
        subject.name if name is None else name,
        published,
        claim.polarity in ("planned", "demanded"),
        claim.document if bare else "",
        kind == "round" and not recent and claim.kind == "start" and claim.polarity != "denied" and _whole(claim),
        recent=recent,
    )


def assumed(time: Moment | None) -> bool:
    """Whether the day is only that of a page which names none: no words of the page tell it."""
    return time is not None and time.basis == "published" and not time.text and time.precision == "day"


def _whole(claim: Claim) -> bool:
    """Whether the beginning is that of the talks as a whole: said of the round, or dated without a clock."""
    value = claim.value
    return claim.subject.kind == "round" or (isinstance(value, When) and value.moment.precision == "day")


def sightings_of(found: Iterable[tuple[Trait, Claim]]) -> list[Sighting]:
    """Claims with equal traits as one sighting each, in the order of their rank; the same for any input order."""
    table: dict[Trait, Sighting] = {}
    for trait, claim in found:
        sighting = table.get(trait)
        if sighting is None:
            sighting = table[trait] = Sighting(trait)
        sighting.claims.append(claim.id)
        sighting.pages.add(claim.document)
    return sorted(table.values(), key=lambda sighting: sighting.rank)
