"""Measured and counted numbers in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import compress

from ...records import Modifier, Quantity, QuantityMention
from ..reading import Reading
from ..times.cursor import Cursor
from ..times.numerals import Amount, amount
from ..times.phrases import worded
from ..times.wording import Wording
from ..times.words import COUNTED, money_signs
from .counted import Told, counted_as
from .shares import share


def find_quantities(reading: Reading) -> tuple[QuantityMention, ...]:
    """Every quantity, in text order. Dates, clock times, ordinals and numbers that only label are none.

    A mention covers modifier, number and unit ("about 20 per cent", "more than 15 people"), and reaches to the
    counted noun over the words between. Lengths of time stand here as they stand among the times.
    """
    cursor, sentences = worded(reading)
    found: list[QuantityMention] = []
    counted = [index for index in compress(range(len(cursor.begun)), cursor.begun) if cursor.begun[index] & COUNTED]
    begun, count = 0, len(counted)
    told: Told | None = None
    place = -1
    for sentence, times in sentences:
        ended = begun
        while ended < count and counted[ended] < sentence.last:
            ended += 1
        if times or ended > begun:
            cursor.first, cursor.stop = sentence.first, sentence.last
            near = told if place == sentence.index - 1 else None
            made = list(_of_sentence(cursor, times, counted[begun:ended], near))
            found.extend(made)
            people = made and made[-1].quantity.unit == "person"
            told, place = (Told(made[-1].quantity, made[-1].end, False) if people else None), sentence.index
        begun = ended
    cursor.first, cursor.stop = 0, len(cursor.words)
    return tuple(found)


def _of_sentence(
    cursor: Cursor, times: Sequence[Wording], counted: Sequence[int], last: Told | None
) -> Iterator[QuantityMention]:
    """The quantities of a sentence; `last`: what was counted before, which a bare number goes on with."""
    place, index = 0, cursor.first
    for spot in (*counted, cursor.stop):
        while place < len(times) and times[place].first <= max(spot, index):
            if times[place].length is not None:
                yield _length(cursor, times[place])
            index, place = max(index, times[place].after), place + 1
        if spot < index or spot == cursor.stop:
            continue
        made = _at(cursor, spot, times[place].first if place < len(times) else cursor.stop, last)
        if made is None:
            continue
        mention, index = made
        if mention:
            yield mention
            last = Told(mention.quantity, mention.end) if mention.quantity.unit != "percent" else last


def _length(cursor: Cursor, wording: Wording) -> QuantityMention:
    start, end = cursor.starts[wording.first], cursor.ends[wording.after - 1]
    assert wording.length is not None
    return QuantityMention(start, end, cursor.text[start:end], wording.length)


def _at(cursor: Cursor, index: int, limit: int, last: Told | None) -> tuple[QuantityMention | None, int] | None:
    """The quantity at word `index` and where to go on; None when there is none. `last` is the sentence's one before."""
    shared = _share(cursor, index, limit)
    if shared:
        return shared
    found = amount(cursor, index)
    if found is None or found.after > limit:
        return None
    first = max(found.first, cursor.first)
    number = _number_at(cursor, found)
    if _labels(cursor, first, number, found.after):
        return None, found.after
    measured = counted_as(cursor, found, number, limit, last)
    if measured is None:
        return None, found.after
    first = measured.first if measured.first >= 0 else first
    start, end = cursor.starts[first], cursor.ends[measured.after - 1]
    if measured.unit in money_signs().values() and cursor.before(number) in money_signs():
        start = min(start, cursor.starts[number] - 1)
    if measured.unit == "percent" and measured.after == found.after:
        end = cursor.text.index("%", end) + 1
    low, high, modifier = _changed(cursor, found, first)
    if measured.first >= 0 and modifier == "exact":
        modifier = "about"
    quantity = Quantity(low, high, measured.unit, modifier, measured.of)
    return QuantityMention(start, end, cursor.text[start:end], quantity), measured.after


def _changed(cursor: Cursor, found: Amount, first: int) -> tuple[Decimal | None, Decimal | None, Modifier]:
    """In "зросла до 300", "с 40 до 25 километров" the preposition leads to the number, it does not cap it."""
    if found.modifier == "at-most" and cursor.words[first] == "до":
        led = "change" in cursor.at(first - 1).values or _from_before(cursor, first)
        return (found.high, found.high, "exact") if led else (found.low, found.high, found.modifier)
    return found.low, found.high, found.modifier


# "almost a third", "майже на третину"
_TO_A_SHARE = frozenset("a an the на".split())
_FROM = frozenset("з із зі від с со от".split())


def _from_before(cursor: Cursor, first: int) -> bool:
    """Whether "from" and a number stand right before word `first`, with at most one word between."""
    for place in range(first - 1, max(first - 4, cursor.first), -1):
        if cursor.words[place - 1] in _FROM and not cursor.at(place).kinds.isdisjoint({"digits", "number"}):
            return True
    return False


def _share(cursor: Cursor, index: int, limit: int) -> tuple[QuantityMention | None, int] | None:
    modifier: Modifier | None = None
    start = index
    lead = cursor.take(index, "modifier") if "modifier" in cursor.senses[index].kinds else None
    if lead:
        modifier, start = lead
        start += cursor.word(start) in _TO_A_SHARE
    part = share(cursor, start)
    if part is None or part.after > limit:
        return None
    first = min(index, part.first) if lead else part.first
    low = None if modifier == "at-most" else part.percent
    high = None if modifier == "at-least" else part.percent
    begin, end = cursor.starts[first], cursor.ends[part.after - 1]
    quantity = Quantity(low, high, "percent", modifier or "exact")
    return QuantityMention(begin, end, cursor.text[begin:end], quantity), part.after


def _labels(cursor: Cursor, first: int, number: int, found_after: int) -> bool:
    """Whether the number only names something: "Resolution 242", "F-16", "+41 22", "page 7", "24/7"."""
    before = cursor.before(number)
    if before and (before.isalnum() or before in "_@=&#№/\\+:"):
        return True
    if (
        before in ("-", "–")
        and number
        and cursor.joined_by(number)
        and not cursor.words[number - 1][0].isdecimal()
        and number == first
    ):
        return True
    if (
        found_after == number + 1
        and cursor.word(number + 1) in _ORDINAL_ENDS
        and (cursor.joined(number + 1) or cursor.gap(number + 1) == "-")
    ):
        return True
    behind = cursor.after(number + 1)
    if behind == "." and cursor.joined_by(number + 1) and cursor.text[cursor.ends[number] + 1 :][:1].islower():
        return True  # "24.kg"
    if behind == "+" and cursor.joined_by(number + 1) and "digits" in cursor.at(number + 1).values:
        return True
    if behind and behind in "_@/=\\" and "digits" in cursor.senses[number].values:
        return True
    return (
        number == first
        and "label" in cursor.at(first - 1).values
        and cursor.gap(first) in ("", ".")
        and "digits" in cursor.senses[number].values
    )


_ORDINAL_ENDS = frozenset("st nd rd th s й ій ий го я е му м х ма ти та ї те ге ше".split())


def _number_at(cursor: Cursor, found: Amount) -> int:
    for place in range(found.first, found.after):
        if "digits" in cursor.senses[place].values:
            return place
    return found.first
