"""Claims that findings rest on and whose reading is in doubt: what the review queue asks about besides pairs."""

from __future__ import annotations

import msgspec

from ...publications.subjects import asked
from ...publications.values import value_text
from ...records import Claim
from ...store.rights import rooms_for
from ..case.desk import Desk
from ..case.telling import DOUBTFUL
from .cards import Card, JudgementCard
from .catalogue import Catalogue
from .excerpts import Excerpt
from .findings import finding_face


class Doubt(msgspec.Struct, frozen=True):
    """A claim in doubt as a card of the queue, and the finding that rests on it; of several one, the first by id."""

    card: Card
    finding: str


class Reading(msgspec.Struct, frozen=True):
    """What was read in the words of a claim; `finding` is empty where none rests on it any more."""

    asked: str
    value: str
    polarity: str
    finding: str


class Feature(msgspec.Struct, frozen=True):
    """What spoke for or against: `feature` is its key, `weight` in points; `said` in the language `language`."""

    feature: str
    weight: int
    said: str
    language: str


def doubts_of(desk: Desk, catalogue: Catalogue, at: int | None) -> dict[tuple[str, str], Doubt]:
    """(room, claim) -> the doubt, of all that the actor may read; kept until a finding changes."""

    def make() -> dict[tuple[str, str], Doubt]:
        found: dict[tuple[str, str], Doubt] = {}
        for card in sorted(catalogue.standing(desk.actor, "finding", at), key=lambda card: card.id):
            for claim, score in finding_face(card).doubtful:
                face = claim_face(claim, score)
                held = Card(card.room, claim, card.entry, card.seen, card.gone, card.story, face)
                found.setdefault((card.room, claim), Doubt(held, card.id))
        return found

    return catalogue.shelves["finding"].remembered(("doubts", rooms_for(desk.actor), at), make)


def claim_face(claim: str, score: int) -> JudgementCard:
    """The face under which a claim stands in the queue."""
    return JudgementCard(claim, "", "doubtful", score, "")


def reading_shown(claim: Claim, excerpt: Excerpt, finding: str) -> Reading:
    """What was read, in the reader's language."""
    return Reading(asked(claim.kind, excerpt.names), value_text(claim.value, excerpt.names), claim.polarity, finding)


def reserves_of(claim: Claim, language: str) -> tuple[Feature, ...]:
    """Why a claim is asked about: how far its score lies under the bound, and words of reserve in the text."""
    under = claim.score - DOUBTFUL
    scored = (Feature("bound", under, f"{claim.score} < {DOUBTFUL}", language),) if under < 0 else ()
    hedged = (Feature("hedge", 0, claim.hedge, claim.value.language),) if claim.hedge else ()
    return (*scored, *hedged)
