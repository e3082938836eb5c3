"""Numbers in digits and words, with what limits them: "about 20", "двадцять п'ять", "tens of thousands", "5-7"."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from ...records import Modifier
from .cursor import Cursor
from .words import COUNTED, Senses

LONGEST = 15
ONE = Decimal(1)
HALF = Decimal("0.5")
# Fifteen digits of billions in a smaller unit: more than the 28 digits of the default context.
_WIDE = Context(prec=60)
ARTICLES = frozenset({"a", "an"})


def tidy(value: Decimal) -> Decimal:
    """The same number written one way: ids are made of digits, and 2E+1 and 20.0 must not differ from 20."""
    if value.same_quantum(ONE):
        return value
    return value.quantize(ONE, context=_WIDE) if value == value.to_integral_value() else value.normalize()


class Number(NamedTuple):
    """Words [first, after) say low to high (None: open); `scale` is the last multiplier; `vague` as "dozens" is."""

    first: int
    after: int
    low: Decimal
    high: Decimal | None
    scale: Decimal = ONE
    vague: bool = False
    digits: bool = False


class Amount(NamedTuple):
    """A number with its modifier, as a quantity keeps it."""

    first: int
    after: int
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    vague: bool = False
    digits: bool = False


def digit_value(token: str, language: str) -> Decimal | None:
    """The value of digits with points or commas, by the custom of the language; None for dates and clock times."""
    if token.isdecimal():
        return Decimal(int(token)) if len(token) <= LONGEST else None
    if ":" in token or len(token) > LONGEST + 5:
        return None
    groups = token.replace(",", ".").split(".")
    if not all(group.isdecimal() for group in groups):
        return None
    mixed = "," in token and "." in token
    if mixed and language == "en" and token.rfind(",") < token.rfind("."):
        return Decimal(token.replace(",", ""))
    if len(groups) > 2:
        grouped = not mixed and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
        return Decimal("".join(groups)) if grouped else None
    thousands = len(groups[1]) == 3 and groups[0] != "0" and len(groups[0]) <= 3
    if thousands and ("," in token or language != "en"):
        return Decimal("".join(groups))
    return Decimal(".".join(groups))


def number(cursor: Cursor, index: int) -> Number | None:
    """The number that begins at word `index`, in digits or words. Remembered: several grammars ask for the same."""
    senses = cursor.at(index)
    if senses.kinds.isdisjoint(_SPELLED):
        return None
    if index not in cursor.numbers:
        cursor.numbers[index] = _number(cursor, index, senses)
    return cursor.numbers[index]


_SPELLED = frozenset({"digits", "many", "few", "half", "number", "hundred", "scale"})


def _number(cursor: Cursor, index: int, senses: Senses) -> Number | None:
    if "digits" in senses.values:
        return _digits(cursor, index)
    if "many" in senses.values and not ("scale" in senses.values and _one_of(cursor, index)):
        return _many(cursor, index)
    few = cursor.take(index, "few")
    if few and cursor.word(index - 1) not in ("as", "how", "so", "too", "так", "як", "как"):
        (low, high), after = few
        first = index - 1 if cursor.word(index - 1) in ARTICLES else index
        times, after = _dozens(cursor, after)
        bound = None if high is None else high * times
        return Number(first, after, low * times, bound, vague=True)
    if "half" in senses.values and cursor.language == "en":
        return _half_a(cursor, index)
    return _words(cursor, index)


def _one_of(cursor: Cursor, index: int) -> bool:
    """Whether "тисячі", "тысячи" is the genitive of one: "по тисячі полонених", "около тысячи дронов"."""
    before = cursor.at(index - 1).kinds
    return cursor.word(index - 1) == "по" or ("modifier" in before and "number" not in before)


def _dozens(cursor: Cursor, index: int) -> tuple[Decimal, int]:
    """What "several hundred", "кілька десятків" multiply by; 1 where a noun follows at once."""
    senses = cursor.at(index)
    if not senses or not cursor.spaced(index):
        return ONE, index
    if "hundred" in senses.values:
        return Decimal(100), index + 1
    if "scale" in senses.values and len(cursor.words[index]) > 1:
        return Decimal(senses.values["scale"]), index + 1
    if "many" in senses.values and cursor.language != "en":
        return Decimal(senses.values["many"][0]), index + 1
    return ONE, index


def _digits(cursor: Cursor, index: int) -> Number | None:
    value = digit_value(cursor.words[index], cursor.language)
    if value is None or (cursor.before(index).isalpha()):
        return None
    after = index + 1
    if cursor.words[index].isdecimal() and len(cursor.words[index]) <= 3 and cursor.words[index][0] != "0":
        while after - index < LONGEST // 3 and _thousands_group(cursor, after):
            value = value * 1000 + int(cursor.words[after])
            after += 1
    if cursor.word(after) in _CARDINAL_ENDS and cursor.gap(after) == "-" and _counts(cursor, index, after):
        return Number(index, after + 1, value, value, digits=True)
    value, after, scale = _scaled(cursor, value, after)
    return Number(index, after, value, value, scale, digits=True)


# "30-ти человек", "2-х военных" are counts, "90-х годов" are none.
_CARDINAL_ENDS = frozenset({"ти", "х", "ох", "ма", "ми"})


def _counts(cursor: Cursor, index: int, ending: int) -> bool:
    round_number = cursor.words[ending] == "х" and cursor.words[index].endswith("0")
    return not round_number or not cursor.at(ending + 1).kinds.isdisjoint({"person", "thing", "unit", "money"})


def _thousands_group(cursor: Cursor, index: int) -> bool:
    word = cursor.word(index)
    if len(word) != 3 or not word.isdecimal():
        return False
    gap = cursor.text[cursor.ends[index - 1] : cursor.starts[index]]
    return gap in "\u00a0\u202f\u2009" or (gap == " " and cursor.language != "en") if gap else False


def _scaled(cursor: Cursor, value: Decimal, after: int) -> tuple[Decimal, int, Decimal]:
    half = _and_a_half(cursor, after)
    if half:
        value, after = value + HALF, half
    scale = cursor.take(after, "scale") if "scale" in cursor.at(after).kinds else None
    if not scale or not (cursor.spaced(after) or cursor.gap(after) == "-"):
        return value, after, ONE
    letters = cursor.words[after]
    if len(letters) == 1 and (not cursor.joined(after) or (letters == "m" and not _after_money(cursor, after))):
        return value, after, ONE
    return value * scale[0], scale[1], scale[0]


def _after_money(cursor: Cursor, after: int) -> bool:
    return cursor.before(after - 1) in "$€£" and cursor.before(after - 1) != ""


def _and_a_half(cursor: Cursor, index: int) -> int | None:
    word = cursor.word(index)
    if word not in _HALF_MORE:
        return None
    following = cursor.word(index + 1)
    if word == "1" and following == "2" and cursor.gap(index + 1) == "/":
        return index + 2
    if word == "and" and following == "a" and cursor.word(index + 2) == "half":
        return index + 3
    if word in ("з", "із", "с") and following in ("половиною", "половиной"):
        return index + 2
    return None


_HALF_MORE = frozenset({"1", "and", "з", "із", "с"})


def _half_a(cursor: Cursor, index: int) -> Number | None:
    if cursor.word(index + 1) != "a":
        return None
    scale = cursor.take(index + 2, "scale")
    return Number(index, scale[1], HALF * scale[0], HALF * scale[0], scale[0]) if scale else None


def _many(cursor: Cursor, index: int) -> Number:
    low, high = cursor.at(index).values["many"]
    after = index + 1
    following = after + 1 if cursor.word(after) == "of" else after
    more = cursor.at(following).values
    thousands = more.get("many", (0,))[0] if cursor.word(after) == "of" else int(more.get("scale", 0))
    if thousands in (1000, 1_000_000, 1_000_000_000):
        low, high, after = low * thousands, (high + 1) * thousands - 1, following + 1
    return Number(index, after, Decimal(low), Decimal(high), vague=True)


def _words(cursor: Cursor, index: int) -> Number | None:
    total, current, place, scale = Decimal(0), Decimal(0), index, ONE
    first = index - 1 if cursor.word(index - 1) in ARTICLES else index
    while place < cursor.stop and (place == index or cursor.spaced(place) or cursor.gap(place) == "-"):
        senses = cursor.at(place)
        if "number" in senses.values and _adds(current, senses.values["number"]):
            current += senses.values["number"]
        elif place == index and "number" in senses.phrases and (whole := cursor.take(place, "number")):
            current, place = whole[0], whole[1] - 1
        elif "hundred" in senses.values and current < 100 and (current or first < index or cursor.language != "en"):
            current = max(current, ONE) * 100
        elif "many" in senses.values and "scale" not in senses.values and 1 < current < 10 and cursor.language != "en":
            current *= Decimal(senses.values["many"][0])  # "шести десятков", "полторы сотни"
        elif (
            "scale" in senses.values
            and len(cursor.words[place]) > 1
            and (current or first < index or cursor.language != "en")
        ):
            turned = _turned(cursor, place) if place == index else None
            if turned:
                return turned
            total, scale = total + max(current, ONE) * senses.values["scale"], senses.values["scale"]
            current = Decimal(0)
        elif place > index and cursor.word(place) == "and" and _goes_on(cursor, place, current, total):
            pass
        else:
            break
        place += 1
    if place == index:
        return None
    value = total + current
    half = _and_a_half(cursor, place)
    if half and scale > 1 and not current:
        value, place = value + HALF * scale, half  # "a million and a half"
    elif half:
        value, place, scale = _scaled(cursor, value, place)
    return Number(first if "number" not in cursor.at(index).values else index, place, value, value, scale)


def _turned(cursor: Cursor, index: int) -> Number | None:
    """ "тысяч пять", "миллионов двадцать": a number behind its scale is a guess."""
    if cursor.language == "en" or not cursor.words[index].endswith(_TURNED):
        return None
    if (
        not cursor.spaced(index + 1)
        or "scale" in cursor.at(index - 1).values
        or "number" in cursor.at(index - 1).values
    ):
        return None
    found = number(cursor, index + 1)
    if (
        found is None
        or found.scale != ONE
        or found.vague
        or found.high is None
        or "digits" in cursor.at(index - 1).values
    ):
        return None
    scale = cursor.senses[index].values["scale"]
    return Number(index, found.after, found.low * scale, found.high * scale, scale, vague=True)


_TURNED = ("тысяч", "тисяч", "миллионов", "мільйонів", "миллиардов", "мільярдів", "десятка")


def _adds(current: Decimal, value: Decimal) -> bool:
    if current == 0 or value != value.to_integral_value():
        return current == 0
    if value < 10:
        return (current % 100 >= 20 and current % 10 == 0) or current % 100 == 0
    return value < 100 and current % 100 == 0


def _goes_on(cursor: Cursor, place: int, current: Decimal, total: Decimal) -> bool:
    large = (current and current % 100 == 0) or (total and not current)
    return bool(large) and "number" in cursor.at(place + 1).values


_HANDING = frozenset(
    "hand hands handed handing turn turns turned turning take takes took taken taking give gave given".split()
)
_BESIDES = frozenset("на по у в во за".split())


def _modifiers(cursor: Cursor, index: int) -> tuple[Modifier | None, int]:
    modifier: Modifier | None = None
    for _ in range(3):
        found = cursor.take(index, "modifier") if "modifier" in cursor.at(index).kinds else None
        if not found:
            break
        if modifier is None or modifier in ("about", "exact"):
            modifier = found[0]
        if cursor.words[index] == "over" and cursor.word(index - 1) in _HANDING:
            modifier = None
        index = found[1]
        if cursor.language != "en" and cursor.word(index) in _BESIDES and cursor.spaced(index):
            index += 1
        if cursor.word(index) in ARTICLES and "number" not in cursor.at(index).values:
            break
    if modifier and cursor.word(index) in ARTICLES:
        index += 1
    return modifier, index


def amount(cursor: Cursor, index: int) -> Amount | None:
    """As `limited_number`, with its bounds tidied. Remembered: times and quantities ask for the same."""
    if index in cursor.amounts:
        return cursor.amounts[index]
    found = limited_number(cursor, index)
    if found is not None:
        first, after, low, high, modifier, vague, digits = found
        bottom = None if low is None else tidy(low)
        top = bottom if high is low else None if high is None else tidy(high)
        found = Amount(first, after, bottom, top, modifier, vague, digits)
    cursor.amounts[index] = found
    return found


def limited_number(cursor: Cursor, index: int) -> Amount | None:
    """The number at word `index` with the modifiers before and after it, and its other end when it is a range."""
    if not cursor.begins(index) & COUNTED:
        return None
    kinds = cursor.senses[index].kinds
    between = cursor.take(index, "bind") if "bind" in kinds else None
    if between and (between[0] == "between" or (between[0] == "from" and cursor.language != "en")):
        return _between(cursor, index, between[1])
    modifier, start = _modifiers(cursor, index) if "modifier" in kinds else (None, index)
    found = number(cursor, start)
    if found is None:
        return None
    low, high, after = found.low, found.high, found.after
    other = _range_end(cursor, found)
    if other:
        first, second = _shared_scale(found, other)
        low, high, after = first, second, other.after
    elif cursor.after(after) == "+":
        modifier = modifier or "at-least"
    behind = cursor.take(after, "after") if "after" in cursor.at(after).kinds else None
    if behind and (cursor.spaced(after) or (cursor.dashed(after) and cursor.language == "en")):
        modifier, after = behind[0], behind[1]
    begin = min(index, found.first)
    if modifier is None and cursor.words[begin] in _ROUND and cursor.word(begin - 1) in _SOME and cursor.spaced(begin):
        modifier, begin = "about", begin - 1  # "с десяток водителей"
    return _limited(begin, after, low, high, modifier, found, ranged=other is not None)


_SOME = frozenset({"с", "со", "з", "із", "зо"})
_ROUND = frozenset("десяток сотню полсотни півсотні тысячу тисячу дюжину пару".split())


def _limited(
    first: int,
    after: int,
    low: Decimal,
    high: Decimal | None,
    modifier: Modifier | None,
    found: Number,
    *,
    ranged: bool,
) -> Amount:
    if ranged and modifier in (None, "exact", "about"):
        return Amount(first, after, low, high, "between", digits=found.digits)
    if modifier == "at-least" or high is None:
        return Amount(first, after, low, None, "at-least", found.vague, found.digits)
    if modifier == "at-most":
        return Amount(first, after, None, high, "at-most", found.vague, found.digits)
    chosen: Modifier = "about" if found.vague else modifier or "exact"
    return Amount(first, after, low, high, chosen, found.vague, found.digits)


def _shared_scale(found: Number, other: Number) -> tuple[Decimal, Decimal | None]:
    if other.scale > 1 and found.scale == 1 and other.high is not None and found.low * other.scale <= other.high:
        return found.low * other.scale, other.high
    return found.low, other.high


def _range_end(cursor: Cursor, found: Number) -> Number | None:
    place = found.after
    if cursor.dashed(place) or (
        cursor.word(place) in ("to", "or", "або", "чи", "или", "либо") and cursor.spaced(place)
    ):
        start = place if cursor.dashed(place) else place + 1
        other = number(cursor, start)
        if other and other.high is not None and not found.vague and not other.vague:
            low, high = _shared_scale(found, other)
            # "1,500 or 90 million" is no range; "5 to 7", "two or three" are.
            widest = 100 if cursor.dashed(place) or cursor.word(place) == "to" else 4
            if high is not None and low < high and (high <= low * widest or low == 0):
                return other
    return None


def _between(cursor: Cursor, index: int, start: int) -> Amount | None:
    low = number(cursor, start)
    link = cursor.take(low.after, "link") if low else None
    high = number(cursor, link[1]) if link else None
    if low is None or high is None or high.high is None:
        return None
    first, second = _shared_scale(low, high)
    if second is None or first >= second:
        return None
    return Amount(index, high.after, first, second, "between", digits=low.digits)
