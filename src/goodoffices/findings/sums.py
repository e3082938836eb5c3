"""Arithmetic of what is claimed: totals and their named parts held against each other, one total told in two ways.

A statement is what one speaker says of one matter at one time. Nothing here says what happened; it says whether what
was said can be true together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from math import inf
from typing import Literal

import msgspec

Modifier = Literal["exact", "about", "at-least", "at-most"]
Status = Literal["adds-up", "more", "less", "two-totals", "two-parts", "falls"]
ABOUT = 0.1
"""Share by which a figure that is said to be about right may be off."""


class Figure(msgspec.Struct, frozen=True):
    """One number of a statement: the total where `part` is "", else a part of `of` (of the total where that is "").

    `period` is what the number counts over ("" where nobody says), `as_of` when it was said, in ISO 8601.
    """

    id: str
    by: str
    about: str
    number: int
    accused: str = ""
    period: str = ""
    as_of: str = ""
    part: str = ""
    of: str = ""
    modifier: Modifier = "exact"

    @property
    def bounds(self) -> tuple[float, float]:
        """Between what the number lies, as it was said."""
        if self.modifier == "at-least":
            return self.number, inf
        if self.modifier == "at-most":
            return 0, self.number
        off = self.number * ABOUT if self.modifier == "about" else 0
        return self.number - off, self.number + off


class Sum(msgspec.Struct, frozen=True):
    """A finding on the figures of one speaker: which figures, and why.

    more, less: the named parts are together more or less than the whole that they are parts of; two-totals, two-parts:
    one number of one statement told in two ways; falls: a later total of the same matter and period is smaller.
    `apart` is by how much, 0 where it adds up.
    """

    status: Status
    by: str
    about: str
    accused: str
    as_of: str
    part: str
    figures: tuple[str, ...]
    apart: int
    why: str


def sums(figures: Iterable[Figure]) -> tuple[Sum, ...]:
    """What the figures say of each other, in order of speaker, matter and time; the same in any order of input."""
    ordered = sorted(set(figures), key=_order)
    found: list[Sum] = []
    for _, held in groupby(ordered, key=lambda one: (one.by, one.about, one.accused, one.period)):
        matter = list(held)
        for _, said in groupby(matter, key=lambda one: one.as_of):
            statement = list(said)
            found.extend(_told_twice(statement))
            found.extend(_added(statement))
        found.extend(_fallen([one for one in matter if not one.part]))
    return tuple(found)


def _order(one: Figure) -> tuple[str, ...]:
    return (one.by, one.about, one.accused, one.period, one.as_of, one.of, one.part, f"{one.number:020d}", one.id)


def _told_twice(statement: list[Figure]) -> Iterator[Sum]:
    """One number of a statement that is given in ways that cannot both hold."""
    for _, held in groupby(statement, key=lambda one: (one.of, one.part)):
        told = list(held)
        low = max(told, key=lambda one: (one.bounds[0], one.id))
        high = min(told, key=lambda one: (one.bounds[1], one.id))
        if low.bounds[0] > high.bounds[1]:
            status: Status = "two-parts" if low.part else "two-totals"
            name = low.part or "the total"
            numbers = " and ".join(dict.fromkeys(_said(one) for one in told))
            apart = round(low.bounds[0] - high.bounds[1])
            yield _sum(status, told, low.part, apart, f"{name} is told as {numbers}")


def _added(statement: list[Figure]) -> Iterator[Sum]:
    """Each whole with named parts against their sum; a number told in two ways counts from its least to its most."""
    numbers = {key: list(held) for key, held in groupby(statement, key=lambda one: (one.of, one.part))}
    wholes = {part: told for (_, part), told in numbers.items()}
    for name in sorted(wholes):
        parts = [told for (of, part), told in numbers.items() if of == name and part not in ("", name)]
        if not parts:
            continue
        whole = wholes[name]
        low, high = _between(whole)
        least, most = (sum(_between(told)[side] for told in parts) for side in (0, 1))
        used = [*whole, *(one for told in parts for one in told)]
        terms = " + ".join(f"{told[0].part} {_said(told[0])}" for told in parts)
        said = f"{terms} = {_range(least, most)}, of {_said(whole[0])}"
        if least > high:
            yield _sum("more", used, name, round(least - high), f"the parts are more than the whole: {said}")
        elif most < low:
            yield _sum("less", used, name, round(low - most), f"the named parts are less than the whole: {said}")
        else:
            yield _sum("adds-up", used, name, 0, said)


def _fallen(totals: list[Figure]) -> Iterator[Sum]:
    """A total that is smaller than one of the same matter and period said before; only times that are told."""
    dated = [one for one in totals if one.as_of]
    for before, after in pairwise(dated):
        if before.as_of < after.as_of and after.bounds[1] < before.bounds[0]:
            why = f"{_said(before)} as of {before.as_of}, {_said(after)} as of {after.as_of}"
            yield _sum("falls", [before, after], "", round(before.bounds[0] - after.bounds[1]), why)


def _between(told: list[Figure]) -> tuple[float, float]:
    return min(one.bounds[0] for one in told), max(one.bounds[1] for one in told)


def _sum(status: Status, used: list[Figure], part: str, apart: int, why: str) -> Sum:
    one = used[-1]
    ids = tuple(dict.fromkeys(figure.id for figure in used))
    return Sum(status, one.by, one.about, one.accused, one.as_of, part, ids, apart, why)


def _said(one: Figure) -> str:
    words = {"exact": "", "about": "about ", "at-least": "at least ", "at-most": "at most "}
    return f"{words[one.modifier]}{one.number}"


def _range(least: float, most: float) -> str:
    if most == inf:
        return f"at least {least:g}"
    return f"{least:g}" if least == most else f"{least:g} to {most:g}"
