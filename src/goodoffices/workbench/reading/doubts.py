"""Claims that findings rest on and whose reading is in doubt: what the review queue asks about besides pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import msgspec

from ...publications.subjects import asked
from ...publications.values import value_text
from ...records import Claim
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


class Doubts:
    """Doubts by (room, claim), brought along as findings come and go."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.held: dict[tuple[str, str], Doubt] = {}
        self._resting: dict[tuple[str, str], tuple[Card, ...]] = {}
        for card in sorted(cards, key=lambda card: card.id):
            for claim, score in finding_face(card).doubtful:
                key = card.room, claim
                self._resting[key] = (*self._resting.get(key, ()), card)
                if key not in self.held:
                    self.held[key] = _doubt(card, claim, score)

    def copy(self) -> Self:
        """See Tally."""
        other = type(self)(())
        other.held, other._resting = dict(self.held), dict(self._resting)
        return other

    def add(self, card: Card) -> None:
        """See Tally."""
        for claim, _ in finding_face(card).doubtful:
            self._rest(card.room, claim, (*self._resting.get((card.room, claim), ()), card))

    def drop(self, card: Card) -> None:
        """See Tally."""
        for claim, _ in finding_face(card).doubtful:
            left = tuple(one for one in self._resting.get((card.room, claim), ()) if one is not card)
            self._rest(card.room, claim, left)

    def _rest(self, room: str, claim: str, cards: tuple[Card, ...]) -> None:
        key = room, claim
        if not cards:
            del self._resting[key], self.held[key]
            return
        self._resting[key] = cards
        first = min(cards, key=lambda card: card.id)
        self.held[key] = _doubt(
            first, claim, next(score for one, score in finding_face(first).doubtful if one == claim)
        )


def _doubt(card: Card, claim: str, score: int) -> Doubt:
    held = Card(card.room, claim, card.entry, card.seen, card.gone, card.story, claim_face(claim, score))
    return Doubt(held, card.id)


def doubts_of(desk: Desk, catalogue: Catalogue, at: int | None) -> dict[tuple[str, str], Doubt]:
    """(room, claim) -> the doubt, of all that the actor may read."""
    return catalogue.tally(desk.actor, "finding", at, "doubts", Doubts).held


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
