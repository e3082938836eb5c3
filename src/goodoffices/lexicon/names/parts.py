"""A written name taken apart: given name, family name, and a key under which equal names meet."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .given import family_first, given_name
from .similarity import bare
from .spelling import folded, skeleton

_PARTICLES = frozenset("van von der den de del di da bin ibn al el фон ван дер ден де ди бин бін аль ель эль".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())


class NameParts(NamedTuple):
    """`given` and `middle` may be empty; `key` is the same for equal names in any script and spelling scheme."""

    given: str
    middle: tuple[str, ...]
    family: str

    @property
    def key(self) -> tuple[str, str]:
        """(given name by its group or folded, folded family name)."""
        return given_key(self.given), bare(self.family)

    @property
    def block(self) -> str:
        """The skeleton of the family name: names that could be one share it."""
        return skeleton(bare(self.family))


@lru_cache(maxsize=50_000)
def given_key(given: str) -> str:
    """One key for the spellings of a given name: "Volodymyr", "Владимир" -> the same; an initial stays an initial."""
    if len(given.rstrip(".")) <= 1:
        return folded(given)
    known = given_name(given, "uk")
    return f"={known.group}" if known is not None else folded(given)


@lru_cache(maxsize=50_000)
def name_parts(name: str) -> NameParts:
    """The parts of a name in the nominative; names of China, Korea and Viet Nam have the family name first."""
    words = [word for word in name.replace("\u00a0", " ").split() if word.lower().strip(".,") not in _SUFFIXES]
    if len(words) < 2:
        return NameParts("", (), words[0] if words else "")
    if family_first(words[0]) and (len(words) > 2 or "-" in words[1] or given_name(words[0], "uk") is None):
        return NameParts(" ".join(words[1:]), (), words[0])
    last = len(words) - 1
    first = last
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return NameParts(words[0], tuple(words[1:first]), " ".join(words[first:]))
