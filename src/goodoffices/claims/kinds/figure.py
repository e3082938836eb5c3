"""Figures that no other kind of claim takes up: what they count, and what is told of it, whatever the sentence.

The subject's `name` is the thing counted, then what is told of it in the same clause in order of the alphabet
("delegate attends", "border-post put-up"), then `daily` for a rate. A noun that no vocabulary knows stands as its
language and its beginning, `~en:windmill`: it meets others of its language alone. Findings put the figures of several
accounts to one question where these agree (findings/figures.py); alone, a figure is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...lexicon.times.tense import comes
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
COUPLE = 2  # two sides, two countries: counted everywhere
STEM = 5  # letters by which two forms of an unknown noun are known to be one
SURE, TAKEN_UP = 70, 50  # scores of a figure with its noun, and of one whose noun the sentence before gave
# A number of times, degrees or rounds counts no things; years are an age or a time gone by.
LEFT_OUT = frozenset({"second", "decade", "century", "night", "time", "degree", "round"})
LENGTHS = frozenset({"minute", "hour", "day", "week", "month", "year"})
# Before a number of years that something is to last; others are an age or a time gone by.
LASTING_FOR = frozenset("for на терміном строком сроком".split())
# Around a length of time that says when something was, not how long it lasts.
GONE = frozenset(
    "ago earlier later old before after since following within past last previous next first every "
    "тому пізніше раніше назад позже раньше спустя через після после перед кожні каждые минулі минулих останні "
    "останніх последние последних прошедшие прошлых наступні наступних ближайшие ближайших первые перші".split()
)
MEASURE = "measure"  # what a measured figure counts where no noun of the vocabulary is near
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
FOR = frozenset({"для", "for"})
HAVE_TO = frozenset("має мають повинен повинна повинні должен должна должны".split())
ASKED = frozenset({"wants", "pledges", "offers"})  # doings that tell of what is not yet
OF = frozenset({"of", "з", "із", "зі", "из"})
OF_A_KIND = ("ських", "ські", "ським", "ськими", "ских", "ские", "ским", "скими")  # endings of adjectives
WHOSE = frozenset("the his her its their our these those его ее её их своих його її їхніх своїх наших".split())
SIGNS = ".,;:()!?—–"


class Figures:
    """The figures of a page, sentence by sentence; remembers what the last one counted."""

    def __init__(self) -> None:
        self._last: tuple[Passage, QuantityMention, str | None] | None = None
        self._day: tuple[Moment | None, Moment | None] = (None, None)

    def find(self, passage: Passage, scene: Scene, others: Sequence[Draft]) -> Iterator[Draft]:
        """A draft for each figure of the sentence that `others`, the drafts of all other kinds, leave aside."""
        if passage.asks:
            return
        taken = [(draft.at, draft.value.text) for draft in others if isinstance(draft.value, Amount)]
        for stated in passage.quantities:
            unit = stated.quantity.unit
            if unit in LEFT_OUT:
                continue
            if any(_covers(stated, at, text) for at, text in taken):
                self._last = passage, stated, None
                continue
            if unit in LENGTHS and _when_not_how_long(passage, stated):
                continue
            mention = first_part(passage, stated)
            if whole(passage, mention) or added(passage, mention):
                continue
            noun, score = _noun(passage, mention), SURE
            if not noun and self._goes_on(passage, mention):
                noun, score = self._noun_before(), TAKEN_UP
            if not noun:
                continue
            if noun.startswith(UNKNOWN) and mention.text[-1:].isdigit() and self._in_sentence(passage):
                noun = self._noun_before() or noun  # "520 special policemen, of whom it would keep 340"
            self._last = passage, mention, noun
            if _worth(passage, mention, noun) and not _part(passage, mention):
                yield from self._drafts(passage, scene, mention, noun, score)

    def _noun_before(self) -> str:
        """What the last figure counted."""
        if self._last is None:
            return ""
        passage, mention, noun = self._last
        if noun is None:
            noun = _noun(passage, mention)
            self._last = passage, mention, noun
        return noun

    def _in_sentence(self, passage: Passage) -> bool:
        return self._last is not None and self._last[0].sentence.index == passage.sentence.index

    def _goes_on(self, passage: Passage, mention: QuantityMention) -> bool:
        """ "In return Israel sent back 60": a number without a noun, behind one whose noun the text has just told."""
        quantity = mention.quantity
        if quantity.unit != "item" or quantity.of or self._last is None:
            return False
        return 0 <= passage.sentence.index - self._last[0].sentence.index <= 1

    def _drafts(
        self, passage: Passage, scene: Scene, mention: QuantityMention, noun: str, score: int
    ) -> Iterator[Draft]:
        low, high = passage.clause(mention.start)
        doings = [mark for mark in passage.marks.get("doing", ()) if low <= mark.start < high]
        deed = passage.nearest(doings, mention)
        if denial(passage, deed or mention) is not None or _supposed(passage, mention, low):
            return
        polarity: Polarity = "planned" if _ahead(passage, deed, low, high) else "asserted"
        told = sorted({mark.id for mark in doings if passage.apart(mark, mention) <= ASIDE + BEHIND})[:MOST_TOLD]
        place = where(passage, mention, reach=10) if passage.places else None
        near = place is not None and place.precision not in ("country", "area")
        parties = sorted({principal(party.party) for party in passage.parties if low <= party.start < high})
        subject = Subject(
            "conflict",
            tuple(parties[:MOST_TOLD]),
            place.id if place is not None and near else "",
            (when(passage, mention, reach=24) if passage.times else None) or self._of_page(scene),
            name=" ".join((noun, *told, *(["daily"] if rate(passage, mention) else ()))),
        )
        start, end = passage.trimmed(low, high)
        yield Draft("figure", subject, _value(mention, noun, scene), start, end, mention.start, polarity, score=score)

    def _of_page(self, scene: Scene) -> Moment | None:
        """The day of the page, marked as one that no words about the figure tell."""
        today = scene.today()
        if today is not self._day[0]:
            self._day = today, today and msgspec.structs.replace(today, basis="published", text="")
        return self._day[1]


def _part(passage: Passage, mention: QuantityMention) -> bool:
    """Whether the words before a figure make it a part of another: "including 12", "з них 480"."""
    first = passage.reading.word_at(mention.start)
    before = passage.words(first - 2, first)
    return not PART.isdisjoint(before) or (before[-1:] != [] and before[-1] in WHICH and before[0] in OF)


def _covers(mention: QuantityMention, at: int, text: str) -> bool:
    return mention.start <= at < mention.end or text == mention.text


def _noun(passage: Passage, mention: QuantityMention) -> str:
    """What is counted or measured; "" where that is unknown."""
    nouns = [mark for family in NOUNS for mark in passage.marks.get(family, ())]
    if mention.quantity.unit not in COUNTS:
        low, high = passage.clause(mention.start)
        near = passage.nearest(nouns, mention, within=(low, high)) if nouns else None
        near = near if near is not None and passage.apart(near, mention) <= ASIDE else None
        return near.id if near is not None and mention.quantity.unit not in LENGTHS else MEASURE
    first, stop = _phrase(passage, mention)
    within = [
        mark for mark in nouns if first <= mark.first and mark.last <= stop and not _adjective(passage, mark, stop)
    ]
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


def _adjective(passage: Passage, mark: Mark, stop: int) -> bool:
    """Whether a word only says of what kind the thing behind it is: "60 рибальських ліцензій"."""
    return mark.last < stop and passage.word(mark.last - 1).endswith(OF_A_KIND)


def _when_not_how_long(passage: Passage, mention: QuantityMention) -> bool:
    """ "Two weeks ago", "after three days": when something was, by its distance from another time."""
    first, last = passage.reading.word_at(mention.start), passage.reading.word_at(mention.end)
    if mention.quantity.unit == "year" and LASTING_FOR.isdisjoint(passage.words(first - 2, first)):
        return True
    return not GONE.isdisjoint((*passage.words(first - 2, last), *passage.words(last, last + 2)))


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


def _worth(passage: Passage, mention: QuantityMention, noun: str) -> bool:
    """Whether the figure can meet another: it counts a known thing, or its number is particular."""
    number = mention.quantity.low if mention.quantity.low is not None else mention.quantity.high
    if number is None:
        return False
    if mention.quantity.unit not in COUNTS:
        return number > 0
    if number <= COUPLE and "doing" not in passage.marks:
        return False
    return number > SMALL or (number > 1 and not noun.startswith(UNKNOWN))


def _supposed(passage: Passage, mention: QuantityMention, low: int) -> bool:
    """Whether the clause up to the figure only supposes or asks: "if 600 trucks enter"."""
    return any(low <= mark.start < mention.start for mark in passage.of("turn", "hypothetical")
               if passage.word(mark.first) not in FOR)  # fmt: skip


def _ahead(passage: Passage, deed: Mark | None, low: int, high: int) -> bool:
    """Whether the clause tells of what is to come: by a word of planning or asking, or by the future of a verb."""
    if passage.of("doing", *ASKED):
        return True
    if any(low <= mark.start < high for mark in passage.of("turn", "planned", "demanded")):
        return True
    reading = passage.reading
    if reading.language == "en":
        return deed is not None and passage.word(deed.first - 1) == "to"
    words = passage.words(passage.first_word(low), passage.first_word(high))
    return not HAVE_TO.isdisjoint(words) or any(comes(word, reading.language) for word in words)


def _value(mention: QuantityMention, noun: str, scene: Scene) -> Amount:
    quantity = mention.quantity
    unit = "item" if quantity.unit in COUNTS else quantity.unit
    of = quantity.of if noun.startswith(UNKNOWN) or noun == MEASURE else noun
    return Amount(msgspec.structs.replace(quantity, unit=unit, of=of), mention.text, scene.language)
