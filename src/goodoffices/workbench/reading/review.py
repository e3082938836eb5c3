"""The review queue: pairs that the machine weighed and claims that it read with doubt, with what it saw, and what
people decided about them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from ...events.people import label_of
from ...publications.names import spelled
from ...publications.notices import said
from ...records import Judgement, Person, Reason
from ...store.holdings import Holding
from ...store.rights import rooms_for
from ..case.bodies import ThingBody, read
from ..case.decisions import Subject, Taken, decisions
from ..case.desk import Desk
from ..case.room import Room
from ..case.telling import DOUBTFUL
from .accounts import Cited, cited
from .cards import Card, JudgementCard
from .catalogue import Catalogue
from .decisions import Decided
from .decisions import taken as decided
from .doubts import Feature, Reading, claim_face, doubts_of, reading_shown, reserves_of
from .excerpts import Excerpts
from .sought import PAGE, Chosen, Facet, Narrowed, Stretch, Values, facet, stretch

State = Literal["waiting", "proposed", "decided", "settled"]
STATES: tuple[State, ...] = ("waiting", "proposed", "decided", "settled")
"""Left open by the machine and by people; decided by one of two; decided; settled by the machine alone."""
WAITING: Chosen = {"state": ("waiting", "proposed")}
AT_ONCE = 25
"""Rows of a page of the queue: each shows the words of both sides in their context."""
CLAIM = "clm_"
Pair = tuple[str, str, str]
"""Room, left and right: what a decision is about, however often the pair is weighed anew; of a claim no right."""


class Asked(NamedTuple):
    """A pair or a claim of the queue, and how it stands there."""

    card: Card
    state: State


class Side(msgspec.Struct, frozen=True):
    """One of the two: a person with all spellings (`person`), or the words of a claim."""

    name: str
    person: str
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    cited: Cited | None


class Weighed(msgspec.Struct, frozen=True):
    """A pair as the queue shows it; `score` in per cent, `about` what the pair is of: person or event.

    A claim that was read with doubt has `about` claim, its words on the left, and `read` instead of a right side.
    """

    id: str
    room: str
    about: str
    verdict: str
    score: int
    state: State
    left: Side
    right: Side
    features: tuple[Feature, ...]
    decided: Decided | None
    who: str
    proposed: Decided | None = None
    read: Reading | None = None


class ReviewList(msgspec.Struct, frozen=True):
    """A page of the queue with the facets that narrow it."""

    rows: tuple[Weighed, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch


class ReviewLine(msgspec.Struct, frozen=True):
    """A pair as a row of a table."""

    id: str
    room: str
    about: str
    left: str
    right: str
    verdict: str
    score: int
    state: State
    decided: str
    why: str
    who: str


class Review:
    """The queue of one reader."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str, at: int | None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at
        taken = decisions(desk, at=at)
        self.decided = _asked(taken.held)
        self.proposed = _asked(taken.waiting)

    def page(self, chosen: Chosen, number: int) -> ReviewList:
        """What waits first, then what is nearest to being otherwise."""
        found = self._narrowed(chosen or WAITING)
        shown = stretch(len(found.kept), number, AT_ONCE)
        rows = self.weighed([one.card for one in shown.of(found.kept)])
        facets = tuple(facet(key, counts, chosen or WAITING, str) for key, counts in found.counts.items())
        return ReviewList(tuple(rows), facets, shown)

    @property
    def waiting(self) -> int:
        """How many pairs and claims wait for somebody's decision."""
        return len(self._narrowed(WAITING).kept)

    def lines(self, chosen: Chosen) -> Iterator[ReviewLine]:
        """Every pair that the filters leave."""
        kept = [one.card for one in self._narrowed(chosen).kept]
        for begin in range(0, len(kept), PAGE):
            for row in self.weighed(kept[begin : begin + PAGE], around=False):
                taken = row.decided
                yield ReviewLine(
                    row.id, row.room, row.about, _told(row.left), _other(row), row.verdict, row.score, row.state,
                    taken.verdict if taken else "", taken.why if taken else "", taken.who if taken else row.who,
                )  # fmt: skip

    def one(self, ident: str) -> Weighed | None:
        """One pair or claim; None where there is none that the actor may read."""
        if ident.startswith(CLAIM):
            found = (self._claim(room, ident) for room in rooms_for(self.desk.actor))
            card = next((card for card in found if card), None)
        else:
            card = self.catalogue.card(self.desk.actor, "judgement", ident, self.at)
        return next(iter(self.weighed([card])), None) if card else None

    def weighed(self, cards: Sequence[Card], *, around: bool = True) -> list[Weighed]:
        """The pairs and claims behind cards, in their order; `around`: with the words around those of a claim."""
        found: dict[tuple[str, str], Weighed] = {}
        for room in [self.desk.rooms[key] for key in sorted({card.room for card in cards})]:
            here = [card for card in cards if card.room == room.key]
            claims = [card.id for card in here if card.id.startswith(CLAIM)]
            found |= {(room.key, one.id): one for one in self._doubted(room, claims, around)}
            here = [card for card in here if card.id not in claims]
            held = [Holding(card.room, "judgement", card.id, card.entry, card.seen) for card in here]
            bodies = (read(text, ThingBody).judgement for _, text in self.desk.bodies(held))
            judgements = [one for one in bodies if one is not None]
            sides = self._sides(room, judgements, around)
            for one in judgements:
                found[room.key, one.id] = self._shown(room, one, sides)
        return [found[card.room, card.id] for card in cards if (card.room, card.id) in found]

    def _doubted(self, room: Room, idents: Sequence[str], around: bool) -> Iterator[Weighed]:
        if not idents:
            return
        doubts = doubts_of(self.desk, self.catalogue, self.at)
        excerpt = Excerpts(self.desk, self.catalogue, room, self.at).of([], self.language, claims=idents, pages=around)
        for citation in excerpt.citations.of(idents):
            claim = citation.claim
            side = Side(citation.quote, "", (), (), cited(citation, excerpt) if around else None)
            doubt = doubts.get((room.key, claim.id))
            taken, waits = self._verdicts((room.key, claim.id, ""))
            yield Weighed(
                claim.id, room.name, "claim", "doubtful", claim.score, self._state(room.key, claim.id, "", "doubtful"),
                side, Side("", "", (), (), None), reserves_of(claim, self.language), taken, claim.extractor, waits,
                reading_shown(claim, excerpt, doubt.finding if doubt else ""),
            )  # fmt: skip

    def _verdicts(self, pair: Pair) -> tuple[Decided | None, Decided | None]:
        """What was decided, and what waits for a second person."""
        held, waits = self.decided.get(pair), self.proposed.get(pair)
        return decided(self.desk, *held) if held else None, decided(self.desk, *waits) if waits else None

    def _shown(self, room: Room, one: Judgement, sides: dict[str, Side]) -> Weighed:
        taken, waits = self._verdicts((room.key, one.left, one.right))
        state = self._state(room.key, one.left, one.right, one.verdict)
        return Weighed(
            one.id, room.name, _about(one), one.verdict, one.score, state, sides[one.left], sides[one.right],
            tuple(feature_of(reason, self.language) for reason in one.reasons), taken, one.who, waits,
        )  # fmt: skip

    def _sides(self, room: Room, judgements: Sequence[Judgement], around: bool) -> dict[str, Side]:
        wanted = sorted({side for one in judgements for side in (one.left, one.right)})
        claims = [one for one in wanted if one.startswith(CLAIM)]
        return self._claims(room, claims, around) | self._people(room, [one for one in wanted if one not in claims])

    def _claims(self, room: Room, idents: Sequence[str], around: bool) -> dict[str, Side]:
        found = {ident: Side("", "", (), (), None) for ident in idents}
        if not idents:
            return found
        excerpts = Excerpts(self.desk, self.catalogue, room, self.at)
        excerpt = excerpts.of([], self.language, claims=idents, pages=around)
        for citation in excerpt.citations.of(idents):
            shown = cited(citation, excerpt) if around else None
            found[citation.claim.id] = Side(citation.quote, "", (), (), shown)
        return found

    def _people(self, room: Room, labels: Sequence[str]) -> dict[str, Side]:
        found = {label: Side(label, "", (), (), None) for label in labels}
        if not labels:
            return found
        for card in self.catalogue.standing(self.desk.actor, "person", self.at):
            person = card.face
            assert isinstance(person, Person)
            if card.room != room.key:
                continue
            for spelling in (person.name, *person.variants):
                key = label_of(spelling)
                for label in (key, f"{key} {person.side}"):
                    if label in found:
                        alike = tuple(one for one in (person.name, *person.variants) if label_of(one) == key)
                        shown = alike[0] if label_of(person.name) != key else spelled(person, self.language)
                        found[label] = Side(shown, person.id, tuple(dict.fromkeys(alike)), person.roles, None)
        return found

    def _narrowed(self, chosen: Chosen) -> Narrowed[Asked]:
        """In order; brought along as pairs, findings and decisions that the reader may know change."""

        def make(before: _Queue | None) -> _Queue:
            asked = self._asked()
            if before is None:
                return asked, Narrowed(asked.values(), AXES, chosen, _order)
            return asked, before[1].brought(before[0], asked)

        wanted = tuple(sorted((key, tuple(sorted(values))) for key, values in chosen.items()))
        shelves = self.catalogue.shelves
        versions = (shelves["judgement"].version, shelves["finding"].version)
        ground = (*versions, frozenset(self.decided), frozenset(self.proposed))
        return self.catalogue.brought(("queue", wanted, rooms_for(self.desk.actor), self.at), ground, make)[1]

    def _asked(self) -> dict[Hashable, Asked]:
        """By room and id every pair, and every claim that is in doubt or that people decided about."""
        found: dict[Hashable, Asked] = {}
        for card in self.catalogue.standing(self.desk.actor, "judgement", self.at):
            face = judgement_face(card)
            found[card.room, card.id] = Asked(card, self._state(card.room, face.left, face.right, face.verdict))
        doubts = doubts_of(self.desk, self.catalogue, self.at)
        found.update((key, Asked(doubt.card, "waiting")) for key, doubt in doubts.items())
        for room, claim, right in (*self.decided, *self.proposed):
            if not right and (taken := self._claim(room, claim)):
                found[room, claim] = Asked(taken, self._state(room, claim, "", "doubtful"))
        return found

    def _claim(self, room: str, claim: str) -> Card | None:
        """The card of a claim that is in doubt, or that people decided about: it may rest in no finding any more."""
        doubt = doubts_of(self.desk, self.catalogue, self.at).get((room, claim))
        if doubt is not None:
            return doubt.card
        taken = self.decided.get((room, claim, "")) or self.proposed.get((room, claim, ""))
        if taken is None:
            return None
        held = taken[0]
        return Card(room, claim, held.entry, held.seen, held.gone, "", claim_face(claim, DOUBTFUL))

    def _state(self, room: str, left: str, right: str, verdict: str) -> State:
        if (room, left, right) in self.proposed:
            return "proposed"
        if (room, left, right) in self.decided:
            return "decided"
        return "waiting" if verdict in ("unsure", "doubtful") else "settled"


def _asked(found: Mapping[Subject, Taken]) -> dict[Pair, Taken]:
    """Of decisions those about pairs and claims; those that were taken back left out, unless the taking back itself
    waits.
    """
    return {
        (holding.room, body.left or body.about, body.right): (holding, body)
        for holding, body in found.values()
        if body.what in ("judgement", "claim") and (body.proposed or body.verdict != "restored")
    }


def _order(one: Asked) -> tuple[int, int, str]:
    return STATES.index(one.state), abs(judgement_face(one.card).score - 50), one.card.id


def judgement_face(card: Card) -> JudgementCard:
    """The face of a judgement's card."""
    assert isinstance(card.face, JudgementCard)
    return card.face


def feature_of(reason: Reason, language: str) -> Feature:
    """A reason in the language, as far as its words are known there."""
    head, colon, rest = reason.feature.partition(": ")
    text, code = said(rest if colon else reason.seen, language)
    if colon and reason.seen:
        text = f"{text} ({reason.seen})"
    return Feature(head.replace(" ", "-"), reason.weight, text, code)


def _about(one: Judgement | JudgementCard) -> str:
    if not one.right:
        return "claim"
    return "event" if one.left.startswith(CLAIM) else "person"


def _other(row: Weighed) -> str:
    return f"{row.read.asked}: {row.read.value}" if row.read else _told(row.right)


def _told(side: Side) -> str:
    return side.cited.quote if side.cited else ", ".join(side.spellings) or side.name


AXES: dict[str, Values[Asked]] = {
    "state": lambda one: (one.state,),
    "pair": lambda one: (_about(judgement_face(one.card)),),
    "verdict": lambda one: (judgement_face(one.card).verdict,),
}
_Queue = tuple[dict[Hashable, Asked], Narrowed[Asked]]
