"""Who mediated, as several accounts tell: one question where they may speak of one matter.

Mediators work together, so two names are no contradiction by themselves. They are one where neither page so much as
mentions the party that the other names, and neither tells of another matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ..records import Annotated, Concept
from .questions import Question
from .relation import Voice

KIND = "mediator"

Asked = dict[Question, list[Voice]]


def by_mediator(
    asked: Mapping[Question, list[Voice]], voices: Sequence[Voice], conflict: str, story: Sequence[Annotated]
) -> Asked:
    """The questions, and one for each matter of whose mediator two sources tell.

    What names no matter is told of the only one that the others name.
    """
    told = [voice for voice in voices if voice.claim.kind == KIND and voice.claim.polarity == "asserted"]
    matters = sorted({voice.claim.subject.name for voice in told} - {""})
    only = matters[0] if len(matters) == 1 else ""
    named = {page.document.id: frozenset(mention.party for mention in page.mentions.parties) for page in story}
    found = dict(asked)
    for matter in matters or [""]:
        held = [voice for voice in told if (voice.claim.subject.name or only) == matter]
        kept = list(_without_company(held, named))
        if len({voice.owner for voice in kept}) > 1:
            found[Question(conflict, KIND, matter)] = kept
    return found


def _without_company(held: Sequence[Voice], named: Mapping[str, frozenset[str]]) -> Iterator[Voice]:
    """The accounts; those of a page that mentions another's mediator as well contradict nobody."""
    for voice in held:
        own = _parties(voice)
        others = frozenset[str]().union(*(_parties(other) for other in held)) - own
        company = not others.isdisjoint(named[voice.page])
        yield msgspec.structs.replace(voice, torn=True) if company else voice


def _parties(voice: Voice) -> frozenset[str]:
    value = voice.claim.value
    return frozenset(value.ids) if isinstance(value, Concept) else frozenset()
