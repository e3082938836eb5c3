"""Judgements of "the talks" on the day of a sitting: those that contradict the sitting's own stand beside them."""

from __future__ import annotations

from collections.abc import Mapping

from ..events.days import day_of
from ..records import Event
from .comparators import compare_voices
from .questions import Question
from .relation import Ground, Relation, Voice


def add_contrary(asked: dict[Question, list[Voice]], events: Mapping[str, Event], ground: Ground) -> None:
    """Let a sitting's assessments meet those of its round from pages of the same day that cannot hold beside them."""
    for question in sorted(asked):
        sitting = events.get(question.subject)
        if question.kind != "assessment" or sitting is None or sitting.part_of is None:
            continue
        day = day_of(sitting.time)
        whole = asked.get(question._replace(subject=sitting.part_of), [])
        spoken = [voice for voice in whole if day is not None and day_of(voice.published) == day]
        held = asked[question]
        # What the round's own finding reports as disputed already needs no second one.
        fresh = [voice for voice in spoken if not any(_against(voice, other, ground) for other in whole)]
        contrary = [voice for voice in fresh if any(_against(voice, other, ground) for other in held)]
        asked[question] = [*held, *contrary]


def _against(one: Voice, two: Voice, ground: Ground) -> bool:
    return one.owner != two.owner and compare_voices(one, two, ground) is Relation.DISPUTED
