"""Speech without marks in the body: paragraphs that open with a dash, and interviews with labels.

Ukrainian and Russian dialogue cuts speech by ", – сказав він."; interviews take turns, question and answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from .cues import Cue
from .sheet import Sheet
from .topics import subject_of

_OPENING = ("– ", "— ", "- ", "–\u00a0", "—\u00a0")
_CUT = re.compile(r"[,.!?…](?:[ \u00a0][–—-]|[–—])[ \u00a0]")
_LABELS = frozenset("QAВОПЗ")
_ANSWER = re.compile(r"(?:A|Answer|Відповідь|Ответ|О|В)\s?[:.]\s")
_QUESTION = re.compile(r"(?:Q|Question|Запитання|Питання|Вопрос|П)\s?[:.]\s")


class Spoken(NamedTuple):
    """Characters [start, end) spoken, with the cue that tells whose they are or the actor (-1: the last speaker, or
    the actor `otherwise` where nobody spoke before); `again`: whoever gave the answer before gives this one."""

    start: int
    end: int
    cue: Cue | None
    actor: int = -1
    otherwise: int = -1
    again: bool = False


def spoken(sheet: Sheet) -> list[Spoken]:
    """The spoken parts of dialogue paragraphs that have a cue, and the answers of interviews."""
    found: list[Spoken] = []
    text, blocks = sheet.text, sheet.reading.blocks
    firsts = [cue.first for cue in sheet.cues]
    asked = labelled = ever = False
    guest, host, answered = -1, -1, 0
    turns = _initialled(sheet)
    dashed = [block for block in blocks if text.startswith(_OPENING, block.start)]
    interview = sum(text[block.end - 1] == "?" for block in dashed) > 1
    for place, block in enumerate(blocks):
        if text.startswith(_OPENING, block.start):
            parts = _parts(sheet, block.start, block.end, firsts)
            ends = text[block.start : block.end].rstrip()[-1:]
            if host < 0:
                host = _guest(sheet, block.start)
            if not parts and asked and ends != "?":
                addressed = _addressed(sheet, blocks[place - 1].start, block.start)
                another = _goes_on(sheet, place, firsts)
                if addressed >= 0 or another:
                    guest = addressed
                again = (answered > 0 or (ever and interview and not another)) and guest < 0
                parts = [Spoken(*_clean(sheet, block.start + 2, block.end), None, guest, host, again)]
                answered += 1
                asked, ever = False, True
            else:
                # After an answer or two the next turn is a question, whatever sign ends it.
                asked = ends == "?" or (not parts and answered > (0 if interview else 1) and not asked)
            if not parts and place and not asked:
                parts = _announced(sheet, place, firsts) or _named_below(sheet, place, firsts)
            found.extend(parts)
            continue
        asked, answered = False, 0
        if place in turns:
            found.append(turns[place])
            continue
        if text[block.start] not in _LABELS:
            continue
        if _QUESTION.match(text, block.start, block.end):
            if not labelled:
                host = _guest(sheet, block.start)
            labelled = True
        elif labelled and (match := _ANSWER.match(text, block.start, block.end)):
            whose = host if host >= 0 else _guest(sheet, block.start)
            found.append(Spoken(*_clean(sheet, match.end(), block.end), None, whose))
    return found or _answers(sheet)


_INITIALS = re.compile(r"([^\W\d_][^\W\d_]{1,4}):\s")


def _initialled(sheet: Sheet) -> dict[int, Spoken]:
    """Place of a paragraph -> the answer that initials head: "AD: It was a toy.", where two labels take turns.

    Whoever asks most of the questions under one label is not quoted.
    """
    labels: dict[str, list[int]] = {}
    text, blocks = sheet.text, sheet.reading.blocks
    for place, block in enumerate(blocks):
        headed = ":" in text[block.start + 2 : block.start + 6] and text[block.start].isupper()
        match = _INITIALS.match(text, block.start, block.end) if headed else None
        if match and match[1].isupper():
            labels.setdefault(match[1], []).append(place)
    often = {label: places for label, places in labels.items() if len(places) > 1}
    if len(often) < 2:
        return {}

    def asking(label: str) -> float:
        return sum(text[blocks[place].end - 1] == "?" for place in often[label]) / len(often[label])

    asker = max(sorted(often), key=asking)
    found = {}
    for label, places in often.items():
        if label == asker:
            continue
        actor = _with_initials(sheet, label)
        whose = actor if actor >= 0 else _guest(sheet, blocks[places[0]].start)
        for place in places:
            block = blocks[place]
            span = _clean(sheet, block.start + len(label) + 2, block.end)
            found[place] = Spoken(*span, None, whose)
    return found


def _with_initials(sheet: Sheet, label: str) -> int:
    """The first mention of the one person whose names begin with the letters of a label; -1 where none or several."""
    fitting = [
        person.id
        for person in sheet.people.values()
        if "".join(part[0] for part in re.split(r"[ \-]", person.name) if part[:1].isupper()) == label
    ]
    if len(fitting) != 1:
        return -1
    return next((at for at, actor in enumerate(sheet.actors) if actor.ref == fitting[0]), -1)


_YOU = {
    "en": frozenset("you your".split()),
    "uk": frozenset("ви вас вам вами ваш ваша ваше ваші вашої вашу".split()),
    "ru": frozenset("вы вас вам вами ваш ваша ваше ваши вашей вашу".split()),
}
_WE = {
    "en": frozenset("i me my we us our".split()),
    "uk": frozenset("я мене мені мій моя ми нас нам наш наша наші".split()),
    "ru": frozenset("я меня мне мой моя мы нас нам наш наша наши".split()),
}
_LONGEST_QUESTION = 300


def _answers(sheet: Sheet) -> list[Spoken]:
    """Interviews without labels: three questions or more, one of them to "you", answered as "I" or "we".

    A sentence of its own between an answer and the next one is a remark of whoever asks.
    """
    blocks, text = sheet.reading.blocks, sheet.text
    asked = [place for place in range(len(blocks) - 1) if _asks(sheet, place)]
    if len(asked) < 3 or not any(_says(sheet, place, _YOU) for place in asked):
        return []
    answers = {place + 1 for place in asked}
    if not any(_says(sheet, place, _WE) for place in answers):
        return []
    for place in sorted(answers):
        remark = place + 1
        if remark + 1 < len(blocks) and remark + 1 not in answers and _remarks(sheet, remark, asked):
            answers.add(remark + 1)
    first = blocks[asked[0]]
    guest = _addressed(sheet, first.start, first.end)
    if guest < 0:
        guest = _guest(sheet, first.end)
    ordered = [blocks[place] for place in sorted(answers)]
    return [
        Spoken(*_clean(sheet, block.start, block.end), None, guest) for block in ordered if text[block.start].isalnum()
    ]


def _asks(sheet: Sheet, place: int) -> bool:
    """Whether a block is a question, and the one behind it a paragraph that is none."""
    block, answer = sheet.reading.blocks[place], sheet.reading.blocks[place + 1]
    if block.kind not in ("body", "subheading") or answer.kind != "body" or block.end - block.start > _LONGEST_QUESTION:
        return False
    text = sheet.text
    ends = text[block.end - 1] == "?" and text[answer.end - 1] != "?"
    return ends and text[block.start].isalnum() and text[answer.start].isalnum()


def _remarks(sheet: Sheet, place: int, asked: list[int]) -> bool:
    """Whether a block is one sentence between two answers, the next question or a heading being behind the second."""
    blocks = sheet.reading.blocks
    block, answer = blocks[place], blocks[place + 1]
    if block.kind not in ("body", "subheading") or answer.kind != "body" or place in asked:
        return False
    if block.end - block.start > _LONGEST_QUESTION // 2:
        return False
    sentences = sheet.reading.sentences
    index = sheet.sentence_of[sheet.reading.word_at(block.start)] if sheet.sentence_of else 0
    if sentences[index].end < block.end or sheet.text[block.end - 1] not in ".!":
        return False
    return place + 2 in asked or (place + 2 < len(blocks) and blocks[place + 2].kind == "subheading")


def _says(sheet: Sheet, place: int, words: dict[str, frozenset[str]]) -> bool:
    block = sheet.reading.blocks[place]
    first, last = sheet.reading.word_at(block.start), sheet.reading.word_at(block.end)
    return not words[sheet.language].isdisjoint(sheet.words[first:last])


def _addressed(sheet: Sheet, start: int, end: int) -> int:
    """The person a question calls by name, else -1."""
    first, last = sheet.reading.word_at(start), sheet.reading.word_at(end)
    for index in range(first, min(first + 5, last)):
        actor = sheet.by_first.get(index)
        if actor is not None and sheet.actors[actor].kind == "person" and sheet.signs[sheet.actors[actor].last - 1]:
            return actor
    return -1


def _goes_on(sheet: Sheet, place: int, firsts: list[int]) -> bool:
    """Whether the question before an answer follows somebody else's speech without a break: he is asked then."""
    if place < 2:
        return False
    told, question, answer = sheet.reading.blocks[place - 2 : place + 1]
    apart = sheet.text[told.end : question.start] != sheet.text[question.end : answer.start]
    return (
        not apart and sheet.text.startswith(_OPENING, told.start) and bool(_parts(sheet, told.start, told.end, firsts))
    )


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
        elif number % 2 and waiting and (teller := _teller(sheet, first, stop)) >= 0:
            parts.extend(Spoken(*span, None, teller) for span in waiting)
            return parts
        elif number % 2 == 0:
            span = _clean(sheet, first, stop)
            if cue is not None:
                parts.append(Spoken(*span, cue))
            else:
                waiting.append(span)
        else:
            return parts
    return parts


def _teller(sheet: Sheet, start: int, stop: int) -> int:
    """The subject of an author's words without a verb of saying: "— ..., — не скрывает усталости X"; -1 where none."""
    first, last = sheet.reading.word_at(start), sheet.reading.word_at(stop)
    if sheet.text[start : start + 1].isupper() and sheet.text[start - 4 : start].strip(" —–-")[-1:] in ".!?…":
        return -1  # a new sentence of the same speech
    actor = subject_of(sheet, first, last)
    if actor is None or actor.kind not in ("person", "role") or last - first > _LONGEST_REMARK:
        return -1
    return sheet.by_first[actor.first]


_LONGEST_REMARK = 16


def _announced(sheet: Sheet, place: int, firsts: list[int]) -> list[Spoken]:
    """ "Политик помолчал и продолжил:" and a paragraph with a dash: the words of whoever the cue before tells."""
    before, block = sheet.reading.blocks[place - 1], sheet.reading.blocks[place]
    if sheet.text[before.start : before.end].rstrip()[-1:] != ":":
        return []
    last = bisect_left(firsts, sheet.reading.word_at(block.start)) - 1
    if last < 0 or sheet.cues[last].sentence.block is not before:
        label = label_line(sheet, place - 1)
        if label < 0 or sheet.text[block.end - 1] not in ".!?…":
            return []
        return [Spoken(*_clean(sheet, block.start + 2, block.end), None, label)]
    return [Spoken(*_clean(sheet, block.start + 2, block.end), sheet.cues[last])]


_LONGEST_LABEL = 160


def label_line(sheet: Sheet, place: int) -> int:
    """The actor of a paragraph that only says who speaks in the next one: "X, the harbour master:"; -1 where none."""
    block = sheet.reading.blocks[place]
    if block.end - block.start > _LONGEST_LABEL or sheet.text[block.start : block.end].rstrip()[-1:] != ":":
        return -1
    first, last = sheet.reading.word_at(block.start), sheet.reading.word_at(block.end)
    actor = subject_of(sheet, first, last)
    if actor is None or actor.kind not in ("person", "role") or actor.first - first > 4:
        return -1
    return sheet.by_first[actor.first]


def _named_below(sheet: Sheet, place: int, firsts: list[int]) -> list[Spoken]:
    """A paragraph that ends with a comma, and "– сказав X журналістам." as the next: the paragraph is X's words."""
    told, block = sheet.reading.blocks[place - 1], sheet.reading.blocks[place]
    if sheet.text[told.end - 1] != "," or sheet.text[told.end - 2] in '»”"' or not sheet.text[told.start].isalnum():
        return []
    first = sheet.reading.word_at(block.start)
    at = bisect_left(firsts, first)
    if at == len(firsts) or firsts[at] > first + 1 or sheet.starts[firsts[at]] >= block.end:
        return []
    return [Spoken(*_clean(sheet, told.start, told.end), sheet.cues[at])]


def _clean(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    while end > start and sheet.text[end - 1] in ", \u00a0":
        end -= 1
    return start, end
