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
    if "half" in senses:
        return _half(cursor, index)
    if "fraction" in senses:
        return _single(cursor, index)
    if "number" not in senses and "digits" not in senses:
        return None
    count = number(cursor, index)
    if count is None or count.high is None or not 1 <= count.low <= 9 or count.after >= cursor.stop:
        return None
    part = cursor.at(count.after).get("fraction")
    if part is None or not (cursor.spaced(count.after) or cursor.dashed(count.after)):
        return None
    if cursor.language == "en" and count.low > 1 and not cursor.words[count.after].endswith("s"):
        return None
    after = count.after + 1
    named = cursor.take(after, "share")
    return Share(index, named[1] if named else after, _percent(cursor, count.after, count.low))


def _percent(cursor: Cursor, place: int, count: Decimal) -> Decimal:
    part: Decimal = cursor.at(place)["fraction"]
    parts = (100 / part).to_integral_value()
    return tidy((100 * count / parts).quantize(TENTH) if count < parts else part * count)


def _half(cursor: Cursor, index: int) -> Share | None:
    if cursor.word(index - 1) in _SPLIT or cursor.word(index + 1) in _NO_SHARE:
        return None
    if cursor.language == "en" and cursor.word(index + 1) not in _WHOLES:
        return None
    return Share(index, index + 1, Decimal(50))


def _single(cursor: Cursor, index: int) -> Share | None:
    before, following = cursor.word(index - 1), cursor.word(index + 1)
    if following in _NO_SHARE or before in _SPLIT:
        return None
    if cursor.language == "en":
        if before not in ARTICLES or following != "of":
            return None
        if cursor.take(index + 2, "span") or cursor.word(index + 2) in ("a", "an"):
            return None
        return Share(index - 1, index + 1, _percent(cursor, index, Decimal(1)))
    named = cursor.take(index + 1, "share")
    if named:
        return Share(index, named[1], _percent(cursor, index, Decimal(1)))
    if "ordinal" in cursor.at(index) or cursor.words[index].endswith(
        ("та", "ту", "тої", "тая", "тую", "той", "их", "третей", "третей")
    ):
        return None
    return Share(index, index + 1, _percent(cursor, index, Decimal(1)))
