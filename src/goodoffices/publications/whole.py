"""Several stories as one record, and the folder that each story has to itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ..records import Moment
from .record import Record

Identified = TypeVar("Identified")
SLUG = 40


def whole_of(records: Sequence[Record]) -> Record:
    """The stories side by side: nothing is joined across them, what two of them share is kept once."""
    first = records[0]
    if len(records) == 1:
        return first
    cases = {record.case for record in records}
    timeline = sorted(
        (row for record in records for row in record.timeline),
        key=lambda row: (row.time.begins if row.time.begins is not None else row.time.ends or 0, row.what),
    )
    return Record(
        first.version,
        first.case if len(cases) == 1 else "",
        _latest(record.as_of for record in records),
        _by_id(record.sources for record in records),
        _by_id(record.documents for record in records),
        _by_id(record.people for record in records),
        _by_id(record.places for record in records),
        _by_id(record.events for record in records),
        _by_id(record.claims for record in records),
        _by_id(record.findings for record in records),
        tuple(row for record in records for row in record.positions),
        tuple(timeline),
        _by_id(record.judgements for record in records),
        {party: names for record in records for party, names in record.party_names.items()},
        tuple(dict.fromkeys(text for record in records for text in record.assumptions)),
        tuple(dict.fromkeys(text for record in records for text in record.refused)),
        {claim: speaker for record in records for claim, speaker in record.speakers.items()},
        first.case_titles if len(cases) == 1 else {},
    )


def folder_name(number: int, title: str) -> str:
    """`03-port-sable-talks`: letters of any script and digits, so that a person can tell the folders apart."""
    letters = unicodedata.normalize("NFKC", title).casefold()
    words = "".join(mark if mark.isalnum() else " " for mark in letters).split()
    slug = "-".join(words)[:SLUG].strip("-")
    return f"{number:02d}-{slug}" if slug else f"{number:02d}"


def _by_id(groups: Iterable[tuple[Identified, ...]]) -> tuple[Identified, ...]:
    found: dict[str, Identified] = {}
    for group in groups:
        for item in group:
            found.setdefault(item.id, item)  # type: ignore[attr-defined]
    return tuple(found.values())


def _latest(times: Iterable[Moment | None]) -> Moment | None:
    known = [time for time in times if time is not None]
    return max(known, key=lambda time: time.ends or time.begins or 0, default=None)
