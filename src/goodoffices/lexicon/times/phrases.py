"""Every time a reading words, before the day of the account is known. One pass from words that mean something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress

from ..reading import Reading, Sentence
from .clocks import AFTER_HOUR, clock
from .cursor import Cursor
from .days import GOING_ON, calendar_dates, month_at, shifted_year
from .lengths import add_smaller, length
from .monthdays import month_day
from .openings import first_of
from .relatives import relative
from .rounds import recurring
from .wording import Wording
from .words import BOUND, CLOCKED, MEASURED, NAMED, PARTED, ROUND
from .years import TENS, decade_word, quarter_phrase, season_phrase, worded_year, year_phrase

# Words that may stand between a part of the day and its day.
_JOINERS = frozenset("of on the у в в во and".split()) - {"and"}
_DOCUMENTS = frozenset(
    "photo photos photograph picture image images imagery video footage report reports statement deal agreement "
    "agreements letter document memo map data figures survey poll law treaty resolution decision decree order protocol "
    "plan".split()
)


Worded = tuple[Cursor, tuple[tuple[Sentence, Sequence[Wording]], ...]]


def worded(reading: Reading) -> Worded:
    """The cursor of a reading, and every sentence that has a word of time or number, with its times as worded.

    Times stand in text order, none inside another. Kept with the reading: quantities ask again.
    """
    known: Worded | None = reading.kept.get("worded")
    if known is None:
        known = reading.kept["worded"] = _worded(reading)
    return known


def _worded(reading: Reading) -> Worded:
    cursor = Cursor(reading)
    found: list[tuple[Sentence, Sequence[Wording]]] = []
    places = list(compress(range(len(cursor.begun)), cursor.begun))
    measures = [-1, *[index for index, senses in enumerate(cursor.senses) if senses.measures]]
    begun, count = 0, len(places)
    for sentence in reading.sentences:
        ended = begun
        while ended < count and places[ended] < sentence.last:
            ended += 1
        if ended > begun:
            cursor.first, cursor.stop = sentence.first, sentence.last
            measured = measures[bisect_left(measures, sentence.last) - 1]
            found.append((sentence, _of_sentence(cursor, places[begun:ended], measured)))
        begun = ended
    cursor.first, cursor.stop = 0, len(cursor.words)
    return cursor, tuple(found)


def _of_sentence(cursor: Cursor, places: list[int], measured: int) -> list[Wording]:
    """The times that begin at the places; `measured`: the last word that may be a length's unit."""
    last, begun = cursor.first, cursor.begun
    told: list[Wording] = []
    for index in places:
        if index < last:
            continue
        for wording in _at(cursor, index, begun[index] if index <= measured else begun[index] & ~MEASURED):
            wording.first = max(wording.first, last)
            if told:
                _share_year(cursor, told[-1], wording)
            told.append(wording)
            last = max(wording.after, index + 1)
    return told


def _share_year(cursor: Cursor, left: Wording, right: Wording) -> None:
    """In "on 5 March and 7 April 2022" the first date has the year of the second; "next Tuesday and Wednesday" too."""
    if left.kind == right.kind == "weekday" and right.first - left.after == 1 and left.shift and not right.shift:
        right.shift = left.shift
    if left.kind in ("date", "month") and right.kind in ("date", "month") and left.year is None and not left.year_shift:
        between = right.first - left.after
        if (between == 0 and cursor.gap(right.first) in ("", ",")) or (
            between == 1 and cursor.word(left.after) in ("and", "та", "і", "й", "и", "or", "або", "или")
        ):
            left.year, left.year_shift = _earlier_year(left, right), right.year_shift
            if left.until and left.until.year is None:
                left.until.year, left.until.year_shift = left.year, left.year_shift


def _earlier_year(left: Wording, right: Wording) -> int | None:
    closing = left.until or left
    later = (closing.month or 0, closing.day or 0) > (right.month or 0, right.day or 0)
    return (
        right.year - 1
        if right.year and later and right.opens == "" and right.until is None and left.until
        else right.year
    )


def _only_counts(cursor: Cursor, index: int) -> bool:
    """Whether digits of an English text can be no time: blanks around them, behind them a word of no grammar here."""
    word, following = cursor.words[index], cursor.word(index + 1)
    return (
        cursor.language == "en"
        and len(word) < 4
        and word.isdecimal()
        and cursor.gaps[index] == " "
        and not cursor.begins(index + 1)
        and following not in _AFTER_DIGITS
        and bool(following)
        and cursor.before(index) not in ("'", "’", "‘")
    )


_AFTER_DIGITS = AFTER_HOUR | GOING_ON | TENS


def _at(cursor: Cursor, index: int, begins: int) -> list[Wording]:
    if begins & CLOCKED and begins & NAMED and _only_counts(cursor, index):
        return []
    if begins & BOUND and cursor.begins(index + 1) | cursor.begins(index + 2):
        bound = _bound(cursor, index)
        if bound:
            return [bound]
    if begins & PARTED:
        parted = _parted(cursor, index)
        if parted:
            return [parted]
    if begins & CLOCKED:
        hour = clock(cursor, index)
        if hour:
            return [hour]
    if begins & NAMED:
        days = _named(cursor, index)
        if days:
            return days
    rest = recurring(cursor, index) if begins & ROUND else None
    if rest is None and begins & (MEASURED):
        rest = _measured(cursor, index)
    return [rest] if rest else []


def _named(cursor: Cursor, index: int) -> list[Wording]:
    days = _days(cursor, index)
    if not days:
        return []
    if len(days) == 1:
        _close(cursor, days[0])
        if days[0].until is None:
            _part_behind(cursor, days[0])
    return days


def _days(cursor: Cursor, index: int) -> list[Wording]:
    if not cursor.begins(index) & NAMED:
        return []
    days = calendar_dates(cursor, index)
    if days:
        return days
    kinds = cursor.at(index).kinds
    found: Wording | None = None
    if "firstof" in kinds and (opening := first_of(cursor, index)):
        return [opening]
    if "sameyear" in kinds and (told := cursor.take(index, "sameyear")):
        return [Wording("period", index, told[1], unit="year", shift="same")]
    if "digits" in kinds:
        found = year_phrase(cursor, index) or month_day(cursor, index)
    elif "decade" in kinds:
        found = decade_word(cursor, index)
    else:
        if "lastquarter" in kinds and cursor.language != "en":
            found = quarter_phrase(cursor, index)
        if found is None and not kinds.isdisjoint(_YEARLY):
            found = _month_of_year(cursor, index)
        found = found or relative(cursor, index)
        if found is None and not kinds.isdisjoint(_NUMBERED):
            found = quarter_phrase(cursor, index)
        if found is None and cursor.language != "en" and "number" in kinds:
            found = worded_year(cursor, index)
        if found is None and "season" in kinds:
            found = season_phrase(cursor, index)
    return [found] if found else []


_YEARLY = frozenset({"shift", "period"})
_NUMBERED = frozenset({"ordinal", "roman", "locative", "lastquarter"})


def _month_of_year(cursor: Cursor, index: int) -> Wording | None:
    """ "торік у березні", "в прошлом году в марте": a month of the year before it."""
    year = shifted_year(cursor, index)
    if year is None or cursor.word(year[1]) not in ("у", "в", "in") or not cursor.spaced(year[1]):
        return None
    month = month_at(cursor, year[1] + 1)
    if month is None or (cursor.language == "en" and cursor.word(month[1]).isdecimal()):
        return None
    return Wording("month", index, month[1], month=month[0], year_shift=year[0])


_ENDS = frozenset({"date", "month", "year", "weekday", "day", "period", "monthday"})


def _close(cursor: Cursor, opening: Wording, *, opened: bool = False, night: bool = False) -> None:
    """Joins "Monday to Wednesday", "23 January – 2 February" into one range."""
    if opening.until or opening.kind not in _ENDS:
        return
    place = opening.after
    if cursor.dashed(place):
        start = place
    else:
        link = ("to", place + 1) if night and cursor.word(place) in ("на", "into") else cursor.take(place, "link")
        if (
            not link
            or cursor.gap(place) not in ("", ".")
            or (link[0] == "and") != (cursor.word(opening.first - 1) in _BETWEEN)
        ):
            return
        if (
            not opened
            and (cursor.language != "en" or cursor.word(place) != "through")
            and cursor.word(place) not in ("to",)
        ):
            return
        start = link[1]
    start += cursor.word(start) == "the"
    closing = _days(cursor, start)
    if len(closing) != 1 or closing[0].until or closing[0].kind not in _ENDS:
        return
    last = closing[0]
    if opening.kind != last.kind and not opened:
        return
    if opening.year is None and last.year is not None and opening.month and last.month:
        opening.year = last.year - (opening.month > last.month)
    opening.year_shift = opening.year_shift or last.year_shift
    opening.until, opening.after = last, last.after


_BETWEEN = frozenset({"between", "між", "между"})


def _bound(cursor: Cursor, index: int) -> Wording | None:
    """Times that a preposition makes open or a range: "since 2014", "by Friday", "from Monday to Wednesday"."""
    bind = cursor.take(index, "bind")
    if bind is None:
        return None
    how, place = bind
    place += cursor.word(place) in ("the", "about", "around", "at")
    if not cursor.spaced(place):
        return None
    hour = clock(cursor, place)
    days = [] if hour else _days(cursor, place)
    if hour:
        return _opened(cursor, index, hour, how)
    if len(days) == 2 and how in ("between", "from"):
        days[0].until, days[0].after = days[1], days[1].after
        del days[1]
    if not days:
        return _bound_part(cursor, index, place, how)
    if len(days) != 1:
        return None
    first = days[0]
    if first.kind in ("stretch", "vague", "context") or (
        first.kind == "period" and first.shift == "last" and how == "from"
    ):
        return None
    if not first.until:
        _close(cursor, first, opened=True)
    if not first.until:
        _part_behind(cursor, first)
    return _opened(cursor, index, first, how)


def _bound_part(cursor: Cursor, index: int, place: int, how: str) -> Wording | None:
    """ "until dawn", "by mid-morning", "к утру": no part of the day that a morning and an evening bound together."""
    if (
        how not in ("until", "by")
        or not cursor.begins(place) & PARTED
        or (_names_part(cursor, index - 1) and cursor.gap(index) == "")
    ):
        return None
    parted = _parted(cursor, place)
    noun = cursor.take(place, "part") if parted is None else None
    if noun and (cursor.words[place] in ("night", "day") or "part" in cursor.at(place - 1).values):
        return None
    found = parted or (Wording("part", place, noun[1], part=noun[0]) if noun else None)
    return _opened(cursor, index, found, how) if found and not found.until else None


def _names_part(cursor: Cursor, index: int) -> bool:
    return not cursor.at(index).kinds.isdisjoint(_PARTS)


_PARTS = frozenset({"part", "alone"})


def _opened(cursor: Cursor, index: int, found: Wording, how: str) -> Wording | None:
    if how == "between" and found.kind == "clock" and not found.until:
        closing = clock(cursor, found.after + 1) if cursor.word(found.after) in ("and", "та", "і", "и") else None
        if closing:
            found.until, found.after, found.end = closing, closing.after, closing.end
    if found.until:
        if how in ("since", "from", "between"):
            found.first = index
        return found
    if how == "between":
        return None
    if how == "from" and not _from_opens(cursor, index, found):
        return None
    found.first = index
    if how == "notbefore":
        found.way = "ahead"
        return found
    found.opens = "since" if how in ("since", "from") else "until" if how == "until" else "by"
    return found


def _from_opens(cursor: Cursor, index: int, found: Wording) -> bool:
    if cursor.language == "ru":
        return False
    if cursor.language == "uk":
        return found.kind in ("year", "month", "clock") and cursor.word(index - 1) not in (
            "рішення",
            "закону",
            "указу",
            "угоди",
        )
    return cursor.word(index - 1) not in _DOCUMENTS


_WHOLE_DAYS = frozenset({"date", "weekday", "day", "monthday"})


def _parted(cursor: Cursor, index: int) -> Wording | None:
    """Parts of the day, alone or with their day: "overnight on 17 February", "first half of the day", "вранці"."""
    kinds = cursor.senses[index].kinds
    into = cursor.take(index, "nightinto") if "nightinto" in kinds else None
    if into:
        days = _days(cursor, into[1])
        if len(days) == 1 and days[0].kind in _WHOLE_DAYS:
            days[0].first, days[0].part = index, "overnight"
            return days[0]
    across = cursor.take(index, "nightfrom") if "nightfrom" in kinds else None
    if across:
        days = _days(cursor, across[1] + (cursor.word(across[1]) == "the"))
        if len(days) == 1 and days[0].kind in ("date", "weekday", "day"):
            if not days[0].until:
                _close(cursor, days[0], opened=True, night=True)
            days[0].first = index
            return days[0]
    for kind, offset, part in (("lastnight", -1, "night"), ("tonight", 0, "evening")):
        found = cursor.take(index, kind) if kind in kinds else None
        if found:
            return Wording("day", index, found[1], offset=offset, part=part)
    alone = cursor.take(index, "alone") if "alone" in kinds else None
    noun = cursor.take(index, "part") if "part" in kinds else None
    if not alone and not noun:
        return None
    day = _its_day(cursor, noun[1]) if noun and (not alone or noun[1] >= alone[1]) else None
    if day is None and alone:
        day = _its_day(cursor, alone[1])
    name = (alone or noun or ("", 0))[0]
    if day:
        day.first, day.part = index, name
        return day
    return Wording("part", index, alone[1], part=name) if alone else None


def _its_day(cursor: Cursor, place: int) -> Wording | None:
    start = place
    while cursor.word(start) in _JOINERS and cursor.spaced(start) and start < place + 2:
        start += 1
    if not cursor.spaced(start):
        return None
    days = _days(cursor, start)
    if len(days) != 1 or days[0].kind not in _WHOLE_DAYS or days[0].part:
        return None
    return days[0]


def _part_behind(cursor: Cursor, wording: Wording) -> None:
    if wording.kind not in _WHOLE_DAYS or wording.part or not cursor.spaced(wording.after):
        return
    place = wording.after
    while cursor.word(place) in ("at", "in", "the", "у", "в") and cursor.language == "en" and place < wording.after + 2:
        place += 1
    alone = cursor.take(wording.after, "alone") or (cursor.take(place, "part") if place == wording.after else None)
    if alone and not _owns_day(cursor, alone[1]):
        wording.part, wording.after = alone


def _owns_day(cursor: Cursor, place: int) -> bool:
    return _its_day(cursor, place) is not None


def _measured(cursor: Cursor, index: int) -> Wording | None:
    """Lengths of time, and days counted from them: "two days ago", "через три недели", "in two weeks' time"."""
    kinds = cursor.senses[index].kinds
    hence = cursor.take(index, "hence") if "hence" in kinds else None
    if hence:
        inner = length(cursor, hence[1]) or (length(cursor, hence[1] + 1) if cursor.word(hence[1]) == "a" else None)
        if inner is None and cursor.language != "en":
            inner = _one(cursor, hence[1])
        if inner is None or inner.length is None:
            return None
        ahead = cursor.take(inner.after, "way")
        if ahead and ahead[0] == "ahead":
            inner.after = ahead[1]
            return _counted(inner, index, "ahead")
        if cursor.word(inner.after) in _FROM_EVENT:
            return inner
        return _counted(inner, index, "in") if cursor.words[index] != "within" and _names_day(inner) else None
    inner = length(cursor, index) or (_one_ago(cursor, index) if "span" in kinds else None)
    if inner is None:
        return None
    way = cursor.take(inner.after, "way") if cursor.spaced(inner.after) else None
    if way is None or (way[0] == "ahead" and cursor.word(inner.after) == "time"):
        return inner
    if way[0] in ("later", "earlier") and (_by_clock(inner) or cursor.word(way[1]) in ("than", "ніж", "чем")):
        return inner
    return _counted(inner, inner.first, way[0], way[1])


def _by_clock(inner: Wording) -> bool:
    """Whether a length is of hours or less: "five hours later" names no day."""
    return bool(inner.parts) and inner.parts[0][1] in ("hour", "minute", "second")


_FROM_EVENT = frozenset("after before of since після до від от после до с з following".split())


def _names_day(inner: Wording) -> bool:
    return bool(inner.parts) and inner.parts[0][0] is not None


def _counted(inner: Wording, first: int, way: str, after: int | None = None) -> Wording | None:
    inner.kind, inner.way, inner.first = "ago", way, first
    inner.after = after or inner.after
    return inner


def _one(cursor: Cursor, index: int) -> Wording | None:
    from decimal import Decimal

    from ...records import Quantity

    unit = cursor.take(index, "span")
    if unit is None:
        return None
    times = unit[0].times
    wording = Wording(
        "duration", index, unit[1], length=Quantity(times, times, unit[0].unit), parts=((Decimal(times), unit[0].unit),)
    )
    add_smaller(cursor, wording)
    return wording


def _one_ago(cursor: Cursor, index: int) -> Wording | None:
    """ "тиждень тому", "год назад": a bare unit counts as one before a word for ago."""
    unit = cursor.take(index, "span") if cursor.language != "en" else None
    if unit is None or not cursor.spaced(unit[1]):
        return None
    way = cursor.take(unit[1], "way")
    if way is None or way[0] != "ago":
        return None
    return _one(cursor, index)
