"""What an outlet's summary says and the body of its page does not: summaries are often made by machine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from ..records import Annotated, Claim, Document
from .comparators import compare_voices
from .questions import Question, questions_of
from .relation import Ground, Relation, Voice


def in_summary(claim: Claim, document: Document) -> bool:
    """Whether all of the claim's words stand in summary lines."""
    lines = document.rendition.lines
    if not claim.evidence or not lines:
        return False
    spots = [bisect_right(lines, span.start, key=lambda line: line.start) - 1 for span in claim.evidence]
    return all(spot >= 0 and lines[spot].kind == "summary" for spot in spots)


def summary_only(
    voices: Sequence[tuple[Voice, Annotated]], event_of_claim: Mapping[str, str], conflict: str, ground: Ground
) -> Iterator[tuple[Question, Voice]]:
    """The claims of summaries that no claim of the same page's body says, or allows, on the same question."""
    bodies: dict[tuple[str, Question], list[Voice]] = {}
    summaries: list[tuple[Question, Voice]] = []
    for voice, page in voices:
        if not voice.claim.evidence:
            continue
        summarised = in_summary(voice.claim, page.document)
        for question, claim in questions_of(voice.claim, event_of_claim.get(voice.claim.id), conflict):
            narrowed = Voice(claim, voice.owner, voice.side, voice.published, voice.page)
            if summarised:
                summaries.append((question, narrowed))
            else:
                bodies.setdefault((voice.page, question), []).append(narrowed)
    for question, voice in summaries:
        body = bodies.get((voice.page, question), [])
        if not any(compare_voices(voice, other, ground) <= Relation.REFINES for other in body):
            yield question, voice
