"""Answers from the vocabulary: formats, agenda items, outcomes, acts. Lists are open; few pairs exclude each other."""

from __future__ import annotations

from functools import cache

from ..lexicon.concepts import vocabulary
from ..records import Concept
from .relation import Relation


@cache
def _excluding() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in vocabulary("findings")["excluding"]["pairs"])


def compare_concepts(one: Concept, two: Concept) -> Relation:
    """Two sets of vocabulary ids."""
    first, second = frozenset(one.ids), frozenset(two.ids)
    if first == second:
        return Relation.SAME
    if first <= second or second <= first:
        return Relation.REFINES
    if len(first) == len(second) == 1 and first | second in _excluding():
        return Relation.DISPUTED
    return Relation.COMPATIBLE
