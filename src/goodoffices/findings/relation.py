"""How two values for one question stand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

import msgspec

from ..events.geography import Geography
from ..records import Claim, Moment


class Relation(IntEnum):
    """From agreement to contradiction.

    SAME: one value, said otherwise (spelling, unit, zone, rounding, synonym, translation). REFINES: one is the other
    more exactly (a clock time in a day). COMPATIBLE: both can hold, neither supports the other. INCOMPARABLE:
    whether both hold cannot be told. DISPUTED: both cannot hold.
    """

    SAME = 0
    REFINES = 1
    COMPATIBLE = 2
    INCOMPARABLE = 3
    DISPUTED = 4


class Voice(msgspec.Struct, frozen=True):
    """One claim as it enters a comparison: whose word it is in the end, that owner's side, when its page appeared.

    `torn`: the same words of the same speaker also give the contrary ("progress, but a deadlock on one point"), so it
    contradicts nobody. `office`: the side whose own outlet printed it (a state agency, a ministry), for what the outlet
    tells on its own account; it counts for agreement across sides and for nothing else. `publisher`: owner key of the
    page's outlet; `taken`: where the page has it from, the id of the page that it copied or the name of an agency or
    another outlet, empty for its own words.
    """

    claim: Claim
    owner: str
    side: str | None
    published: Moment | None
    page: str
    torn: bool = False
    office: str | None = None
    publisher: str = ""
    taken: str = ""


class Ground(msgspec.Struct, frozen=True):
    """What comparing looks up: places, person ids across pages, spellings, zones a bare clock time may mean."""

    geography: Geography
    people: Mapping[tuple[str, str], str]
    spellings: Mapping[str, frozenset[str]]
    zones: tuple[str, ...]

    def person(self, claim: Claim, ident: str) -> str:
        """The person of the whole record that a page's own id stands for."""
        return self.people.get((claim.document, ident), ident)
