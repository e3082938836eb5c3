"""The status of a question and the reasons for it, from its answers and how they stand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from typing import NamedTuple

from ..records import Because, Status
from .answers import Candidate
from .comparators import compare_voices, contradictory
from .independence import independent
from .relation import Ground, Relation, Voice

TOLD = 24  # pairs of answers given as reasons; with more, one for each further answer
FEW = 3  # accounts of one wording that are held against those of another
MANY = 12  # answers of one question compared pair by pair; beyond that only with the best supported ones


class Verdict(NamedTuple):
    """Status and reasons."""

    status: Status
    because: tuple[Because, ...]


def verdict_of(found: Sequence[Candidate], party_sides: frozenset[str], ground: Ground) -> Verdict:
    """Disputed, else undetermined, else as the best supported answer deserves: agreed, corroborated or single."""
    pairs = _pairs(found, ground)
    disputes = [(i, j) for i, j, relation in pairs if relation is Relation.DISPUTED and _apart(found[i], found[j])]
    if disputes:
        return Verdict("disputed", tuple(_contradiction(found, i, j) for i, j in _telling(disputes)))
    reasons = _asides(found, pairs, ground)
    torn = [(i, j) for i, j, relation in pairs if relation is Relation.DISPUTED]
    if torn:
        i, j = torn[0]
        return Verdict("undetermined", (Because("why-itself", i, j, found[i].owners), *reasons))
    strangers = [(i, j) for i, j, relation in pairs if relation is Relation.INCOMPARABLE]
    if strangers:
        return Verdict("undetermined", tuple(_stranger(found, i, j) for i, j in _telling(strangers)))
    return _supported(found, pairs, party_sides, reasons)


def _telling(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first pairs; beyond `TOLD` of them only those that name an answer which no earlier pair named."""
    named: set[int] = set()
    kept: list[tuple[int, int]] = []
    for pair in pairs:
        if len(kept) < TOLD or not named.issuperset(pair):
            kept.append(pair)
            named.update(pair)
    return kept


def _pairs(found: Sequence[Candidate], ground: Ground) -> list[tuple[int, int, Relation]]:
    numbers = range(len(found))
    chosen = [(i, j) for i, j in combinations(numbers, 2) if i < MANY or j < MANY]
    return [(i, j, _worst(found[i], found[j], ground)) for i, j in chosen]


def _worst(one: Candidate, two: Candidate, ground: Ground) -> Relation:
    """The relation of two answers: any two of their wordings that contradict each other make a contradiction.

    What a later page tells may be news beside one account, and no news beside another of its own day.
    """
    return max(
        compare_voices(left, right, ground)
        for held in one.classes
        for other in two.classes
        for left, right in product(held[:FEW], other[:FEW])
    )


def _apart(one: Candidate, two: Candidate) -> bool:
    """Whether two tellers differ; one alone that gives both values contradicts only itself."""
    return len(one.tellers | two.tellers) > 1


def _contradiction(found: Sequence[Candidate], i: int, j: int) -> Because:
    left, right = found[i], found[j]
    kind = left.face.claim.kind
    if "denied" in (left.face.claim.polarity, right.face.claim.polarity):
        if left.face.claim.polarity == "denied":
            i, j, left, right = j, i, right, left
        return Because("why-denied", i, j, left.owners, right.owners)
    rule = {"assessment": "why-judges", "attendance": "why-lists"}.get(kind, "why-disputed")
    return Because(rule, i, j, left.owners, right.owners)


def _stranger(found: Sequence[Candidate], i: int, j: int) -> Because:
    rule = "why-other-groups" if found[i].face.claim.kind == "casualties" else "why-incomparable"
    return Because(rule, i, j, found[i].owners, found[j].owners)


def _asides(found: Sequence[Candidate], pairs: Sequence[tuple[int, int, Relation]], ground: Ground) -> list[Because]:
    """What explains answers that stand side by side: a plan and its outcome, a change, more exact words."""
    reasons: list[Because] = []
    for i, j, relation in pairs:
        left, right = found[i].face, found[j].face
        if {left.claim.polarity, right.claim.polarity} == {"planned", "asserted"}:
            first, second = (i, j) if left.claim.polarity == "planned" else (j, i)
            reasons.append(Because("why-planned", first, second))
        elif relation is Relation.REFINES:
            reasons.append(Because("why-refined", i, j))
        elif relation is Relation.COMPATIBLE and _changed(left, right, ground):
            first, second = (i, j) if _when(left) <= _when(right) else (j, i)
            reasons.append(Because("why-changed", first, second))
    return reasons[:6]


def _changed(left: Voice, right: Voice, ground: Ground) -> bool:
    return left.claim.polarity == right.claim.polarity != "denied" and contradictory(left, right, ground)


def _when(voice: Voice) -> int:
    moment = voice.published or voice.claim.time
    return 0 if moment is None or moment.begins is None else moment.begins


def _supported(
    found: Sequence[Candidate],
    pairs: Sequence[tuple[int, int, Relation]],
    party_sides: frozenset[str],
    asides: list[Because],
) -> Verdict:
    friends: dict[int, set[int]] = {number: {number} for number in range(len(found))}
    for i, j, relation in pairs:
        if relation <= Relation.REFINES:
            friends[i].add(j)
            friends[j].add(i)
    support = {number: _owners(found, friends[number]) for number in friends}
    sided = {voice.owner: voice.side for candidate in found for voice in candidate.voices}
    support = {number: independent(owners, sided) for number, owners in support.items()}
    best = min(friends, key=lambda n: (-len(_sides(found, friends[n]) & party_sides), -len(support[n]), n))
    owners, sides = support[best], _sides(found, friends[best]) & party_sides
    repeated, joined = _repeated(found), tuple(sorted(friends[best] - {best}))
    if len(sides) > 1:
        return Verdict("agreed", (Because("why-agreed", best, owners=owners, joined=joined), *asides, *repeated))
    if len(owners) > 1:
        first = Because("why-corroborated", best, owners=owners, count=len(owners), joined=joined)
        return Verdict("corroborated", (first, *asides, *repeated))
    everyone = independent(_owners(found, set(friends)), sided)
    rule = "why-single" if len(everyone) == 1 else "why-apart"
    return Verdict("single", (Because(rule, best, owners=everyone), *asides, *repeated))


def _owners(found: Sequence[Candidate], numbers: set[int]) -> tuple[str, ...]:
    return tuple(sorted({owner for number in numbers for owner in found[number].owners}))


def _sides(found: Sequence[Candidate], numbers: set[int]) -> frozenset[str]:
    return frozenset(side for number in numbers for side in found[number].sides)


def _repeated(found: Sequence[Candidate]) -> list[Because]:
    pages: dict[str, set[str]] = {}
    for candidate in found:
        for voice in candidate.voices:
            pages.setdefault(voice.owner, set()).add(voice.page)
    return [
        Because("why-repeated", owners=(owner,), count=len(held))
        for owner, held in sorted(pages.items())
        if len(held) > 1
    ]
