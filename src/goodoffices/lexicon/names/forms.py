"""Inflection of names in Ukrainian and Russian: which nominatives a form may stand for, and the forms of a name.

A paradigm is a nominative ending with the endings of its cases. Reading the tables backwards gives the analyses of
a form: every (nominative, gender, cases) that the tables allow, likelier ones first. The tables cover family names,
given names and names of places; they were checked against pymorphy3 in the tests (see docs/decisions/names.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

CYRILLIC_FIRST, CYRILLIC_LAST = "\u0400", "\u04ff"


class Analysis(NamedTuple):
    """A reading of a form: the nominative it stands for, m / f / "" (either), and the cases as letters of NGDAILV."""

    nominative: str
    gender: str
    cases: str


class Paradigm(NamedTuple):
    """Nominative ending, gender, endings by case letters, and the stem endings it asks for ("" = any)."""

    ending: str
    gender: str
    forms: tuple[tuple[str, str], ...]
    after: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def _forms(text: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for item in text.split():
        cases, _, ending = item.partition(":")
        pairs.append((ending, cases))
    return tuple(pairs)


_ADJECTIVE = ("ськ", "цьк", "зьк", "ск", "цк", "н", "в", "л", "р", "т", "д", "г", "к", "х")
_OWNER = ("ов", "ев", "єв", "їв", "ів", "ёв", "ин", "ін", "їн", "ын")
_VOWELS = tuple("аеєиіїоуюяыэё")
_HUSH = ("ж", "ш", "ч", "щ", "ц")

# "Лев" keeps one letter before the ending: Льва, Льву.
_LEV = ("л", "Л")

UKRAINIAN = (
    Paradigm("ий", "m", _forms("N:ий GA:ого DL:ому I:им L:ім"), _ADJECTIVE),
    Paradigm("а", "f", _forms("N:а G:ої DL:ій A:у I:ою"), ("ськ", "цьк", "зьк", "н", *_OWNER)),
    Paradigm("ій", "m", _forms("N:ій GA:ього DL:ьому I:ім L:ім"), ("н", "т", "ж", "ч")),
    Paradigm("", "m", _forms("N: GA:а DL:у DL:ові I:им L:і"), _OWNER),
    Paradigm(
        "", "m", _forms("N: GA:а DL:у DL:ові I:ом L:і"), never=(*_VOWELS, "ь", "й", "ц", "ск", "ськ", "цьк", *_OWNER)
    ),
    Paradigm("", "m", _forms("GA:а DL:у I:ем"), _HUSH),
    Paradigm("ь", "m", _forms("N:ь GA:я DL:ю DL:еві I:ем L:і"), never=_VOWELS),
    Paradigm("й", "m", _forms("N:й GA:я DL:ю DL:єві I:єм L:ї"), _VOWELS),
    Paradigm("о", "m", _forms("N:о GA:а DL:у DL:ові I:ом L:і"), never=_VOWELS),
    Paradigm("ець", "m", _forms("N:ець GA:ця DL:цю DL:цеві I:цем L:ці"), never=_VOWELS),
    Paradigm("єць", "m", _forms("N:єць GA:йця DL:йцю DL:йцеві I:йцем L:йці"), _VOWELS),
    Paradigm("ок", "m", _forms("N:ок GA:ка DL:ку DL:кові I:ком"), never=_VOWELS),
    Paradigm("а", "", _forms("N:а G:и DL:і A:у I:ою V:о"), never=(*_VOWELS, "к", "г", "х")),
    Paradigm("ка", "", _forms("N:ка G:ки DL:ці A:ку I:кою V:ко")),
    Paradigm("га", "", _forms("N:га G:ги DL:зі A:гу I:гою V:го")),
    Paradigm("ха", "", _forms("N:ха G:хи DL:сі A:ху I:хою")),
    Paradigm("а", "", _forms("I:ею"), _HUSH),
    Paradigm("я", "", _forms("N:я G:і DL:і A:ю I:ею"), never=_VOWELS),
    Paradigm("я", "", _forms("N:я GDL:ї A:ю I:єю"), _VOWELS),
    Paradigm("", "m", _forms("GA:я DL:ю DL:еві I:ем L:і"), ("р",)),
    Paradigm("ір", "m", _forms("N:ір GA:ора DL:ору DL:орові I:ором L:орі")),
    Paradigm("ів", "m", _forms("N:ів GA:ова DL:ову DL:ову I:овом L:ові")),
    Paradigm("їв", "m", _forms("N:їв G:єва A:їв DL:єву I:євом L:єві")),
    Paradigm("ін", "m", _forms("GA:она DL:ону DL:онові I:оном L:оні")),
    Paradigm("їв", "m", _forms("G:иєва D:иєву I:иєвом L:иєві")),
)
RUSSIAN = (
    Paradigm("ий", "m", _forms("N:ий GA:ого D:ому I:им L:ом"), ("ск", "цк", "к", "г", "х")),
    Paradigm("ый", "m", _forms("N:ый GA:ого D:ому I:ым L:ом"), ("н", "в", "л", "р", "т", "д")),
    Paradigm("ой", "m", _forms("N:ой GA:ого D:ому I:ым I:им L:ом"), ("ск", "цк", "н", "в", "г", "х", "т")),
    Paradigm("ая", "f", _forms("N:ая GDIL:ой A:ую"), _ADJECTIVE),
    Paradigm("", "m", _forms("N: GA:а D:у I:ым L:е"), _OWNER),
    Paradigm("а", "f", _forms("N:а GDIL:ой A:у I:ою"), _OWNER),
    Paradigm("", "m", _forms("N: GA:а D:у I:ом L:е"), never=(*_VOWELS, "ь", "й", "ск", "цк", *_OWNER)),
    Paradigm("", "m", _forms("GA:а D:у I:ем L:е"), _HUSH),
    Paradigm("ь", "m", _forms("N:ь GA:я D:ю I:ем L:е"), never=_VOWELS),
    Paradigm("ь", "f", _forms("N:ь A:ь GDL:и I:ью"), never=_VOWELS),
    Paradigm("й", "m", _forms("N:й GA:я D:ю I:ем L:е"), _VOWELS),
    Paradigm("ий", "m", _forms("N:ий GA:ия D:ию I:ием L:ии")),
    Paradigm("ец", "m", _forms("N:ец GA:ца D:цу I:цом I:цем L:це"), never=_VOWELS),
    Paradigm("ок", "m", _forms("N:ок GA:ка D:ку I:ком L:ке"), never=_VOWELS),
    Paradigm("а", "", _forms("N:а G:ы DL:е A:у I:ой I:ою"), never=(*_VOWELS, "к", "г", "х", *_HUSH)),
    Paradigm("а", "", _forms("N:а G:и DL:е A:у I:ой I:ою"), ("к", "г", "х", "ж", "ш", "ч", "щ")),
    Paradigm("а", "", _forms("N:а G:ы DL:е A:у I:ей"), _HUSH),
    Paradigm("я", "", _forms("N:я G:и DL:е A:ю I:ей I:ею I:ёй"), never=("и",)),
    Paradigm("ия", "", _forms("N:ия GDL:ии A:ию I:ией")),
    Paradigm("ел", "m", _forms("N:ел GA:ла D:лу I:лом L:ле"), ("ав", "р")),
    Paradigm("ев", "m", _forms("N:ев GA:ьва D:ьву I:ьвом L:ьве"), _LEV),
)  # fmt: skip
TABLES = {"uk": UKRAINIAN, "ru": RUSSIAN}
# Names of places alone: towns in -ськ / -ск, plurals, neuters, final consonants that change.
UKRAINIAN_PLACES = (
    Paradigm("", "m", _forms("N: G:а D:у I:ом L:у L:ові"), ("ськ", "цьк", "зьк")),
    Paradigm("х", "m", _forms("L:сі")),
    Paradigm("г", "m", _forms("L:зі")),
    Paradigm("к", "m", _forms("L:ці")),
    Paradigm("и", "", _forms("N:и G:ів G: D:ам I:ами L:ах"), never=_VOWELS),
    Paradigm("і", "", _forms("N:і G:их D:им I:ими L:их"), ("ськ", "цьк", "н")),
    Paradigm("е", "", _forms("N:е G:ого D:ому I:им L:ому"), _ADJECTIVE),
    Paradigm("е", "", _forms("N:е G:я D:ю I:ем L:і"), ("р", "л", "щ")),
    Paradigm("я", "", _forms("N:я G:я D:ю I:ям L:і"), ("ж", "р'", "л", "н", "т", "в'")),
    Paradigm("ь", "f", _forms("N:ь GDL:і I:ю")),
    Paradigm("", "f", _forms("N: GDL:і I:ю"), ("ч", "ж")),
    Paradigm("о", "", _forms("N:о G:а D:у I:ом L:і")),
    Paradigm("ли", "", _forms("N:ли G:ел")),
    Paradigm("ми", "", _forms("G:м D:мам I:мами L:мах")),
    Paradigm("ок", "m", _forms("G:ку L:ку")),
    Paradigm("ень", "m", _forms("N:ень G:ня D:ню I:нем L:ні")),
    Paradigm("ин", "m", _forms("N:ин G:ина D:ину I:ином L:ині")),
    Paradigm("ів", "m", _forms("N:ів G:ева G:ова D:еву D:ову I:евом I:овом L:еві L:ові")),
)
RUSSIAN_PLACES = (
    Paradigm("", "m", _forms("N: G:а D:у I:ом L:е"), ("ск", "цк", "ов", "ев", "ин")),
    Paradigm("ы", "", _forms("N:ы G: G:ов D:ам I:ами L:ах"), never=_VOWELS),
    Paradigm("и", "", _forms("N:и G:ов D:ам I:ами L:ах"), ("к", "г", "х")),
    Paradigm("ие", "", _forms("N:ие G:их D:им I:ими")),
    Paradigm("ое", "", _forms("N:ое G:ого D:ому I:ым L:ом")),
    Paradigm("е", "", _forms("N:е G:я D:ю I:ем L:е"), ("р", "ь", "л")),
    Paradigm("о", "", _forms("N:о G:а D:у I:ом L:е")),
    Paradigm("ье", "", _forms("N:ье G:ья D:ью I:ьем")),
    Paradigm("мы", "", _forms("G:м")),
    Paradigm("ь", "f", _forms("N:ь GDL:и I:ью")),
)


def latin_name(name: str, variants: Iterable[str]) -> str:
    """Of the spellings of one name the one in Latin letters that gives it in full; the name itself where none does."""
    words = len(name.split())
    latin = [one for one in (name, *variants) if not any(map(is_cyrillic, one.split()))]
    full = [one for one in latin if len(one.split()) > 1]
    return min(full, key=lambda one: (one != name, abs(len(one.split()) - words), one)) if full else name


def is_cyrillic(word: str) -> bool:
    """Whether the word begins in Cyrillic letters."""
    return bool(word) and CYRILLIC_FIRST <= word[0] <= CYRILLIC_LAST


def _backwards(table: tuple[Paradigm, ...]) -> dict[str, list[tuple[Paradigm, str]]]:
    index: dict[str, list[tuple[Paradigm, str]]] = {}
    for paradigm in table:
        for ending, cases in paradigm.forms:
            index.setdefault(ending, []).append((paradigm, cases))
    return index


_BACKWARDS = {language: _backwards(table) for language, table in TABLES.items()}
_PLACES = {"uk": _backwards(UKRAINIAN_PLACES), "ru": _backwards(RUSSIAN_PLACES)}


def _read(word: str, index: dict[str, list[tuple[Paradigm, str]]]) -> Iterator[Analysis]:
    for length in range(5, -1, -1):
        ending = word[len(word) - length :] if length else ""
        stem = word[: len(word) - length]
        if not stem:
            continue
        for paradigm, cases in index.get(ending, ()):
            if len(stem) < 2 and paradigm.after != _LEV:
                continue
            if (paradigm.after and not stem.endswith(paradigm.after)) or stem.endswith(paradigm.never or ("\0",)):
                continue
            yield Analysis(stem + paradigm.ending, paradigm.gender, cases)


@lru_cache(maxsize=20_000)
def analyses(word: str, language: str) -> tuple[Analysis, ...]:
    """Every reading of a form, the form itself as a nominative first; a word in Latin letters has just that one."""
    found = {Analysis(word, "", "N"): None}
    index = _BACKWARDS.get(language)
    if index is None or not is_cyrillic(word):
        return (Analysis(word, "", "NGDAIL"),)
    for analysis in _read(word, index):
        found[analysis] = None
    if "-" in word:
        found.update(dict.fromkeys(_both_halves(word, language)))
    if word.endswith(_VOWELS) is False or word[-1] in "оеєіїуюи":
        # Women's names in a consonant or -о, and foreign names in a vowel, keep one form in every case.
        found[Analysis(word, "f" if word[-1] not in "оеєіїуюи" else "", "NGDAIL")] = None
    return tuple(found)


def _both_halves(word: str, language: str) -> Iterator[Analysis]:
    """Readings of a double name whose first half declines too: "Ігнатьєвим-Чорбою", "Диатты-Сонко"."""
    head, _, tail = word.partition("-")
    if len(head) < 4 or len(tail) < 3 or not (head[0].isupper() and tail[0].isupper()):
        return
    lasts = analyses(tail, language)
    for first in analyses(head, language):
        if first.nominative == head:
            continue
        for last in lasts:
            cases = "".join(case for case in first.cases if case in last.cases)
            if cases and (first.gender == last.gender or not first.gender or not last.gender):
                yield Analysis(f"{first.nominative}-{last.nominative}", first.gender or last.gender, cases)


@lru_cache(maxsize=20_000)
def nominatives(word: str, language: str) -> tuple[str, ...]:
    """The nominatives a form may stand for, without repeats, the form as it stands first."""
    return tuple(dict.fromkeys(analysis.nominative for analysis in analyses(word, language)))


@lru_cache(maxsize=20_000)
def place_nominatives(word: str, language: str) -> tuple[str, ...]:
    """The nominatives that a form of a place's name may stand for, the form as it stands first."""
    if language not in _PLACES or not is_cyrillic(word):
        return (word,)
    found = dict.fromkeys(nominatives(word, language))
    for analysis in _read(word, _PLACES[language]):
        found[analysis.nominative] = None
    return tuple(found)


@lru_cache(maxsize=5_000)
def declined(name: str, language: str, gender: str = "") -> tuple[str, ...]:
    """The forms of a one-word name in all cases, nominative first; `gender` m or f leaves the other's paradigms out."""
    forms = {name: None}
    for paradigm in TABLES.get(language, ()):
        if gender and paradigm.gender and paradigm.gender != gender:
            continue
        stem = name[: len(name) - len(paradigm.ending)]
        if not name.endswith(paradigm.ending) or len(stem) < 2:
            continue
        if (paradigm.after and not stem.endswith(paradigm.after)) or stem.endswith(paradigm.never or ("\0",)):
            continue
        if not any(ending == paradigm.ending for ending, cases in paradigm.forms if "N" in cases):
            continue
        for ending, _ in paradigm.forms:
            forms[stem + ending] = None
    return tuple(forms)
