"""Runs of capitalised words that may be names of people.

A run is cut at the names of parties and places, at words that are never part of a name, at roles and at punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...lexicon.names.capitals import capitals
from ...lexicon.names.common import common
from ...lexicon.names.forms import is_cyrillic
from ...lexicon.names.given import family_first, given_name, listed, plain_given
from ...lexicon.parties.finder import mention_end
from ...lexicon.reading import Reading, Sentence
from ...records import PartyMention, PlaceMention
from .syllables import chinese, of_korean
from .words import ARTICLES, INNER, KUNYAS, LEADING, PARTICLES, SMALL, family_word, never, never_itself, says

_GAPS = frozenset((" ", "\u00a0", "-", "\u202f", "‑"))


class Run(msgspec.Struct, frozen=True):
    """Words [first, last] of a sentence that stand as one capitalised run.

    `owner`: another name follows at once, whose role stands before both: "речниця Рустема Умєрова Діана Давітян".
    """

    first: int
    last: int
    sentence: Sentence
    owner: bool = False


def covered_words(reading: Reading, parties: Sequence[PartyMention], places: Sequence[PlaceMention]) -> set[int]:
    """Indexes of the words that name parties or places."""
    covered: set[int] = set()
    starts, total = reading.starts, len(reading.starts)
    mentions: list[PartyMention | PlaceMention] = [*parties, *places]
    for mention in mentions:
        index = reading.word_at(mention.start)
        if _leads_name(reading, index, mention.end):
            continue
        while index < total and starts[index] < mention.end:
            covered.add(index)
            index += 1
    return covered


def _leads_name(reading: Reading, index: int, end: int) -> bool:
    """Whether a place of one word leads a name: "Abu Faisal", not "Abu Dhabi"."""
    if reading.words[index] not in KUNYAS or reading.ends[index] < end or index + 1 >= len(reading.words):
        return False
    return reading.capitals[index + 1] and reading.gaps[index] == " "


def find_runs(reading: Reading, covered: set[int], roles: set[int]) -> list[Run]:
    """Every run of words that could be a name, in text order."""
    runs: list[Run] = []
    language, words, capital = reading.language, reading.words, reading.capitals
    total = len(words)
    first = last = -1
    held: Sentence | None = None
    for index, sentence in capitals(reading):
        word = words[index]
        if (
            index in covered
            or index in roles
            or (
                never(word, language)
                and not _odd(reading, index)
                and not (last == index - 1 and _inner(reading, index))
                and not (word in SMALL and _small(reading, index, last, sentence))
            )
        ):
            # A word that is no name by itself can be part of one only beside another capital or a particle.
            following = index + 1
            if (
                not capital[index - 1]
                and following < total
                and not capital[following]
                and words[following] not in PARTICLES
            ) or (
                not _begins(reading, index, covered, roles)
                and (last != index - 1 or not _borne(reading, last, covered))
                and (index in roles or not of_korean(reading, index, roles, index in covered))
            ):
                continue
        elif _acronym(reading, index, len(word)) and not (last == index - 1 and _numbered(reading, index)):
            continue
        if held is sentence and first >= 0 and _joined(reading, last, index):
            last = index
            continue
        if first >= 0 and held is not None:
            _close(reading, runs, first, last, held)
        first, last, held = index, index, sentence
    if first >= 0 and held is not None:
        _close(reading, runs, first, last, held)
    return runs


def _small(reading: Reading, index: int, last: int, sentence: Sentence) -> bool:
    """Whether a little word with a capital in mid-sentence is part of a name: "радник Тут Кев", "Нгуєн Тхі Май"."""
    start, following = reading.starts[index], index + 1
    if index == sentence.first or reading.gaps[index - 1] not in (" ", "\u00a0"):
        return False
    if not reading.text[start + 1 : reading.ends[index]].islower() and reading.ends[index] - start > 1:
        return False
    if last == index - 1 and reading.capitals[last]:
        return True
    return (
        following < len(reading.words)
        and reading.gaps[index] in (" ", "\u00a0")
        and reading.capitals[following]
        and not reading.capitals[index - 1]
    )


def _begins(reading: Reading, index: int, covered: set[int], roles: set[int]) -> bool:
    """Whether a word that is usually no name is a given name before a family name: "Christian Schmidt"."""
    following = index + 1
    if index in covered or index in roles or following >= len(reading.words):
        return False
    if reading.language != "en":
        return following not in covered and _given_itself(reading, index)
    if reading.gaps[index] != " " or not reading.capitals[following] or following in covered or following in roles:
        return False
    after = reading.words[following]
    if never(after, "en") or common(after, "en") or says(after, "en"):
        return False
    return given_name(reading.text[reading.starts[index] : reading.ends[index]], "en") is not None


def _given_itself(reading: Reading, index: int) -> bool:
    """Whether a word that begins like one that is no name is a given name before another: "Білал аг Мусса"."""
    following, word = index + 1, reading.words[index]
    if reading.gaps[index] != " " or never_itself(word, reading.language) or common(word, reading.language):
        return False
    if not reading.capitals[following] and reading.words[following] not in PARTICLES:
        return False
    return given_name(reading.text[reading.starts[index] : reading.ends[index]], reading.language) is not None


def _borne(reading: Reading, given: int, covered: set[int]) -> bool:
    """Whether the word after word `given` is a family name though it is a word, a place or a people: "Fiona Hill",
    "Volker Turk", "Erik Prince". A given name stands before it, a name of several words does not begin there."""
    index = given + 1
    if given < 0 or reading.gaps[given] != " " or not reading.capitals[given]:
        return False
    if reading.language != "en":
        return _borne_slavic(reading, given, covered)
    word, written = reading.words[given], reading.text[reading.starts[given] : reading.ends[given]]
    if given in covered or common(word, "en") or never(word, "en") or given_name(written, "en") is None:
        return False
    if index in covered:
        return index + 1 not in covered and not _capital_follows(reading, index)
    return family_word(reading.words[index]) and not _capital_follows(reading, index)


# "Франс Пресс", "Вашингтон Пост".
_OUTLETS = ("прес", "пост", "таймс", "ньюс", "медіа", "медиа", "телеграф")


def _borne_slavic(reading: Reading, given: int, covered: set[int]) -> bool:
    """ "Андрій Середа", "Мирослав Білей": behind a given name, a capital in mid-sentence makes a family name."""
    index = given + 1
    written = reading.text[reading.starts[index] : mention_end(reading, index)]
    if given in covered or index in covered or not written[1:].islower() or len(written) < 3:
        return False
    if written.lower().startswith(_OUTLETS):
        return False
    known = listed(reading.text[reading.starts[given] : mention_end(reading, given)])
    return known is not None and not _capital_follows(reading, index)


def _capital_follows(reading: Reading, index: int) -> bool:
    """Whether a capitalised word follows over a blank: "Maria Hill Road"."""
    following = index + 1
    if following >= len(reading.words) or reading.gaps[index] != " ":
        return False
    return reading.capitals[following] and not says(reading.words[following], "en")


def _joined(reading: Reading, last: int, index: int) -> bool:
    """Whether the capitalised words `last` and `index` stand in one run; only particles may stand between."""
    if index - last > 4:
        return False
    if index == last + 1:
        return _goes_on(reading, index, True)
    return all(_goes_on(reading, at, at == index) for at in range(last + 1, index + 1))


def _odd(reading: Reading, index: int) -> bool:
    """An initial with its dot ("В. Зеленський"), or "Un" in "Kim Jong Un"."""
    start, end = reading.starts[index], reading.ends[index]
    if end - start == 1 and reading.words[index] != "и":
        return reading.text[end : end + 1] == "." and reading.text[end + 1 : end + 3].strip()[:1].isupper()
    if reading.words[index] == "и":
        before = reading.text[reading.starts[index - 1] : reading.ends[index - 1]] if index else ""
        return reading.gaps[index - 1] == " " and family_first(before)
    return reading.words[index] == "un" and reading.text[start : mention_end(reading, index)] == "Un"


def _inner(reading: Reading, index: int) -> bool:
    """Whether a particle with a capital stands between two capitalised words: "Omar El Hassani"."""
    following = index + 1
    if reading.words[index] not in INNER or following >= len(reading.words) or not reading.capitals[following]:
        return False
    return reading.gaps[index - 1] == " " and reading.gaps[index] in (" ", "-")


def _acronym(reading: Reading, index: int, size: int) -> bool:
    if not 1 < size < 6 or reading.text[reading.starts[index] + 1].islower():
        return False
    token = reading.text[reading.starts[index] : reading.ends[index]]
    return 1 < len(token) < 6 and token.isupper() and given_name(token, "en") is None and token.isalpha()


def _numbered(reading: Reading, index: int) -> bool:
    """Whether a Roman number stands behind a given name: "King Mohammed VI", "Лев XIV"."""
    before = index - 1
    if index < 1 or not _ROMAN.issuperset(reading.words[index]) or reading.gaps[before] not in (" ", "\u00a0"):
        return False
    written = reading.text[reading.starts[before] : reading.ends[before]]
    return given_name(written, reading.language) is not None


_ROMAN = frozenset("ivx")


def _goes_on(reading: Reading, index: int, fits: bool) -> bool:
    """Whether word `index` belongs to the run that the word before it is in."""
    before = index - 1
    gap = reading.gaps[before]
    if reading.words[before] in _BY_AGE and gap != " ":
        return False  # "Ramon dela Cruz Jr. Dela Cruz said"
    if owns(reading, before) or (reading.language != "en" and gap == " " and _scripts_differ(reading, before, index)):
        return False
    if gap not in _GAPS:
        if gap in _NICKED:
            return (fits or reading.words[index] in PARTICLES) and _nicknamed(reading, before, index)
        initial = reading.ends[before] - reading.starts[before] <= 2 and reading.capitals[before]
        return initial and fits and gap in (". ", ".", ".\u00a0")
    if fits:
        return True
    # A part in small letters goes on in "Kim Jong-un", "Ursula von der Leyen", "Abdel Fattah al-Burhan".
    return (gap in ("-", "‑") and reading.text[reading.starts[index]].islower() and len(reading.words[index]) < 6) or (
        (reading.words[index] in PARTICLES and reading.text[reading.starts[index]].islower()) or elided(reading, index)
    )


_BY_AGE = frozenset(("jr", "sr"))


def elided(reading: Reading, index: int) -> bool:
    """Whether a word is a name behind a short article: "d'Ávila", "l'Hermite"."""
    start = reading.starts[index]
    if reading.words[index][1:2] not in ("'", "’"):
        return False
    return reading.text[start] in "dlд" and reading.text[start + 2 : start + 3].isupper()


def _scripts_differ(reading: Reading, left: int, right: int) -> bool:
    """Whether one of two words is Cyrillic and the other not: "видання The Hindu Самір Менон", "Агентство ANI"."""
    text, starts = reading.text, reading.starts
    return is_cyrillic(text[starts[left]]) != is_cyrillic(text[starts[right]]) and not _numbered(reading, right)


_NICKED = {' "': '" ', " “": "” ", " «": "» ", " „": "“ ", '" ': "", "” ": "", "» ": "", "“ ": ""}


def _nicknamed(reading: Reading, before: int, index: int) -> bool:
    """Whether words `before` and `index` lie around a mark of 'Jimmy "Barbecue" Chérizier'."""
    closing = _NICKED[reading.gaps[before]]
    if not closing:
        opened = (_NICKED.get(gap, "") for gap in reading.gaps[max(before - 2, 0) : before])
        return reading.gaps[before] in opened
    if reading.gaps[index] == " " and reading.capitals[index + 1]:
        index += 1  # "Julieta “Ka Liway” de Lima"
    following = index + 1
    while following < len(reading.words) and reading.words[following] in PARTICLES and following < index + 3:
        following += 1  # "Ramon "Boy" dela Cruz"
    if following >= len(reading.words) or reading.gaps[index] != closing or not reading.capitals[following]:
        return False
    written = reading.text[reading.starts[before] : reading.ends[before]]
    if given_name(written, reading.language) is not None:
        return True
    # A given name no table holds: the words around the marks say nothing else, and no verb stands behind them.
    plain = never(reading.words[before], reading.language) or common(reading.words[before], reading.language)
    return not plain and not common(reading.words[following], reading.language)


_LED = frozenset("von van der фон ван дер".split())


def owns(reading: Reading, index: int) -> bool:
    """Whether the word ends in a possessive 's."""
    return mention_end(reading, index) != reading.ends[index]


def _close(reading: Reading, runs: list[Run], first: int, last: int, sentence: Sentence) -> None:
    text, starts, gaps, words = reading.text, reading.starts, reading.gaps, reading.words
    # The second half of a Korean or Chinese given name: "Kim Jong-un", "Lee Jae-myung".
    while last + 1 < sentence.last and gaps[last] in ("-", "‑"):
        if not text[starts[last + 1]].islower() or len(words[last + 1]) > 5 or owns(reading, last):
            break
        last += 1
    while last + 1 < sentence.last and gaps[last] == " " and elided(reading, last + 1):
        last += 1
    # The article of an Arabic family name belongs to the name: "al-Burhan".
    while first > sentence.first and words[first - 1] in PARTICLES and text[starts[first - 1]].islower():
        gap, word = gaps[first - 1], words[first - 1]
        if gap not in ("-", " ", "‑") or (word not in ARTICLES and word not in _LED):
            break
        if gap == " " and word in ("as", "at", "an"):
            break
        first -= 1
    other = (
        _other_name(reading, first, last, _led(reading, first, sentence))
        if last > first + 1 and reading.language != "en"
        else 0
    )
    if other:
        runs.append(Run(first, other - 1, sentence, owner=True))
    runs.append(Run(other or first, last, sentence))


def _led(reading: Reading, first: int, sentence: Sentence) -> bool:
    """Whether a common noun stands before the run: "адвокат Ларина"."""
    before = first - 1
    if before < sentence.first or reading.gaps[before] not in (" ", "\u00a0"):
        return False
    return before == sentence.first or not reading.capitals[before]


def _other_name(reading: Reading, first: int, last: int, led: bool) -> int:
    """The word with which another name begins behind one in an oblique case: "речниця Рустема Умєрова Діана Давітян",
    where a word leads up to the run also "адвокат Ларина Семен Гинзбург"; 0 where the run is one name."""
    parts = parts_of(reading, first, last)
    if len(parts) == 3 and led:
        family, given, other = parts[0][2], parts[1][2], parts[2][2]
        owner = family.lower().endswith(_OWNING) and given_name(family, reading.language) is None
        apart = owner and plain_given(given, reading.language) and not other.lower().endswith(_OF_FATHERS)
        return parts[1][0] if apart else 0
    if len(parts) < 4 or any(gap not in (" ", "\u00a0") for gap in reading.gaps[first:last]):
        return 0
    given = parts[0][2]
    if listed(given) is not None or given_name(given, reading.language) is None:
        return 0
    for begin, _, text in parts[2:-1]:
        if given_name(text, reading.language) is not None and not text.lower().endswith(_OF_FATHERS):
            return begin
    return 0


# Patronymics, which may be given names of other peoples.
_OF_FATHERS = tuple(
    "ович евич йович овича евича йовича овичу евичу йовичу овичем евичем йовичем івна івни овна овны евна евны".split()
)
# Endings of a family name in the genitive.
_OWNING = ("а", "я", "ої", "ой", "ого")


def parts_of(reading: Reading, first: int, last: int) -> list[tuple[int, int, str]]:
    """(first word, last word, text) of each part; words joined by hyphens and particles with what they lead are one."""
    parts: list[tuple[int, int, str]] = []
    text, starts = reading.text, reading.starts
    begin = first
    for index in range(first, last + 1):
        if index < last:
            if reading.gaps[index] in ("-", "‑"):
                continue
            word = reading.words[index]
            small = text[starts[index]].islower()
            leads = word in PARTICLES and (small or word in (LEADING if index == first else INNER))
            if leads and (word != "ван" or small or not chinese(reading.words[index + 1])):
                continue  # "Ван Дейк", not "Ван Цзянь"
        parts.append((begin, index, text[starts[begin] : mention_end(reading, index)]))
        begin = index + 1
    return parts


def titled(sentence: Sentence, reading: Reading) -> bool:
    """Whether a sentence is set in capitals word by word, as headlines are."""
    if sentence.end - sentence.start > 200:  # asked of every name in it: a long sentence is never walked through
        return False
    long = [index for index in range(sentence.first, sentence.last) if len(reading.words[index]) > 3]
    if len(long) < 5:
        return False
    return sum(reading.capitals[index] for index in long) * 100 > len(long) * 85
