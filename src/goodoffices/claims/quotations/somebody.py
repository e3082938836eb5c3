"""Speakers that no list knows, told by the shape of their noun phrase: "said a hydrologist", "one of his officials told
them", "сказала журналістам чабанка", "засмеялся младший из двух пастухов"."""

from __future__ import annotations

from typing import Literal

from .collective import unknown_noun
from .cues import Cue, Phrase
from .sheet import Sheet

DETERMINERS = frozenset(
    "the a an one two three four five several some many few both another other every each his her its their my our "
    "this that these those no".split()
)
_ALONE = frozenset("one another others some many several both somebody someone everybody everyone nobody".split())
_LONGEST = 6  # words of a phrase
_CLAUSE = 14  # words from the marks to the verb: "a hydrologist who has studied it for years said"
_FROM = frozenset("з із зі зо из со с".split())
_ONE = frozenset("один одна одні одни двоє двое троє трое".split())
_OTHERS = frozenset("інший інша інші другой другая другие третій третя третий третья обидва обидві оба обе".split())
_WHOEVER = frozenset("хтось кто дехто некто".split())
_HIMSELF = frozenset(("сам", "сама"))
_ADJECTIVE = ("ий", "ый", "ой", "ша", "ая", "ій")
_TO_WHOM = ("ам", "ям", "йому", "їй", "ему", "ей", "им", "їм", "нам", "мені", "мне")


def somebody_behind(sheet: Sheet, cue: Cue) -> Phrase | None:
    """The noun phrase right behind a verb of saying in English, as far as "who", a sign or a place: "said a miller"."""
    first = cue.last
    if first >= cue.right or sheet.signs[first - 1] or sheet.words[first] not in DETERMINERS | _ALONE:
        return None
    return _phrase(sheet, first, cue.right)


def somebody_before(sheet: Sheet, cue: Cue) -> Phrase | None:
    """The noun phrase that opens the clause of a verb of saying in English: "one of his officials told the crowd"."""
    first = cue.left
    if not 0 < cue.first - first <= _CLAUSE or sheet.words[first] not in DETERMINERS | _ALONE:
        return None
    return _phrase(sheet, first, cue.first)


def somebody_related(sheet: Sheet, cue: Cue) -> Phrase | None:
    """ "A hydrologist who advised both governments said": the phrase before "who" at the head of the clause, where no
    list knows its noun."""
    related = "who" in sheet.words[cue.left + 2 : min(cue.first, cue.left + _LONGEST)]
    if not related or any(sheet.signs[cue.left : cue.first]) or cue.before is not None:
        return None
    phrase = somebody_before(sheet, cue)
    known = phrase is None or any(index in sheet.by_first for index in range(phrase.first, phrase.last))
    return None if known else phrase


def _phrase(sheet: Sheet, first: int, stop: int) -> Phrase | None:
    last = first + 1
    while last < stop and last - first < _LONGEST and not sheet.signs[last - 1]:
        word = sheet.words[last]
        if word in sheet.breaks or word in sheet.adverbs or (word in sheet.prepositions and word != "of"):
            break
        last += 1
    if last - first > 1 or sheet.words[first] in _ALONE:
        return Phrase(first, last, -1)
    return None


def somebody(sheet: Sheet, cue: Cue) -> Phrase | None:
    """Whoever stands behind a verb of saying in Ukrainian or Russian, those spoken to passed over."""
    index, words = cue.last, sheet.words
    if index >= cue.right or sheet.signs[index - 1]:
        return None
    if index + 1 < cue.right and not sheet.signs[index] and words[index] not in sheet.prepositions:
        # "сказал толпе один из", "сказала журналістам чабанка"
        index += words[index].endswith(_TO_WHOM) or words[index + 1] in _ONE
    if words[index] in _HIMSELF and index + 1 < cue.right and not sheet.signs[index]:
        index += 1
    if index in sheet.by_first:
        return None
    after = index + 1 + (words[index + 1 : index + 2] == ["то"])  # "кто-то"
    of = after + 1 < cue.right and words[after] in _FROM and not sheet.signs[after - 1]
    if of and (words[index] in _ONE | _OTHERS | _WHOEVER or words[index].endswith(_ADJECTIVE)):
        return Phrase(index, after + 2, -1)
    if words[index] in _OTHERS | _WHOEVER:
        return Phrase(index, after, -1)
    return unknown_noun(sheet, cue, index)


def one_of(sheet: Sheet, first: int, last: int) -> Phrase | None:
    """ "One of his officials", "Один із учасників" at the head of words [first, last): with what it is one of."""
    if last - first < 3 or sheet.words[first] not in _ONE | _ALONE or any(sheet.signs[first : first + 2]):
        return None
    if sheet.language == "en":
        return _phrase(sheet, first, min(last, first + 4)) if sheet.words[first + 1] == "of" else None
    return Phrase(first, first + 3, -1) if sheet.words[first + 1] in _FROM else None


def one_of_before(sheet: Sheet, cue: Cue) -> tuple[Phrase, Literal["left"]] | None:
    """ "Один із його гостей сказав": the words from the head of the clause to the verb."""
    first = cue.left
    if not 2 < cue.first - first <= _LONGEST or sheet.words[first] not in _ONE | _OTHERS:
        return None
    plain = sheet.words[first + 1] in _FROM and not any(sheet.signs[first : cue.first - 1])
    return (Phrase(first, cue.first, -1), "left") if plain else None
