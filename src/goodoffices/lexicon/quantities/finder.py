"""Measured and counted numbers in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from ...records import Modifier, Quantity, QuantityMention
from ..reading import Reading
from ..times.cursor import Cursor
from ..times.numerals import Amount, amount
from ..times.phrases import worded
from ..times.wording import Wording
from ..times.words import COUNTED, money_signs
from .shares import share

# How many words may stand between a number and what it counts: "300 Iranian-made long-range attack drones".
REACH = 4
_MEASURES = ("unit", "money")
_COUNTED = ("person", "thing")


class Counted(NamedTuple):
    """What is measured: unit, thing, and the index after its words."""

    unit: str
    of: str
    after: int


def find_quantities(reading: Reading) -> tuple[QuantityMention, ...]:
    """Every quantity, in text order. Dates, clock times, ordinals and numbers that only label are none.

    A mention covers modifier, number and unit ("about 20 per cent", "more than 15 people"), and reaches to the
    counted noun over the words between. Lengths of time stand here as they stand among the times.
    """
    cursor, sentences = worded(reading)
    found: list[QuantityMention] = []
    counted = [index for index in compress(range(len(cursor.begun)), cursor.begun) if cursor.begun[index] & COUNTED]
    begun, count = 0, len(counted)
    for sentence, times in sentences:
        ended = begun
        while ended < count and counted[ended] < sentence.last:
            ended += 1
        if times or ended > begun:
            cursor.first, cursor.stop = sentence.first, sentence.last
            found.extend(_of_sentence(cursor, times, counted[begun:ended]))
        begun = ended
    cursor.first, cursor.stop = 0, len(cursor.words)
    return tuple(found)


def _of_sentence(cursor: Cursor, times: Sequence[Wording], counted: Sequence[int]) -> Iterator[QuantityMention]:
    place, index = 0, cursor.first
    for spot in (*counted, cursor.stop):
        while place < len(times) and times[place].first <= max(spot, index):
            if times[place].length is not None:
                yield _length(cursor, times[place])
            index, place = max(index, times[place].after), place + 1
        if spot < index or spot == cursor.stop:
            continue
        made = _at(cursor, spot, times[place].first if place < len(times) else cursor.stop)
        if made is None:
            continue
        mention, index = made
        if mention:
            yield mention


def _length(cursor: Cursor, wording: Wording) -> QuantityMention:
    start, end = cursor.starts[wording.first], cursor.ends[wording.after - 1]
    assert wording.length is not None
    return QuantityMention(start, end, cursor.text[start:end], wording.length)


def _at(cursor: Cursor, index: int, limit: int) -> tuple[QuantityMention | None, int] | None:
    """The quantity at word `index` and where to go on; None when there is none."""
    shared = _share(cursor, index, limit)
    if shared:
        return shared
    found = amount(cursor, index)
    if found is None or found.after > limit:
        return None
    first = max(found.first, cursor.first)
    number = _number_at(cursor, found)
    if _labels(cursor, first, number):
        return None, found.after
    measured = _measure(cursor, found, number, limit)
    if measured is None:
        return None, found.after
    start, end = cursor.starts[first], cursor.ends[measured.after - 1]
    if measured.unit in money_signs().values() and cursor.before(number) in money_signs():
        start = min(start, cursor.starts[number] - 1)
    if measured.unit == "percent" and measured.after == found.after:
        end = cursor.text.index("%", end) + 1
    low, high, modifier = _changed(cursor, found, first)
    quantity = Quantity(low, high, measured.unit, modifier, measured.of)
    return QuantityMention(start, end, cursor.text[start:end], quantity), measured.after


def _changed(cursor: Cursor, found: Amount, first: int) -> tuple[Decimal | None, Decimal | None, Modifier]:
    """In "зросла до 300" and "выросло до 300" the preposition leads to the number, it does not cap it."""
    if found.modifier == "at-most" and cursor.words[first] == "до" and "change" in cursor.at(first - 1):
        return found.high, found.high, "exact"
    return found.low, found.high, found.modifier


def _share(cursor: Cursor, index: int, limit: int) -> tuple[QuantityMention | None, int] | None:
    modifier: Modifier | None = None
    start = index
    lead = cursor.take(index, "modifier") if "modifier" in cursor.senses[index].kinds else None
    if lead:
        modifier, start = lead
        start += cursor.word(start) in ("a", "an", "the")
    part = share(cursor, start)
    if part is None or part.after > limit:
        return None
    first = min(index, part.first) if lead else part.first
    low = None if modifier == "at-most" else part.percent
    high = None if modifier == "at-least" else part.percent
    begin, end = cursor.starts[first], cursor.ends[part.after - 1]
    quantity = Quantity(low, high, "percent", modifier or "exact")
    return QuantityMention(begin, end, cursor.text[begin:end], quantity), part.after


def _labels(cursor: Cursor, first: int, number: int) -> bool:
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
    if cursor.word(number + 1) in _ORDINAL_ENDS and (cursor.joined(number + 1) or cursor.gap(number + 1) == "-"):
        return True
    behind = cursor.after(number + 1)
    if behind == "+" and cursor.joined_by(number + 1) and "digits" in cursor.at(number + 1):
        return True
    if behind and behind in "_@/=\\" and "digits" in cursor.senses[number]:
        return True
    return (
        number == first
        and "label" in cursor.at(first - 1)
        and cursor.gap(first) in ("", ".")
        and "digits" in cursor.senses[number]
    )


_ORDINAL_ENDS = frozenset("st nd rd th s й ій ий го я е му м х ма ти та ї".split())


def _measure(cursor: Cursor, found: Amount, number: int, limit: int) -> Counted | None:
    place = found.after
    if cursor.after(place) == "%" or (cursor.after(place) == " " and cursor.gap(place).startswith("%")):
        return Counted("percent", "", place)
    sign = money_signs().get(cursor.before(number))
    if sign:
        return Counted(sign, "", place)
    if place >= limit or cursor.gap(place) not in ("", "-", "."):
        return _bare(cursor, found)
    if _hit(cursor, place):
        return Counted("person", "", place)
    for kind in _MEASURES:
        unit = cursor.take(place, kind)
        if unit and unit[1] <= limit and not (cursor.gap(place) == "." and kind != "money"):
            return Counted(unit[0].unit, "", unit[1])
    thing = _thing(cursor, found, limit)
    return thing if thing or cursor.dashed(place) else _bare(cursor, found)


def _hit(cursor: Cursor, place: int) -> bool:
    """Whether people are counted, though no noun says so: "15 were killed", "п'ятеро загинули"."""
    while cursor.word(place) in ("were", "was", "have", "has", "had", "been", "others", "more", "є", "було", "были"):
        place += 1
    return cursor.word(place) in _HIT


_HIT = frozenset(
    (
        "killed wounded injured died hospitalised hospitalized arrested detained displaced evacuated missing "
        "загинули загинуло загинув поранено поранені вбито евакуювали погибли погибло погиб ранены ранено "
        "убиты эвакуировали"
    ).split()
)


def _number_at(cursor: Cursor, found: Amount) -> int:
    for place in range(found.first, found.after):
        if "digits" in cursor.senses[place]:
            return place
    return found.first


def _thing(cursor: Cursor, found: Amount, limit: int) -> Counted | None:
    """The first known noun within reach; failing that, in English and when it follows at once, the noun stated."""
    place = found.after + (cursor.word(found.after) == "of" and found.vague)
    for step in range(place, min(limit, place + REACH + 1)):
        short = step == found.after and cursor.gap(step) == "." and cursor.word(step - 1) in _SHORT
        if not (short or cursor.gap(step) in ("", "-")) or cursor.word(step) in _STOPS:
            break
        kinds = cursor.senses[step].kinds
        for kind in _COUNTED:
            counted = cursor.take(step, kind) if kind in kinds else None
            if counted and counted[1] <= limit:
                unit = counted[0]
                return Counted(unit.unit, unit.of, counted[1])
        if step > place and "digits" in cursor.at(step):
            break
    if place >= limit or cursor.gap(place) not in ("", "-") or cursor.word(place) in _STOPS or found.low == 1:
        return None
    if cursor.language == "en":
        return _plural_noun(cursor, place, limit)
    word = cursor.words[place]
    if not word.isalpha() or len(word) < 3 or cursor.senses[place].get("cue") or "ordinal" in cursor.senses[place]:
        return None
    return Counted("item", word, place + 1)


_SHORT = frozenset({"тис", "тыс", "млн", "млрд"})


def _plural_noun(cursor: Cursor, place: int, limit: int) -> Counted | None:
    """The first plural within two adjectives: "five armed groups", "two security guarantees"."""
    for step in range(place, min(limit, place + 3)):
        word = cursor.words[step]
        if (
            (cursor.gap(step) and (step == place or cursor.gap(step) != "-"))
            or word in _STOPS
            or not word.isalpha()
            or "cue" in cursor.senses[step]
        ):
            return None
        noun = _singular(word) if len(word) > 2 else ""
        if noun and "ordinal" not in cursor.senses[step]:
            return Counted("item", noun, step + 1)
    return None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return ""


_STOPS = frozenset(
    (
        "of and or in on at by to from for with were was is are had have has who which that the than as but "
        "after before per not і й та або чи у в на з із від до по за під час що які який не був була було "
        "були и или в на с из от до по за что которые который не был была было были"
    ).split()
)


# After these a number counts people, though no noun says so: "загинуло двоє", "гибель троих", "killing five".
_HARMED = frozenset(
    (
        "killed killing killed wounded wounding injured injuring загинуло загинули загибель загибелі вбито вбили "
        "поранено поранили поранення жертвами погибло погибли гибель гибели убито убили убиты ранено ранены ранили "
        "жертвами"
    ).split()
)


_RISEN = frozenset("risen rose rises climbed climbs increased grown".split())
_REACHED = frozenset("reached сягнула сягнуло досягла досягло достигло достигла составило составила становить".split())


def _risen(cursor: Cursor, first: int) -> bool:
    """Whether a count comes to the number: "has risen to nine", "достигло девяти"."""
    if first <= cursor.first or cursor.gap(first):
        return False
    before = cursor.word(first - 1)
    return before in _REACHED or (before == "to" and cursor.word(first - 2) in _RISEN)


def _bare(cursor: Cursor, found: Amount) -> Counted | None:
    """A number that names nothing it counts: kept when it is more than a small word or has a modifier."""
    if found.first > cursor.first and cursor.word(found.first - 1) in _HARMED and not cursor.gap(found.first):
        return Counted("person", "", found.after)
    if _risen(cursor, found.first):
        return Counted("item", "", found.after)
    following = cursor.at(found.after)
    beside = "digits" in cursor.at(found.first - 1) and cursor.spaced(found.first)
    if ("digits" in following and cursor.spaced(found.after)) or (beside and found.modifier == "exact"):
        return None
    if found.vague:
        return Counted("item", "", found.after) if "many" in cursor.at(found.after - 1) or found.low == 100 else None
    if not found.digits and (found.high or found.low or Decimal(0)) <= 12:
        return None
    if found.digits and found.modifier == "exact" and cursor.gap(found.after) in (")", "]"):
        return None
    return Counted("item", "", found.after)
