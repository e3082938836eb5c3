"""Persons under construction: names met in one text joined into people.

A full name joins another where the family names are spellings or forms of one name and the given names do not speak
against it. A family name alone joins the person who bears it; where several do, the one last named in full.
"""

from __future__ import annotations

from functools import lru_cache

from ...lexicon.names.forms import Analysis, analyses, is_cyrillic, nominatives
from ...lexicon.names.given import given_name, listed, same_given
from ...lexicon.names.similarity import bare, family_alike, given_alike
from ...lexicon.names.spelling import folded
from .naming import Name
from .words import halves_of

_SURE = tuple(
    (
        "ський цький зький ский цкий ов ев єв ёв ін їн ин енко ук юк ян ич іч ець дзе швілі швили ова ева "
        "єва ська ская цька "
        "цкая зька іна ина"
    ).split()
)
_OBLIQUE = ("ом", "ем", "єм", "ою", "ею", "ові", "еві", "єві", "ого", "ому", "ым", "им", "ой", "ої")
_POSSESSIVE = ("ов", "ев", "єв", "ёв", "їв", "ин", "ін", "їн", "ын")


class Being:
    """A person as gathered so far: votes for each nominative of the family name, spellings, roles, full mentions."""

    __slots__ = (
        "anchor", "full", "gender", "given", "halves", "keys", "kin", "known", "named", "nicks", "roles", "side",
        "suffix", "variants", "votes",
    )  # fmt: skip

    def __init__(self) -> None:
        self.given = ""
        self.gender = ""
        self.votes: dict[str, int] = {}
        self.variants: dict[str, None] = {}
        self.roles: dict[str, None] = {}
        self.side: str | None = None
        self.full: list[int] = []
        self.known: str = ""
        self.named: list[str] = []
        # Folded names in marks inside a full name: Ahod "Murad" Ebrahim.
        self.nicks: set[str] = set()
        # Folded family names under which a mention may find this person.
        self.keys: set[str] = set()
        # Folded halves of a double family name: "Lomtatidze" of "Lomtatidze-Abashidze".
        self.halves: set[str] = set()
        self.suffix = ""
        # Introduced as somebody's relative ("his wife, ..."), or as the one whose relative somebody is.
        self.kin = False
        self.anchor = False

    def vote(self, family: str, weight: int) -> None:
        """Counts a form's nominative for the family name."""
        if family not in self.votes:
            self.keys.add(bare(family))
            self.halves.update(halves_of(family))
        self.votes[family] = self.votes.get(family, 0) + weight


@lru_cache(maxsize=20_000)
def family_keys(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """(nominative, its key) of every reading of a family name."""
    return tuple((nominative, bare(nominative)) for nominative in nominatives(text, language))


@lru_cache(maxsize=20_000)
def family_readings(word: str, language: str) -> tuple[Analysis, ...]:
    """The readings of a family name, likelier ones first."""
    found = list(analyses(word, language))
    if not is_cyrillic(word):
        return tuple(found)
    lower = word.lower()
    oblique = lower.endswith(_OBLIQUE)

    def rank(analysis: Analysis) -> int:
        name = analysis.nominative.lower()
        points = 0 if name.endswith(_SURE) else 4
        if name.endswith(("овий", "евий", "овый", "євий", "ової", "овой", "иной", "иний", "иный")):
            points += 6
        if analysis.nominative == word:
            points += 5 if oblique else -1 if not lower.endswith(("а", "у", "я", "ю", "и", "і")) else 0
        if name.endswith("о") and not name.endswith(("ко", "ло", "йло")) and analysis.nominative != word:
            points += 3
        if lower.endswith(("ы", "ии", "ії")) and analysis.nominative == word:
            points += 2
        if name.endswith(("ів", "їв")) and not lower.endswith(("ів", "їв")):
            points += 2
        return points

    return tuple(sorted(found, key=rank))


def _title(word: str) -> str:
    if word.isupper() and len(word) > 3 and "." not in word:
        return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
    return word


def name_readings(name: Name, language: str, gender: str, *, governed: bool = False) -> tuple[str, dict[str, int], str]:
    """(given name in the nominative, family nominatives with votes, gender) of a name; what the table of given
    names, the agreement of case and gender between the parts, and the endings tell. `governed`: a preposition stands
    before it, so that it is in no nominative."""
    family = _title(name.parts[name.family])
    gender = gender or _by_patronymic(name)
    if name.given < 0:
        readings = family_readings(family, language)
        if gender:
            readings = tuple(item for item in readings if item.gender in ("", gender)) or readings
        return "", _votes(readings, family), gender
    if name.rest and (len(name.parts) > 2 or not is_cyrillic(family)):
        given = " ".join(part for place, part in enumerate(name.parts) if place != name.family)
        return given, {**_by_last(name, language), family: 3}, gender
    given = _title(name.parts[name.given])
    if not is_cyrillic(given):
        known = given_name(given.split("-")[0], language)
        found = known.gender if known and known.gender != "u" else ""
        votes = {family: 3}
        middle = _first_family(name, language)
        if middle:
            votes[middle] = 1
        return given, votes, gender or found
    first, agreed, found = _agreeing(given, family, language, gender, governed)
    if len(name.parts) > 2 and sum(letter in _VOWEL_LETTERS for letter in given.lower()) < 2:
        # Of names of syllables the last alone declines: "Мін Аун Хлайна", "Ви Сон Наку".
        agreed = {**agreed, **{form: 1 for form in nominatives(family, language) if form not in agreed}}
    middle = _first_family(name, language)
    if middle and not middle.lower().endswith(_PATRONYMIC):
        agreed = {**agreed, **{form: 1 for form in nominatives(middle, language) if form not in agreed}}
    return first, agreed, found


def _by_patronymic(name: Name) -> str:
    """m or f by the patronymic: "Павла Олеговича Ларина" is no Pavla."""
    if name.given != 0 or name.family != 2 or len(name.parts) != 3 or not is_cyrillic(name.parts[1]):
        return ""
    middle = name.parts[1].lower()
    if middle.endswith(("вич", "вича", "вичу", "вичем", "вичеві")):
        return "m"
    return "f" if middle.endswith(("вна", "вни", "вну", "вны", "вной", "вною", "вні", "вне")) else ""


def _by_last(name: Name, language: str) -> dict[str, int]:
    """ "Nguyễn Thị Minh Châu" is "Ms Chau": the last part of a name that begins with the family name."""
    last = name.parts[-1]
    return dict.fromkeys(nominatives(last, language), 1) if len(last) > 2 and "-" not in last else {}


def _first_family(name: Name, language: str) -> str:
    """ "Nicolás Maduro Moros": of two family names the first is the one in use; "" where there is but one."""
    if name.given != 0 or not 3 <= len(name.parts) <= 4 or name.family != len(name.parts) - 1:
        return ""
    middle = name.parts[-2]
    written = middle[:1].isupper() or (middle[1:2] in ("'", "’") and middle[2:3].isupper())
    return middle if len(middle) > 3 and given_name(middle, language) is None and written else ""


_VOWEL_LETTERS = frozenset("аеєиіїоуюяыэё")
_PATRONYMIC = tuple("вич вича вичу вичем вна вни вну вны вной вною вні вне ипа оглы огли".split())


def _votes(readings: tuple[Analysis, ...], family: str) -> dict[str, int]:
    votes: dict[str, int] = {}
    for place, analysis in enumerate(readings):
        votes.setdefault(analysis.nominative, 3 if place == 0 else 1)
    votes.setdefault(family, 1)
    return votes


@lru_cache(maxsize=20_000)
def _agreeing(given: str, family: str, language: str, gender: str, governed: bool) -> tuple[str, dict[str, int], str]:
    best: list[tuple[int, str, Analysis, str]] = []
    families = family_readings(family, language)
    for place, first in enumerate(_given_readings(given, language, gender, governed)):
        for rank, last in enumerate(families):
            if first.gender and last.gender and first.gender != last.gender:
                continue
            if not set(first.cases) & set(last.cases):
                continue
            points = place + rank * 2
            if first.gender == "f" and not last.gender and last.nominative.lower().endswith(_POSSESSIVE):
                continue
            if first.gender == "m" and last.nominative.lower().endswith(("ова", "ева", "єва", "ська", "ская", "цька")):
                points += 8
            if last.nominative.endswith("я") and family.endswith(("і", "и")) and len(family) > 3:
                points += 6  # "Мазлума Абді": foreign names in -і keep it, few end in -дя
            if "N" in first.cases and "N" in last.cases and last.nominative == family:
                points -= 1
            best.append((points, first.nominative, last, first.gender or last.gender))
    if not best:
        return given, _votes(families, family), gender
    best.sort(key=lambda item: (item[0], item[1], item[2]))
    _, nominative, chosen, found = best[0]
    votes = {chosen.nominative: 3}
    unlisted = listed(nominative) is None and len(best) > 1 and all(listed(other) is None for _, other, _, _ in best)
    for _, other, analysis, _ in best[1:]:
        if other == nominative or (unlisted and nominative == given):
            votes.setdefault(analysis.nominative, 1)
    return nominative, votes, gender or found


def _given_readings(given: str, language: str, gender: str, governed: bool) -> list[Analysis]:
    known: list[Analysis] = []
    rest: list[Analysis] = []
    more = (Analysis(given[:-2], "m", "I"),) if given.endswith(("ином", "іном", "овом")) else ()
    if given.endswith(("елі", "ели")):
        more = (Analysis(given[:-1] + "ь", "f", "GDL"),)  # "Нінелі", "Адели"
    for analysis in (*analyses(given, language), *more):
        entry = listed(analysis.nominative) or listed(analysis.nominative.split("-")[0])
        if entry is None:
            rest.append(analysis)
        elif not analysis.gender or entry.gender in (analysis.gender, "u"):
            sex = analysis.gender or ("" if entry.gender == "u" else entry.gender)
            known.append(Analysis(analysis.nominative, sex, analysis.cases))
    chosen = known or rest
    if len(known) > 1 and known[0].cases == "N" and given.endswith("ы"):
        chosen = known[1:]  # "Соны": a form of "Сона", no name that is spelled alike
    elif governed and len(known) > 1:
        chosen = [item for item in known if item.cases != "N"] or known  # "на Барака": of "Барак"
    if gender:
        chosen = [item for item in chosen if item.gender in ("", gender)] or chosen
    return chosen


_CASES = ("ові", "еві", "ом", "ем", "ым", "а", "я", "у", "ю", "е", "і", "ь")


def _one_stem(left: str, right: str) -> bool:
    """Whether two given names of several syllables differ in a case ending: "Сон Нак", "Сон Наку"."""
    if " " not in left or " " not in right or not is_cyrillic(left):
        return False
    ours, theirs = left.lower().split(), right.lower().split()
    return len(ours) == len(theirs) and all(
        one == other or _without_case(one) == _without_case(other) for one, other in zip(ours, theirs, strict=True)
    )


def _first_of(left: str, right: str) -> bool:
    """Whether one given name is the first half of the other: "Жан" of "Жан-Батист", as in "Жан Батист Дорсан"."""
    ours, theirs = left.replace("-", " ").split(), right.replace("-", " ").split()
    if not (ours and theirs) or len(ours) == len(theirs) or min(len(ours[0]), len(theirs[0])) < 3:
        return False
    return folded(ours[0]) == folded(theirs[0])


def _without_case(name: str) -> str:
    for ending in _CASES:
        if name.endswith(ending) and len(name) - len(ending) > 1:
            return name[: -len(ending)]
    return name


def joins(being: Being, given: str, votes: dict[str, int], gender: str, suffix: str = "") -> bool:
    """Whether a name may be this person's; father and son of one name differ in "Sr." and "Jr."."""
    if given and being.full and suffix != being.suffix:
        return False
    if being.gender and gender and being.gender != gender:
        return False
    if (
        given
        and being.given
        and folded(given) not in being.nicks
        and not (same_given(given, being.given) or given_alike(given, being.given) or _one_stem(given, being.given))
        and not _first_of(given, being.given)
    ):
        return False
    if not being.keys.isdisjoint(map(bare, votes)):
        return True
    if not (given and being.given):
        return False
    if _half_shared(being, votes):
        return True
    firm = [right for right, weight in votes.items() if weight > 2]
    return any(family_alike(left, right) for right in firm for left in being.votes)


def _half_shared(being: Being, votes: dict[str, int]) -> bool:
    """ "Nikos Christofidis" and "Nikos Christofidis-Papadopoulos": one family name is half of the other."""
    if not being.halves.isdisjoint(map(bare, votes)):
        return True
    return any(not being.keys.isdisjoint(halves_of(family)) for family in votes)


def gender_of_family(word: str) -> str:
    """What the ending of a Slavic family name says of gender: f for -ова, -ська; "" where it says nothing sure."""
    lower = folded(word)
    return "f" if lower.endswith(("ska", "skaia", "ova", "eva", "ina")) and len(lower) > 5 else ""
