"""What claims are about, and the judgements that joined the mentions."""

from __future__ import annotations

from typing import Literal

import msgspec

from .moment import Moment
from .place import Place

EventKind = Literal["round", "sitting", "meeting", "statement", "strike", "exchange", "agreement", "announcement"]
Verdict = Literal["same", "different", "unsure"]


class Reason(msgspec.Struct, frozen=True):
    """One weighted feature of a judgement: its name, the weight it gave, and what it saw."""

    feature: str
    weight: int
    seen: str


class Judgement(msgspec.Struct, frozen=True):
    """Two mentions (claim ids, or person keys) are the same thing, different, or undecided; score in per cent."""

    id: str
    left: str
    right: str
    verdict: Verdict
    score: int
    reasons: tuple[Reason, ...]
    who: str


class Event(msgspec.Struct, frozen=True):
    """A round, sitting, meeting, statement, strike, exchange ...; `part_of` names the round of a sitting."""

    id: str
    kind: EventKind
    name: str
    time: Moment | None
    place: Place | None
    participants: tuple[str, ...]
    claims: tuple[str, ...]
    part_of: str | None = None
