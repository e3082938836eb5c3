"""What a clause refers to: which talks, which day or round of them, where, on which dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...records import Moment, Place, TimeMention, day_moment
from ...records.moment import DAY
from .passage import Order, Passage, Site
from .words import Mark, trait

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
    "перший": 1, "другий": 2, "третій": 3, "первый": 1, "второй": 2, "третий": 3,
}  # fmt: skip
LEVELS = frozenset({"round", "sitting", "meeting"})
IN = frozenset({"in", "at", "near", "у", "в", "во", "to", "на"})
# What a place's name may be told by, and the endings of what qualifies it, between it and its preposition.
TOWNS = frozenset(
    "town city resort village capital suburb port oasis outskirts settlement palace "
    "місті міста місто столиці курорті оазисі селі порту передмісті містечку поселенні палаці "
    "городе города столице курорте оазисе селе пригороде городке поселке посёлке дворце деревне".split()
)
QUALIFYING = ("ому", "ій", "ському", "ській", "ском", "ской", "ом", "ем")
CLOCK = frozenset({"second", "minute", "hour", "part-day"})
# What dates a part of the day: "Monday evening", "yesterday afternoon", "this morning".
DAYS = re.compile("|".join((
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "yesterday", "today", "tonight", "this", "last", "tomorrow",
    "понеділ", "вівтор", "серед", "четвер", "ятниц", "субот", "неділ", "вчора", "учора", "сьогодні", "завтра",
    "понедел", "вторн", "сред", "воскрес", "сегодня",
)))  # fmt: skip
NEW = ("new", "fresh", "another", "нов")
PLURAL = ("ють", "уть", "ать", "ять", "ют", "ут", "ат", "ят", "ли")  # endings of a verb of speech with several speakers
BACK = 10  # words between "since" and the date that closes what it opens
SINCE = frozenset("since відколи часу початку начала момента моменту времени времён часів пор".split())
FIRSTS = frozenset(
    "first inaugural earliest rare only highest перший перша перше перші першим першої першою впервые вперше "
    "первый первая первое первые первым первой первых перших уперше".split()
)
AGO = frozenset({"ago", "тому", "назад"})
YEARS = ("year", "month", "рок", "рік", "місяц", "лет", "год", "месяц")


def talk_marks(passage: Passage, within: tuple[int, int] | None = None) -> list[Mark]:
    """Nouns for talks of some kind, and "day" where an ordinal stands by it."""
    talks = passage.talks
    if talks is None:
        talks = passage.talks = [mark for mark in passage.marks.get("talks", ()) if _is_talks(passage, mark)]
    if within is None or not talks:
        return talks
    low, high = within
    if low <= passage.start and passage.end <= high:
        return talks
    return [mark for mark in talks if low <= mark.start < high]


def _is_talks(passage: Passage, mark: Mark) -> bool:
    if trait("talks", mark.id, "level") not in LEVELS:
        return False
    if mark.id == "day":
        return day_number(passage, mark) is not None
    return mark.id != "round" or passage.word(mark.last) != "of" or _of_talks(passage, mark)


def _of_talks(passage: Passage, mark: Mark) -> bool:
    """ "a round of indirect talks", not "a round of tariffs"."""
    return any(0 < other.first - mark.last <= 6 for other in passage.marks.get("talks", ()))


def day_number(passage: Passage, mark: Mark) -> int | None:
    """The ordinal of a day ("second day", "day two"); -1 for the last, None for a day without one."""
    final = None
    for order in passage.marks.get("order", ()):
        if not 0 <= mark.first - order.last <= 2 or "," in passage.reading.text[order.end : mark.start]:
            continue
        if order.id.isdigit():
            return int(order.id)
        if order.id == "final":
            final = -1
    return NUMBERS.get(passage.word(mark.last), final)


PLAIN = Order(None, None, "")


def ordered(passage: Passage) -> bool:
    """Whether any word of the sentence tells one day or round of talks from others."""
    if passage.ordered is None:
        passage.ordered = "order" in passage.marks or "day" in passage.ids or passage.holds(AGO)
    return passage.ordered


def order_of(passage: Passage, within: tuple[int, int], at: Mark | None = None) -> Order:
    """Which day and which round the clause speaks of; of several talks in it, those at `at`."""
    if not ordered(passage):
        return PLAIN
    key = (within[0], within[1], at.first if at is not None else -1)
    known = passage.orders.get(key)
    if known is None:
        known = passage.orders[key] = _order(passage, within, at)
    return known


def _order(passage: Passage, within: tuple[int, int], at: Mark | None) -> Order:
    day = number = None
    turn = ""
    low, high = within
    orders = passage.marks.get("order", ())
    for mark in passage.marks.get("talks", ()):
        if not low <= mark.start < high:
            continue
        if mark.id == "day":
            day = day_number(passage, mark) if day is None else day
            continue
        if not orders or trait("talks", mark.id, "level") not in LEVELS or not _the_same(passage, mark, at):
            continue
        for order in orders:
            if not 0 <= mark.first - order.last <= 3 or "," in passage.reading.text[order.end : mark.start]:
                continue
            if order.id.isdigit():
                if mark.first == order.last and mark.id == "round":
                    number = int(order.id)
            elif order.id == "previous" and passage.word(order.last).startswith(("day", "evening", "night", "morning")):
                continue  # "the previous day's session" is of this round
            elif not turn and not (order.id == "next" and _present(passage, order)):
                turn = order.id
    if not turn and _years_ago(passage, within):
        turn = "previous"
    return Order(day, number, turn)


def _present(passage: Passage, order: Mark) -> bool:
    """ "a new round began": new, but the one that is reported, since nothing in the sentence is still to come."""
    if not passage.reading.words[order.first].startswith(NEW):
        return False
    return not passage.of("turn", "planned") and not passage.of("act", "hold-future", "start-future")


def _the_same(passage: Passage, mark: Mark, at: Mark | None) -> bool:
    """Whether two nouns name the same talks: "the previous round of talks"."""
    if at is None or at.family != "talks":
        return True
    first, second = (mark, at) if mark.first <= at.first else (at, mark)
    apart = second.first - first.last
    return apart <= 2 or (apart <= 6 and passage.word(first.last) == "of")


def _years_ago(passage: Passage, within: tuple[int, int]) -> bool:
    """ "eight years ago", "вісім років тому", "восемь лет назад"."""
    if not passage.holds(AGO):
        return False
    words = passage.words(passage.first_word(within[0]), passage.first_word(within[1]))
    return any(word in AGO and index > 0 and words[index - 1].startswith(YEARS) for index, word in enumerate(words))


def place_of(passage: Passage, mark: Mark, within: tuple[int, int]) -> Place | None:
    """Where these talks are held: "in Geneva", "the Geneva talks"; a war's place is not the talks' place."""
    if not passage.places:
        return None
    best: Place | None = None
    least = 24
    for mention, first, after, led in _sites(passage):
        if not within[0] <= mention.start < within[1]:
            continue
        if not led:
            beside = after <= mark.first <= after + 2 and mention.place.precision in ("town", "point")
            if not beside or "," in passage.reading.text[mention.end : mark.start]:
                continue
        apart = first - mark.last if mention.start > mark.start else mark.first - after
        if apart < least:
            best, least = mention.place, max(apart, 0)
    return best


def _sites(passage: Passage) -> list[Site]:
    """The places of the sentence but those of a thing ("the war in Sudan"), worked out once."""
    sites = passage.sites
    if sites is None:
        sites = passage.sites = []
        told = {thing.last for thing in passage.marks.get("thing", ())}
        spoken = _speaking(passage)
        for mention in passage.places:
            first = passage.reading.word_at(mention.start)
            after = passage.reading.word_at(mention.end)
            if first - 1 not in told and first - 2 not in told and first - 1 not in spoken and after not in spoken:
                sites.append((mention, first, after, _leading(passage, first) in IN))
    return sites


def _speaking(passage: Passage) -> set[int]:
    """Words right after and first words of "кажуть у Києві", "в Москве утверждают": the capital there is who speaks."""
    if passage.reading.language == "en" or "cue" not in passage.marks:
        return set()
    plural = [cue for cue in passage.of("cue", "said") if passage.word(cue.first).endswith(PLURAL)]
    return {place for cue in plural for place in (cue.first, cue.last)}


def _leading(passage: Passage, first: int) -> str:
    """The preposition of a place: "in the desert town of Ghadames", "у лівійському оазисі Гадамес", "in Vienna"."""
    before = passage.word(first - 1)
    if before == "of" and passage.word(first - 2) in TOWNS:
        for index in range(first - 3, first - 9, -1):
            word = passage.word(index)
            if word in IN or not word or "," in passage.gap(index):
                return word
        return ""
    for index in range(first - 1, first - 5, -1):
        word = passage.word(index)
        if word in IN or not word or "," in passage.gap(index):
            return word
        if word not in TOWNS and word != "the" and not word.endswith(QUALIFYING):
            return word
    return before


def dates_of(passage: Passage, within: tuple[int, int]) -> list[TimeMention]:
    """Dates in the bounds that are not the day on which somebody spoke ("said on Tuesday")."""
    dates = passage.dates
    if dates is None:
        cues = passage.marks.get("cue", ())
        dates = passage.dates = [
            time
            for time in passage.times
            if time.kind in ("date", "time")
            and time.moment is not None
            and not _of_speech(passage, time, cues)
            and not _looked_back_to(passage, time)
        ]
    if not dates:
        return dates
    low, high = within
    if low <= passage.start and passage.end <= high:
        return dates
    return [time for time in dates if low <= time.start < high]


def days_of(passage: Passage, within: tuple[int, int]) -> list[TimeMention]:
    """Those of the dates in the bounds that lie within one day and say which."""
    days = passage.days
    if days is None:
        dates = dates_of(passage, (passage.start, passage.end))
        days = passage.days = [time for time in dates if single_day(time.moment) and not dateless(time)]
    if not days:
        return days
    low, high = within
    if low <= passage.start and passage.end <= high:
        return days
    return [time for time in days if low <= time.start < high]


def _looked_back_to(passage: Passage, time: TimeMention) -> bool:
    """Whether the date is that of something since which nothing of the kind has been: "the first talks since the war
    began in 2022"."""
    first = passage.reading.word_at(time.start)
    before = passage.words(max(first - BACK, passage.sentence.first), first)
    at = next((index for index in range(len(before) - 1, -1, -1) if before[index] in SINCE), -1)
    if at < 0 or at == len(before) - 1:
        return False
    opened = passage.reading.ends[first - len(before) + at]
    return "," not in passage.reading.text[opened : time.start] and not FIRSTS.isdisjoint(
        passage.words(passage.sentence.first, first - len(before) + at)
    )


def _of_speech(passage: Passage, time: TimeMention, cues: Sequence[Mark]) -> bool:
    if not cues or time.text.endswith(("'s", "’s")):
        return False  # "said Monday's session": the date is the session's
    reading = passage.reading
    first, after = reading.word_at(time.start), reading.word_at(time.end)
    talks = passage.marks.get("talks", ())
    for cue in cues:
        if cue.id != "said":
            continue
        if 0 <= first - cue.last <= 4 and "," not in reading.text[cue.end : time.start]:
            return not any(cue.last <= mark.first < first for mark in talks)
        if cue.first - after == 1 and "," in reading.text[reading.ends[after] : cue.start]:
            continue  # "в среду провалились, заявил": what was said ends before the comma
        if 0 <= cue.first - after <= 1:
            if first > passage.sentence.first + 1 and "," in reading.text[time.end : cue.start]:
                continue  # "they come on Friday, he said"
            return not any(mark.last <= first and first - mark.last <= 6 for mark in talks)
    return False


def dateless(time: TimeMention) -> bool:
    """Whether the words give a clock time or a part of the day alone, so that the day is only the page's."""
    moment = time.moment
    if moment is None or moment.precision not in CLOCK:
        return False
    words = time.text.lower()
    return DAYS.search(words) is None and (time.kind == "time" or not any(map(str.isdigit, words)))


def single_day(moment: Moment | None) -> bool:
    """Whether the moment lies within one day."""
    return (
        moment is not None
        and moment.precision in ("second", "minute", "hour", "part-day", "day")
        and moment.begins is not None
        and moment.ends is not None
        and moment.ends - moment.begins <= 86_400_000_000
    )


@lru_cache(maxsize=4096)  # a page asks for the same few days again and again
def day_around(moment: Moment) -> Moment:
    """The whole local day of a moment within one day, with the zone and words of the moment."""
    return day_moment(moment.first_day, zone=moment.zone, basis=moment.basis, text=moment.text)


def moved(moment: Moment, day: Moment) -> Moment:
    """A clock time on another day: the same wall time, where the text gives the day elsewhere."""
    days = (day.first_day - moment.first_day).days
    if days == 0 or moment.begins is None or moment.ends is None:
        return moment
    begins, ends = moment.begins + days * DAY, moment.ends + days * DAY
    return Moment(begins, ends, moment.precision, moment.quality, moment.zone, "inferred", moment.text)


def is_talks(mark: Mark) -> bool:
    """Whether the mark is a noun for talks of some kind."""
    return mark.family == "talks" and trait("talks", mark.id, "level") in ("round", "sitting", "meeting")


def meeting_told(passage: Passage) -> bool:
    """Whether two people or two parties stand by a verb of meeting."""
    if "meet-whom" not in passage.ids or not passage.of("act", "meet-whom"):
        return False
    people, parties = {p.person for p in passage.persons}, {p.party for p in passage.parties}
    return len(people) > 1 or len(parties) > 1


def accord_signed(passage: Passage) -> bool:
    """Whether the sentence tells of a paper that was signed, as talks end."""
    return "sign" in passage.ids and bool(passage.of("act", "sign") and passage.of("ware", "deal", "text"))
