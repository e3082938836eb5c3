"""Tolls of one matter that no attack has brought together, put to one question by what their sentences share.

One page reports an attack, another tells of its dead in passing, a third of a shooting that no list of attacks knows:
three questions, where a reader sees one. Two tolls of different pages are of one matter when they count what befell
the same people and their sentences are alike (gist.py), while neither page has another toll that fits as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ..events.days import days_of
from ..records import Amount
from .comparators import days_between
from .gist import Gists
from .loose import ANYBODY, KIND, OF_WAR
from .matters import matters
from .questions import FROM_A_DAY, Question
from .relation import Ground, Voice
from .tolls import groups_of, out_of_scale, state_of, victims_of

Asked = Mapping[Question, list[Voice]]

# How much two sentences must share for tolls to be of one matter: that are one figure, that are two.
SOME, MUCH = 1.0, 3.0
AHEAD = 0.5  # by how much the likeliest partner on a page is ahead of the next
NEWS = 2  # days between two pages over which a toll may not simply have grown
NEAR = 1  # days between two accounts of when it was
MOST = 80


class Toll:
    """A toll as it enters the comparison: its voice, the question it answers already, what befell whom."""

    __slots__ = ("asking", "groups", "state", "voice")

    def __init__(self, voice: Voice, asking: Question) -> None:
        self.voice = voice
        self.asking = asking
        self.state = state_of(voice.claim).partition(" ")[0]
        self.groups = groups_of(voice.claim)

    @property
    def loose(self) -> bool:
        """Whether the toll is of no attack that is known."""
        return self.asking.subject.startswith(OF_WAR)

    @property
    def number(self) -> tuple[object, object]:
        """The figure's least and most."""
        value = self.voice.claim.value
        return (value.quantity.low, value.quantity.high) if isinstance(value, Amount) else (None, None)


def by_toll_matter(asked: Asked, ground: Ground, gists: Gists) -> dict[Question, list[Voice]]:
    """The same questions, tolls of one matter under one of them: that of an attack where one of them is."""
    found = dict(asked)
    tolls = [
        Toll(voice, asking)
        for asking, voices in sorted(asked.items())
        if asking.kind == KIND and not asking.facet.endswith(FROM_A_DAY)
        for voice in voices
        if voice.claim.polarity == "asserted" and isinstance(voice.claim.value, Amount) and not victims_of(voice.claim)
    ]
    for held in matters(tolls[:MOST], partial(_one_matter, ground=ground, gists=gists)):
        host = min({toll.asking for toll in held}, key=lambda asking: (asking.subject.startswith(OF_WAR), asking))
        for toll in held:
            if toll.asking != host and not _told_otherwise(toll, found[host]):
                found[toll.asking] = [voice for voice in found[toll.asking] if voice.claim.id != toll.voice.claim.id]
                found[host] = [*found[host], toll.voice]
    return {asking: voices for asking, voices in found.items() if voices}


def _told_otherwise(toll: Toll, told: Sequence[Voice]) -> bool:
    """Whether the toll's own page answers the question already, with another figure."""
    return any(voice.page == toll.voice.page and voice.claim.value != toll.voice.claim.value for voice in told)


def _one_matter(one: Toll, two: Toll, tolls: Sequence[Toll], ground: Ground, gists: Gists) -> bool:
    if one.voice.page == two.voice.page or one.asking == two.asking or not _of_the_same(one, two):
        return False
    if _elsewhere(one, two, ground) or not (one.loose or two.loose):
        return False
    shared = gists.shared(one.voice.claim, two.voice.claim)
    if one.number == two.number:
        return shared >= SOME
    if shared < MUCH or days_between(one.voice, two.voice) > NEWS:
        return False
    left, right = one.voice.claim.value, two.voice.claim.value
    assert isinstance(left, Amount) and isinstance(right, Amount)
    if out_of_scale(left.quantity, right.quantity):
        return False
    return not (_better(one, two, tolls, shared, gists) or _better(two, one, tolls, shared, gists))


def _of_the_same(one: Toll, two: Toll) -> bool:
    alike = one.groups == two.groups or ANYBODY in (one.groups, two.groups)
    return one.state == two.state and alike


def _elsewhere(one: Toll, two: Toll, ground: Ground) -> bool:
    first, second = one.voice.claim.subject, two.voice.claim.subject
    if first.place and second.place and ground.geography.relation(first.place, second.place) == "apart":
        return True
    left, right = days_of(first.time), days_of(second.time)
    return left is not None and right is not None and left.gap(right) > NEAR


def _better(one: Toll, two: Toll, tolls: Sequence[Toll], shared: float, gists: Gists) -> bool:
    """Whether the page of the first tells of other such victims of whom the second may as well be told."""
    return any(
        other is not one
        and other.voice.page == one.voice.page
        and other.number != one.number
        and _of_the_same(other, two)
        and (other.number == two.number or gists.shared(other.voice.claim, two.voice.claim) > shared - AHEAD)
        for other in tolls
    )
