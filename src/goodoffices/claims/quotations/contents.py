"""The reported clause of a cue: which characters carry what was said, without "that" and without the cue."""

from __future__ import annotations

from .cues import Cue
from .sheet import Sheet
from .words import ANAPHORS, AS, PREPOSITIONS, TIMES_EN

_AND = {"en": ("and", "but"), "uk": ("і", "й", "та", "а", "але"), "ru": ("и", "а", "но")}
_TURNS = frozenset("though although while but and as whereas а але хоча проте та і но хотя однако и".split())
_MUTUAL = frozenset(
    {
        ("each", "other"),
        ("one", "another"),
        ("один", "одного"),
        ("одне", "одного"),
        ("друг", "друга"),
        ("друг", "друге"),
    }
)
_COMMAS = frozenset(",—–-(:")
_ENDS = ".!?…;, \t\u00a0—–-:("


def find_content(sheet: Sheet, cue: Cue) -> list[tuple[int, int]]:
    """Word ranges [first, last) of the clauses the cue reports, in text order; empty where there are none."""
    takes = cue.kind.takes
    if takes == "source":
        return _of_source(sheet, cue)
    if takes in ("noun",):
        return []
    if takes == "cited":
        return _cited(sheet, cue)
    if about_this(sheet, cue):
        return []
    follow = _following_en(sheet, cue) if sheet.language == "en" else _following(sheet, cue)
    if follow is not None and tuple(sheet.words[follow : follow + 2]) in _MUTUAL:
        return []  # "blamed each other": whom, not what
    if follow is not None:
        stop = _stop(sheet, cue, follow)
        return [(follow, stop)] if stop - follow > 1 else []
    return _preceding(sheet, cue)


def _region(cue: Cue) -> tuple[int, int]:
    """Words of the cue together with its speaker."""
    first, last = cue.first, cue.last
    if cue.phrase is not None and cue.side in ("left", "right"):
        first, last = min(first, cue.phrase.first), max(last, cue.phrase.last)
    return first, last


def about_this(sheet: Sheet, cue: Cue) -> bool:
    """ "Про це повідомив X", "This was reported by X": the cue speaks of the sentence before."""
    sentence = cue.sentence
    if cue.first - sentence.first > 6 or sentence.first == cue.first:
        return False
    if sheet.language == "en":
        return sheet.words[sentence.first] in ("this", "that") and sheet.words[cue.first - 1] in ("was", "is", "has")
    head = sheet.words[sentence.first : sentence.first + 2]
    return (head[0] in ("про", "об", "о") and head[1] in ANAPHORS) or (
        head[0] in ("це", "это") and cue.first - sentence.first == 1
    )


def _of_source(sheet: Sheet, cue: Cue) -> list[tuple[int, int]]:
    sentence = cue.sentence
    first, last = _region(cue)
    head = sentence.first
    while head < first and (
        sheet.words[head] in sheet.adverbs
        or sheet.words[head] in _AND[sheet.language]
        or sheet.words[head] in ("however", "while", "also")
    ):
        head += 1
    if first <= head:
        start = last
        while start < sentence.last and not sheet.signs[start - 1]:
            start += 1
        start = _past_apposition(sheet, start, sentence.last)
        return [(start, _stop(sheet, cue, start))] if sentence.last - start > 1 else []
    if cue.phrase is None and cue.before is not None and cue.before.content:
        return []  # "he said A, and B, in his words, C": one report already
    return _around(sheet, cue, first, last)


def _around(sheet: Sheet, cue: Cue, first: int, last: int) -> list[tuple[int, int]]:
    """The clause that a remark in mid-sentence or at its end speaks of: the longer side, unless it hangs on "and"."""
    sentence = cue.sentence
    after = last
    while after < sentence.last and not sheet.signs[after - 1]:
        after += 1
    after = _past_apposition(sheet, after, sentence.last)
    ahead = (_unit_start(sheet, cue), first)
    behind = (after, _stop(sheet, cue, after))
    word = sheet.words[first - 1] if first else ""
    hangs = word in _AND[sheet.language] or word in sheet.that
    if behind[1] - behind[0] > 1 and (hangs or behind[1] - behind[0] > ahead[1] - ahead[0]):
        return [behind]
    return [ahead] if ahead[1] - ahead[0] > 1 and not hangs else []


def _past_apposition(sheet: Sheet, start: int, stop: int) -> int:
    """Past ", spokesperson for the council," or ", who heads the delegation," to what is really said."""
    place = sheet.by_first.get(start)
    words = sheet.words
    if start >= stop:
        return start
    apposed = words[start] in ("who", "a", "an", "the", "which", "який", "яка", "который", "которая") and any(
        sheet.by_first.get(k) is not None and sheet.actors[sheet.by_first[k]].kind == "role"
        for k in range(start, min(start + 4, stop))
    )
    if (
        (place is not None and sheet.actors[place].kind == "role")
        or apposed
        or words[start] in ("who", "який", "яка", "который", "которая")
    ):
        index = start
        while index < stop and not sheet.signs[index]:
            index += 1
        return index + 1 if index + 2 < stop else start
    return start


def _cited(sheet: Sheet, cue: Cue) -> list[tuple[int, int]]:
    """ "TASS cited X as saying (that) ..." or "..., TASS cited X as saying." """
    if cue.phrase is None:
        return []
    for index in range(cue.phrase.last, min(cue.phrase.last + 8, cue.right)):
        if sheet.words[index] in ("saying", "describing", "stating", "telling"):
            start = index + 1
            if start < cue.right and sheet.words[start] == "that":
                start += 1
            stop = _stop(sheet, cue, start, skip=index)
            if stop - start > 1:
                return [(start, stop)]
            first = cue.upstream.first if cue.upstream is not None else cue.first
            ahead = first > cue.left == cue.sentence.first and sheet.signs[first - 1]
            return [(cue.left, first)] if ahead and first - cue.left > 2 else []
    return []


def _following_en(sheet: Sheet, cue: Cue) -> int | None:
    """First word of an English reported clause or object after the cue, if one follows."""
    words, stop = sheet.words, cue.sentence.last
    if words[cue.last - 1] == "that":
        return cue.last
    index = cue.last
    if cue.phrase is not None and cue.side == "right" and cue.phrase.first >= cue.last:
        index = cue.phrase.last
    index, found = _past_circumstances(sheet, cue, index)
    if found is not None:
        return found if found < stop else None
    if index >= stop or (cue.kind.strict and not _colon(sheet, cue, index) and not _loose(sheet, cue, index, stop)):
        return None
    if words[index] == "as" or (cue.kind.takes != "object" and words[index] in _NO_CLAUSE):
        return None
    if cue.kind.takes == "either" and not _clause_like(sheet, index, stop):
        return None
    return index


_NO_CLAUSE = frozenset("by so and but as to nothing anything something little no".split())
_FINITE = frozenset(
    "is are was were has have had will would could should may might must can did does do "
    "isn't aren't wasn't weren't won't wouldn't couldn't".split()
)


_LOOSE = frozenset(
    "added adds adding explained indicated suggested revealed estimated clarified noting mentioned".split()
)


def _loose(sheet: Sheet, cue: Cue, index: int, stop: int) -> bool:
    """ "X added the party would not disarm": a clause without "that"."""
    if sheet.words[cue.first] not in _LOOSE or not _clause_like(sheet, index, stop):
        return False
    return sheet.words[index] in _STARTS or sheet.capitals[index]


_STARTS = frozenset("the a an it he she they this there his her its their no all both some".split())


def _clause_like(sheet: Sheet, index: int, stop: int) -> bool:
    """Whether a finite verb follows soon: "announced the talks would go on", not "announced the accord"."""
    if sheet.words[index].endswith("ing"):
        return True
    for place in range(index, min(stop, index + 14)):
        if sheet.words[place] in _FINITE:
            return True
        if place > index and sheet.words[place] in ("and", "but"):
            return False
        if sheet.signs[place] in _COMMAS:
            return False
    return False


def _past_circumstances(sheet: Sheet, cue: Cue, index: int) -> tuple[int, int | None]:
    """Past hearers, times and places to the clause; the second value where "that" or nothing settles it.

    A settled "nothing" is the end of the sentence.
    """
    words, stop = sheet.words, cue.sentence.last
    told = cue.kind.takes == "told"
    while index < stop:
        word = words[index]
        sign = sheet.signs[index - 1]
        if sign and sign in ",—–(":
            return index, stop
        if word == "that":
            return index, index + 1
        if index in sheet.recipients and cue.kind.takes != "object":
            told, index = False, sheet.recipients[index]
        elif told and (place := _named_soon(sheet, index, stop)) is not None:
            told, index = False, place
        elif word in TIMES_EN or word.endswith("ly") or (word.isdigit() and index > cue.last):
            index += 1
        elif word in PREPOSITIONS["en"] and cue.kind.takes != "object":
            moved = _past_phrase(sheet, index, stop)
            if moved is None:
                return index, _that_soon(sheet, index, stop, 14) or stop
            index = moved
        else:
            break
    return index, None


def _colon(sheet: Sheet, cue: Cue, index: int) -> bool:
    return sheet.signs[index - 1] == ":" and index > cue.first


def _that_soon(sheet: Sheet, index: int, stop: int, reach: int) -> int | None:
    for place in range(index, min(stop, index + reach)):
        if sheet.words[place] == "that":
            return place + 1
    return None


def _named_soon(sheet: Sheet, index: int, stop: int) -> int | None:
    """Past the one who was told: a short noun phrase that ends in an actor or a name."""
    for place in range(index, min(stop, index + 5)):
        actor = sheet.by_first.get(place)
        if actor is not None:
            last = sheet.actors[actor].last
            while last < stop and sheet.by_first.get(last) is not None and not sheet.signs[last - 1]:
                last = sheet.actors[sheet.by_first[last]].last
            return last
        if sheet.words[place] == "that" or sheet.signs[place]:
            return None
    if sheet.capitals[index]:
        while index < stop and sheet.capitals[index] and not sheet.signs[index]:
            index += 1
        return index
    return None


def _past_phrase(sheet: Sheet, index: int, stop: int) -> int | None:
    """Past "on Tuesday", "in a statement", "at a press conference in Geneva"; None where it is no such phrase."""
    words = sheet.words
    if index + 1 >= stop:
        return stop
    for first, last, _ in sheet.channels:
        if index <= first <= index + 3 and last <= stop:
            return last
        if first > index + 3:
            break
    following = index + 1
    if words[following] in ("the", "a", "his", "her"):
        following += 1
    if following < stop and (words[following] in TIMES_EN or words[following].isdigit()):
        return following + 1
    if following < stop and sheet.capitals[following] and words[index] in ("in", "at", "from"):
        last = following
        while last + 1 < stop and sheet.capitals[last + 1] and not sheet.signs[last]:
            last += 1
        return last + 1
    return None


def _following(sheet: Sheet, cue: Cue) -> int | None:
    """First word of a Ukrainian or Russian reported clause or object after the cue, if one follows."""
    words, stop = sheet.words, cue.sentence.last
    that = sheet.that
    index = max(cue.last, cue.phrase.last if cue.phrase is not None and cue.side == "right" else cue.last)
    if words[cue.last - 1] in that:
        return cue.last
    for place in range(cue.last, min(stop, cue.last + 24)):
        sign = sheet.signs[place - 1]
        if words[place] in that and (sign or place == index):
            return place + 1
        if sign == ":" and place >= index and cue.kind.takes != "object":
            return place
    while index < stop and index in sheet.recipients:
        index = sheet.recipients[index]
    if index >= stop or sheet.signs[index - 1]:
        return None
    if cue.kind.takes == "object" and words[index] not in sheet.prepositions:
        return index
    return None


def _unit_start(sheet: Sheet, cue: Cue) -> int:
    """Where the clause before a closing cue begins: after the last passage, a dateline, or the cue before."""
    start = cue.left
    for index in range(start, min(start + 5, cue.first)):
        if sheet.signs[index] in "—–-" and sheet.signs[index] and sheet.capitals[start] and index - start < 4:
            return index + 1 if index + 1 < len(sheet.words) and sheet.capitals[index + 1] else start
    before = cue.before
    if before is not None and before.side == "right":
        edge = _region(before)[1]
        if start < edge <= cue.first and before.used:
            return edge
    return start


def _preceding(sheet: Sheet, cue: Cue) -> list[tuple[int, int]]:
    """The clause before ", X said." and its like."""
    first, last = _region(cue)
    words, remarks = sheet.words, AS[sheet.language] - {"про", "об"}
    if first > cue.left and words[first - 1] in remarks:
        first -= 1
    if first < len(words) and words[first] in remarks:
        return _after_as(sheet, cue, last) if first == cue.sentence.first else _around(sheet, cue, first, last)
    if first <= cue.left or not sheet.signs[first - 1] or cue.phrase is None or cue.form == "participle":
        return []
    if not _light(sheet, cue):
        return []
    start = _unit_start(sheet, cue)
    if sheet.words[start] == "asked":
        return []
    if start == cue.left > cue.sentence.first and sheet.text[sheet.starts[start]].islower():
        return []  # the words go on after a passage: the passage stands for the clause
    if cue.before is not None and cue.before.side == "right" and start < _region(cue.before)[1] <= first:
        return []
    return [(start, first)] if first - start > 2 else []


def _after_as(sheet: Sheet, cue: Cue, last: int) -> list[tuple[int, int]]:
    """ "Як повідомив X, ...": what follows the comma; not "as X reported earlier" of an outlet about itself."""
    start, stop = last, cue.sentence.last
    while start < stop and not sheet.signs[start - 1]:
        start += 1
    start = _past_apposition(sheet, start, stop)
    if sheet.language != "en" and sheet.words[cue.first].endswith(_IMPERFECT):
        return []
    return [(start, stop)] if stop - start > 1 else []


_IMPERFECT = ("ляв", "ляло", "щал", "щало", "сав", "сало", "исал", "исало")


def _stop(sheet: Sheet, cue: Cue, start: int, skip: int = -1) -> int:
    """Where the reported clause ends: at the sentence, or where another cue takes over."""
    stop = cue.sentence.last
    for other in sheet.following_cues(cue):
        if other.first <= start or other.first == skip:
            continue
        head = _region(other)[0]
        if head <= start:
            continue
        sign = sheet.signs[head - 1]
        if other.form == "participle" and sign:
            return head
        if other.kind.takes == "source" and sign and other.phrase is not None and _light(sheet, other):
            return head
        if other.side == "same" and sheet.words[head - 1] in _AND[sheet.language]:
            return head - 1
        if sign and other.side in ("left", "right") and _light(sheet, other):
            return head
        heard = not other.kind.strict or sheet.words[other.last : other.last + 1] == ["that"]
        turns = sheet.words[head - 1] in _TURNS and head - 2 > start and bool(sheet.signs[head - 2])
        if turns and heard and other.side == "left":
            return head - 1
        if sheet.words[head - 1] in ("who", *AS[sheet.language]) and head - 2 > start and sheet.signs[head - 2]:
            return head - 1
    return stop


def _light(sheet: Sheet, cue: Cue) -> bool:
    """Nothing but circumstances after the cue and its speaker."""
    last = _region(cue)[1]
    stop = cue.sentence.last
    hearer = sheet.by_first.get(last) if last < stop else None
    if hearer is not None and cue.kind.takes == "told" and not sheet.signs[last - 1]:
        last = sheet.actors[hearer].last
    if last >= stop:
        return True
    if sheet.signs[last - 1]:
        return True
    word = sheet.words[last]
    return (
        stop - last <= 12
        and (word in sheet.prepositions or word in TIMES_EN or last in sheet.recipients or word in sheet.adverbs)
        and not any(w in sheet.that for w in sheet.words[last:stop])
    )


def pieces(sheet: Sheet, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A reported clause cut at "and that": one piece may hold marked words, the other not."""
    that, joins = sheet.that, _AND[sheet.language]
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
