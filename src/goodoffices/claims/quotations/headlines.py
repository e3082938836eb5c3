"""Speech without marks: "X: the talks go on" and "The talks go on – X" in headlines, labels in interviews."""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

from ...lexicon.names.peoples import is_land
from ...lexicon.reading import Block
from ...records.mention import QuoteKind
from .cues import Phrase
from .framing import Frame
from .sheet import Sheet

# What speaks though it is written for a land.
_SEATS = frozenset(
    "кремль білий белый white kremlin пентагон pentagon держдеп госдеп state банкова власть влада".split()
)
_QUESTIONS = (
    "Q:", "Q. ", "Question:", "QUESTION:", "Запитання:", "Питання:", "Вопрос:", "ЗАПИТАННЯ:", "ПИТАННЯ:", "ВОПРОС:",
)  # fmt: skip
_ADDRESSES = frozenset("mr mrs ms dr miss sir madam пан пані господин госпожа г г-н г-жа".split())
_DASHES = "—–-"
BEHIND = (":", "—", "–", "-")
_FEWEST = 5  # words of a sentence that opens a heading in marks; names of films and operations are shorter


class Headed(NamedTuple):
    """Characters [start, end) said by the phrase that heads or closes the line."""

    start: int
    end: int
    phrase: Phrase
    kind: QuoteKind


def headed(sheet: Sheet) -> list[Headed]:
    """Lines that a name heads or closes; in the body only where several do, as in interviews."""
    found: list[Headed] = []
    labelled: list[Headed] = []
    seen = -1
    for sentence in sheet.reading.sentences:
        block = sentence.block
        if block.start == seen:
            continue
        seen = block.start
        place = sheet.by_first.get(sentence.first)
        if place is None and sheet.words[sentence.first] in _ADDRESSES:
            place = sheet.by_first.get(sentence.first + 1)  # "MR. KIRBY: ..." in transcripts
        heading = block.kind in ("headline", "subheading", "summary")
        if place is not None:
            head = _first(sheet, place, block.end)
            if head is not None:
                (found if heading else labelled).append(head._replace(kind="indirect" if heading else "direct"))
                continue
        if heading:
            tail = _last(sheet, block.start, block.end)
            if tail is not None:
                found.append(tail)
    if len(labelled) > 1 or (labelled and any(map(_asks, sheet.reading.blocks, repeat(sheet.text)))):
        found.extend(labelled)
    return found


def _asks(block: Block, text: str) -> bool:
    """Whether a paragraph is labelled as a question of an interview."""
    return text.startswith(_QUESTIONS, block.start)


def _first(sheet: Sheet, place: int, end: int) -> Headed | None:
    """ "Umerov: ..." or "President Zelensky: ..." """
    for index in range(place, min(place + 3, len(sheet.actors))):
        actor = sheet.actors[index]
        if index > place and actor.first - sheet.actors[index - 1].last > 2:
            return None
        last = actor.last - 1
        if sheet.text[sheet.ends[last] : sheet.ends[last] + 1] == ":" and actor.kind in (
            "person",
            "party",
            "role",
            "body",
            "agency",
        ):
            if actor.kind == "party" and is_land(actor.ref) and sheet.words[actor.first] not in _SEATS:
                return None  # "Судан: вантажівки поїдуть": the place that the line is about
            start = sheet.ends[last] + 1
            start, end = _clean(sheet, start, end)
            if end - start > 8 and sheet.text[start] not in '"“«„':
                return Headed(start, end, Phrase(sheet.actors[place].first, actor.last, index), "indirect")
            return None
    return None


def _last(sheet: Sheet, start: int, end: int) -> Headed | None:
    """ "... – Umerov", "... — the Kremlin" """
    last = sheet.reading.word_at(end) - 1
    place = sheet.by_last.get(last + 1)
    if place is None:
        return None
    actor = sheet.actors[place]
    if actor.kind not in ("person", "party", "agency", "body"):
        return None
    first = actor.first
    while first > 0 and sheet.starts[first] > start and not sheet.signs[first - 1]:
        first -= 1
        if actor.first - first > 4:
            return None
    if sheet.starts[first] <= start or sheet.signs[first - 1] not in _DASHES:
        return None
    content = _clean(sheet, start, sheet.ends[first - 1])
    if content[1] - content[0] < 9:
        return None
    return Headed(*content, Phrase(first, actor.last, place), "indirect")


def _clean(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    while start < end and sheet.text[start].isspace():
        start += 1
    while end > start and (sheet.text[end - 1].isspace() or sheet.text[end - 1] in ".;"):
        end -= 1
    return start, end


def opens_heading(sheet: Sheet, frame: Frame, block: Block) -> bool:
    """Whether a passage of several words, most of them small, opens a heading and ends before a colon or a dash."""
    if block.kind not in ("headline", "subheading") or frame.lead or frame.last - frame.first < _FEWEST:
        return False
    if frame.trail and frame.trail not in BEHIND:
        return False
    small = sum(not sheet.capitals[index] for index in range(frame.first, frame.last))
    return sheet.capitals[frame.first] and small * 2 > frame.last - frame.first
