"""Times that lean on the day of the account: weekdays, "yesterday", "last week", "early March", "the past 24 hours"."""

from __future__ import annotations

from decimal import Decimal

from ...records import Quantity
from .cursor import Cursor
from .days import calendar_dates, month_at, shifted_year, year_at
from .lengths import length
from .monthdays import month_day
from .wording import Wording
from .years import quarter_phrase, season_phrase, year_phrase

# Russian "среда" is also surroundings, English "sun" and "sat" are words of their own.
_WEDNESDAY = frozenset(
    (
        "в во на со с до к ко по после перед прошлую прошлой следующую следующей эту этой каждую минувшую вечером "
        "утром ночь на ближайшую будущую"
    ).split()
)
_SMALL = frozenset({"second", "minute", "hour"})


def relative(cursor: Cursor, index: int) -> Wording | None:
    """One time of the relative kinds at word `index`."""
    senses = cursor.at(index)
    kinds = senses.kinds
    if kinds.isdisjoint(_LEANING):
        return None
    if "weekday" in senses.values or "weekday-short" in senses.values:
        return _weekday(cursor, index)
    found = cursor.take(index, "context") if "context" in kinds else None
    if found and not _of_an_event(cursor, found[1]):
        return Wording("context", index, found[1], offset=found[0])
    found = cursor.take(index, "day") if "day" in kinds else None
    if found:
        return Wording("day", index, found[1], offset=found[0])
    found = cursor.take(index, "feast") if "feast" in kinds else None
    if found:
        return _feast(cursor, index, found)
    found = cursor.take(index, "period") if "period" in kinds else None
    if found:
        return Wording("period", index, found[1], unit=found[0][0], shift=found[0][1])
    edge = cursor.take(index, "edge") if "edge" in kinds else None
    if edge:
        within = _edged(cursor, index, edge)
        if within:
            return within
    shift = cursor.take(index, "shift") if "shift" in kinds else None
    if shift and not (cursor.words[index] == "last" and cursor.word(index - 1) in _AUXILIARIES):
        return _shifted(cursor, index, shift)
    if "weekend" in senses.values:
        return _weekend(cursor, index)
    return None


_LEANING = frozenset({"weekday", "weekday-short", "context", "day", "feast", "period", "edge", "shift", "weekend"})


def _of_an_event(cursor: Cursor, after: int) -> bool:
    """Whether "the day before" or "накануне" leans on what follows ("the day before the talks"), not on a date."""
    last = cursor.words[after - 1]
    if last not in _EVENT_WORDS or cursor.gap(after) != "":
        return False
    if cursor.language == "en":
        return cursor.word(after) not in _CLAUSE
    if cursor.word(after - 2).endswith(_VERBS) and not cursor.word(after).startswith(_EVENTS):
        return False  # "сказал накануне министр"
    if cursor.word(after).startswith(_EVENTS) or cursor.word(after + 1).startswith(_EVENTS):
        return True
    return not any(
        cursor.word(place) in _CLAUSE or cursor.words[place].endswith(_VERBS)
        for place in range(after, min(cursor.stop, after + 4))
    )


# After these "last" is a verb: "is to last six weeks".
_AUXILIARIES = frozenset("to will would could can may might must should did not".split())
_EVENT_WORDS = frozenset({"before", "after", "напередодні", "накануне"})
_EVENTS = tuple(
    "встреч переговор саммит визит выбор раунд заседани голосовани годовщин праздник войн вторжени подписани обмен "
    "рождеств пасх конференц консультац приезд поездк отставк начал зустріч перемовин саміт візит вибор засідан "
    "голосуван річниц свят війн вторгнен підписан обмін різдв великод поїздк відставк початк дня дне".split()
)
_CLAUSE = frozenset("in at by and when he she they it on у в на з із о об і та и с во вони він вона он она они".split())
_VERBS = ("ав", "ив", "ла", "ло", "ли", "ал", "ил", "ел", "вся", "лся", "лась", "лось", "лись", "лося", "лася", "лися")


def _feast(cursor: Cursor, index: int, found: tuple[tuple[int, int], int]) -> Wording:
    wording = Wording("date", index, found[1], month=found[0][0], day=found[0][1])
    year = year_at(cursor, found[1])
    if year:
        wording.year, wording.after = year
    return wording


def _weekday(cursor: Cursor, index: int) -> Wording | None:
    senses = cursor.at(index)
    number = senses.values.get("weekday") or senses.values.get("weekday-short")
    after = index + 1
    dated = (
        calendar_dates(cursor, after + (cursor.word(after) == "the"))
        if cursor.gap(after) in ("", ",", ".", ".,")
        else []
    )
    if len(dated) == 1 and dated[0].until is None and dated[0].kind == "date":
        dated[0].first, dated[0].weekday = index, number
        return dated[0]
    dayed = month_day(cursor, after + (cursor.word(after) == "the"), weekday=number)
    if dayed and cursor.gap(after) in ("", ","):
        dayed.first = index
        return dayed
    if "weekday" not in senses.values or (cursor.language == "en" and not cursor.text[cursor.starts[index]].isupper()):
        return None
    if cursor.words[index].startswith("сред") and cursor.word(index - 1) not in _WEDNESDAY:
        return None
    wording = Wording("weekday", index, after, weekday=number)
    if cursor.word(after) in ("next", "last", "this") and cursor.spaced(after) and cursor.take(after + 1, "span"):
        shift, unit = cursor.word(after), cursor.take(after + 1, "span")
        if unit and unit[0].unit == "week":
            wording.unit, wording.shift, wording.after = "week", shift, unit[1]
    elif cursor.word(after) == "week" and cursor.spaced(after) and cursor.word(index - 1) == "on":
        wording.edge, wording.after = "week", after + 1  # "on Tuesday week"
    elif cursor.word(after) == "next" and cursor.spaced(after) and cursor.gap(after + 1) != "":
        wording.shift, wording.after = "coming", after + 1  # "Monday next"
    elif (cursor.word(after), cursor.word(after + 1)) == ("after", "that"):
        wording.shift, wording.after = "after", after + 2
    elif cursor.language != "en":
        _week_behind(cursor, wording)
    return wording


def _week_behind(cursor: Cursor, wording: Wording) -> None:
    shift = cursor.take(wording.after, "shift")
    unit = cursor.take(shift[1], "span") if shift and cursor.spaced(wording.after) else None
    if shift and unit and unit[0].unit == "week" and shift[0] in ("last", "this", "next", "coming"):
        wording.unit, wording.shift, wording.after = "week", "next" if shift[0] == "coming" else shift[0], unit[1]


def _weekend(cursor: Cursor, index: int) -> Wording | None:
    before = cursor.word(index - 1)
    if before in ("the", "at", "на", "у", "в", "за", "over") and cursor.words[index] not in ("вихідний", "выходной"):
        return Wording("weekend", index, index + 1)
    return None


def _shifted(cursor: Cursor, index: int, found: tuple[str, int]) -> Wording | None:
    shift, place = found
    if not cursor.spaced(place):
        return None
    senses = cursor.at(place)
    if "weekday" in senses.values and shift != "recent":
        day = _weekday(cursor, place)
        if day is None or day.kind != "weekday":
            return None
        day.first, day.shift = index, day.shift or shift
        if cursor.words[index].startswith(_FOLLOWING) and not day.unit and day.shift == "next":
            day.shift = "following"
        return day
    month = month_at(cursor, place) if shift != "recent" and "month" in senses.values else None
    if month:
        return Wording("month", index, month[1], month=month[0], shift=shift)
    season = cursor.take(place, "season")
    if season and shift != "recent":
        return Wording("season", index, season[1], value=str(season[0]), shift=shift)
    if "weekend" in senses.values:
        return Wording("weekend", index, place + 1, shift=shift)
    part = cursor.take(place, "part")
    if part and shift == "this":
        return Wording("day", index, part[1], part=part[0])
    return _shifted_unit(cursor, index, shift, place)


def _shifted_unit(cursor: Cursor, index: int, shift: str, place: int) -> Wording | None:
    unit = cursor.take(place, "span")
    if unit is None:
        quarter = cursor.word(place) == "quarter" and shift != "recent"
        if quarter:
            return Wording("period", index, place + 1, unit="quarter", shift=shift)
        return _stretch(cursor, index, shift, place)
    name, times = unit[0].unit, unit[0].times
    if name == "week" and shift == "last" and cursor.word(unit[1]) == "of" and month_at(cursor, unit[1] + 1):
        month = calendar_dates(cursor, unit[1] + 1)
        if len(month) == 1 and month[0].kind == "month":
            month[0].first, month[0].edge = index, "late"
            return month[0]
    if _plural(cursor, index, place):
        if cursor.language == "en" and shift != "coming" and cursor.words[index] not in ("past", "recent"):
            return None
        return Wording("vague", index, unit[1], unit=name, shift="last" if shift in ("recent", "last") else "next")
    if name == "day":
        return _shifted_day(cursor, index, shift, unit[1], place)
    if name in _SMALL:
        stretch = length(cursor, place) or Wording("duration", place, unit[1])
        return None if stretch.length is None else _as_stretch(stretch, index, shift)
    if shift == "recent":
        return _one_unit(index, unit[1], name, times)
    return Wording("period", index, unit[1], unit="decade" if times == 10 else name, shift=shift)


def _plural(cursor: Cursor, index: int, place: int) -> bool:
    """Whether shift and unit stand in the plural: "coming days", "найближчими тижнями", not "прошлой недели"."""
    if cursor.language == "en":
        return cursor.words[place].endswith("s")
    return cursor.words[index].endswith(_PLURAL_ENDS) and not cursor.words[place].startswith("сут")


_FOLLOWING = ("following", "наступн", "следующ")
_PLURAL_ENDS = ("і", "их", "іх", "ими", "іми", "ие", "ые", "ых", "ыми")


def _one_unit(index: int, after: int, name: str, times: Decimal = Decimal(1)) -> Wording:
    """ "за останню добу": the unit up to now."""
    stretch = Wording("stretch", index, after, shift="last", parts=((times, name),), approximate=True)
    stretch.length = Quantity(times, times, name)
    return stretch


def _shifted_day(cursor: Cursor, index: int, shift: str, after: int, place: int) -> Wording | None:
    if cursor.language == "en":
        return None
    if cursor.words[place].startswith(("доб", "діб", "сут")) and shift in ("last", "recent"):
        return _one_unit(index, after, "day")
    if shift == "last":
        return Wording("day", index, after, offset=-1)
    if shift == "this":
        return Wording("context", index, after, offset=0)
    return None


def _stretch(cursor: Cursor, index: int, shift: str, place: int) -> Wording | None:
    inner = length(cursor, place)
    if inner is None or inner.length is None or inner.first < place:
        return None
    if inner.parts and inner.parts[0][0] is None:
        return Wording(
            "vague", index, inner.after, unit=inner.parts[0][1], shift="last" if shift in ("last", "recent") else "next"
        )
    return _as_stretch(inner, index, shift)


def _as_stretch(inner: Wording, index: int, shift: str) -> Wording | None:
    if shift == "this":
        return None
    inner.kind, inner.first = "stretch", index
    inner.shift = "last" if shift in ("last", "recent") else "next"
    return inner


def _edged(cursor: Cursor, index: int, found: tuple[str, int]) -> Wording | None:
    edge, place = found
    while (
        cursor.word(place) in ("of", "in", "the", "on", "у", "в", "во")
        and cursor.spaced(place)
        and place < found[1] + 2
    ):
        place += 1
    if not (cursor.spaced(place) or cursor.dashed(place)):
        return None
    if edge in ("sooner", "later") and cursor.word(index - 1) in (
        "days",
        "weeks",
        "day",
        "week",
        "months",
        "years",
        "hours",
    ):
        return None
    inner = _within(cursor, place, edge)
    if inner is not None and cursor.gap(inner.after) == "-" and cursor.word(inner.after) == "long":
        return None  # "at the end of week-long talks"
    if inner is None or inner.edge or (inner.kind == "day" and cursor.word(found[1] - 1) == "of"):
        return None
    if edge in ("firstday", "lastday"):
        return _edge_day(inner, index, edge)
    inner.first, inner.edge = index, edge
    if inner.kind in ("weekday", "day") and edge in ("early", "late"):
        inner.part = "morning" if edge == "early" else "evening"
    return inner


def _edge_day(inner: Wording, index: int, edge: str) -> Wording | None:
    """The first or last day of a month or year: "the last day of October"."""
    if inner.kind not in ("month", "year", "period") or inner.until:
        return None
    inner.first, inner.edge = index, edge
    return inner


def _within(cursor: Cursor, place: int, edge: str) -> Wording | None:
    dates = calendar_dates(cursor, place)
    if dates:
        return dates[0] if len(dates) == 1 and dates[0].kind == "month" else None
    found = year_phrase(cursor, place) or quarter_phrase(cursor, place) or season_phrase(cursor, place)
    if found:
        return found
    if "edge" not in cursor.at(place).kinds:
        found = relative(cursor, place)
    if found and found.kind not in ("vague", "stretch", "context"):
        return found
    unit = cursor.take(place, "span")
    if (
        unit
        and unit[0].unit in ("year", "month", "week", "day")
        and edge in ("early", "mid", "late", "firstday", "lastday")
        and "dig" not in cursor.at(place).values
    ):
        plural = cursor.language == "en" and cursor.words[place].endswith("s")
        if plural or cursor.word(place - 1) in ("a", "an"):
            return None
        if unit[0].unit == "day":
            return (
                None if cursor.language != "en" or cursor.word(place - 1) != "the" else Wording("day", place, unit[1])
            )
        shifted = shifted_year(cursor, place)
        return (
            Wording("period", place, unit[1], unit="decade" if unit[0].times == 10 else unit[0].unit, shift="this")
            if not shifted
            else None
        )
    return None
