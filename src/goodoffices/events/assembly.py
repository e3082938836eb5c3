"""The events of one story: rounds and their sittings first, then everything beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..records import Claim, Event, Judgement
from .cluster import Cluster
from .contested import day_contested
from .days import Days
from .joining import join
from .kinds import Aim, aim_of, aim_of_toll, announcing, struck, toll_of
from .making import Scene, event_of
from .rounds import Seat, days_of_round, seat_of, sitting_days
from .sighting import Trait, sightings_of


class Joined(NamedTuple):
    """Events, the event of each claim, and the judgements that made them."""

    events: list[Event]
    of_claim: dict[str, str]
    judgements: list[Judgement]


def assembled(claims: Sequence[Claim], published: Mapping[str, int | None], scene: Scene) -> Joined:
    """The events of the claims of one story; `published` gives the day of each page."""
    aims: dict[str, tuple[Aim, Claim]] = {}
    ahead = announcing(claims, published)
    topics = scene.geography.topics(claims)
    towns = frozenset(place for place in struck(claims) if scene.geography.scope(place) == "town")
    for claim in claims:
        aim = aim_of_toll(claim, published.get(claim.document), towns) or aim_of(
            claim, published.get(claim.document), ahead=claim.document in ahead
        )
        if aim is not None and aim.trait.place in topics:
            aim = Aim(aim.trait._replace(place=""), aim.within)
        if aim is not None:
            aims[claim.id] = (aim, claim)
    _with_tolls(aims)
    joined = Joined([], {}, [])
    rounds = [item for item in aims.values() if item[0].trait.kind == "round"]
    spans = _rounds(rounds, published, scene, joined)
    kinds = sorted({aim.trait.kind for aim, _ in aims.values()} - {"round"})
    for kind in kinds:
        _others([item for item in aims.values() if item[0].trait.kind == kind], spans, scene, joined)
    return joined


def _with_tolls(aims: dict[str, tuple[Aim, Claim]]) -> None:
    """Give every account of an attack the figures that its page has of it."""
    tolls: dict[tuple[str, Trait], set[str]] = {}
    for aim, claim in aims.values():
        if aim.trait.kind == "strike":
            tolls.setdefault((claim.document, aim.trait), set()).update(toll_of(claim))
    for ident, (aim, claim) in aims.items():
        found = tolls.get((claim.document, aim.trait))
        if found:
            aims[ident] = (Aim(aim.trait._replace(tolls=tuple(sorted(found))), aim.within), claim)


def _rounds(
    items: Sequence[tuple[Aim, Claim]], published: Mapping[str, int | None], scene: Scene, joined: Joined
) -> list[tuple[Event, Days]]:
    clusters, judgements = join(
        sightings_of((aim.trait, claim) for aim, claim in items), scene.geography, scene.decided
    )
    joined.judgements.extend(judgements)
    of_trait: dict[Trait, Cluster] = {member.trait: cluster for cluster in clusters for member in cluster.members}
    spans = {cluster.number: days_of_round(cluster, scene.claims, published) for cluster in clusters}
    contested = {cluster.number for cluster in clusters if day_contested(cluster, scene.claims, published)}
    seats: dict[str, Seat] = {}
    for aim, claim in items:
        cluster = of_trait[aim.trait]
        seat = seat_of(claim, aim.trait, cluster, spans[cluster.number], published.get(claim.document))
        seats[claim.id] = (cluster.number, None) if cluster.number in contested else seat
    sittings = sitting_days(seats.values())
    found: list[tuple[Event, Days]] = []
    for cluster in clusters:
        if all(scene.claims[claim].subject.kind == "delegation" for claim in cluster.claims):
            continue
        span = _stretched(spans[cluster.number], sittings.get(cluster.number, []))
        event = _round(cluster, span, sittings.get(cluster.number, []), seats, scene, joined)
        if span is not None:
            found.append((event, span))
    return found


def _stretched(span: Days | None, sittings: Sequence[int]) -> Days | None:
    if not sittings:
        return span
    if span is None or span.wide:
        return Days(min(sittings), max(sittings))
    return Days(min(span.first, *sittings), max(span.last, *sittings))


def _round(
    cluster: Cluster,
    span: Days | None,
    sittings: Sequence[int],
    seats: Mapping[str, Seat],
    scene: Scene,
    joined: Joined,
) -> Event:
    single = span is not None and span.length == 1
    basis = "stated" if cluster.days is not None else "published"
    own = [claim for claim in cluster.claims if single or seats[claim][1] is None]
    parties = {*cluster.parties, *_seated(cluster, scene)}
    event = event_of("round", own or cluster.claims, span, cluster.places, parties, scene, basis=basis)
    joined.events.append(event)
    joined.of_claim.update(dict.fromkeys(own, event.id))
    if single:
        return event
    for day in sittings:
        members = [claim for claim in cluster.claims if seats[claim][1] == day]
        present = {party for claim in members for party in scene.claims[claim].subject.parties} or parties
        sitting = event_of(
            "sitting", members, Days(day, day), cluster.places, present, scene, part_of=event.id, basis=basis
        )
        joined.events.append(sitting)
        joined.of_claim.update(dict.fromkeys(members, sitting.id))
    return event


def _seated(cluster: Cluster, scene: Scene) -> set[str]:
    """Parties whose delegations sit in the round."""
    subjects = (scene.claims[claim].subject for claim in cluster.claims)
    return {party for subject in subjects if subject.kind == "delegation" for party in subject.parties}


def _others(
    items: Sequence[tuple[Aim, Claim]], rounds: Sequence[tuple[Event, Days]], scene: Scene, joined: Joined
) -> None:
    clusters, judgements = join(
        sightings_of((aim.trait, claim) for aim, claim in items), scene.geography, scene.decided
    )
    joined.judgements.extend(judgements)
    for cluster in clusters:
        kind = cluster.members[0].trait.kind
        days, basis = _days_of(cluster)
        within = _round_around(cluster, days, rounds, scene) if kind == "meeting" else None
        topic = min(cluster.names, default="")
        event = event_of(
            kind, cluster.claims, days, cluster.places, cluster.parties, scene, part_of=within, basis=basis, topic=topic
        )
        joined.events.append(event)
        joined.of_claim.update(dict.fromkeys(event.claims, event.id))


def _days_of(cluster: Cluster) -> tuple[Days | None, str]:
    if cluster.days is not None:
        return cluster.days, "stated"
    planned = all(member.trait.planned or member.trait.previous for member in cluster.members)
    said = cluster.members[0].trait.kind in ("announcement", "statement")
    if cluster.published is None or (planned and not said):
        return None, "stated"
    return Days(cluster.published.first, cluster.published.first), "published"


def _round_around(
    cluster: Cluster, days: Days | None, rounds: Sequence[tuple[Event, Days]], scene: Scene
) -> str | None:
    for event, span in rounds:
        if days is None or span.gap(days) > 0 or not set(cluster.parties) & set(event.participants):
            continue
        where = event.place.id if event.place else ""
        if all(scene.geography.relation(place, where) != "apart" for place in cluster.places if where):
            return event.id
    return None
