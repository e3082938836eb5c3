"""Today: what came and what changed since a time, what is settled, what is disputed, what comes next, what waits."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...store.rights import allowed
from ..case.desk import Desk
from ..case.moving import moves
from .cards import Card, FindingCard
from .catalogue import Catalogue
from .documents import DocumentLine, document_lines, newest_first
from .due import Due, due_shown
from .findings import FindingLine, finding_lines, finding_order
from .review import Review
from .sought import Values

SHOWN = 8
"""Rows of each part of the page; the rest is counted and one link away."""


class ChangedFinding(msgspec.Struct, frozen=True):
    """A finding that is new, or stands otherwise than before; `before` is the status it had."""

    line: FindingLine
    before: str


class Today(msgspec.Struct, frozen=True):
    """The page of the morning; `since` in microseconds UTC, totals count what the rows are the first of.

    `waiting`: pairs and claims to judge; `second`: what others would open to another room, once somebody confirms it.
    """

    since: int
    documents: tuple[DocumentLine, ...]
    documents_total: int
    changed: tuple[ChangedFinding, ...]
    changed_total: int
    settled: tuple[FindingLine, ...]
    settled_total: int
    disputed: tuple[FindingLine, ...]
    disputed_total: int
    due: Due
    waiting: int
    second: int


def today_shown(desk: Desk, catalogue: Catalogue, language: str, at: int | None, since: int) -> Today:
    """What there is to know since a time."""

    def lines(cards: Sequence[Card]) -> tuple[FindingLine, ...]:
        return tuple(finding_lines(desk, catalogue, language, at, cards[:SHOWN]))

    def standing(*statuses: str) -> list[Card]:
        chosen = {"status": statuses} if statuses else {}
        return catalogue.narrowed(desk.actor, "finding", at, STATUS, chosen, finding_order)[0]

    documents, _ = catalogue.narrowed(desk.actor, "reading", at, {}, {}, newest_first)
    arrived = [card for card in documents if card.seen > since]
    changed = [card for card in standing() if card.seen > since]
    settled, disputed = standing("agreed", "corroborated"), standing("disputed")
    return Today(
        since,
        tuple(document_lines(desk, language, at, arrived[:SHOWN])),
        len(arrived),
        tuple(ChangedFinding(line, _before(catalogue, line)) for line in lines(changed)),
        len(changed),
        lines(settled),
        len(settled),
        lines(disputed),
        len(disputed),
        due_shown(desk, catalogue, language, at, documents, SHOWN),
        Review(desk, catalogue, language, at).waiting,
        _for_a_second(desk, at),
    )


def _for_a_second(desk: Desk, at: int | None) -> int:
    """How many moves wait for somebody like this reader: who may open things of that room, and did not propose it."""
    rooms = {room.name for key, room in desk.rooms.items() if allowed(desk.actor, key, "move")}
    found = moves(desk, pending=True, at=at) if rooms else []
    return sum(one.source in rooms and one.who != desk.actor.name for one in found)


def _before(catalogue: Catalogue, line: FindingLine) -> str:
    earlier = [card for card in catalogue.shelves["finding"].by_id.get(line.id, ()) if card.seen < line.seen]
    return _status(max(earlier, key=lambda card: card.seen)) if earlier else ""


def _status(card: Card) -> str:
    assert isinstance(card.face, FindingCard)
    return card.face.status


STATUS: dict[str, Values[Card]] = {"status": lambda card: (_status(card),)}
