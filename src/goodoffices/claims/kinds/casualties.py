"""How many were killed, wounded, captured, displaced: in the conflict as a whole, or in one attack."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...records import QuantityMention, Subject
from ...records.moment import DAY
from .ground import accused, amount, clean, spot, when, where, who_counted
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark

TRIGGERS = (("harm", ""),)
WHOLE = frozenset(
    "war conflict since began genocide years війна війни війні конфлікту конфлікт початку почалася "
    "война войны войне конфликта конфликт начала началась року лет років".split()
)
MANY = 2_000  # dead of one day beyond which no single attack is meant unless the text says so
NEWS = 15  # days back from a page that its incidents lie
# By which a toll comes to its figure, within three words before it.
COMES_TO = frozenset(
    "to at is was reached stands stood rose risen climbed passed exceeded totalled totaled hit put "
    "до становить склала склало становила сягнула сягнуло досягла досягло зросла зросло стало "
    "стали составило составила составляет достигло достигла превысило превысила возросло выросло увеличилось".split()
)
RISEN = ("возрос", "вырос", "увелич", "зріс", "зрос", "збільш", "підня", "поднял")
# Words by which somebody counts their own: "their dead", "lost 13 people", a ministry on losses.
OWN = ("their", "its", "own", "lost", "ministry", "міністерств", "міноборон", "моз", "втрат", "свої", "своїх",
       "министерств", "минобороны", "минздрав", "потеря", "своих")  # fmt: skip


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each figure of people joined to a word of harm in its clause."""
    for mention in passage.quantities:
        toll = _toll(passage, mention)
        who = who_counted(passage, mention) or ("person" if toll is not None else None)
        if who is None:
            continue
        harm = toll or _harm(passage, mention)
        if harm is None or not clean(passage, harm) or _told_again(passage, scene, mention):
            continue
        subject = _subject(passage, scene, mention, harm)
        if subject.kind == "conflict" and not (scene.about_talks or _of_war(passage, who)):
            continue
        start, end = passage.trimmed(*passage.clause(mention.start))
        start, end = min(start, harm.start), max(end, harm.end)
        value = amount(_reached(passage, mention), scene, who)
        yield Draft("casualties", subject, value, start, end, mention.start, score=80)


def _toll(passage: Passage, mention: QuantityMention) -> Mark | None:
    """The word of harm of a bare number that a toll comes to: "the death toll rose to 27", "жертв стало 18"."""
    if mention.quantity.unit not in ("item", "person"):
        return None
    first = passage.reading.word_at(mention.start)
    low = passage.clause(mention.start)[0]
    if not any(word in COMES_TO for word in passage.words(first - 3, first)):
        return None
    before = [m for m in passage.marks.get("harm", ()) if m.last <= first and m.start >= low and first - m.last <= 16]
    return before[-1] if before else None


def _reached(passage: Passage, mention: QuantityMention) -> QuantityMention:
    """The figure that a toll has risen to is that figure, not at most that."""
    quantity = mention.quantity
    text = passage.text.lower()
    if quantity.modifier != "at-most" or quantity.high is None or not mention.text.lower().startswith("до "):
        return mention
    if not any(word in text for word in RISEN):
        return mention
    exact = msgspec.structs.replace(quantity, low=quantity.high, modifier="exact")
    return msgspec.structs.replace(mention, quantity=exact)


def _told_again(passage: Passage, scene: Scene, mention: QuantityMention) -> bool:
    """Whether a headline only announces the figure that the text below tells with its day and place."""
    if passage.sentence.block.kind != "headline" or passage.times:
        return False
    figure = (mention.quantity.low, mention.quantity.high)
    return any(
        (other.quantity.low, other.quantity.high) == figure or (other.quantity.high or other.quantity.low) in figure
        for later in scene.passages
        if later.start > passage.start and later.marks.get("harm")
        for other in later.quantities
    )


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
    low, high = passage.clause(mention.start)
    lasting = any(time.kind == "duration" and low - 40 <= time.start < high for time in passage.times)
    whole = lasting or (any(word in WHOLE for word in words) and not _one_day(passage, harm))
    own = when(passage, harm)
    if whole or _many(mention) or (attack is None and own is None and _victims(passage, scene, mention) is not None):
        return whole_conflict(passage, scene, mention, harm)
    carried = scene.carried_strike(passage)
    if carried is not None and not passage.places and own is None:
        return msgspec.structs.replace(carried, name=harm.id)
    if attack is None and not _recent(passage, scene, harm):
        return whole_conflict(passage, scene, mention, harm)
    party = accused(passage, attack) if attack is not None else None
    place = where(passage, attack or harm)
    name = "" if place is not None and place.precision != "country" else spot(passage, attack or harm)
    time = when(passage, attack) if attack is not None else own
    where_id = place.id if place and not (name and place.precision == "country") else ""
    subject = Subject("strike", (party,) if party else (), where_id, time or scene.day_told(), name=harm.id, text=name)
    scene.keep_strike(passage, subject)
    return subject


def _many(mention: QuantityMention) -> bool:
    """Whether the figure is a war's, not an attack's."""
    number = mention.quantity.low if mention.quantity.low is not None else mention.quantity.high
    return number is not None and number >= MANY


def _recent(passage: Passage, scene: Scene, harm: Mark) -> bool:
    """Whether the sentence dates the harm to a day shortly before the page."""
    moment, today = when(passage, harm), scene.today()
    if moment is None or moment.begins is None or moment.precision not in ("day", "part-day", "hour", "minute"):
        return False
    return today is None or today.begins is None or 0 <= today.begins + DAY - moment.begins <= NEWS * DAY


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
