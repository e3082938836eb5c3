"""The stage of a page: which talks it is about, where and on which days, as far as its sentences tell together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from ...records import Document, Moment, Place, day_moment, local
from .passage import Passage
from .reference import dateless, dates_of, day_around, days_of, order_of, place_of, single_day, talk_marks
from .words import Mark, trait

BETWEEN = frozenset({"between", "among", "між", "между"})


MAY = frozenset(
    "could may might possible можливо може можуть міг могла могли может могут мог могла могли возможно".split()
)
WHO = frozenset("he she they who він вона вони он она они".split())
NEAR = 8  # words between an agreement and the town where it was made
WIDE = frozenset({"country", "region", "area"})
# Dates are taken from each other, for none lies before the year 1, which some pages state.
NONE = timedelta()
PAST = timedelta(days=45)  # before a page, talks are not those that it reports
RECENT = timedelta(days=3)  # how long after talks a page is still a report on them
BEFORE = frozenset({"before", "after", "since", "перед", "напередодні", "накануне", "до", "після", "после", "з", "с"})
JOINED = frozenset(", and the of та і й и 's ’s".split())
BROKERED = frozenset("mediated brokered hosted with in за при по із с через в у".split())
EVE = frozenset({"ahead", "eve", "напередодні", "накануне", "перед"})
LEADING = BEFORE | EVE
COMING = frozenset({"planned", "start-future", "hold-future", "hold-base"})
LEAD = 2  # sentences at the head of a text in which its day stands, though they have no noun for talks
SEATED = frozenset({"delegation", "side", "sides", "negotiator"})
CLOCK = re.compile(r"\b(\d{1,2}):\d\d(?:\s?([ap])\.?m\b)?", re.IGNORECASE)
STAMP = 60  # characters of a stamp in which its clock is looked for
EVENING = 17  # o'clock; a page that appeared later reports its own day where it names none
BOUNDS = {"start": "begun", "start-base": "begun", "end": "ended", "end-base": "ended"}
REACH = 12  # words between a verb of beginning or ending and the talks
LONGEST = 60  # days between the beginning and the end of one round
FUTURE = ("ться", "тся", "жать", "жат", "новлять", "новят")


class Stage(NamedTuple):
    """What the whole page says of its talks.

    `day`: the latest day of talks that it reports as past or present; `number`: which round the one held last is.
    """

    place: Place | None
    days: Moment | None
    ordinals: dict[int, Moment]
    parties: tuple[str, ...]
    published: Moment | None
    day: Moment | None
    number: int | None = None


class _Gathered:
    """What sentences about talks say, summed up one by one."""

    def __init__(self, published: Moment | None) -> None:
        self.today = published.first_day if published is not None and single_day(published) else None
        self.places: Counter[str] = Counter()
        self.numbered: list[tuple[int, str, int]] = []
        self.known: dict[str, Place] = {}
        self.ordinals: dict[int, Moment] = {}
        self.rounds: list[tuple[str, Moment]] = []
        self.sittings: list[tuple[int | None, Moment]] = []
        self.numbers: set[int] = set()
        self.planned: set[date] = set()
        self.begun: list[date] = []
        self.ended: list[date] = []
        self.closed = False
        self.count: int | None = None
        self.lengths: list[int] = []
        self.parties: Counter[tuple[str, ...]] = Counter()
        self.led = 0

    def take(self, passage: Passage) -> None:
        """Add what one sentence says."""
        marks = talk_marks(passage)
        if not marks:
            self._take_meeting(passage)
            self._take_accord(passage)
            self._take_lead(passage)
            return
        between = parties_between(passage, marks)
        if between:
            self.parties[between] += 1
        led = passage.holds(LEADING)
        for mark in marks[:3]:
            if led and (passage.word(mark.first - 1) in BEFORE or passage.word(mark.first - 2) in EVE):
                continue
            self._take_talks(passage, mark)

    def _take_meeting(self, passage: Passage) -> None:
        """ "The two presidents met in Ohrid on Saturday": place and day without a noun for talks."""
        for verb in passage.of("act", "meet-whom")[:1] if "meet-whom" in passage.ids else ():
            people, parties = {p.person for p in passage.persons}, {p.party for p in passage.parties}
            if len(people) < 2 and len(parties) < 2:
                return
            clause = passage.clause(verb.start)
            place = place_of(passage, verb, clause)
            if place is not None:
                self.known.setdefault(place.id, place)
                self.places[place.id] += 1
            dates = [time.moment for time in dates_of(passage, clause) if time.moment and not dateless(time)]
            for moment in dates[:1]:
                self._take_date(moment, None, place, False)

    def _take_lead(self, passage: Passage) -> None:
        """ "Civilians of both sides sat in the committee on Wednesday": the day of those who come together."""
        if self.today is None or self.led >= LEAD or passage.sentence.block.kind not in ("body", "summary"):
            return
        self.led += 1
        if "strike" in passage.marks or "harm" in passage.marks or "exchange" in passage.ids:
            return
        seated = any(mark.id in SEATED for mark in passage.of("talks", *SEATED))
        met = bool(passage.of("act", "meet-whom", "meet-at"))
        if len({party.party for party in passage.parties}) + seated < 2 and not met:
            return
        if "cue" in passage.marks and not met:
            return
        for time in days_of(passage, (passage.start, passage.end))[:1]:
            if time.moment is not None and NONE <= self.today - time.moment.first_day <= RECENT:
                self.sittings.append((None, day_around(time.moment)))

    def _take_accord(self, passage: Passage) -> None:
        """The day and place of an agreement or a meeting ("met in Doha") are those of talks, though none are named."""
        acts = passage.of("act", "agree", "sign", "accord", "hold") if "act" in passage.marks else ()
        if not acts or "meet-again" in passage.ids:
            return
        whole = (passage.start, passage.end)
        place = place_of(passage, acts[0], whole)
        if place is not None and place.precision == "town" and _led_to(passage, acts[0], place):
            self.known.setdefault(place.id, place)
            self.places[place.id] += 1
        if acts[0].id != "hold":
            # What was agreed may name a day to come: "agreed to open the crossing on Monday".
            days = [
                day.moment
                for day in days_of(passage, whole)
                if day.moment is not None and (self.today is None or day.moment.first_day <= self.today)
            ]
            self.sittings.extend((None, day_around(moment)) for moment in days[:1])

    def _take_talks(self, passage: Passage, mark: Mark) -> None:
        whole, clause = (passage.start, passage.end), passage.clause(mark.start)
        order = order_of(passage, clause)
        if order.turn in ("previous", "next") or self._long_ago(passage, clause):
            return
        if order.number is not None and not _ahead(passage) and not _possible(passage, mark):
            self.count = max(self.count or 0, order.number)
        number = order.day if order.day is not None and order.day > 0 else None
        if number is not None and not _ahead(passage):
            self.numbers.add(number)
        again = "meet-again" in passage.ids and any(
            clause[0] <= verb.start < clause[1] for verb in passage.of("act", "meet-again")
        )
        place = None if again or _possible(passage, mark) else place_of(passage, mark, clause) or _beyond(passage, mark)
        if place is not None:
            self.known.setdefault(place.id, place)
            weight = 3 if passage.sentence.block.kind == "headline" else 1
            self.places[place.id] += weight
            if order.number is not None:
                self.numbered.append((order.number, place.id, weight))
        within = whole if "hold" in passage.ids else clause
        side = trait("talks", mark.id, "level") == "meeting"
        told = dates_of(passage, within) if passage.times else ()
        dates = [time.moment for time in told if time.moment and not dateless(time)]
        for moment in dates[:2]:
            self._take_date(moment, number, place, side)
            if single_day(moment) and _ahead(passage):
                self.planned.add(moment.first_day)
        self._take_bounds(passage, mark, clause)

    def _long_ago(self, passage: Passage, clause: tuple[int, int]) -> bool:
        """Whether every date of the clause lies far before the page."""
        if self.today is None or not passage.times:
            return False
        moments = [time.moment for time in dates_of(passage, clause) if not dateless(time)]
        ends = [moment.last_day for moment in moments if moment is not None and moment.ends is not None]
        return bool(ends) and self.today - max(ends) > PAST

    def _take_bounds(self, passage: Passage, mark: Mark, clause: tuple[int, int]) -> None:
        """ "opened on 13 February", "wrapped up four days of talks on Thursday": where the round begins and ends."""
        whole = trait("talks", mark.id, "level") == "round"
        if not whole and (mark.id != "meeting" or order_of(passage, clause, mark).turn or _numbered(passage, mark)):
            return
        for time in passage.times:
            length = time.length
            if (
                length is not None and length.unit == "day" and length.low is not None and length.low == length.high
                and length.modifier == "exact" and clause[0] <= time.start < clause[1]
                and passage.apart(time, mark) <= 4
            ):  # fmt: skip
                self.lengths.append(int(length.low))
        for verb in passage.of("act", *BOUNDS):
            if not clause[0] <= verb.start < clause[1] or passage.apart(verb, mark) > REACH or _ahead(passage):
                continue
            days = days_of(passage, clause)
            near = passage.nearest(days, verb)
            if near is not None and near.moment is not None:
                if BOUNDS[verb.id] == "begun" and (order_of(passage, clause, mark).day or 1) > 1:
                    return  # "the second day began": not the beginning of the round
                (self.begun if BOUNDS[verb.id] == "begun" else self.ended).append(near.moment.first_day)
            elif BOUNDS[verb.id] == "ended" and whole and not days:
                self.closed = True
            return

    def _take_date(self, moment: Moment, number: int | None, place: Place | None, side: bool) -> None:
        if not single_day(moment):
            if moment.precision == "day" and moment.begins and moment.ends:
                self.rounds.append((place.id if place else "", moment))
            return
        if not side:
            self.sittings.append((number, day_around(moment)))
        if number is not None:
            self.ordinals.setdefault(number, day_around(moment))


def set_stage(document: Document, passages: Sequence[Passage]) -> Stage:
    """One pass over the sentences about talks: the place named most, the days, who talks with whom."""
    seen = _Gathered(document.published)
    for passage in passages:
        seen.take(passage)
    ordinals = seen.ordinals
    place = _place(seen)
    days = _days(seen.rounds, ordinals, place) or _bounded(seen, document.published)
    # "The second day is over" without a date is news of the day itself; other days named beside it are earlier ones.
    undated = not ordinals and max(seen.numbers, default=0) > 1
    ongoing = bool(seen.numbers) or days is not None
    day = _latest([] if undated else _held(seen), days, document.published, ongoing)
    if seen.numbers and not ordinals and days is None and day is not None:
        ordinals[max(seen.numbers)] = _first_of(seen, day) if max(seen.numbers) == 1 else day
    _number_days(ordinals, days)
    return Stage(place, days, ordinals, _widest(seen.parties), document.published, day, seen.count)


def _place(seen: _Gathered) -> Place | None:
    """The place named most, save those of rounds before; of a land and a town in it, the town."""
    places = seen.places.copy()
    for number, ident, weight in seen.numbered:
        if seen.count is not None and number != seen.count:
            places[ident] -= weight
    places = +places or seen.places
    if not places:
        return None
    best = seen.known[max(places, key=lambda ident: places[ident])]
    if best.precision in WIDE and best.country:
        inside = [
            ident
            for ident in places
            if seen.known[ident].country == best.country and seen.known[ident].precision not in WIDE
        ]
        if inside:
            return seen.known[max(inside, key=lambda ident: places[ident])]
    return best


def _led_to(passage: Passage, act: Mark, place: Place) -> bool:
    """Whether the place is where the act was done: it stands beside it, or opens the sentence."""
    return any(
        mention.place.id == place.id
        and (mention.start > act.start or passage.first_word(mention.start) - passage.sentence.first <= 3)
        and passage.apart(mention, act) <= NEAR
        for mention in passage.places
    )


def _beyond(passage: Passage, mark: Mark) -> Place | None:
    """The place that another clause of the sentence names, unless that clause tells of somebody: "he is in Geneva"."""
    place = place_of(passage, mark, (passage.start, passage.end))
    if place is None:
        return None
    for mention in passage.places:
        if mention.place.id == place.id:
            opening = passage.word(passage.first_word(passage.clause(mention.start)[0]))
            return None if opening in WHO else place
    return place


def _possible(passage: Passage, mark: Mark) -> bool:
    """Whether the talks are only thought of: "a third round could be held in Vienna"."""
    return "hypothetical" in passage.ids and any(
        abs(turn.first - mark.first) <= 6 and passage.word(turn.first) in MAY
        for turn in passage.of("turn", "hypothetical")
    )


def _bounded(seen: _Gathered, published: Moment | None) -> Moment | None:
    """The days from the beginning of the round to its end: both dated, or one and how many days it took."""
    first = min(seen.begun, default=None)
    last = max(seen.ended, default=None)
    length = min(seen.lengths, default=None) if len(set(seen.lengths)) == 1 else None
    if last is None and seen.closed and first is not None and length is None and single_day(published):
        last = published.first_day if published is not None else None
    if length is not None and length > 1:
        if last is not None and first in (None, last):
            first = last - timedelta(days=length - 1)
        elif first is not None and last in (None, first):
            # Talks that are still going on may have been going on before the beginning that is told.
            over = seen.today is not None and first + timedelta(days=length - 1) <= seen.today
            last = first + timedelta(days=length - 1) if over else last
    if first is None or last is None or not 0 < (last - first).days <= LONGEST:
        return None
    return day_moment(first, last, basis="inferred")


def _held(seen: _Gathered) -> list[tuple[int | None, Moment]]:
    """The dated sittings; one that is only announced counts where no other has a date. The day on which talks "wrapped
    up" is one of them."""
    told = [held for held in seen.sittings if held[1].first_day not in seen.planned]
    told += [(None, day_moment(day, basis="inferred")) for day in seen.ended]
    return told or seen.sittings


def _first_of(seen: _Gathered, day: Moment) -> Moment:
    """ "The first day" without a date, where days are named: the earliest of them that is still news."""
    known = [held for number, held in seen.sittings if number is None and held.first_day <= day.first_day]
    recent = [held for held in known if day.first_day - held.first_day <= RECENT]
    return min(recent, key=lambda held: held.first_day, default=day)


def _numbered(passage: Passage, mark: Mark) -> bool:
    """Whether an ordinal stands before the noun: "the first meeting" is one of several."""
    return any(order.id.isdigit() and 0 <= mark.first - order.last <= 1 for order in passage.of("order"))


def _ahead(passage: Passage) -> bool:
    """Whether the sentence speaks of what is still to come."""
    if not COMING.isdisjoint(passage.ids):
        return True
    if passage.reading.language == "en":
        return False
    return any(passage.word(verb.first).endswith(FUTURE) for verb in passage.of("act", "continue"))


def _latest(
    sittings: Sequence[tuple[int | None, Moment]], days: Moment | None, published: Moment | None, ongoing: bool
) -> Moment | None:
    """The latest day of talks up to publication. A first day dated apart from it means that a later one is going on."""
    if published is None or not single_day(published):
        known = sorted(day.first_day for _, day in sittings)
        zone = sittings[0][1].zone if sittings else None
        return day_moment(known[-1], zone=zone, basis="inferred") if known else None
    today = published.first_day
    past = [day for number, day in sittings if NONE <= today - day.first_day <= RECENT and number != 1]
    if days is not None and days.ends is not None and NONE < today - days.last_day <= RECENT:
        past.append(day_moment(days.last_day, zone=days.zone, basis="inferred"))
    return max(past, key=lambda day: day.first_day) if past else _assumed(published, ongoing)


def _assumed(published: Moment, ongoing: bool) -> Moment:
    """The day of publication where the page names none: its talks may as well have been those of the day before."""
    day = day_around(published)
    if ongoing or _hour(published) >= EVENING:
        return day
    return msgspec.structs.replace(day, basis="published", text="")  # no words of the page tell it


def _hour(published: Moment) -> int:
    """The hour of the page's stamp, of which the words may tell more than the moment; -1 without one."""
    if published.precision in ("second", "minute", "hour") and published.begins is not None:
        return local(published.begins, published.zone).hour
    clock = CLOCK.search(published.text[:STAMP])
    if clock is None:
        return -1
    half = (clock[2] or "").lower()
    return int(clock[1]) % 12 + 12 * (half == "p") if half else int(clock[1])


def parties_between(passage: Passage, marks: Sequence[Mark]) -> tuple[str, ...]:
    """The parties of "talks between A, B and C" or "A-B talks", sorted; () where the sentence does not say."""
    if len(passage.parties) < 2:
        return ()
    reading = passage.reading
    paired = range(passage.sentence.first, passage.sentence.last) if passage.holds(BETWEEN) else ()
    for index in paired:
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
        gap = passage.reading.text[at : party.start].lower().replace(",", " , ").split()
        if party.start - at > 40 or sum(word not in JOINED for word in gap) > 2 or not BROKERED.isdisjoint(gap):
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
