"""What took the place of a thing that went: new pages may show that what was told is another event, with other ids."""

from __future__ import annotations

from collections.abc import Mapping

from ...store.rights import rooms_for
from ..case.desk import Desk
from .cards import Card, Kind, event_of
from .catalogue import Catalogue
from .findings import finding_face, findings_of


class Replaced:
    """Finds for one reader what stands now in the place of what they may have an old address of.

    Ids are "" where nothing that stands rests on a claim of it, and for whoever may not read what went.
    """

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self.desk, self.catalogue = desk, catalogue

    def event(self, ident: str) -> str:
        """The event of its kind that rests on most of the claims that it rested on."""
        last = self._last("event", ident)
        if last is None:
            return ""
        old = event_of(last)
        standing = (card for card in self.catalogue.standing(self.desk.actor, "event", None) if card.room == last.room)
        alike = {card.id: event_of(card).claims for card in standing if event_of(card).kind == old.kind}
        return _nearest(old.claims, alike)

    def finding(self, ident: str) -> str:
        """The finding on the same question about what stands in the place of its event."""
        last = self._last("finding", ident)
        if last is None:
            return ""
        face = finding_face(last)
        about = {face.subject, self.event(face.subject)}
        alike = [
            card
            for card in self.catalogue.standing(self.desk.actor, "finding", None)
            if card.room == last.room
            and (other := finding_face(card)).subject in about
            and (other.question, other.topic) == (face.question, face.topic)
        ]
        return _nearest(self._claims([last]).get(ident, ()), self._claims(alike))

    def _last(self, kind: Kind, ident: str) -> Card | None:
        rooms = frozenset(rooms_for(self.desk.actor))
        known = [card for card in self.catalogue.shelves[kind].by_id.get(ident, ()) if card.room in rooms]
        return max(known, key=lambda card: card.seen, default=None)

    def _claims(self, cards: list[Card]) -> dict[str, tuple[str, ...]]:
        held = findings_of(self.desk, cards)
        return {key: tuple(claim for value in one.values for claim in value.claims) for key, one in held.items()}


def _nearest(claims: tuple[str, ...], alike: Mapping[str, tuple[str, ...]]) -> str:
    shared = {ident: len({*claims} & {*others}) for ident, others in alike.items()}
    best = max(shared, key=lambda ident: (shared[ident], ident), default="")
    return best if best and shared[best] else ""
