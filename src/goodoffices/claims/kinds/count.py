"""Counts of things with what was done to them: trucks let in, drones launched and shot down, clauses agreed.

The subject's `name` is the thing and the deed ("truck entered"), with `total` behind it where the figure counts from a
beginning on; `parties` whose things they are, where the words beside the figure tell. Rates ("600 a day"), plans and
parts of a figure told before are no counts of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Amount, Moment, Quantity, QuantityMention, Subject
from ...records.moment import DAY
from .ground import accused, clean, principal, when, where
from .passage import Passage
from .scene import Draft, Scene
from .words import Mark

TRIGGERS = (("ware", ""), ("deed", "pledged"))
REACH = 12  # words between a figure and what was done
NEAR = 2  # words between a figure and the thing it counts
SHARED = 5  # words between a measure and what it measures: "37 kilometres of the northern border"
# Units whose thing is named further off, and the things that they may measure.
MEASURED = {
    "percent": ("deal", "turnout"),
    "kilometre": ("frontier",),
    "mile": ("frontier",),
    "tonne": ("tonne",),
    "dollar": ("money",),
    "euro": ("money",),
    "pound": ("money",),
}
LATELY = 10 * DAY
NONE = frozenset("no жодного жодної жоден жодна жодну ни ніяких никаких".split())
CARRIED = 3  # sentences over which drones are those of the attack told before
FLOWN = frozenset({"drone", "missile"})
SENT = "launched"
GIVEN = {"money": "pledged", "turnout": "cast"}  # what is told of these where no verb stands beside them
AT = frozenset("over at against on toward towards по над на у в біля".split())
OF = frozenset("of з із из від от out".split())
WHICH = frozenset({"which", "them", "these", "яких", "них", "которых", "цих", "этих"})
PART = frozenset("including among included includes включно зокрема серед числі среди включая числе".split())
TOTAL = frozenset(
    "since total altogether overall cumulative загалом усього всього разом початку начала всего общей сложности "
    "відтоді дотепер".split()
)
TO_DATE = (("so", "far"), ("to", "date"), ("by", "now"), ("на", "сьогодні"), ("на", "сегодня"))
MORE = frozenset(
    "more another additional further extra ще додатково додаткові еще ещё дополнительно дополнительных".split()
)
RATES = frozenset("daily щодня щодоби ежедневно ежесуточно weekly щотижня еженедельно".split())
PER = frozenset({"a", "per", "на", "в", "за", "каждый", "кожен"})
SPAN = frozenset("day week month добу день тиждень місяць сутки неделю месяц".split())
CLOSING = ",.;:"
OWNED = frozenset({"drone", "missile", "aircraft", "tank", "vessel"})
LOST = ("lost", "втрати", "потеря")


@cache
def done_to(ident: str) -> frozenset[str]:
    """The things, or the matters agreed, of which a deed is told."""
    return frozenset(vocabulary("deeds")[ident]["of"])


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each figure of things beside what was done to them."""
    if passage.asks:
        return
    if passage.holds(NONE):
        yield from _none(passage, scene)
    told: list[tuple[QuantityMention, str]] = []
    for mention in map(partial(_first_part, passage), passage.quantities):
        ware = _ware(passage, mention, told)
        if ware is None or _rate(passage, mention) or _whole(passage, mention) or added(passage, mention):
            continue
        deed = _deed(passage, mention, ware)
        ident = deed.id if deed is not None else SENT if _flying(passage, mention, ware) else GIVEN.get(ware, "")
        follows = any(other == ware for _, other in told)
        told.append((mention, ware))
        if not ident or (deed is not None and not clean(passage, deed)):
            continue
        if _part(passage, mention) and not (follows and deed is not None and deed.start > mention.end):
            continue
        yield _draft(passage, scene, mention, deed, ware, ident)


def _none(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "Lost no aircraft", "не втратила жодного літака": a figure as well."""
    for mark in passage.of("ware", *OWNED):
        if NONE.isdisjoint(passage.words(mark.first - 2, mark.first)):
            continue
        deeds = [one for one in passage.of("deed", "downed") if passage.apart(one, mark) <= NEAR + 1]
        deed = passage.nearest(deeds, mark, within=passage.clause(mark.start))
        if deed is not None:
            zero = Quantity(Decimal(0), Decimal(0), "item", "exact", mark.id)
            text = passage.reading.text[mark.start : mark.end]
            yield _draft(passage, scene, QuantityMention(mark.start, mark.end, text, zero), deed, mark.id, deed.id)
            return


def _draft(passage: Passage, scene: Scene, mention: QuantityMention, deed: Mark | None, ware: str, ident: str) -> Draft:
    at = deed or mention
    owner = _owner(passage, mention, deed, ware) or (_told_of(passage, scene) if ware in FLOWN else None)
    place = where(passage, at, reach=10)
    near = place is not None and place.precision not in ("country", "area")
    time = _day(passage, scene, mention)
    name = f"{ware} {ident} total" if _total(passage, mention) and not _lately(scene, time) else f"{ware} {ident}"
    subject = Subject(
        "conflict",
        (owner,) if owner else (),
        place.id if place is not None and near else "",
        time,
        name=name,
    )
    start, end = passage.trimmed(*passage.clause(mention.start))
    if deed is not None:
        start, end = min(start, deed.start), max(end, deed.end)
    return Draft("count", subject, _value(mention, scene, ware), start, end, mention.start, score=70)


def _value(mention: QuantityMention, scene: Scene, ware: str) -> Amount:
    """The figure, things in pieces under one unit however the text calls them."""
    quantity = mention.quantity
    unit = quantity.unit if quantity.unit in MEASURED else "item"
    return Amount(msgspec.structs.replace(quantity, unit=unit, of=ware), mention.text, scene.language)


def _lately(scene: Scene, time: Moment | None) -> bool:
    """Whether the figure counts from a day shortly before the page, so that it is that of the fighting reported."""
    today = scene.today()
    if time is None or today is None or time.begins is None or today.begins is None or time.ends is not None:
        return False
    return time.begins >= today.begins - LATELY


def _day(passage: Passage, scene: Scene, mention: QuantityMention) -> Moment | None:
    return when(passage, mention, reach=24) or scene.today()


def _ware(passage: Passage, mention: QuantityMention, told: Sequence[tuple[QuantityMention, str]]) -> str | None:
    """What the figure counts, by the noun in it or right behind it, or by "of which" behind a bare number."""
    reading = passage.reading
    first, last = reading.word_at(mention.start), reading.word_at(mention.end)
    wares = passage.marks.get("ware", ())
    unit = mention.quantity.unit
    if unit in MEASURED:
        low, high = passage.clause(mention.start)
        near = [m for m in wares if m.id in MEASURED[unit] and low <= m.start < high]
        mark = passage.nearest(near, mention)
        if mark is None and MEASURED[unit] == ("money",) and _deed(passage, mention, "money") is not None:
            return "money"  # "the Union has allotted 60 million euros to it"
        return mark.id if mark is not None and passage.apart(mark, mention) <= SHARED else None
    for mark in wares:
        inside = first <= mark.first < last
        behind = 0 <= mark.first - last <= NEAR and mention.quantity.of == ""
        if (inside or behind) and not any(sign in reading.text[mention.end : mark.start] for sign in CLOSING):
            return mark.id
    if unit != "item" or mention.quantity.of:
        return None
    if passage.word(last) in OF:
        for mark in wares:
            if 0 < mark.first - last <= NEAR + 1:
                return mark.id  # "four of the eight protocols"
    after = passage.words(last, last + 3)
    if told and after and after[0] in OF and not WHICH.isdisjoint(after):
        return told[-1][1]
    if (
        told
        and not OF.isdisjoint(passage.words(first - 2, first))
        and not WHICH.isdisjoint(passage.words(first - 1, first))
    ):
        return told[-1][1]
    return None


def _first_part(passage: Passage, mention: QuantityMention) -> QuantityMention:
    """ "34 of 37 clauses" read as 34 clauses, where the text gives both figures in digits."""
    reading, first = passage.reading, passage.first_word(mention.start)
    word = passage.word(first - 2)
    if mention.quantity.modifier != "exact" or passage.word(first - 1) not in OF or not word.isdecimal():
        return mention
    number, start = Decimal(word), reading.starts[first - 2]
    quantity = msgspec.structs.replace(mention.quantity, low=number, high=number)
    return QuantityMention(start, mention.end, reading.text[start : mention.end], quantity)


def _whole(passage: Passage, mention: QuantityMention) -> bool:
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


def added(passage: Passage, mention: QuantityMention) -> bool:
    """ "Two more protocols", "ще два протоколи": what is added to a figure that is not told."""
    first, last = passage.first_word(mention.start), passage.reading.word_at(mention.end)
    return not MORE.isdisjoint(passage.words(first - 1, last + 1)) and mention.quantity.modifier == "exact"


def _rate(passage: Passage, mention: QuantityMention) -> bool:
    """ "600 a day", "по 600 грузовиков в сутки"."""
    last = passage.reading.word_at(mention.end)
    after = passage.words(last, last + 4)
    if any(one in PER and two in SPAN for one, two in pairwise(after)):
        return True
    return not RATES.isdisjoint((*after, *passage.words(passage.first_word(mention.start) - 2, last)))


def _deed(passage: Passage, mention: QuantityMention, ware: str) -> Mark | None:
    """What was done to the things: the nearest deed of theirs in the clause."""
    deeds = [
        mark
        for mark in passage.marks.get("deed", ())
        if ware in done_to(mark.id) and not _of_another(passage, mention, mark)
    ]
    low, high = passage.clause(mention.start)
    last = passage.reading.word_at(mention.end)
    if passage.word(last) in OF and not WHICH.isdisjoint(passage.words(last + 1, last + 2)):
        low, high = mention.start, passage.end  # "121 of which were downed"
    mark = passage.nearest(deeds, mention, within=(low, high))
    return mark if mark is not None and passage.apart(mark, mention) <= REACH else None


def _of_another(passage: Passage, mention: QuantityMention, deed: Mark) -> bool:
    """ "160 drones, 121 of which were downed": the deed behind another figure is told of that one."""
    text = passage.reading.text
    return any(
        mention.end <= other.start and other.end <= deed.start and "," in text[mention.end : other.start]
        for other in passage.quantities
    )


def _flying(passage: Passage, mention: QuantityMention, ware: str) -> bool:
    """Whether drones or missiles of which nothing more is told were sent: "160 drones over the region"."""
    last = passage.reading.word_at(mention.end)
    return ware in FLOWN and passage.word(last) in AT


def _part(passage: Passage, mention: QuantityMention) -> bool:
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    before, after = passage.words(first - 2, first), passage.words(last, last + 2)
    return not PART.isdisjoint(before) or not WHICH.isdisjoint((*before, *after))


def _total(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the figure counts from a beginning on."""
    low, high = passage.clause(mention.start)
    words = passage.words(passage.first_word(low), passage.first_word(high))
    pairs = set(pairwise(words))
    return not TOTAL.isdisjoint(words) or any(pair in pairs for pair in TO_DATE)


def _owner(passage: Passage, mention: QuantityMention, deed: Mark | None, ware: str) -> str | None:
    """Whose things they are: "26 Ukrainian drones", "Russia launched 137 drones", "Pakistan lost five jets"."""
    if ware not in OWNED and ware != "breach":
        return None
    for party in passage.parties:
        if mention.start <= party.start < mention.end:
            return principal(party.party)
    if deed is None:
        return None
    lost = any(word.startswith(LOST) for word in passage.words(deed.first, deed.last))
    if deed.id in (SENT, "recorded") or lost:
        return accused(passage, deed)
    return None


def _told_of(passage: Passage, scene: Scene) -> str | None:
    """Whose the drones are by the attack that this sentence or one of the last told of."""
    for told in (passage, *scene.told_before(CARRIED)):
        for attack in told.of("strike", "attack", "attacked"):
            party = accused(told, attack)
            if party is not None:
                return party
    return None
