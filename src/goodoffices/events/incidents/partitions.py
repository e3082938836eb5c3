"""The probability that two reports are one incident, over all ways to part the reports into incidents.

Each report in turn is taken out of its incident and held against the incidents around it as they are then, whole, and
against standing alone: Gibbs sampling of partitions (Neal, Journal of Computational and Graphical Statistics 2000).
What is counted are the odds of every turn, not the choice made by them, so that few passes are enough (Gelfand and
Smith, JASA 1990). The numbers that choose are hashes of what the report says and of the pass: the same reports give
the same bytes, and a report more changes nothing but what can be reached from it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...engine.kernels import compiled, inlined
from .beliefs import Beliefs
from .candidates import Ints
from .evidence import Reports
from .groups import (
    Around,
    Belief,
    Groups,
    Told,
    around,
    believed_without,
    clashing,
    extra_of,
    odds_of,
    taken_in,
    taken_out,
)
from .linking import IndexPairs, contended, rivals_of
from .model import PASSES
from .sphere import Floats

CHAINS, UNCOUNTED = 2, 1
"""The passes go by turns to chains that begin alike and run beside one another; of each the first are not counted."""
START = 0.3
"""The least mean probability among rivals of the links with which the passes begin."""
LEAST = 0.003
"""Pairs of less odds than this share of what either report is told are left out."""


class Chances(NamedTuple):
    """The probability of every candidate pair to be one incident, and of every report to be told by nobody else."""

    pair: Floats
    alone: Floats


class Weighed(NamedTuple):
    """What each report was last told: by the neighbour the odds of its group (`whole`), the same where the group is met
    first and else 0 (`first`), their sum with that of standing alone, 1 (`total`); `asked` and `place` by the group are
    the turn in which it was asked and the neighbour that stands for it."""

    whole: Floats
    first: Floats
    total: Floats
    asked: Ints
    place: Ints


def chances(
    reports: Reports, beliefs: Beliefs, first: Ints, second: Ints, extra: Floats | None, apart: IndexPairs,
    passes: int = PASSES, before: int = 0,
) -> Chances:  # fmt: skip
    """The chances of candidate pairs of reports of two sources, after so many passes; those `before` were others.

    `beliefs` are those of single reports, `extra` log odds of each pair beyond what beliefs say (of texts), which count
    by their mean; pairs `apart` are never one incident.
    """
    count, nothing = len(reports), np.zeros(0)
    held = _told(reports, beliefs, around(count, *apart), nothing if extra is None else extra)
    single, chance = _single_odds(first, second, held), np.zeros(len(first))
    total = 1.0 + np.bincount(first, single, count) + np.bincount(second, single, count)
    kept = np.flatnonzero(single >= LEAST * np.minimum(total[first], total[second]))
    first, second, single = first[kept], second[kept], single[kept]
    held = held._replace(
        near=around(count, first, second), single=single, extra=nothing if extra is None else extra[kept]
    )
    share = contended(np.log(np.maximum(single, 1e-300)), *rivals_of(reports.source, first, second))
    start = parted(reports.source, first, second, share, START, 0.0, (first[:0], first[:0]), apart)
    keys = _keys(reports)
    draws = np.array([_draws_of(keys, turn) for turn in range(before, before + passes)]).reshape(passes, count)

    def chain(number: int) -> tuple[Floats, Floats]:
        return _passed(UNCOUNTED, draws[number::CHAINS], start, held, _singles(held))

    with ThreadPoolExecutor(CHAINS) as pool:
        found = list(pool.map(chain, range(CHAINS)))
    chance[kept] = sum(pairs for pairs, _ in found) / CHAINS
    return Chances(chance, np.asarray(sum(alone for _, alone in found) / CHAINS))


def _told(reports: Reports, beliefs: Beliefs, apart: Around, extra: Floats) -> Told:
    """What the reports say, before any pair is put around them."""
    place = (beliefs.point, *(each[:, None] for each in (beliefs.weight, beliefs.rate, beliefs.vague)))
    words = np.concatenate([np.zeros((len(reports), 0)), *beliefs.words], axis=1)
    share = np.concatenate([np.zeros(0), *beliefs.shares])
    own = Belief(
        np.concatenate(place, axis=1), np.ascontiguousarray(beliefs.when), beliefs.start.astype(np.int64), words
    )
    bounds = np.cumsum([0, *(len(each) for each in beliefs.shares)])
    near, source = around(len(reports), *(bounds[:0],) * 2), reports.source.astype(np.int64)
    return Told(
        source, near, apart, own, words / share, bounds, extra[:0], extra, beliefs.nearness, float(beliefs.missed)
    )


@compiled
def _single_odds(first: Ints, second: Ints, told: Told) -> Floats:
    """The odds that the two reports of each pair are one incident, whatever is around them."""
    odds = np.empty(len(first))
    for at in range(len(first)):
        odds[at] = odds_of(told.own, first[at], told, second[at], told.extra[at] if len(told.extra) else 0.0)
    return odds


def _singles(told: Told) -> Groups:
    """Every report as a group of its own."""
    count = len(told.source)
    belief = Belief(*(np.concatenate((column, np.zeros((1, *column.shape[1:]), column.dtype))) for column in told.own))
    return Groups(np.arange(count), np.arange(count), np.full(count, -1), np.ones(count, np.int64), belief)


def _keys(reports: Reports) -> NDArray[np.uint64]:
    """A number of every report that depends on nothing but what it says."""
    key = np.zeros(len(reports), np.uint64)
    for column in (reports.begins, reports.lat, reports.lon, reports.source):
        key = (key ^ np.ascontiguousarray(column).view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key


def _draws_of(keys: NDArray[np.uint64], turn: int) -> Floats:
    """A number from 0 to 1 for every key and turn (splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = keys + np.uint64(turn + 1) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53)


@compiled
def _passed(uncounted: int, draws: Floats, start: Ints, told: Told, groups: Groups) -> tuple[Floats, Floats]:
    """The chances of all pairs and the chance of every report to stand alone, after one pass for every row of `draws`.

    `start` names the groups to begin with by their least index.
    """
    count, near, around_it = len(start), told.near.near, told.near.first
    free, left, turn = np.empty(count, np.int64), 0, 0
    # What a report is told stays as it was while nothing around it has moved.
    seen, moved, changed = np.full(count, -1), np.zeros(count, np.int64), np.zeros(count, np.int64)
    whole, first, place = np.zeros(len(near)), np.zeros(len(near)), np.zeros(count, np.int64)
    last = Weighed(whole, first, np.ones(count), np.full(count, -1), place)
    sums, alone = np.zeros(len(near)), np.zeros(count)
    for row in range(count):
        if start[row] == row:
            continue
        free[left], groups.head[row], groups.size[row] = row, -1, 0
        left += 1
        taken_in(row, start[row], groups, told)
    for number in range(len(draws)):
        for row in range(count):
            if around_it[row] == around_it[row + 1]:
                continue
            turn += 1
            if _stale(row, seen, moved, changed, groups, told):
                _weigh(row, turn, last, groups, told)
            if number >= uncounted:
                alone[row] += 1.0 / last.total[row]
                for at in range(around_it[row], around_it[row + 1]):
                    sums[at] += last.whole[at] / last.total[row]
            new, old = _chosen(row, draws[number, row], last, groups, told), groups.group[row]
            seen[row] = turn
            if new == old or (new < 0 and groups.size[old] == 1):
                continue
            taken_out(row, groups, told)
            if groups.size[old] == 0:
                free[left] = old
                left += 1
            if new < 0:
                left -= 1
                new = free[left]
            taken_in(row, new, groups, told)
            moved[row], changed[old], changed[new] = turn, turn, turn
    return _averaged(sums, alone, float(len(draws) - uncounted), told)


@compiled
def _averaged(sums: Floats, alone: Floats, passes: float, told: Told) -> tuple[Floats, Floats]:
    """The chance of every pair from what both its ends were told in all passes, and that of every report alone."""
    chance, near = np.zeros(len(told.single)), told.near
    for at in range(len(near.near)):
        chance[near.pair[at]] += 0.5 * sums[at] / passes
    lonely = near.first[1:] == near.first[:-1]
    return chance, np.where(lonely, 1.0, alone / passes)


@inlined
def _stale(row: int, seen: Ints, moved: Ints, changed: Ints, groups: Groups, told: Told) -> bool:
    """Whether anything around a report has changed since it was last asked."""
    if seen[row] < 0 or changed[groups.group[row]] > seen[row]:
        return True
    for at in range(told.near.first[row], told.near.first[row + 1]):
        other = told.near.near[at]
        if moved[other] > seen[row] or changed[groups.group[other]] > seen[row]:
            return True
    return False


@inlined
def _weigh(row: int, turn: int, last: Weighed, groups: Groups, told: Told) -> None:
    """Hold a report against every group around it, and note what it is told."""
    old, total = groups.group[row], 1.0
    for at in range(told.near.first[row], told.near.first[row + 1]):
        other = groups.group[told.near.near[at]]
        last.first[at] = 0.0
        if last.asked[other] == turn:
            last.whole[at] = last.whole[last.place[other]]
            continue
        last.asked[other], last.place[other], last.whole[at] = turn, at, 0.0
        if clashing(row, other, groups, told):
            continue
        if groups.size[other] - (other == old) == 1:
            odds = told.single[told.near.pair[at]]
        else:
            belief = believed_without(row, groups, told) if other == old else other
            extra = extra_of(row, at, groups, told) if len(told.extra) else 0.0
            odds = odds_of(groups.belief, belief, told, row, extra)
        last.whole[at], last.first[at] = odds, odds
        total += odds
    last.total[row] = total


@inlined
def _chosen(row: int, drawn: float, last: Weighed, groups: Groups, told: Told) -> int:
    """The group that a number from 0 to 1 chooses by the odds; -1 for a group of its own."""
    rest, new, at = drawn * last.total[row] - 1.0, -1, told.near.first[row]
    while at < told.near.first[row + 1] and rest >= 0.0:
        if last.first[at] > 0.0:
            rest -= last.first[at]
            new = groups.group[told.near.near[at]]
        at += 1
    return new


def parted(
    source: Ints, first: Ints, second: Ints, chance: Floats, least: float, alone: float, together: IndexPairs,
    apart: IndexPairs,
) -> Ints:  # fmt: skip
    """The group of every report (the least index in it): groups are joined while their pairs are likelier than `least`
    on the mean, the likeliest pairs first, and two that no third joins part again when they are less likely than
    `alone`. Pairs `together` are in one group, pairs `apart` are not, whatever their chances."""
    count, nothing, none = len(source), first[:0], np.zeros((0, 0))
    kept = np.flatnonzero(chance >= least)
    order = kept[np.argsort(first[kept] * count + second[kept])]
    order = order[np.argsort(-chance[order], kind="stable")]
    ones, others = (np.concatenate(sides) for sides in zip(together, (first[order], second[order]), strict=True))
    told = Told(
        source.astype(np.int64), around(count, first, second), around(count, *apart), Belief(none, none, nothing, none),
        none, nothing, np.asarray(chance, np.float64), none[0:0].reshape(-1), none[0:0].reshape(-1), 0.0,
    )  # fmt: skip
    group, size = _joined(len(together[0]), ones, others, least, told)
    forced = np.zeros(count, bool)
    forced[group[together[0]]] = True
    weak = (group[first] == group[second]) & (size[group[first]] == 2) & (chance < alone) & ~forced[group[first]]
    for side in (first[weak], second[weak]):
        group[side] = side
    named = np.full(count, count)
    np.minimum.at(named, group, np.arange(count))
    return np.asarray(named[group])


@compiled
def _joined(forced: int, ones: Ints, others: Ints, least: float, told: Told) -> tuple[Ints, Ints]:
    """The group of every report and the size of every group; the first pairs, `forced` in number, are joined anyhow."""
    count = len(told.source)
    groups = Groups(np.arange(count), np.arange(count), np.full(count, -1), np.ones(count, np.int64), told.own)
    last = np.arange(count)
    for number in range(len(ones)):
        one, other = groups.group[ones[number]], groups.group[others[number]]
        if one == other or (number >= forced and not _fitting(one, other, least, groups, told)):
            continue
        row = groups.head[other]
        while row >= 0:
            groups.group[row] = one
            row = groups.following[row]
        groups.following[last[one]], last[one] = groups.head[other], last[other]
        groups.size[one] += groups.size[other]
    return groups.group, groups.size


@inlined
def _fitting(one: int, other: int, least: float, groups: Groups, told: Told) -> bool:
    """Whether two groups may be one, and their pairs are likelier than `least` on the mean."""
    total, row = 0.0, groups.head[other]
    while row >= 0:
        if clashing(row, one, groups, told):
            return False
        for at in range(told.near.first[row], told.near.first[row + 1]):
            if groups.group[told.near.near[at]] == one:
                total += told.single[told.near.pair[at]]
        row = groups.following[row]
    return bool(total > least * groups.size[one] * groups.size[other])
