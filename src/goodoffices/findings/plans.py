"""What comes next, asked once: pages that give the next meeting different days speak of one meeting all the same."""

from __future__ import annotations

from collections.abc import Mapping

from ..records import Concept
from .questions import Question
from .relation import Ground, Voice
from .torn import torn_tellers

FACETS = ("time", "place")


def join_plans(asked: dict[Question, list[Voice]], ground: Ground) -> None:
    """Bring the next-step questions of a story together, those of one kind of meeting that no page tells apart.

    A page that names two days or two towns speaks of two meetings; then each stays by itself.
    """
    groups: dict[tuple[str, str], list[Question]] = {}
    for question in sorted(asked):
        if question.kind == "next-step" and question.facet in FACETS:
            for name in {_meeting(voice) for voice in asked[question]}:
                groups.setdefault((question.facet, name), []).append(question)
    for questions in groups.values():
        if len(questions) < 2 or len({name for q in questions for name in map(_meeting, asked[q])}) > 1:
            continue
        voices = [voice for question in questions for voice in asked[question]]
        if _told_apart(voices, ground):
            continue
        first = _most_told(asked, questions)
        for question in questions:
            del asked[question]
        asked[first] = voices


def _meeting(voice: Voice) -> str:
    """Which kind of meeting is to come; the talks themselves have no name."""
    subject = voice.claim.subject
    return f"{subject.name}/{subject.ordinal or ''}" if not isinstance(voice.claim.value, Concept) else "concept"


def _told_apart(voices: list[Voice], ground: Ground) -> bool:
    """Whether one page names days or towns that cannot be those of one meeting."""
    return bool(torn_tellers(voices, ground, lambda voice: voice.claim.document))


def _most_told(asked: Mapping[Question, list[Voice]], questions: list[Question]) -> Question:
    return min(questions, key=lambda question: (-len(asked[question]), question))
