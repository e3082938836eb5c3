"""Where a reported clause begins and ends: the cue's own words, the unit before it, what another cue takes over."""

from __future__ import annotations

import re

from .cues import Cue
from .sheet import Sheet
from .words import AS, TIMES_EN

AND = {"en": ("and", "but"), "uk": ("і", "й", "та", "а", "але"), "ru": ("и", "а", "но")}
_TURNS = frozenset("though although while but and as whereas а але хоча проте та і но хотя однако и".split())
_DATELINE = 10
_DASH = re.compile(r"[)\]a-zа-яё\s](?:--|[-–—])\s")
_ENDS = ".!?…;, \t\u00a0—–-:("


def region(cue: Cue) -> tuple[int, int]:
    """Words of the cue together with its speaker."""
    first, last, phrase = cue.first, cue.last, cue.phrase
    if phrase is None or cue.side == "same" or not cue.side:
        return first, last
    return (phrase.first if phrase.first < first else first), (phrase.last if phrase.last > last else last)


def unit_start(sheet: Sheet, cue: Cue, *, whole: bool = False) -> int:
    """Where the clause before a closing cue begins: after the last passage, a dateline, or the cue before; after a
    semicolon too, but where the cue closes the `whole` sentence."""
    start = cue.left
    head = region(cue)[0]
    for index in range(head - 2, start, -1):
        if sheet.signs[index] == ";" and not whole:
            return index + 1
    behind = _past_dateline(sheet, start, cue)
    if behind > start:
        return behind
    for index in range(start, min(start + 5, cue.first)):
        if sheet.signs[index] in "—–-" and sheet.signs[index] and sheet.capitals[start] and index - start < 4:
            return index + 1 if index + 1 < len(sheet.words) and sheet.capitals[index + 1] else start
    before = cue.before
    if before is not None and before.side == "right":
        edge = region(before)[1]
        if start < edge <= cue.first and before.used:
            return edge
    return start


def _past_dateline(sheet: Sheet, start: int, cue: Cue) -> int:
    """Behind "GENEVA, Oct 29 (Reuters) - " or "(NEW YORK) — " at the head of a paragraph; `start` where none stands."""
    block = cue.sentence.block
    head = sheet.starts[start]
    opened = sheet.text[block.start : head].strip() == "("
    if cue.sentence.start != block.start or start != cue.sentence.first:
        return start
    if not (opened or sheet.text[head : sheet.ends[start]].isupper()):
        return start
    for index in range(start, min(start + _DATELINE, cue.first - 1)):
        gap = sheet.reading.gaps[index]
        if _DASH.search(gap):
            return index + 1
        if "." in gap.strip(" .")[1:] or any(sign in gap for sign in '"“«:;!?'):
            break
    return start


def stop_of(sheet: Sheet, cue: Cue, start: int, skip: int = -1) -> int:
    """Where the reported clause ends: at the sentence, or where another cue takes over."""
    stop = _semicolon(sheet, start, cue.sentence.last)
    for other in sheet.following_cues(cue):
        if other.first >= stop:
            break
        if other.first <= start or other.first == skip:
            continue
        head = region(other)[0]
        if head <= start:
            continue
        sign = sheet.signs[head - 1]
        if other.form == "participle" and sign:
            return head
        if other.kind.takes == "source" and sign and other.phrase is not None and light(sheet, other):
            return head
        if other.side == "same" and sheet.words[head - 1] in AND[sheet.language]:
            return head - 1
        if sign and other.side in ("left", "right") and light(sheet, other):
            return head
        heard = not other.kind.strict or sheet.words[other.last : other.last + 1] == ["that"]
        turns = sheet.words[head - 1] in _TURNS and head - 2 > start and bool(sheet.signs[head - 2])
        if turns and heard and other.side == "left":
            return head - 1
        if sheet.words[head - 1] in AS[sheet.language] | {"who"} and head - 2 > start and sheet.signs[head - 2]:
            return head - 1
    return stop


def _semicolon(sheet: Sheet, start: int, stop: int) -> int:
    """The end of the words [start, stop) at the first semicolon among them."""
    return next((index + 1 for index in range(start + 1, stop - 2) if sheet.signs[index] == ";"), stop)


def light(sheet: Sheet, cue: Cue) -> bool:
    """Nothing but circumstances after the cue and its speaker."""
    last = region(cue)[1]
    stop = cue.sentence.last
    hearer = sheet.by_first.get(last) if last < stop else None
    if hearer is not None and cue.kind.takes == "told" and not sheet.signs[last - 1]:
        last = sheet.actors[hearer].last
    if last >= stop:
        return True
    if sheet.signs[last - 1]:
        return True
    word = sheet.words[last]
    if sheet.language != "en" and cue.side == "right" and stop - last < 7 and not any(sheet.signs[last : stop - 1]):
        return not any(words in sheet.that for words in sheet.words[last:stop])  # "..., повідомило міністерство Китаю"
    return (
        stop - last <= 12
        and (word in sheet.prepositions or word in TIMES_EN or last in sheet.recipients or word in sheet.adverbs)
        and not any(w in sheet.that for w in sheet.words[last:stop])
    )


def pieces(sheet: Sheet, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A reported clause cut at "and that": one piece may hold marked words, the other not."""
    that, joins = sheet.that, AND[sheet.language]
    found = []
    first, stop = span
    for index in range(first + 2, stop - 2):
        if sheet.words[index] in that and sheet.words[index - 1] in joins:
            found.append((first, index - 1))
            first = index + 1
    found.append((first, stop))
    return [piece for piece in found if piece[1] - piece[0] > 1]


def characters(sheet: Sheet, span: tuple[int, int]) -> tuple[int, int]:
    """Characters of a word range, with brackets and marks that belong to it, without closing punctuation."""
    text, (first, last) = sheet.text, span
    start, end = sheet.starts[first], sheet.ends[last - 1]
    while start > 0 and text[start - 1] in '$€£«“„"(':
        start -= 1
    limit = sheet.starts[last] if last < len(sheet.starts) else len(text)
    while end < limit and text[end] in '%»”")’°':
        end += 1
    if text[start] == "(" and text.find(")", start, end) < 0:
        start += 1
    if text[end - 1] == ")" and text.find("(", start, end) < 0:
        end -= 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return start, end
