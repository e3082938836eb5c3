"""The stage of a page: which talks it is about, where and on which days, as far as its sentences tell together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ...records import Document, Mentions, Moment, Place, TimeMention, day_moment
from .passage import Passage
from .words import Mark, trait

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
    "перший": 1, "другий": 2, "третій": 3, "первый": 1, "второй": 2, "третий": 3,
}  # fmt: skip
LEVELS = frozenset({"round", "sitting", "meeting"})
IN = frozenset({"in", "at", "near", "у", "в", "во", "to"})
RECENT = timedelta(days=3)  # how long after talks a page is still a report on them
CLOCK = frozenset({"second", "minute", "hour", "part-day"})
# What dates a part of the day: "Monday evening", "yesterday afternoon", "this morning".
DAYS = (
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "yesterday", "today", "tonight", "this", "last", "tomorrow",
    "понеділ", "вівтор", "серед", "четвер", "ятниц", "субот", "неділ", "вчора", "учора", "сьогодні", "завтра",
    "понедел", "вторн", "сред", "воскрес", "сегодня",
)  # fmt: skip
BEFORE = frozenset({"before", "after", "since", "перед", "напередодні", "накануне", "до", "після", "после", "з", "с"})
AGO = frozenset({"ago", "тому", "назад"})
YEARS = ("year", "month", "рок", "рік", "місяц", "лет", "год", "месяц")
EVE = frozenset({"ahead", "eve", "напередодні", "накануне", "перед"})
BETWEEN = frozenset({"between", "among", "між", "между"})


class Order(NamedTuple):
    """Which day or round a clause speaks of. `day`: 1, 2 ..; `turn`: previous, next, latest, final or ""."""

    day: int | None
    number: int | None
    turn: str


class Stage(NamedTuple):
    """What the whole page says of its talks. `day`: the latest day of talks that it reports as past or present."""

    place: Place | None
    days: Moment | None
    ordinals: dict[int, Moment]
    parties: tuple[str, ...]
    published: Moment | None
    day: Moment | None


def talk_marks(passage: Passage, within: tuple[int, int] | None = None) -> list[Mark]:
    """Nouns for talks of some kind, and "day" where an ordinal stands by it."""
    found = []
    for mark in passage.marks.get("talks", ()):
        if within is not None and not within[0] <= mark.start < within[1]:
            continue
        level = trait("talks", mark.id, "level")
        if level not in LEVELS:
            continue
        if mark.id == "day" and day_number(passage, mark) is None:
            continue
        found.append(mark)
    return found


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


def order_of(passage: Passage, within: tuple[int, int]) -> Order:
    """Which day and which round the clause speaks of."""
    day = number = None
    turn = ""
    talks = passage.marks.get("talks", ())
    for mark in talks:
        if not within[0] <= mark.start < within[1]:
            continue
        if mark.id == "day":
            day = day_number(passage, mark) if day is None else day
            continue
        if trait("talks", mark.id, "level") not in LEVELS:
            continue
        for order in passage.marks.get("order", ()):
            if not 0 <= mark.first - order.last <= 3 or "," in passage.reading.text[order.end : mark.start]:
                continue
            if order.id.isdigit():
                if mark.first == order.last and mark.id in ("round", "session", "meeting"):
                    number = int(order.id)
            elif not turn:
                turn = order.id
    if not turn and _years_ago(passage, within):
        turn = "previous"
    return Order(day, number, turn)


def _years_ago(passage: Passage, within: tuple[int, int]) -> bool:
    """ "eight years ago", "вісім років тому", "восемь лет назад"."""
    words = passage.words(passage.first_word(within[0]), passage.first_word(within[1]))
    return any(word in AGO and index > 0 and words[index - 1].startswith(YEARS) for index, word in enumerate(words))


def place_of(passage: Passage, mark: Mark, within: tuple[int, int]) -> Place | None:
    """Where these talks are held: "in Geneva", "the Geneva talks"; a war's place is not the talks' place."""
    best: Place | None = None
    least = 12
    reading = passage.reading
    for mention in passage.places:
        if not within[0] <= mention.start < within[1]:
            continue
        first, after = reading.word_at(mention.start), reading.word_at(mention.end)
        apart = passage.apart(mention, mark)
        before = passage.word(first - 1)
        if before in ("the", "город", "міст") or (before and before in ("місті", "городе", "столиці", "столице")):
            before = passage.word(first - 2)
        adjacent = after <= mark.first <= after + 2 and "," not in reading.text[mention.end : mark.start]
        if before not in IN and not (adjacent and mention.place.precision in ("town", "point")):
            continue
        if any(thing.last in (first - 1, first - 2) for thing in passage.marks.get("thing", ())):
            continue
        if apart < least:
            best, least = mention.place, apart
    return best


def dates_of(passage: Passage, within: tuple[int, int]) -> list[TimeMention]:
    """Dates in the bounds that are not the day on which somebody spoke ("said on Tuesday")."""
    dates = [
        time
        for time in passage.times
        if time.kind in ("date", "time") and time.moment is not None and within[0] <= time.start < within[1]
    ]
    cues = passage.marks.get("cue")
    if not cues or not dates:
        return dates
    return [time for time in dates if not _of_speech(passage, time, cues)]


def _of_speech(passage: Passage, time: TimeMention, cues: Sequence[Mark]) -> bool:
    reading = passage.reading
    first, after = reading.word_at(time.start), reading.word_at(time.end)
    talks = passage.marks.get("talks", ())
    for cue in cues:
        if cue.id != "said":
            continue
        if 0 <= first - cue.last <= 4 and "," not in reading.text[cue.end : time.start]:
            return not any(cue.last <= mark.first < first for mark in talks)
        if 0 <= cue.first - after <= 1:
            return not any(mark.last <= first and first - mark.last <= 6 for mark in talks)
    return False


def dateless(time: TimeMention) -> bool:
    """Whether the words give a clock time or a part of the day alone, so that the day is only the page's."""
    moment = time.moment
    if moment is None or moment.basis == "stated" or moment.precision not in CLOCK:
        return False
    words = time.text.lower()
    return not any(words.find(stem) >= 0 for stem in DAYS) and (
        time.kind == "time" or not any(sign.isdigit() for sign in words)
    )


def single_day(moment: Moment | None) -> bool:
    """Whether the moment lies within one day."""
    return (
        moment is not None
        and moment.precision in ("second", "minute", "hour", "part-day", "day")
        and moment.begins is not None
        and moment.ends is not None
        and moment.ends - moment.begins <= 86_400_000_000
    )


def day_around(moment: Moment) -> Moment:
    """The whole local day of a moment within one day, with the zone and words of the moment."""
    return day_moment(moment.first_day, zone=moment.zone, basis=moment.basis, text=moment.text)


def set_stage(document: Document, mentions: Mentions, passages: Sequence[Passage]) -> Stage:
    """One pass over the sentences about talks: the place named most, the days, who talks with whom."""
    places: Counter[str] = Counter()
    known: dict[str, Place] = {}
    ordinals: dict[int, Moment] = {}
    rounds: list[tuple[str, Moment]] = []
    sittings: list[tuple[int | None, Moment]] = []
    parties: Counter[tuple[str, ...]] = Counter()
    for passage in passages:
        marks = talk_marks(passage)
        if not marks:
            sittings.extend(_days_of_accord(passage))
            continue
        whole = (passage.start, passage.end)
        between = parties_between(passage, marks)
        if between:
            parties[between] += 1
        for mark in marks[:3]:
            if passage.word(mark.first - 1) in BEFORE or passage.word(mark.first - 2) in EVE:
                continue
            clause = passage.clause(mark.start)
            order = order_of(passage, clause)
            if order.turn in ("previous", "next"):
                continue
            place = place_of(passage, mark, clause) or place_of(passage, mark, whole)
            if place is not None:
                known.setdefault(place.id, place)
                places[place.id] += 3 if passage.sentence.block.kind == "headline" else 1
            within = whole if passage.of("act", "hold") else clause
            dates = [time.moment for time in dates_of(passage, within) if time.moment and not dateless(time)]
            for moment in dates[:2]:
                if single_day(moment) and trait("talks", mark.id, "level") != "meeting":
                    sittings.append((order.day, day_around(moment)))
                if order.day is not None and order.day > 0 and single_day(moment):
                    ordinals.setdefault(order.day, day_around(moment))
                elif not single_day(moment) and moment.precision == "day" and moment.begins and moment.ends:
                    rounds.append((place.id if place else "", moment))
    place = known[max(places, key=lambda ident: places[ident])] if places else None
    days = _days(rounds, ordinals, place)
    _number_days(ordinals, days)
    day = _latest(sittings, days, document.published)
    return Stage(place, days, ordinals, _widest(parties), document.published, day)


def _days_of_accord(passage: Passage) -> list[tuple[int | None, Moment]]:
    """The day on which an agreement was reached is a day of talks, though none are named."""
    if not passage.of("act", "agree", "sign") and not passage.of("act", "accord"):
        return []
    dates = dates_of(passage, (passage.start, passage.end))
    return [(None, day_around(d.moment)) for d in dates[:1] if d.moment and single_day(d.moment) and not dateless(d)]


def _latest(
    sittings: Sequence[tuple[int | None, Moment]], days: Moment | None, published: Moment | None
) -> Moment | None:
    """The latest day of talks up to publication. A first day dated apart from it means that a later one is going on."""
    if published is None or not single_day(published):
        known = sorted(day.first_day for _, day in sittings)
        zone = sittings[0][1].zone if sittings else None
        return day_moment(known[-1], zone=zone, basis="inferred") if known else None
    today = published.first_day
    past = [day for number, day in sittings if today - RECENT <= day.first_day <= today and number != 1]
    if days is not None and days.ends is not None and today - RECENT <= days.last_day < today:
        past.append(day_moment(days.last_day, zone=days.zone, basis="inferred"))
    return max(past, key=lambda day: day.first_day) if past else day_around(published)


def parties_between(passage: Passage, marks: Sequence[Mark]) -> tuple[str, ...]:
    """The parties of "talks between A, B and C" or "A-B talks", sorted; () where the sentence does not say."""
    if len(passage.parties) < 2:
        return ()
    reading = passage.reading
    for index in range(passage.sentence.first, passage.sentence.last):
        if reading.words[index] in BETWEEN and any(
            -1 <= index - mark.last <= 6 or 0 <= mark.first - index <= 12 for mark in marks
        ):
            start = reading.ends[index]
            named = _listed(passage, start)
            if len(named) > 1:
                return tuple(sorted(set(named)))
    for mark in marks:
        named = [party.party for party in passage.parties if party.end <= mark.start and mark.start - party.end < 30]
        joined = [p for p in passage.parties if p.end <= mark.start]
        if len(named) > 1 and reading.text[joined[-2].end : joined[-1].start] in ("-", "–", "—"):
            return tuple(sorted(set(named)))
    return ()


def _listed(passage: Passage, start: int) -> list[str]:
    named: list[str] = []
    at = start
    for party in passage.parties:
        if party.start < start:
            continue
        if party.start - at > 30:
            break
        named.append(party.party)
        at = party.end
    return named


def _widest(parties: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    if not parties:
        return ()
    return max(sorted(parties), key=lambda group: (parties[group] + len(group), len(group)))


def _days(rounds: list[tuple[str, Moment]], ordinals: dict[int, Moment], place: Place | None) -> Moment | None:
    here = [moment for ident, moment in rounds if place is not None and ident == place.id]
    anywhere = [moment for ident, moment in rounds if not ident]
    if here or anywhere:
        return (here or anywhere)[0]
    if 1 in ordinals and len(ordinals) > 1:
        last = max(ordinals)
        return day_moment(ordinals[1].first_day, ordinals[last].first_day, zone=ordinals[1].zone, basis="inferred")
    return None


def _number_days(ordinals: dict[int, Moment], days: Moment | None) -> None:
    first: date | None = None
    if days is not None and days.begins is not None:
        first = days.first_day
    elif ordinals:
        number = min(ordinals)
        first = ordinals[number].first_day - timedelta(days=number - 1)
    if first is None:
        return
    zone = days.zone if days is not None else ordinals[min(ordinals)].zone
    last = days.last_day if days is not None else None
    for number in range(1, 6):
        day = first + timedelta(days=number - 1)
        if number not in ordinals and (last is None or day <= last):
            ordinals[number] = day_moment(day, zone=zone, basis="inferred")
