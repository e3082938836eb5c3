"""Quotation marks: the passages they enclose, block by block.

Only outermost pairs count; a pair never leaves its block, but a passage left open at the end of a paragraph is kept
to that end (the press repeats the opening mark in the next one). One pass, linear in the number of marks.
Norms: the usage of Unicode 15 table 6-6 (quotation marks per language), straight marks by their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...lexicon.reading import Block

MARKS = "\"“”„‟«»‘‚‹'’›`"
_OPENERS = frozenset("„‟«‹‚")
OPENING = frozenset('"“„«')
_FAMILY = {
    "'": "single", "‘": "single", "’": "single", "‚": "single", "‹": "single", "›": "single",
    "«": "guillemet", "»": "guillemet",
}  # fmt: skip
_DEEP = 8
_CUT_SHORT = frozenset("em til tis twas cause n bout nuff neath".split())
SPACES = " \t\u00a0\u202f\u2009\u200b\ufeff"


class Passage:
    """Characters [start, end) between marks at [left, right); `block` its place among the blocks.

    `closed` is false where the paragraph ended first; `opened` false where it began in the paragraph before.
    """

    __slots__ = ("block", "closed", "end", "left", "opened", "right", "start")

    def __init__(
        self, start: int, end: int, left: int, right: int, block: int, closed: bool = True, opened: bool = True
    ) -> None:
        self.start, self.end, self.left, self.right = start, end, left, right
        self.block, self.closed, self.opened = block, closed, opened


class _Mark:
    __slots__ = ("closes", "end", "family", "opens", "start")

    def __init__(self, start: int, end: int, family: str, opens: bool, closes: bool) -> None:
        self.start, self.end, self.family, self.opens, self.closes = start, end, family, opens, closes


def find_passages(text: str, blocks: Sequence[Block]) -> list[Passage]:
    """The outermost marked passages in text order."""
    passages: list[Passage] = []
    pending = -2
    for index, marks in _by_block(text, blocks):
        block = blocks[index]
        singles = [mark for mark in marks if mark.family == "single"]
        others = [mark for mark in marks if mark.family != "single"] if singles else marks
        found: list[Passage] = []
        if others:
            found, open_end = _paired(text, block, index, others, pending == index - 1)
            pending = index if open_end else -2
        if singles:
            found = _with_singles(text, index, singles, found)
        passages.extend(found)
    return passages


def _by_block(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, list[_Mark]]]:
    """The marks of every block that has some; apostrophes inside words are none."""
    index, marks = 0, list[_Mark]()
    last = len(blocks)
    skip = -1
    for start in _places(text):
        while index < last and blocks[index].end <= start:
            if marks:
                yield index, marks
                marks = []
            index += 1
        if index == last:
            break
        if blocks[index].start > start or start < skip:
            continue
        mark = _mark(text, start, blocks[index])
        if mark is not None:
            skip = mark.end
            marks.append(mark)
    if marks:
        yield index, marks


def _places(text: str) -> list[int]:
    """Where the marks stand; looking for each by itself is faster than for any of them."""
    found: list[int] = []
    for mark in MARKS:
        place = text.find(mark)
        while place >= 0:
            found.append(place)
            place = text.find(mark, place + 1)
    return sorted(found)


def _mark(text: str, start: int, block: Block) -> _Mark | None:
    sign, end = text[start], start + 1
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    if sign in "'`" and after == sign:  # two apostrophes or accents typed for a double mark
        end += 1
        after = text[end] if end < block.end else " "
        return _Mark(start, end, "double", before.isspace() and not after.isspace(), not before.isspace())
    if sign == "`":
        return None
    family = _FAMILY.get(sign, "double")
    if family == "single":
        return _single(sign, start, end, before, after)
    if sign in _OPENERS:
        return _Mark(start, end, family, True, False)
    if sign == "»":
        return _Mark(start, end, family, False, True)
    if sign == '"' and before.isalpha() and after.isalpha():
        return None  # об"єкт: a typed apostrophe
    spaced_before = before.isspace() or before in _BEFORE
    spaced_after = after.isspace() or after in _AFTER
    if sign == "“":
        closing = spaced_after and not spaced_before
        return _Mark(start, end, family, not closing, closing)
    if sign == "”":
        return _Mark(start, end, family, spaced_before and not spaced_after, True)
    opens = spaced_before and not after.isspace()
    closes = not before.isspace() and spaced_after
    if opens and closes:  # ("No"), "- and the like: letters decide
        opens, closes = not before.isalnum() and after.isalnum(), before.isalnum() or before in ".,!?…"
    if opens == closes:
        opens = closes = True
    return _Mark(start, end, family, opens, closes)


def _single(sign: str, start: int, end: int, before: str, after: str) -> _Mark | None:
    """A single mark opens before a word and closes after one; between letters it is an apostrophe."""
    inside = before.isalnum()
    if sign in "‚‹":
        return None if inside else _Mark(start, end, "single", True, False)
    if sign == "›":
        return _Mark(start, end, "single", False, True)
    if inside and after.isalnum():
        return None
    if inside or after.isspace() or after in _AFTER:
        return _Mark(start, end, "single", False, True)
    return _Mark(start, end, "single", sign != "’", False)


_BEFORE = frozenset("([{—–-/«„“‘:>\u200b")
_AFTER = frozenset('.,;:!?…)]}—–-/»”’“<"\u200b')


def _paired(text: str, block: Block, index: int, marks: Sequence[_Mark], pending: bool) -> tuple[list[Passage], bool]:
    found: list[Passage] = []
    stack: list[_Mark] = []
    inner_close: _Mark | None = None
    for place, mark in enumerate(marks):
        depth = _matching(stack, mark) if mark.closes else -1
        if depth < 0 and pending and not stack and place == 0 and mark.closes and not mark.opens:
            found.append(_passage(text, block.start, mark.start, block.start, mark.end, index, opened=False))
            pending = False
            continue
        if depth < 0 and stack and mark.closes and not mark.opens and _mismatched(stack, marks[place + 1 :]):
            depth = 0
        if depth >= 0:
            opener = stack[depth]
            del stack[depth:]
            inner_close = mark
            if not stack:
                found.append(_passage(text, opener.end, mark.start, opener.start, mark.end, index))
                inner_close = None
        elif mark.opens and len(stack) < _DEEP:
            stack.append(mark)
    if not stack:
        return found, False
    opener = stack[0]
    if inner_close is not None and inner_close.start > opener.end and _ends_here(text, inner_close, block):
        found.append(_passage(text, opener.end, inner_close.start, opener.start, inner_close.end, index))
        return found, False
    end = block.end
    passage = _passage(text, opener.end, end, opener.start, end, index, closed=False)
    if passage.end > passage.start:
        found.append(passage)
    return found, True


def _matching(stack: Sequence[_Mark], mark: _Mark) -> int:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family == mark.family:
            return depth
    return -1


def _mismatched(stack: Sequence[_Mark], rest: Sequence[_Mark]) -> bool:
    """Whether the one mark that is open is closed by one of another kind ("...»): no fitting one is to come."""
    return len(stack) == 1 and not any(mark.closes and mark.family == stack[0].family for mark in rest[:_DEEP])


def _ends_here(text: str, mark: _Mark, block: Block) -> bool:
    """Russian usage writes one closing guillemet for two: after it the sentence of the speaker goes on."""
    rest = text[mark.end : min(mark.end + 4, block.end)].strip()
    return not rest or rest[0] in ",.—–-" or text[mark.start - 1] in ".!?…"


def _passage(
    text: str, start: int, end: int, left: int, right: int, index: int, *, closed: bool = True, opened: bool = True
) -> Passage:
    while start < end and (text[start].isspace() or text[start] in SPACES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in SPACES):
        end -= 1
    return Passage(start, end, left, right, index, closed, opened)


def _with_singles(text: str, index: int, singles: Sequence[_Mark], found: list[Passage]) -> list[Passage]:
    """Single marks pair where both sides are plain; an apostrophe has no partner."""
    passages: list[Passage] = []
    opener: _Mark | None = None
    weak: _Mark | None = None
    inside = 0
    for mark in singles:
        while inside < len(found) and found[inside].right <= mark.start:
            inside += 1
        covered = inside < len(found) and found[inside].left < mark.start
        if covered:
            continue
        if mark.opens and opener is None and not _cut_short(text, mark):
            opener, weak = mark, None
        elif mark.closes and opener is not None and mark.start > opener.end:
            if _possessive(text, mark):
                weak = weak or mark
                continue
            passages.append(_passage(text, opener.end, mark.start, opener.start, mark.end, index))
            opener = weak = None
        elif mark.opens and opener is not None and not _cut_short(text, mark):
            if weak is not None:
                passages.append(_passage(text, opener.end, weak.start, opener.start, weak.end, index))
            opener, weak = mark, None
    if opener is not None and weak is not None and weak.start - opener.end < 300:
        passages.append(_passage(text, opener.end, weak.start, opener.start, weak.end, index))
    return _merged(passages, found) if passages else found


def _cut_short(text: str, mark: _Mark) -> bool:
    if text[mark.end : mark.end + 1].isdigit() and text[mark.end + 2 : mark.end + 3] == "s":
        return True
    word = text[mark.end : mark.end + 8].split(" ", maxsplit=1)[0].rstrip(".,!?").lower()
    return word in _CUT_SHORT


def _possessive(text: str, mark: _Mark) -> bool:
    rest = text[mark.end : mark.end + 2]
    return text[mark.start - 1] in "sS" and len(rest) == 2 and rest[0].isspace() and rest[1].isalpha()


def _merged(singles: list[Passage], doubles: list[Passage]) -> list[Passage]:
    """Both kinds in text order; what another passage encloses is dropped."""
    kept: list[Passage] = []
    for passage in sorted([*singles, *doubles], key=lambda passage: (passage.left, -passage.right)):
        if not kept or passage.left >= kept[-1].right:
            kept.append(passage)
    return kept
