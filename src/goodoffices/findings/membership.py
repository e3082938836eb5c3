"""Who belongs: members and heads of delegations, where a list may be open."""

from __future__ import annotations

from ..records import Claim, Members
from .relation import Ground, Relation


def people_of(claim: Claim, value: Members, ground: Ground) -> frozenset[str]:
    """The persons of the whole record, or the names where the text names nobody known."""
    found = {ground.person(claim, person) for person in value.people}
    return frozenset(found or {name.casefold() for name in value.names})


def compare_members(left: Claim, right: Claim, one: Members, two: Members, ground: Ground) -> Relation:
    """Two lists: only closed ones exclude, and only a full list is closed."""
    first, second = people_of(left, one, ground), people_of(right, two, ground)
    if not first or not second:
        return Relation.INCOMPARABLE
    if _covers(first, second, ground) and _covers(second, first, ground):
        return Relation.SAME
    if not one.open and not two.open and min(len(first), len(second)) > 1:
        return Relation.DISPUTED
    if _covers(first, second, ground) or _covers(second, first, ground):
        return Relation.REFINES
    return Relation.COMPATIBLE


def compare_heads(left: Claim, right: Claim, one: Members, two: Members, ground: Ground) -> Relation:
    """Two heads of one delegation at one round: one seat, so different persons cannot both hold it."""
    first, second = people_of(left, one, ground), people_of(right, two, ground)
    if not first or not second:
        return Relation.INCOMPARABLE
    if any(_alike(person, other, ground) for person in first for other in second):
        return Relation.SAME
    return Relation.DISPUTED


def _covers(whole: frozenset[str], part: frozenset[str], ground: Ground) -> bool:
    return all(any(_alike(person, other, ground) for other in whole) for person in part)


def _alike(one: str, two: str, ground: Ground) -> bool:
    """One person; two entries that share a spelling of the surname count as one until somebody parts them."""
    if one == two:
        return True
    return bool(ground.spellings.get(one, frozenset({one})) & ground.spellings.get(two, frozenset({two})))
