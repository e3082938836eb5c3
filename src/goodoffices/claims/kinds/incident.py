"""What a toll is about: one attack, the conflict as a whole, or the conflict from a day on."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import msgspec

from ...records import Moment, Place, QuantityMention, Subject, TimeMention, day_moment
from ...records.moment import DAY
from .dateline import heads_report
from .ground import accused, scattered, spot, when, where
from .passage import Passage
from .scene import Scene
from .victims import befell, victims
from .words import Mark

WHOLE = frozenset(
    "war conflict since began genocide years війна війни війні конфлікту конфлікт початку почалася "
    "война войны войне конфликта конфликт начала началась року лет років".split()
)
MANY = 2_000  # dead of one day beyond which no single attack is meant unless the text says so
MANY_DAYS = 2  # days at least that a period lasts
RECENT = 62  # days back from a page that a toll is counted from a day on
NEAR = 16  # words around a figure in which the war or the period it counts is named
SINCE = frozenset("since from з із від с со от".split())
BEGAN = frozenset(
    "began begun started broke erupted resumed початку почався почалися почалась почалося початок початком "
    "начала начался началась началось начались".split()
)
# By which a length of time is that of what is told, and its units in days.
DURING = frozenset("in over during within за протягом упродовж впродовж течение".split())
DAYS = {"day": 1, "week": 7, "month": 30}
PAST = ("past", "last", "минул", "останн", "прошл", "прошед", "последн", "прошедш")
UNITS = ("week", "days", "тижн", "тижд", "днів", "дні", "недел", "дней", "дни", "сут")
WHITHER = frozenset("to into towards toward across до к ко".split())
NEWS = 15  # days back from a page that its incidents lie
# Fighting that goes on, which is no attack of one place and day unless the text names one.
FIGHTING = ("fighting", "clashes", "battles", "skirmishes", "hostilities", "бої", "боях", "боїв", "сутичк", "зіткнен",
            "бои", "боев", "боёв", "столкновени", "стычк")  # fmt: skip
SPANNING = frozenset("the this за цього этого на этой".split())
SPAN = ("week", "month", "тиждень", "тижня", "місяць", "місяця", "неделю", "неделе", "месяц")
HELD = frozenset({"captured", "detained"})  # since a day they are held, not counted
SEVERAL = 5  # attacks from which on no single one is meant
WIDE = frozenset({"country", "region", "area"})


def subject_of(passage: Passage, scene: Scene, mention: QuantityMention, harm: Mark) -> Subject:
    """What the figure is told of. `name` says what befell whom."""
    attack = passage.nearest(passage.of("strike", "attack", "attacked"), harm)
    low, high = passage.clause(mention.start)
    period = _period(passage, scene, mention, harm)
    if period is not None:
        place = None if _destination(passage, harm) else where(passage, harm, whence=harm.id == "displaced")
        where_id = place.id if place is not None and place.precision != "country" else ""
        return Subject("conflict", scene.stage.parties, where_id, period, name=befell(harm, passage, scene, mention))
    lasting = any(time.kind == "duration" and low - 40 <= time.start < high for time in passage.times)
    whole = (
        (lasting and not _one_day(passage, harm))
        or _of_many(passage, mention)
        or _over_the_week(passage, mention)
        or (_of_whole(passage, mention, harm) and not _one_day(passage, harm))
    )
    own = when(passage, harm)
    counted = victims(passage, scene, mention, harm)
    if whole or _many(mention) or (attack is None and own is None and counted is not None):
        return _whole_conflict(passage, scene, mention, harm)
    carried = scene.attack.carried(passage, scene.today())
    if carried is not None and not passage.places and own is None:
        return msgspec.structs.replace(carried, name=befell(harm, passage, scene, mention, told=True))
    if attack is None and not _recent(passage, scene, harm):
        return _whole_conflict(passage, scene, mention, harm)
    told = scene.attack.carried(passage, scene.today())
    here = told is not None and scene.attack.is_in(passage)
    subject = _attack(passage, scene, attack, harm)
    if told is not None and here and attack is not None:
        known = subject.time if subject is not None else None
        subject = msgspec.structs.replace(told, time=told.time or known)
    if subject is None:
        return _whole_conflict(passage, scene, mention, harm)
    scene.attack.keep(passage, subject)
    return msgspec.structs.replace(subject, name=befell(harm, passage, scene, mention, told=True))


def _of_many(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the dead are those of attacks that the sentence counts: "in 393 attacks, killing around 280"."""
    return any(
        other is not mention and other.quantity.unit in ("strike", "violation") and (other.quantity.low or 0) >= SEVERAL
        for other in passage.quantities
    )


def _over_the_week(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the figure is a week's or a month's: "over the week 26 people", "за тиждень загинули"."""
    low, high = passage.clause(mention.start)
    words = passage.words(passage.first_word(low), passage.first_word(high))
    return any(one in SPANNING and two.startswith(SPAN) for one, two in pairwise(words))


def _attack(passage: Passage, scene: Scene, attack: Mark | None, harm: Mark) -> Subject | None:
    """The attack of the sentence; None of fighting without place and day."""
    party = accused(passage, attack) if attack is not None else _slayer(passage, harm)
    place = None if scattered(passage) else where(passage, attack or harm) or sole_town(passage, scene)
    name = "" if scattered(passage) or (place and place.precision not in WIDE) else spot(passage, attack or harm)
    time = when(passage, attack or harm)
    nowhere = place is None and not name and time is None
    if attack is not None and nowhere and passage.reading.words[attack.first].startswith(FIGHTING):
        return None
    where_id = place.id if place and not (name and place.precision == "country") else ""
    return Subject("strike", (party,) if party else (), where_id, time or scene.day_told(), text=name)


def _slayer(passage: Passage, harm: Mark) -> str | None:
    """ "Indian missiles killed 31 civilians": whose arms an adjective right before the verb tells."""
    near = [p for p in passage.parties if p.how == "adjective" and p.end <= harm.start and passage.apart(p, harm) <= 3]
    return accused(passage, harm) if near else None


def sole_town(passage: Passage, scene: Scene) -> Place | None:
    """The one town that the sentence names, however far from the deed, unless talks are held there."""
    towns = {
        mention.place.id: mention.place
        for mention in passage.places
        if mention.place.precision not in WIDE and not heads_report(passage, mention)
    }
    if len(towns) != 1 or passage.of("talks"):
        return None
    town = next(iter(towns.values()))
    return town if town.id != scene.place else None


def _of_whole(passage: Passage, mention: QuantityMention, harm: Mark) -> bool:
    """Whether words of a war or a long time stand by the figure."""
    first = passage.first_word(min(mention.start, harm.start))
    last = passage.first_word(max(mention.end, harm.end))
    return not WHOLE.isdisjoint(passage.words(first - NEAR, last + NEAR))


def _period(passage: Passage, scene: Scene, mention: QuantityMention, harm: Mark) -> Moment | None:
    """The recent day from which the figure counts: "since Dec. 2", "з початку грудня", "in three weeks of fighting"."""
    today = scene.today()
    if today is None or today.begins is None or harm.id in HELD:
        return None
    for time in passage.times:
        if passage.apart(time, mention) > NEAR:
            continue
        first, moment = passage.first_word(time.start), time.moment
        if time.kind == "duration" and passage.word(first - 1) in DURING:
            moment = _back(today, time)
        elif not (time.kind in ("date", "time") and (_counted_from(passage, time, first) or _past_days(time))):
            continue
        if moment is not None and moment.begins is not None and 0 < today.begins - moment.begins <= RECENT * DAY:
            return moment
    return None


def _past_days(time: TimeMention) -> bool:
    """ "In the past week", "за минулий тиждень"."""
    words = time.text.lower().split()
    return any(word.startswith(PAST) for word in words) and any(word.startswith(UNITS) for word in words)


def _back(today: Moment, time: TimeMention) -> Moment | None:
    """The day that lies the length of time before today, give or take an eighth."""
    length = time.length
    if length is None or length.low is None or length.low != length.high or length.unit not in DAYS:
        return None
    days = int(length.low * DAYS[length.unit])
    if days < MANY_DAYS or days > RECENT:
        return None
    slack, start = timedelta(days=days // 8), today.first_day - timedelta(days=days)
    return day_moment(start - slack, start + slack, quality="approximate", basis="inferred", text=time.text)


def _counted_from(passage: Passage, time: TimeMention, first: int) -> bool:
    """Whether "since" governs the date, over at most "the offensive began on"."""
    opening = time.text.lower().split()[:1]
    if opening and opening[0] in SINCE:
        return True
    before = passage.words(first - 9, first)
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


def _whole_conflict(passage: Passage, scene: Scene, mention: QuantityMention, harm: Mark) -> Subject:
    """The conflict of the page. `name` tells one side's or one land's victims from everybody's: "killed th"."""
    fled = harm.id == "displaced"
    place = None if fled and _destination(passage, harm) else where(passage, harm, whence=fled)
    side = victims(passage, scene, mention, harm)
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
