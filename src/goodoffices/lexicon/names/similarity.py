"""How alike two spellings of a name are, with the reasons: weighted features, each of which can be shown."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from ...records import Reason
from .forms import is_cyrillic
from .given import given_name, same_given
from .spelling import folded, skeleton

_ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|at|ar|an|az|аль|ель|эль|ад|ас|аш|ат|ар|ан)[-‑ ](?=\w{3})", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:van|von|der|den|de|del|dela|di|da|bin|ibn|ben|abu|bu|bou|ag|ould|e|y|"
    r"абу|бу|аг|ульд|вульд|бен|фон|ван|дер|ден|де|бин|бін)[ -]){1,3}",
    re.IGNORECASE,
)
_WOMEN = ("ska", "skaia", "ova", "eva", "ina", "aia")


@lru_cache(maxsize=50_000)
def bare(family: str) -> str:
    """A family name folded, without article or particle: "al-Burhan" -> burhan, "von der Leyen" -> leien."""
    name = _LEADING.sub("", family)
    return folded(_ARTICLE.sub("", name))


_GUTTURAL = frozenset("gkh")  # "Qasımzadə", "Gasimzade"; "Qaddafi", "Gaddafi"
_NEAR = frozenset(map(frozenset, ("ae", "ei", "ou", "ao", "eo")))


def vowel_distance(left: str, right: str) -> int:
    """How far the vowels of two folded names with one skeleton lie apart: 1 for vowels that spellings confuse (a / e,
    o / u) and for one more or less, 3 for others ("Morin", "Moran")."""
    ours, theirs = _vowels(left), _vowels(right)
    if len(ours) != len(theirs):
        return Levenshtein.distance(left, right)
    return sum(_apart(one, other) for one, other in zip(ours, theirs, strict=True))


def _vowels(name: str) -> list[str]:
    """The vowels before, between and after the consonants."""
    return re.split(r"[^aeiou]", name.replace("ch", "c").replace("sh", "s"))


def _apart(one: str, other: str) -> int:
    if one == other:
        return 0
    if not one or not other:
        return len(one) + len(other)
    return 1 if any(frozenset(left + right) in _NEAR or left == right for left in one for right in other) else 3


@lru_cache(maxsize=50_000)
def family_alike(left: str, right: str) -> bool:
    """Whether two family names are likely spellings of one: same skeleton and near in letters, same gender ending."""
    one, other = bare(left), bare(right)
    if one == other:
        return True
    if one.endswith(_WOMEN) != other.endswith(_WOMEN):
        return False
    if min(len(one), len(other)) < 4:
        return False
    if skeleton(one) == skeleton(other):
        return vowel_distance(one, other) <= 2
    if {one[0], other[0]} <= _GUTTURAL and min(len(one), len(other)) > 5:
        return skeleton(one[1:]) == skeleton(other[1:]) and vowel_distance(one[1:], other[1:]) <= 1
    return min(len(one), len(other)) > 6 and Levenshtein.distance(one, other) <= 1 and one[-2:] == other[-2:]


def is_initial(given: str) -> bool:
    """Whether a given name is but a letter, two with a dot ("Yu."), or letters with dots ("J.D.")."""
    short = len(given.rstrip(".")) == 1 or (given.endswith(".") and len(given) < 4)
    return short or (given[1:2] == "." and all(len(part) < 2 for part in given.split(".")))


@lru_cache(maxsize=50_000)
def given_alike(left: str, right: str) -> bool:
    """Whether two given names may be one: an initial, the same name by the table, the same skeleton or nearly."""
    one, other = folded(left.rstrip(".")), folded(right.rstrip("."))
    if one == other:
        return True
    if is_initial(left) or is_initial(right):
        return bool(one and other) and (one[:1] == other[:1] or left[:1].lower() == right[:1].lower())
    if min(len(one), len(other)) > 4 and (one.startswith(other) or other.startswith(one)):
        return True
    if given_name(left, "uk") is not None and given_name(right, "uk") is not None:
        near = skeleton(one) == skeleton(other) and _onset(one) == _onset(other) and one[-1:] == other[-1:]
        return same_given(left, right) or near or _across_scripts(left, right, one, other)
    return (skeleton(one) == skeleton(other) and Levenshtein.distance(one, other) <= 2) or JaroWinkler.similarity(
        one, other
    ) >= 0.93


def _across_scripts(left: str, right: str, one: str, other: str) -> bool:
    """Whether two given names of one gender in two scripts differ in a letter or two: "Hernando", "Ернандо"."""
    if is_cyrillic(left) == is_cyrillic(right) or min(len(one), len(other)) < 5:
        return False
    ours, theirs = given_name(left, "uk"), given_name(right, "uk")
    if ours is None or theirs is None or ours.gender != theirs.gender:
        return False
    return JaroWinkler.similarity(one, other) >= 0.93


def _onset(name: str) -> str:
    """The first letter, with g for h: "Ганс" and "Ханс" both write Hans."""
    return "h" if name[:1] == "g" else name[:1]


def compared(left: tuple[str, str], right: tuple[str, str]) -> tuple[int, tuple[Reason, ...]]:
    """Score in per cent (0..100) that two (given, family) names are one person's name, and the reasons.

    A given name may be empty. Below 50 they are different names, from 80 on one name.
    """
    reasons = [_family_reason(left[1], right[1])]
    reasons.append(_given_reason(left[0], right[0]))
    return min(100, max(0, sum(reason.weight for reason in reasons))), tuple(reasons)


def _family_reason(left: str, right: str) -> Reason:
    seen = f"{left} / {right}"
    if bare(left) == bare(right):
        return Reason("family name: same when written in one script", 60, seen)
    if family_alike(left, right):
        return Reason("family name: same consonants, letters near", 45, seen)
    if skeleton(bare(left)) == skeleton(bare(right)):
        return Reason("family name: same consonants only", 15, seen)
    return Reason("family name: different", -60, seen)


def _given_reason(left: str, right: str) -> Reason:
    seen = f"{left or '-'} / {right or '-'}"
    if not left or not right:
        return Reason("given name: missing on one side", 10, seen)
    if same_given(left, right) or folded(left) == folded(right):
        return Reason("given name: one name in its spellings", 40, seen)
    if is_initial(left) or is_initial(right):
        if folded(left)[:1] == folded(right)[:1]:
            return Reason("given name: initial agrees", 25, seen)
        return Reason("given name: initial differs", -60, seen)
    if given_alike(left, right):
        return Reason("given name: spelled alike", 35, seen)
    return Reason("given name: different", -60, seen)
