"""Tolls: whom a figure counts, what befell them, and which figures count overlapping groups.

A toll of "soldiers and civilians" together cannot be held against one of soldiers alone; "people" are a count of
their own. The quantity's `of` is `group/state`, the group one word or several joined by a plus.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from ..lexicon.concepts import concepts
from ..lexicon.reading import plain_reading
from ..records import Amount, Claim, Quantity
from .amounts import compare_quantities
from .relation import Relation, Voice

AND = frozenset({"and", "та", "і", "й", "и", "or", "або", "или"})
NEAR = 90  # characters after the figure in which its groups are named
FAR_BEYOND = 3  # times the least number from which on "at least" no longer covers another
SCALE = 3
RISEN = re.compile(
    r"\b(?:rose|rises|risen|rising|climbed|climbs|increased|up from|зрос\w*|зріс\w*|збільшил\w+|збільшився|піднял\w+"
    r"|возрос\w*|вырос\w*|увеличил\w+|поднял\w+)\b"
)
FOES = re.compile(r"terror|militan|rebel|insurg|operativ|бойовик|боевик|терор|террор|повстан")
PEOPLE = frozenset({"person"})
FIGHTERS = frozenset({"soldier"})
UNARMED = frozenset({"civilian", "child", "woman", "aid-worker"})
FIRST = 8  # words from the figure to its first group ("between 3,000 and 4,000 of the young soldiers")


def state_of(claim: Claim) -> str:
    """killed, wounded, ...; with whose victims or in what land where the claim tells: `killed th`."""
    value = claim.value
    state = value.quantity.of.partition("/")[2] if isinstance(value, Amount) else ""
    return claim.subject.name or state


def victims_of(claim: Claim) -> str:
    """The side or land whose people a toll counts, "" where the text does not tell."""
    return state_of(claim).partition(" ")[2]


def at_odds(left: Voice, right: Voice) -> bool:
    """Whether tolls of different groups contradict each other: more soldiers than people, civilians not fighters.

    The second holds where two sides speak of whom one attack killed.
    """
    one, two = groups_of(left.claim), groups_of(right.claim)
    if one == two or state_of(left.claim).partition(" ")[0] != state_of(right.claim).partition(" ")[0]:
        return False
    if not scoped(left.claim, right.claim):
        return False
    if (one == PEOPLE) != (two == PEOPLE):
        whole, part = (left, right) if one == PEOPLE else (right, left)
        return _beyond(part.claim, whole.claim)
    if not ((one <= UNARMED and two == FIGHTERS) or (two <= UNARMED and one == FIGHTERS)):
        return False
    fighters, others = (left, right) if one == FIGHTERS else (right, left)
    # One side's "militants" are another's villagers, whoever counts these; soldiers and civilians may both have died.
    foes = isinstance(fighters.claim.value, Amount) and FOES.search(fighters.claim.value.text.lower()) is not None
    opposed = fighters.side is not None and fighters.side != others.side and (others.side is not None or foes)
    return opposed and left.claim.subject.kind == right.claim.subject.kind == "strike"


def scoped(left: Claim, right: Claim) -> bool:
    """Whether both tolls say of what they are: of an attack, or of the conflict from a day on."""
    return all(claim.subject.kind == "strike" or claim.subject.time is not None for claim in (left, right))


def _beyond(part: Claim, whole: Claim) -> bool:
    if not isinstance(part.value, Amount) or not isinstance(whole.value, Amount):
        return False
    one, two = part.value.quantity, whole.value.quantity
    least = one.low if one.low is not None else one.high
    most = two.high if two.high is not None else two.low
    if least is None or most is None or least <= most:
        return False
    return compare_quantities(one, two) is Relation.DISPUTED or far_beyond(one, two)


def far_beyond(one: Quantity, two: Quantity) -> bool:
    """Whether a toll of "at least" so many is a different toll from one many times as large."""
    for floor, other in ((one, two), (two, one)):
        number = other.low if other.low is not None else other.high
        bounded = floor.modifier == "at-least" and floor.low is not None and floor.low > 0
        if bounded and number is not None and number >= FAR_BEYOND * (floor.low or 0):
            return True
    return False


def out_of_scale(one: Quantity, two: Quantity) -> bool:
    """Whether two tolls are so far apart that they can hardly count over one stretch of time and land."""
    numbers = sorted(q.low if q.low is not None else q.high or Decimal(0) for q in (one, two))
    return numbers[1] > SCALE * max(numbers[0], Decimal(1))


def risen(claim: Claim) -> bool:
    """Whether the words about the figure say that it grew: "зросла до 25", "rose to 13"."""
    return any(RISEN.search(span.quote.lower()) is not None for span in claim.evidence)


def groups_of(claim: Claim) -> frozenset[str]:
    """The groups that a toll counts together."""
    value = claim.value
    if not isinstance(value, Amount):
        return frozenset()
    stated = frozenset(part for part in value.quantity.of.partition("/")[0].split("+") if part)
    return stated | _further(_from(claim, value), value.language, stated)


def _from(claim: Claim, value: Amount) -> str:
    for span in claim.evidence:
        spot = span.quote.find(value.text)
        if spot >= 0:
            return span.quote[spot : spot + len(value.text) + NEAR]
    return ""


@lru_cache(maxsize=4096)
def _further(words: str, language: str, stated: frozenset[str]) -> frozenset[str]:
    """Groups joined to the first by "and" right after the figure: "40,000 soldiers and civilians"."""
    if not words:
        return frozenset()
    reading = plain_reading(words.split("\n", maxsplit=1)[0], language)
    found: set[str] = set()
    reached: int | None = None
    for first, last, group in concepts("people-of").find(reading):
        if reached is None:
            if group in stated and first <= FIRST:
                reached = last
        elif first - reached == 1 and reading.words[reached] in AND:
            found.add(group)
            reached = last
        elif first > reached:
            break
    return frozenset(found)


def same_groups(wordings: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """For each wording of whom a toll counts the first wording that shares a group with it, link by link."""
    roots: dict[str, str] = {}
    for name in sorted(wordings):
        linked = [root for other, root in roots.items() if wordings[other] & wordings[name]]
        first = min([name, *linked])
        for other, root in list(roots.items()):
            if root in linked:
                roots[other] = first
        roots[name] = first
    return roots
