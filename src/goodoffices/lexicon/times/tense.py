"""Whether the clause around a time looks ahead or back: "will meet on Wednesday", "met on Wednesday"."""

from __future__ import annotations

from typing import Literal

from .cursor import Cursor

Direction = Literal["ahead", "behind", "said", ""]
# A cue on the right speaks for a time that opens its clause; farther than this it belongs to something else.
REACH = 9
LOOK_BACK = 40
_CLAUSES = frozenset("but while whereas that а але но що что чи ли однак однако".split())
_LISTS = frozenset("and та і й и".split())
_STRONG = frozenset(";:—–")
_PAST_UK = tuple(
    "ав ив ів їв ала ила ало ило али или іли вся лася лося лися лась лись гла гли шла шло шли йшов ишов".split()
)
_PAST_RU = tuple("ал ил ел ала ила ела ало ило али или ели лся лась лось лись шла шло шли шел".split())
_FUTURE_UK = ("тиме", "тимуть", "тимемо", "тиметься", "тимуться")
_PLURALS = ("ів", "їв")


def direction(cursor: Cursor, first: int, after: int, start: int, stop: int) -> Direction:
    """Where the sentence, words [start, stop), leads for a time at words [first, after).

    "said" is a word of speech: past for a weekday, no guide for a date. Empty where nothing tells.
    """
    if cursor.language != "en" and cursor.word(first - 1) == "на":
        return "behind" if cursor.word(first - 2) in ("станом", "состоянию") else "ahead"
    left, place = _nearest(cursor, range(first - 1, max(start, first - LOOK_BACK) - 1, -1))
    if left == "said" and first - place <= 2:
        return "behind"
    broken = _break(cursor, place, first) if left else ""
    if left and not broken:
        return left
    right, _ = _nearest(cursor, range(after, _right_end(cursor, after, stop)))
    return right or ("" if broken == "clause" and left != "ahead" else left)


def _right_end(cursor: Cursor, after: int, stop: int) -> int:
    """Where the clause that a time opens ends: at a strong mark, or at the second comma."""
    commas = 0
    for index in range(after, min(stop, after + REACH)):
        gap = cursor.gap(index)
        if not _STRONG.isdisjoint(gap) or (index > after and cursor.words[index] in _CLAUSES):
            return index
        commas += "," in gap
        if commas > 1:
            return index
    return min(stop, after + REACH)


def _nearest(cursor: Cursor, places: range) -> tuple[Direction, int]:
    words, senses, telling = cursor.words, cursor.senses, _TELLING[cursor.language]
    for place in places:
        # Most words tell nothing, whatever stands around them.
        if "cue" not in senses[place].kinds and not words[place].endswith(telling):
            continue
        if cursor.language == "en" and _no_verb(cursor, place):
            continue
        cue = _cue(cursor, place)
        if cue:
            return cue, place
    return "", -1


def _infinitive(cursor: Cursor, place: int) -> bool:
    """ "условились встретиться в мае" looks ahead; "удалось встретиться в мае" does not."""
    if not cursor.words[place].endswith(_TO_DO[cursor.language]):
        return False
    return not any(cursor.word(before).startswith(_DONE) for before in range(place - 3, place))


_TO_DO = {
    "uk": ("тися", "ити", "вести", "нести", "увати", "ювати", "йти"),
    "ru": ("ться", "ить", "ать", "вести", "нести", "йти", "нуть"),
}
_TELLING = {"en": ("ed",), "uk": (*_TO_DO["uk"], *_FUTURE_UK, *_PAST_UK), "ru": (*_TO_DO["ru"], *_PAST_RU)}
_DONE = (
    "удал",
    "вдал",
    "нача",
    "поча",
    "продолж",
    "продовж",
    "смог",
    "зміг",
    "змог",
    "успе",
    "встиг",
    "приш",
    "дове",
    "перест",
)


def _no_verb(cursor: Cursor, place: int) -> bool:
    """Participles tell nothing themselves: "will be held", "US-mediated talks", "the agreed text"."""
    word = cursor.words[place]
    return (word.endswith("ed") or word in _PARTICIPLES) and (
        cursor.word(place - 1) in _BEFORE_PARTICIPLES or cursor.gap(place) == "-"
    )


_PARTICIPLES = frozenset("held met begun taken sent built made led paid kept".split())
_BEFORE_PARTICIPLES = frozenset("be the a an its their his her any some of with for this these those".split())


def _cue(cursor: Cursor, place: int) -> Direction:
    found = cursor.take(place, "cue")
    if found:
        value: Direction = found[0]
        return value
    word = cursor.words[place]
    if cursor.language != "en" and _infinitive(cursor, place):
        return "ahead"
    if len(word) < 5:
        return ""
    if cursor.language == "en":
        return "behind" if word.endswith("ed") and word != "united" else ""
    if cursor.language == "ru":
        return "behind" if word.endswith(_PAST_RU) else ""
    if word.endswith(_FUTURE_UK):
        return "ahead"
    return "behind" if word.endswith(_PAST_UK) and not word.endswith(_PLURALS) else ""


def _break(cursor: Cursor, place: int, first: int) -> str:
    """What parts a cue from the time: "clause" (a new one begins), "list" (a comma, "and"), or nothing."""
    found = ""
    for index in range(place + 1, first + 1):
        gap = cursor.gap(index)
        if not _STRONG.isdisjoint(gap) or (index < first and cursor.words[index] in _CLAUSES):
            return "clause"
        if "," in gap or (index < first and cursor.words[index] in _LISTS):
            found = "list"
    return found
