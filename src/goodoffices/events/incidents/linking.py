"""Joining groups of reports by their best links, under constraints: greedy agglomeration, in rounds.

In every round all pairs of groups that are each other's best are joined at once, then the odds of what they touch are
found anew. That joins what the plain greedy order would, but in a few passes over arrays. No chain of likenesses can
form: a group is always held against a whole group, two reports of one source never come together, and neither do two
that a person has told apart.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .beliefs import Beliefs
from .candidates import Ints
from .sphere import Floats

WORD = 63
PART = 500_000
HOPELESS = -4.0
"""Log odds below which a link is not even a rival."""
IndexPairs = tuple[Ints, Ints]


def linked(
    beliefs: Beliefs,
    spoken: NDArray[np.int64],
    first: Ints,
    second: Ints,
    *,
    least: float = 0.0,
    alone: float = 0.0,
    rivals: IndexPairs | None = None,
    extra: Floats | None = None,
    together: IndexPairs | None = None,
    apart: IndexPairs | None = None,
) -> tuple[Ints, Floats]:
    """The group of every report (the least index in it), and the log odds of the best link it was refused.

    `spoken` are bits that no two reports of a group may share (`voices`), `first` and `second` candidate pairs, `extra`
    log odds of each beyond what beliefs say (of texts), which count by their mean between groups; pairs `together` are
    in one group whatever their odds, pairs `apart` never. `beliefs` hold the joined beliefs afterwards; the odds of
    refusal stand at the least index, -inf where none was.

    `rivals` are keys, one of each side, by which links stand against one another (a report and the source of the
    other): a link whose probability among its rivals is below `least` is never made, and two that no third joins part
    again when that of their link is below `alone`.
    """
    links = _Links(beliefs, spoken.copy(), first, second, extra, apart)
    weak = links.contend(*rivals, least, alone) if rivals is not None else np.zeros(0, np.int64)
    links.close()
    if together is not None:
        for one, other in _trees(*together):
            links.join(np.array([one]), np.array([other]))
    while len(links.first):
        chosen = links.best()
        links.join(links.first[chosen], links.second[chosen], links.told[chosen])
    root = _roots(links.root)
    return _parted(root, first[weak], second[weak], together), links.refused


def _parted(root: Ints, one: Ints, other: Ints, together: IndexPairs | None) -> Ints:
    """The groups without those that are no more than one of these links, unless a person made it."""
    size = np.bincount(root, minlength=len(root))
    gone = (root[one] == root[other]) & (size[root[one]] == 2)
    if together is not None:
        gone &= ~np.isin(one, np.concatenate(together))
    apart = root.copy()
    for side in (one[gone], other[gone]):
        apart[side] = side
    return apart


class _Links:
    """The open links between groups, each with its odds; joining two groups brings their links together."""

    def __init__(
        self, beliefs: Beliefs, spoken: NDArray[np.int64], first: Ints, second: Ints, extra: Floats | None,
        apart: IndexPairs | None,
    ) -> None:  # fmt: skip
        count = len(spoken)
        self.beliefs, self.spoken, self.apart = beliefs, spoken, apart
        self.root, self.refused = np.arange(count), np.full(count, -np.inf)
        self.first, self.second = first, second
        self.odds = np.zeros(len(first)) if extra is None else extra
        self.number = np.ones(len(first))
        self.told = np.zeros((len(first), 0))
        self.score = np.zeros(len(first))
        self._begin()

    def _begin(self) -> None:
        """The odds of all links, a part at a time; those that nothing can bring back are let go at once."""
        kept, told = [np.zeros(0, np.int64)], []
        for low in range(0, max(len(self.first), 1), PART):
            rows = np.arange(low, min(low + PART, len(self.first)))
            odds = self.beliefs.joining(self.first[rows], self.second[rows])
            near = np.flatnonzero(odds.sum(axis=1) + self.odds[rows] > HOPELESS)
            kept.append(rows[near])
            told.append(odds[near])
        rows = np.concatenate(kept)
        self.rows = rows
        self.told, self.score = np.concatenate(told), np.zeros(len(rows))
        self.first, self.second = self.first[rows], self.second[rows]
        self.odds, self.number = self.odds[rows], self.number[rows]
        self.score = self._scores(np.arange(len(rows)))

    def contend(self, one: Ints, other: Ints, least: float, alone: float) -> Ints:
        """Drop links that are improbable among their rivals (see `contended`); which candidates are below `alone`."""
        share = contended(self.score, one[self.rows], other[self.rows])
        gone = (share < least) & np.isfinite(self.score)
        self._note(gone, np.log(np.maximum(share, 1e-9)) - np.log1p(-np.minimum(share, 1 - 1e-9)))
        weak = np.asarray(self.rows[~gone & (share < alone)])
        self._take(np.flatnonzero(~gone))
        return weak

    def best(self) -> Ints:
        """The links that are the best of both their groups; of equal ones those of the least indices."""
        first, second, score = self.first, self.second, self.score
        best = np.full(len(self.root), -np.inf)
        np.maximum.at(best, first, score)
        np.maximum.at(best, second, score)
        chosen = np.flatnonzero((best[first] == score) & (best[second] == score))
        order = chosen[np.lexsort((second[chosen], first[chosen]))]
        place = np.arange(len(order))
        earliest = np.full(len(self.root), len(order))
        np.minimum.at(earliest, first[order], place)
        np.minimum.at(earliest, second[order], place)
        return np.asarray(order[(earliest[first[order]] == place) & (earliest[second[order]] == place)])

    def join(self, one: Ints, other: Ints, told: Floats | None = None) -> None:
        """Make groups `one` (the lesser index) and `other` one, and find the odds of what they touch anew."""
        self.beliefs.join(one, other, self.beliefs.joining(one, other) if told is None else told)
        self.spoken[one] |= self.spoken[other]
        self.root[other] = one
        self.refused[one] = np.maximum(self.refused[one], self.refused[other])
        moved = np.arange(len(self.root))
        moved[other] = one
        touched = np.zeros(len(self.root), bool)
        touched[one] = True
        if self.apart is not None:
            self.apart = (moved[self.apart[0]], moved[self.apart[1]])
        self._merge(moved)
        again = np.flatnonzero(touched[self.first] | touched[self.second])
        self.told[again] = self.beliefs.joining(self.first[again], self.second[again])
        self.score[again] = self._scores(again)
        self.close()

    def _scores(self, rows: Ints) -> Floats:
        first, second = self.first[rows], self.second[rows]
        clash = (self.spoken[first] & self.spoken[second]).any(axis=1)
        if self.apart is not None and len(self.apart[0]):
            count = len(self.root)
            told = np.minimum(*self.apart) * count + np.maximum(*self.apart)
            clash |= np.isin(np.minimum(first, second) * count + np.maximum(first, second), told)
        return np.where(clash, -np.inf, self.told[rows].sum(axis=1) + self.odds[rows] / self.number[rows])

    def close(self) -> None:
        """Drop links with the odds against them, and note these at both ends."""
        kept = self.score > 0
        self._note(~kept & np.isfinite(self.score), self.score)
        self._take(np.flatnonzero(kept))

    def _note(self, gone: NDArray[np.bool_], odds: Floats) -> None:
        np.maximum.at(self.refused, self.first[gone], odds[gone])
        np.maximum.at(self.refused, self.second[gone], odds[gone])

    def _merge(self, moved: Ints) -> None:
        """Bring links to the groups as they are now: one link for a pair of groups, its odds of texts summed."""
        first, second = moved[self.first], moved[self.second]
        self.first, self.second = np.minimum(first, second), np.maximum(first, second)
        self._take(np.flatnonzero(first != second))
        key = self.first * len(self.root) + self.second
        order = np.argsort(key, kind="stable")
        if len(order):
            heads = np.flatnonzero(np.concatenate(([True], np.diff(key[order]) != 0)))
            odds, number = np.add.reduceat(self.odds[order], heads), np.add.reduceat(self.number[order], heads)
            self._take(order[heads])
            self.odds, self.number = odds, number

    def _take(self, rows: Ints) -> None:
        self.first, self.second, self.odds = self.first[rows], self.second[rows], self.odds[rows]
        self.number, self.told, self.score = self.number[rows], self.told[rows], self.score[rows]


def _trees(left: Ints, right: Ints) -> list[tuple[int, int]]:
    """Joins, each of a lesser with a greater index, that bring all of these pairs together."""
    head: dict[int, int] = {}

    def find(row: int) -> int:
        while head.get(row, row) != row:
            row = head[row]
        return row

    joins = []
    for one, other in sorted(zip(left.tolist(), right.tolist(), strict=True)):
        low, high = sorted((find(one), find(other)))
        if low != high:
            head[high] = low
            joins.append((low, high))
    return joins


def contended(score: Floats, one: Ints, other: Ints) -> Floats:
    """The probability of every link when only one of those with the same key can be right, on either side.

    `score` are log odds of the links by themselves; keys `one` and `other` may be any integers.
    """
    odds = np.exp(np.minimum(score, 60.0))
    _, key = np.unique(np.concatenate((one, other)), return_inverse=True)
    total = np.bincount(key.reshape(-1), np.concatenate((odds, odds)))[key.reshape(-1)]
    return np.asarray(odds / (1.0 + total[: len(one)] + total[len(one) :] - odds))


def rivals_of(source: Ints, first: Ints, second: Ints) -> IndexPairs:
    """Keys of each report with the source of its partner: of the links of one key only one can be right."""
    sources = int(source.max(initial=0)) + 1
    return first * sources + source[second], second * sources + source[first]


def voices(source: Ints) -> NDArray[np.int64]:
    """The source of each report as one bit, shape (n, words)."""
    words = int(source.max(initial=0)) // WORD + 1
    spoken = np.zeros((len(source), words), np.int64)
    spoken[np.arange(len(source)), source // WORD] = np.int64(1) << (source % WORD)
    return spoken


def _roots(root: Ints) -> Ints:
    while True:
        further = root[root]
        if np.array_equal(further, root):
            return root
        root = further
