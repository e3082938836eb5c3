"""Days to come that several accounts name, put to one question where they agree in what is told of the day.

Like figures (figures.py): a day alone is no finding. Two pages that name one day and share a thing or a doing tell of
one matter; two that name different days do so only when they share more, and neither tells of another such day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial

import msgspec

from ..events.days import days_of
from ..lexicon.concepts import vocabulary
from ..records import Moment, When
from ..records.moment import DAY
from .comparators import days_between
from .gist import Gists
from .matters import matters
from .questions import Question
from .relation import Ground, Voice

Asked = dict[Question, list[Voice]]

KIND = "dated"
GUESTS = frozenset({"due", "next-step"})
TALKS = "talks"
MUCH = 3  # things told alike from which on two days are two answers to one question
# How much two sentences must share for one day to be of one matter, and for two days.
SOME, ALIKE = 1.0, 2.5
AHEAD = 0.5  # by how much the likeliest partner on a page is ahead of the next
NEWS = 2  # days between two pages over which a day set may not simply have been moved
NEAR = 31  # days between two answers to one question
MOST = 80  # days of one story that are held against each other


class Day:
    """A day as it enters the comparison: its voice, what is told of it, the question it answers already."""

    __slots__ = ("asking", "day", "parties", "place", "told", "voice")

    def __init__(self, voice: Voice, asking: Question | None = None) -> None:
        self.voice = voice
        self.asking = asking
        subject = voice.claim.subject
        self.told = frozenset(subject.name.split())
        if voice.claim.kind == "next-step":
            self.told |= {TALKS}
        self.place = subject.place
        self.parties = frozenset(subject.parties)
        value = voice.claim.value
        self.day = days_of(_set(value.moment)) if isinstance(value, When) else None


def _set(moment: Moment) -> Moment:
    """The day itself of "by 1 December"."""
    if moment.begins is None and moment.ends is not None:
        return msgspec.structs.replace(moment, begins=moment.ends - DAY)
    return moment


def by_day(
    asked: Mapping[Question, list[Voice]], voices: Sequence[Voice], conflict: str, ground: Ground, gists: Gists
) -> Asked:
    """The questions with the days that belong to them, and new ones for every day of which two sources tell."""
    days = [Day(voice) for voice in voices if voice.claim.kind == KIND]
    found = dict(asked)
    if not days:
        return found
    days += [Day(voice, asking) for asking, held in asked.items() if asking.kind in GUESTS
             for voice in held if isinstance(voice.claim.value, When)]  # fmt: skip
    dated = [day for day in days if day.day is not None][:MOST]
    for held in matters(dated, partial(_one_matter, ground=ground, gists=gists)):
        _put(held, found, conflict)
    return found


def _put(held: Sequence[Day], found: Asked, conflict: str) -> None:
    host = min((day.asking for day in held if day.asking is not None), default=None)
    if host is None:
        shared = frozenset.intersection(*(day.told for day in held))
        facet = " ".join((*sorted(shared), held[0].voice.claim.id))
        found[Question(conflict, KIND, facet)] = [day.voice for day in held]
        return
    example = found[host][0].claim
    for day in held:
        if day.asking is None:
            claim = msgspec.structs.replace(day.voice.claim, kind=example.kind, subject=example.subject)
            found[host] = [*found[host], msgspec.structs.replace(day.voice, claim=claim)]


def _one_matter(one: Day, two: Day, days: Sequence[Day], ground: Ground, gists: Gists) -> bool:
    if one.voice.page == two.voice.page or (one.asking is not None and two.asking is not None):
        return False
    if one.place and two.place and ground.geography.relation(one.place, two.place) == "apart":
        return False
    gap = _gap(one, two)
    if gap == 0:
        return _shared(one, two) > 0 or gists.shared(one.voice.claim, two.voice.claim) >= SOME
    ahead = one.voice.claim.polarity == two.voice.claim.polarity == "planned"
    if gap > NEAR or not ahead or days_between(one.voice, two.voice) > NEWS:
        return False
    told = _shared(one, two) >= MUCH and bool(_things(one) & _things(two))
    if not told and gists.shared(one.voice.claim, two.voice.claim) < ALIKE:
        return False
    return not any(_rival(other, one, two, gists) or _rival(other, two, one, gists) for other in days)


def _rival(other: Day, one: Day, two: Day, gists: Gists) -> bool:
    """Whether the page of the first names another day that the second may be the answer beside."""
    if other is one or other.voice.page != one.voice.page or _gap(other, one) == 0:
        return False
    if _gap(other, two) == 0 or bool(_things(other) & _things(one)):
        return True
    mine, others = gists.shared(one.voice.claim, two.voice.claim), gists.shared(other.voice.claim, two.voice.claim)
    return others > mine - AHEAD


def _gap(one: Day, two: Day) -> int:
    assert one.day is not None and two.day is not None
    return one.day.gap(two.day)


def _shared(one: Day, two: Day) -> int:
    """How much two pages tell alike of a day: things and doings, the place, the parties."""
    same_place = bool(one.place and one.place == two.place)
    return len(one.told & two.told) + same_place + bool(one.parties & two.parties)


def _things(day: Day) -> frozenset[str]:
    return frozenset(word for word in day.told if not _doing(word))


@cache
def _doing(word: str) -> bool:
    return word in vocabulary("doings")
