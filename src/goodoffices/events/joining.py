"""Sightings of one kind into clusters: most exact first, each to the best cluster that nothing speaks against.

The order depends on what is said, never on the order of the pages. Candidates come from an index by day, place
and party, so the work grows with the number of different sightings, not with its square.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records import CaseDecision, Judgement, Reason, Verdict, content_id
from .cluster import Cluster
from .days import Days
from .features import JOIN, MANNERS, features, total
from .geography import Geography
from .sighting import Sighting, Trait

WHO = "events.joining/1"
CLEAR = 5  # a lead smaller than this over the second best is no decision
WINS = 10_000  # a person's word over any sum of features
NONE_DECIDED: Mapping[str, Mapping[str, Verdict]] = {}
LONGEST_SPAN = 60  # days entered in the index for one sighting


class _Index:
    """Clusters by day, place and party; those without days under a key of their own as well."""

    def __init__(self) -> None:
        self._table: dict[tuple[str, object], dict[int, Cluster]] = {}

    def enter(self, cluster: Cluster, sighting: Sighting) -> None:
        trait = sighting.trait
        keys: list[tuple[str, object]] = [("all", ""), *_links(trait)]
        if trait.days is None or trait.days.wide:
            keys.append(("undated", ""))
        else:
            keys.extend(_days(trait.days, MANNERS[trait.kind].slack))
        for key in keys:
            self._table.setdefault(key, {})[cluster.number] = cluster

    def candidates(self, sighting: Sighting) -> list[Cluster]:
        trait = sighting.trait
        if trait.kind == "round" or not _reachable(trait):
            # A story has few rounds, and one may be told without anything to look it up by.
            keys: list[tuple[str, object]] = [("all", "")]
        elif trait.days is None or trait.days.wide:
            keys = [*_links(trait), *_days(_appeared(trait), MANNERS[trait.kind].reach), ("undated", "")]
        else:
            keys = [*_days(trait.days, 0), ("undated", "")]
        found: dict[int, Cluster] = {}
        for key in keys:
            found.update(self._table.get(key, {}))
        return [found[number] for number in sorted(found)]


def _reachable(trait: Trait) -> bool:
    return trait.days is not None or trait.published is not None


def _appeared(trait: Trait) -> Days:
    day = trait.published or 0
    return Days(day, day)


def _links(trait: Trait) -> list[tuple[str, object]]:
    placed: list[tuple[str, object]] = [("place", trait.place)] if trait.place else []
    if trait.kind == "strike" and trait.name:
        placed.append(("name", trait.name))
    placed.extend(("toll", toll) for toll in trait.tolls)
    return [*placed, *(("party", party) for party in trait.parties)]


def _days(days: Days, slack: int) -> list[tuple[str, object]]:
    last = min(days.last, days.first + LONGEST_SPAN)
    return [("day", day) for day in range(days.first - slack, last + slack + 1)]


Decided = Mapping[str, Mapping[str, Verdict]]
"""What people decided about pairs of claims that stand for sightings: of each claim, the other of every pair."""


def decided_pairs(decisions: Sequence[CaseDecision]) -> Decided:
    """The decisions about pairs of claims."""
    pairs: dict[str, dict[str, Verdict]] = {}
    for one in decisions:
        if one.left.startswith("clm_"):
            for claim, other in ((one.left, one.right), (one.right, one.left)):
                pairs.setdefault(claim, {})[other] = one.verdict
    return pairs


def join(
    sightings: Sequence[Sighting], geography: Geography, decided: Decided = NONE_DECIDED
) -> tuple[list[Cluster], list[Judgement]]:
    """Clusters in the order of their first member, and one judgement for each sighting that met a candidate."""
    clusters: list[Cluster] = []
    judgements: list[Judgement] = []
    index = _Index()
    for sighting in sightings:
        chosen, judgement = _choose(sighting, _candidates(sighting, index, clusters, decided), geography, decided)
        if judgement is not None:
            judgements.append(judgement)
        if chosen is None:
            chosen = Cluster(len(clusters))
            clusters.append(chosen)
        chosen.add(sighting)
        index.enter(chosen, sighting)
    return _settled(clusters, geography, judgements, decided), judgements


def _candidates(sighting: Sighting, index: _Index, clusters: Sequence[Cluster], decided: Decided) -> Sequence[Cluster]:
    found = index.candidates(sighting)
    if not decided:
        return found
    numbers = {cluster.number for cluster in found}
    return [one for one in clusters if one.number in numbers or _weight(sighting, one, decided) > 0]


def _weight(sighting: Sighting, cluster: Cluster, decided: Decided) -> int:
    """What a decision adds for a sighting and a cluster; different outweighs same."""
    # Few claims are decided about, and a cluster has many: most sightings end here.
    about = [decided[claim] for claim in sighting.claims if claim in decided]
    if not about:
        return 0
    verdicts = {
        found[other] for member in cluster.members for other in member.claims for found in about if other in found
    }
    return -WINS if "different" in verdicts else WINS if "same" in verdicts else 0


def _reasons(sighting: Sighting, cluster: Cluster, geography: Geography, decided: Decided) -> list[Reason]:
    reasons = features(sighting, cluster, geography)
    weight = _weight(sighting, cluster, decided) if decided else 0
    return (
        [*reasons, Reason("decided by a person", weight, "same" if weight > 0 else "different")] if weight else reasons
    )


def _settled(
    clusters: list[Cluster], geography: Geography, judgements: list[Judgement], decided: Decided
) -> list[Cluster]:
    """Rounds whose every sighting fits another one, now that all its days are known, become part of it."""
    kept = list(clusters)
    if len(kept) < 2 or kept[0].members[0].trait.kind != "round":
        return kept
    for cluster in sorted(clusters, key=lambda one: (len(one.members), one.number)):
        fitting: list[tuple[int, int, Cluster, list[Reason]]] = []
        for other in kept:
            if other is cluster or len(other.members) < len(cluster.members):
                continue
            weakest = _weakest(cluster, other, geography, decided)
            if weakest is not None:
                fitting.append((total(weakest), -other.number, other, weakest))
        if fitting:
            score, _, best, reasons = max(fitting, key=lambda item: item[:2])
            judgements.append(_judgement(cluster.members[0], best, "same", score, reasons))
            for sighting in cluster.members:
                best.add(sighting)
            kept.remove(cluster)
    return kept


def _weakest(cluster: Cluster, other: Cluster, geography: Geography, decided: Decided) -> list[Reason] | None:
    """The reasons of the sighting that fits the other cluster least; None as soon as one does not fit."""
    weakest: list[Reason] | None = None
    for sighting in cluster.members:
        reasons = _reasons(sighting, other, geography, decided)
        if total(reasons) < JOIN:
            return None
        if weakest is None or total(reasons) < total(weakest):
            weakest = reasons
    return weakest


def _choose(
    sighting: Sighting, candidates: Sequence[Cluster], geography: Geography, decided: Decided
) -> tuple[Cluster | None, Judgement | None]:
    scored = [(_reasons(sighting, cluster, geography, decided), cluster) for cluster in candidates]
    ranked = sorted(
        ((total(reasons), _held(cluster), _recent(cluster), -cluster.number, reasons) for reasons, cluster in scored)
    )
    if not ranked:
        return None, None
    score, _, _, number, reasons = ranked[-1]
    best = next(cluster for cluster in candidates if cluster.number == -number)
    if score < JOIN:
        return None, _judgement(sighting, best, "different", score, reasons)
    unclear = len(ranked) > 1 and score - ranked[-2][0] < CLEAR
    if unclear and sighting.trait.kind != "round":
        return None, _judgement(sighting, best, "unsure", score, reasons)
    return best, _judgement(sighting, best, "unsure" if unclear else "same", score, reasons)


def _held(cluster: Cluster) -> bool:
    """Whether some page reports it as held: what is told without a day is no plan's."""
    return not all(member.trait.planned for member in cluster.members)


def _recent(cluster: Cluster) -> int:
    return cluster.days.last if cluster.days else 0


def _judgement(sighting: Sighting, cluster: Cluster, verdict: Verdict, score: int, reasons: list[Reason]) -> Judgement:
    left, right = sighting.mark, cluster.members[0].mark
    percent = min(max(50 + score // 2, 0), 100)
    ident = content_id("jdg", left, right, verdict, percent, reasons, WHO)
    return Judgement(ident, left, right, verdict, percent, tuple(reasons), WHO)
