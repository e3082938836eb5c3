"""Ukrainian and Russian dialogue: a paragraph that opens with a dash, its speech cut by ", – сказав він."."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from .cues import Cue
from .sheet import Sheet

_OPENING = ("– ", "— ", "- ", "–\u00a0", "—\u00a0")
_CUT = re.compile(r"[,.!?…][ \u00a0][–—-][ \u00a0]")


class Spoken(NamedTuple):
    """Characters [start, end) spoken after a dash, with the cue that tells whose they are."""

    start: int
    end: int
    cue: Cue


def spoken(sheet: Sheet) -> list[Spoken]:
    """The spoken parts of dialogue paragraphs that have a cue."""
    found: list[Spoken] = []
    if not sheet.cues:
        return found
    firsts = [cue.first for cue in sheet.cues]
    for block in sheet.reading.blocks:
        if sheet.text.startswith(_OPENING, block.start):
            found.extend(_parts(sheet, block.start, block.end, firsts))
    return found


def _parts(sheet: Sheet, start: int, end: int, firsts: list[int]) -> list[Spoken]:
    """Speech and author's words take turns between the dashes."""
    cuts = [(match.start(), match.end()) for match in _CUT.finditer(sheet.text, start, end)]
    if not cuts:
        return []
    edges = [start + 2, *(after for _, after in cuts)]
    stops = [*(before + 1 for before, _ in cuts), end]
    parts: list[Spoken] = []
    cue: Cue | None = None
    waiting: list[tuple[int, int]] = []
    for number, (first, stop) in enumerate(zip(edges, stops, strict=True)):
        place = bisect_left(firsts, sheet.reading.word_at(first))
        inside = place < len(firsts) and sheet.starts[firsts[place]] < stop
        if number % 2 and inside:
            cue = sheet.cues[place]
            parts.extend(Spoken(*span, cue) for span in waiting)
            waiting = []
        elif number % 2 == 0:
            span = _clean(sheet, first, stop)
            if cue is not None:
                parts.append(Spoken(*span, cue))
            else:
                waiting.append(span)
        else:
            return parts
    return parts


def _clean(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    while end > start and sheet.text[end - 1] in ", \u00a0":
        end -= 1
    return start, end
