"""Times that come round: "every day", "щотижня", "twice a week", "each Monday", "раз в неделю"."""

from __future__ import annotations

from decimal import Decimal

from .cursor import Cursor
from .lengths import iso_duration
from .numerals import number
from .wording import Wording
from .words import Unit

_PER = {"en": frozenset({"a", "an", "per"}), "uk": frozenset({"на", "за"}), "ru": frozenset({"в", "за"})}
_OTHER = frozenset({"other", "second", "другий", "другого", "второй"})


def recurring(cursor: Cursor, index: int) -> Wording | None:
    """The set of times at word `index`, with an ISO 8601 duration as its value."""
    senses = cursor.at(index)
    if "set" in senses.values:
        if cursor.language == "en" and cursor.text[cursor.starts[index]].isupper() and index > cursor.first:
            return None
        return Wording("set", index, index + 1, value=senses.values["set"])
    named = cursor.take(index, "set")
    if named:
        return Wording("set", index, named[1], value=named[0])
    if "every" in senses.values:
        return _every(cursor, index)
    times = cursor.take(index, "times")
    if times:
        return _times_a(cursor, index, times[1])
    if "span" in senses.values and cursor.word(index - 1) in _PER[cursor.language]:
        return _rate(cursor, index, senses.values["span"])
    return None


def _every(cursor: Cursor, index: int) -> Wording | None:
    place, count = index + 1, Decimal(1)
    if cursor.word(place) in _OTHER:
        place, count = place + 1, Decimal(2)
    elif counted := number(cursor, place):
        if counted.high is None or counted.vague:
            return None
        place, count = counted.after, counted.low
    if "weekday" in cursor.at(place).values:
        return Wording("set", index, place + 1, value=f"P{count}W")
    if "part" in cursor.at(place).values or "season" in cursor.at(place).values:
        return Wording("set", index, place + 1, value="P1D" if "part" in cursor.at(place).values else "P1Y")
    unit = cursor.take(place, "span")
    if unit is None:
        return None
    return Wording("set", index, unit[1], value=_value(unit[0], count))


def _times_a(cursor: Cursor, index: int, place: int) -> Wording | None:
    if cursor.word(place) not in _PER[cursor.language]:
        return None
    unit = cursor.take(place + 1, "span")
    if unit is None or cursor.words[place + 1].endswith("s"):
        return None
    return Wording("set", index, unit[1], value=_value(unit[0], Decimal(1)))


def _rate(cursor: Cursor, index: int, unit: Unit) -> Wording | None:
    """ "150 trucks a day", "$3m a year", "100 машин в день": so many of something per unit."""
    if cursor.word(index + 1) in (
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "тому",
        "назад",
        "потому",
        "of",
        "long",
        "old",
        "and",
    ):
        return None
    before = cursor.at(index - 2).values
    kinds = ("person", "thing", "unit", "money", "span", "scale")
    if not any(kind in before for kind in kinds) and "digits" not in before and "number" not in before:
        return None
    if (
        cursor.language != "en"
        and "digits" not in cursor.at(index - 3).values
        and "scale" not in cursor.at(index - 3).values
    ):
        return None
    if not cursor.spaced(index - 1) or (cursor.word(index - 1) == "за" and "digits" not in before):
        return None
    return Wording("set", index - 1, index + 1, value=_value(unit, Decimal(1)))


def _value(unit: Unit, count: Decimal) -> str:
    return iso_duration(((count * unit.times, unit.unit),))
