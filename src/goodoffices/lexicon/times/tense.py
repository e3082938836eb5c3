"""Whether the clause around a time looks ahead or back: "will meet on Wednesday", "met on Wednesday"."""

from __future__ import annotations

from typing import Literal

from .cursor import Cursor

Direction = Literal["ahead", "behind", "said", "planned", ""]
# A cue on the right speaks for a time that opens its clause; farther than this it belongs to something else.
REACH = 9
LOOK_BACK = 40
_CLAUSES = frozenset("but while whereas that а але но що что чи ли однак однако".split())
_LISTS = frozenset("and та і й и".split())
_STRONG = frozenset(";:—–")
_PAST_UK = tuple(
    "ав ив ів їв ала ила ало ило али или іли вся лася лося лися лась лись гла гли шла шло шли йшов ишов "
    "ула уло ули сли зли рли кли бли".split()
)
_PAST_RU = tuple(
    "ал ил ел ала ила ела ало ило али или ели лся лась лось лись шла шло шли шел гли сли зли рли кли бли".split()
)
_NOUNS = frozenset("если мысли корабли рубли сабли земли петли туфли школи акули формули якщо".split())
_FUTURE_UK = ("тиме", "тимуть", "тимемо", "тиметься", "тимуться")
_PLURALS = ("ів", "їв")


def direction(cursor: Cursor, first: int, after: int, start: int, stop: int) -> Direction:
    """Where the sentence, words [start, stop), leads for a time at words [first, after).

    "said" is a word of speech: past for a weekday, no guide for a date. Empty where nothing tells.
    """
    if cursor.language != "en" and cursor.word(first - 1) == "на":
        return "behind" if cursor.word(first - 2) in ("станом", "состоянию") else "ahead"
    left, place = _nearest(cursor, range(first - 1, max(start, first - LOOK_BACK) - 1, -1))
    if cursor.language != "en" and any(
        _done_to(cursor, near) for near in range(max(start, place + 1, first - 2), first)
    ):
        return "behind"
    if left == "said" and first - place <= 2:
        return "behind"
    if left == "planned" and cursor.word(place - 1) in ("не", "not"):
        return "behind"
    broken = _break(cursor, place, first) if left else ""
    if left and not broken:
        return left
    right, _ = _nearest(cursor, range(after, _right_end(cursor, after, stop)))
    return right or ("" if broken == "clause" and left != "ahead" else left)


def _done_to(cursor: Cursor, place: int) -> bool:
    """A passive participle: "оголошене пізно ввечері в понеділок", "объявленное в среду"."""
    word = cursor.words[place]
    return len(word) > 7 and word.endswith(_PASSIVE[cursor.language]) and not word.startswith(_NO_PASSIVE)


_PASSIVE = {
    "uk": tuple("ений ена ене ені ено еного еної ених ано аний ана ане ані аного аної аних".split()),
    "ru": tuple(
        "енный енная енное енные енного енной енных анный анная анное анные анного анной анных "
        "вший вшая вшее вшие вшего вшей вших вшую вшим шедший шедшая шедшие шедшую "
        "вшийся вшаяся вшееся вшиеся вшегося вшуюся".split()
    ),
}
_NO_PASSIVE = tuple("військ воен времен тимчас внутрен государствен правительствен обществен".split())


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
        if cue == "ahead" and _once_planned(cursor, place):
            cue = "planned"
        if cue:
            return cue, place
    return "", -1


def _once_planned(cursor: Cursor, place: int) -> bool:
    """ "was to begin", "должно было начаться": ahead of a day that is past."""
    for before in (place - 1, place - 2):
        told = cursor.take(before, "cue") if before >= cursor.first else None
        if told and told[0] == "planned":
            return told[1] >= place
    return False


def _infinitive(cursor: Cursor, place: int) -> bool:
    """ "условились встретиться в мае" looks ahead; "удалось встретиться в мае" does not."""
    if not cursor.words[place].endswith(_TO_DO[cursor.language]):
        return False
    return not any(cursor.word(before).startswith(_DONE) for before in range(place - 3, place))


def _has_to(cursor: Cursor, place: int) -> bool:
    """ "має діяти", "можуть у п'ятницю почати": with a verb to come."""
    return cursor.words[place] in _MODAL and any(
        cursor.word(after).endswith(_VERB_ENDS) for after in range(place + 1, place + 4)
    )


_MODAL = frozenset(
    "має мають може можуть повинен повинна повинні мусить мусять может могут готов готова готовы".split()
)
_VERB_ENDS = ("ти", "тися", "тись", "ть", "ться")
_TO_DO = {
    "uk": ("тися", "ити", "вести", "нести", "увати", "ювати", "йти"),
    "ru": ("ться", "ить", "ать", "вести", "нести", "йти", "нуть"),
}
# Third persons of verbs that tell what comes: "отбудут", "зустрінуться", "состоится".
_COMING = ("будут", "едут", "нут", "нется", "нутся", "оится", "дется", "будуть", "нуть", "неться", "нуться", "деться")
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


# Beginnings and endings by which a verb of Ukrainian or Russian is known to be done at one time and in a present form,
# which is a future; what begins or ends so and is none.
_AT_ONCE = tuple(
    "від відо ви роз об пере при про по за до на під зі з у от ото вы раз рас воз вос обо под с со из ис".split()
)
_FORMS = {
    "uk": tuple("уть ють ить ать ять уться ються иться аться яться еде йде бере".split()),
    "ru": tuple("ут ют ит ет ат ят утся ются ится ется атся ятся".split()),
}
_LASTING = tuple(
    "ают яют ает яет уют ует ивает ывает аются яются ается яется уются уется ають яють ує ує ують юють аються яються "
    "уються".split()
)
_NO_FUTURE = tuple(
    "солдат захват возврат приоритет запрет предмет совет сенат област відповід допис портрет прос проход приход "
    "происход подход наход выход виход відход уход заход принос относ довод сид смотр спеш".split()
)
_LEAST_VERB = 6  # letters of such a verb
_TELLING = {
    "en": ("ed", "has", "have"),
    "uk": (*_TO_DO["uk"], *_FUTURE_UK, *_PAST_UK, *_COMING, *_MODAL, *_FORMS["uk"]),
    "ru": (*_TO_DO["ru"], *_PAST_RU, *_COMING, *_MODAL, *_FORMS["ru"]),
}


def comes(word: str, language: str) -> bool:
    """Whether a word is a verb in the future of one that is done at one time: "відведуть", "придут", "закроет"."""
    if language == "uk" and word.endswith(_FUTURE_UK):
        return True
    return (
        len(word) >= _LEAST_VERB
        and word.endswith(_FORMS[language])
        and word.startswith(_AT_ONCE)
        and not word.endswith(_LASTING)
        and not word.startswith(_NO_FUTURE)
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
    if cursor.words[place] in _HAVE:
        following = cursor.word(place + 1)
        done = following.endswith(_DONE_EN) or (cursor.take(place + 1, "cue") or ("", 0))[0] in ("behind", "said")
        return "behind" if done else ""
    found = cursor.take(place, "cue")
    if found:
        value: Direction = found[0]
        return value
    word = cursor.words[place]
    if not cursor.senses[place].kinds <= _CUES:
        return ""  # "недели", "половина", "тринадцать" end like verbs, but are words of time and number
    if cursor.language != "en" and (_infinitive(cursor, place) or _has_to(cursor, place)):
        return "ahead"
    if len(word) < 5 or word in _NOUNS:
        return ""
    if cursor.language == "en":
        return "behind" if word.endswith("ed") and word != "united" else ""
    if word.endswith(_COMING) or comes(word, cursor.language):
        return "ahead"
    if cursor.language == "ru":
        return "behind" if word.endswith(_PAST_RU) else ""
    if word.endswith(_FUTURE_UK):
        return "ahead"
    return "behind" if word.endswith(_PAST_UK) and not word.endswith(_PLURALS) else ""


_CUES = frozenset({"cue"})
_HAVE = frozenset({"has", "have"})
_DONE_EN = ("ed", "en", "wn", "ne", "ung", "um", "un", "ept", "ought", "aught")


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
