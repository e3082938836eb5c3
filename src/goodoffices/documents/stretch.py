"""The main stretch of a page: menus and lists far outside the text, told by how they crowd together.

The stretch is the run of lines with the greatest sum, where sentences add their words and every other line takes
some away (maximum subsequence: Pasternack and Roth 2009). Outside it, many short lines in a row without a sentence
among them are menus, even where no line of them is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import KEPT
from .drafts import Draft
from .leaning import is_document
from .page_words import has_digit
from .surroundings import Page
from .tail import ROW

_MOST = 50
_LOSS_SHORT, _LOSS_DROPPED = 8, 2
_FEWEST = 8
_KNOWN = 2
_LINK_WORDS = 14


def mark_crowds(page: Page) -> None:
    """Drop the unknown lines of menus outside the main stretch."""
    if len(page.drafts) < 2 * _FEWEST:
        return
    signed = page.headline is not None and is_document(page.drafts[page.headline])
    first, last = main_stretch(page.drafts)
    for crowd in _crowds(page.drafts, first, last):
        free = [draft for draft in crowd if draft.free]
        numbered = sum(has_digit(draft.text) for draft in free)
        known = len(crowd) - len(free)
        fewest = _FEWEST if signed else _FEWEST // 2
        if len(crowd) >= _FEWEST and len(free) >= fewest and known >= _KNOWN and 2 * numbered < len(free):
            for draft in free:
                draft.take("navigation", "stands in a crowd of links")


def main_stretch(drafts: Sequence[Draft]) -> tuple[int, int]:
    """First and last place of the run of lines with the greatest sum; (0, -1) where no line reads like text."""
    best, first, last = 0, 0, -1
    total, start = 0, 0
    for index, draft in enumerate(drafts):
        if draft.free and draft.prose:
            total += min(len(draft.words), _MOST)
        else:
            total -= _LOSS_SHORT if draft.free or draft.kind in KEPT else _LOSS_DROPPED
        if total <= 0:
            total, start = 0, index + 1
        elif total > best:
            best, first, last = total, start, index
    return first, last


def _crowds(drafts: Sequence[Draft], first: int, last: int) -> Iterator[list[Draft]]:
    """Runs of lines outside the stretch that are neither sentences nor kept for another reason."""
    crowd: list[Draft] = []
    for index, draft in enumerate(drafts):
        ended = draft.free and (
            draft.closed or draft.mark or len(draft.words) > _LINK_WORDS or ROW.search(draft.text) is not None
        )
        if first <= index <= last or ended or draft.kind in KEPT:
            yield crowd
            crowd = []
        else:
            crowd.append(draft)
    yield crowd
