"""What speaks against itself: a sentence that gives two grades, a page or a teller that gives two answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations

import msgspec

from ..records import Claim, Grade
from .comparators import contradictory
from .grades import compare_grades
from .relation import Ground, Relation, Voice

MOST = 20  # answers of one teller that are held against each other


def torn_tellers(voices: Iterable[Voice], ground: Ground, teller: Callable[[Voice], Hashable]) -> frozenset[Hashable]:
    """The tellers, as `teller` tells them apart, two of whose answers could not both hold."""
    told: dict[Hashable, list[Voice]] = {}
    for voice in voices:
        told.setdefault(teller(voice), []).append(voice)
    return frozenset(
        key
        for key, held in told.items()
        if any(contradictory(one, two, ground) for one, two in combinations(held[:MOST], 2))
    )


def mark_torn(voices: Sequence[Voice], ground: Ground, teller: Callable[[Voice], Hashable]) -> list[Voice]:
    """The same voices, marked as torn where their teller gives two answers."""
    torn = torn_tellers(voices, ground, teller)
    return [msgspec.structs.replace(voice, torn=True) if teller(voice) in torn else voice for voice in voices]


def torn_claims(claims: Iterable[Claim]) -> frozenset[str]:
    """Ids of the assessments of one page whose words overlap, whose speaker is one, and whose grades contradict."""
    by_speaker: dict[str | None, list[Claim]] = {}
    for claim in claims:
        if claim.kind == "assessment" and isinstance(claim.value, Grade):
            by_speaker.setdefault(claim.speaker, []).append(claim)
    found: set[str] = set()
    for held in by_speaker.values():
        for one, two in combinations(held, 2):
            if _opposed(one, two) and _overlap(one, two):
                found.update((one.id, two.id))
    return frozenset(found)


def _opposed(one: Claim, two: Claim) -> bool:
    if not isinstance(one.value, Grade) or not isinstance(two.value, Grade):
        return False
    return compare_grades(one.value, two.value) is Relation.DISPUTED


def _overlap(one: Claim, two: Claim) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in two.evidence)
