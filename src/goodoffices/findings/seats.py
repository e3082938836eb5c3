"""Whose delegation a head or a member sits in, where an account does not tell, or tells otherwise than most.

One person has one seat in talks. Where accounts give the delegation different names ("the government's", "Sudan's"),
that of most accounts counts; where none names it, the person's own seat is asked about. A head also sits in the
delegation, so whoever only tells that the person was there supports it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from ..records import Members
from .membership import alike
from .questions import SIZE, Question
from .relation import Ground, Voice

Asked = dict[Question, list[Voice]]
Seats = Mapping[tuple[str, str], str]
ALONE = "?"  # before a person whose delegation no account names


def by_delegation(asked: Asked, ground: Ground) -> Asked:
    """The same questions, heads and members of nobody's delegation put under the one that other accounts give."""
    heads = _seats(asked, ("head",), ground)
    named = _named(asked, ground)
    found: Asked = {}
    for question in sorted(asked):
        if question.kind == "head":
            for voice in asked[question]:
                found.setdefault(question._replace(facet=_seat(question, voice, heads, named, ground)), []).append(
                    voice
                )
        elif question.kind == "attendance" and question.facet == SIZE:
            for voice in asked[question]:
                whose = f"{_brought_by(question, voice, named, ground)} {SIZE}".strip()
                found.setdefault(question._replace(facet=whose), []).append(voice)
        elif question.kind == "attendance" and not question.facet:
            for voice in asked[question]:
                facet = _shared(question, voice, named, ground)
                found.setdefault(question._replace(facet=facet), []).append(voice)
        else:
            found.setdefault(question, []).extend(asked[question])
    return _with_heads(found, ground)


def _seats(asked: Asked, kinds: tuple[str, ...], ground: Ground) -> Seats:
    """For each event and head the delegation that most accounts name."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for question, voices in asked.items():
        if question.kind in kinds and question.facet:
            for voice in voices:
                for person in _people(voice, ground):
                    counts.setdefault((question.subject, person), Counter())[question.facet] += 1
    return {key: min(held, key=lambda facet: (-held[facet], facet)) for key, held in counts.items()}


def _named(asked: Asked, ground: Ground) -> Mapping[tuple[str, str], set[str]]:
    """For each event and person every delegation in which an account places them."""
    named: dict[tuple[str, str], set[str]] = {}
    for question, voices in asked.items():
        if question.kind in ("attendance", "head") and question.facet:
            for voice in voices:
                for person in _people(voice, ground):
                    named.setdefault((question.subject, person), set()).add(question.facet)
    return named


def _seat(
    question: Question, voice: Voice, heads: Seats, named: Mapping[tuple[str, str], set[str]], ground: Ground
) -> str:
    people = _people(voice, ground)
    if not people:
        return question.facet
    known = heads.get((question.subject, people[0]))
    if known is not None:
        return known
    others = named.get((question.subject, people[0]), set())
    taken = {facet for (subject, _), facet in heads.items() if subject == question.subject}
    # Another person heads that delegation: what only attendance tells is not enough to say that this one does too.
    return min(others) if len(others) == 1 and others.isdisjoint(taken) else ALONE + people[0]


def _brought_by(question: Question, voice: Voice, named: Mapping[tuple[str, str], set[str]], ground: Ground) -> str:
    """The delegation of the person who is said to have brought so many, where other accounts place them in one."""
    person = ground.person(voice.claim, voice.claim.subject.name)
    seats = named.get((question.subject, person), set())
    return min(seats) if len(seats) == 1 else ALONE + person if person else ""


def _shared(question: Question, voice: Voice, named: Mapping[tuple[str, str], set[str]], ground: Ground) -> str:
    known = [named.get((question.subject, person), set()) for person in _people(voice, ground)]
    shared = set.intersection(*known) if known else set()
    if len(shared) == 1:
        return min(shared)
    return ""


def _with_heads(asked: Asked, ground: Ground) -> Asked:
    """Heads beside those accounts that only tell that the same person sat there, or did not."""
    for question in sorted(asked):
        if question.kind != "head":
            continue
        members = asked.get(question._replace(kind="attendance"))
        if not members:
            continue
        present = {person for voice in members for person in _people(voice, ground)}
        for voice in asked[question]:
            value = voice.claim.value
            heads = _people(voice, ground)
            if isinstance(value, Members) and any(alike(one, other, ground) for one in heads for other in present):
                seated = msgspec.structs.replace(
                    voice.claim, kind="attendance", value=msgspec.structs.replace(value, open=True)
                )
                members.append(msgspec.structs.replace(voice, claim=seated))
    return asked


def _people(voice: Voice, ground: Ground) -> list[str]:
    value = voice.claim.value
    if not isinstance(value, Members):
        return []
    return [ground.person(voice.claim, person) for person in value.people]
