"""Clusters made into events: time, place, participants, name, id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ..records import Claim, Event, EventKind, Members, Moment, Place, day_moment, minted_id
from .days import Days
from .geography import Geography
from .joining import NONE_DECIDED, Decided
from .naming import event_name

_FINE = {"point": 0, "town": 1, "district": 2, "area": 3, "region": 4, "country": 5}


class Scene(NamedTuple):
    """What making an event looks up: places, party names, claims, people, decisions of the whole record."""

    geography: Geography
    names: Mapping[str, str]
    claims: Mapping[str, Claim]
    people: Mapping[tuple[str, str], str]
    decided: Decided = NONE_DECIDED


def event_of(
    kind: EventKind,
    members: Iterable[str],
    days: Days | None,
    places: Mapping[str, int],
    parties: Iterable[str],
    scene: Scene,
    *,
    part_of: str | None = None,
    basis: str = "stated",
    topic: str = "",
) -> Event:
    """The event that the claims describe; its id follows from its kind and claims alone."""
    claims = tuple(sorted(set(members)))
    time = _moment(days, claims, scene, basis)
    place = _best_place(places, scene.geography)
    seats = tuple(sorted(set(parties)))
    entropy = hashlib.sha256("\n".join((kind, *claims)).encode()).digest()
    ident = minted_id("evt", (time.begins or 0) // 1000 if time else 0, entropy)
    name = event_name(kind, place, seats, days, scene.names, topic)
    return Event(ident, kind, name, time, place, seats + _people(claims, scene), claims, part_of)


def _moment(days: Days | None, claims: Iterable[str], scene: Scene, basis: str) -> Moment | None:
    if days is None:
        return None
    moments = (scene.claims[claim].subject.time for claim in claims)
    zones = sorted({moment.zone for moment in moments if moment is not None and moment.zone is not None})
    zone = zones[0] if len(zones) == 1 else None
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    if days.wide:
        return day_moment(first, last, zone=zone, quality="approximate")
    return day_moment(first, last, zone=zone, basis="published" if basis == "published" else "stated")


def _best_place(places: Mapping[str, int], geography: Geography) -> Place | None:
    known = [(place, count) for ident, count in places.items() if (place := geography.place(ident)) is not None]
    if not known:
        return None
    return min(known, key=lambda item: (_FINE[item[0].precision], -item[1], item[0].id))[0]


def _people(claims: Iterable[str], scene: Scene) -> tuple[str, ...]:
    found: set[str] = set()
    for claim in (scene.claims[ident] for ident in claims):
        if claim.kind in ("attendance", "head") and isinstance(claim.value, Members) and claim.polarity != "denied":
            found.update(scene.people.get((claim.document, person), person) for person in claim.value.people)
    return tuple(sorted(found))
