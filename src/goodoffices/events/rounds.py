"""Rounds and their sittings: which day of which round a claim is about.

"The second day" counts from the first day of its round; a session without a day is the one the page appeared
on; a round of one day and its only sitting are one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..records import Claim, When
from .cluster import Cluster
from .days import Days, day_of, days_of
from .kinds import of_one_sitting
from .sighting import PREVIOUS, Trait, assumed

LONGEST = 10  # the highest number of a day that counts back to the first
Seat = tuple[int, int | None]  # number of the round's cluster, day of the sitting (None: the round as a whole)


def days_of_round(cluster: Cluster, claims: Mapping[str, Claim], published: Mapping[str, int | None]) -> Days | None:
    """The days of a round: those stated for it, back to the first where "day two" is the earliest named.

    Failing stated days, the days on which pages reported it as present, when these are two at most.
    """
    days = cluster.days or _days_published(cluster, claims)
    if days is None or days.wide:
        return days
    firsts = [days.first]
    for claim in (claims[ident] for ident in cluster.claims):
        number = claim.subject.ordinal
        if claim.subject.kind == "sitting" and number is not None and 1 < number <= LONGEST and days.length < number:
            stated = days_of(claim.subject.time)
            day = stated.first if stated is not None and stated.length == 1 else published.get(claim.document)
            if day is not None and days.holds(day):
                firsts.append(day - number + 1)
    return Days(min(firsts), days.last)


def _days_published(cluster: Cluster, claims: Mapping[str, Claim]) -> Days | None:
    days = {
        member.trait.published
        for member in cluster.members
        if not member.trait.previous and not member.trait.planned and member.trait.published is not None
    }
    if not days or max(days) - min(days) > 1:
        return None
    numbered = any((claims[ident].subject.ordinal or 0) > 0 for ident in cluster.claims)
    # A page of the next morning reports the same talks where nothing tells two days of them.
    return Days(min(days), min(days) if cluster.recent and not numbered else max(days))


def seat_of(claim: Claim, trait: Trait, cluster: Cluster, days: Days | None, published: int | None) -> Seat:
    """The round or the sitting that a claim pointing at a round is about; `trait` says what it was joined by."""
    kind = claim.subject.kind
    if trait.previous and trait.days is None:
        return cluster.number, None
    if kind == "sitting":
        return cluster.number, _sitting_day(claim, days, published)
    if kind == "round" and claim.subject.ordinal != PREVIOUS:
        if of_one_sitting(claim):
            return cluster.number, _valued_day(claim, days, published)
        if claim.kind == "assessment":
            return cluster.number, _judged_day(days, published)
    return cluster.number, None


def _sitting_day(claim: Claim, days: Days | None, published: int | None) -> int | None:
    subject = claim.subject
    if assumed(subject.time) and published is not None:
        return _clamped(published, days) if days is None or days.first <= published else published
    stated = days_of(subject.time)
    if stated is not None and not stated.wide and stated.length <= 2:
        return stated.last if stated.length == 2 and _ends_inside(stated, days) else stated.first
    if subject.ordinal is not None and subject.ordinal > 0 and days is not None:
        day = days.first + subject.ordinal - 1
        return day if days.holds(day) else _clamped(published, days)
    if subject.ordinal == PREVIOUS:
        return _clamped(published - 1, days) if published is not None else None
    return _clamped(published, days)


def _ends_inside(stated: Days, days: Days | None) -> bool:
    return days is not None and not days.holds(stated.first) and days.holds(stated.last)


def _valued_day(claim: Claim, days: Days | None, published: int | None) -> int | None:
    if isinstance(claim.value, When):
        day = day_of(claim.value.moment)
        if day is not None and (days is None or days.holds(day)):
            return day
    stated = days_of(claim.subject.time)
    if stated is not None and stated.length == 1:
        return stated.first
    return _clamped(published, days)


def _judged_day(days: Days | None, published: int | None) -> int | None:
    """While a round goes on, a judgement of "the talks" can only be of the sittings so far."""
    if published is None or days is None or not days.first <= published < days.last:
        return None
    return published


def _clamped(day: int | None, days: Days | None) -> int | None:
    if day is None or days is None:
        return day
    return min(max(day, days.first), days.last)


def sitting_days(seats: Iterable[Seat]) -> dict[int, list[int]]:
    """The days with a sitting, by round."""
    table: dict[int, set[int]] = {}
    for number, day in seats:
        if day is not None:
            table.setdefault(number, set()).add(day)
    return {number: sorted(days) for number, days in sorted(table.items())}
