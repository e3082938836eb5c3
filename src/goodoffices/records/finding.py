"""The answer to one question about one subject: the competing values, each with its claims."""

from __future__ import annotations

from typing import Literal

import msgspec

from .claim import Stance, Value
from .moment import Moment

Status = Literal["agreed", "corroborated", "single", "disputed", "undetermined"]


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of the values on offer, with every claim for it, its independent owners and their sides.

    `first`: the documents one of which published it first, where others carry it too; several where their moments of
    publication do not tell which.
    """

    value: Value
    label: str
    claims: tuple[str, ...]
    owners: tuple[str, ...]
    sides: tuple[str, ...]
    first: tuple[str, ...] = ()


class Because(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason of a status, free of language: a template of vocab/findings.yaml and what fills it.

    `left` and `right` number the answers of the finding; `owners` and `others` are owner keys. `joined`: the further
    answers that share the status of `left`, since they say the same more or less exactly.
    """

    rule: str
    left: int | None = None
    right: int | None = None
    owners: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    count: int = 0
    joined: tuple[int, ...] = ()


class Finding(msgspec.Struct, frozen=True):
    """`question` is a claim kind; `subject` an event, person or party id. Status as in the vocabulary:

    agreed: both sides say so. corroborated: two or more independent owners. single: one owner.
    disputed: values that cannot both hold. undetermined: values that cannot be compared, with the reason.
    `reasons` is English; `because` the same without words, for the other languages (findings.explain).
    """

    id: str
    subject: str
    question: str
    status: Status
    values: tuple[Answer, ...]
    independent_sources: int
    reasons: tuple[str, ...]
    because: tuple[Because, ...] = ()


class PositionRow(msgspec.Struct, frozen=True):
    """Where one party stands on one issue at one time."""

    issue: str
    party: str
    stance: Stance
    text: str
    time: Moment | None
    claims: tuple[str, ...]


class TimelineRow(msgspec.Struct, frozen=True):
    """One line of the timeline."""

    time: Moment
    what: str
    event: str | None
    claims: tuple[str, ...]
