"""Counts of things told apart by whose things they are, and pages that give two answers of their own.

A page that counts 26 drones and then 15 speaks of two stretches of land or time; a page that dates a truce twice speaks
of two stages, one with two numbers of prisoners of two exchanges. What such a page says supports others and
contradicts nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from .comparators import compare_voices
from .questions import Question
from .relation import Ground, Relation, Voice
from .torn import mark_torn

KINDS = frozenset({"count", "due", "term", "exchange"})
PAGE = attrgetter("page")


def by_thing(asked: Mapping[Question, list[Voice]], ground: Ground) -> Iterator[tuple[Question, list[Voice]]]:
    """The same questions, counts parted by owner, and voices of pages that contradict themselves marked as torn."""
    for asking, voices in asked.items():
        question = _of_what_began(asking, voices)
        if asking.kind not in KINDS:
            yield question, voices
            continue
        if question.kind == "exchange":
            yield question, mark_torn(voices, ground, PAGE)
            continue
        for owner, part in _by_owner(voices, ground).items():
            facet = f"{question.facet} {owner}".strip()
            yield question._replace(facet=facet), mark_torn(part, ground, PAGE)


def _of_what_began(question: Question, voices: Sequence[Voice]) -> Question:
    """Of a ceasefire that has begun: when it did, and no longer for when it is set."""
    begun = any(voice.claim.polarity == "asserted" for voice in voices)
    if question.kind == "due" and question.facet == "ceasefire" and begun:
        return question._replace(kind="start")
    return question


def _by_owner(voices: Sequence[Voice], ground: Ground) -> dict[str, list[Voice]]:
    named = sorted({"+".join(voice.claim.subject.parties) for voice in voices} - {""})
    if not named:
        return {"": list(voices)}
    parts: dict[str, list[Voice]] = {owner: [] for owner in named}
    untold: list[Voice] = []
    for voice in voices:
        owner = "+".join(voice.claim.subject.parties)
        (parts[owner] if owner else untold).append(voice)
    for voice in untold:
        alike = [owner for owner in named if any(_same(voice, other, ground) for other in parts[owner])]
        parts.setdefault(alike[0] if alike else "", []).append(voice)
    return parts


def _same(one: Voice, two: Voice, ground: Ground) -> bool:
    return compare_voices(one, two, ground) is Relation.SAME
