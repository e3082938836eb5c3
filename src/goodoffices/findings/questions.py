"""Which claims answer one question: subject, claim kind, and the facet that keeps different things apart.

Facets: whose delegation, which group of casualties in which state, what part of what territory, which issue, which
outcome, hours of talks or days of a round, whose prisoners. Values from a vocabulary list are taken one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from ..lexicon.concepts import vocabulary
from ..records import Amount, Claim, Concept, Position, When, Where
from .amounts import UNITS
from .tolls import state_of

ONE_BY_ONE = frozenset({"agenda", "format"})  # one question, each item an answer of its own
REMAINS = " (remains)"  # what tells the dead who are handed over from the prisoners
FROM_A_DAY = " since"  # what tells the tolls of a conflict that count from a day on
SIZE = "size"  # how many sit in a delegation, beside who does
NAMED = frozenset({"count", "due", "term", "initiative"})  # asked of what the subject names
EACH_ITS_OWN = frozenset({"agreement", "undertaking", "next-step", "occurrence"})  # one question per item


class Question(NamedTuple):
    """What is asked: `subject` an event, person or party id, or a named thing; `kind` a claim kind."""

    subject: str
    kind: str
    facet: str


def questions_of(claim: Claim, event: str | None, conflict: str) -> Iterator[tuple[Question, Claim]]:
    """Every question that the claim answers, with the claim narrowed to that answer."""
    value = claim.value
    if isinstance(value, Concept) and claim.kind in (*ONE_BY_ONE, *EACH_ITS_OWN) and value.ids:
        for ident in value.ids:
            single = msgspec.structs.replace(claim, value=msgspec.structs.replace(value, ids=(ident,)))
            facet = ident if claim.kind in EACH_ITS_OWN else ""
            yield Question(_subject(claim, event, conflict), claim.kind, facet), single
        return
    kind = "attendance" if claim.kind == "delegation-size" else claim.kind
    yield Question(_subject(claim, event, conflict), kind, _facet(claim, event)), claim


def _subject(claim: Claim, event: str | None, conflict: str) -> str:
    subject = claim.subject
    if isinstance(claim.value, Position):
        return str(vocabulary("parties").get(claim.value.party, {}).get("of") or claim.value.party)
    if claim.kind == "undertaking" and subject.parties:
        return "+".join(sorted(subject.parties))
    if event is not None:
        return event
    if subject.kind == "area":
        return "area:" + (subject.name or subject.place or "")
    if subject.kind == "conflict":
        return conflict
    if subject.kind in ("party", "delegation") and subject.parties:
        return "+".join(sorted(subject.parties))
    return f"{subject.kind}:{subject.name or subject.place or conflict}"


def _facet(claim: Claim, event: str | None) -> str:
    subject, value = claim.subject, claim.value
    if claim.polarity == "demanded":
        return "demanded"
    if isinstance(value, Position):
        return value.issue
    if claim.kind in ("attendance", "head", "delegation-size"):
        whose = "+".join(sorted(map(_land, subject.parties))) if subject.kind == "delegation" else ""
        return f"{whose} {SIZE}".strip() if claim.kind == "delegation-size" else whose
    if claim.kind in NAMED:
        return subject.name
    if isinstance(value, Amount):
        return _measured(claim, value, event)
    if claim.kind == "strike" and subject.kind == "conflict":
        return subject.name
    if claim.kind in ("next-step", "occurrence"):
        return "time" if isinstance(value, When) else "place" if isinstance(value, Where) else ""
    return ""


def _land(party: str) -> str:
    """The party, or the land of which it is the army or the government: one delegation under two names."""
    return str(vocabulary("parties").get(party, {}).get("of") or party)


def _measured(claim: Claim, value: Amount, event: str | None) -> str:
    unit = value.quantity.unit
    if claim.kind == "duration":
        facet = "hours" if unit in ("second", "minute", "hour") else "days"
        return f"{facet} {claim.subject.name}" if claim.subject.kind == "conflict" else facet
    if claim.kind == "casualties":
        # Of one attack all victims are meant, wherever an account places them.
        if event is not None:
            return state_of(claim).partition(" ")[0]
        return f"{state_of(claim)}{FROM_A_DAY}" if claim.subject.time is not None else state_of(claim)
    if claim.kind == "exchange":
        return f"{claim.subject.name}{REMAINS}" if value.quantity.of == "body" else claim.subject.name
    dimension = UNITS.get(unit.replace(" ", "-"), (unit, None))[0]
    if claim.kind == "territory":
        return f"{'+'.join(sorted(claim.subject.parties))} {dimension} {value.quantity.of}".strip()
    return f"{dimension} {value.quantity.of}".strip()
