"""One sentence with everything known about it: marks, people, parties, places, times, quantities, clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

import msgspec

from ...lexicon.reading import Reading, Sentence
from ...records import (
    Mentions,
    Moment,
    PartyMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    TimeMention,
)
from ...records.moment import DAY
from .words import Mark, Marked

# What begins a clause after a comma: a conjunction, a relative, or a comparison with what qualifies it.
_JOINING = (
    "and but while although though as after before because since which who whose where when with adding saying "
    "according including whereas so despite following "
    "він вона вони що який яка яке які якого якої якій яким якими а але проте однак "
    "та і й коли хоча якщо після щоб де бо зокрема тоді додавши что который которая которое которые которого которой "
    "которым которыми которых но однако и когда хотя если после чтобы где поскольку тогда добавив"
).split()
_QUALIFYING = "much far well slightly значно набагато трохи гораздо намного чуть".split()
_COMPARING = "shorter longer less more короче меньше дольше".split()
_OPENING = frozenset((*_JOINING, *_QUALIFYING, *_COMPARING))
_OPENING_STEMS = ("коротш", "менш", "довш")
# Where a clause begins. Comma-bound openings may introduce a clause, never a list item.
_BREAK = re.compile(
    r";|:\s|\s[–—-]\s|"
    rf",\s(?=(?:(?:{'|'.join(_QUALIFYING)})\s)?"
    rf"(?:{'|'.join(_COMPARING)}|коротш\w{{1,4}}|менш\w{{1,3}}|довш\w{{1,4}})\s)|"
    rf",\s(?=(?:{'|'.join(_JOINING)})\b)|"
    r"\s(?=(?:while|although|though|because|whereas|despite|who|which)\s)|"
    r"\s(?=(?:проте|однак|хоча|хотя)\s)"
)
# Those of these words that begin a clause without a comma before them.
_BARE = frozenset("while although though because whereas despite who which проте однак хоча хотя".split())

_ASKING = frozenset({"over", "about"})

# Families whose words start a claim; the others only colour one.
CORE = frozenset({"talks", "act", "grade", "stance", "format", "harm", "strike", "ware", "pact"})
_CLOSING = "\"'”’»“)"
TEASERS = frozenset({"what", "how", "why", "чому", "почему"})
TEASING = {"що": "відомо", "что": "известно"}  # the first word of a teaser, and the second
AT = frozenset("in at near outside from to for у в біля під из с до".split())
RIVALS = ("rivals", "foes", "суперник", "соперник", "противник")
WARRING = ("warring", "rival", "conflicting", "opposing", "ворогу", "воюю", "враждую", "протибор", "противобор")
SIDES = ("sides", "parties", "factions", "camps", "governments", "сторон", "табор", "лагер", "фракці", "фракци")
ENDS = frozenset((".", ";", ")", ":", "", ","))
ONWARD = frozenset("on at this last next and with for during after before".split())
MOST_WORDS = 300  # a longer "sentence" is a table, a list or hostile, and claims nothing that could be cited
SHORTEST = 3  # words that a clause has at least, less one
NONE_AHEAD = 1 << 62  # beyond every text
LONGEST = 200  # characters of a quotation that evidence takes in whole


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


class Order(msgspec.Struct, frozen=True, gc=False):
    """Which day or round a clause speaks of. `day`: 1, 2 ..; `turn`: previous, next, latest, final or ""."""

    day: int | None
    number: int | None
    turn: str


# A place of the sentence, its first word and the one after it, and whether a preposition of place leads to it.
Site = tuple[PlaceMention, int, int, bool]


class Passage:
    """A sentence and what stands in it, each list in text order."""

    __slots__ = (
        "_asks", "_breaks", "_clauses", "_known", "called", "dates", "days", "end", "ids", "marks", "ordered", "orders",
        "parties", "persons", "places", "quantities", "quotes", "reading", "sentence", "sites", "start", "talks",
        "times",
    )  # fmt: skip

    def __init__(self, reading: Reading, sentence: Sentence, marked: Marked) -> None:
        self.reading = reading
        self.sentence = sentence
        self.start, self.end = sentence.start, sentence.end
        self.marks = marked.families
        self.ids = marked.ids  # of the marks of every family
        self.called = marked.called
        self.persons: Sequence[PersonMention] = ()
        self.parties: Sequence[PartyMention] = ()
        self.places: Sequence[PlaceMention] = ()
        self.times: Sequence[TimeMention] = ()
        self.quantities: Sequence[QuantityMention] = ()
        self.quotes: Sequence[Quote] = ()
        # What reference.py reads off a sentence, kept for the next that asks.
        self.talks: list[Mark] | None = None
        self.dates: list[TimeMention] | None = None
        self.days: list[TimeMention] | None = None
        self.sites: list[Site] | None = None
        self.orders: dict[tuple[int, int, int], Order] = {}
        self.ordered: bool | None = None
        self._known: frozenset[str] | None = None
        self._asks: bool | None = None
        self._breaks: list[int] = []
        self._clauses: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.reading.text[self.start : self.end]

    @property
    def asks(self) -> bool:
        """Whether the sentence is a question or a teaser ("What is known of ..."), which claim nothing."""
        if self._asks is None:
            first, text, words = self.sentence.first, self.reading.text, self.reading.words
            teases = words[first] in TEASERS or (
                words[first] in TEASING and self.word(first + 1) == TEASING[words[first]]
            )
            closing = text[self.end - 1]
            if closing in _CLOSING:
                closing = text[self.start : self.end].rstrip(_CLOSING)[-1:]
            self._asks = teases or closing == "?"
        return self._asks

    def holds(self, words: frozenset[str]) -> bool:
        """Whether any of the words stands in the sentence."""
        known = self._known
        if known is None:
            known = self._known = frozenset(self.reading.words[self.sentence.first : self.sentence.last])
        return not known.isdisjoint(words)

    def of(self, family: str, *idents: str) -> list[Mark]:
        """The marks of a family, of these ids when any are named."""
        marks = self.marks.get(family)
        if not marks or (idents and self.ids.isdisjoint(idents)):
            return []
        return [mark for mark in marks if mark.id in idents] if idents else marks

    def words(self, first: int, last: int) -> list[str]:
        """Words [first, last) of the sentence in lower case; the range is cut to the sentence."""
        low, high = self.sentence.first, self.sentence.last
        first, last = first if first > low else low, last if last < high else high
        return self.reading.words[first:last] if first < last else []

    def word(self, index: int) -> str:
        """The word at `index`, "" beyond the sentence."""
        return self.reading.words[index] if self.sentence.first <= index < self.sentence.last else ""

    def gap(self, index: int) -> str:
        """The characters between word `index` and the next one, or the sentence's end."""
        reading = self.reading
        stop = reading.starts[index + 1] if index + 1 < self.sentence.last else self.end
        return reading.text[reading.ends[index] : stop]

    def first_word(self, offset: int) -> int:
        """Index of the first word at or after the character."""
        return bisect_left(self.reading.starts, offset)

    def apart(self, left: Placed, right: Placed) -> int:
        """How many words stand between two things (0: side by side or overlapping)."""
        if left.start > right.start:
            left, right = right, left
        starts = self.reading.starts
        between = bisect_left(starts, right.start) - bisect_left(starts, left.end)
        return between if between > 0 else 0

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause around the character, [start, end), trimmed."""
        if not self._clauses:
            self._breaks = self._cut()
            self._clauses = list(pairwise((self.start, *self._breaks, self.end)))
        return self._clauses[bisect_right(self._breaks, offset) if self._breaks else 0]

    def _cut(self) -> list[int]:
        """Where clauses but the first begin. Two or three words after a conjunction are no clause of their own."""
        reading, first, last = self.reading, self.sentence.first, self.sentence.last
        found: list[tuple[int, int]] = []  # where one may begin, and the word that follows
        if reading.starts[first] > self.start:
            self._look(self.start, first, found)
        if self.holds(_BARE):
            gaps, words = reading.gaps, reading.words
            spots = [index for index in range(first + 1, last) if gaps[index - 1] != " " or words[index] in _BARE]
        else:
            spots = list(compress(range(first + 1, last), map(" ".__ne__, reading.gaps[first : last - 1])))
        for index in spots:
            self._look(reading.ends[index - 1], index, found)
        if not found:
            return []
        found.append((self.end, last))
        return [spot for (spot, word), (_, following) in pairwise(found) if following - word > SHORTEST]

    def _look(self, at: int, word: int, found: list[tuple[int, int]]) -> None:
        """Add the breaks between the character and the word."""
        text, stop = self.reading.text, self.reading.starts[word]
        if at + 1 == stop and self.word(word) in _BARE and self.word(word - 1) in _ASKING:
            return  # "talks over who may fish there": what they are about
        if at + 2 == stop and text.startswith(", ", at):
            following = self.reading.words[word]
            if following.isalpha() and following not in _OPENING and not following.startswith(_OPENING_STEMS):
                return
        while at < stop:
            match = _BREAK.match(text, at, self.end)
            if match is not None:
                at = match.end()
                found.append((at, word))
            elif at + 2 == stop and text.startswith(", ", at):
                return  # nothing begins a clause after a comma's space that does not after the comma
            else:
                at += 1

    def evidence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds widened to whole clauses and to whole quotations that they cut, trimmed."""
        low = self.clause(start)[0]
        high = self.clause(max(end - 1, start))[1]
        for quote in self.quotes:
            if quote.kind != "indirect" and quote.end - quote.start < LONGEST:
                if quote.start < low < quote.end:
                    low = self.clause(max(quote.start, self.start))[0]
                if quote.start < high < quote.end:
                    high = self.clause(min(quote.end, self.end) - 1)[1]
        return self.trimmed(low, high)

    def nearest(self, things: Sequence[P], at: Placed, *, within: tuple[int, int] | None = None) -> P | None:
        """The thing nearest to `at`, the earlier of two as near; inside the bounds when given."""
        best: P | None = None
        least = 1 << 30
        start, end = at.start, at.end
        for thing in things:
            if within is not None and not (within[0] <= thing.start and thing.end <= within[1]):
                continue
            distance = start - thing.end if thing.end < start else thing.start - end if thing.start > end else 0
            if distance < least:
                best, least = thing, distance
        return best

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The bounds without white space, dangling punctuation and one-sided marks at either end."""
        text = self.reading.text
        while start < end and text[start] in " \t\u00a0,;:–—-•*":
            start += 1
        while end > start and text[end - 1] in " \t\u00a0,;:–—-":
            end -= 1
        return start, end


class Stretch(NamedTuple):
    """Characters [start, end)."""

    start: int
    end: int


class _Run(Generic[P]):
    """A list of placed things in text order, handed out sentence by sentence. `ahead`: where the next one begins."""

    __slots__ = ("ahead", "at", "starts", "things")

    def __init__(self, things: Sequence[P]) -> None:
        self.things = things
        self.starts = [thing.start for thing in things]
        self.starts.append(NONE_AHEAD)
        self.at = 0
        self.ahead = self.starts[0]

    def upto(self, start: int, end: int) -> Sequence[P]:
        things, first = self.things, self.at
        while self.starts[first] < end and things[first].end <= start:
            first += 1
        after = bisect_left(self.starts, end, first)
        # What reaches beyond the sentence is handed out with the next one as well.
        self.at = after - 1 if after > first and things[after - 1].end > end else after
        self.ahead = self.starts[self.at]
        return things[first:after]


def passages(
    reading: Reading,
    mentions: Mentions,
    marked: Sequence[Marked | None],
    core: int,
    counted: int,
    published: Moment | None = None,
) -> Iterator[Passage]:
    """Every sentence that may claim something, in text order, with its mentions.

    It holds a core mark, a figure, a length or a day to come.

    `core`: the bit by which marks that start a claim are known; `counted`: of those that start one beside a figure.
    """
    persons, parties = _Run(mentions.persons), _Run(mentions.parties)
    places, times, quantities = _Run(mentions.places), _Run(mentions.times), _Run(mentions.quantities)
    alone = [time for time in mentions.times if time.kind == "duration" or comes_after(published, time)]
    calling: _Run[QuantityMention | TimeMention] = _Run(sorted((*mentions.quantities, *alone), key=_start))
    dates = _Run([time for time in mentions.times if time.kind != "duration"])
    quotes = _Quotes(mentions.quotes)
    for sentence, found in zip(reading.sentences, marked, strict=True):
        start, end = sentence.start, sentence.end
        starts = found is not None and found.called & core
        if not starts and calling.ahead < end:
            starts = len(calling.upto(start, end))
        if not starts and found is not None and found.called & counted and dates.ahead < end:
            starts = len(dates.upto(start, end))
        if not starts:
            continue
        if sentence.last - sentence.first > MOST_WORDS:
            continue
        passage = Passage(reading, sentence, found or Marked())
        if persons.ahead < end:
            passage.persons = persons.upto(start, end)
        if parties.ahead < end:
            passage.parties = parties.upto(start, end)
        if places.ahead < end:
            passage.places = places.upto(start, end)
        if times.ahead < end:
            passage.times = times.upto(start, end)
        if quantities.ahead < end:
            passage.quantities = quantities.upto(start, end)
        passage.quotes = quotes.over(start, end)
        if passage.parties:
            passage.parties = [
                one for one in passage.parties if not _apposed(passage, one) and not _of_both(passage, one)
            ]
        yield passage


def comes_after(published: Moment | None, time: TimeMention) -> bool:
    """Whether a mention names a time that ends after the page appeared: a day set, or one by which something is due."""
    moment = time.moment
    if time.kind not in ("date", "time") or moment is None or published is None or published.ends is None:
        return False
    if moment.begins is not None:
        return moment.begins >= published.ends
    return moment.ends is not None and moment.ends > published.ends + DAY


def _apposed(passage: Passage, party: PartyMention) -> bool:
    """Whether a land only says where a place lies: "in Davos, Switzerland."."""
    text = passage.reading.text
    if party.how != "named" or text[party.start - 2 : party.start] != ", ":
        return False
    if any(other.end == party.start - 2 for other in passage.parties):
        return False  # "from Norland, Sudland"
    first = passage.first_word(party.start)
    town = next((back for back in (2, 3) if passage.word(first - back) in AT), 0)
    if not town or not all(passage.reading.capitals[first - town + 1 : first]):
        return False
    return text[party.end : party.end + 1] in ENDS or passage.word(passage.first_word(party.end)) in ONWARD


def _of_both(passage: Passage, party: PartyMention) -> bool:
    """ "Yemen's warring sides", "Libyan rivals", "ліванські суперники": the land of both sides is neither of them."""
    after = passage.reading.word_at(party.end)
    words = passage.words(after, after + 3)
    if words[:1] == ["s"]:
        words = words[1:]
    return any(word.startswith(RIVALS) for word in words[:1]) or (
        len(words) > 1 and words[0].startswith(WARRING) and words[1].startswith(SIDES)
    )


class _Quotes:
    """Quotations, which may lie inside one another, handed out sentence by sentence."""

    __slots__ = ("at", "open", "quotes")

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = sorted(quotes, key=_start)
        self.at = 0
        self.open: list[Quote] = []

    def over(self, start: int, end: int) -> Sequence[Quote]:
        """Those over any character of [start, end); asked in text order."""
        quotes, at = self.quotes, self.at
        while at < len(quotes) and quotes[at].start < end:
            self.open.append(quotes[at])
            at += 1
        self.at = at
        if not self.open:
            return ()
        self.open = [quote for quote in self.open if quote.end > start]
        return tuple(self.open)


def _start(placed: Placed) -> int:
    return placed.start


GOVERNING = frozenset(
    "in on of with from against to by for at over between near via into about within across "
    "у в на з зі із від проти до для над між біля через про во с со от против для над между возле о об из к".split()
)


def governed(passage: Passage, who: Placed) -> bool:
    """Whether a preposition governs the name, or it owns what follows, so that it is no subject."""
    reading = passage.reading
    first = reading.word_at(who.start)
    before = passage.word(first - 1)
    if before in ("the",):
        before = passage.word(first - 2)
    return before in GOVERNING and first > passage.sentence.first
