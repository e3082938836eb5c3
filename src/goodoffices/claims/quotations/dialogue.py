"""Speech without marks in the body: paragraphs that open with a dash, and interviews with labels.

Ukrainian and Russian dialogue cuts speech by ", – сказав він."; interviews take turns, question and answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from .cues import Cue
from .sheet import Sheet

_OPENING = ("– ", "— ", "- ", "–\u00a0", "—\u00a0")
_CUT = re.compile(r"[,.!?…][ \u00a0][–—-][ \u00a0]")
_LABELS = frozenset("QAВОПЗ")
_ANSWER = re.compile(r"(?:A|Answer|Відповідь|Ответ|О|В)\s?[:.]\s")
_QUESTION = re.compile(r"(?:Q|Question|Запитання|Питання|Вопрос|П)\s?[:.]\s")


class Spoken(NamedTuple):
    """Characters [start, end) spoken, with the cue that tells whose they are or the actor (-1: the last speaker)."""

    start: int
    end: int
    cue: Cue | None
    actor: int = -1


def spoken(sheet: Sheet) -> list[Spoken]:
    """The spoken parts of dialogue paragraphs that have a cue, and the answers of interviews."""
    found: list[Spoken] = []
    text, blocks = sheet.text, sheet.reading.blocks
    firsts = [cue.first for cue in sheet.cues]
    asked = labelled = False
    for place, block in enumerate(blocks):
        if text.startswith(_OPENING, block.start):
            parts = _parts(sheet, block.start, block.end, firsts)
            ends = text[block.start : block.end].rstrip()[-1:]
            if not parts and asked and ends != "?":
                parts = [
                    Spoken(
                        *_clean(sheet, block.start + 2, block.end),
                        None,
                        _addressed(sheet, blocks[place - 1].start, block.start),
                    )
                ]
            found.extend(parts)
            asked = ends == "?"
            continue
        asked = False
        if text[block.start] not in _LABELS:
            continue
        if _QUESTION.match(text, block.start, block.end):
            labelled = True
        elif labelled and (match := _ANSWER.match(text, block.start, block.end)):
            found.append(Spoken(*_clean(sheet, match.end(), block.end), None, _guest(sheet, block.start)))
    return found


def _addressed(sheet: Sheet, start: int, end: int) -> int:
    """The person a question calls by name, else -1."""
    first, last = sheet.reading.word_at(start), sheet.reading.word_at(end)
    for index in range(first, min(first + 5, last)):
        actor = sheet.by_first.get(index)
        if actor is not None and sheet.actors[actor].kind == "person" and sheet.signs[sheet.actors[actor].last - 1]:
            return actor
    return -1


def _guest(sheet: Sheet, offset: int) -> int:
    """Whom an interview is with: the person named most often before the first answer."""
    counts: dict[str, int] = {}
    last: dict[str, int] = {}
    stop = bisect_right(sheet.starts, offset)
    for place, actor in enumerate(sheet.actors):
        if actor.first >= stop:
            break
        if actor.kind == "person":
            counts[actor.ref] = counts.get(actor.ref, 0) + 1
            last[actor.ref] = place
    if not counts:
        return -1
    return last[max(counts, key=lambda person: (counts[person], last[person]))]


def _parts(sheet: Sheet, start: int, end: int, firsts: list[int]) -> list[Spoken]:
    """Speech and author's words take turns between the dashes."""
    cuts = [(match.start(), match.end()) for match in _CUT.finditer(sheet.text, start, end)]
    if not cuts or not firsts:
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
