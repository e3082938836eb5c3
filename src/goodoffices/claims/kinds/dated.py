"""Days to come that no other kind of claim takes up: a visit on 3 June, the next convoy on 21 October.

The subject's `name` holds what the clause tells of the day, in order of the alphabet: things, doings, talks, pacts.
Findings join the days of several accounts that agree in these (findings/dates.py); alone, a day is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...records import Moment, Subject, TimeMention, When
from ...records.moment import DAY
from .ground import principal, where
from .passage import Passage
from .reference import day_around
from .scene import Draft, Scene
from .turns import denial

TELLING = ("counted", "ware", "pact", "doing", "talks")
DAYS = frozenset({"date", "time"})
FAR = 120 * DAY  # microseconds ahead within which a day is one that the report sets
MOST_TOLD = 6
TALKS = "talks"  # every word for talks is told as one
MEETING = frozenset({"talks", "round", "session", "meeting", "summit", "consultations", "call", "conversation"})


def find(passage: Passage, scene: Scene, others: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each day to come that `others`, the drafts of all other kinds, leave aside."""
    today = scene.today()
    if today is None or today.begins is None:
        return
    ahead = [
        (mention, mention.moment)
        for mention in passage.times
        if mention.moment is not None and mention.kind in DAYS and _ahead(mention.moment, today.begins)
    ]
    if not ahead or passage.asks:
        return
    taken = [draft.value.moment for draft in others if isinstance(draft.value, When)]
    for mention, moment in ahead:
        if any(_one_day(moment, other) for other in taken):
            continue
        yield from _drafts(passage, scene, mention, moment)


def _ahead(moment: Moment, today: int) -> bool:
    if moment.begins is None or moment.ends is None:
        return False
    if moment.ends - moment.begins > DAY and moment.precision != "month":
        return False
    return today + DAY <= moment.begins <= today + FAR


def _one_day(one: Moment, two: Moment) -> bool:
    if one.begins is None or two.begins is None:
        return False
    return abs(one.begins - two.begins) < DAY


def _drafts(passage: Passage, scene: Scene, mention: TimeMention, moment: Moment) -> Iterator[Draft]:
    low, high = passage.clause(mention.start)
    marks = [mark for family in TELLING for mark in passage.marks.get(family, ()) if low <= mark.start < high]
    if any(denial(passage, mark) is not None for mark in marks):
        return
    told = sorted({TALKS if mark.id in MEETING else mark.id for mark in marks})[:MOST_TOLD]
    place = where(passage, mention, reach=12)
    near = place is not None and place.precision not in ("country", "area")
    parties = sorted({principal(party.party) for party in passage.parties if low <= party.start < high})
    subject = Subject(
        "conflict", tuple(parties[:MOST_TOLD]), place.id if place is not None and near else "", name=" ".join(told)
    )
    start, end = passage.trimmed(low, high)
    value = When(moment if moment.precision == "month" else day_around(moment), mention.text, scene.language)
    yield Draft("dated", subject, value, start, end, mention.start, "planned", score=60)
