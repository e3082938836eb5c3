"""Tolls: whom a figure counts, what befell them, and which figures count overlapping groups.

A toll of "soldiers and civilians" together cannot be held against one of soldiers alone; "people" are a count of
their own. The quantity's `of` is `group/state`, the group one word or several joined by a plus.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ..lexicon.concepts import concepts
from ..lexicon.reading import plain_reading
from ..records import Amount, Claim

AND = frozenset({"and", "та", "і", "й", "и", "or", "або", "или"})
NEAR = 90  # characters after the figure in which its groups are named
FIRST = 8  # words from the figure to its first group ("between 3,000 and 4,000 of the young soldiers")


def state_of(claim: Claim) -> str:
    """killed, wounded, ...; with whose victims or in what land where the claim tells: `killed th`."""
    value = claim.value
    state = value.quantity.of.partition("/")[2] if isinstance(value, Amount) else ""
    return claim.subject.name or state


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
