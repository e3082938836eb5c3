"""What several accounts say was agreed or signed, or was not, put to one question where the matter is one.

Two accounts tell of one matter when their sentences share enough of what they are about (gist.py) and neither page
says of another matter what fits as well. An account of an agreement on an issue of the vocabulary, which has its own
question, takes in those that tell of it in other words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import msgspec

from ..records import Concept
from .comparators import days_between
from .gist import Gists
from .matters import matters
from .questions import Question
from .relation import Voice

Asked = dict[Question, list[Voice]]

KIND = "deal"
GUESTS = frozenset({"agreement", "undertaking"})
AGREE = "agree"  # the act of what an issue's own question tells
# How much two sentences must share to tell of one matter: with one answer, with two.
SOME, MUCH = 2.0, 2.5
AHEAD = 0.5  # by how much the likeliest partner on a page is ahead of the next
NEWS = 2  # days between two pages over which an answer may not simply have changed
MOST = 60


class Deal:
    """An agreement told or denied: its voice, the act, the question it answers already."""

    __slots__ = ("act", "asking", "denied", "voice")

    def __init__(self, voice: Voice, asking: Question | None = None) -> None:
        self.voice = voice
        self.asking = asking
        value = voice.claim.value
        self.act = value.ids[0] if asking is None and isinstance(value, Concept) else AGREE
        self.denied = voice.claim.polarity == "denied"


def by_deal(asked: Mapping[Question, list[Voice]], voices: Sequence[Voice], conflict: str, gists: Gists) -> Asked:
    """The questions with the deals that belong to them, and new ones for every deal of which two sources tell."""
    deals = [Deal(voice) for voice in voices if voice.claim.kind == KIND]
    found = dict(asked)
    if not deals:
        return found
    deals += [Deal(voice, asking) for asking, held in asked.items() if asking.kind in GUESTS for voice in held]
    for held in matters(deals[:MOST], partial(_one_matter, gists=gists)):
        _put(held, found, conflict)
    return found


def _put(held: Sequence[Deal], found: Asked, conflict: str) -> None:
    host = min((deal.asking for deal in held if deal.asking is not None and deal.asking in found), default=None)
    if host is None:
        found[Question(conflict, KIND, f"{held[0].act} {held[0].voice.claim.id}")] = [deal.voice for deal in held]
        return
    example = found[host][0].claim
    for deal in held:
        if deal.asking is None:
            claim = msgspec.structs.replace(
                deal.voice.claim, kind=example.kind, subject=example.subject, value=example.value
            )
            found[host] = [*found[host], msgspec.structs.replace(deal.voice, claim=claim)]


def _one_matter(one: Deal, two: Deal, deals: Sequence[Deal], gists: Gists) -> bool:
    if one.voice.page == two.voice.page or one.act != two.act:
        return False
    if one.asking is not None and two.asking is not None:
        return False
    if days_between(one.voice, two.voice) > NEWS:
        return False
    shared = gists.shared(one.voice.claim, two.voice.claim)
    if shared < (SOME if one.denied == two.denied else MUCH):
        return False
    return not (_better(one, two, deals, shared, gists) or _better(two, one, deals, shared, gists))


def _better(one: Deal, two: Deal, deals: Sequence[Deal], shared: float, gists: Gists) -> bool:
    """Whether the page of the first tells something else that the second may as well be told of."""
    return any(
        other is not one
        and other.voice.page == one.voice.page
        and other.act == one.act
        and other.denied != one.denied
        and gists.shared(other.voice.claim, two.voice.claim) > shared - AHEAD
        for other in deals
    )
