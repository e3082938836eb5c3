"""What Ukrainian and Russian typography puts inside marks: the author's words in mid-quotation, and names of bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...lexicon.concepts import Sense
from ...lexicon.reading import Reading
from .marks import Passage

_CUT = re.compile(r"[,.!?…](?:[ \u00a0][–—-]|[–—])[ \u00a0]")
_OUTSIDE = frozenset(" \u00a0\t")


def with_insertions(reading: Reading, passages: list[Passage], senses: Sequence[Sense]) -> list[Passage]:
    """«A, — сказал он. — B»: two passages, the author's words between them outside."""
    text = reading.text
    if not any(_CUT.search(text, passage.start, passage.end) for passage in passages):
        return passages
    cues = {sense.first for sense in senses if sense.concept.startswith("cue.")}
    found: list[Passage] = []
    for passage in passages:
        found.extend(_parted(reading, passage, cues))
    return found


def _parted(reading: Reading, passage: Passage, cues: set[int]) -> list[Passage]:
    cuts = [(match.start(), match.end()) for match in _CUT.finditer(reading.text, passage.start, passage.end)]
    parts: list[Passage] = []
    start, left = passage.start, passage.left
    place = 0
    while place < len(cuts):
        cut, after = cuts[place]
        first = reading.word_at(after)
        if not any(index in cues for index in range(first, first + 3)) or not reading.text[after].islower():
            place += 1
            continue
        parts.append(Passage(start, cut, left, cut, passage.block, True, passage.opened))
        place += 1
        if place == len(cuts):
            return parts
        start = left = cuts[place][1]
        place += 1
    parts.append(Passage(start, passage.end, left, passage.right, passage.block, passage.closed, passage.opened))
    return parts


def named_in_marks(reading: Reading, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Word ranges of names in marks that may speak («Коммерсант»): short, capitalised, inside a sentence."""
    found = []
    text = reading.text
    for passage in passages:
        if passage.end - passage.start > 40 or not text[passage.start].isupper() or text[passage.end - 1] in ".,!?…":
            continue
        block = reading.blocks[passage.block]
        before = text[max(block.start, passage.left - 2) : passage.left].rstrip()
        if passage.left == block.start or before[-1:] in (":", ".", "!", "?", "—", "–", "-"):
            continue
        first, last = reading.word_at(passage.start), reading.word_at(passage.end)
        if 0 < last - first <= 3:
            found.append((first, last))
    return found
