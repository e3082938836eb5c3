"""Which event a claim is about, by its subject and its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..lexicon.names.spelling import skeleton
from ..records import Amount, Claim, Concept, EventKind, When
from .days import days_of
from .sighting import PREVIOUS, Trait, trait_of

HOURS = frozenset({"hour", "minute", "second"})
REPORTED = frozenset({"start", "end", "duration", "agreement", "occurrence"})  # told of talks that have been held
TELLING = 6  # the least toll that tells one attack from another
CLOCK = frozenset({"second", "minute", "hour", "part-day"})
_OWN: dict[str, EventKind] = {
    "meeting": "meeting",
    "strike": "strike",
    "exchange": "exchange",
    "statement": "statement",
}


class Aim(NamedTuple):
    """The trait of the event a claim is about. `within`: it only points at it (a delegation, a sitting)."""

    trait: Trait
    within: bool


def struck(claims: Iterable[Claim]) -> frozenset[str]:
    """Places of which some page reports an attack."""
    return frozenset(claim.subject.place for claim in claims if claim.subject.kind == "strike" and claim.subject.place)


def aim_of_toll(claim: Claim, published: int | None, places: frozenset[str]) -> Aim | None:
    """The attack that a toll "in the town" counts, where other accounts tell of one there and this names none."""
    subject = claim.subject
    if claim.kind != "casualties" or subject.kind != "conflict" or subject.place not in places:
        return None
    if subject.time is not None:
        return None  # it counts from a day on, not one attack
    trait = trait_of(claim, "strike", published, "")
    return Aim(trait._replace(parties=()), False)


def announcing(claims: Iterable[Claim], published: Mapping[str, int | None]) -> frozenset[str]:
    """Pages that announce talks to come and report none of their own day: what they judge are earlier talks."""
    planned: set[str] = set()
    reporting: set[str] = set()
    for claim in claims:
        subject, day = claim.subject, published.get(claim.document)
        days = days_of(subject.time)
        if subject.kind not in ("round", "sitting") or day is None or subject.ordinal == PREVIOUS:
            continue
        if days is not None and days.first > day:
            planned.add(claim.document)
        elif claim.kind in REPORTED and claim.polarity == "asserted":
            reporting.add(claim.document)
    return frozenset(planned - reporting)


def aim_of(claim: Claim, published: int | None, *, ahead: bool = False) -> Aim | None:
    """What the claim is about; None for parties, issues, areas and the conflict as a whole.

    `ahead`: the page announces talks, so that undated ones it reports are earlier ones.
    """
    aim = _aim_of(claim, published)
    if aim is None or not ahead or claim.polarity != "asserted" or claim.subject.kind not in ("round", "sitting"):
        return aim
    days = aim.trait.days
    today = days is not None and days.first == days.last == published
    if claim.kind != "assessment" or (days is not None and not today):
        return aim
    return Aim(aim.trait._replace(days=None, ordinal=PREVIOUS, place="", parties=()), aim.within)


def _aim_of(claim: Claim, published: int | None) -> Aim | None:
    kind = claim.subject.kind
    # A next round with its days is a round of its own, or the one that pages of those days report.
    if claim.kind == "next-step" and not (kind == "round" and claim.subject.time is not None):
        return Aim(trait_of(claim, "announcement", published, _act(claim)), False)
    if kind == "round":
        # What a judgement is limited to ("progress on prisoners") tells no round from another.
        return Aim(trait_of(claim, "round", published, "" if claim.kind == "assessment" else None), False)
    if kind == "sitting":
        return Aim(_round_of(trait_of(claim, "round", published, "")), True)
    if kind == "delegation":
        # A delegation may sit in talks whose page names other parties only; its own name speaks neither way.
        return Aim(_round_of(trait_of(claim, "round", published, "")._replace(parties=())), True)
    if kind in _OWN:
        # The name of a strike's subject says what befell whom, not which strike it was.
        speaks = f"{claim.speaker or ''} {claim.subject.name}".strip()
        # A place that no gazetteer knows is told from others by the consonants of its name.
        spot = skeleton(claim.subject.text)
        name = {"statement": speaks, "strike": spot, "exchange": ""}.get(kind)
        return Aim(trait_of(claim, _OWN[kind], published, name), False)
    if claim.kind == "agreement":
        return Aim(trait_of(claim, "agreement", published, _act(claim)), False)
    return None


def _round_of(trait: Trait) -> Trait:
    """The round that a sitting or a delegation points at: "day two" counts sittings, not rounds."""
    return trait._replace(ordinal=None if trait.ordinal is not None and trait.ordinal > 0 else trait.ordinal)


def _act(claim: Claim) -> str:
    value = claim.value
    return "+".join(sorted(value.ids)) if isinstance(value, Concept) else ""


def toll_of(claim: Claim) -> tuple[str, ...]:
    """The figure of a toll as a mark of its attack: "killed 24"; small figures are any attack's."""
    value = claim.value
    if claim.kind != "casualties" or not isinstance(value, Amount):
        return ()
    number = value.quantity.low if value.quantity.low is not None else value.quantity.high
    if number is None or number < TELLING:
        return ()
    return (f"{claim.subject.name.partition(' ')[0]} {number.normalize():f}",)


def of_one_sitting(claim: Claim) -> bool:
    """Whether the value can only be one sitting's: hours of talks, a clock time of their start or end."""
    value = claim.value
    if isinstance(value, Amount):
        return claim.kind == "duration" and value.quantity.unit in HOURS
    return isinstance(value, When) and claim.kind in ("start", "end") and value.moment.precision in CLOCK
