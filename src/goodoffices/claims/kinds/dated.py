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
FAR = 400 * DAY  # microseconds ahead within which a day is one that the report sets
LONGEST = 185 * DAY  # of a stretch of months that stands for a day not yet set: "in the first half of 2024"
POINTS = frozenset({"minute", "hour", "part-day", "day"})  # what "from Friday" and "by noon" may be told in
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
    """Whether a day, a month or a half-year is set, or a day from which or by which something is to be."""
    if moment.begins is None or moment.ends is None:
        at = moment.begins if moment.begins is not None else moment.ends
        return at is not None and moment.precision in POINTS and today + DAY <= at <= today + FAR
    if moment.ends - moment.begins > (LONGEST if moment.precision == "month" else DAY):
        return False
    return today + DAY <= moment.begins <= today + FAR


def _one_day(one: Moment, two: Moment) -> bool:
    first = one.begins if one.begins is not None else one.ends
    second = two.begins if two.begins is not None else two.ends
    return first is not None and second is not None and abs(first - second) < DAY


def _day_set(moment: Moment) -> Moment:
    """The day itself; of "from Friday" the Friday, and "by 1 December" as it stands."""
    if moment.begins is None or (moment.precision == "month" and moment.ends is not None):
        return moment
    return day_around(moment)


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
    value = When(_day_set(moment), mention.text, scene.language)
    yield Draft("dated", subject, value, start, end, mention.start, "planned", score=60)
