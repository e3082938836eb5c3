"""How many were killed, wounded, captured, displaced: in the conflict as a whole, or in one attack."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import QuantityMention, Subject
from .ground import accused, amount, clean, when, where, who_counted
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark

TRIGGERS = (("harm", ""),)
WHOLE = frozenset(
    "war conflict since began genocide fighting years війна війни війні конфлікту конфлікт початку почалася "
    "война войны войне конфликта конфликт начала началась року лет років".split()
)
OTHER_DEAL = ("prisoner-exchange", "hostages")


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each figure of people joined to a word of harm in its clause."""
    for mention in passage.quantities:
        who = who_counted(passage, mention)
        if who is None:
            continue
        harm = _harm(passage, mention)
        if harm is None or not clean(passage, harm):
            continue
        subject = _subject(passage, scene, harm)
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, harm.start), max(end, harm.end)
        value = amount(mention, scene, who)
        yield Draft("casualties", subject, value, start, end, mention.start, score=80)


def _harm(passage: Passage, mention: QuantityMention) -> Mark | None:
    """The word of harm that goes with the figure: after it ("6 people died"), or before it ("killing 6")."""
    reading = passage.reading
    low, high = passage.clause(mention.start)
    first, last = reading.word_at(mention.start), reading.word_at(mention.end)
    best: Mark | None = None
    least = 99
    for mark in passage.marks.get("harm", ()):
        if mark.first >= last:
            apart = mark.first - last
            others = [q for q in passage.quantities if q.start >= mention.end and q.end <= mark.start]
            if any(sign in reading.text[mention.end : mark.start] for sign in ";") or apart > 14:
                continue
            if others and "," in reading.text[mention.end : mark.start]:
                continue
        else:
            apart = first - mark.last
            between = reading.text[mark.end : mention.start]
            if apart > 3 or any(sign in between for sign in ";,."):
                continue
            apart = max(apart - 3, 0)
        if not low - 1 <= mark.start <= high + 1 and apart > 6:
            continue
        if apart < least:
            best, least = mark, apart
    return best


def _subject(passage: Passage, scene: Scene, harm: Mark) -> Subject:
    words = passage.words(passage.sentence.first, passage.sentence.last)
    attack = passage.nearest(passage.of("strike", "attack", "attacked"), harm)
    if attack is None or (any(word in WHOLE for word in words) and not _one_day(passage, harm)):
        return whole_conflict(passage, scene, harm)
    party = accused(passage, attack)
    place = where(passage, attack)
    time = when(passage, attack)
    where_id = place.id if place else ""
    return Subject("strike", (party,) if party else (), where_id, time or scene.today(), name=harm.id)


def _one_day(passage: Passage, harm: Mark) -> bool:
    moment = when(passage, harm)
    return moment is not None and moment.precision in ("day", "part-day", "hour", "minute")


def whole_conflict(passage: Passage, scene: Scene, at: Mark) -> Subject:
    """The conflict of the page: in the country or region that the sentence names, else between the page's parties."""
    place = where(passage, at)
    if place is not None and place.precision in ("country", "region", "area"):
        return Subject("conflict", scene.stage.parties, place.id, name=at.id)
    return Subject("conflict", scene.stage.parties, name=at.id)
