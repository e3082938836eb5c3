"""A text cut once into blocks, sentences and words, so that every extractor shares the work.

Extractors start from words that mean something to them (see concepts.py) and match patterns anchored there;
none scans the whole text on its own. That keeps the cost proportional to what is found.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from ..records import KEPT, Line, LineClass

APOSTROPHES = "'’ʼ`"
# One group around the whole, so that splitting keeps the words. Letters before a space, most words, come first.
WORD = re.compile(
    rf"((?:[A-Z]\.){{2,}}|[A-Za-zА-Яа-яІіЇїЄєҐґЁё]+(?=[ .,])|[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*|\d+(?:[.,:]\d+)*)"
)
_MARKS = frozenset(APOSTROPHES)
CLOSERS = "\"'”’»“)]"
# Tried only where a row of marks begins: a long row without white space behind it must not be read over and over.
# One set of characters begins it, so that the search goes from mark to mark.
_END = re.compile(
    rf"[.!?…;](?:(?<!;)(?<![.!?…]{{2}})[.!?…]*[{re.escape(CLOSERS)}]*(?=\s)|(?<=;)(?=\s*\n)"
    # Scrapes run paragraphs together: "... переговоров.Президент Турции". Not so "gazeta.Ru and".
    r"|(?<=[a-zа-яіїєґё]{2}\.)(?=[\"«“]?(?:[А-ЯЁІЇЄҐ][а-яіїєґё]*|[A-Z][a-z]{3,}|The|He|She|It|In|On|But)[ ,]))"
)
_GLUED = re.compile(r"(?:^|[^\w.@/-])[a-zа-яіїєґё][\w'’ʼ-]*$")
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cmdr brig adm sgt amb fr mme sen rep gov rev hon jr sr st no "
    "ma msgr mgr atty engr supt insp cpl pvt проф акад доц ген полк св преп "
    "vs etc inc ltd co dept jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k u.n e.g i.e "
    "м обл р ст ім им г гг рр вул ул тис тыс млн млрд т д п н і о с".split()
)
# Written like initials, but a sentence may end with them.
_BODIES = frozenset("U.S U.K U.N E.U D.C A.M P.M L.A N.Y".split())
# Behind these four a capital may go on with the name of one of their offices: "the U.S. Embassy", "a U.N. Mission".
_STATES = frozenset("U.S U.K U.N E.U".split())
_OFFICES = re.compile(
    r"\s(?:Securities|Army|Navy|Air|Marines?|Senat|House|Congress|President|Vice|Secretar|Embass|Ambassador|State|Dep"
    r"|Treasury|Supreme|District|Attorney|Justice|Defen[cs]e|Central|Federal|Rep|Sen|Special|Trade|Energy|Capitol"
    r"|Census|Coast|Customs|Food|Geological|Court|General|Mission|Consulate|Agenc|Envoy|Assistant|Under|Forces|Human"
    r"|High|Commission|Office|Relief|Development|Charter|Environment|Security|Charg|National|Marshal|Postal|Patent"
    r"|Foreign|Home|Prime|Parliament)"
)
_HALVES = frozenset({"a.m", "p.m"})
# A zone or a day behind the half of the day belongs to the clock time: "10 a.m. Doha time", "9 a.m. Monday".
_GOES_ON = re.compile(
    r"\s\(?(?:(?:GMT|UTC|[ECMP][SD]?T|BST|WES?T|CES?T|EES?T|MSK|TRT|I[DRS]S?T|GST|AST|PKT|[AW]AT|EAT|CAT|SAST|JST|KST)\b"
    r"|(?:[A-Z][a-z]{1,15}[ -]){1,3}[Tt]ime\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’])"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d)"
)
_WORD_REACH = 40
LONGEST = max(map(len, ABBREVIATIONS))
MOST_KNOWN = 50_000  # words remembered before a start afresh


class _Lowered(dict[str, str]):
    """Word as written -> the same in lower case, without a possessive 's; a bounded number kept.

    One word is one object, however often it stands in however many texts: every table that it is looked up in
    finds its hash worked out and knows it at sight, without a look at its letters.
    """

    def __missing__(self, written: str) -> str:
        word = written.lower()
        if word[-1] == "s" and word[-2:-1] in _MARKS and len(word) > 2:
            word = word[:-2]
        if len(self) > MOST_KNOWN:
            self.clear()
        self[written] = word = sys.intern(word)
        return word


_LOWERED = _Lowered()


class Block:
    """One kept line: characters [start, end), its class, its live-blog entry (-1 for none)."""

    __slots__ = ("end", "entry", "kind", "start")

    def __init__(self, start: int, end: int, kind: LineClass, entry: int = -1) -> None:
        self.start, self.end, self.kind, self.entry = start, end, kind, entry


class Sentence:
    """Characters [start, end), words [first, last), the block it stands in, its place in the text."""

    __slots__ = ("block", "end", "first", "index", "last", "start")

    def __init__(self, start: int, end: int, first: int, last: int, block: Block, index: int) -> None:
        self.start, self.end, self.first, self.last, self.block, self.index = start, end, first, last, block, index


class Reading:
    """Blocks, sentences and words of the kept lines of one text.

    `words[i]` is the i-th word in lower case without a possessive 's, at `starts[i]`..`ends[i]` (the whole
    token as written). Hyphens part words: "US-mediated" is two. `capitals[i]` tells whether it begins with a
    capital, `gaps[i]` is what stands between it and the next word, "" after the last. `kept` holds what one finder
    has worked out of the whole and another asks for again, by name; it lives no longer than the reading.
    """

    __slots__ = (
        "_sentence_starts", "blocks", "capitals", "ends", "gaps", "kept", "language", "sentences", "starts", "text",
        "words",
    )  # fmt: skip

    def __init__(self, text: str, language: str, lines: Sequence[Line]) -> None:
        self.text = text
        self.language = language
        self.kept: dict[str, Any] = {}
        self.blocks = [
            Block(line.start, line.end, line.kind) for line in lines if line.kind in KEPT and line.end > line.start
        ]
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.capitals: list[bool] = []
        self.gaps: list[str] = []
        self.sentences: list[Sentence] = []
        for block in self.blocks:
            self._cut(block)
        self.gaps.append("")
        self._sentence_starts = [sentence.start for sentence in self.sentences]

    def _cut(self, block: Block) -> None:
        text, starts, first = self.text, self.starts, len(self.words)
        whole = text[block.start : block.end]
        pieces = WORD.split(whole)
        written = pieces[1::2]
        if not written:
            return
        bounds = list(accumulate(map(len, pieces), initial=block.start))
        if starts:
            self.gaps.append(text[self.ends[-1] : bounds[1]])
        self.gaps += pieces[2:-1:2]
        starts += bounds[1:-1:2]
        self.ends += bounds[2::2]
        self.words += map(_LOWERED.__getitem__, written)
        self.capitals += [word[0].isupper() for word in written]
        for start, end in sentence_bounds(text, block.start, block.end):
            last = bisect_left(starts, end, first)
            if last > first:
                self.sentences.append(Sentence(start, end, first, last, block, len(self.sentences)))
                first = last

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`, if any."""
        low = bisect_right(self._sentence_starts, offset) - 1
        if low >= 0 and offset < self.sentences[low].end:
            return self.sentences[low]
        return None

    def word_at(self, offset: int) -> int:
        """Index of the first word that begins at or after `offset`."""
        return bisect_left(self.starts, offset)

    def between(self, first: int, last: int) -> str:
        """The text from the start of word `first` to the end of word `last` (inclusive)."""
        return self.text[self.starts[first] : self.ends[last]]


def plain_reading(text: str, language: str) -> Reading:
    """A reading of a bare text: every line that is not empty counts as body."""
    lines, start = [], 0
    for number, piece in enumerate(text.split("\n"), 1):
        lines.append(Line(number, start, start + len(piece), "body"))
        start += len(piece) + 1
    return Reading(text, language, lines)


def sentence_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of text[start:end], without outer white space; abbreviations and initials do not end one."""
    begin = start
    for match in _END.finditer(text, start, end):
        stop, after = match.span()
        if after < end and not text[after].isspace():  # nothing parts this sentence from the next
            if not (text[after] in '"«“' or _GLUED.search(text[max(begin, after - _WORD_REACH) : after - 1])):
                continue
            low, high = _trimmed(text, begin, after)
            yield low, high
            begin = after
            continue
        if text[stop] == "." and _abbreviated(text, begin, stop, after, end):
            continue
        low, high = _trimmed(text, begin, after)
        if low < high:
            yield low, high
        begin = after
    low, high = _trimmed(text, begin, end)
    if low < high:
        yield low, high


def _abbreviated(text: str, begin: int, dot: int, after: int, end: int) -> bool:
    # Most sentences end here: no abbreviation is longer than four letters, and a capital follows.
    if dot - begin > LONGEST and text[after + 1 : after + 2].isupper() and text[dot - LONGEST - 1 : dot].isalpha():
        return False
    last = max(text.rfind(" ", begin, dot), text.rfind("\u00a0", begin, dot), begin - 1)
    word = text[last + 1 : dot].lstrip("(«„“\"'")
    if word.lower() in _HALVES and after - dot == 1 and _GOES_ON.match(text, after, end) is not None:
        return True
    following = text[after : min(after + 8, end)].lstrip()[:1]
    if following in ("(", "[") and word.lower() in ABBREVIATIONS:
        return after - dot == 1
    if following and (following.islower() or (following.isdigit() and len(word) < 4)):
        return after - dot == 1
    if len(word) == 1 and word.isupper() and after - dot == 1:
        return True
    if word in _STATES and after - dot == 1:
        article = text[max(begin, last - 3) : max(last, begin)].rpartition(" ")[2].lower() in ("a", "an")
        return article or _OFFICES.match(text, after, end) is not None
    if len(word) == 3 and word[1] == "." and word.isupper() and word not in _BODIES:
        return after - dot == 1
    return word.lower() in ABBREVIATIONS and after - dot == 1 and not word.lower().endswith((".m", ".s"))


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end
