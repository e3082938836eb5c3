"""Figures that no other kind of claim takes up: what they count, and what is told of it, whatever the sentence.

The subject's `name` is the thing counted, then what is told of it in the same clause in order of the alphabet
("delegate attends", "border-post put-up"), then `daily` for a rate. A noun that no vocabulary knows stands as its
language and its beginning, `~en:windmill`: it meets others of its language alone. Findings put the figures of several
accounts to one question where these agree (findings/figures.py); alone, a figure is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...records import Amount, Moment, Polarity, QuantityMention, Subject
from .ground import principal, when, where
from .passage import Passage
from .scene import Draft, Scene
from .turns import denial
from .wares import PART, WHICH, added, first_part, rate, whole
from .words import Mark

CALLED = frozenset({"counted", "doing"})  # families whose marks call for the figures of a sentence
UNKNOWN = "~"
NOUNS = ("counted", "ware")
BEHIND = 4  # words behind a number in which the noun it counts is looked for
ASIDE = 6  # words between a measure and what it measures
MOST_TOLD = 4  # things told of a figure that are kept
SMALL = 12  # up to which a number is nothing particular
STEM = 5  # letters by which two forms of an unknown noun are known to be one
SURE, TAKEN_UP = 70, 50  # scores of a figure with its noun, and of one whose noun the sentence before gave
# Lengths of time have kinds of their own; a number of times counts no things.
LEFT_OUT = frozenset(
    {
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "decade",
        "century",
        "night",
        "time",
        "degree",
        "round",
    }
)
COUNTS = frozenset(
    {
        "item", "person", "drone", "missile", "bomb", "strike", "violation", "tank", "vehicle", "aircraft", "building",
        "settlement", "school", "hospital", "crossing", "ship", "country", "body", "household",
    }
)  # fmt: skip
STOPS = frozenset(
    (
        "of and or in on at by to from for with were was is are had have has who which that the than as but after "
        "before per а й та або чи у в на з із від до по за під час що які який не був була було були и или с из от "
        "для что которые который при про над"
    ).split()
)
AWAY = frozenset(
    "from off away outside north south east west від од от до к північніше південніше севернее южнее".split()
)
FOR = frozenset({"для", "for"})
# Doings that are done at one time: the present form of their verb in Ukrainian and Russian is a future.
DONE_AT_ONCE = frozenset(
    {
        "put-up", "joins", "gives", "gives-back", "frees", "exchanges", "silenced", "pays", "mends", "opened-up",
        "shuts", "cuts", "evacuates", "signs", "sends",
    }
)  # fmt: skip
# Endings of that form in the two languages.
FUTURE = tuple(
    "уть ють ить ать ять уться ються иться аться яться де ме ут ют ит ет ат ят утся ются ится ется атся ятся".split()
)
OF = frozenset({"of", "з", "із", "зі", "из"})
WHOSE = frozenset("the his her its their our these those его ее её их своих його її їхніх своїх наших".split())
SIGNS = ".,;:()!?—–"


class Figures:
    """The figures of a page, sentence by sentence; remembers what the last one counted."""

    def __init__(self) -> None:
        self._last: tuple[int, str] = (-9, "")

    def find(self, passage: Passage, scene: Scene, others: Sequence[Draft]) -> Iterator[Draft]:
        """A draft for each figure of the sentence that `others`, the drafts of all other kinds, leave aside."""
        stated_here = [mention for mention in passage.quantities if mention.quantity.unit not in LEFT_OUT]
        if not stated_here or passage.asks:
            return
        taken = [(draft.at, draft.value.text) for draft in others if isinstance(draft.value, Amount)]
        for stated in stated_here:
            mention = first_part(passage, stated)
            if whole(passage, mention) or added(passage, mention):
                continue
            noun = _noun(passage, mention)
            score = SURE
            if not noun and self._goes_on(passage, mention):
                noun, score = self._last[1], TAKEN_UP
            if not noun:
                continue
            if noun.startswith(UNKNOWN) and mention.text[-1:].isdigit() and self._last[0] == passage.sentence.index:
                noun = self._last[1]  # "520 special policemen, of whom it would keep 340"
            self._last = passage.sentence.index, noun
            if _part(passage, mention) or any(_covers(mention, at, text) for at, text in taken):
                continue
            yield from _drafts(passage, scene, mention, noun, score)

    def _goes_on(self, passage: Passage, mention: QuantityMention) -> bool:
        """ "In return Israel sent back 60": a number without a noun, behind one whose noun the text has just told."""
        quantity = mention.quantity
        return quantity.unit == "item" and not quantity.of and 0 <= passage.sentence.index - self._last[0] <= 1


def _part(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the words before a figure make it a part of another: "including 12", "з них 480"."""
    first = passage.reading.word_at(mention.start)
    before = passage.words(first - 2, first)
    return not PART.isdisjoint(before) or not WHICH.isdisjoint(before)


def _covers(mention: QuantityMention, at: int, text: str) -> bool:
    return mention.start <= at < mention.end or text == mention.text


def _noun(passage: Passage, mention: QuantityMention) -> str:
    """What is counted or measured; "" where that is unknown."""
    nouns = [mark for family in NOUNS for mark in passage.marks.get(family, ())]
    if mention.quantity.unit not in COUNTS:
        low, high = passage.clause(mention.start)
        near = passage.nearest(nouns, mention, within=(low, high)) if nouns else None
        near = near if near is not None and passage.apart(near, mention) <= ASIDE else None
        return near.id if near is not None and not _a_way_off(passage, mention) else ""
    first, stop = _phrase(passage, mention)
    within = [mark for mark in nouns if first <= mark.first and mark.last <= stop]
    if within:
        return _head(within, english=passage.reading.language == "en").id
    led = [mark for mark in nouns if mark.last == first]  # "a delegation of 30"
    if led and passage.word(first - 1) in OF:
        return led[0].id
    of = mention.quantity.of
    if mention.quantity.unit != "item" or not of or of == "item" or not of.isalpha():
        return ""
    language = passage.reading.language
    return f"{UNKNOWN}{language}:{of if language == 'en' else of[:STEM]}"


def _a_way_off(passage: Passage, mention: QuantityMention) -> bool:
    """ "Ten kilometres from the line": how far away something lies, which measures no thing."""
    last = passage.reading.word_at(mention.end)
    return not AWAY.isdisjoint(passage.words(last, last + 2))


def _phrase(passage: Passage, mention: QuantityMention) -> tuple[int, int]:
    """The words from the number to the end of the nouns behind it."""
    reading = passage.reading
    first, last = reading.word_at(mention.start), reading.word_at(mention.end)
    if passage.word(last) in OF and passage.word(last + 1) in WHOSE:
        last += 2
    stop = last
    while stop < min(last + BEHIND, passage.sentence.last):
        if stop > first and any(sign in reading.gaps[stop - 1] for sign in SIGNS):
            break
        if reading.words[stop] in STOPS:
            break
        stop += 1
    return first, stop


def _head(marks: Sequence[Mark], *, english: bool) -> Mark:
    """The noun of a row that is counted: in English the last, elsewhere the first; of two as near, the longer one."""
    if english:
        return max(marks, key=lambda mark: (mark.last, mark.last - mark.first, mark.id))
    return min(marks, key=lambda mark: (mark.first, mark.first - mark.last, mark.id))


def _drafts(passage: Passage, scene: Scene, mention: QuantityMention, noun: str, score: int) -> Iterator[Draft]:
    low, high = passage.clause(mention.start)
    doings = [mark for mark in passage.marks.get("doing", ()) if low <= mark.start < high]
    told = sorted({mark.id for mark in doings if passage.apart(mark, mention) <= ASIDE + BEHIND})[:MOST_TOLD]
    if not _worth(mention, noun, told):
        return
    deed = passage.nearest(doings, mention)
    if denial(passage, deed or mention) is not None or _supposed(passage, mention, low):
        return
    polarity: Polarity = "planned" if _ahead(passage, deed, low, high) else "asserted"
    place = where(passage, mention, reach=10)
    near = place is not None and place.precision not in ("country", "area")
    parties = sorted({principal(party.party) for party in passage.parties if low <= party.start < high})
    name = " ".join((noun, *told, *(["daily"] if rate(passage, mention) else ())))
    subject = Subject(
        "conflict",
        tuple(parties[:MOST_TOLD]),
        place.id if place is not None and near else "",
        when(passage, mention, reach=24) or _of_page(scene),
        name=name,
    )
    start, end = passage.trimmed(low, high)
    yield Draft("figure", subject, _value(mention, noun, scene), start, end, mention.start, polarity, score=score)


def _of_page(scene: Scene) -> Moment | None:
    """The day of the page, marked as one that no words about the figure tell."""
    today = scene.today()
    return None if today is None else msgspec.structs.replace(today, basis="published", text="")


def _worth(mention: QuantityMention, noun: str, told: Sequence[str]) -> bool:
    """Whether the figure can meet another: something known is told of a known thing, or its number is particular."""
    number = mention.quantity.low if mention.quantity.low is not None else mention.quantity.high
    if number is None or number < 2:
        return False
    return number > SMALL or (bool(told) and not noun.startswith(UNKNOWN))


def _supposed(passage: Passage, mention: QuantityMention, low: int) -> bool:
    """Whether the clause up to the figure only supposes or asks: "if 600 trucks enter", "demands that 40 be freed"."""
    return any(low <= mark.start < mention.start for mark in passage.of("turn", "hypothetical", "demanded")
               if passage.word(mark.first) not in FOR)  # fmt: skip


def _ahead(passage: Passage, deed: Mark | None, low: int, high: int) -> bool:
    """Whether the clause tells of what is to come: by a word of planning, or by the future of a verb."""
    if any(low <= mark.start < high for mark in passage.of("turn", "planned")):
        return True
    if deed is None or passage.reading.language == "en":
        return deed is not None and passage.word(deed.first - 1) == "to"
    return deed.id in DONE_AT_ONCE and passage.word(deed.last - 1).endswith(FUTURE)


def _value(mention: QuantityMention, noun: str, scene: Scene) -> Amount:
    quantity = mention.quantity
    unit = "item" if quantity.unit in COUNTS else quantity.unit
    of = quantity.of if noun.startswith(UNKNOWN) else noun
    return Amount(msgspec.structs.replace(quantity, unit=unit, of=of), mention.text, scene.language)
