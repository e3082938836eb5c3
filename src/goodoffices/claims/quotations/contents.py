"""The reported clause of a cue: which characters carry what was said, without "that" and without the cue."""

from __future__ import annotations

from .bounds import AND, light, region, stop_of, unit_start
from .cues import Cue
from .sheet import Sheet
from .words import ANAPHORS, AS, PREPOSITIONS, TIMES_EN

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
    inserted = _inserted(sheet, cue)
    if inserted is not None:
        return inserted
    follow = _following_en(sheet, cue) if sheet.language == "en" else _following(sheet, cue)
    if follow is not None and cue.kind.named and not _of_talks(sheet, follow):
        return []  # what a thing is called is no report, but for the talks themselves
    if follow is not None and tuple(sheet.words[follow : follow + 2]) in _MUTUAL:
        return []  # "blamed each other": whom, not what
    if follow is not None:
        stop = stop_of(sheet, cue, follow)
        ahead = _preceding(sheet, cue, closing=True) if _goes_on_behind(sheet, cue, follow, stop) else []
        if ahead and sheet.signs[follow - 1] != ":":
            return ahead
        return [*ahead, (follow, stop)] if stop - follow > 1 else ahead
    return _preceding(sheet, cue)


_TALKS = (
    "talk", "meeting", "negotiat", "round", "session", "atmosphere", "discussion", "consultation", "exchange",
    "перегов", "зустріч", "зустрічі", "раунд", "розмов", "засідан", "консультац", "обговорен", "атмосфер", "діалог",
    "встреч", "разговор", "заседан", "обсужден", "диалог", "перемов",
)  # fmt: skip


def _of_talks(sheet: Sheet, first: int) -> bool:
    """Whether the first words of what is called something name the talks."""
    return any(word.startswith(_TALKS) for word in sheet.words[first : first + 5])


def _goes_on_behind(sheet: Sheet, cue: Cue, follow: int, stop: int) -> bool:
    """Whether a clause stands before the cue and what follows it is no other: "It lasted an hour, an aide told Dawn on
    Sunday", "It was brief, he stressed: they had met before"."""
    first = region(cue)[0]
    if first <= cue.left + 2 or not sheet.signs[first - 1] or cue.form == "participle" or cue.kind.takes == "object":
        return False
    if sheet.signs[follow - 1] == ":":
        return cue.side == "right"
    if sheet.language != "en" or sheet.words[follow - 1] == "that" or stop - follow > 16:
        return False
    if sheet.words[cue.left] in sheet.prepositions or not (
        cue.kind.takes == "told" or sheet.words[follow].endswith("ed") or sheet.words[follow] in sheet.prepositions
    ):
        return False
    for place in range(follow, stop):
        if sheet.words[place] in _FINITE:
            return False
        if sheet.signs[place] == ",":
            return cue.kind.takes == "told"
    return True


def _inserted(sheet: Sheet, cue: Cue) -> list[tuple[int, int]] | None:
    """What a remark set off by commas in mid-sentence reports: the words behind it where those before are but a
    beginning ("Бійці, пообіцяв він, отримають амністію"): both together; None where it is no such remark."""
    if cue.phrase is None or cue.form != "finite" or cue.kind.takes not in ("clause", "told", "either"):
        return None
    if cue.first == cue.sentence.first or cue.last >= cue.sentence.last:
        return None
    first, last = region(cue)
    sentence = cue.sentence
    if first <= sentence.first or last >= sentence.last or sheet.signs[first - 1] != ",":
        return None
    while last < min(sentence.last, region(cue)[1] + 8) and not sheet.signs[last - 1]:
        if sheet.words[last] in sheet.that:
            return None
        last += 1
    if last >= sentence.last or sheet.signs[last - 1] != ",":
        return None
    last = _past_relative(sheet, last, sentence.last)
    behind = (last, stop_of(sheet, cue, last))
    if behind[1] - last < 2 or sheet.words[last] in _CLAUSES or sheet.words[last].endswith("ing"):
        return None
    ahead = unit_start(sheet, cue)
    if sheet.words[first - 1] in _HANGING or sheet.words[first - 1] in sheet.that:
        return [behind]
    opening = _clause_start(sheet, ahead, first)
    if all(sheet.words[at] in sheet.adverbs for at in range(opening, first)):
        return [behind]  # "Водночас, пише X, ..."
    if (first - opening < 5 and behind[1] - last > 2) or not _complete(sheet, opening, first):
        return [(opening, behind[1])]
    return None


def _past_relative(sheet: Sheet, start: int, stop: int) -> int:
    """Past ", who has sold onions for years," behind the name in a remark."""
    if sheet.words[start] not in _RELATIVE:
        return start
    index = next((at for at in range(start, stop) if sheet.signs[at] == ","), stop)
    return index + 1 if index + 2 < stop else start


def _clause_start(sheet: Sheet, first: int, last: int) -> int:
    """Where the clause begins that a remark before word `last` cuts: behind a colon, or the last "but" or "and" after
    a comma."""
    for index in range(last - 2, first, -1):
        if sheet.signs[index - 1] == ":":
            return index
        if sheet.words[index] in AND[sheet.language] and sheet.signs[index - 1] == ",":
            return index + 1
    return first


# A clause that begins with these is another one: "..., he said, and 21 were wounded", "..., he said, citing".
_CLAUSES = frozenset(
    "and but or so yet as because while though although since after before when if who which that where adding than "
    "і й та а але бо хоча проте однак коли якщо тому де який яка яке які який якого якої якому що "
    "и но а да хотя однако когда если потому где который которая которое которые которого которой что чтобы щоб".split()
)
_HANGING = frozenset(
    "which whom that where when because but and if это це и і а но але котором якому которых яких которой якій которые "
    "які том тому".split()
)


def _complete(sheet: Sheet, first: int, last: int) -> bool:
    """Whether words [first, last) can stand as a sentence: in English with a finite verb; elsewhere when long."""
    if sheet.language == "en":
        return any(sheet.words[at] in _FINITE or sheet.words[at].endswith("ed") for at in range(first, last))
    return last - first > 4


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
    first, last = region(cue)
    if not _GENERAL.isdisjoint(sheet.words[cue.first : cue.last]):
        return []
    head = sentence.first
    while head < first and (
        sheet.words[head] in sheet.adverbs
        or sheet.words[head] in AND[sheet.language]
        or sheet.words[head] in ("however", "while", "also")
    ):
        head += 1
    if first <= head:
        start = last
        while start < sentence.last and not sheet.signs[start - 1]:
            start += 1
        if cue.phrase is not None:
            start = _past_apposition(sheet, start, sentence.last)
        return [(start, stop_of(sheet, cue, start))] if sentence.last - start > 1 else []
    if cue.phrase is None and cue.before is not None and cue.before.content:
        return []  # "he said A, and B, in his words, C": one report already
    return _around(sheet, cue, first, last)


_VERBS = {
    "uk": tuple("в ла ло ли вся лася лися є ють ять ить ить ться уть ать ти має буде".split()),
    "ru": tuple("л ла ло ли лся лась лись ет ит ют ят ут ат ется ится ются ть будет нет".split()),
}


def _verbal(sheet: Sheet, first: int, last: int) -> bool:
    """Whether words [first, last) of Ukrainian or Russian hold something that ends like a verb; names do not count."""
    if sheet.language == "en":
        return True
    endings = _VERBS[sheet.language]
    return any(
        sheet.words[at].endswith(endings) and not sheet.capitals[at]
        for at in range(first, last)
        if len(sheet.words[at]) > 2
    )


# "по разным подсчётам", "за різними оцінками", "по общему мнению": nobody's words.
_GENERAL = frozenset(
    "разным различным общему некоторым многим всем предварительным предварительной распространенной распространённой "
    "різними різним загальною деякими багатьма всіма усіма попередніми попередньою поширеною".split()
)


def _around(sheet: Sheet, cue: Cue, first: int, last: int) -> list[tuple[int, int]]:
    """The clause that a remark in mid-sentence or at its end speaks of: the longer side, unless it hangs on "and"."""
    sentence = cue.sentence
    after = last
    while after < sentence.last and not sheet.signs[after - 1]:
        after += 1
    after = _past_apposition(sheet, after, sentence.last)
    if sentence.last - after < 5 and any(
        region(other) == (after, sentence.last) for other in sheet.following_cues(cue)
    ):
        after = sentence.last  # "according to the spokesman, TASS reported": who passed it on
    ahead = (unit_start(sheet, cue), first)
    if ahead[0] == cue.left > sentence.first and sheet.text[sheet.starts[ahead[0]]].islower():
        ahead = (first, first)  # «..., said an expert, as reported by X»: the passage stands for the clause
    behind = (after, stop_of(sheet, cue, after))
    word = sheet.words[first - 1] if first else ""
    colon = first > 0 and sheet.signs[first - 1] in (":", ";")
    hangs = colon or word in AND[sheet.language] or word in sheet.that or not _verbal(sheet, *ahead)
    if behind[1] - behind[0] > 1 and (hangs or behind[1] - behind[0] > ahead[1] - ahead[0]):
        tied = colon or word in AND[sheet.language] or word in sheet.that or ahead[1] <= ahead[0]
        return [behind] if tied else [(_clause_start(sheet, *ahead), behind[1])]
    return [ahead] if ahead[1] - ahead[0] > 1 and not hangs else []


_RELATIVE = frozenset(("who", "which", "який", "яка", "які", "который", "которая", "которые"))


# "по мнению X, сидевшей с нами": a participle that goes with the one who speaks.
_DOING = (
    "вший", "вшая", "вшего", "вшей", "вшему", "вшие", "вших", "ющий", "ющая", "ющего", "ющей", "ющие", "ющих", "ящий",
    "ящая", "ящего", "ящей", "ащего", "ащей", "щегося", "щейся", "вшегося", "вшейся",
)  # fmt: skip


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
    doing = sheet.language != "en" and len(words[start]) > 5 and words[start].endswith(_DOING)
    if (place is not None and sheet.actors[place].kind == "role") or apposed or doing or words[start] in _RELATIVE:
        index = start
        while index < stop and not sheet.signs[index]:
            index += 1
        ended = stop if words[start] in _RELATIVE else start
        return index + 1 if index + 2 < stop else ended
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
            stop = stop_of(sheet, cue, start, skip=index)
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
    plain = cue.kind.takes == "either" or (cue.kind.written and not _colon(sheet, cue, index))
    if plain and not _clause_like(sheet, index, stop):
        return None  # "announced the accord", "wrote the foreword"
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
        if sign and sign in ",—–(;":
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


_GESTURES = frozenset("shrugged плечима руками рукою головою плечами рукой головой".split())


def _preceding(sheet: Sheet, cue: Cue, *, closing: bool = False) -> list[tuple[int, int]]:
    """The clause before ", X said." and its like; `closing`: what follows is known to be circumstances alone."""
    if sheet.words[cue.last - 1] in _GESTURES or (region(cue)[0] and sheet.signs[region(cue)[0] - 1] == ":"):
        return []  # "Asked when it would be, he shrugged."
    first, last = region(cue)
    words, remarks = sheet.words, AS[sheet.language] - {"про", "об"}
    if first > cue.left and words[first - 1] in remarks:
        first -= 1
    if first < len(words) and words[first] in remarks:
        return _after_as(sheet, cue, last) if first == cue.sentence.first else _around(sheet, cue, first, last)
    if first <= cue.left or not sheet.signs[first - 1] or cue.phrase is None or cue.form == "participle":
        return []
    if not (closing or light(sheet, cue)):
        return []
    start = unit_start(sheet, cue, whole=not any(sheet.signs[last : cue.sentence.last - 1]))
    if sheet.words[start] == "asked":
        return []
    if start == cue.left > cue.sentence.first and sheet.text[sheet.starts[start]].islower():
        return []  # the words go on after a passage: the passage stands for the clause
    if cue.before is not None and cue.before.side == "right" and start < region(cue.before)[1] <= first:
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
