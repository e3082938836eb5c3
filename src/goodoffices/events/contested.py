"""Rounds of one sitting whose day is contested: one page has it begin on Sunday, another on Monday at ten.

Such talks have no two days. That is so where every page knows of one day only, all appeared after the last of them,
and nothing numbers or counts the days.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..records import Amount, Claim, When
from .cluster import Cluster
from .days import days_of
from .sighting import assumed

FURTHEST = 3  # days between two beginnings of the same talks
LONG = frozenset({"day", "week", "month"})


def day_contested(cluster: Cluster, claims: Mapping[str, Claim], published: Mapping[str, int | None]) -> bool:
    """Whether the pages of a round tell of one sitting and only differ about its day."""
    own = [claims[ident] for ident in cluster.claims]
    if any(_counts_days(claim) for claim in own):
        return False
    days = _days_by_page(own)
    told = {day for held in days.values() for day in held}
    if any(len(held) > 1 for held in days.values()) or not 1 < len(told) <= 2 or max(told) - min(told) > FURTHEST:
        return False
    if any((published.get(page) or 0) < max(told) for page in days):
        return False
    begun = {day: [claim for claim in own if _begins(claim, day)] for day in told}
    return all(begun.values()) and any(_by_day(claim) for held in begun.values() for claim in held)


def _counts_days(claim: Claim) -> bool:
    """Whether the claim tells of a day of several: its number, a span, a length in days, a session among others."""
    subject, value = claim.subject, claim.value
    if subject.kind not in ("round", "sitting") or subject.ordinal == -1:
        return False
    span = days_of(subject.time)
    if subject.ordinal is not None or (span is not None and span.length > 1):
        return True
    if claim.kind == "start" and subject.text:
        return True
    return claim.kind == "duration" and isinstance(value, Amount) and value.quantity.unit in LONG


def _days_by_page(own: list[Claim]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for claim in own:
        span = days_of(claim.subject.time)
        if claim.subject.kind == "sitting" and span is not None and not assumed(claim.subject.time):
            found.setdefault(claim.document, set()).add(span.first)
    return found


def _begins(claim: Claim, day: int) -> bool:
    span = days_of(claim.subject.time)
    return claim.kind == "start" and claim.polarity == "asserted" and span is not None and span.first == day


def _by_day(claim: Claim) -> bool:
    return isinstance(claim.value, When) and claim.value.moment.precision == "day"
