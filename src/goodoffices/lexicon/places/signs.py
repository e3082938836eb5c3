"""Signs beside a word that tell a place from a person, a paper or an everyday word."""

from __future__ import annotations

from functools import cache, lru_cache

from ..concepts import vocabulary
from ..names.capitals import capitals
from ..names.given import given_name
from ..reading import Reading, Sentence
from .gazetteer import Entry, known, lookup

# People from which on a town is taken for known by its name alone.
LARGE = 300_000
_LEADS = {
    "en": frozenset(
        "in at near from to outside inside around across toward towards of into via between through over off on and "
        "city town village port region province area outskirts suburb visited left reached entered".split()
    ),
    "uk": frozenset(
        "в у на з із зі до біля під поблизу через над по та і й між від місто місті міста село селі районі поза "
        "мер мера мером меру мерка губернатор мешканці мешканець жителі".split()
    ),
    "ru": frozenset(
        "в во на из с до около под возле через над по и между от к город городе города село селе районе близ "
        "мэр мэра мэром мэру губернатор жители житель".split()
    ),
}
_REGION_WORDS = {
    "en": frozenset("oblast region province governorate state district county area department prefecture".split()),
    "uk": ("област", "район", "провінц", "губернатор", "край", "штат", "регіон"),
    "ru": ("област", "район", "провинц", "губернатор", "край", "штат", "регион"),
}
_TITLES = frozenset(
    "mr mrs ms dr sir lord president minister secretary senator sen gen col general envoy ambassador "
    "spokesman spokeswoman governor "
    "representative rep premier chancellor prof professor chief commander negotiator aide adviser king "
    "prince sheikh judge "
    "президент міністр посол речник сенатор генерал радник министр посланник спецпосланник пан пані господин госпожа "
    "президента міністра президентом міністром министра министром сенатора сенатором".split()
)
# Words of every day and parts of names that are also names of towns.
_EVERYDAY = frozenset(
    "march may april august most same along reading bath split mobile nice orange male police progress "
    "bar kant lead man of best "
    "much many sur van union general central date born both general chief deal hope force liberty "
    "independence enterprise normal "
    "university college mission paradise eden hell victory salem concord commerce justice media trinity "
    "santa santo san los las "
    "new old el al la le de du don long bay hill lake north south east west mon tue wed thu fri sat sun "
    "white black green "
    "obama toyota kita marin harper jupiter wien price banks opera power temple bell grand summit council "
    "camp centre center plant rose holy "
    "christian gospel eagle "
    "пол мир сила рада біла нова стара правда мала велика верхня нижня слава надія воля перемога краса "
    "тема мета она они это также "
    "сам они мета дар рай сад лад тур бар бал кант лиха віра любов перша друга золоте чисте праця волі "
    "мирний новый новая белый "
    "большая красный сама також тоді саме після тим вони один одна день життя сторона".split()
)


@cache
def _never() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    entry = vocabulary("names")["never"]
    return _EVERYDAY, {code: frozenset(str(entry[code]).split()) for code in ("en", "uk", "ru")}


# Beginnings of places that are in the list of words that are never part of a person's name.
_STILL = frozenset(
    "new north south east west western eastern northern southern central upper lower black red white blue "
    "great gulf strait sea san "
    "santa los las el la al port mount saint st crimea donbas donbass caucasus balkans mediterranean "
    "sahel kyiv camp horn gaza дар "
    "caspian baltic greater golden khan deir ras tel abu fort cape isle demilitarized persian korean snake "
    "донбас донбас* донбасс донбасс* крим крим* крым крым* кавказ кавказ* балкан* північ* південн* "
    "північн* захід* схід* східн* чорн* "
    "червон* близьк* нов* стар* біл* север* южн* западн* восточн* красн* черн* бел* стар*".split()
)


@lru_cache(maxsize=50_000)
def never_place(word: str, language: str) -> bool:
    """Whether the word (in lower case) begins no name of a place."""
    everyday, never = _never()
    if (len(word) < 3 and word not in ("el", "al", "ер", "эр", "ез", "ес")) or (
        word in everyday and word not in _STILL
    ):
        return True
    return word in never[language] and word not in _STILL


def names_of_people(reading: Reading) -> frozenset[str]:
    """Words that stand after a given name or a title somewhere on the page, and so are family names on it.

    Kept with the reading: they are asked for place by place, and by no means on every page.
    """
    found: frozenset[str] | None = reading.kept.get("names of people")
    if found is None:
        words = reading.words
        found = reading.kept["names of people"] = frozenset(
            words[index]
            for index, sentence in capitals(reading)
            if index > sentence.first and follows_person(reading, index, sentence)
        )
    return found


def follows_person(reading: Reading, index: int, sentence: Sentence) -> bool:
    """Whether a given name or a form of address stands directly before the word."""
    before = index - 1
    if before < sentence.first:
        return False
    word, gap = reading.words[before], reading.gaps[before]
    if word in _TITLES:
        return gap in (" ", ". ", "\u00a0", ".")
    if not reading.capitals[before] or gap not in (" ", "\u00a0", ". "):
        return False
    if len(word) == 1:
        return gap == ". "
    return _only_given(word, reading.language)


@lru_cache(maxsize=20_000)
def _only_given(word: str, language: str) -> bool:
    """Whether the word is a given name and no place."""
    return given_name(word, language) is not None and not known(word)


def inside_capital_run(reading: Reading, first: int, sentence: Sentence) -> bool:
    """Whether another capitalised word, no preposition and no point of the compass, stands directly before."""
    before = first - 1
    if before < sentence.first or not reading.capitals[before]:
        return False
    word = reading.words[before]
    gap = reading.gaps[before]
    return (
        gap in (" ", "\u00a0", "-") and word not in _LEADS[reading.language] and not never_place(word, reading.language)
    )


def led_by_place_word(reading: Reading, first: int, sentence: Sentence) -> bool:
    """Whether a preposition of place or a word like "city" leads up to the word."""
    if first == sentence.first:
        return _dateline(reading, first, sentence)
    before = reading.words[first - 1]
    leads = _LEADS[reading.language]
    if before == "the" and first - 1 > sentence.first:
        before = reading.words[first - 2]
    if before in ("and", "та", "і", "й", "и"):
        partner = first - 2
        return partner > sentence.first and reading.words[partner - 1] in leads and known(reading.words[partner])
    return before in leads


def _dateline(reading: Reading, first: int, sentence: Sentence) -> bool:
    if reading.starts[first] - sentence.block.start > 2:
        return False
    rest = reading.text[reading.ends[first] : reading.ends[first] + 14]
    return rest.startswith((" (", " —", " –", " - ", ". —", "/")) or (rest[:2] == ", " and rest[2:3].isupper())


def part_of_longer(reading: Reading, last: int, sentence: Sentence) -> bool:
    """Whether a capitalised word goes on after word `last` - 1: "Washington Post", "Paris Saint-Germain"."""
    if last >= sentence.last:
        return False
    if reading.gaps[last - 1] not in (" ", "\u00a0"):
        return False
    if not reading.capitals[last] or reading.language != "en":
        return False
    return not region_word_after(reading, last, sentence.last)


def region_word_after(reading: Reading, index: int, stop: int) -> bool:
    """Whether word `index` is "region", "oblast", "область" ..."""
    if index >= stop:
        return False
    word = reading.words[index]
    if reading.language == "en":
        return word in _REGION_WORDS["en"]
    return word.startswith(tuple(_REGION_WORDS[reading.language]))


_MARKS = {"uk": ("ськ", "цьк", "зьк"), "ru": ("ск", "цк")}


def _stem_end(word: str, marks: tuple[str, ...]) -> int:
    end = max((word.rfind(mark) + len(mark) for mark in marks if mark in word), default=0)
    return end if end > 4 and 0 < len(word) - end <= 3 else 0


def adjectival(word: str, language: str) -> bool:
    """Whether the word is an adjective in -ський / -ский, as names of regions are."""
    return language in _MARKS and _stem_end(word, _MARKS[language]) > 0


def oblast(reading: Reading, index: int, stop: int) -> tuple[Entry, ...] | None:
    """The region of an adjective whose noun comes later: "Харківській та Донецькій областях"."""
    word = reading.words[index]
    marks = _MARKS[reading.language]
    end = _stem_end(word, marks)
    if not end:
        return None
    for following in range(index + 1, min(stop, index + 9)):
        seen = reading.words[following]
        if seen.startswith(("област", "обл")):
            return lookup(word[:end] + ("а область" if reading.language == "uk" else "ая область")) or None
        if not any(mark in seen for mark in marks) and seen not in ("та", "і", "й", "и", "а", "також", "также"):
            return None
    return None
