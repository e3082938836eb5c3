"""Who belongs: members and heads of delegations, where a list may be open."""

from __future__ import annotations

import re

from ..lexicon.names.parts import name_parts
from ..lexicon.names.similarity import given_alike
from ..lexicon.names.spelling import folded, skeleton
from ..records import Claim, Members
from .relation import Ground, Relation

# "and", at most a few small words, a capital: the list goes on beyond the people that were known. A comma and a capital
# mean so only while the list has had no "and": after "A and B, ..." somebody else begins to speak.
_AND_MORE = re.compile(
    r"\s{0,3},?\s{1,3}(?:and\s{1,3}(?:(?:the|a|an)\s(?:[^\W\d_]{1,30}\s){0,4})?|(?:та|і|й|и)\s{1,3}(?:[^\W\d_]{1,30}\s){0,3})"
    r"[A-ZА-ЯІЇЄҐ][^\W\d_]"
)
_COMMA_MORE = re.compile(r",\s{1,3}[A-ZА-ЯІЇЄҐ][^\W\d_]")
_AND = re.compile(r"\s(?:and|та|і|й|и)\s")
_BEGAN = re.compile(r"[A-ZА-ЯІЇЄҐ][\w’'-]{1,40}\s{0,3}(?:,|,?\s(?:and|та|і|й|и))\s{1,3}$")
REACH = 80  # characters before a list in which an unknown first name may stand


def whole_list(claim: Claim, value: Members) -> bool:
    """Whether the list is closed and no name of it stayed unknown, which would make it look shorter than it is."""
    if value.open:
        return False
    for span in claim.evidence:
        spot = span.quote.find(value.text) if value.text else -1
        if spot >= 0:
            after = spot + len(value.text)
            more = _AND_MORE.match(span.quote, after) or (
                _COMMA_MORE.match(span.quote, after) and not _AND.search(value.text)
            )
            return not more and not _BEGAN.search(span.quote[max(0, spot - REACH) : spot])
    return True


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
    if min(len(first), len(second)) > 1 and whole_list(left, one) and whole_list(right, two):
        return Relation.DISPUTED
    if _covers(first, second, ground) or _covers(second, first, ground):
        return Relation.REFINES
    # Beside a full list an open one may be shorter, but it may not name somebody whom the full list leaves out.
    if (
        min(len(first), len(second)) > 1
        and (whole_list(left, one) or whole_list(right, two))
        and _meet(first, second, ground)
    ):
        return Relation.DISPUTED
    return Relation.COMPATIBLE


def compare_heads(left: Claim, right: Claim, one: Members, two: Members, ground: Ground) -> Relation:
    """Two heads of one delegation at one round: one seat, so different persons cannot both hold it."""
    first, second = people_of(left, one, ground), people_of(right, two, ground)
    if not first or not second:
        return Relation.INCOMPARABLE
    if any(alike(person, other, ground) for person in first for other in second):
        return Relation.SAME
    if any(_one_name(name, other) for name in one.names for other in two.names):
        return Relation.SAME
    return Relation.DISPUTED


def _one_name(one: str, two: str) -> bool:
    """Whether two full names share their consonants, so that a case ending or a scheme of spelling may part them."""
    left, right = name_parts(one), name_parts(two)
    silent = folded(left.given).removeprefix("h") == folded(right.given).removeprefix("h")  # Hernando, Ернандо
    if not left.given or not right.given or not (silent or given_alike(left.given, right.given)):
        return False
    return skeleton(_spoken(left.family)) == skeleton(_spoken(right.family))


def _spoken(family: str) -> str:
    """ "Quiceno" as it is said, and so written in Cyrillic: Kiceno."""
    return family.lower().replace("que", "ke").replace("qui", "ki")


def _covers(whole: frozenset[str], part: frozenset[str], ground: Ground) -> bool:
    return all(any(alike(person, other, ground) for other in whole) for person in part)


def _meet(first: frozenset[str], second: frozenset[str], ground: Ground) -> bool:
    return any(alike(person, other, ground) for person in first for other in second)


def alike(one: str, two: str, ground: Ground) -> bool:
    """One person; two entries that share a spelling of the surname count as one until somebody parts them."""
    if one == two:
        return True
    return bool(ground.spellings.get(one, frozenset({one})) & ground.spellings.get(two, frozenset({two})))
