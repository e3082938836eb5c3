"""What a number counts or measures: a unit, money, people, things, or what its sentence counted before."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ...records import Quantity
from ..names.peoples import land_of
from ..times.cursor import Cursor
from ..times.numerals import Amount
from ..times.words import money_signs

# How many words may stand between a number and what it counts: "300 Iranian-made long-range attack drones".
REACH = 4
_MEASURES = ("unit", "money")
_COUNTED = ("person", "thing")
_SHORT = frozenset({"тис", "тыс", "млн", "млрд"})


class Told(NamedTuple):
    """What was counted before a number, the character where those words end, and whether in the same sentence."""

    quantity: Quantity
    end: int
    here: bool = True


class Counted(NamedTuple):
    """What is measured: unit, thing, and the index after its words; `first` where its word stands before the number."""

    unit: str
    of: str
    after: int
    first: int = -1


def counted_as(cursor: Cursor, found: Amount, number: int, limit: int, last: Told | None) -> Counted | None:
    """What `found` counts; `number` is where its digits are, `last` what was counted before."""
    measured = _turned(cursor, found, limit) or _measure(cursor, found, number, limit)
    if measured and (measured.unit, measured.of) != ("item", ""):
        return measured
    if cursor.language != "en" and _together(cursor, found):
        return Counted("person", "", found.after)
    if found.first > cursor.first and found.modifier == "exact" and _named(cursor, found.first - 1):
        return measured
    if last and _goes_on(cursor, found, measured, last):
        return Counted(last.quantity.unit, last.quantity.of, found.after)
    return (_spoken_of(cursor, found) or measured) if measured else None


def _together(cursor: Cursor, found: Amount) -> bool:
    """Whether the numeral counts people by its form: "загинуло двоє", "дванадцятеро пішли"."""
    word = cursor.words[found.after - 1]
    return word.endswith("еро") or word in _COLLECTIVE


_COLLECTIVE = frozenset("двоє троє двое трое двоих троих четверых пятерых шестерых семерых двоим троим".split())


def _named(cursor: Cursor, place: int) -> bool:
    """Whether a name stands right before the number: "Hill 350", "Channel 12"."""
    return cursor.text[cursor.starts[place]].isupper() and cursor.spaced(place + 1)


def _spoken_of(cursor: Cursor, found: Amount) -> Counted | None:
    """The people or things that the sentence speaks of before: "put the number of fighters at 9,000"."""
    for place in range(found.first - 1, max(cursor.first, found.first - 14) - 1, -1):
        if cursor.senses[place].kinds.isdisjoint(_COUNTED):
            continue
        for kind in _COUNTED:
            told = cursor.take(place, kind)
            if (
                told
                and cursor.words[told[1] - 1].endswith(_MANY[cursor.language])
                and cursor.word(place - 1) not in _ONE
            ):
                return Counted(told[0].unit, told[0].of, found.after)
    return None


_MANY = {
    "en": ("s", "people", "men", "women", "children", "dead", "wounded", "injured", "troops", "personnel"),
    "uk": ("ртв", "ів", "їв", "ей", "их", "іх", "осіб", "и", "і", "ями", "ами", "ах", "ям", "ам"),
    "ru": ("ртв", "ов", "ев", "ей", "их", "ых", "ек", "и", "ы", "ями", "ами", "ах", "ям", "ам"),
}
_ONE = frozenset({"one", "a", "an", "each", "every", "один", "одного", "одному"})


def _goes_on(cursor: Cursor, found: Amount, measured: Counted | None, last: Told) -> bool:
    """Whether a number without a noun counts what the sentence counted before: "30 trucks, up from a dozen"."""
    after = found.after
    if found.modifier == "exact" and cursor.gap(after) in (")", "]"):
        return False
    counted = last.quantity
    if not counted.of and counted.unit != "person" and found.modifier != "exact" and cursor.gap(after) == "":
        return False
    if not last.here and (found.modifier == "exact" or cursor.gap(after) == ""):
        return False
    if cursor.text.find(";", last.end, cursor.starts[found.first]) >= 0:
        return False
    if measured is not None or found.modifier != "exact" or (cursor.word(after), cursor.word(after + 1)) in _AMONG:
        return True
    clause_ends = cursor.gap(after) != "" or cursor.word(after) in _STOPS
    if counted.unit == "person" and last.here and cursor.word(found.first - 1) in _AND and clause_ends:
        return True
    dozen = cursor.word(after - 1) in ("dozen", "score") and found.first < after - 1
    if cursor.word(found.first - 1) in ("по", "for") and clause_ends and counted.unit in money_signs().values():
        return True  # "two dollars last week, sold for five"
    return dozen or (
        cursor.word(found.first - 1) in _AGAINST and (cursor.gap(after) != "" or cursor.word(after) in _STOPS)
    )


_AMONG = frozenset(
    {("of", "them"), ("of", "these"), ("of", "whom"), ("of", "those"), ("із", "них"), ("з", "них"), ("з", "яких"),
     ("із", "яких"), ("из", "них"), ("из", "которых")}
)  # fmt: skip
_AGAINST = frozenset("against versus instead проти против замість вместо".split())


def _turned(cursor: Cursor, found: Amount, limit: int) -> Counted | None:
    """A noun before its number makes it a guess: "километров двадцать", "человек до сорока", "метрів на сто"."""
    if cursor.language == "en" or found.vague:
        return None
    place = found.first - 1 - (cursor.word(found.first - 1) in _LEADING)
    noun = place >= cursor.first and not cursor.senses[place].kinds.isdisjoint(_NOUNS)
    if not noun or not cursor.words[place].endswith(_GENITIVE):
        return None
    beside = all(cursor.spaced(step) for step in range(place + 1, found.first + 1))
    before = cursor.at(place - 1).kinds
    numbered = cursor.gap(place) == "" and not before.isdisjoint(_NUMERALS)
    if not beside or numbered or cursor.text[cursor.ends[found.after - 1] :][:1] == "%":
        return None
    following = cursor.at(found.after).kinds if found.after < limit and cursor.spaced(found.after) else frozenset()
    if not following.isdisjoint(_NOUNS):
        return None
    word = cursor.word(found.after) if found.after < limit and cursor.spaced(found.after) else ""
    if _adjective(word) or word.endswith(("ах", "ях")):
        return None  # "лидеров 6 политических партий", "бойцов в пяти деревнях"
    for kind in (*_MEASURES, *_COUNTED):
        unit = cursor.take(place, kind)
        if unit and unit[1] == place + 1:
            return Counted(unit[0].unit, unit[0].of, found.after, place)
    return None


_NOUNS = frozenset({"unit", "money", "person", "thing"})
_NUMERALS = frozenset({"digits", "number", "scale", "many", "few", "half", "hundred"})
_LEADING = frozenset({"на", "за", "через", "по", "под", "в", "у"})
_GENITIVE = tuple("ах ях ов ев ей ів їв їн иль онн овек юдей сіб душ раз шин штук".split())


def _measure(cursor: Cursor, found: Amount, number: int, limit: int) -> Counted | None:
    place = found.after
    if cursor.after(place) == "%" or (cursor.after(place) == " " and cursor.gap(place).startswith("%")):
        return Counted("percent", "", place)
    sign = money_signs().get(cursor.before(number))
    if sign:
        return Counted(sign, "", place)
    if place >= limit or cursor.gap(place) not in ("", "-", "."):
        return _bare(cursor, found)
    if _hit(cursor, place):
        return Counted("person", "", place)
    for kind in _MEASURES:
        unit = cursor.take(place, kind)
        stop = cursor.gap(place) == "." and cursor.word(place - 1) not in _SHORT
        if unit and unit[1] <= limit and not (stop and kind != "money"):
            return Counted(unit[0].unit, "", unit[1])
    thing = _thing(cursor, found, limit)
    return thing if thing or cursor.dashed(place) else _bare(cursor, found)


def _hit(cursor: Cursor, place: int) -> bool:
    """Whether people are counted, though no noun says so: "15 were killed", "п'ятеро загинули"."""
    word = cursor.word(place)
    while word in _BETWEEN:
        place += 1
        word = cursor.word(place)
    return word in _HIT


_BETWEEN = frozenset("were was have has had been others more are also є було були были тоже также також".split())
_HIT = frozenset(
    (
        "killed wounded injured hurt died hospitalised hospitalized arrested detained displaced evacuated missing fled "
        "drowned starved perished survived freed homeless abducted kidnapped enlisted deserted surrendered "
        "загинули загинуло загинув поранено поранені вбито евакуювали евакуйовано померли померло втекли втекло "
        "постраждали постраждало зникли потонули вижили звільнено звільнили затримано заарештовано полягли "
        "госпіталізовано госпіталізовані переміщено погибли погибло погиб ранены ранено пострадали пострадало "
        "убиты убито эвакуировали эвакуированы умерли умерло бежали бежало утонули выжили освобождены освободили "
        "задержаны задержали арестованы госпитализированы пропали"
    ).split()
)


def _thing(cursor: Cursor, found: Amount, limit: int) -> Counted | None:
    """The first known noun within reach; failing that, in English and when it follows at once, the noun stated."""
    score = cursor.word(found.after - 1) == "score"
    place = found.after + (cursor.word(found.after) == "of" and (found.vague or score))
    # "С одной стороны уехали пять человек": one reaches less far.
    known = _known(cursor, place, min(limit, place + (2 if found.low == 1 else REACH + 1)))
    if known:
        return known
    if place >= limit or cursor.gap(place) not in ("", "-") or cursor.word(place) in _STOPS or found.low == 1:
        return None
    if cursor.language == "en":
        return _plural_noun(cursor, place, limit)
    noun = _past_adjectives(cursor, place, limit)
    word = cursor.words[noun]
    if (
        not word.isalpha()
        or len(word) < 3
        or cursor.senses[noun].values.get("cue")
        or "ordinal" in cursor.senses[noun].values
    ):
        return None
    if word.endswith(_VERBS) and len(word) > 4:
        return None
    return Counted("person", "", noun + 1) if _national(word, cursor.language) else Counted("item", word, noun + 1)


def _past_adjectives(cursor: Cursor, place: int, limit: int) -> int:
    """The noun behind up to two adjectives: "82 боевых столкновения"; `place` itself where no noun follows them."""
    step = place
    while step + 1 < min(limit, place + 3) and _adjective(cursor.words[step]):
        following = cursor.words[step + 1]
        if cursor.gap(step + 1) or following in _STOPS or not following.isalpha():
            return place
        step += 1
    return place if _adjective(cursor.words[step]) else step


def _adjective(word: str) -> bool:
    """Whether a Ukrainian or Russian word has the ending of an adjective behind a number."""
    return len(word) > 4 and word.endswith(("ых", "их", "іх", "ого", "ые", "ие", "ні", "ві", "кі", "лі", "ими", "ыми"))


def _national(word: str, language: str) -> bool:
    """Whether a plural noun names people by their land: "Americans", "росіян", "українців"."""
    if language == "en":
        return bool(land_of(word[:-1], "en")) if word.endswith("s") else False
    forms = [word, word.removesuffix("ів") + "ець", word.removesuffix("ців") + "ець", word.removesuffix("цев") + "ец"]
    return any(land_of(form, language) for form in (*forms, word + "ин", word + "ін"))


_VERBS = tuple("али или ели ало ило ело лся лись лось лася лися лося ають ують ют ут".split())


def _known(cursor: Cursor, place: int, limit: int) -> Counted | None:
    """The first person or thing of the vocabulary in words [place, limit), across "and" where a number goes on:
    "20 Indian and four Chinese soldiers"."""
    for step in range(place, limit):
        short = step == place and cursor.gap(step) == "." and cursor.word(step - 1) in _SHORT
        if not (short or cursor.gap(step) in ("", "-")):
            return None
        kinds = cursor.senses[step].kinds
        if cursor.word(step) in _STOPS:
            shared = step > place and cursor.word(step) in _AND and not cursor.at(step + 1).kinds.isdisjoint(_NUMERALS)
            other = _known(cursor, step + 2, min(cursor.stop, step + 5)) if shared else None
            return Counted(other.unit, other.of, step) if other else None
        for kind in _COUNTED:
            counted = (
                cursor.take(step, kind) if kind in kinds and not cursor.words[step].endswith(_ADJECTIVES) else None
            )
            if counted and counted[1] <= limit:
                return Counted(counted[0].unit, counted[0].of, counted[1])
        if step > place and not kinds.isdisjoint(_ANEW):
            return None
        if cursor.language != "en" and limit - place > 2 and _heads(cursor, step):
            return None  # "17 встреч представителей": meetings are counted, not who met
    return None


def _heads(cursor: Cursor, step: int) -> bool:
    """Whether an unknown noun stands at `step`, which the words behind it can only qualify."""
    word = cursor.words[step]
    small = cursor.text[cursor.starts[step]].islower()
    return small and len(word) > 4 and not _adjective(word) and not word.startswith(_CLASSIFIERS)


# They count what stands behind them: "трое членов экипажа", "20 единиц техники".
_CLASSIFIERS = ("член", "единиц", "одиниц", "представ", "групп", "груп", "тысяч", "тисяч", "милли", "мільй", "свыше")


# "двух пассажирских самолётов" are no passengers.
_ADJECTIVES = ("рских", "рських", "стских", "истських", "нтских", "нтських", "пертных", "пертних", "нёрских", "нерских")
_AND = frozenset({"and", "и", "і", "та", "й"})
_ANEW = frozenset({"digits", "number", "scale"})


def _plural_noun(cursor: Cursor, place: int, limit: int) -> Counted | None:
    """The first plural within two adjectives: "five armed groups", "two security guarantees"."""
    for step in range(place, min(limit, place + 3)):
        word = cursor.words[step]
        if (
            (cursor.gap(step) and (step == place or cursor.gap(step) != "-"))
            or word in _STOPS
            or not word.isalpha()
            or "cue" in cursor.senses[step].values
        ):
            return None
        noun = _singular(word) if len(word) > 2 and cursor.ends[step] - cursor.starts[step] == len(word) else ""
        if noun and "ordinal" not in cursor.senses[step].values:
            return Counted("person", "", step + 1) if _national(word, "en") else Counted("item", noun, step + 1)
    return None


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return ""


_STOPS = frozenset(
    (
        "of and or in on at by to from for with were was is are had have has who which that the than as but "
        "after before per not і й та або чи у в на з із від до по за під час що які який не був була було "
        "були и или в на с из от до по за что которые который не был была было были"
    ).split()
)


# After these a number counts people, though no noun says so: "загинуло двоє", "гибель троих", "killing five".
_HARMED = frozenset(
    (
        "killed killing wounded wounding injured injuring displaced displacing uprooted uprooting hurting "
        "arrested detained freed freeing evacuated abducted kidnapped kidnapping maimed загинуло загинули "
        "загибель загибелі вбито вбили поранено поранили поранення жертвами погибло погибли гибель гибели убито "
        "убили убиты ранено ранены ранили"
    ).split()
)


_RISEN = frozenset("risen rose rises climbed climbs increased grown".split())
_REACHED = frozenset("reached сягнула сягнуло досягла досягло достигло достигла составило составила становить".split())


def _risen(cursor: Cursor, first: int) -> bool:
    """Whether a count comes to the number: "has risen to nine", "достигло девяти"."""
    if first <= cursor.first or cursor.gap(first):
        return False
    before = cursor.word(first - 1)
    return before in _REACHED or (before == "to" and cursor.word(first - 2) in _RISEN)


def _bare(cursor: Cursor, found: Amount) -> Counted | None:
    """A number that names nothing it counts: kept when it is more than a small word or has a modifier."""
    if found.first > cursor.first and cursor.word(found.first - 1) in _HARMED and not cursor.gap(found.first):
        return Counted("person", "", found.after)
    if _risen(cursor, found.first):
        return Counted("item", "", found.after)
    following = cursor.at(found.after).values
    beside = "digits" in cursor.at(found.first - 1).values and cursor.spaced(found.first)
    if ("digits" in following and cursor.spaced(found.after)) or (beside and found.modifier == "exact"):
        return None
    if found.vague:
        return (
            Counted("item", "", found.after)
            if "many" in cursor.at(found.after - 1).values or found.low == 100
            else None
        )
    if not found.digits and (found.high or found.low or Decimal(0)) <= 12:
        return None
    if found.digits and found.modifier == "exact" and cursor.gap(found.after) in (")", "]"):
        return None
    return Counted("item", "", found.after)
