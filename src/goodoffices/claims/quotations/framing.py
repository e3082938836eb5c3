"""Which marked passages are quotations, of which kind, and which cue frames each.

A passage is a quotation when a cue frames it, when it is a sentence of its own, or when it repeats words quoted
elsewhere on the page; names of things, titles and words held at a distance are none.
"""

from __future__ import annotations

from bisect import bisect_left

from .cues import Cue, Phrase
from .marks import OPENING, Passage
from .sheet import Sheet
from .topics import subject_of
from .words import ANAPHORS, PREPOSITIONS

_FINAL = ".!?…"
_FINAL_OR_NONE = frozenset(("", *_FINAL))
_FINAL_OR_COLON = _FINAL_OR_NONE | {":"}
_ENDING = _FINAL_OR_NONE | {",", "—", "–", "-"}
_STARTING = _FINAL_OR_COLON | {"—", "–", "-", "•"}  # what may stand before a passage that starts anew
_TIES = frozenset("and but or і й та а але чи и но или".split())
_DISTANT = frozenset(("so-called", "so called", "socalled"))
_FUNCTION = frozenset("of the a an and in on for to with from at by de la al в на и з і та у до о об от из по".split())


class Frame:
    """A passage with what frames it. `whole`: the passage reads as one or more whole sentences."""

    __slots__ = ("back", "cue", "direct", "first", "label", "last", "lead", "passage", "trail", "whole")

    def __init__(self, passage: Passage, first: int, last: int, lead: str, trail: str) -> None:
        self.passage, self.first, self.last, self.lead, self.trail = passage, first, last, lead, trail
        self.cue: Cue | None = None
        self.label: Phrase | None = None
        self.whole = False
        self.direct = False
        self.back = False


def frames_of(sheet: Sheet) -> list[Frame]:
    """The passages that may be quotations, each with the cue that frames it, in text order."""
    frames: list[Frame] = []
    firsts = [cue.first for cue in sheet.cues]
    for passage in sheet.passages:
        if passage.end <= passage.start:
            continue
        frame = _frame(sheet, passage)
        if frame.first == frame.last:
            continue
        ahead = _cue_after(sheet, frame, firsts)
        before = _cue_before(sheet, frame, firsts)
        frame.whole = _whole(sheet, frame, before, ahead)
        if not _named_thing(sheet, frame, ahead, before):
            _choose(sheet, frame, ahead, before, frames[-1] if frames else None)
            if frame.cue is None and frame.lead == ":":
                frame.label = _led_by(sheet, frame) or _label(sheet, frame)
            elif frame.cue is None and frame.lead == "" and frame.trail == ":":
                frame.label = _named_after(sheet, frame)
            frames.append(frame)
    _share(sheet, frames)
    return frames


def _share(sheet: Sheet, frames: list[Frame]) -> None:
    """ "«...», но «...», — сказал X": passages that a conjunction ties have one cue; so have words marked in one
    sentence that a cue at its end closes: "It was a “request” to keep “calm,” X said"."""
    for frame, following in zip(reversed(frames[:-1]), reversed(frames), strict=False):
        if frame.cue is not None or frame.label is not None or following.cue is None or not following.back:
            continue
        if not (following.direct or frame.direct) and _one_sentence(sheet, frame, following):
            frame.cue, frame.back = following.cue, True
            continue
        between = sheet.text[frame.passage.right : following.passage.left].strip(", ")
        if frame.passage.block == following.passage.block and between in _TIES:
            frame.cue, frame.back = following.cue, True


def _one_sentence(sheet: Sheet, frame: Frame, following: Frame) -> bool:
    """Whether two passages of several words stand in one sentence, which goes on between them without a cut."""
    between = sheet.text[frame.passage.right : following.passage.left]
    if sheet.sentence_of[frame.first] != sheet.sentence_of[following.first] or len(between) > 120:
        return False
    return frame.last - frame.first > 1 and not any(mark in between for mark in ";:—–")


def _frame(sheet: Sheet, passage: Passage) -> Frame:
    block = sheet.reading.blocks[passage.block]
    text = sheet.text
    left, right = passage.left - 1, passage.right
    while left >= block.start and text[left].isspace():
        left -= 1
    while right < block.end and text[right].isspace():
        right += 1
    lead = text[left] if left >= block.start else ""
    trail = text[right] if right < block.end else ""
    return Frame(passage, sheet.reading.word_at(passage.start), sheet.reading.word_at(passage.end), lead, trail)


def _whole(sheet: Sheet, frame: Frame, before: Cue | None, ahead: Cue | None) -> bool:
    """Whether the passage reads as sentences: a capital at its head and an end, or a place of its own."""
    text, passage = sheet.text, frame.passage
    head = sheet.starts[frame.first]
    capital = text[head].isupper() or text[head].isdigit() or not passage.opened or text[passage.start] in "—–-…["
    if not capital:
        return False
    ended = text[passage.end - 1] in _FINAL + "," or not passage.closed
    if frame.lead in _STARTING:
        return ended or frame.lead == ":" or frame.trail in _ENDING or ahead is not None
    if frame.lead == ",":
        return ended or frame.trail in _FINAL_OR_NONE or frame.trail == ","
    if before is not None and frame.last - frame.first > 3:
        return ended or frame.trail in _FINAL_OR_NONE
    return ended and text[passage.end - 1] in _FINAL and frame.last - frame.first > 3


def _named_thing(sheet: Sheet, frame: Frame, ahead: Cue | None, before: Cue | None) -> bool:
    """Titles, names of operations, firms, papers; words marked as not one's own."""
    text, passage = sheet.text, frame.passage
    size = frame.last - frame.first
    final = text[passage.end - 1] in ".!?…,"
    adjacent = frame.trail in (",", "—", "–", "-") and ahead is not None and _soon(sheet, frame, ahead)
    named = frame.first in sheet.naming and not (text[passage.start].islower() and size > 3)
    judged = before is not None and before.kind.takes == "object" and _instrumental(sheet, frame)
    if named and frame.lead.isalnum() and not (final and adjacent) and not judged:
        return True
    if frame.first >= 2 and sheet.words[frame.first - 2 : frame.first] == ["so", "called"]:
        return True
    if (final and (adjacent or frame.lead in _FINAL_OR_COLON)) or (adjacent and frame.lead in _FINAL_OR_COLON):
        return False
    if " — " in text[passage.start : passage.end] or " – " in text[passage.start : passage.end]:
        return False  # "Дональд — человек слова": a sentence, no title
    if frame.lead in (":", "—", "–") or (frame.lead == "" and frame.trail == ":"):
        return False
    if frame.lead == "," and before is not None and size > 2:
        return False
    if frame.lead in _FINAL_OR_NONE and size > 1 and _tied(sheet, frame):
        return False
    content = [k for k in range(frame.first, frame.last) if sheet.words[k] not in _FUNCTION]
    capitals = sum(1 for k in content if sheet.capitals[k] or sheet.words[k][0].isdigit())
    if before is not None and size > 1 and text[passage.start : passage.end].isupper():
        return False
    if size <= 6 and content and capitals == len(content):
        return not (
            frame.lead in _FINAL_OR_NONE and frame.trail in _FINAL_OR_NONE and before is None and _alone(sheet, frame)
        )
    if frame.lead in _FINAL_OR_NONE and frame.trail in _FINAL_OR_NONE and size > 1:
        return False
    return bool(sheet.language != "en" and size <= 4 and sheet.capitals[frame.first] and not final)


def _tied(sheet: Sheet, frame: Frame) -> bool:
    """Whether a conjunction leads over from the passage to another: "«...», но «...»"."""
    gap = sheet.text[frame.passage.right : frame.passage.right + 10]
    mark = next((place for place, sign in enumerate(gap) if sign in OPENING), -1)
    return mark > 0 and gap[:mark].strip(", ") in _TIES


def _instrumental(sheet: Sheet, frame: Frame) -> bool:
    """ "назвав операцію «прибиранням»": the case in which a thing is called something."""
    ending = sheet.words[frame.last - 1]
    return sheet.language != "en" and ending.endswith(
        ("ом", "ем", "єм", "ям", "ою", "єю", "ею", "ой", "ей", "ым", "им")
    )


def _alone(sheet: Sheet, frame: Frame) -> bool:
    block = sheet.reading.blocks[frame.passage.block]
    return frame.passage.right - frame.passage.left >= block.end - block.start - 2


def _soon(sheet: Sheet, frame: Frame, cue: Cue) -> bool:
    return cue.first - frame.last <= 8


def _cue_after(sheet: Sheet, frame: Frame, firsts: list[int]) -> Cue | None:
    """The first cue of the words that follow the passage, up to the end of their sentence or the next passage."""
    passage = frame.passage
    word = sheet.reading.word_at(passage.right)
    block = sheet.reading.blocks[passage.block]
    if word >= len(sheet.starts) or sheet.starts[word] >= block.end:
        return None
    inner = sheet.text[passage.end - 1]
    if frame.trail in _FINAL or (inner in ".…" and sheet.capitals[word] and frame.trail not in (",", "—", "–", "-")):
        return None
    sentence = sheet.reading.sentences[sheet.sentence_of[word]]
    place = bisect_left(firsts, word)
    if place == len(firsts) or firsts[place] >= sentence.last or firsts[place] - word > 24:
        return None
    cue = sheet.cues[place]
    if cue.left > word or sheet.starts[cue.first] < passage.right:
        return None
    if cue.kind.takes in ("noun",):
        return None
    return _past_source(sheet, cue)


def _past_source(sheet: Sheet, cue: Cue) -> Cue:
    """ "«...», — так, по словам источника, выразился X": the verb behind a source set off by commas."""
    if sheet.language == "en" or cue.kind.takes != "source" or not sheet.signs[cue.first - 1]:
        return cue
    for other in sheet.following_cues(cue)[:2]:
        start = min(other.first, other.phrase.first) if other.phrase is not None else other.first
        closed = sheet.signs[start - 1] == "," and start - cue.last < 8
        if closed and other.kind.takes == "clause" and other.phrase is not None and other.phrase.actor >= 0:
            return other
    return cue


def _cue_before(sheet: Sheet, frame: Frame, firsts: list[int]) -> Cue | None:
    """The last cue of the same sentence before the passage."""
    sentence = sheet.reading.sentences[sheet.sentence_of[frame.first]]
    place = bisect_left(firsts, frame.first) - 1
    if place < 0 or firsts[place] < sentence.first or sheet.starts[firsts[place]] > frame.passage.left:
        return None
    cue = sheet.cues[place]
    if cue.before is not None and sheet.words[cue.first - 1] in ("как", "як", "as"):
        cue = cue.before  # "..., — бросил он, как рассказывают очевидцы. — ..."
    between = sheet.text[sheet.ends[cue.last - 1] : frame.passage.left]
    if ";" in between and not (frame.lead == ";" and len(between) < 60):
        return None
    return cue


def _choose(sheet: Sheet, frame: Frame, ahead: Cue | None, before: Cue | None, last: Frame | None) -> None:
    """Which of the two cues frames the passage, and whether the passage is direct speech."""
    inner = sheet.text[frame.passage.end - 1]
    open_end = inner in ",?!…" or frame.trail in (",", "—", "–", "-") or frame.trail[:1].isalpha()
    starts = frame.lead in _STARTING
    if ahead is not None and open_end and starts and frame.whole and frame.lead != ":":
        frame.cue, frame.direct, frame.back = ahead, True, True
        return
    if before is not None and _governs(sheet, frame, before):
        frame.cue = before
        frame.direct = frame.whole and _introduced(sheet, frame, before)
        if last is not None and last.cue is before and last.back and last.direct and frame.lead in (",", ";"):
            frame.direct = True  # "...," said X, "...": the second half of one sentence
        return
    if ahead is not None and _closing(sheet, frame, ahead):
        frame.cue, frame.back = ahead, True
        frame.direct = frame.whole and starts
        return
    frame.direct = frame.whole


def _governs(sheet: Sheet, frame: Frame, cue: Cue) -> bool:
    """Whether what the cue introduces can reach the passage."""
    if cue.kind.takes == "cited":
        return True
    if cue.kind.strict and cue.form == "finite":
        gap = frame.first - cue.last
        return gap <= 12 or any(word in sheet.that for word in sheet.words[cue.last : frame.first])
    return True


def _introduced(sheet: Sheet, frame: Frame, cue: Cue) -> bool:
    """A whole passage is direct after a colon or comma, right after the cue, or after "that"."""
    if frame.lead in (":", ",", "—", "–") or frame.lead in _FINAL_OR_NONE:
        return True
    last = frame.first - 1
    if last < cue.last or sheet.words[last] in sheet.that:
        return True
    if cue.kind.takes in ("object", "noun", "source"):
        return False
    ended = sheet.text[frame.passage.end - 1] in _FINAL
    phrase = cue.phrase
    return (phrase is not None and phrase.last == frame.first) or (ended and frame.last - frame.first > 5)


def _closing(sheet: Sheet, frame: Frame, cue: Cue) -> bool:
    """Whether a later cue of the sentence looks back: ", X said." or ", according to X"; else it goes on alone."""
    start = cue.first
    if cue.phrase is not None and cue.side == "left":
        start = min(start, cue.phrase.first)
    if cue.kind.takes == "source" and start > frame.last:
        return True
    head = start - 1
    if head < frame.last:
        return True
    while head > frame.last and sheet.words[head] in sheet.adverbs:
        head -= 1
    return bool(sheet.signs[head]) or _touches(sheet, frame, start)


def _touches(sheet: Sheet, frame: Frame, start: int) -> bool:
    gap = sheet.text[frame.passage.right : sheet.starts[start]]
    return not any(sign.isalnum() for sign in gap)


def _named_after(sheet: Sheet, frame: Frame) -> Phrase | None:
    """ "«...»: X comments" in headlines: the actor right after the colon."""
    place = sheet.by_first.get(frame.last)
    if place is None or sheet.actors[place].kind not in ("person", "party", "agency"):
        return None
    return Phrase(frame.last, sheet.actors[place].last, place)


def _led_by(sheet: Sheet, frame: Frame) -> Phrase | None:
    """ "The pensioner waved his hand: ...": the subject of the words before the colon, named or not."""
    sentence = sheet.reading.sentences[sheet.sentence_of[frame.first]]
    actor = subject_of(sheet, sentence.first, frame.first)
    if actor is None or actor.kind not in ("person", "role", "pronoun"):
        return None
    return Phrase(actor.first, actor.last, sheet.by_first[actor.first])


def _label(sheet: Sheet, frame: Frame) -> Phrase | None:
    """ "Пряма мова X:", "X:" at the head of the sentence: the actor a label names."""
    sentence = sheet.reading.sentences[sheet.sentence_of[frame.first]]
    if frame.first - sentence.first > 8:
        return None
    last = None
    for index in range(sentence.first, frame.first):
        place = sheet.by_first.get(index)
        if place is not None:
            actor = sheet.actors[place]
            if actor.kind != "pronoun":
                last = Phrase(index, actor.last, place)
    return last


__all__ = ["ANAPHORS", "PREPOSITIONS", "Frame", "frames_of"]
