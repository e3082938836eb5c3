"""Given names: which words are one, of which gender, and which spellings are one name."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from .forms import analyses, is_cyrillic
from .spelling import folded


class Given(NamedTuple):
    """A given name: gender m / f / u, and the number of its group (spellings of one name share it)."""

    gender: str
    group: int


_NOBODY = Given("", -1)


@cache
def _table() -> tuple[dict[str, Given], frozenset[str]]:
    """({name, or "=" and its folded form: given name}, family names that stand first), from given.tsv."""
    names: dict[str, Given] = {}
    first_family: set[str] = set()
    for line in Path(__file__).with_name("given.tsv").read_text(encoding="utf-8").splitlines():
        name, gender, group = line.split("\t")
        if gender == "s":
            first_family.add(name.lstrip("+"))
        else:
            names[name] = Given(gender, int(group))
    return names, frozenset(first_family)


@lru_cache(maxsize=20_000)
def family_first(word: str) -> bool:
    """Whether the word is a family name of those that stand before the given name (Xi Jinping, Kim Jong Un)."""
    return word.lower() in _table()[1]


@lru_cache(maxsize=20_000)
def given_name(word: str, language: str) -> Given | None:
    """The given name that a word is, in any case; hyphened names by their first part. None where it is none."""
    lower = word.lower().replace("’", "'").replace("ʼ", "'")
    names = _table()[0]
    known = names.get(lower)
    if known is None and is_cyrillic(lower):
        for analysis in analyses(lower, language):
            hit = names.get(analysis.nominative)
            if hit and (not analysis.gender or hit.gender in (analysis.gender, "u")):
                return hit
        if lower.endswith(("ином", "іном", "овом")) and lower[:-2] in names:
            return names[lower[:-2]]
        if lower.endswith(("елі", "ели")) and names.get(f"{lower[:-1]}ь", _NOBODY).gender == "f":
            return names[f"{lower[:-1]}ь"]
        if len(lower) > 3:
            known = names.get("=" + folded(lower))
    elif known is None and len(lower) > 3:
        known = names.get("=" + folded(lower))
    if known is None and "-" in lower:
        return given_name(word.split("-", 1)[0], language)
    return known


def listed(word: str) -> Given | None:
    """The given name that a nominative is: as written, or by its folded form."""
    lower = word.lower().replace("’", "'").replace("ʼ", "'")
    return _table()[0].get(lower) or (_table()[0].get("=" + folded(lower)) if len(lower) > 3 else None)


@lru_cache(maxsize=20_000)
def plain_given(word: str, language: str) -> bool:
    """Whether a Cyrillic word is a given name in the nominative, and no other case of another one: "Лубна", "Олег"."""
    if not is_cyrillic(word) or word[-1:].lower() in "оеєіїиуюы" or listed(word) is None:
        return False
    return all(reading.nominative == word or listed(reading.nominative) is None for reading in analyses(word, language))


@lru_cache(maxsize=20_000)
def a_woman(given: str) -> bool:
    """Whether the table and the ending of a Cyrillic given name both say that a woman bears it."""
    known = listed(given) if is_cyrillic(given) else None
    return known is not None and known.gender == "f" and given[-1:] in "ая"


def same_given(left: str, right: str) -> bool:
    """Whether two given names (nominatives) are spellings of one name by the table."""
    one, other = given_name(left, "uk"), given_name(right, "uk")
    return one is not None and other is not None and one.group == other.group
