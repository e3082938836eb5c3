"""Key points: sentences composed from findings, each part with the claims it rests on.

`Round of talks, Geneva, 17–18 February — format: trilateral [A3 B4]; ended: 18 February [B9]`. Agreed first, then
disputed, then what comes next. Nouns carry the meaning, so that no verb has to agree with a subject in uk and ru.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from ..records import Status
from .accounts import STANDING, Account, Question
from .ahead import Step
from .citations import Citation

AGREED_POINTS, DISPUTED_POINTS, NEXT_POINTS, STATEMENTS, VALUES, VOICES = 5, 10, 5, 5, 5, 3


class Part(msgspec.Struct, frozen=True):
    """A value and the claims for it; `who` says it is given where accounts differ.

    `beside`: the first of the values that the status does not rest on.
    """

    text: str
    citations: tuple[Citation, ...]
    who: tuple[str, ...] = ()
    beside: bool = False


class Statement(msgspec.Struct, frozen=True):
    """`question: value` or, where accounts differ, `question: value — value`; `anchor` is the finding's row."""

    asked: str
    parts: tuple[Part, ...]
    status: Status
    counted: str
    anchor: str
    left_out: int = 0


class KeyPoint(msgspec.Struct, frozen=True):
    """One bullet: what it is about, and what is said of it."""

    status: Literal["agreed", "corroborated", "single", "disputed", "undetermined", "next"]
    subject: str
    statements: tuple[Statement, ...]


def key_points(asked: Iterable[Question], steps: Iterable[Step]) -> tuple[KeyPoint, ...]:
    """At most some twenty bullets: settled by subject, disputed one by one, then the next steps."""
    every = tuple(asked)
    settled = [item for item in every if item.status in ("agreed", "corroborated")]
    if not settled:
        settled = [item for item in every if item.status == "single"]
    disputed = sorted((item for item in every if item.status == "disputed"), key=lambda item: -item.independent)
    points = _by_subject(settled)
    points += [KeyPoint("disputed", item.subject, (_statement(item),)) for item in disputed[:DISPUTED_POINTS]]
    for step in tuple(steps)[:NEXT_POINTS]:
        part = Part(", ".join(text for text in (step.when, *step.who[:2]) if text), step.citations)
        points.append(KeyPoint("next", step.what, (Statement("", (part,), "single", "", step.anchor),)))
    return tuple(points)


def _by_subject(settled: list[Question]) -> list[KeyPoint]:
    """One bullet a subject, the best supported first."""
    groups: dict[str, list[Question]] = {}
    for item in settled:
        groups.setdefault(item.subject_key, []).append(item)
    points = []
    for group in sorted(groups.values(), key=_weight)[:AGREED_POINTS]:
        group.sort(key=lambda item: (STANDING[item.status], -item.independent))
        statements = tuple(_statement(item) for item in group[:STATEMENTS])
        points.append(KeyPoint(group[0].status, group[0].subject, statements))
    return points


def _weight(group: list[Question]) -> tuple[int, int, int]:
    return (
        min(STANDING[item.status] for item in group),
        -max(item.independent for item in group),
        -len(group),
    )


def _statement(item: Question) -> Statement:
    disputed = item.status == "disputed"
    resting = sum(not account.beside for account in item.accounts)
    most = resting if disputed else VALUES if len(item.accounts) > VALUES + 1 else VALUES + 1
    shown, first = item.accounts[:most], resting
    parts = tuple(
        Part(account.short or account.text, account.citations, _voices(account) if disputed else (), number == first)
        for number, account in enumerate(shown)
    )
    return Statement(item.asked, parts, item.status, item.counted, item.anchor, len(item.accounts) - len(shown))


def _voices(account: Account) -> tuple[str, ...]:
    """Who says it: speakers first; the outlet where it speaks in its own voice."""
    named = dict.fromkeys(
        citation.speaker if citation.voice else citation.outlet
        for citation in sorted(account.citations, key=lambda citation: not citation.voice)
    )
    return tuple(named)[:VOICES]
