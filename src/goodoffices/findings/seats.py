"""Whose delegation a member sits in, where an account does not tell: the one in which others place that person."""

from __future__ import annotations

from ..records import Members
from .questions import Question
from .relation import Ground, Voice

Asked = dict[Question, list[Voice]]


def by_delegation(asked: Asked, ground: Ground) -> Asked:
    """The same questions, members of nobody's delegation put under the one that other accounts of the event give."""
    seats: dict[tuple[str, str], set[str]] = {}
    for question, voices in asked.items():
        if question.kind in ("attendance", "head") and question.facet:
            for voice in voices:
                for person in _people(voice, ground):
                    seats.setdefault((question.subject, person), set()).add(question.facet)
    found: Asked = {}
    for question in sorted(asked):
        if question.kind != "attendance" or question.facet:
            found.setdefault(question, []).extend(asked[question])
            continue
        for voice in asked[question]:
            known = [seats.get((question.subject, person), set()) for person in _people(voice, ground)]
            shared = set.intersection(*known) if known else set()
            facet = min(shared) if len(shared) == 1 else ""
            found.setdefault(question._replace(facet=facet), []).append(voice)
    return found


def _people(voice: Voice, ground: Ground) -> list[str]:
    value = voice.claim.value
    if not isinstance(value, Members):
        return []
    return [ground.person(voice.claim, person) for person in value.people]
