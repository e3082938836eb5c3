"""Lengths of time as worded: "about two hours", "дводенний", "полтора часа", "near four-year", "several hours"."""

from __future__ import annotations

from decimal import Decimal

from ...records import Modifier, Quantity
from .cursor import Cursor
from .numerals import ARTICLES, Amount, amount, tidy
from .wording import Wording
from .words import Unit

MINUTES = {"second": Decimal(1) / 60, "minute": Decimal(1), "hour": Decimal(60), "day": Decimal(1440)}
_PARTS = {
    "year": ("month", 12),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "week": ("day", 7),
}
_MARKS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_CLOCKED = frozenset({"hour", "minute", "second"})
# Bare plurals and bare units name a length only after words like these.
_LASTING = {
    "en": frozenset("for lasted lasting lasts last after many took take takes spent within".split()),
    "uk": frozenset(
        "протягом упродовж впродовж за тривав тривала тривали тривало тривають триває на потрібен потрібна потрібно "
        "тривати триватиме ще минув минула минуло займе займає близько майже понад".split()
    ),
    "ru": frozenset(
        "течение протяжении за длился длилась длились длилось длится длятся на нужен нужна нужно длиться "
        "продлится продлились продлился продлилось еще прошел прошла прошло займет заняло "
        "занял заняла около почти более свыше".split()
    ),
}
_EVEN = frozenset({"и", "й", "і", "навіть", "даже"})
_LONG = frozenset({"long", "old"})


def iso_duration(parts: tuple[tuple[Decimal | None, str], ...]) -> str:
    """ISO 8601 duration of (number, unit) pairs; `X` for a number that is not stated ("PTXH": several hours)."""
    dates, clock = "", ""
    for number, unit in _split(parts):
        piece = ("X" if number is None else f"{number.normalize():f}") + _MARKS[unit]
        if unit in _CLOCKED:
            clock += piece
        else:
            dates += piece
    return f"P{dates}{'T' if clock else ''}{clock}"


def _split(parts: tuple[tuple[Decimal | None, str], ...]) -> list[tuple[Decimal | None, str]]:
    done: list[tuple[Decimal | None, str]] = []
    for number, unit in parts:
        if number is None or number == number.to_integral_value() or unit not in _PARTS:
            done.append((number, unit))
            continue
        smaller, count = _PARTS[unit]
        whole = number.to_integral_value(rounding="ROUND_FLOOR")
        rest = (number - whole) * count
        if whole and rest == rest.to_integral_value():
            done.append((whole, unit))
        done.append((rest, smaller) if rest == rest.to_integral_value() else (number, unit))
    return done


def length(cursor: Cursor, index: int) -> Wording | None:
    """The length of time that begins at word `index`, its modifier included."""
    kinds = cursor.at(index).kinds
    counted = None if kinds.isdisjoint(_HELD) else _fixed(cursor, index)
    if counted:
        return counted
    found = amount(cursor, index)
    if found is None:
        if kinds.isdisjoint(_UNNUMBERED):
            return None
        return (_turned(cursor, index) if cursor.language != "en" else None) or _bare(cursor, index)
    unit = _unit_after(cursor, found)
    if unit is None:
        return None
    measure, after = unit
    if cursor.words[found.first] == "over" and cursor.word(found.first - 1) in _TAKEN:
        found = found._replace(high=None, modifier="at-least")
    elif cursor.words[found.first] == "over" and cursor.word(found.first - 1) not in _BEFORE_OVER:
        # "held over three days" lasts three days, "for over three days" longer.
        found = found._replace(first=found.first + 1, high=found.low, modifier="exact")
    low, high = found.low, found.high
    more = _half_more(cursor, after) if low is not None and low == high else None
    if more and low is not None:
        low = high = low + more[1]
        after = more[0]
    return _told(cursor, found, measure, low, high, after)


_HELD = frozenset({"modifier", "fixed", "counted"})
_UNNUMBERED = frozenset({"modifier", "span"})


_TAKEN = frozenset({"took", "takes", "taken", "take"})
# Behind these, and at the beginning, "over" is "more than".
_BEFORE_OVER = frozenset(
    "for of in after lasted lasting lasts last took takes taken take just well a the by to is was were are with within "
    "spent some at since that".split()
) | {""}


def _turned(cursor: Cursor, index: int) -> Wording | None:
    """A unit before its number makes it a guess: "минут двадцать", "хвилин за десять"; "годину-дві" is one to two."""
    unit = cursor.take(index, "span")
    if unit is None or unit[1] != index + 1 or not cursor.at(index - 1).kinds.isdisjoint(_NUMERALS):
        return None
    measure, after = unit
    if cursor.dashed(after):
        return _or_two(cursor, index, measure)
    place = after + (cursor.word(after) in _LEADING)
    beside = cursor.spaced(after) and cursor.spaced(place)
    if (
        not beside
        or not cursor.words[index].endswith(_GENITIVE)
        or "number" not in cursor.at(place).kinds | _digit(cursor, place)
    ):
        return None
    found = amount(cursor, place)
    if found is None or found.first != place or found.low is None or found.low != found.high or found.low < 2:
        return None
    if cursor.spaced(found.after) and not cursor.at(found.after).kinds.isdisjoint(_MEASURED):
        return None
    wording = _told(cursor, found._replace(first=index, modifier="about"), measure, found.low, found.high, found.after)
    if wording:
        wording.first = index
    return wording


def _digit(cursor: Cursor, place: int) -> frozenset[str]:
    return frozenset({"number"}) if cursor.word(place).isdecimal() and len(cursor.word(place)) < 3 else frozenset()


def _or_two(cursor: Cursor, index: int, measure: Unit) -> Wording | None:
    """ "годину-дві", "месяц-другой"."""
    high = cursor.at(index + 1).values.get("number", Decimal(2) if cursor.word(index + 1).startswith("друг") else None)
    if high is None or not 2 <= high <= 4 or not cursor.at(index + 2).kinds.isdisjoint(_UNITS):
        return None
    found = Amount(index, index + 2, Decimal(1), Decimal(high), "between")
    return _told(cursor, found, measure, found.low, found.high, index + 2)


_NUMERALS = frozenset({"digits", "number", "scale", "few", "half", "many", "ordinal"})
_MEASURED = frozenset({"span", "compound", "month", "scale", "unit", "person", "thing"})
_LEADING = frozenset({"на", "за", "через", "зо", "з", "с"})
_GENITIVE = ("ин", "нут", "дней", "днів", "ток", "діб", "дель", "жнів", "сяцев", "яців", "лет", "років", "часов", "дин",
             "кунд", "часа", "года", "дня", "дели", "сяца", "дні", "жні", "сяці", "роки", "ини", "уты")  # fmt: skip


def _told(
    cursor: Cursor, found: Amount, unit: Unit, low: Decimal | None, high: Decimal | None, after: int
) -> Wording | None:
    bottom = None if low is None else tidy(low * unit.times)
    top = None if high is None else tidy(high * unit.times)
    if found.vague and found.low != found.high:
        parts: tuple[tuple[Decimal | None, str], ...] = ((None, unit.unit),)
        # "up to several weeks" has no lower bound.
        quantity = Quantity(
            bottom, top if bottom is None else None, unit.unit, "at-most" if bottom is None else "at-least"
        )
    else:
        parts = ((bottom if bottom is not None else top, unit.unit),)
        quantity = Quantity(bottom, top, unit.unit, found.modifier)
    wording = Wording("duration", found.first, _beyond_long(cursor, after), length=quantity, parts=parts)
    if found.modifier == "between" and bottom is not None and top is not None:
        wording.value = f"{iso_duration(((bottom, unit.unit),))}/{iso_duration(((top, unit.unit),))}"
    elif not found.vague:
        add_smaller(cursor, wording)
    wording.approximate = found.modifier != "exact"
    return _near(cursor, wording, found)


def _near(cursor: Cursor, wording: Wording, found: Amount) -> Wording:
    """ "the near four-year war": only before a compound is "near" said of the number."""
    first = wording.first
    if cursor.word(first - 1) == "near" and cursor.spaced(first) and cursor.dashed(found.after) and wording.length:
        wording.first, wording.approximate = first - 1, True
        wording.length = Quantity(wording.length.low, wording.length.high, wording.length.unit, "about")
    return wording


def _unit_after(cursor: Cursor, found: Amount) -> tuple[Unit, int] | None:
    place = found.after + (cursor.word(found.after) in _QUALITIES and cursor.spaced(found.after))
    if not found.vague and cursor.at(place).kinds.isdisjoint(_UNITS):
        return None
    if not (cursor.spaced(place) or cursor.dashed(place)):
        return None
    if cursor.word(place) == "of" and found.vague:
        place += 1
    unit = cursor.take(place, "span")
    if unit and unit[0].unit == "second" and not unit[0].of and cursor.word(place) == "second":
        return None
    if unit:
        return unit[0], unit[1]
    compound = cursor.take(place, "compound") if cursor.dashed(place) and found.digits else None
    return (compound[0], compound[1]) if compound else None


_UNITS = frozenset({"span", "compound"})
_QUALITIES = frozenset(
    "more further additional extra full whole consecutive straight working business calendar solid long successive "
    "повних цілих довгих робочих календарних повні довгі цілі полных целых долгих рабочих календарных полные целые "
    "долгие".split()
)


def _half_more(cursor: Cursor, index: int) -> tuple[int, Decimal] | None:
    """The word behind "and a half", "с четвертью" at word `index`, and what they add."""
    word = cursor.word(index)
    if word == "and":
        if cursor.word(index + 1) == "a" and cursor.word(index + 2) in _MORE:
            return index + 3, _MORE[cursor.word(index + 2)]
    elif word in ("з", "із", "с") and cursor.word(index + 1) in _MORE:
        return index + 2, _MORE[cursor.word(index + 1)]
    return None


_MORE = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "половиною": Decimal("0.5"), "половиной": Decimal("0.5"),
         "чвертю": Decimal("0.25"), "четвертью": Decimal("0.25")}  # fmt: skip


def add_smaller(cursor: Cursor, wording: Wording) -> None:
    """Joins the minutes to the hours: "two hours ten minutes", "an hour and forty minutes", "час сорок минут"."""
    number, unit = wording.parts[0]
    if unit not in _PARTS or number is None or number != number.to_integral_value() or wording.length is None:
        return
    smaller, count = _PARTS[unit]
    place = wording.after + (cursor.word(wording.after) in ("and", "і", "й", "та", "и"))
    if not cursor.spaced(wording.after) or not cursor.spaced(place):
        return
    more = amount(cursor, place)
    if more and _minutes_alone(cursor, wording, place, more):
        unit_after: tuple[Unit, int] | None = (Unit("minute"), more.after)
    else:
        unit_after = _unit_after(cursor, more) if more and more.modifier == "exact" else None
    if more is None or unit_after is None or unit_after[0].unit != smaller or more.low is None:
        return
    wording.after, wording.parts = unit_after[1], ((number, unit), (more.low, smaller))
    total = tidy(number * count + more.low)
    low = None if wording.length.low is None else total
    high = None if wording.length.high is None else total
    wording.length = Quantity(low, high, smaller, wording.length.modifier)


def _minutes_alone(cursor: Cursor, hours: Wording, place: int, more: Amount) -> bool:
    """ "час сорок", "дві години двадцять": minutes without their word."""
    if cursor.language == "en" or hours.parts[0][1] != "hour" or place != hours.after or more.modifier != "exact":
        return False
    if (
        more.digits
        or more.low is None
        or more.low % 5
        or not 5 <= more.low <= 55
        or "span" in cursor.at(more.after).kinds
    ):
        return False
    following = cursor.word(more.after)
    counted = not cursor.at(more.after).kinds.isdisjoint(_MEASURED) or following.endswith(_COUNTED_ENDS)
    return cursor.gap(more.after) != "" or not counted


_COUNTED_ENDS = ("ов", "ев", "ей", "ів", "їв", "их", "ых")


def _beyond_long(cursor: Cursor, after: int) -> int:
    if cursor.word(after) in _LONG and (cursor.dashed(after) or cursor.word(after) == "long"):
        return after + 1
    return after


def _fixed(cursor: Cursor, index: int) -> Wording | None:
    """Words that hold number and unit at once: "полчаса", "half an hour", "дводенний", "багатогодинний"."""
    modifier: Modifier | None = None
    start = index
    lead = cursor.take(index, "modifier")
    if lead:
        modifier, start = lead
        start += cursor.word(start) in ARTICLES
    fixed = cursor.take(start, "fixed")
    counted = cursor.take(start, "counted") if fixed is None else ((Decimal(1), fixed[0]), fixed[1])
    if counted is None:
        return None
    (number, unit), after = counted
    if number is None:
        quantity = Quantity(Decimal(2) * unit.times, None, unit.unit, "at-least")
        return Wording("duration", index, after, length=quantity, parts=((None, unit.unit),), approximate=True)
    value = tidy(Decimal(number) * unit.times)
    low = None if modifier == "at-most" else value
    high = None if modifier == "at-least" else value
    quantity = Quantity(low, high, unit.unit, modifier or "exact")
    parts = ((value, unit.unit),)
    after = _beyond_long(cursor, after)
    return Wording("duration", index, after, length=quantity, parts=parts, approximate=modifier not in (None, "exact"))


def _bare(cursor: Cursor, index: int) -> Wording | None:
    """A unit without a number: "an hour and a half", "почти час", "for hours", "decades-old"."""
    modifier: Modifier | None = None
    start = index
    lead = cursor.take(index, "modifier")
    if lead:
        modifier, start = lead
        start += cursor.word(start) in ARTICLES
    span = cursor.take(start, "span")
    if not span or "digits" in cursor.at(start).values:
        return None
    unit, after = span
    article = cursor.word(start - 1) in ARTICLES
    plural = cursor.language == "en" and cursor.words[start].endswith("s")
    if plural:
        return _plural(cursor, start, unit, after) if modifier is None else None
    before = cursor.word(index - 1)
    half = _half_more(cursor, after)
    compound = cursor.language == "en" and cursor.word(after) in _LONG and cursor.dashed(after)
    if cursor.language == "en" and (not (article or half or compound) or cursor.words[start] == "second"):
        return None
    number = tidy((Decimal(1) + half[1] if half else Decimal(1)) * unit.times)
    low = None if modifier == "at-most" else number
    high = None if modifier == "at-least" else number
    first = index if modifier else start - article
    quantity = Quantity(low, high, unit.unit, modifier or "exact")
    after = _beyond_long(cursor, half[0] if half else after)
    wording = Wording(
        "duration", first, after, length=quantity, parts=((number, unit.unit),), approximate=bool(modifier)
    )
    if not half:
        add_smaller(cursor, wording)
    if modifier is None and before in _EVEN and "не" in cursor.words[max(index - 4, 0) : index - 1]:
        # "Не заняло и часа": less than the unit.
        wording.length, wording.approximate = Quantity(None, number, unit.unit, "at-most"), True
        return wording
    told = article or modifier or half or compound or len(wording.parts) > 1
    return wording if told or before in _LASTING[cursor.language] else None


def _plural(cursor: Cursor, index: int, unit: Unit, after: int) -> Wording | None:
    compound = cursor.word(after) in _LONG and cursor.dashed(after)
    of = cursor.word(after) == "of" and cursor.word(index - 1) not in ("the", "first", "last", "these", "those")
    if not compound and not of and cursor.word(index - 1) not in _LASTING["en"]:
        return None
    quantity = Quantity(Decimal(2) * unit.times, None, unit.unit, "at-least")
    return Wording("duration", index, after + compound, length=quantity, parts=((None, unit.unit),), approximate=True)
