"""The side of people of whom a page says no more than that they sit in a party's delegation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from ...records import Claim, Members, Person

SEATING = frozenset({"head", "attendance"})


def seated(people: tuple[Person, ...], claims: Iterable[Claim]) -> tuple[Person, ...]:
    """The people, those without a side given the party in whose delegation alone the page seats them."""
    seats: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        value, parties = claim.value, claim.subject.parties
        if claim.kind in SEATING and isinstance(value, Members) and claim.polarity == "asserted" and len(parties) == 1:
            for person in value.people:
                seats[person].update(parties)
    if not seats:
        return people
    return tuple(
        msgspec.structs.replace(person, side=min(seats[person.id]))
        if not person.side and len(seats.get(person.id, ())) == 1
        else person
        for person in people
    )
