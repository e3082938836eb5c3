"""Everything one brief is made from: what was read, what it claims, what was found, what was assumed."""

from __future__ import annotations

import msgspec

from ..records import (
    Claim,
    Document,
    Event,
    Finding,
    Judgement,
    Moment,
    Person,
    Place,
    PositionRow,
    Source,
    TimelineRow,
)


class Record(msgspec.Struct, frozen=True):
    """The record of a case at one time; the workbench fills it, publications only read it.

    `party_names` is party id -> {language: name}, in the order of the case. `assumptions` say in plain words
    what was assumed or left unresolved, `refused` which inputs could not be read, and why. `as_of` is the time
    at which the record is asked; without one, the latest publication counts. `speakers` gives for a claim id
    the person or party of this record who says it, where the claim's own speaker is known only in its page.
    `case_titles` is the case's name by language, where the case file gives it in more than one.
    """

    version: str
    case: str
    as_of: Moment | None
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    positions: tuple[PositionRow, ...]
    timeline: tuple[TimelineRow, ...]
    judgements: tuple[Judgement, ...]
    party_names: dict[str, dict[str, str]]
    assumptions: tuple[str, ...]
    refused: tuple[str, ...]
    speakers: dict[str, str] = {}
    case_titles: dict[str, str] = {}
