"""How many were killed, wounded, captured, displaced: in the conflict as a whole, or in one attack."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Moment, PartyMention, QuantityMention, Subject, TimeMention
from ...records.moment import DAY
from .ground import accused, amount, clean, principal, spot, when, where, who_counted
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark

TRIGGERS = (("harm", ""),)
WHOLE = frozenset(
    "war conflict since began genocide years війна війни війні конфлікту конфлікт початку почалася "
    "война войны войне конфликта конфликт начала началась року лет років".split()
)
MANY = 2_000  # dead of one day beyond which no single attack is meant unless the text says so
RECENT = 62  # days back from a page that a toll is counted from a day on
NEAR = 16  # words around a figure in which the war or the period it counts is named
SINCE = frozenset("since from з із від с со от".split())
BEGAN = frozenset(
    "began begun started broke erupted resumed початку почався почалися почалась почалося початок початком "
    "начала начался началась началось начались".split()
)
WHITHER = frozenset("to into towards toward across до к ко".split())
NEWS = 15  # days back from a page that its incidents lie
# By which a toll comes to its figure, within three words before it.
COMES_TO = frozenset(
    "to at is was reached stands stood rose risen climbed passed exceeded totalled totaled hit put "
    "до становить склала склало становила сягнула сягнуло досягла досягло зросла зросло стало "
    "стали составило составила составляет достигло достигла превысило превысила возросло выросло увеличилось".split()
)
RISEN = ("возрос", "вырос", "увелич", "зріс", "зрос", "збільш", "підня", "поднял")
# Words by which somebody counts their own: "their dead", "lost 13 people", a ministry on losses.
LIVES = ("life", "lives", "житт", "жизн")
LOST = ("lost", "martyr", "втратил", "втратив", "потерял")
OWN = ("their", "its", "own", "lost", "martyr", "ministry", "міністерств", "міноборон", "моз", "втрат", "свої", "своїх",
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
        if subject.kind == "conflict" and not (scene.about_talks or scene.about_war or _of_war(passage, who)):
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
    attack = passage.nearest(passage.of("strike", "attack", "attacked"), harm)
    low, high = passage.clause(mention.start)
    lasting = any(time.kind == "duration" and low - 40 <= time.start < high for time in passage.times)
    period = _period(passage, scene, mention)
    if period is not None:
        return Subject("conflict", scene.stage.parties, "", period, name=_befell(harm, passage, scene, mention))
    whole = lasting or (_of_whole(passage, mention, harm) and not _one_day(passage, harm))
    own = when(passage, harm)
    victims = _victims(passage, scene, mention, harm)
    if whole or _many(mention) or (attack is None and own is None and victims is not None):
        return whole_conflict(passage, scene, mention, harm)
    carried = scene.carried_strike(passage)
    if carried is not None and not passage.places and own is None:
        return msgspec.structs.replace(carried, name=_befell(harm, passage, scene, mention, told=True))
    if attack is None and not _recent(passage, scene, harm):
        return whole_conflict(passage, scene, mention, harm)
    party = accused(passage, attack) if attack is not None else None
    place = where(passage, attack or harm)
    name = "" if place is not None and place.precision != "country" else spot(passage, attack or harm)
    time = when(passage, attack) if attack is not None else own
    where_id = place.id if place and not (name and place.precision == "country") else ""
    befell = _befell(harm, passage, scene, mention, told=True)
    subject = Subject("strike", (party,) if party else (), where_id, time or scene.day_told(), name=befell, text=name)
    scene.keep_strike(passage, subject)
    return subject


def _befell(harm: Mark, passage: Passage, scene: Scene, mention: QuantityMention, *, told: bool = False) -> str:
    """What befell them, with their side where the text tells ("killed th"), `told` beside the figure."""
    side = _victims(passage, scene, mention, harm, told=told)
    return harm.id if side is None else f"{harm.id} {side}"


def _of_whole(passage: Passage, mention: QuantityMention, harm: Mark) -> bool:
    """Whether words of a war or a long time stand by the figure."""
    first = passage.first_word(min(mention.start, harm.start))
    last = passage.first_word(max(mention.end, harm.end))
    return not WHOLE.isdisjoint(passage.words(first - NEAR, last + NEAR))


def _period(passage: Passage, scene: Scene, mention: QuantityMention) -> Moment | None:
    """The recent day from which the figure counts: "since Dec. 2", "з початку грудня"."""
    today = scene.today()
    for time in passage.times:
        moment = time.moment
        if time.kind not in ("date", "time") or moment is None or moment.begins is None or today is None:
            continue
        first = passage.first_word(time.start)
        if today.begins is None or passage.apart(time, mention) > NEAR:
            continue
        if _counted_from(passage, time, first) and 0 < today.begins - moment.begins <= RECENT * DAY:
            return moment
    return None


def _counted_from(passage: Passage, time: TimeMention, first: int) -> bool:
    """Whether "since" governs the date, over at most "the offensive began on"."""
    opening = time.text.lower().split()[:1]
    if opening and opening[0] in SINCE:
        return True
    before = passage.words(first - 5, first)
    return bool(before) and (before[-1] in SINCE or (not SINCE.isdisjoint(before) and not BEGAN.isdisjoint(before)))


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
    place = None if harm.id == "displaced" and _destination(passage, harm) else where(passage, harm)
    side = _victims(passage, scene, mention, harm)
    name = harm.id
    where_id = ""
    if side is not None:
        name = f"{harm.id} {side}"
    elif place is not None and place.precision != "point":
        where_id = place.id
        name = f"{harm.id} {place.country.lower() if place.precision == 'country' and place.country else place.id}"
    return Subject("conflict", scene.stage.parties, where_id, name=name)


def _destination(passage: Passage, harm: Mark) -> bool:
    """Whether the nearest place is where they went: "fled to Burundi"."""
    near = passage.nearest(passage.places, harm)
    return near is not None and passage.word(passage.first_word(near.start) - 1) in WHITHER


def _victims(passage: Passage, scene: Scene, mention: QuantityMention, harm: Mark, *, told: bool = False) -> str | None:
    """The side whose people are counted: "12 Israeli soldiers", "its own dead", a ministry of one side on losses."""
    reading = passage.reading
    last = reading.word_at(mention.end)
    for party in passage.parties:
        first = reading.word_at(party.start)
        after = 0 <= first - last <= 1 and "," not in reading.text[mention.end : party.start]
        beside = mention.start <= party.start < mention.end or after
        if beside and (party.how in ("adjective", "people") or _fighters(passage, party)):
            return principal(party.party)
    low, high = passage.clause(mention.start)
    words = passage.words(passage.first_word(low), passage.first_word(high))
    own = LOST if told else OWN
    lives = any(word.startswith(LIVES) for word in passage.words(harm.first, harm.last))
    if lives or harm.id not in ("killed", "wounded") or not any(word.startswith(own) for word in words):
        return None
    near = [p for p in passage.parties if low <= p.start and p.end <= mention.start]
    side = near[-1].party if near else scene.side_at(passage, mention.start, mention.end)
    if side is None or vocabulary("parties").get(side, {}).get("kind") == "organisation":
        return None
    return principal(side)


def _fighters(passage: Passage, party: PartyMention) -> bool:
    """ "21 Hamas operatives": a name right before those who fight for it."""
    after = passage.first_word(party.end)
    return any(mark.first == after and mark.id == "soldier" for mark in passage.marks.get("who", ()))
