"""What comes next: what is announced for a time after the record, or announced without a time."""

from __future__ import annotations

import msgspec

from ..records import Claim, Moment, When
from .accounts import asked
from .citations import Citation, Citations
from .moments import moment_text
from .names import Names
from .record import Record
from .values import value_text

NEXT_STEP = "next-step"


class Step(msgspec.Struct, frozen=True):
    """One step ahead."""

    what: str
    when: str
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
    steps, told = [], set[str]()
    for event in record.events:
        if event.time is not None and is_ahead(event.time, now):
            told.update(event.claims)
            when = moment_text(event.time, names.words)
            what = names.event(event)
            steps.append(Step(what, "" if when in what else when, citations.of(event.claims), "", _begin(event.time)))
    for claim in record.claims:
        if claim.kind == NEXT_STEP and claim.id not in told and _open(claim, now):
            told.add(claim.id)
            steps.append(_step(claim, names, citations))
    ordered = sorted(_merged(steps), key=lambda step: (step.begins, step.what))
    return tuple(msgspec.structs.replace(step, anchor=f"n-{number}") for number, step in enumerate(ordered, 1))


def _open(claim: Claim, now: int | None) -> bool:
    time = _time(claim)
    return claim.polarity != "denied" and (time is None or now is None or is_ahead(time, now))


def _step(claim: Claim, names: Names, citations: Citations) -> Step:
    said = value_text(claim.value, names) or asked(claim.kind, names)
    time = _time(claim)
    when = moment_text(time, names.words) if time else ""
    cited = citations.of((claim.id,))
    return Step(said, "" if when in said else when, cited, "", _begin(time))


def _time(claim: Claim) -> Moment | None:
    return claim.value.moment if isinstance(claim.value, When) else claim.time or claim.subject.time


def _merged(steps: list[Step]) -> list[Step]:
    """Steps that read the same are one, with the citations of all."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.what, step.when), []).append(step)
    merged = []
    for (what, when), group in groups.items():
        cited = {citation.number: citation for step in group for citation in step.citations}
        merged.append(Step(what, when, tuple(cited[number] for number in sorted(cited)), "", group[0].begins))
    return merged


def _begin(moment: Moment | None) -> int:
    return moment.begins if moment is not None and moment.begins is not None else 1 << 62
