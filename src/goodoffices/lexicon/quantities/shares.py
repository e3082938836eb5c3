"""Fractions as shares of a whole, in per cent: "one-fifth", "п'яту частину", "две трети", "half of"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ..times.cursor import Cursor
from ..times.numerals import ARTICLES, number, tidy

_WHOLES = frozenset("of the its their his her our all that this".split())
_SPLIT = frozenset(
    (
        "першій перша першу першої другій друга другу другої первой первая первую второй вторая вторую з із с first "
        "second latter"
    ).split()
)
_NO_SHARE = frozenset("фіналу финала години часа століття века року года century hour year day million dozen".split())
TENTH = Decimal("0.1")


class Share(NamedTuple):
    """Words [first, after) say `percent` of something."""

    first: int
    after: int
    percent: Decimal


def share(cursor: Cursor, index: int) -> Share | None:
    """The share at word `index`; None where the word has another meaning ("the third of May", "half past")."""
    senses = cursor.at(index)
    if not senses:
        return None
    if "half" in senses.values:
        return _half(cursor, index)
    if "fraction" in senses.values:
        return _single(cursor, index)
    if "number" not in senses.values and "digits" not in senses.values:
        return None
    count = number(cursor, index)
    if count is None or count.high is None or not 1 <= count.low <= 9 or count.after >= cursor.stop:
        return None
    among = _among(cursor, index, count.low, count.after)
    if among:
        return among
    part = cursor.at(count.after).values.get("fraction")
    if part is None or not (cursor.spaced(count.after) or cursor.dashed(count.after)):
        return None
    if cursor.language == "en" and count.low > 1 and not cursor.words[count.after].endswith("s"):
        return None
    after = count.after + 1
    named = cursor.take(after, "share")
    return Share(index, named[1] if named else after, _percent(cursor, count.after, count.low))


def _among(cursor: Cursor, index: int, count: Decimal, after: int) -> Share | None:
    """ "nine in ten", "three out of four voters", "девять из десяти"."""
    word = cursor.word(after)
    place = after + 1 if word in _OUT_OF else after + 2 if (word, cursor.word(after + 1)) in _OUT_OF_TWO else 0
    if not place or not cursor.spaced(after) or not cursor.spaced(place):
        return None
    if cursor.language == "en" and word == "of":
        return None
    whole = number(cursor, place)
    if whole is None or whole.high is None or whole.low not in _WHOLE or count >= whole.low or whole.after > place + 1:
        return None
    if cursor.language != "en" and (count == 1 or whole.low not in _ROUND):
        return None  # "один із трьох заводів" is one plant
    if not cursor.at(whole.after).kinds.isdisjoint(_LENGTHS) and cursor.spaced(whole.after):
        return None
    return Share(index, whole.after, tidy((100 * count / whole.low).quantize(TENTH)))


_OUT_OF = frozenset({"in", "из", "із", "з"})
_OUT_OF_TWO = frozenset({("out", "of")})
_WHOLE = frozenset(map(Decimal, (3, 4, 5, 6, 8, 10, 20, 100)))
_ROUND = frozenset(map(Decimal, (5, 10, 100)))
_LENGTHS = frozenset({"span", "month", "unit", "money"})


def _percent(cursor: Cursor, place: int, count: Decimal) -> Decimal:
    part: Decimal = cursor.at(place).values["fraction"]
    parts = (100 / part).to_integral_value()
    return tidy((100 * count / parts).quantize(TENTH) if count < parts else part * count)


def _half(cursor: Cursor, index: int) -> Share | None:
    if cursor.word(index - 1) in _SPLIT or cursor.word(index + 1) in _NO_SHARE:
        return None
    if cursor.language == "en" and cursor.word(index + 1) not in _WHOLES and cursor.word(index - 1) != "by":
        return None
    return Share(index, index + 1, Decimal(50))


def _single(cursor: Cursor, index: int) -> Share | None:
    before, following = cursor.word(index - 1), cursor.word(index + 1)
    if following in _NO_SHARE or before in _SPLIT:
        return None
    if cursor.language == "en":
        if before not in ARTICLES or not (following == "of" or _alone(cursor, index)):
            return None
        if following == "of" and (cursor.take(index + 2, "span") or cursor.word(index + 2) in ("a", "an")):
            return None
        return Share(index - 1, index + 1, _percent(cursor, index, Decimal(1)))
    named = cursor.take(index + 1, "share")
    if named:
        return Share(index, named[1], _percent(cursor, index, Decimal(1)))
    if "ordinal" in cursor.at(index).values or cursor.words[index].endswith(
        ("та", "ту", "тої", "тая", "тую", "той", "их", "третей", "третей")
    ):
        return None
    return Share(index, index + 1, _percent(cursor, index, Decimal(1)))


def _alone(cursor: Cursor, index: int) -> bool:
    """Whether "a third", "a fifth" names no noun that it numbers: "a third across the border", "by a quarter"."""
    following = cursor.word(index + 1)
    return cursor.gap(index + 1) != "" or following in _AFTER_SHARE or following.endswith("ed")


_AFTER_SHARE = frozenset(
    "across in from to than as more less since by at on were was are is have had said say want live".split()
)
