"""Verbs beside quotations that the vocabulary does not list: where "...", — V X stands, V is a verb of speech."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from ...lexicon.concepts import Sense
from ...lexicon.reading import Reading
from .actors import Actor
from .cues import kinds
from .marks import Passage
from .words import ADVERBS, BREAKS, PREPOSITIONS

_REACH = 5  # words after the marks among which the verb stands
_DASHES = "—–-"
_GOING_ON = frozenset(f",{_DASHES}")
_PAST = {
    "en": ("ed",),
    "uk": tuple("ав ив ів ув їв яв ела ала ила ула яла али или яли вся лася лась лися лись лися ується ається".split()),
    "ru": tuple("ал ил ел ул ял ёл ала ила ела ула яла али или ули яли лся лась лись".split()),
}
_PRESENT = ("ає", "ує", "яє", "ює", "ает", "ует", "яет", "юет")
_LEADS = frozenset("the a an one his her their".split())
_NO_VERBS = frozenset(
    "united hundred indeed need speed red armed wounded killed based named called asked справ мав мала було была был "
    "стал стала почав почала став стала".split()
)

_BEGAN = frozenset("почав почала почали начал начала начали".split())


def unlisted_verbs(
    reading: Reading,
    passages: Sequence[Passage],
    senses: Sequence[Sense],
    actors: Sequence[Actor],
    by: Mapping[int, int],
) -> list[Sense]:
    """Senses of verbs that frame a passage though no vocabulary names them; `by`: first word -> place of an actor."""
    found: list[Sense] = []
    table = kinds()
    cues = [sense.first for sense in senses if sense.concept in table]
    for place in range(len(passages)):
        span = _behind(reading, passages, place)
        if span is None:
            continue
        first, last = span
        low = bisect_left(cues, first)
        if low < len(cues) and cues[low] < min(last, first + 9):
            continue
        verb = (_english if reading.language == "en" else _slavic)(reading, first, last, actors, by)
        if verb is not None:
            found.append(Sense(verb, verb + 1, "cue.add"))
    return found


_CUT = re.compile(r"[,!?…](?:[ \u00a0][–—-]|[–—])[ \u00a0]")
_OPENINGS = ("– ", "— ", "- ", "–\u00a0", "—\u00a0")


def unmarked_speech(reading: Reading) -> list[Passage]:
    """The first words of paragraphs that open with a dash: "— Мы ждем, — начал X.", up to the author's words."""
    found = []
    for index, block in enumerate(reading.blocks):
        if not reading.text.startswith(_OPENINGS, block.start):
            continue
        cut = _CUT.search(reading.text, block.start, block.end)
        if cut is not None:
            start, end = block.start + 2, cut.start() + 1
            found.append(Passage(start, end, start, end, index))
    return found


def _behind(reading: Reading, passages: Sequence[Passage], place: int) -> tuple[int, int] | None:
    """Words [first, last) after a passage that goes on into its frame."""
    passage, text = passages[place], reading.text
    block = reading.blocks[passage.block]
    gap = text[passage.right : min(passage.right + 4, block.end)]
    open_end = text[passage.end - 1 : passage.end] in (",", "?", "!", "…") or gap.lstrip()[:1] in _GOING_ON
    if not open_end or not gap.strip():
        return None
    if reading.language != "en" and not any(dash in gap for dash in _DASHES):
        return None
    first = reading.word_at(passage.right)
    stop = block.end
    if place + 1 < len(passages):
        stop = min(stop, passages[place + 1].left)
    last = min(bisect_left(reading.starts, stop), first + 12)
    number = bisect_right(reading.sentences, first, key=lambda sentence: sentence.first) - 1
    if number >= 0:
        last = min(last, max(reading.sentences[number].last, first))
    return (first, last) if last > first else None


def _small(reading: Reading, index: int) -> bool:
    return reading.text[reading.starts[index]].islower()


def _english(reading: Reading, first: int, last: int, actors: Sequence[Actor], by: Mapping[int, int]) -> int | None:
    """ "...," X deadpanned; "...," deadpanned X."""
    place = by.get(first)
    index = actors[place].last if place is not None else first
    while index < last and (reading.words[index] in ADVERBS["en"] or reading.words[index].endswith("ly")):
        index += 1
    if index >= last or not _verb(reading, index):
        return None
    if place is not None:
        return index
    following = index + 1
    if following < last and (following in by or reading.words[following] in _LEADS or not _small(reading, following)):
        return index
    return None


def _verb(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    return len(word) > 3 and _small(reading, index) and word not in _NO_VERBS and word.endswith(_PAST[reading.language])


def _slavic(reading: Reading, first: int, last: int, actors: Sequence[Actor], by: Mapping[int, int]) -> int | None:
    """«...», — зітхнув X; «...», — жартома кинув X."""
    stops = PREPOSITIONS[reading.language] | BREAKS[reading.language]
    for index in range(first, min(last, first + _REACH)):
        if index in by or reading.words[index] in stops:
            if index in by and actors[by[index]].kind in ("person", "role", "pronoun"):
                continue
            return None
        begun = reading.words[index] in _BEGAN and index + 1 in by and index == first
        if begun:
            return index
        present = index == first and reading.words[index].endswith(_PRESENT) and _small(reading, index)
        if present or _verb(reading, index):
            return index
    return None
