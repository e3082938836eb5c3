"""Clock times as worded: "10:00 a.m. (Kyiv time)", "о 10:00 за київським часом", "в 8 вечера", "noon"."""

from __future__ import annotations

from .cursor import DASHES, Cursor
from .layouts import on_the_clock
from .spoken import MINUTES, english_hour, hour_of_day, hour_part, minutes_past, part_half
from .wording import Wording
from .words import CLOCKED
from .zones import zone_phrase

_AT = {"en": frozenset("at around about by until from since before after to".split()),
       "uk": frozenset("о об до після близько з на від по приблизно".split()),
       "ru": frozenset("в во до после около с к на примерно по".split())}  # fmt: skip
_HALVES = {"ранку": "a", "утра": "a", "ночі": "n", "ночи": "n", "дня": "p", "вечора": "p", "вечера": "p",
           "пополудні": "p", "пополудни": "p", "вранці": "a", "утром": "a", "ввечері": "p", "увечері": "p",
           "вечером": "p"}  # fmt: skip
ZONE_REACH = 60
_O_CLOCK = frozenset("годині година годину години годин часов час часа ч год".split())


def clock(cursor: Cursor, index: int) -> Wording | None:
    """The clock time at word `index`, with its zone; a range of two is one."""
    opening = _clock(cursor, index)
    if opening is None:
        return None
    place = opening.after
    gap = cursor.gap(place)
    linked = cursor.word(place) in ("to", "до", "по") and gap in ("", ".")
    start = place if gap.lstrip(".") in DASHES else place + 1 if linked else None
    closing = _clock(cursor, start) if start is not None else None
    if closing and not closing.until:
        opening.until, opening.after, opening.end = closing, closing.after, closing.end
        opening.zone = opening.zone or closing.zone
        closing.zone = closing.zone or opening.zone
    return opening


def _clock(cursor: Cursor, index: int) -> Wording | None:
    if not cursor.begins(index) & CLOCKED:
        return None
    senses = cursor.senses[index]
    kinds = senses.kinds
    if "digits" in kinds:
        return _digits(cursor, index)
    parted = cursor.take(index, "hourpart") if "hourpart" in kinds else None
    if parted:
        found = hour_part(cursor, index, parted)
        if found is not None:
            return _zoned(cursor, found)
    number = senses.values.get("number", 99)
    past = minutes_past(cursor, index) if "past-hour" in kinds or 5 <= number <= 29 else None
    if past:
        return _zoned(cursor, past)
    named = cursor.take(index, "clock") if "clock" in kinds else None
    if named:
        return _zoned(cursor, Wording("clock", index, named[1], hour=named[0][0], minute=named[0][1]))
    lead = cursor.take(index, "modifier") if "modifier" in kinds else None
    if lead:
        return _about(cursor, index, lead) if lead[0] in ("about", "exact") else None
    if cursor.language != "en" and "ordinal" in senses.values and cursor.word(index - 1) in _AT[cursor.language]:
        return _spoken(cursor, index)
    if number <= 12:
        if cursor.language == "en":
            found = english_hour(cursor, index, int(number), at=cursor.word(index - 1) in _AT["en"])
            return _zoned(cursor, found) if found is not None else None
        return _worded_hour(cursor, index, int(number))
    return None


def _about(cursor: Cursor, index: int, lead: tuple[str, int]) -> Wording | None:
    start = lead[1] + (cursor.word(lead[1]) in ("в", "о", "об", "at"))
    inner = None if "modifier" in cursor.at(start).kinds else _clock(cursor, start)
    if inner:
        inner.first, inner.approximate = index, lead[0] == "about"
        # "shortly before midnight" is of the day that ends, not of the midnight that opened it.
        if (inner.hour, inner.minute) == (0, 0) and {"before", "до"} & set(cursor.words[index : inner.after]):
            inner.hour, inner.minute = 23, 45
    return inner


def _worded_hour(cursor: Cursor, index: int, hour: int) -> Wording | None:
    """ "в три часа ночи", "в шесть тридцать", "около четырёх дня": a length unless a part of the day follows."""
    after = index + 1 + (cursor.word(index + 1) in _O_CLOCK)
    minute = cursor.at(index + 1).values.get("number", 0)
    if minute in MINUTES and cursor.word(index - 1) in _AT_HOUR and cursor.at(index + 2).kinds.isdisjoint(_MEASURES):
        half, beyond = _half(cursor, index + 2)
        hour = hour_of_day(hour, half) if half else hour
        return _zoned(cursor, Wording("clock", index, beyond, hour=hour, minute=int(minute)))
    half, beyond = _half(cursor, after)
    if half is None and cursor.word(after) == "дня" and cursor.words[index] in _OF_HOURS:
        half, beyond = "p", after + 1
    if half is None or (after == index + 1 and cursor.word(index - 1) not in _AT[cursor.language]):
        return None
    return _zoned(cursor, Wording("clock", index, beyond, hour=hour_of_day(hour, half)))


# Only the genitive is of an hour: "три дня" is a length.
_OF_HOURS = frozenset("двух трех трёх четырех четырёх пяти шести".split())
_AT_HOUR = frozenset("в о к до с около".split())
_MEASURES = frozenset({"span", "unit", "person", "thing", "scale", "money"})


def _digits(cursor: Cursor, index: int) -> Wording | None:
    word = cursor.words[index]
    if word.isdecimal() and (len(word) > 4 or (len(word) < 3 and not _may_be_hour(cursor, index + 1))):
        return None
    before = cursor.before(index)
    if before.isalpha() or before in _NO_CLOCK:
        return None
    if ":" in word:
        return _colon(cursor, index, word)
    if word.count(".") == 1:
        return _dotted(cursor, index, word)
    if not word.isdecimal() or len(word) > 4 or not word.isascii():
        return None
    if len(word) == 4:
        return _military(cursor, index, word)
    if len(word) > 2 or int(word) > 24:
        return None
    return _hour(cursor, index, int(word))


_NO_CLOCK = frozenset("$€£+/.,")
AFTER_HOUR = frozenset({"am", "pm", "a.m", "p.m", "a.m.", "p.m.", "a", "p", "o", "o'clock", "o’clock", "in", "at"})


def _may_be_hour(cursor: Cursor, after: int) -> bool:
    """Whether the word behind a bare number leaves it a clock time: in English only a mark or a second number does."""
    following = cursor.word(after)
    return cursor.language != "en" or following in AFTER_HOUR or following.isdecimal()


def _colon(cursor: Cursor, index: int, word: str) -> Wording | None:
    parts = word.split(":")
    if (
        len(parts) not in (2, 3)
        or not all(part.isdecimal() and len(part) == 2 for part in parts[1:])
        or not parts[0].isdecimal()
    ):
        return None
    half, after = _half(cursor, index + 1)
    reading = on_the_clock(int(parts[0]), int(parts[1]), half) if len(parts[0]) <= 2 and int(parts[1]) < 60 else None
    if reading is None:
        return None
    return _zoned(cursor, Wording("clock", index, after, hour=reading[0], minute=reading[1]))


def _dotted(cursor: Cursor, index: int, word: str) -> Wording | None:
    hours, minutes = word.split(".")
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2 and int(minutes) < 60):
        return None
    half, after = _half(cursor, index + 1)
    reading = on_the_clock(int(hours), int(minutes), half)
    if reading is None:
        return None
    found = _zoned(cursor, Wording("clock", index, after, hour=reading[0], minute=reading[1]))
    bare = half is None and found.zone is None and found.after == after
    if bare and (cursor.word(index - 1) not in ("at", "о", "об", "в") or _is_measure(cursor, index + 1)):
        return None
    return found


def _is_measure(cursor: Cursor, after: int) -> bool:
    following = cursor.at(after).values
    return cursor.after(after) == "%" or any(
        kind in following for kind in ("unit", "scale", "span", "money", "person", "thing")
    )


def _military(cursor: Cursor, index: int, word: str) -> Wording | None:
    reading = on_the_clock(int(word[:2]), int(word[2:]), None) if int(word[2:]) < 60 else None
    if reading is None:
        return None
    zoned = zone_phrase(cursor.text, cursor.ends[index], _limit(cursor, cursor.ends[index]))
    hours = cursor.word(index + 1) in ("hrs", "hours", "hr") and cursor.word(index - 1) in (
        "at",
        "by",
        "until",
        "since",
        "from",
        "around",
        "about",
    )
    if not zoned and not hours:
        return None
    return _zoned(cursor, Wording("clock", index, index + 1 + hours, hour=reading[0], minute=reading[1]))


def _hour(cursor: Cursor, index: int, hour: int) -> Wording | None:
    half, after = _half(cursor, index + 1)
    if half is None and cursor.word(index + 1) in ("o", "o'clock", "o’clock"):
        after = index + 2 if cursor.word(index + 1) != "o" else index + 3
        if cursor.word(index + 1) == "o" and cursor.word(index + 2) != "clock":
            return None
        half, after = part_half(cursor, after)
        return _zoned(cursor, Wording("clock", index, after, hour=hour % 24 + (12 if half == "p" and hour < 12 else 0)))
    if half is None and cursor.language == "en" and cursor.word(index - 1) in _AT["en"]:
        half, after = part_half(cursor, index + 1)
    if half in ("a", "p"):
        reading = on_the_clock(hour, 0, half)
        return _zoned(cursor, Wording("clock", index, after, hour=reading[0], minute=0)) if reading else None
    if cursor.language != "en" and cursor.word(index + 1) in ("до", "по") and cursor.word(index - 1) in _FROM_HOUR:
        return _from_hour(cursor, index, hour)
    if cursor.dashed(index + 1):
        return _shared_half(cursor, index, hour) or (_spoken(cursor, index) if cursor.language != "en" else None)
    return _spoken(cursor, index) if cursor.language != "en" else None


_FROM_HOUR = frozenset("з із зі від с со от между між".split())


def _from_hour(cursor: Cursor, index: int, hour: int) -> Wording | None:
    """ "с 6 до 8 утра": the first hour is of the half that the second names, or comes before it."""
    closing = _clock(cursor, index + 2)
    if closing is None or closing.hour == hour:
        return None
    same = hour + 12 if closing.hour >= 12 and hour < 12 and hour + 12 < closing.hour else hour
    return Wording("clock", index, index + 1, hour=same % 24, minute=0)


def _shared_half(cursor: Cursor, index: int, hour: int) -> Wording | None:
    """ "9-11 a.m.": both hours lean on the one mark."""
    half, _ = _half(cursor, index + 2)
    last = cursor.word(index + 1)
    reading = on_the_clock(hour, 0, half) if half and last.isdecimal() and hour < int(last) <= 12 else None
    return Wording("clock", index, index + 1, hour=reading[0], minute=0) if reading else None


def _half(cursor: Cursor, index: int) -> tuple[str | None, int]:
    word = cursor.word(index)
    if word in ("am", "pm", "a.m", "p.m", "a.m.", "p.m."):
        return word[0], index + 1
    if word in ("a", "p") and cursor.word(index + 1) == "m" and cursor.gap(index + 1) in (".", ""):
        return word, index + 2
    if cursor.language == "en":
        return part_half(cursor, index) if ":" in cursor.word(index - 1) else (None, index)
    half = _HALVES.get(word) if cursor.spaced(index) else None
    # "3 дня" is a length, "в 3 часа дня" and "14:00 дня" are not.
    if word == "дня" and cursor.word(index - 1) not in _O_CLOCK and ":" not in cursor.word(index - 1):
        return None, index
    return half, index + 1 if half else index


def _spoken(cursor: Cursor, index: int) -> Wording | None:
    """ "о 10 годині ранку", "в 8 вечера", "о десятій", "в 10 часов утра"."""
    ordinal = cursor.take(index, "ordinal")
    hour, after = ordinal if ordinal else (int(cursor.word(index)), index + 1)
    if not ordinal and cursor.word(after) in ("й", "ій", "ти", "ої", "ї", "у") and cursor.gap(after) == "-":
        after += 1
    stated = cursor.word(after) in _O_CLOCK and cursor.spaced(after)
    at_hour = cursor.word(after)
    if stated:
        after += 1
    minute = int(cursor.at(after).values.get("number", 0)) if ordinal and not stated else 0
    minute = minute if minute in MINUTES and cursor.at(after + 1).kinds.isdisjoint(_MEASURES) else 0
    after += bool(minute)
    half, beyond = _half(cursor, after)
    if half is None and ordinal and cursor.word(after) == "дня" and cursor.words[index].endswith(("ої", "ій")):
        half, beyond = "p", after + 1
    at = cursor.word(index - 1) in _AT[cursor.language]
    of_hour = (
        at_hour in ("годині", "годину")
        or (ordinal is not None and at_hour == "години")
        or (cursor.word(index - 1) in ("о", "об"))
    )
    if half is None and not (at and ((stated and _says_hour(cursor, index)) or of_hour)):
        return None
    if hour > 24 or (half and hour > 12):
        return None
    if half:
        hour = hour_of_day(hour, half)
    return _zoned(cursor, Wording("clock", index, beyond, hour=hour % 24, minute=minute))


def _says_hour(cursor: Cursor, index: int) -> bool:
    # "в 10 часов" is a clock time; "около 10 часов", "до 10 годин" are lengths.
    return cursor.word(index - 1) in ("в", "во", "о", "об") and (cursor.word(index - 2) not in ("не",))


def _limit(cursor: Cursor, place: int) -> int:
    # Not the end of the sentence: "10 a.m. Kyiv time" looks like two sentences where "a.m." meets a capital.
    line = cursor.text.find("\n", place, place + ZONE_REACH)
    return line if line >= 0 else min(len(cursor.text), place + ZONE_REACH)


def _zoned(cursor: Cursor, wording: Wording) -> Wording:
    place = cursor.ends[wording.after - 1]
    if cursor.text[place : place + 1] == "." and cursor.words[wording.after - 1] in ("m", "pm", "am"):
        place += 1
    zoned = zone_phrase(cursor.text, place, _limit(cursor, place))
    wording.end = place
    if zoned:
        wording.zone, wording.end, wording.way = zoned.zone, zoned.end, "" if zoned.zone else "local"
        while wording.after < cursor.stop and cursor.starts[wording.after] < zoned.end:
            wording.after += 1
    return wording
