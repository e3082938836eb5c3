"""Words that lead up to a name though they are no office: a calling, a land, an age, "a man called", "по имени"."""

from __future__ import annotations

from functools import cache

from ...lexicon.concepts import vocabulary
from ...lexicon.names.common import common
from ...lexicon.names.forms import is_cyrillic
from ...lexicon.names.given import given_name
from ...lexicon.names.peoples import land_of
from ...lexicon.reading import Reading
from .runs import Run
from .stated import Roles
from .words import BLANKS, never, says

_CALLINGS = (
    "ник", "ниця", "ница", "іст", "ист", "істка", "истка", "тель", "тельница", "телька", "вець", "вец", "граф", "олог",
    "онер", "иня", "ерка", "орка",
)  # fmt: skip
_THINGS = frozenset(
    "праздник памятник источник рудник заповедник ледник родник сборник учебник рынок показатель двигатель истребитель "
    "пам'ятник пам’ятник заповідник льодовик підручник збірник двигун показник тижневик еженедельник рідник "
    "пустыня пустиня святыня святиня твердыня твердиня гордыня гординя четверка четвірка пятерка шестерка "
    "проверка примерка галерка камерка разборка уборка сборка "
    "спутник супутник супермаркет истребитель винищувач".split()
)
_OPENING = frozenset("«“\"'„")
# Whoever lives or works somewhere: the place stands behind these as often as the name does.
_OF_PLACES = frozenset(
    "житель жительница мешканець мешканка владелец владелица хозяин хозяйка власник власниця господар господиня "
    "работник работница сотрудник сотрудница працівник працівниця співробітник співробітниця".split()
)
_NAMED = frozenset(("called", "named"))
_AS = frozenset("known identified introduced".split())
_PRESENTED = (
    "представився", "представилася", "представилась", "назвався", "назвалася", "назвалась",
    "представился", "представилась", "представившийся", "представившаяся", "назвался", "назвалась", "назвавшийся",
    "назвавшаяся", "назвавшемуся", "представившегося", "представившейся", "назвавшегося", "назвавшейся",
)  # fmt: skip
_CALLED = frozenset("звати звуть зовут звали кличуть".split())
_BY_NAME = {"uk": ("на", ("ім'я", "ім’я", "прізвище")), "ru": ("по", ("имени", "фамилии"))}
_PERSONS = frozenset("man woman boy girl fellow teenager guy youth soldier stranger someone somebody".split())


def introduced(reading: Reading, run: Run, roles: Roles) -> bool:
    """Whether the words before the run, no office among them, tell that a person's name follows."""
    index = run.first - 1
    if run.first == run.sentence.first:
        return False
    gap = reading.gaps[index]
    if gap in BLANKS:
        if reading.capitals[index] and index > run.sentence.first:
            return False
        if _of_a_calling(reading, run, index) or _of_a_land(reading, index) or aged(reading, run):
            return True
    elif gap[:1] not in BLANKS or gap[-1:] not in _OPENING:
        return False
    return named_so(reading, run, roles)


def one_word(reading: Reading, run: Run, roles: Roles) -> bool:
    """Whether a single word is the name of somebody whom the text gives no other: "guide Keo", "19-летний Ансумане"."""
    if run.first == run.sentence.first:
        return False
    text = reading.text[reading.starts[run.first] : reading.ends[run.first]]
    if len(text) < 3 or text.isupper() or _unfit(reading, run.first):
        return False
    following = run.last + 1
    if following < len(reading.words) and reading.gaps[run.last] in BLANKS and reading.capitals[following]:
        return False
    if named_so(reading, run, roles) or aged(reading, run):
        return True
    given = given_name(text, reading.language) is not None
    index = run.first - 1
    if reading.gaps[index] not in BLANKS:
        return False
    if _quoted_by(reading, run.first) and (given or _talks(reading, index, text)):
        return True
    word = reading.words[index]
    if word not in _callings(reading.language) or (word in _OF_PLACES and not given):
        return False
    return given or reading.language == "en"


def _unfit(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    return common(word, reading.language) or never(word, reading.language)


def _quoted_by(reading: Reading, index: int) -> bool:
    """Whether a verb of saying that a dash or a mark sets off stands before the word: «...», — сказав X."""
    verb = index - 1
    if not verb or not says(reading.words[verb], reading.language):
        return False
    gap = reading.gaps[verb - 1]
    return any(mark in gap for mark in '»”"') or "—" in gap or "–" in gap


# Verbs with which offices and firms speak as well as people do.
_OFFICIAL = ("повідом", "сообщ", "заяв", "переда", "інформ", "информ", "оголос", "объяв", "звіт", "отчит", "заклик")
_DATIVE = ("у", "ю", "ові", "еві")
_BODIES = ("мін", "мин", "гос", "держ", "нац", "укр", "рос", "газ", "нафт", "центр", "ген", "євро", "евро")


def _talks(reading: Reading, verb: int, text: str) -> bool:
    """Whether an unknown word behind a verb of talk is somebody: "— написав Мамед", not "— повідомив Нафтогаз"."""
    word = reading.words[verb]
    past = word.endswith(("в", "вся", "ла", "лася", "лась", "л", "лся"))
    if not (past and is_cyrillic(text) and text[1:].islower()) or word.startswith(_OFFICIAL):
        return False
    return not text.lower().startswith(_BODIES) and not text.endswith(_DATIVE)  # "сказал «Азаттыку» водитель"


def named_so(reading: Reading, run: Run, roles: Roles) -> bool:
    """ "an engineer called X", "його представник, відомий як X", "на ім'я X", "который представился X"."""
    words, index = reading.words, run.first - 1
    if reading.gaps[index].strip(" \u00a0«“\"'"):
        return False
    if reading.language != "en":
        before, nouns = _BY_NAME.get(reading.language, ("", ()))
        if words[index] in nouns and index > run.sentence.first and words[index - 1] == before:
            return True
        return words[index] in _PRESENTED or words[index] in _CALLED
    if words[index] in _NAMED:
        return _somebody(reading, roles, index)
    if words[index] == "as":
        index -= 1
        if index > run.sentence.first and words[index] in ("only", "simply"):
            index -= 1
        if words[index] == "name":
            return words[index - 1] in ("his", "her", "their") and words[index - 2] in ("gave", "giving", "gives")
        return words[index] in _AS and _somebody(reading, roles, index)
    return False


def _somebody(reading: Reading, roles: Roles, index: int) -> bool:
    """Whether a noun for a person stands before word `index`, with at most a comma or "who is" between."""
    if index and reading.words[index - 1] == "only":
        index -= 1
    while index and reading.words[index - 1] in ("who", "is", "was"):
        index -= 1
    if not index:
        return False
    word = reading.words[index - 1]
    if word in _PERSONS or word in _callings("en"):
        return True
    return any(sense.last == index for sense in roles.inside(max(index - 4, 0), index))


def aged(reading: Reading, run: Run) -> bool:
    """ "19-летний Ансумане", "47-річна Олена", "12-year-old Amal": an age leads up to the name."""
    index, words = run.first - 1, reading.words
    if reading.gaps[index] not in BLANKS:
        return False
    word = words[index]
    if reading.language == "en":
        return word == "old" and index > 1 and words[index - 1] == "year" and words[index - 2].isdigit()
    numbered = word[:1].isdigit() or (index and words[index - 1].isdigit() and reading.gaps[index - 1] in ("-", "‑"))
    return bool(numbered) and any(part in word for part in ("летн", "річн"))


def _of_a_calling(reading: Reading, run: Run, index: int) -> bool:
    """Whether a noun for what somebody does leads up to the run: "лісник Драго Шакота", "shopkeeper Wendell Pires"."""
    word = reading.words[index]
    if word in _callings(reading.language):
        return True
    if reading.language == "en" or len(word) < 6 or word in _THINGS:
        return False
    if reading.capitals[index] and index > run.sentence.first:
        return False
    return word.endswith(_CALLINGS)


def without_calling(reading: Reading, run: Run) -> Run:
    """The run without a calling, capital because a sentence begins with it: "Лісник Драго Шакота"."""
    if run.first != run.sentence.first or run.last - run.first != 2 or not is_cyrillic(reading.words[run.first]):
        return run
    word = reading.words[run.first]
    calling = (word.endswith(_CALLINGS) and len(word) > 5) or word in _callings(reading.language)
    return Run(run.first + 1, run.last, run.sentence, run.owner) if calling else run


def _of_a_land(reading: Reading, index: int) -> bool:
    """Whether a noun for somebody of a land leads up to the run: "японець Такеші Ямаґуті"."""
    return reading.language != "en" and bool(land_of(reading.words[index], reading.language))


@cache
def _callings(language: str) -> frozenset[str]:
    """The nouns of one word for people met on the spot."""
    words = vocabulary("speech")["speaker.bystander"]["words"].get(language, ())
    return frozenset(str(word).rstrip("*") for word in words if " " not in str(word))
