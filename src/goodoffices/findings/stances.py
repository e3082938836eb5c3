"""Positions of one party on one issue.

Stances pull two ways: wants and offers for, rejects and refuses against; conditions lie between. Wanting one thing and
rejecting another on one issue is no contradiction, so two accounts differ only where they speak of the same thing,
or where the issue is one that a party is either for or against.
"""

from __future__ import annotations

from ..lexicon.concepts import vocabulary
from ..lexicon.reading import WORD
from ..records import Position
from .relation import Relation

PULL = {"wants": 1, "offers": 1, "conditions": 0, "rejects": -1, "refuses": -1}
SHORT = 3  # letters; shorter words say nothing of what is wanted
STEM = 5  # letters kept of a word, which evens out most endings of the three languages
ALIKE = 0.5


def compare_positions(one: Position, two: Position) -> Relation:
    """Two accounts of the position of one party on one issue at one time."""
    first, second = PULL[one.stance], PULL[two.stance]
    if first * second < 0:
        return Relation.DISPUTED if _same_thing(one, two) else Relation.COMPATIBLE
    if one.stance == two.stance:
        return Relation.SAME if _same_thing(one, two) else Relation.REFINES
    return Relation.REFINES if first == second else Relation.COMPATIBLE


def whole(issue: str) -> bool:
    """Whether a party is for or against the issue as a whole, whatever the terms."""
    return issue in vocabulary("findings")["whole-issues"]["issues"]


def _same_thing(one: Position, two: Position) -> bool:
    if one.language != two.language:
        return False
    first, second = _stems(one.about), _stems(two.about)
    shared = len(first & second)
    most, least = max(len(first), len(second)), min(len(first), len(second))
    return bool(shared) and (shared >= ALIKE * most or (shared > 1 and shared >= ALIKE * least))


def _stems(about: str) -> frozenset[str]:
    words = (match.group().casefold() for match in WORD.finditer(about[:400]))
    return frozenset(word[:STEM] for word in words if len(word) > SHORT)
