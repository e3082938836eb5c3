"""Judgements torn between two grades: one sentence of one speaker that gives both."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from ..records import Claim, Grade
from .grades import compare_grades
from .relation import Relation


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
