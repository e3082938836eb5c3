"""What comes next: what is announced for a time after the record, or announced without a time."""

from __future__ import annotations

import msgspec

from ..records import Claim, Moment, When
from .citations import Citation, Citations
from .moments import moment_text
from .names import Names
from .record import Record
from .subjects import asked
from .values import value_text

NEXT_STEP = "next-step"


class Step(msgspec.Struct, frozen=True):
    """One step ahead."""

    what: str
    when: str
    who: tuple[str, ...]
    quote: str
    language: str
    citations: tuple[Citation, ...]
    anchor: str
    begins: int


def now_of(record: Record) -> int | None:
    """The instant from which one looks ahead: `as_of`, else the end of the latest day of publication."""
    if record.as_of is not None:
        return record.as_of.begins if record.as_of.begins is not None else record.as_of.ends
    ends = [page.published.ends for page in record.documents if page.published and page.published.ends is not None]
    return max(ends, default=None)


def is_ahead(moment: Moment | None, now: int | None) -> bool:
    """Whether a time begins after `now`; without either nothing is ahead."""
    return moment is not None and now is not None and moment.begins is not None and moment.begins >= now


def steps_ahead(record: Record, names: Names, citations: Citations) -> tuple[Step, ...]:
    """Events after the record's time, then steps announced without a date; in order of time."""
    now = now_of(record)
    known_on = _settled_by(record, now)
    steps, told = [], set[str]()
    for event in record.events:
        if event.time is not None and is_ahead(event.time, now):
            told.update(event.claims)
            when, what = moment_text(event.time, names.words), names.event(event)
            steps.append(_made(what, when, citations.of(event.claims), _begin(event.time)))
    for claim in record.claims:
        if claim.kind == NEXT_STEP and claim.id not in told and _open(claim, now, known_on, citations):
            time = _time(claim)
            when = moment_text(time, names.words) if time else ""
            said = value_text(claim.value, names) or asked(claim.kind, names)
            steps.append(_made(said, when, citations.of((claim.id,)), _begin(time)))
    ordered = sorted(_merged(steps), key=lambda step: (step.begins, step.what))
    return tuple(msgspec.structs.replace(step, anchor=f"n-{number}") for number, step in enumerate(ordered, 1))


def _settled_by(record: Record, now: int | None) -> int:
    """The end of the latest gathering already over: what older pages announce without a date is done with."""
    ends = [
        event.time.begins
        for event in record.events
        if event.kind in ("round", "sitting") and event.time is not None and event.time.begins is not None
    ]
    return max((begin for begin in ends if now is None or begin < now), default=-(1 << 62))


def _open(claim: Claim, now: int | None, known_on: int, citations: Citations) -> bool:
    """Whether an announced step is still ahead: dated after now, or undated on a page that knows the latest talks."""
    if claim.polarity == "denied":
        return False
    time = _time(claim)
    if time is not None and now is not None:
        return is_ahead(time, now)
    page = citations.lines.by_id.get(claim.document)
    published = page.published if page else None
    return published is None or published.ends is None or published.ends > known_on


def _made(what: str, when: str, cited: tuple[Citation, ...], begins: int) -> Step:
    who = tuple(dict.fromkeys(citation.speaker for citation in cited if citation.voice))
    first = cited[0] if cited else None
    quote, language = (first.quote, first.language) if first else ("", "")
    return Step(what, "" if when in what else when, who, quote, language, cited, "", begins)


def _time(claim: Claim) -> Moment | None:
    return claim.value.moment if isinstance(claim.value, When) else claim.time


def _merged(steps: list[Step]) -> list[Step]:
    """Steps that read the same are one, with the citations of all."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.what, step.when), []).append(step)
    merged = []
    for (what, when), group in groups.items():
        cited = {citation.number: citation for step in group for citation in step.citations}
        merged.append(_made(what, when, tuple(cited[number] for number in sorted(cited)), group[0].begins))
    return merged


def _begin(moment: Moment | None) -> int:
    return moment.begins if moment is not None and moment.begins is not None else 1 << 62
