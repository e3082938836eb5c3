"""What a figure counts: things of the vocabulary, people a deed befalls, and figures that are no count of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from ...records import QuantityMention
from .ground import who_counted
from .passage import Passage
from .words import Mark

NEAR = 2  # words between a figure and the thing it counts
SHARED = 5  # words between a measure and what it measures: "37 kilometres of the northern border"
# Units whose thing is named further off, and the things that they may measure.
MEASURED = {
    "percent": ("deal", "turnout", "vote"),
    "kilometre": ("frontier", "pullback"),
    "mile": ("frontier",),
    "tonne": ("tonne",),
    "dollar": ("money",),
    "euro": ("money",),
    "pound": ("money",),
}
WEIGHED = frozenset(
    {"tonne", "money", "frontier", "turnout", "vote", "pullback"}
)  # counted in units of their own alone
# What the units of quantities are called among the things counted; "29 times" is told by its deed alone.
OF_UNIT = {
    "vehicle": ("vehicle",),
    "building": ("house",),
    "settlement": ("settlement",),
    "household": ("household",),
    "violation": ("breach",),
    "strike": ("attack",),
    "ship": ("vessel",),
    "school": ("school",),
    "hospital": ("hospital",),
    "crossing": ("crossing",),
    "aircraft": ("aircraft",),
    "drone": ("drone",),
    "missile": ("missile",),
    "bomb": ("bomb",),
    "tank": ("tank",),
    "tonne": ("tonne",),
    "time": ("breach", "attack"),
}
OF = frozenset("of з із від from от out".split())
WHICH = frozenset({"which", "them", "these", "яких", "них", "которых", "цих", "этих"})
PART = frozenset("including among included includes включно зокрема серед числі среди включая числе".split())
MORE = frozenset(
    "more another additional further extra ще додатково додаткові еще ещё дополнительно дополнительных".split()
)
CLOSING = ",.;:"


def wares_of(passage: Passage, mention: QuantityMention, told: Sequence[tuple[QuantityMention, str]]) -> Iterator[str]:
    """What the figure may count, likeliest first: the noun in it or right behind it, its unit, people, "of which"."""
    reading = passage.reading
    unit = mention.quantity.unit
    if unit in MEASURED:
        yield from _measured(passage, mention)
        return
    first, last = reading.word_at(mention.start), reading.word_at(mention.end)
    # Words for a load ("aid", "flour") name what is weighed; "48 trucks of aid" are trucks.
    near = [m for m in passage.marks.get("ware", ()) if first <= m.first <= last + NEAR and m.id not in WEIGHED]
    # "142 attack drones": of nouns in a row the last is what is counted.
    in_row = [m for m in near if m.first == last and reading.gaps[last - 1] == " "]
    for mark in (*in_row, *near):
        behind = mark.first >= last and (mark in in_row or mention.quantity.of == "")
        if (mark.first < last or behind) and not any(
            sign in reading.text[mention.end : mark.start] for sign in CLOSING
        ):
            yield mark.id
    if last - first > 1 or unit not in ("strike", "violation"):
        yield from OF_UNIT.get(unit, ())  # of "strikes kill 25" the bare number counts no strikes
    who = who_counted(passage, mention)
    if who is not None:
        yield "soldier" if who == "soldier" else "person"
    if unit == "item" and not mention.quantity.of:
        yield from _bare(passage, first, last, told)


def _measured(passage: Passage, mention: QuantityMention) -> Iterator[str]:
    unit = mention.quantity.unit
    low, high = passage.clause(mention.start)
    near = [m for m in passage.marks.get("ware", ()) if m.id in MEASURED[unit] and low <= m.start < high]
    mark = passage.nearest(near, mention)
    if mark is not None and passage.apart(mark, mention) <= SHARED:
        yield mark.id
    elif mark is None:
        yield from OF_UNIT.get(unit, ())
        if MEASURED[unit] == ("money",):
            yield "money"  # "the Union has allotted 60 million euros to it"


def _bare(passage: Passage, first: int, last: int, told: Sequence[tuple[QuantityMention, str]]) -> Iterator[str]:
    """ "Four of the eight protocols", "121 of which"."""
    if passage.word(last) in OF:
        for mark in passage.marks.get("ware", ()):
            if 0 < mark.first - last <= NEAR + 1:
                yield mark.id
    after = passage.words(last, last + 3)
    if (told and after and after[0] in OF and not WHICH.isdisjoint(after)) or (
        told
        and not OF.isdisjoint(passage.words(first - 2, first))
        and not WHICH.isdisjoint(passage.words(first - 1, first))
    ):
        yield told[-1][1]


def first_part(passage: Passage, mention: QuantityMention) -> QuantityMention:
    """ "34 of 37 clauses" read as 34 clauses, where the text gives both figures in digits."""
    reading, first = passage.reading, passage.first_word(mention.start)
    word = passage.word(first - 2)
    if mention.quantity.modifier != "exact" or passage.word(first - 1) not in OF or not word.isdecimal():
        return mention
    number, start = Decimal(word), reading.starts[first - 2]
    quantity = msgspec.structs.replace(mention.quantity, low=number, high=number)
    return QuantityMention(start, mention.end, reading.text[start : mention.end], quantity)


def whole(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the figure is what another is a part of: the 37 of "34 of 37 clauses", "four texts out of eight"."""
    first = passage.first_word(mention.start)
    if passage.word(first - 1) not in OF:
        return False
    before = passage.words(first - 3, first - 1)
    return (
        any(word.isdigit() for word in before)
        or passage.word(first - 2) == "out"
        or any(
            other is not mention and 0 <= first - 1 - passage.reading.word_at(other.end) <= 1
            for other in passage.quantities
        )
    )


def part(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the figure is a part of one told before: "including 12 ballistic missiles"."""
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    before, after = passage.words(first - 2, first), passage.words(last, last + 2)
    return not PART.isdisjoint(before) or not WHICH.isdisjoint((*before, *after))


def added(passage: Passage, mention: QuantityMention) -> bool:
    """ "Two more protocols", "ще два протоколи": what is added to a figure that is not told."""
    first, last = passage.first_word(mention.start), passage.reading.word_at(mention.end)
    return not MORE.isdisjoint(passage.words(first - 1, last + 1)) and mention.quantity.modifier == "exact"


def of_another(passage: Passage, mention: QuantityMention, deed: Mark) -> bool:
    """ "160 drones, 121 of which were downed": the deed behind another figure is told of that one."""
    text = passage.reading.text
    return any(
        mention.end <= other.start and other.end <= deed.start and "," in text[mention.end : other.start]
        for other in passage.quantities
    )


def rate(passage: Passage, mention: QuantityMention) -> bool:
    """ "600 a day", "по 600 грузовиков в сутки"."""
    last = passage.reading.word_at(mention.end)
    after = passage.words(last, last + 4)
    if any(one in PER and two in SPAN for one, two in pairwise(after)):
        return True
    return not RATES.isdisjoint((*after, *passage.words(passage.first_word(mention.start) - 2, last)))


RATES = frozenset("daily щодня щодоби ежедневно ежесуточно weekly щотижня еженедельно".split())
PER = frozenset({"a", "per", "на", "в", "за", "каждый", "кожен"})
SPAN = frozenset("day week month добу день тиждень місяць сутки неделю месяц".split())
