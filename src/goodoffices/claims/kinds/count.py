"""Counts of things with what was done to them: trucks let in, drones launched and shot down, clauses agreed.

The subject's `name` is the thing and the deed ("truck entered"), with `total` behind it where the figure counts from a
beginning on and `daily` where it is a rate ("600 a day"); `parties` whose things they are, where the words beside the
figure tell. Parts of a figure told before are no counts of their own; plans are planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise

import msgspec

from ...lexicon.concepts import vocabulary
from ...records import Amount, Moment, PartyMention, Polarity, Quantity, QuantityMention, Subject
from ...records.moment import DAY
from .ground import accused, principal, surpassed, when, where
from .passage import Passage
from .scene import Draft, Scene
from .turns import denial, polarity_of
from .wares import MEASURED, NEAR, OF, WHICH, added, first_part, of_another, part, rate, wares_of, whole
from .words import Mark

# Deeds told of people or households, which no word for a thing announces.
OF_PEOPLE = ("unpowered", "waterless", "unheated", "restored", "deployed", "withdrawn", "committed", "made")
TRIGGERS = (("ware", ""), *(("deed", ident) for ident in ("pledged", *OF_PEOPLE)))
REACH = 12  # words between a figure and what was done
LATELY = 10 * DAY
NONE = frozenset("no жодного жодної жоден жодна жодну ни ніяких никаких".split())
CARRIED = 3  # sentences over which drones are those of the attack told before
FLOWN = frozenset({"drone", "missile"})
SENT = "launched"
# What is told of these where no verb stands beside them.
GIVEN = {
    "money": "pledged", "turnout": "cast", "breach": "recorded", "attack": "recorded", "airstrike": "recorded",
    "shelling": "recorded",
}  # fmt: skip
MANY = 5  # from which on attacks of which no verb tells are a count of what happened
LACKING = frozenset({"unpowered", "waterless", "unheated"})
LASTING = LACKING | {"deployed"}  # what is so at a time, and adds up to no total
POWER = ("power", "electric", "світл", "електр", "живлен", "энерг", "электр", "свет", "енерг")
SUPPLIED = frozenset({"household", "settlement", "house", "person"})
AT = frozenset("over at against on toward towards по над на у в біля".split())
TOTAL = frozenset(
    "since total altogether overall cumulative загалом усього всього разом початку начала всего общей сложности "
    "відтоді дотепер".split()
)
TO_DATE = (("so", "far"), ("to", "date"), ("by", "now"), ("на", "сьогодні"), ("на", "сегодня"))
DEEDS = frozenset({"breach", "attack", "airstrike", "shelling"})  # things that somebody does
THINGS_OWNED = ("drone", "missile", "aircraft", "tank", "vessel")
OWNED = DEEDS.union(THINGS_OWNED, ("soldier", "settlement"))
# What is told of the owner, where he is the one who does it.
BY_OWNER = frozenset({SENT, "committed", "made", "deployed", "withdrawn", "taken"})
LOST = ("lost", "втрати", "потеря")


@cache
def done_to(ident: str) -> frozenset[str]:
    """The things, or the matters agreed, of which a deed is told."""
    return frozenset(vocabulary("deeds")[ident]["of"])


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """One draft for each figure of things or people beside what was done to them."""
    if passage.asks:
        return
    if passage.holds(NONE):
        yield from _none(passage, scene)
    told: list[tuple[QuantityMention, str]] = []
    for mention in map(partial(first_part, passage), passage.quantities):
        if whole(passage, mention) or added(passage, mention):
            continue
        ware, deed = _done(passage, mention, told)
        if not ware:
            continue
        ident = _named(deed.id) if deed is not None else _given(passage, mention, ware)
        follows = any(other == ware for _, other in told)
        told.append((mention, ware))
        polarity = _polarity(passage, deed, ware)
        if not ident or polarity is None:
            continue
        if part(passage, mention) and not (follows and deed is not None and deed.start > mention.end):
            continue
        yield _draft(passage, scene, mention, deed, ware, ident, polarity)


def _done(
    passage: Passage, mention: QuantityMention, told: Sequence[tuple[QuantityMention, str]]
) -> tuple[str, Mark | None]:
    """What the figure counts and what was done to it; of several things it may count the first with a deed."""
    likeliest = ""
    for ware in wares_of(passage, mention, told):
        deed = _deed(passage, mention, ware)
        if deed is not None:
            return ware, deed
        likeliest = likeliest or ware
    return likeliest, None


def _deed(passage: Passage, mention: QuantityMention, ware: str) -> Mark | None:
    """What was done to the things: the nearest deed of theirs in the clause; what they lack before any damage."""
    deeds = [
        mark
        for mark in passage.marks.get("deed", ())
        if ware in done_to(mark.id) and not of_another(passage, mention, mark)
    ]
    if not deeds:
        return None
    if ware in SUPPLIED:
        again = [mark for mark in deeds if mark.id == "restored"] if _of_power(passage) else []
        deeds = again or [mark for mark in deeds if mark.id != "restored"]
    deeds = [mark for mark in deeds if mark.id in LACKING] or deeds
    low, high = passage.clause(mention.start)
    last = passage.reading.word_at(mention.end)
    if passage.word(last) in OF and not WHICH.isdisjoint(passage.words(last + 1, last + 2)):
        low, high = mention.start, passage.end  # "121 of which were downed"
    mark = passage.nearest(deeds, mention, within=(low, high))
    return mark if mark is not None and passage.apart(mark, mention) <= REACH else None


def _of_power(passage: Passage) -> bool:
    """Whether the sentence speaks of power, which is what was restored."""
    return any(word.startswith(POWER) for word in passage.words(passage.sentence.first, passage.sentence.last))


@cache
def _named(ident: str) -> str:
    """What the deed is called in the question: attacks repelled and attacks recorded are one figure."""
    return str(vocabulary("deeds")[ident].get("as", ident))


def _given(passage: Passage, mention: QuantityMention, ware: str) -> str:
    """What is told of things beside which no verb stands; "" where that is unknown."""
    if ware in FLOWN:
        return SENT if _flying(passage, mention) else ""
    few = (mention.quantity.low or mention.quantity.high or 0) < MANY
    return "" if ware in DEEDS and (few or mention.quantity.unit == "time") else GIVEN.get(ware, "")


def _polarity(passage: Passage, deed: Mark | None, ware: str) -> Polarity | None:
    """How the deed is told; None of one denied or only imagined. Attempts to advance that were stopped took place."""
    if deed is not None and ware in DEEDS:
        return None if denial(passage, deed) is not None else "asserted"
    polarity: Polarity | None = "asserted" if deed is None else polarity_of(passage, deed)
    return None if polarity == "denied" else polarity


def _none(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """ "Lost no aircraft", "не втратила жодного літака": a figure as well."""
    for mark in passage.of("ware", *THINGS_OWNED):
        if NONE.isdisjoint(passage.words(mark.first - 2, mark.first)):
            continue
        deeds = [one for one in passage.of("deed", "downed") if passage.apart(one, mark) <= NEAR + 1]
        deed = passage.nearest(deeds, mark, within=passage.clause(mark.start))
        if deed is not None:
            zero = Quantity(Decimal(0), Decimal(0), "item", "exact", mark.id)
            text = passage.reading.text[mark.start : mark.end]
            yield _draft(passage, scene, QuantityMention(mark.start, mark.end, text, zero), deed, mark.id, deed.id)
            return


def _draft(
    passage: Passage,
    scene: Scene,
    mention: QuantityMention,
    deed: Mark | None,
    ware: str,
    ident: str,
    polarity: Polarity = "asserted",
) -> Draft:
    at = deed or mention
    owner = _owner(passage, mention, deed, ware) or (_told_of(passage, scene) if ware in FLOWN else None)
    place = where(passage, at, reach=10)
    near = place is not None and place.precision not in ("country", "area")
    time = _day(passage, scene, mention)
    name = f"{ware} {ident}"
    if rate(passage, mention):
        name += " daily"
    elif ident not in LASTING and _total(passage, mention) and not _lately(scene, time):
        name += " total"
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
    return Draft(
        "count",
        subject,
        _value(surpassed(passage, mention), scene, ware),
        start,
        end,
        mention.start,
        polarity,
        score=70,
    )


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


def _flying(passage: Passage, mention: QuantityMention) -> bool:
    """Whether drones or missiles of which nothing more is told were sent: "160 drones over the region"."""
    return passage.word(passage.reading.word_at(mention.end)) in AT


def _total(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the figure counts from a beginning on."""
    low, high = passage.clause(mention.start)
    words = passage.words(passage.first_word(low), passage.first_word(high))
    pairs = set(pairwise(words))
    return not TOTAL.isdisjoint(words) or any(pair in pairs for pair in TO_DATE)


def _owner(passage: Passage, mention: QuantityMention, deed: Mark | None, ware: str) -> str | None:
    """Whose they are: "26 Ukrainian drones", "Russia launched 137 drones", "29 breaches by Israel"."""
    if ware not in OWNED:
        return None
    for party in passage.parties:
        if mention.start <= party.start < mention.end or (ware in DEEDS and _on_whose_part(passage, mention, party)):
            return principal(party.party)
    if deed is None:
        return None
    lost = any(word.startswith(LOST) for word in passage.words(deed.first, deed.last))
    return accused(passage, deed) if deed.id in BY_OWNER or lost else None


def _on_whose_part(passage: Passage, mention: QuantityMention, party: PartyMention) -> bool:
    """ "29 violations by Israel", "29 порушень з боку Ізраїлю", "29 нарушений со стороны Израиля"."""
    first = passage.first_word(party.start)
    before = passage.words(first - 2, first)
    by = before[-1:] == ["by"] or before in (["з", "боку"], ["со", "стороны"])
    return party.start >= mention.end and by and passage.apart(mention, party) <= REACH


def _told_of(passage: Passage, scene: Scene) -> str | None:
    """Whose the drones are by the attack that this sentence or one of the last told of."""
    for told in (passage, *scene.told_before(CARRIED)):
        for attack in told.of("strike", "attack", "attacked"):
            party = accused(told, attack)
            if party is not None:
                return party
    return None
