"""Dead of whom a page names neither attack nor day: where a story tells of one attack with such dead, they are its."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records import Amount
from .comparators import days_between
from .questions import Question
from .relation import Ground, Voice
from .tolls import groups_of, out_of_scale, state_of

KIND = "casualties"
OF_WAR = "conflict"  # how the subject of a toll begins that is of no event
DEAD = "killed"  # the wounded are told of in many other connections
ANYBODY = frozenset({"person"})


def settled(
    asked: Mapping[Question, list[Voice]], ground: Ground, dated: frozenset[str]
) -> dict[Question, list[Voice]]:
    """The same questions, loose tolls moved to the one attack that they can be of (several with one figure are one).

    A page has one loose toll and tells of no attack with dead itself; the figures are of one scale, the pages at most a
    day apart. `dated`: ids of claims whose own sentence names a time, which are of that time.
    """
    found = dict(asked)
    attacks = [asking for asking in asked if asking.kind == KIND and not asking.subject.startswith(OF_WAR)]
    for asking in asked:
        if asking.kind != KIND or not asking.subject.startswith(OF_WAR):
            continue
        for voice in asked[asking]:
            if voice.claim.id in dated or _state(voice) != DEAD:
                continue
            likely = [one for one in attacks if _may_be_of(voice, asked[one], ground)]
            if likely and _one_attack([asked[one] for one in likely]) and _alone(voice, asked):
                found[likely[0]] = [*found[likely[0]], voice]
                found[asking] = [one for one in found[asking] if one is not voice]
    return {asking: voices for asking, voices in found.items() if voices}


def _one_attack(told: Sequence[Sequence[Voice]]) -> bool:
    """Whether there is one attack only, or several of one figure, which are one that could not be joined."""
    return len(told) == 1 or len({_number(voice) for voices in told for voice in voices}) == 1


def _number(voice: Voice) -> tuple[object, object]:
    value = voice.claim.value
    return (value.quantity.low, value.quantity.high) if isinstance(value, Amount) else (None, None)


def _may_be_of(loose: Voice, told: Sequence[Voice], ground: Ground) -> bool:
    """Whether the toll may be that of the attack of which `told` tell."""
    claim = loose.claim
    if claim.subject.time is not None or claim.polarity != "asserted":
        return False
    return any(_one_toll(loose, other, ground) for other in told)


def _one_toll(one: Voice, two: Voice, ground: Ground) -> bool:
    left, right = one.claim.value, two.claim.value
    if not isinstance(left, Amount) or not isinstance(right, Amount) or days_between(one, two) > 1:
        return False
    first, second = one.claim.subject.place, two.claim.subject.place
    if first and second and ground.geography.relation(first, second) == "apart":
        return False
    if _state(one) != _state(two) or out_of_scale(left.quantity, right.quantity):
        return False
    groups = groups_of(one.claim), groups_of(two.claim)
    return groups[0] == groups[1] or ANYBODY in groups


def _alone(loose: Voice, asked: Mapping[Question, list[Voice]]) -> bool:
    """Whether the page has no other figure of such victims."""
    others = (
        voice
        for asking, voices in asked.items()
        if asking.kind == KIND
        for voice in voices
        if voice.page == loose.page and voice is not loose and _state(voice) == _state(loose)
    )
    return all(other.claim.value == loose.claim.value for other in others)


def _state(voice: Voice) -> str:
    return state_of(voice.claim).partition(" ")[0]
