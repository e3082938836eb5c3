"""The timeline: beginnings and ends as the accounts give them, everything else at its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..lexicon.concepts import label as word_label
from ..records import Event, Finding, Moment, TimelineRow, When
from .labels import phrase

STAGES = frozenset({"start", "end"})


def timeline(
    events: Sequence[Event],
    findings: Sequence[Finding],
    language: str = "en",
    names: Mapping[str, str] | None = None,
) -> tuple[TimelineRow, ...]:
    """Rows in time order. `names` gives events (by id), persons and parties their names in the language.

    A start or end that the accounts give differently has a row for each. Rows of one time keep the order start,
    event, end.
    """
    known = {**{event.id: event.name for event in events}, **(names or {})}
    rows = [*_stages(events, findings, language, known), *_days(events, findings, known)]
    ordered = sorted(rows, key=lambda item: (_begins(item[1].time), item[0], item[1].what, item[1].claims))
    return tuple(row for _, row in ordered)


def _stages(
    events: Sequence[Event], findings: Sequence[Finding], language: str, names: Mapping[str, str]
) -> Iterator[tuple[int, TimelineRow]]:
    known = {event.id for event in events}
    for finding in findings:
        if finding.question not in (*STAGES, "next-step") or finding.subject not in known:
            continue
        for answer in finding.values:
            if not isinstance(answer.value, When) or answer.label.startswith("not:"):
                continue
            event = names.get(finding.subject, finding.subject)
            rule = f"line-{finding.question}"
            what = phrase(rule, language, event=event) if finding.question in STAGES else event
            if answer.label.endswith(word_label("findings", "planned", "en").removeprefix("{value}")):
                what = phrase("line-planned", language, what=what)
            place = 2 if finding.question == "end" else 0
            yield place, TimelineRow(answer.value.moment, what, finding.subject, answer.claims)


def _days(
    events: Sequence[Event], findings: Sequence[Finding], names: Mapping[str, str]
) -> Iterator[tuple[int, TimelineRow]]:
    staged = {
        finding.subject
        for finding in findings
        if finding.question == "start" and any(isinstance(answer.value, When) for answer in finding.values)
    }
    for event in events:
        if event.time is not None and event.id not in staged:
            yield 1, TimelineRow(event.time, names[event.id], event.id, event.claims)


def _begins(moment: Moment) -> int:
    return moment.begins if moment.begins is not None else (moment.ends or 0)
