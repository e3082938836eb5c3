"""Years, decades, quarters and seasons as worded: "in 2014", "2014-2015", "the 1990s", "навесні 2024 року"."""

from __future__ import annotations

from .cursor import Cursor
from .days import shifted_year, year_at, year_in_words
from .wording import Wording

_APOSTROPHES = ("'", "’", "‘")
_YEAR_LED = frozenset("in of since until by from and or to early late mid the".split())
_FROM, _TO = 1900, 2069
# A number like 2014 counts things when these follow, and numbers things when these precede.
_COUNTED = ("span", "unit", "person", "thing", "money", "scale", "hundred", "many", "compound")
_NAMED = frozenset(
    (
        "resolution resolutions no number flight route highway model type su mi tu un unsc room резолюція резолюції "
        "резолюцію резолюция резолюции резолюцию"
    ).split()
)
_TRIGGERS = {
    "en": frozenset(
        "in since until by before after from of early late mid during year through to and between the".split()
    ),
    "uk": frozenset("у в з із до від по за після на початку наприкінці кінця року".split()),
    "ru": frozenset("в во с до от по за после к на начале конце года".split()),
}
_AGAINST = frozenset({"for", "на"})
TENS = frozenset({"s", "х", "ті", "е", "ые", "их"})


def year_phrase(cursor: Cursor, index: int) -> Wording | None:
    """A year, a range of years or a decade at word `index`."""
    word = cursor.word(index)
    if not word.isdecimal() or len(word) not in (2, 4):
        return None
    short = len(word) == 2 and cursor.before(index) in _APOSTROPHES and cursor.word(index - 1) in _YEAR_LED
    if (len(word) == 2 and cursor.word(index + 1) not in TENS and not short) or _fixed_to(cursor, index):
        return None
    if short and cursor.word(index + 1) not in TENS:
        return Wording("year", index, index + 1, (1900 if int(word) > 30 else 2000) + int(word))
    decade = _decade(cursor, index) if cursor.word(index + 1) in TENS else None
    if decade or len(word) == 2:
        return decade
    year = int(word)
    if not 1000 <= year <= 2199 or cursor.before(index).isalpha():
        return None
    found = year_at(cursor, index) or _first_year(cursor, index)
    if found is None or not _is_year(cursor, index, year, found[1]):
        return None
    opening = Wording("year", index, found[1], year)
    closing = _closing_year(cursor, opening)
    if closing:
        opening.until, opening.after = closing, closing.after
    return opening


def _fixed_to(cursor: Cursor, index: int) -> bool:
    mark = cursor.before(index)
    return bool(mark) and mark in "$€£#№+-–,.:/" and not (mark == "-" and "edge" in cursor.at(index - 1).values)


def _first_year(cursor: Cursor, index: int) -> tuple[int, int] | None:
    # year_at asks what stands before; here anything may, so only the word behind is looked at.
    word = cursor.word(index)
    after = index + 1
    if cursor.gap(after) == "-" and cursor.word(after) in ("го", "му", "м", "й", "ий", "ый", "року"):
        after += 1
    if cursor.spaced(after) and cursor.word(after) in (
        "року",
        "рік",
        "році",
        "роком",
        "р",
        "года",
        "год",
        "году",
        "годом",
        "г",
    ):
        after += 1
    return int(word), after


def _is_year(cursor: Cursor, index: int, year: int, after: int) -> bool:
    before = cursor.word(index - 1)
    labelled = cursor.at(index - 1).values.get("label") and before not in ("part", "group") and cursor.spaced(index)
    if before in _NAMED or labelled:
        return False
    following = cursor.at(after).values if cursor.spaced(after) else {}
    if after == index + 1 and any(kind in following for kind in _COUNTED) and before not in ("the", "in", "since"):
        return False
    if _one_for_one(cursor, index):
        return False
    if (cursor.after(index + 1) in "%°+" and cursor.after(index + 1)) or "modifier" in cursor.at(index - 1).values:
        return False
    return _FROM <= year <= _TO or before in _TRIGGERS[cursor.language] or after > index + 1


def _one_for_one(cursor: Cursor, index: int) -> bool:
    """Whether a number stands in "1000 for 1000", as captives are exchanged."""
    onward = cursor.word(index + 1) in _AGAINST and cursor.word(index + 2)[:1].isdecimal()
    return onward or (cursor.word(index - 1) in _AGAINST and cursor.word(index - 2)[:1].isdecimal())


def _closing_year(cursor: Cursor, opening: Wording) -> Wording | None:
    place, year = opening.after, opening.year or 0
    if not cursor.dashed(place) and cursor.gap(place) != "/":
        return None
    word = cursor.word(place)
    if not word.isdecimal() or len(word) not in (2, 4):
        return None
    last = int(word) if len(word) == 4 else year // 100 * 100 + int(word)
    if not year < last <= year + 99 or last > _TO:
        return None
    after = (_first_year(cursor, place) or (0, place + 1))[1]
    if cursor.word(after) in ("роки", "років", "роках", "рр", "годы", "годов", "годах", "гг"):
        after += 1
    return Wording("year", place, after, last)


def _decade(cursor: Cursor, index: int) -> Wording | None:
    word, ending = cursor.word(index), cursor.word(index + 1)
    if ending not in TENS or not word.endswith("0"):
        return None
    if (ending == "s" and not cursor.joined(index + 1)) or (ending != "s" and cursor.gap(index + 1) != "-"):
        return None
    year = int(word)
    if len(word) == 2:
        if cursor.language == "en" and cursor.before(index) not in ("'", "’", " "):
            return None
        year += 2000 if year < 30 else 1900
    if not 1500 <= year <= 2090:
        return None
    after = index + 2
    if cursor.word(after) in ("років", "роках", "роки", "рр", "годов", "годах", "годы", "гг") and cursor.spaced(after):
        after += 1
    return Wording("decade", index, after, year)


def worded_year(cursor: Cursor, index: int) -> Wording | None:
    """ "в восемьдесят втором", "у дев'яносто першому році"."""
    found = year_in_words(cursor, index, tens=40)
    if found is None:
        return None
    named = "locative" in cursor.at(index + 1).kinds or found[1] > index + 2
    after = cursor.word(found[1])
    if not named and (cursor.gap(found[1]) != "" or after in _LISTING):
        # "чули 1984-го, дев'яносто першого й на початку 2017-го"
        named = cursor.gap(index) == "," or cursor.word(index - 1) in ("з", "із", "с", "до", "після", "после")
        return Wording("year", index, found[1], found[0]) if named else None
    if cursor.word(index - 1) not in _TRIGGERS[cursor.language] or not named:
        return None
    return Wording("year", index, found[1], found[0])


_LISTING = frozenset("і й та и".split())


def decade_word(cursor: Cursor, index: int) -> Wording | None:
    """ "the nineties", "дев'яностих": not the age of a person."""
    found = cursor.take(index, "decade")
    if found is None or cursor.word(index - 1) in ("his", "her", "their", "my", "its", "за", "під"):
        return None
    after = found[1]
    if cursor.word(after) in _DECADE_YEARS and cursor.spaced(after):
        after += 1
    return Wording("decade", index, after, int(found[0]))


_DECADE_YEARS = frozenset("років роках роки рр годов годах годы гг".split())


def season_phrase(cursor: Cursor, index: int) -> Wording | None:
    """A season with the year that follows or the shift that precedes: "spring 2024", "last winter"."""
    season = cursor.take(index, "season")
    if season is None:
        return None
    found = Wording("season", index, season[1], value=str(season[0]))
    place = season[1] + (cursor.word(season[1]) == "of")
    year = year_at(cursor, place, comma=False)
    shifted = None if year else shifted_year(cursor, place)
    if year:
        found.year, found.after = year
    elif shifted and cursor.spaced(place):
        found.year_shift, found.after = shifted
    elif cursor.language == "en":
        before = cursor.word(index - 1)
        led = cursor.word(index - 2) if before in ("the", "this", "that") else before
        if led not in _SEASON_LED:
            return None
    elif cursor.word(index - 1) not in _SEASON_LED and cursor.words[index] not in (
        "навесні",
        "влітку",
        "улітку",
        "восени",
        "взимку",
        "узимку",
        "летом",
        "осенью",
        "зимой",
        "весной",
    ):
        return None
    return found


_SEASON_LED = frozenset(
    "in by since until during over through throughout early late mid before after for на до від з із протягом упродовж "
    "по к с до от за к в течение початку наприкінці кінця начала конца".split()
)


def quarter_phrase(cursor: Cursor, index: int) -> Wording | None:
    """ "the third quarter of 2009", "первый квартал 2025 года", "Q3 2025"."""
    if cursor.word(index) == "q" and cursor.joined(index + 1) and cursor.word(index + 1) in ("1", "2", "3", "4"):
        short = Wording("quarter", index, index + 2, value=cursor.word(index + 1))
        year = year_at(cursor, index + 2, comma=False)
        if year:
            short.year, short.after = year
        return short
    ordinal = cursor.take(index, "ordinal") or cursor.take(index, "locative") or cursor.take(index, "lastquarter")
    number = ordinal[0] if ordinal else {"final": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}.get(cursor.word(index))
    if number is None or not 1 <= number <= 4:
        return None
    place = ordinal[1] if ordinal else index + 1
    if cursor.word(place) not in ("quarter", "квартал", "кварталу", "кварталі", "квартала", "квартале"):
        return None
    found = Wording("quarter", index, place + 1, value=str(number))
    rest = place + 1 + (cursor.word(place + 1) == "of")
    year, shifted = year_at(cursor, rest, comma=False), shifted_year(cursor, rest)
    if year:
        found.year, found.after = year
    elif shifted:
        found.year_shift, found.after = shifted
    return found
