"""What people decide about things of the case, with a second person where the case asks for four eyes.

With `four_eyes = ["decide"]` a decision waits until somebody else decides the same about the same thing. Until then
what held before holds on. Taking back what only waits needs no second person.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...errors import SecondPersonNeeded, UsageError
from ...records import content_id
from ...store.holdings import Holding
from ...store.rights import operator, require
from .bodies import DecisionBody, ThingBody, Verdict, read, written
from .decisions import decisions, signed_by, subject
from .desk import Desk
from .retelling import tell
from .room import Room, Statement

VERDICTS: dict[str, tuple[Verdict, ...]] = {
    "judgement": ("same", "different", "unsure", "restored"),
    "claim": ("right", "rejected", "unsure", "restored"),
    "document": ("retracted", "restored"),
    "report": ("retracted", "restored"),
    "incident": ("verified", "attributed", "disputed", "withdrawn", "out-of-scope", "not-observable", "restored"),
}


class Kept(msgspec.Struct, frozen=True):
    """What became of a decision: its entry, and whether it waits for a second person."""

    entry: int
    waits: bool


def decide(desk: Desk, what: str, about: str, verdict: Verdict, why: str, room: str) -> Kept:
    """Keep a person's decision and tell anew what it changes; where the case asks for four eyes, propose or confirm it.

    Raises UsageError for a verdict or a thing that is not there, NotAllowed for who may not decide, SecondPersonNeeded
    for who would confirm alone.
    """
    if verdict not in VERDICTS.get(what, ()):
        choices = "; ".join(f"{kind}: {', '.join(words)}" for kind, words in VERDICTS.items())
        raise UsageError(f"no verdict {verdict!r} about a {what}; {choices}")
    place = desk.room(room)
    require(desk.actor, place.key, "decide")
    held = desk.standing(what, room=place, ident=about)
    if not held:
        raise UsageError(f"the room has no {what} {about}")
    if what == "incident" and not why.strip():
        raise UsageError("say why; who reads the bulletin is told who gave the incident its level, and on what ground")
    ident = content_id("jdg", what, about, verdict, why, place.ledger.size)
    body = DecisionBody(ident, what, about, verdict, why, *_pair(desk, what, held))
    if _alone(desk, place, body):
        body = msgspec.structs.replace(body, proposed=True)
    (entry,) = desk.append(place, [Statement("decision", written(body))])
    tell(desk, place)
    return Kept(entry, body.proposed)


def _alone(desk: Desk, room: Room, body: DecisionBody) -> bool:
    """Whether the decision is the first of the two that the case asks for."""
    if not desk.asks_two(room, "decide"):
        return False
    first = decisions(desk, room=room).waiting.get(subject(room.key, body))
    if first is None:
        return True
    holding, proposed = first
    if proposed.verdict != body.verdict:
        return body.verdict != "restored"
    if signed_by(desk.seen_by(operator(desk.rooms)), room, holding.entry) == desk.actor.name:
        raise SecondPersonNeeded("decide")
    return False


def _pair(desk: Desk, what: str, held: Sequence[Holding]) -> tuple[str, str]:
    for _, text in desk.bodies(held if what == "judgement" else ()):
        judgement = read(text, ThingBody).judgement
        if judgement is not None:
            return judgement.left, judgement.right
    return "", ""
