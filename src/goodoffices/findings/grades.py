"""Assessments of talks by different judges.

Outcome (what came of it) and manner (how it went) are different scales: "difficult" and "progress" go together.
On one scale two grades contradict when they lie on both sides of the middle and far apart (progress and deadlock,
constructive and unproductive), or when one is what the other's denial amounts to. "Little progress" and "some
progress" do not; neither do "no breakthrough" or "no agreement" and "progress".
"""

from __future__ import annotations

from ..lexicon.concepts import vocabulary
from ..records import Grade
from .relation import Relation

APART = 3
# Of the words for the manner this one tells of results, which these deny.
YIELDING = "productive"
FRUITLESS = frozenset({"failed", "no-progress"})


def aspect_of(word: str) -> str:
    """outcome or manner; manner for a word that the vocabulary does not hold."""
    return str(vocabulary("assessments").get(word, {}).get("aspect", "manner"))


def compare_grades(one: Grade, two: Grade) -> Relation:
    """Two grades of one meeting."""
    if one.word == two.word:
        return Relation.SAME
    if YIELDING in (one.word, two.word) and not FRUITLESS.isdisjoint((one.word, two.word)):
        return Relation.DISPUTED
    first, second = aspect_of(one.word), aspect_of(two.word)
    if first != second:
        return Relation.COMPATIBLE
    if two.word in _denials(one.word) or one.word in _denials(two.word):
        return Relation.DISPUTED
    low, high = sorted((_rank(one), _rank(two)))
    if low < 0 < high and high - low >= APART:
        return Relation.DISPUTED
    if first == "outcome" and (low > 0 or high < 0):
        return Relation.REFINES
    return Relation.COMPATIBLE


def _rank(grade: Grade) -> int:
    # "Without agreement" sits low among outcomes, yet progress short of an agreement is no contradiction.
    return 0 if grade.word in vocabulary("findings")["no-contradiction"]["grades"] else grade.rank


def _denials(word: str) -> tuple[str, ...]:
    negated = negation_of(word)
    return (negated,) if negated and negated != word else ()


def negation_of(word: str) -> str:
    """The word that denying this one amounts to, or ""."""
    return str(vocabulary("assessments").get(word, {}).get("negated", ""))
