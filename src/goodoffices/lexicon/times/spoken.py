"""Hours in words: "nine o'clock in the morning", "half past nine", "в половине десятого утра", "о пів на десяту"."""

from __future__ import annotations

from .cursor import Cursor
from .wording import Wording

_PARTS = {("in", "the", "morning"): "a", ("in", "the", "evening"): "p", ("in", "the", "afternoon"): "p"}
_HALVES = {"ранку": "a", "утра": "a", "ночі": "n", "ночи": "n", "дня": "p", "вечора": "p", "вечера": "p",
           "пополудні": "p", "пополудни": "p"}  # fmt: skip
MINUTES = frozenset({10, 15, 20, 25, 30, 40, 45, 50})
# The hours of "пів на десяту" and "чверть до десятої", which as numerals are fractions or dates.
_TOWARDS = {"першу": 1, "другу": 2, "третю": 3, "четверту": 4, "п'яту": 5, "шосту": 6, "сьому": 7, "восьму": 8,
            "дев'яту": 9, "десяту": 10, "одинадцяту": 11, "дванадцяту": 12, "першої": 1, "другої": 2, "третьої": 3,
            "четвертої": 4, "п'ятої": 5, "шостої": 6, "сьомої": 7, "восьмої": 8, "дев'ятої": 9, "десятої": 10,
            "одинадцятої": 11, "дванадцятої": 12,
            "первого": 1, "второго": 2, "третьего": 3, "четвертого": 4, "пятого": 5, "шестого": 6, "седьмого": 7,
            "восьмого": 8, "девятого": 9, "десятого": 10, "одиннадцатого": 11, "двенадцатого": 12}  # fmt: skip
_MONTHS = ("month", "month-short")


def hour_of_day(hour: int, half: str) -> int:
    """The hour 0..23 of an hour 1..12 in a half: a (before noon), p (after), n (night, on either side of midnight)."""
    if half == "n":
        half = "p" if 9 <= hour <= 11 else "a"
    return hour % 12 + (12 if half == "p" else 0)


def part_half(cursor: Cursor, after: int) -> tuple[str | None, int]:
    """The half of the day that "in the morning", "at night" and their like name, and the word behind them."""
    if cursor.word(after) not in ("in", "at"):
        return None, after
    words = tuple(cursor.word(after + offset) for offset in range(3))
    if words in _PARTS:
        return _PARTS[words], after + 3
    return ("n", after + 2) if words[:2] == ("at", "night") else (None, after)


def english_hour(cursor: Cursor, index: int, hour: int, *, at: bool) -> Wording | None:
    """ "nine a.m.", "ten o'clock", "at two in the morning", "nine thirty p.m.": a number unless such a mark follows."""
    minute, after = 0, index + 1
    if cursor.word(after) not in _MARKS and cursor.at(after).values.get("number") not in MINUTES:
        return None
    if cursor.at(after).values.get("number") in MINUTES:
        minute, after = int(cursor.at(after).values["number"]), after + 1
    struck = _o_clock(cursor, after)
    half, beyond = _mark(cursor, struck or after)
    if half is None:
        half, beyond = part_half(cursor, struck or after)
        if half is not None and not (at or struck):
            return None
    if half is None:
        if (struck or at) and cursor.word(struck or after) == "this":
            half = _THIS.get(cursor.word((struck or after) + 1))
        hour = hour_of_day(hour, half) if half else by_daylight(cursor, hour)
        return Wording("clock", index, struck or after, hour=hour % 24, minute=minute) if struck or half else None
    return Wording("clock", index, beyond, hour=hour_of_day(hour, half), minute=minute)


_THIS = {"morning": "a", "afternoon": "p", "evening": "p"}
_MARKS = frozenset({"this", "o'clock", "o’clock", "o", "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "a", "p", "in", "at"})


def _o_clock(cursor: Cursor, index: int) -> int:
    """The word behind "o'clock" at word `index`; 0 without one."""
    if cursor.word(index) in ("o'clock", "o’clock"):
        return index + 1
    return index + 2 if cursor.word(index) == "o" and cursor.word(index + 1) == "clock" else 0


def _mark(cursor: Cursor, index: int) -> tuple[str | None, int]:
    word = cursor.word(index)
    if word in ("am", "pm", "a.m", "p.m", "a.m.", "p.m."):
        return word[0], index + 1
    if word in ("a", "p") and cursor.word(index + 1) == "m" and cursor.gap(index + 1) in (".", ""):
        return word, index + 2
    return None, index


def minutes_past(cursor: Cursor, index: int) -> Wording | None:
    """ "ten past nine", "twenty minutes to five", "десять минут десятого", "без десяти пять", "за десять п'ята"."""
    back = cursor.language != "en" and cursor.word(index) in ("без", "за")
    minute = cursor.at(index + back).values.get("number")
    if minute is None or not 5 <= minute <= 29:
        return None
    place = index + back + 1
    place += cursor.word(place) in _MINUTE_WORDS
    towards = cursor.word(place) in ("на", "past", "to", "after") and (cursor.language == "en" or not back)
    if cursor.language in ("en", "uk") and not back and not towards:
        return None
    before = back or cursor.word(place) == "to"
    if cursor.language == "ru" and not back and cursor.word(place - 1) not in _MINUTE_WORDS:
        return None
    place += towards
    number = int(cursor.at(place).values.get("number", 99)) if cursor.language == "en" or back else 99
    if cursor.language == "en":
        hour = number if cursor.word(index - 1) in _AT_MINUTES else 99
    else:
        word = cursor.plain.get(cursor.word(place), cursor.word(place))
        hour = _TOWARDS.get(word) or _NEXT.get(word) or (number if cursor.language == "ru" else 99)
    if hour > 12:
        return None
    hour -= before or cursor.language != "en"
    half, beyond = _half_after(cursor, place + 1)
    hour = hour_of_day(hour, half) if half else by_daylight(cursor, hour)
    return Wording("clock", index, beyond, hour=hour % 24, minute=int(60 - minute if before else minute))


_MINUTE_WORDS = frozenset("minutes хвилин минут".split())
_AT_MINUTES = frozenset("at by until from since around about before after".split())
_NEXT = {"перша": 1, "друга": 2, "третя": 3, "четверта": 4, "п'ята": 5, "шоста": 6, "сьома": 7, "восьма": 8,
         "дев'ята": 9, "десята": 10, "одинадцята": 11, "дванадцята": 12}  # fmt: skip


def hour_part(cursor: Cursor, index: int, parted: tuple[int, int]) -> Wording | None:
    """ "half past nine", "пів на десяту", "в половине десятого", "без четверти девять", with a part of the day."""
    minute, after = parted
    hour = _hour_at(cursor, after)
    if hour is None or any(kind in cursor.at(after + 1).values for kind in _MONTHS):
        return None
    after += 1
    struck = _o_clock(cursor, after)
    after = struck or after
    half, beyond = _half_after(cursor, after)
    back = minute < 0 or cursor.language != "en"
    hour = (hour_of_day(hour, half) if half else hour) - back
    if half is None:
        hour = by_daylight(cursor, hour)
    return Wording("clock", index, beyond, hour=hour % 24, minute=minute % 60)


def by_daylight(cursor: Cursor, hour: int) -> int:
    """An hour without its half of the day: one to six are of the afternoon, unless the sentence tells of morning."""
    if not 1 <= hour <= 6:
        return hour
    early = any(_EARLY.intersection(_parts(cursor, place)) for place in range(cursor.first, cursor.stop))
    return hour if early else hour + 12


_EARLY = frozenset({"morning", "dawn", "overnight", "night"})


def _parts(cursor: Cursor, place: int) -> tuple[str, ...]:
    if cursor.senses[place].kinds.isdisjoint(("part", "alone")):
        return ()
    told = (cursor.take(place, "part"), cursor.take(place, "alone"))
    return tuple(found[0] for found in told if found)


def _hour_at(cursor: Cursor, index: int) -> int | None:
    word = cursor.word(index).replace("’", "'").replace("ʼ", "'").replace("ё", "е")
    number = cursor.at(index).values.get("number", 99)
    if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 12:
        return int(word)
    return _TOWARDS.get(word) or (int(number) if number <= 12 else None)


def _half_after(cursor: Cursor, index: int) -> tuple[str | None, int]:
    if cursor.language == "en":
        half, after = _mark(cursor, index)
        return (half, after) if half else part_half(cursor, index)
    half = _HALVES.get(cursor.word(index)) if cursor.spaced(index) else None
    return half, index + 1 if half else index
