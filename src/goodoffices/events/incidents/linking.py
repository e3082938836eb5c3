"""Joining groups of reports by their best links: greedy agglomeration, in rounds.

In every round all pairs of groups that are each other's best are joined at once, then the odds of what they touch are
found anew. That joins what the plain greedy order would, but in a few passes over arrays. No chain of likenesses can
form: a group is always held against a whole group, and two that a person has told apart never come together.
"""

from __future__ import annotations

import numpy as np

from .beliefs import Beliefs
from .candidates import Ints
from .sphere import Floats

PART = 500_000
HOPELESS = -4.0
"""Log odds below which a link is not even a rival."""
IndexPairs = tuple[Ints, Ints]


def linked(beliefs: Beliefs, first: Ints, second: Ints, apart: IndexPairs | None = None) -> Ints:
    """The group of every report (the least index in it), joined along the candidate pairs (`first`, `second`).

    Pairs `apart` are never in one group. `beliefs` hold the joined beliefs afterwards.
    """
    links = _Links(beliefs, first, second, apart)
    links.close()
    while len(links.first):
        chosen = links.best()
        links.join(links.first[chosen], links.second[chosen], links.told[chosen])
    return _roots(links.root)


class _Links:
    """The open links between groups, each with its odds; joining two groups brings their links together."""

    def __init__(self, beliefs: Beliefs, first: Ints, second: Ints, apart: IndexPairs | None) -> None:
        self.beliefs, self.apart = beliefs, apart
        self.root = np.arange(len(beliefs.weight))
        self.first, self.second = first, second
        self.told, self.score = np.zeros((len(first), 0)), np.zeros(len(first))
        self._begin()

    def _begin(self) -> None:
        """The odds of all links, a part at a time; those that nothing can bring back are let go at once."""
        kept, told = [np.zeros(0, np.int64)], []
        for low in range(0, max(len(self.first), 1), PART):
            rows = np.arange(low, min(low + PART, len(self.first)))
            odds = self.beliefs.joining(self.first[rows], self.second[rows])
            near = np.flatnonzero(odds.sum(axis=1) > HOPELESS)
            kept.append(rows[near])
            told.append(odds[near])
        rows = np.concatenate(kept)
        self.told, self.score = np.concatenate(told), np.zeros(len(rows))
        self.first, self.second = self.first[rows], self.second[rows]
        self.score = self._scores(np.arange(len(rows)))

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

    def join(self, one: Ints, other: Ints, told: Floats) -> None:
        """Make groups `one` (the lesser index) and `other` one, and find the odds of what they touch anew."""
        self.beliefs.join(one, other, told)
        self.root[other] = one
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
        first, second, score = self.first[rows], self.second[rows], self.told[rows].sum(axis=1)
        if self.apart is None or not len(self.apart[0]):
            return np.asarray(score)
        count = len(self.root)
        told = np.minimum(*self.apart) * count + np.maximum(*self.apart)
        clash = np.isin(np.minimum(first, second) * count + np.maximum(first, second), told)
        return np.where(clash, -np.inf, score)

    def close(self) -> None:
        """Drop links with the odds against them."""
        self._take(np.flatnonzero(self.score > 0))

    def _merge(self, moved: Ints) -> None:
        """Bring links to the groups as they are now: one link for a pair of groups."""
        first, second = moved[self.first], moved[self.second]
        self.first, self.second = np.minimum(first, second), np.maximum(first, second)
        self._take(np.flatnonzero(first != second))
        _, heads = np.unique(self.first * len(self.root) + self.second, return_index=True)
        self._take(heads)

    def _take(self, rows: Ints) -> None:
        self.first, self.second = self.first[rows], self.second[rows]
        self.told, self.score = self.told[rows], self.score[rows]


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


def _roots(root: Ints) -> Ints:
    while True:
        further = root[root]
        if np.array_equal(further, root):
            return root
        root = further
