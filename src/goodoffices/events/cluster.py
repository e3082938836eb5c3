"""Sightings held to be one event, with the sums that features look at."""

from __future__ import annotations

from .days import Days
from .sighting import Sighting


class Cluster:
    """Members in the order they joined; `days` spans the stated days that are not wide, `previous` if all are."""

    __slots__ = (
        "began",
        "days",
        "members",
        "names",
        "number",
        "ordinals",
        "pages_present",
        "parties",
        "places",
        "published",
        "tolls",
    )

    def __init__(self, number: int) -> None:
        self.number = number
        self.members: list[Sighting] = []
        self.days: Days | None = None
        self.published: Days | None = None
        self.began: int | None = None
        self.parties: dict[str, int] = {}
        self.places: dict[str, int] = {}
        self.names: set[str] = set()
        self.tolls: set[str] = set()
        self.ordinals: set[int] = set()
        self.pages_present: set[str] = set()

    @property
    def previous(self) -> bool:
        """Whether every page speaks of it as an earlier one."""
        return all(member.trait.previous for member in self.members)

    @property
    def recent(self) -> bool:
        """Whether a page speaks of talks of its own day or the day before."""
        return any(member.trait.recent for member in self.members)

    @property
    def claims(self) -> list[str]:
        """Claim ids of all members, sorted, each once."""
        return sorted({claim for member in self.members for claim in member.claims})

    def add(self, sighting: Sighting) -> None:
        """Take in one more sighting."""
        trait, weight = sighting.trait, len(sighting.claims)
        self.members.append(sighting)
        if trait.days is not None and (self.days is None or not trait.days.wide):
            self.days = _span(self.days, trait.days)
        if trait.begins and trait.days is not None and not trait.days.wide:
            self.began = trait.days.first if self.began is None else min(self.began, trait.days.first)
        if trait.published is not None:
            self.published = _span(self.published, Days(trait.published, trait.published))
        for party in trait.parties:
            self.parties[party] = self.parties.get(party, 0) + weight
        if trait.place:
            self.places[trait.place] = self.places.get(trait.place, 0) + weight
        if trait.name:
            self.names.add(trait.name)
        self.tolls.update(trait.tolls)
        if trait.ordinal is not None and trait.ordinal > 0:
            self.ordinals.add(trait.ordinal)
        if not trait.previous:
            self.pages_present |= sighting.pages


def _span(held: Days | None, more: Days) -> Days:
    if held is None or (held.wide and not more.wide):
        return more
    return Days(min(held.first, more.first), max(held.last, more.last), held.wide)
