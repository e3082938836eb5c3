"""Drafts made claims: voice, source, evidence; repetitions within one source join their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...lexicon.reading import Reading
from ...records import (
    Amount,
    Claim,
    Concept,
    Grade,
    Members,
    Moment,
    Position,
    Subject,
    Value,
    When,
    Where,
    claim_of,
    source_id,
    span_of,
)
from .passage import Passage
from .scene import Draft, Scene
from .voice import Voice

MOST_SPANS = 3  # evidence spans a claim keeps; more say the same again


def outlet_of(path: str, outlet: str) -> str:
    """The outlet's name, or the file's stem where the page names none."""
    if outlet:
        return outlet
    name = path.rpartition("!")[2].rstrip("/").rpartition("/")[2]
    dot = name.rfind(".")
    return name[:dot] if 0 < dot < len(name) - 1 else name


def finished(scene: Scene, reading: Reading, drafts: Sequence[tuple[str, Passage, Draft]]) -> tuple[Claim, ...]:
    """Claims in text order. Drafts of one source that say the same of the same through the same voice are one claim."""
    document = scene.document
    outlet = outlet_of(document.path, document.outlet)
    sources: dict[bool, str] = {}
    joined: dict[tuple[Any, ...], tuple[str, Draft, Voice, bool, list[tuple[int, int]]]] = {}
    for name, passage, draft in drafts:
        voice = scene.voices.at(passage, draft.at, draft.end)
        summary = passage.sentence.block.kind == "summary"
        key = (draft.kind, _subject_key(draft.subject), _value_key(draft.value), draft.polarity,
               voice.speaker, voice.upstream, summary)  # fmt: skip
        known = joined.get(key)
        if known is None:
            joined[key] = (name, draft, voice, summary, [(draft.start, draft.end)])
        elif len(known[4]) < MOST_SPANS and (draft.start, draft.end) not in known[4]:
            known[4].append((draft.start, draft.end))
    rendition = document.rendition
    claims = [
        claim_of(
            draft.kind,
            draft.subject,
            draft.value,
            tuple([span_of(rendition.id, reading.text, start, end) for start, end in spans]),
            document=document.id,
            source=_source(sources, outlet, summary),
            extractor=f"kinds.{name}/1",
            polarity=draft.polarity,
            time=draft.time or draft.subject.time,
            speaker=voice.speaker,
            upstream=voice.upstream,
            channel=voice.channel,
            hedge=voice.hedge,
            score=draft.score,
        )
        for name, draft, voice, summary, spans in joined.values()
    ]
    return tuple(sorted(claims, key=_place))


def _place(claim: Claim) -> tuple[int, str, str]:
    return claim.evidence[0].start, claim.kind, claim.id


def _source(sources: dict[bool, str], outlet: str, summary: bool) -> str:
    if summary not in sources:
        sources[summary] = source_id("outlet-summary" if summary else "outlet", outlet)
    return sources[summary]


def _moment_key(moment: Moment | None) -> tuple[Any, ...] | None:
    return None if moment is None else (moment.begins, moment.ends, moment.precision)


def _subject_key(subject: Subject) -> tuple[Any, ...]:
    return (subject.kind, subject.parties, subject.place, _moment_key(subject.time), subject.ordinal, subject.name)


def _value_key(value: Value) -> object:
    return _KEYS[type(value)](value)


# What two values of one kind must share to be one value.
_KEYS: dict[type, Callable[[Any], object]] = {
    Amount: lambda value: value.quantity,
    When: lambda value: _moment_key(value.moment),
    Where: lambda value: value.place,
    Members: lambda value: (tuple(sorted(value.people)), value.open),
    Grade: lambda value: value.word,
    Position: lambda value: (value.issue, value.party, value.stance),
    Concept: lambda value: tuple(sorted(value.ids)),
}
