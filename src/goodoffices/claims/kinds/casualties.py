"""How many were killed, wounded, captured, displaced: in the conflict as a whole, or in one attack."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

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
# Words by which somebody counts their own: "their dead", "lost 13 people", a ministry on losses.
OWN = ("their", "its", "own", "lost", "ministry", "міністерств", "міноборон", "моз", "втрат", "свої", "своїх",
       "министерств", "минобороны", "минздрав", "потеря", "своих")  # fmt: skip


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each figure of people joined to a word of harm in its clause."""
    for mention in passage.quantities:
        who = who_counted(passage, mention)
        if who is None:
            continue
        harm = _harm(passage, mention)
        if harm is None or not clean(passage, harm):
            continue
        subject = _subject(passage, scene, mention, harm)
        if subject.kind == "conflict" and not (scene.about_talks or _of_war(passage, who)):
            continue
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, harm.start), max(end, harm.end)
        value = amount(mention, scene, who)
        yield Draft("casualties", subject, value, start, end, mention.start, score=80)


def _of_war(passage: Passage, who: str) -> bool:
    """Whether the sentence itself speaks of war, so that its dead are not those of a plague or a crash."""
    return "soldier" in who or "civilian" in who or bool(passage.of("thing", "war", "attack"))


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
            apart = apart + 1
        if not low - 1 <= mark.start <= high + 1 and apart > 6:
            continue
        if apart < least:
            best, least = mark, apart
    return best


def _subject(passage: Passage, scene: Scene, mention: QuantityMention, harm: Mark) -> Subject:
    words = passage.words(passage.sentence.first, passage.sentence.last)
    attack = passage.nearest(passage.of("strike", "attack", "attacked"), harm)
    whole = any(word in WHOLE for word in words) and not _one_day(passage, harm)
    if attack is None or whole:
        carried = scene.carried_strike(passage)
        if attack is None and not whole and carried is not None and not passage.places and not passage.times:
            return msgspec.structs.replace(carried, name=harm.id)
        return whole_conflict(passage, scene, mention, harm)
    party = accused(passage, attack)
    place = where(passage, attack)
    time = when(passage, attack)
    where_id = place.id if place else ""
    subject = Subject("strike", (party,) if party else (), where_id, time or scene.today(), name=harm.id)
    scene.keep_strike(passage, subject)
    return subject


def _one_day(passage: Passage, harm: Mark) -> bool:
    moment = when(passage, harm)
    return moment is not None and moment.precision in ("day", "part-day", "hour", "minute")


def whole_conflict(passage: Passage, scene: Scene, mention: QuantityMention, harm: Mark) -> Subject:
    """The conflict of the page. `name` tells one side's or one land's victims from everybody's: "killed th"."""
    place = where(passage, harm)
    side = _victims(passage, scene, mention)
    name = harm.id
    where_id = ""
    if side is not None:
        name = f"{harm.id} {side}"
    elif place is not None and place.precision != "point":
        where_id = place.id
        name = f"{harm.id} {place.country.lower() if place.precision == 'country' and place.country else place.id}"
    return Subject("conflict", scene.stage.parties, where_id, name=name)


def _victims(passage: Passage, scene: Scene, mention: QuantityMention) -> str | None:
    """The side whose people are counted: "12 Israeli soldiers", "its own dead", a ministry of one side on losses."""
    reading = passage.reading
    last = reading.word_at(mention.end)
    for party in passage.parties:
        first = reading.word_at(party.start)
        after = 0 <= first - last <= 1 and "," not in reading.text[mention.end : party.start]
        beside = mention.start <= party.start < mention.end or after
        if party.how in ("adjective", "people") and beside:
            return party.party
    low, high = passage.clause(mention.start)
    words = passage.words(passage.first_word(low), passage.first_word(high))
    if any(word.startswith(OWN) for word in words):
        near = [p for p in passage.parties if low <= p.start and p.end <= mention.start]
        if near:
            return near[-1].party
        return scene.voices.at(passage, mention.start, mention.end).speaker_party(scene.sides)
    return None
