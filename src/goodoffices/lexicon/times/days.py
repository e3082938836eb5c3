"""Calendar dates, months and years as worded: "January 23-24", "17-18 лютого 2026 року", "18.02.2026", "the 1990s"."""

from __future__ import annotations

from itertools import pairwise

from .cursor import Cursor
from .layouts import calendar_day, numeric_day
from .wording import Wording

_ORDINAL_ENDS = frozenset("st nd rd th го ого е те ше ге му м".split())
_LISTED = frozenset("and та і й и or або или to through до по на".split())
_YEAR_WORDS = frozenset("року рік роком році роки років роках р рр года год году годом годы годов годах г гг".split())
# A list of days that share a month has a handful; longer rows of numbers are no dates.
MOST_DAYS, LONGEST = 7, 40
_SHIFTED_YEARS = frozenset({"last", "this", "next", "coming"})
# English words that are months only in some company.
_DOUBTFUL = frozenset({"may", "march"})
_MONTH_COMPANY = frozenset(
    (
        "in since until till by from of last next this early late mid through to between and during before after end"
    ).split()
)
_CYRILLIC_COMPANY = frozenset(
    (
        "половині половина половину половине половины у в во з із с від от до по на за к протягом упродовж "
        "початку наприкінці кінці кінця середині начале конце конца середине течение минулого прошлого цього "
        "этого наступного следующего впродовж про о та і и числах днях декаде декаді неделе неделю тижні"
    ).split()
)


def calendar_dates(cursor: Cursor, index: int) -> list[Wording]:
    """The date or dates at word `index`: one, a range as one, or a list of days of one month. Empty for none."""
    senses = cursor.at(index)
    if "digits" in senses.values:
        numeric = _numeric(cursor, index)
        if numeric:
            return [numeric]
        return _day_first(cursor, index)
    if "month" in senses.values or "month-short" in senses.values:
        return _month_first(cursor, index)
    if "ordinal" in senses.values:
        return _day_first(cursor, index)
    return []


def _day_number(cursor: Cursor, index: int) -> tuple[int, int] | None:
    word = cursor.word(index)
    if word.isdecimal():
        if len(word) > 2 or not 1 <= int(word) <= 31 or cursor.before(index) in _NO_DAY:
            return None
        ending = cursor.word(index + 1)
        if ending in _ORDINAL_ENDS and (cursor.joined(index + 1) or cursor.gap(index + 1) == "-"):
            return int(word), index + 2
        return int(word), index + 1
    ordinal = cursor.take(index, "ordinal")
    if ordinal:
        return int(ordinal[0]), ordinal[1]
    tens = cursor.at(index).values.get("number")
    more = cursor.take(index + 1, "ordinal") if tens in (20, 30) else None
    return (int(tens) + int(more[0]), more[1]) if more and tens and more[0] < 10 else None


_NO_DAY = frozenset("$€£.,")


def month_at(cursor: Cursor, index: int) -> tuple[int, int] | None:
    """The month named at word `index`, abbreviations included, and the index after it."""
    senses = cursor.at(index)
    if not senses:
        return None
    month = senses.values.get("month") or senses.values.get("month-short")
    capital = cursor.text[cursor.starts[index]].isupper()
    if month is None or (cursor.language == "en" and not capital):
        return None
    if adjectival_month(cursor.words[index]) and not cursor.word(index + 1).startswith(_OF_MONTHS):
        return None  # "Октябрьский" is a town, "травневий дощ" falls in any year
    return month, index + 1


def adjectival_month(word: str) -> bool:
    """Whether the word is an adjective of a month: "квітневий", "апрельский"."""
    return word.endswith(_ENDINGS) and ("нев" in word[2:] or "ск" in word[2:] or "падов" in word)


# What is told from others of its kind by an adjective of a month.
_OF_MONTHS = tuple(
    "раунд зустріч встреч переговор перемов саміт саммит засідан заседан консультац тур соглашен договорен договорён "
    "домовлен угод перемир".split()
)
_ENDINGS = tuple("ий ого ому им ім а я ої ій у ю ою е є і их ими ими ый ое ая ой ую ые ых ыми ие их".split())


def year_at(cursor: Cursor, index: int, *, comma: bool = True) -> tuple[int, int] | None:
    """A year in four digits at word `index`, after a space or a comma, with the word for year behind it."""
    word = cursor.word(index)
    if len(word) == 2 and word.isdecimal() and cursor.gap(index) in _APOSTROPHES:
        return (1900 if int(word) > 30 else 2000) + int(word), index + 1
    if cursor.language != "en" and word and not word.isdecimal():
        told = year_in_words(cursor, index)
        if told:
            return told
    if len(word) != 4 or not word.isdecimal() or cursor.gap(index) not in ("", ",", ".", ".,")[: 4 if comma else 1]:
        return None
    if not 1000 <= int(word) <= 2199:
        return None
    return int(word), _beyond_year_word(cursor, index + 1)


def year_in_words(cursor: Cursor, index: int, *, tens: int = 20) -> tuple[int, int] | None:
    """ "двадцать второго", "дев'яносто першого": the last two digits of a year from `tens` on, and the index after."""
    if cursor.language == "en" or not cursor.spaced(index):
        return None
    senses = cursor.at(index)
    decade = senses.values.get("number")
    if decade is None or decade not in _TENS or decade < tens or not cursor.spaced(index + 1):
        return None
    ones = cursor.take(index + 1, "ordinal") or cursor.take(index + 1, "locative")
    if ones is None or not 1 <= ones[0] <= 9:
        return None
    year = int(decade + ones[0])
    return (1900 if year > 30 else 2000) + year, _beyond_year_word(cursor, ones[1])


_TENS = frozenset(range(20, 100, 10))
_APOSTROPHES = frozenset("'’‘")


def _beyond_year_word(cursor: Cursor, index: int) -> int:
    if cursor.word(index) in _ORDINAL_ENDS and cursor.gap(index) == "-":
        index += 1
    if cursor.word(index) in _YEAR_WORDS and cursor.spaced(index):
        return index + 1
    return index


def shifted_year(cursor: Cursor, index: int) -> tuple[str, int] | None:
    """ "this year", "минулого року" and their like at word `index`: last, this or next."""
    whole = cursor.take(index, "period")
    if whole and whole[0][0] == "year":
        return whole[0][1], whole[1]
    same = cursor.take(index + (cursor.word(index) == "the"), "sameyear")
    if same:
        return same[0], same[1]
    shift = cursor.take(index, "shift")
    unit = cursor.take(shift[1], "span") if shift and shift[0] in _SHIFTED_YEARS else None
    if (
        shift
        and unit
        and unit[0].unit == "year"
        and unit[0].times == 1
        and cursor.word(shift[1]) not in ("years", "роки", "годы")
    ):
        return shift[0], unit[1]
    return None


def _dated(cursor: Cursor, wording: Wording) -> Wording:
    """The wording with the year that follows it, if one does."""
    place = wording.after + (cursor.word(wording.after) == "of")
    year = year_at(cursor, place) or _year_behind_weekday(cursor, wording.after)
    if year:
        wording.year, wording.after = year
        return wording
    shifted = shifted_year(cursor, place) if cursor.spaced(place) or cursor.gap(place) == "," else None
    if shifted and cursor.gap(wording.after) == "":
        wording.year_shift, wording.after = shifted
    return wording


def _year_behind_weekday(cursor: Cursor, place: int) -> tuple[int, int] | None:
    """The year of "23 ноября, четверг, 2023"."""
    day = place + (cursor.word(place) in _ON)
    if cursor.gap(place) != "," or "weekday" not in cursor.at(day).kinds or cursor.gap(day + 1) != ",":
        return None
    return year_at(cursor, day + 1)


_ON = frozenset({"в", "во", "у"})


def _day_first(cursor: Cursor, index: int) -> list[Wording]:
    found = None if cursor.barren[0] <= index < cursor.barren[1] else _day_number(cursor, index)
    if found is None:
        return []
    place = found[1]
    if cursor.spaced(place) and cursor.word(place) not in GOING_ON and cursor.at(place).kinds.isdisjoint(_MONTHS):
        cursor.barren = (index, index + 1)
        return []
    days, places, links = [found[0]], [(index, place)], []
    while len(days) < LONGEST:
        link = _list_link(cursor, place)
        more = _day_number(cursor, link[1]) if link else None
        if link is None or more is None:
            break
        links.append(link[0])
        days.append(more[0])
        places.append((link[1], more[1]))
        place = more[1]
    if cursor.word(place) == "of":
        place += 1
    follows = cursor.spaced(place) or cursor.dashed(place) or cursor.gap(place) == "."
    month = month_at(cursor, place) if follows else None
    if month is None or len(days) > MOST_DAYS:
        # No month follows this list, so none follows any part of it: "5-5-5-5..." must not be read over and over.
        cursor.barren = (index, places[-1][0] + 1 if len(days) < LONGEST else places[-MOST_DAYS][0])
        return []
    return _spread(cursor, days, places, links, month)


GOING_ON = _LISTED | {"of"}
_MONTHS = frozenset({"month", "month-short"})


def _list_link(cursor: Cursor, place: int) -> tuple[str, int] | None:
    if cursor.dashed(place):
        return "to", place
    if cursor.gap(place) == ",":
        return ("and", place + 1) if cursor.word(place) in ("and", "та", "і", "и") else ("and", place)
    if cursor.word(place) in _LISTED and cursor.spaced(place) and cursor.spaced(place + 1):
        between = cursor.word(place) in ("to", "through", "до", "по", "на")
        return "to" if between else "and", place + 1
    return None


def _spread(
    cursor: Cursor, days: list[int], places: list[tuple[int, int]], links: list[str], month: tuple[int, int]
) -> list[Wording]:
    last = _dated(cursor, Wording("date", places[-1][0], month[1], month=month[0], day=days[-1]))
    apart = any(right != left + 1 for left, right in pairwise(days))
    if len(days) > 1 and days[0] < days[-1] and (not apart or links == ["to"]):
        opening = Wording("date", places[0][0], last.after, last.year, last.month, days[0], year_shift=last.year_shift)
        opening.until = last
        return [opening]
    if cursor.word(places[0][0] - 1) == "of" and cursor.word(places[0][0] - 2) == "week" and len(days) == 1:
        last.unit, last.first = "week", places[0][0] - 2  # "the week of 24 February"
    rest = [
        Wording("date", first, after, last.year, last.month, day, year_shift=last.year_shift)
        for day, (first, after) in zip(days[:-1], places[:-1], strict=True)
    ]
    return [*rest, last]


def _month_first(cursor: Cursor, index: int) -> list[Wording]:
    month = month_at(cursor, index)
    if month is None:
        return []
    day = _day_number(cursor, month[1])
    if day and _counts_things(cursor, index, day[1]):
        day = None
    if day and cursor.gap(month[1]) in ("", ".") and not _is_clock(cursor, month[1]) and cursor.language == "en":
        return _days_after_month(cursor, index, month[0], day)
    year = year_at(cursor, month[1] + (cursor.word(month[1]) == "of"))
    if year:
        return [Wording("month", index, year[1], year[0], month[0])]
    shifted = shifted_year(cursor, month[1] + (cursor.word(month[1]) == "of")) if cursor.spaced(month[1]) else None
    if shifted:
        return [Wording("month", index, shifted[1], month=month[0], year_shift=shifted[0])]
    if "month" not in cursor.at(index).values or not _in_company(cursor, index):
        return []
    shift = "told" if adjectival_month(cursor.words[index]) else ""
    if (
        cursor.language == "en"
        and cursor.word(index - 1) == "that"
        and cursor.word(index - 2) in ("", "in", "of", "by")
    ):
        shift = "that"
    return [Wording("month", index, month[1], month=month[0], shift=shift)]


_COMPANY = frozenset({"month", "edge", "shift", "span"})


def _counts_things(cursor: Cursor, index: int, after: int) -> bool:
    """Whether the number behind a month counts what follows: "since mid-November 27 ships", "in May 12 people"."""
    before = cursor.at(index - 1)
    if "edge" not in before.kinds and cursor.word(index - 1) != "in":
        return False
    return cursor.spaced(after) and not cursor.at(after).kinds.isdisjoint(_THINGS)


_THINGS = frozenset({"person", "thing", "unit", "money", "scale"})


def _in_company(cursor: Cursor, index: int) -> bool:
    before = cursor.word(index - 1)
    if cursor.language == "en":
        if cursor.words[index] not in _DOUBTFUL:
            return True
        return before in _MONTH_COMPANY and (cursor.spaced(index) or cursor.dashed(index))
    if adjectival_month(cursor.words[index]):
        return True
    if cursor.dashed(index + 1) and month_at(cursor, index + 1):
        return True
    return before in _CYRILLIC_COMPANY or not _COMPANY.isdisjoint(cursor.at(index - 1).values)


def _is_clock(cursor: Cursor, index: int) -> bool:
    return cursor.word(index + 1) in ("am", "pm") or (
        cursor.word(index + 1) in ("a", "p") and cursor.word(index + 2) == "m"
    )


def _days_after_month(cursor: Cursor, index: int, month: int, day: tuple[int, int]) -> list[Wording]:
    days, places, links = [day[0]], [(index, day[1])], []
    place = day[1]
    while len(days) < MOST_DAYS:
        link = _list_link(cursor, place)
        more = _day_number(cursor, link[1]) if link else None
        if link is None or more is None or not _ends_a_day(cursor, more[1], link[0]):
            break
        links.append(link[0])
        days.append(more[0])
        places.append((link[1], more[1]))
        place = more[1]
    if place > day[1] and (days[0] >= days[-1] or month_at(cursor, place)):
        days, places, links, place = days[:1], places[:1], [], day[1]
    return _spread(cursor, days, places, links, (month, place))


def _ends_a_day(cursor: Cursor, after: int, link: str) -> bool:
    """Whether a number after "January 23 and" is a day: nothing that is counted may follow it."""
    if after >= cursor.stop or cursor.gap(after) != "" or link == "to":
        return True
    following = cursor.at(after).values
    if any(kind in following for kind in ("span", "unit", "person", "thing", "money", "scale")):
        return False
    return year_at(cursor, after) is not None or cursor.word(after) in _AFTER_DAYS


_AFTER_DAYS = frozenset(
    "in at with by to and the for as when after before during of but while between but this last had has will would "
    "could should did".split()
)


def _numeric(cursor: Cursor, index: int) -> Wording | None:
    word = cursor.word(index)
    if word.count(".") == 2:
        parts = word.split(".")
        day = numeric_day(parts[0], ".", parts[1], parts[2], cursor.language) if _digits(parts) else None
        after = _beyond_year_word(cursor, index + 1)
        return Wording("date", index, after, day.year, day.month, day.day) if day else None
    if not word.isdecimal():
        return None
    mark = cursor.after(index + 1)
    if mark not in _MARKS:
        return None
    roman = _ROMAN.get(cursor.word(index + 1))
    if roman and cursor.joined_by(index + 1, index + 2) and len(word) <= 2 and len(cursor.word(index + 2)) == 4:
        last = cursor.word(index + 2)
        known = calendar_day(int(last), roman, int(word)) if last.isdecimal() else None
        return Wording("date", index, index + 3, known.year, known.month, known.day) if known else None
    if (
        mark == "."
        or cursor.gap(index + 1) != mark
        or cursor.gap(index + 2) != mark
        or not cursor.joined_by(index + 1, index + 2)
    ):
        return None
    parts = [word, cursor.word(index + 1), cursor.word(index + 2)]
    if not _digits(parts) or cursor.after(index + 3) == "/" or cursor.before(index) in ("/", "-"):
        return None
    if len(word) == 4:
        known = calendar_day(int(word), int(parts[1]), int(parts[2]))
        return Wording("date", index, index + 3, known.year, known.month, known.day) if known else None
    return _slashed(cursor, index, parts, mark)


_MARKS = frozenset("-/.")
_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}


def _slashed(cursor: Cursor, index: int, parts: list[str], mark: str) -> Wording | None:
    if len(parts[0]) > 2 or len(parts[1]) > 2 or len(parts[2]) not in (2, 4) or (mark == "-" and len(parts[2]) == 2):
        return None
    day = numeric_day(parts[0], mark, parts[1], parts[2], cursor.language)
    if day:
        return Wording("date", index, index + 3, day.year, day.month, day.day)
    low, high = int(parts[0]), int(parts[1])
    if 1 <= low <= 12 and 1 <= high <= 12:
        year = int(parts[2]) + (0 if len(parts[2]) == 4 else 2000)
        return Wording("date", index, index + 3, year, low, high, uncertain=True)
    return None


def _digits(parts: list[str]) -> bool:
    return all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts)
