"""Groups of reports that change one report at a time, and what is believed of each: loops as machine code.

Beliefs are those of `Beliefs`, joined by the same formulas. Of a group of one no belief is kept: it is the report's
own.
"""

from __future__ import annotations

from math import exp, pi, sqrt
from typing import NamedTuple

import numpy as np

from ...engine.kernels import compiled, inlined
from .candidates import Ints
from .sphere import Floats

WEIGHT, RATE, VAGUE = 3, 4, 5
"""Columns of `Belief.place` behind the three of the point."""


class Around(NamedTuple):
    """Pairs from each report's side: those of report i are `near[first[i]:first[i + 1]]`, `pair` their numbers."""

    first: Ints
    near: Ints
    pair: Ints


class Belief(NamedTuple):
    """Rows of what is believed: `place` (n, 6) is the point, its precision, the log background and the variance,
    `when` (n, W) from tick `start` on, `words` (n, K) the words of all categories side by side."""

    place: Floats
    when: Floats
    start: Ints
    words: Floats


class Told(NamedTuple):
    """What single reports say: `own` their beliefs, `held` their words over how common these are, `bounds` where each
    category begins; `single` the odds of each pair alone (or its chance), `extra` log odds of each beyond beliefs (or
    nothing), `habit` the log odds of any link."""

    source: Ints
    near: Around
    apart: Around
    own: Belief
    held: Floats
    bounds: Ints
    single: Floats
    extra: Floats
    nearness: Floats
    habit: float


class Groups(NamedTuple):
    """The group of every report, and of every group its first member, the member after each (-1 for none), its size and
    belief, with a row more to work in."""

    group: Ints
    head: Ints
    following: Ints
    size: Ints
    belief: Belief


def around(count: int, first: Ints, second: Ints) -> Around:
    """The pairs (first, second) of `count` reports from both sides."""
    return Around(*_placed(count, first, second))


@compiled
def _placed(count: int, first: Ints, second: Ints) -> tuple[Ints, Ints, Ints]:
    """The columns of `Around`: pairs are counted, then put where their report's begin, in their order."""
    begins = np.zeros(count + 1, np.int64)
    for at in range(len(first)):
        begins[first[at] + 1] += 1
        begins[second[at] + 1] += 1
    for row in range(count):
        begins[row + 1] += begins[row]
    free, near, pair = begins[:-1].copy(), np.empty(2 * len(first), np.int64), np.empty(2 * len(first), np.int64)
    for own, others in ((first, second), (second, first)):
        for at in range(len(first)):
            place = free[own[at]]
            near[place], pair[place] = others[at], at
            free[own[at]] += 1
    return begins, near, pair


@inlined
def put(belief: Belief, at: int, other: Belief, row: int) -> None:
    """Make belief `at` the other's `row`."""
    for column in range(belief.place.shape[1]):
        belief.place[at, column] = other.place[row, column]
    for tick in range(belief.when.shape[1]):
        belief.when[at, tick] = other.when[row, tick]
    belief.start[at] = other.start[row]
    for word in range(belief.words.shape[1]):
        belief.words[at, word] = other.words[row, word]


@inlined
def joined(belief: Belief, at: int, told: Told, row: int) -> None:
    """Join a report to belief `at`, as `Beliefs.join` does."""
    place, own = belief.place[at], told.own.place[row]
    weight, vague = place[WEIGHT] + own[WEIGHT], place[VAGUE] + own[VAGUE]
    part = place[WEIGHT] / weight
    for axis in range(3):
        place[axis] = part * place[axis] + (1 - part) * own[axis]
    place[RATE] = (place[RATE] * place[VAGUE] + own[RATE] * own[VAGUE]) / vague
    place[WEIGHT], place[VAGUE] = weight, vague
    when, other = belief.when[at], told.own.when[row]
    width, total, shift = len(when), 0.0, belief.start[at] - told.own.start[row]
    for tick in range(width):
        inside = 0 <= tick + shift < width
        when[tick] *= other[tick + shift] if inside else 0.0
        total += when[tick]
    for tick in range(width):
        when[tick] /= max(total, 1e-300)
    words = belief.words[at]
    for category in range(len(told.bounds) - 1):
        total = 0.0
        for word in range(told.bounds[category], told.bounds[category + 1]):
            words[word] *= told.held[row, word]
            total += words[word]
        for word in range(told.bounds[category], told.bounds[category + 1]):
            words[word] /= max(total, 1e-300)


@inlined
def odds_of(belief: Belief, at: int, told: Told, row: int, extra: float) -> float:
    """The odds that a report belongs to belief `at`, as `Beliefs.joining` has them by feature."""
    when, other, shift, agreed = belief.when[at], told.own.when[row], belief.start[at] - told.own.start[row], 0.0
    for tick in range(max(0, -shift), min(len(when), len(when) - shift)):
        agreed += when[tick] * other[tick + shift]
    if agreed <= 0.0:
        return 0.0
    place, own = belief.place[at], told.own.place[row]
    both = place[WEIGHT] * own[WEIGHT] / (place[WEIGHT] + own[WEIGHT])
    apart = (place[0] - own[0]) ** 2 + (place[1] - own[1]) ** 2 + (place[2] - own[2]) ** 2
    rate = (place[RATE] * place[VAGUE] + own[RATE] * own[VAGUE]) / (place[VAGUE] + own[VAGUE])
    for category in range(len(told.bounds) - 1):
        said = 0.0
        for word in range(told.bounds[category], told.bounds[category + 1]):
            said += belief.words[at, word] * told.held[row, word]
        agreed *= said
    near = told.nearness[min(int(2 * sqrt(both * apart)), len(told.nearness) - 1)]
    return float(exp(min(told.habit + extra + near - 0.5 * both * apart - rate, 60.0)) * agreed * both / (2 * pi))


@inlined
def clashing(row: int, group: int, groups: Groups, told: Told) -> bool:
    """Whether a report cannot be in a group: its source speaks there already, or a person told them apart."""
    other = groups.head[group]
    while other >= 0:
        if other != row and told.source[other] == told.source[row]:
            return True
        for at in range(told.apart.first[row], told.apart.first[row + 1]):
            if told.apart.near[at] == other:
                return True
        other = groups.following[other]
    return False


@inlined
def believed_without(row: int, groups: Groups, told: Told) -> int:
    """The row in which stands what is believed of a report's group without it."""
    spare, other, empty = len(told.source), groups.head[groups.group[row]], True
    while other >= 0:
        if other != row and empty:
            put(groups.belief, spare, told.own, other)
            empty = False
        elif other != row:
            joined(groups.belief, spare, told, other)
        other = groups.following[other]
    return spare


@inlined
def taken_out(row: int, groups: Groups, told: Told) -> None:
    """Take a report out of its group."""
    old, head, following = groups.group[row], groups.head, groups.following
    if groups.size[old] > 2:
        put(groups.belief, old, groups.belief, believed_without(row, groups, told))
    if head[old] == row:
        head[old] = following[row]
    else:
        other = head[old]
        while following[other] != row:
            other = following[other]
        following[other] = following[row]
    groups.size[old] -= 1


@inlined
def taken_in(row: int, new: int, groups: Groups, told: Told) -> None:
    """Put a report, which is in none, into a group, which may be empty."""
    if groups.size[new] == 1:
        put(groups.belief, new, told.own, groups.head[new])
    if groups.size[new]:
        joined(groups.belief, new, told, row)
    groups.following[row] = groups.head[new] if groups.size[new] else -1
    groups.head[new] = row
    groups.size[new] += 1
    groups.group[row] = new


@inlined
def extra_of(row: int, at: int, groups: Groups, told: Told) -> float:
    """The mean log odds beyond beliefs of a report's pairs with the group of its neighbour `at`, met here first."""
    total, number = 0.0, 0
    for further in range(at, told.near.first[row + 1]):
        if groups.group[told.near.near[further]] == groups.group[told.near.near[at]]:
            total += told.extra[told.near.pair[further]]
            number += 1
    return float(total / number)
