"""The weighted features by which a sighting is held against a cluster: a readable list, each with what it saw.

Weights add up; JOIN or more joins. A contradiction (AGAINST) cannot be outweighed, so no chain of likenesses
carries two days or two towns into one event.
"""

from __future__ import annotations

from typing import NamedTuple

from ..records import Reason
from .cluster import Cluster
from .days import Days
from .geography import Geography
from .sighting import Sighting, Trait

JOIN = 25
AGAINST = -1000
FOLLOWED = 6  # days after an attack on which pages still tell of it without its day
LONGEST_ROUND = 10  # days; sittings strung over more are rounds of their own


class Manner(NamedTuple):
    """How strictly events of a kind are told apart: days that may lie between two accounts, pages' reach in days."""

    slack: int
    reach: int
    bare_join: bool  # whether time alone, within one page, is enough


MANNERS: dict[str, Manner] = {
    "round": Manner(1, 10, True),
    "meeting": Manner(0, 3, False),
    "strike": Manner(0, 2, False),
    "exchange": Manner(1, 5, True),
    "agreement": Manner(1, 5, True),
    "announcement": Manner(1, 3, True),
    "statement": Manner(0, 1, True),
}


def features(sighting: Sighting, cluster: Cluster, geography: Geography) -> list[Reason]:
    """Every feature that says something, in a fixed order."""
    trait, manner = sighting.trait, MANNERS[sighting.trait.kind]
    found = [
        _time(trait, cluster, manner),
        _place(trait, cluster, geography),
        _parties(trait, cluster),
        _ordinal(trait, cluster),
        _name(trait, cluster),
        _page(sighting, cluster),
        _tolls(trait, cluster),
    ]
    return [reason for reason in found if reason is not None]


def total(reasons: list[Reason]) -> int:
    """The sum of the weights."""
    return sum(reason.weight for reason in reasons)


def _time(trait: Trait, cluster: Cluster, manner: Manner) -> Reason | None:
    if trait.days is None and trait.published is None and trait.kind == "round":
        alike = not trait.previous and not cluster.previous
        return Reason("days", 15, "a page without a date, of the same story") if alike else None
    if trait.days is not None and cluster.days is not None:
        if trait.days.wide and trait.planned and trait.published is not None and cluster.days.first <= trait.published:
            return Reason("days", AGAINST, "planned for later than what had begun")
        began = trait.days.first if trait.begins else cluster.began
        return _stated(trait.days, cluster.days, manner, trait.kind, began)
    if trait.days is not None:
        return _reached(trait.days, cluster, manner)
    if cluster.days is not None:
        earlier = any(member.trait.previous for member in cluster.members)
        return _window(trait, cluster.days, manner, earlier=earlier, there=_there(trait, cluster))
    return _published(trait, cluster, manner)


def _stated(days: Days, held: Days, manner: Manner, kind: str, began: int | None) -> Reason:
    gap = days.gap(held)
    if gap == 0:
        weight = 15 if days.wide else 20 if kind == "strike" else 30
        return Reason("days", weight, "stated days overlap")
    together = max(days.last, held.last) - min(days.first, held.first) + 1
    if gap <= manner.slack and together <= LONGEST_ROUND:
        return Reason("days", 10 if kind == "round" else 5, "stated days follow one another")
    if began is not None and began == min(days.first, held.first) and together <= LONGEST_ROUND:
        return Reason("days", 5, "a day after the round had begun")
    return Reason("days", AGAINST, f"stated days are {gap} apart")


def _there(trait: Trait, cluster: Cluster) -> bool:
    """Whether an attack is told of the very spot of the cluster, so that pages of later days may still mean it."""
    return trait.kind == "strike" and (
        (trait.name != "" and trait.name in cluster.names)
        or (trait.place != "" and trait.place in cluster.places)
        or not cluster.tolls.isdisjoint(trait.tolls)
    )


def _window(trait: Trait, held: Days, manner: Manner, *, earlier: bool = False, there: bool = False) -> Reason | None:
    if trait.published is None:
        return None
    if trait.previous:
        if held.last < trait.published:
            # Said of "earlier talks" and no more, it is of those that the pages call earlier.
            bare = trait.kind == "round" and not trait.place and not trait.parties and earlier
            return Reason("days", 25 if bare else 10, "an earlier one, and over before the page appeared")
        return Reason("days", AGAINST, "an earlier one, but not over when the page appeared")
    if trait.planned:
        return _ahead(trait.published, held, manner)
    gap = held.gap(Days(trait.published - 1, trait.published))
    if trait.recent and gap > 1:
        return Reason("days", AGAINST, f"the page reports its own day, {gap} days away")
    if gap <= 1:
        today = trait.kind == "exchange" and held.holds(trait.published)
        return Reason("days", 30 if today else 25, "the page appeared on these days")
    if gap <= manner.reach and held.last < trait.published:
        return Reason("days", 10, f"the page appeared {gap} days later")
    if there and gap <= FOLLOWED and held.last < trait.published:
        return Reason("days", 0, f"the page appeared {gap} days later, of the same spot")
    return Reason("days", AGAINST, f"the page appeared {gap} days away")


def _ahead(published: int, held: Days, manner: Manner) -> Reason:
    gap = held.first - published
    if -1 <= gap <= 3 * manner.reach:
        return Reason("days", 20 if gap <= manner.reach else 10, f"planned; the days lie {max(gap, 0)} ahead")
    return Reason("days", AGAINST, "planned, but the days lie elsewhere")


def _reached(days: Days, cluster: Cluster, manner: Manner) -> Reason | None:
    verdicts = [_window(member.trait, days, manner) for member in cluster.members]
    known = [verdict for verdict in verdicts if verdict is not None]
    return min(known, key=lambda reason: reason.weight) if known else None


def _published(trait: Trait, cluster: Cluster, manner: Manner) -> Reason | None:
    if trait.published is None or cluster.published is None:
        return None
    if trait.previous != cluster.previous:
        return Reason("published", AGAINST, "one speaks of an earlier one, without days")
    gap = Days(trait.published, trait.published).gap(cluster.published)
    if trait.previous:
        return Reason("published", 10, "both speak of an earlier one") if gap <= 3 * manner.reach else None
    if (trait.recent or cluster.recent) and (gap <= 1 or trait.recent):
        weight = 30 if gap <= 1 else AGAINST
        return Reason("published", weight, f"reported by pages that appeared {gap} days apart")
    if gap <= manner.reach:
        # A story has one exchange on its way; those that took place have their days.
        near = 25 if trait.kind == "exchange" or (trait.kind == "round" and gap <= 1) else 20
        return Reason("published", near if gap <= 2 else 10, f"the pages appeared {gap} days apart")
    return Reason("published", AGAINST, f"the pages appeared {gap} days apart")


def _place(trait: Trait, cluster: Cluster, geography: Geography) -> Reason | None:
    if not trait.place or not cluster.places:
        nowhere = (not trait.place and not trait.name) or (not cluster.places and not cluster.names)
        if trait.kind == "strike" and nowhere and not (trait.place and cluster.places):
            return Reason("place", 10, "one account names no place")
        return None
    relations = [geography.relation(trait.place, place) for place in sorted(cluster.places)]
    if "apart" in relations:
        return Reason("place", AGAINST, "the places lie apart")
    if "same" in relations:
        town = trait.kind == "strike" and geography.scope(trait.place) == "town"
        return Reason("place", 40 if town else 30, "the same place")
    if "inside" in relations:
        scopes = {geography.scope(trait.place), geography.scope(min(cluster.places))}
        if trait.kind == "strike" and len(scopes) > 1 and "country" in scopes:
            return Reason("place", -20, "a town and a whole country")
        return Reason("place", 20, "one place holds the other")
    return Reason("place", -10, "places that the gazetteer cannot compare")


def _parties(trait: Trait, cluster: Cluster) -> Reason | None:
    if not trait.parties or not cluster.parties:
        return None
    shared = [party for party in trait.parties if party in cluster.parties]
    if not shared:
        # Each side may lay one attack at the other's door.
        alike = trait.kind == "strike" and trait.place in cluster.places and trait.place != ""
        if trait.kind == "exchange":
            return Reason("parties", -5, "no party in common; each account may name one side")
        return Reason("parties", -10 if alike else AGAINST, "no party in common")
    seen = ", ".join(shared)
    if trait.kind == "meeting":
        alike = len(shared) * 2 > max(len(trait.parties), len(cluster.parties))
        return Reason("parties", 25, seen) if alike else Reason("parties", AGAINST, f"only {seen} in common")
    return Reason("parties", 25 if len(shared) > 1 else 10, seen)


def _ordinal(trait: Trait, cluster: Cluster) -> Reason | None:
    if trait.ordinal is None or trait.ordinal < 1 or not cluster.ordinals:
        return None
    if trait.ordinal in cluster.ordinals:
        return Reason("ordinal", 15, f"number {trait.ordinal} in both")
    return Reason("ordinal", -40, f"number {trait.ordinal}, not {', '.join(map(str, sorted(cluster.ordinals)))}")


def _name(trait: Trait, cluster: Cluster) -> Reason | None:
    if not trait.name or not cluster.names:
        return None
    if trait.name in cluster.names:
        return Reason("name", 40 if trait.kind == "strike" else 15, trait.name)
    if trait.kind == "strike":
        return Reason("name", -40, f"{trait.name}, not {min(cluster.names)}")
    return Reason("name", AGAINST if trait.kind == "statement" else -15, f"{trait.name}, not {min(cluster.names)}")


def _tolls(trait: Trait, cluster: Cluster) -> Reason | None:
    """Two accounts with one figure tell of one attack, however each spells its place."""
    shared = cluster.tolls.intersection(trait.tolls)
    return Reason("toll", 50, ", ".join(sorted(shared))) if shared else None


def _page(sighting: Sighting, cluster: Cluster) -> Reason | None:
    trait = sighting.trait
    if trait.days is not None and not trait.days.wide:
        return None
    shared = sighting.pages & cluster.pages_present
    if trait.previous:
        if shared:
            return Reason("page", AGAINST, "the page tells it from the present one")
        return None
    if shared and MANNERS[trait.kind].bare_join:
        return Reason("page", 15, "the same page speaks of it")
    return None
