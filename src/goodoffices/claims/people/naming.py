"""Names of people among the runs of capitalised words.

A run is a name where something says so: a given name, a role or form of address before it, a role, an age or "who"
after it, a verb of saying beside it, a list it stands in, a family name that somebody bears.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from msgspec.structs import replace

from ...lexicon.names.common import common
from ...lexicon.names.forms import is_cyrillic, nominatives
from ...lexicon.names.given import Given, family_first, given_name
from ...lexicon.names.similarity import bare
from ...lexicon.reading import Reading
from .runs import Run, parts_of, titled
from .syllables import given_japanese
from .words import BLANKS, KUNYAS, SMALL, famous, halves_of, says, thing_after, thing_before, utters


class Name(msgspec.Struct, frozen=True):
    """A name met: its words [first, last], the parts as written, which part is the given name (-1: none known)
    and which the family name, and whether it stands alone under a form of address or a role.

    `rest`: the family name comes first, and every other part belongs to the given name ("Kim Jong Un").
    `suffix`: jr or sr, where it is written behind the name.
    """

    first: int
    last: int
    parts: tuple[str, ...]
    given: int
    family: int
    alone: bool
    rest: bool = False
    suffix: str = ""


def name_of(reading: Reading, run: Run, before: str | None, after: bool) -> Name | None:
    """The name that a run is, if anything says so; `before`: the concept of a role or form of address that leads up
    to it, `after`: a role follows it."""
    if _a_thing(reading, run) or _a_town(reading, run):
        return None
    parts, givens = _trimmed(reading, run)
    if not parts or len(parts) > 6:
        return None
    if len(parts) == 1:
        text = parts[0][2]
        if run.last > run.first and reading.words[run.first] in KUNYAS:
            return Name(parts[0][0], parts[0][1], (text,), -1, 0, True)
        if before in _REIGNING and run.last == parts[0][1] + 1 and reading.words[run.last] in SUFFIXES:
            numbered = f"{text} {reading.words[run.last].upper()}"  # "King Mohammed VI"
            return Name(parts[0][0], run.last, (numbered,), -1, 0, True)
        if before is None or not _alone(reading, parts[0], before):
            return None
        return Name(parts[0][0], parts[0][1], (text,), -1, 0, True)
    name = _several(reading, run, parts, givens, before is not None or after)
    suffix = reading.words[run.last]
    if name is not None and suffix in _BY_AGE and name.last == run.last - 1:
        return replace(name, last=run.last, suffix=suffix)
    return name


def _a_town(reading: Reading, run: Run) -> bool:
    """Whether a run begins with a town that is called as people are: "Abu Dhabi Talks Resume"."""
    return reading.words[run.first] in KUNYAS and not _TOWNS.isdisjoint(reading.words[run.first + 1 : run.first + 2])


def _a_thing(reading: Reading, run: Run) -> bool:
    if run.first > run.sentence.first and thing_before(reading.words[run.first - 1]):
        return True
    following = run.last + 1
    if following >= run.sentence.last or not thing_after(reading.words[following]):
        return False
    return _capital(reading, following) or (reading.words[following] in _SITES and reading.gaps[run.last] == " ")


# Things that stand in small letters behind the name they bear: "the Mia Milia crossing".
_SITES = frozenset("crossing checkpoint camp bridge road reef shoal airport hospital school base junction".split())


def _trimmed(reading: Reading, run: Run) -> tuple[list[tuple[int, int, str]], list[Given | None]]:
    """The parts of a run, without a word that is capital only because a sentence begins with it."""
    parts = parts_of(reading, run.first, run.last)
    givens = [given_name(text.split("-")[0] if text[:1].isupper() else text, reading.language) for _, _, text in parts]
    if len(parts) > 1 and parts[-1][2].lower().rstrip(".") in SUFFIXES:
        parts, givens = parts[:-1], givens[:-1]
    opens = run.first == run.sentence.first
    if opens and len(parts) > 1 and givens[0] is None and common(parts[0][2].lower(), reading.language):
        parts, givens = parts[1:], givens[1:]
    if opens and len(parts) == 2 and givens[0] is None and _plural_noun(parts[0][2]) and givens[1] is not None:
        parts, givens = parts[1:], givens[1:]
    opening = opens and len(parts) > 2
    if opening and givens[0] is None and givens[1] is not None and not family_first(parts[0][2]):
        parts, givens = parts[1:], givens[1:]
    elif opens and len(parts) == 4 and givens[:2] == [None, None] and givens[2] and not family_first(parts[0][2]):
        parts, givens = parts[2:], givens[2:]  # "Захисниця Сташенка Ольга Бугайчук"
    if len(parts) > 2 and titled(run.sentence, reading):
        return _headline(parts, givens, reading.language)
    return parts, givens


def _plural_noun(text: str) -> bool:
    """ "Колеги Хашима", "Прихильники Кіїра": no family name before a given one."""
    return is_cyrillic(text) and len(text) > 4 and text.endswith(("и", "і", "ы", "ї"))


SUFFIXES = frozenset("jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_TOWNS = frozenset("dhabi ghraib simbel дабі даби ґрейб грейб".split())
_REIGNING = frozenset(("monarch", "cleric"))
_BY_AGE = frozenset(("jr", "sr"))
# Roles that a family name alone follows as often as an organisation does: "речник Генштабу", "глава Нафтогазу".
_OF_BODIES = frozenset(
    "head spokesperson representative deputy expert leader commander aide negotiator citizen relative "
    "speaker secretary".split()
)
_BODY_ENDINGS = ("ного", "ний", "ная", "ної", "ному", "ный", "ной", "них", "ных", "ським", "ские", "ські", "ської")
_FAMILY_ENDINGS = tuple(
    (
        "ський ського ському ським цький цького ский ского скому ов ев єв ова ева єва ову еву овим овым "
        "евым ін ина іна ин "
        "енко енка енком ук юк чук ян яна яну яном ич ича іч іча дзе швілі швили ська ская ской ської"
    ).split()
)


def _alone(reading: Reading, part: tuple[int, int, str], concept: str) -> bool:
    """Whether one word after a role is a family name rather than the body whose role it is, or any other word."""
    _, last, text = part
    lower = text.lower()
    if len(lower) < 2 or (last + 1 < len(reading.words) and reading.gaps[last] in ("-", "‑")):
        return False  # "президент Нагорно-Карабахской республики"
    if concept not in ("mister", "madam") and common(lower, reading.language):
        return False
    if is_cyrillic(lower) and len(lower) > 3 and given_name(text, reading.language) is not None:
        return last + 1 >= len(reading.words) or reading.gaps[last] != " " or not _capital(reading, last + 1)
    if reading.language == "en":
        following = last + 1
        goes_on = following < len(reading.words) and reading.text[reading.ends[last] : reading.starts[following]] == " "
        if goes_on and _capital(reading, following) and not says(reading.words[following], "en"):
            return False
        return not lower.endswith(("tion", "ship", "ics", "ities", "ment", "ness", "ism", "ware", "ance"))
    if not is_cyrillic(lower) or (lower.endswith(_BODY_ENDINGS) and not lower.endswith(_FAMILY_ENDINGS)):
        return False
    if lower.endswith(_OF_PLACES) and _noun_follows(reading, last):
        return False
    return concept not in _OF_BODIES or lower.endswith(_FAMILY_ENDINGS)


_OF_PLACES = ("ского", "цкого", "ського", "цького", "ской", "цкой", "ської", "цької")
_REGIONS = (
    "област", "район", "губерн", "республ", "республік", "народн", "міськ", "городск", "громад", "военн", "військ",
    "админ", "адмін", "округ", "держ", "госуд", "облас", "обл", "міліц", "поліц", "полиц", "прокур", "рай", "рад",
    "лікарн", "больниц", "школ", "завод", "порт", "митниц", "тамож", "суд", "церкв", "епарх", "єпарх", "міськрад",
)  # fmt: skip
_NEUTERS = ("ства", "ния", "ние", "ння", "ції", "ции", "ості", "ости", "ки", "тва")


def _noun_follows(reading: Reading, index: int) -> bool:
    """Whether an adjective of a place leads a noun: "лидеры Карибского сообщества"."""
    following = index + 1
    if following >= len(reading.words) or reading.gaps[index] not in (" ", "\u00a0"):
        return False
    word = reading.words[following]
    if reading.capitals[following]:  # "начальник Харківської ОВА"
        return len(word) > 1 and reading.text[reading.starts[following] : reading.ends[following]].isupper()
    return word.endswith(_NEUTERS) or word.startswith(_REGIONS)


def by_context(
    reading: Reading,
    run: Run,
    families: set[str],
    ends: set[int],
    sure: set[str],
    shorter: Collection[str],
    called: Collection[str],
) -> Name | None:
    """The name that a run of several parts is in the light of others: its family name is borne by somebody named
    elsewhere, it has a particle of names inside, or it stands in a list with a name (`ends`: where names end).
    `sure`: the family names among `families` that full names showed; `shorter`: words that stand alone as family names
    do, so that a longer run that ends in one is a name at the head of a sentence too; `called`: words by which somebody
    is called alone, so that a longer run that begins with one is a name."""
    if _a_thing(reading, run) or titled(run.sentence, reading):
        return None
    parts = parts_of(reading, run.first, run.last)
    if not 2 <= len(parts) <= 4 or any(len(text) < 2 for _, _, text in parts):
        return None
    texts = tuple(text for _, _, text in parts)
    listed = any(reading.starts[run.first] - len(mark) in ends and _between(reading, run, mark) for mark in _LISTING)
    forms = nominatives(texts[-1], reading.language)
    borne = any(bare(form) in families for form in forms) or any(half in families for half in halves_of(texts[-1]))
    particle = texts[-1][0].islower() and run.first != run.sentence.first
    if run.first == run.sentence.first:
        # Any noun may open a sentence: "Посредница Тереску", "Fisherman Maclennan".
        opens = reading.language == "en" and not texts[0].endswith(_DOERS)
        borne = opens and any(bare(form) in shorter for form in forms)
        listed = False
    if not (particle or listed or borne or texts[0] in called):
        return None
    if is_cyrillic(texts[0]) and texts[0].lower().endswith(_BODY_ENDINGS):
        return None
    if any(common(text.lower(), reading.language) for text in texts):
        return None
    two = len(texts) == 2 and _two_families(texts[0], reading.language, sure)
    return None if two else Name(parts[0][0], parts[-1][1], texts, 0, len(texts) - 1, False)


def _two_families(first: str, language: str, families: Collection[str] = ()) -> bool:
    """Whether the first of two words is a family name itself: "После разговора с Трампом Нетаньяху отозвал ..."."""
    if language == "en" or given_name(first, language) is not None:
        return False
    return any(famous(form.lower(), language) or bare(form) in families for form in nominatives(first, language))


_DOERS = ("er", "or", "ist", "man", "woman", "ian", "ant", "ent", "eer", "ee", "s")
_LISTING = (", ", " and ", ", and ", " та ", " і ", " й ", " и ")


def _between(reading: Reading, run: Run, mark: str) -> bool:
    start = reading.starts[run.first]
    return reading.text[start - len(mark) : start] == mark


def _headline(
    parts: list[tuple[int, int, str]], givens: list[Given | None], language: str
) -> tuple[list[tuple[int, int, str]], list[Given | None]]:
    for index, given in enumerate(givens[:-1]):
        if given is not None:
            last = index + 2
            if givens[index + 1] is not None and last < len(parts) and not common(parts[last][2].lower(), language):
                last += 1  # "Recep Tayyip Erdoğan"
            return parts[index:last], givens[index:last]
    return [], []


_PATRONYMICS = tuple(
    (
        "ович овича овичу овичем ьович йович йовича йовичем евич евича евичу евичем івна івни івні івну ївна ївни "
        "овна овны овне овну евна евны евне евну огли оглы"
    ).split()
)
# Family names of East Asia that are words of English too.
_ALSO_WORDS = frozenset(
    "fan long he song sun pan tan long gong bang she may man so an no to do go hung sang sung dong son pang teng ok "
    "сам сон пан май так".split()
)


def _several(
    reading: Reading, run: Run, parts: list[tuple[int, int, str]], givens: list[Given | None], told: bool
) -> Name | None:
    texts = tuple(text for _, _, text in parts)
    first, last = parts[0][0], parts[-1][1]
    short = len(texts[0].replace(".", "")) < 3
    initial = short and (len(texts[0]) == 1 or "." in texts[0] or _initialled(reading, first))  # "Ma. Luisa Reyes"
    if initial and len(texts) > 2 and len(texts[1]) > 1 and givens[1] is not None and not told:
        # The letter belongs to what stands before: "Team C. Hamidou Diallo".
        return Name(parts[1][0], last, texts[1:], 0, len(texts) - 2, False)
    if family_first(texts[0]) and not (initial and _initialled(reading, first)):
        if texts[0].lower() in _ALSO_WORDS and not (told or speaks(reading, run)):
            return None
        if givens[0] is None or len(texts) > 2 or "-" in texts[1]:
            return Name(first, last, texts, 1, 0, False, True)
    if givens[0] is not None or initial or given_japanese(texts):
        if initial and len(texts) == 2 and givens[0] is None and not told and not _initialled(reading, first):
            return None
        return Name(first, last, texts, 0, len(texts) - 1, False)
    if is_cyrillic(texts[0]) and len(texts) > 1 and givens[1] is not None:
        if len(texts) > 2 and not patronymic(texts[2], givens[1]):
            # What stands before the given name is no name: "Кондитерская Олега Ильина".
            return Name(parts[1][0], last, texts[1:], 0, len(texts) - 2, False)
        if told and len(texts) == 2 and not texts[0].lower().endswith(_FAMILY_ENDINGS):
            # A given name no table holds, behind a role: "адвокат Мирлен Огюстен".
            return Name(first, last, texts, 0, 1, False)
        # Family name first, as in lists and on forms: "Умєров Рустем Енверович".
        return Name(first, last, texts, 1, 0, False, len(texts) == 2)
    if (told or speaks(reading, run)) and not any(
        common(text.lower(), reading.language) and text.lower() not in SMALL for text in texts
    ):
        if is_cyrillic(texts[0]) and texts[0].lower().endswith(
            ("ський", "ська", "ской", "ського", "ская", "ский", "ського", "ного", "ний")
        ):
            return None
        two = len(texts) == 2 and _two_families(texts[0], reading.language)
        return None if two else Name(first, last, texts, 0, len(texts) - 1, False)
    return None


def patronymic(text: str, given: Given | None = None) -> bool:
    """Whether a word is the patronymic of a given name: a woman has none in -ович ("Марина Адамович")."""
    lower = text.lower()
    if not lower.endswith(_PATRONYMICS):
        return False
    woman = lower.endswith(("вна", "вни", "вне", "вну", "вні", "вною", "вной"))
    return given is None or given.gender == "u" or woman == (given.gender == "f")


def _initialled(reading: Reading, first: int) -> bool:
    return reading.text[reading.ends[first] : reading.ends[first] + 1] == "."


def _capital(reading: Reading, index: int) -> bool:
    return reading.capitals[index]


def speaks(reading: Reading, run: Run) -> bool:
    """Whether a verb of saying, "who" or an age stands directly beside the run."""
    language, text = reading.language, reading.text
    if run.last - run.first > 3:
        return False
    if run.first > run.sentence.first and says(reading.words[run.first - 1], language):
        return text[reading.ends[run.first - 1] : reading.starts[run.first]] in (" ", "\u00a0")
    following = run.last + 1
    if following >= run.sentence.last:
        return False
    gap = text[reading.ends[run.last] : reading.starts[following]]
    word = reading.words[following]
    if gap in (" ", "\u00a0"):
        return (says(word, language) and run.first != run.sentence.first) or (says(word, language) and language == "en")
    return gap == ", " and (word == "who" or (word.isdigit() and 15 < int(word[:3]) < 110))


def tells(reading: Reading, run: Run) -> bool:
    """Whether any word of telling stands directly beside the run, the looser ones too, or the run is a label with its
    colon: "Maclennan laughed", "слова Макленнана", "Maclennan: ..."."""
    label = run.first == run.sentence.first and reading.gaps[run.last][:1] == ":"
    return label or tells_behind(reading, run) or tells_before(reading, run)


def tells_behind(reading: Reading, run: Run) -> bool:
    """Whether a word of telling stands directly behind the run: "Maclennan laughed"."""
    following = run.last + 1
    goes_on = following < run.sentence.last and reading.gaps[run.last] in BLANKS
    return goes_on and utters(reading.words[following], reading.language)


def tells_before(reading: Reading, run: Run) -> bool:
    """Whether a word of telling leads directly up to the run: "слова Макленнана"."""
    before = run.first - 1
    led = before >= run.sentence.first and reading.gaps[before] in BLANKS
    return led and utters(reading.words[before], reading.language)
