"""Who repeats whom: sources that agree more often with an earlier label than the truth and their own habits explain.

Agreement that the truth explains is no sign of copying; shared errors are (Dong, Berti-Equille & Srivastava 2009). A
label can only be copied from one that was there before; where times are missing or equal, the source that agrees
most with all others goes first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .votes import NO_TIME, Codes, Floats, Votes

PARENTS = 3
PAIRS = 300_000
# Below thirty common items agreement by chance looks like copying too often.
COMMON = 30
# Tables of pairs grow with the square of the sources.
MOST_SOURCES = 1_500
# Five standard deviations: among 500 sources a quarter of a million pairs are looked at.
SURPRISE = 5.0
LEAST_SHARE = 0.08


class Pairs(NamedTuple):
    """Rows of one item by two sources, the later one first: row numbers of `later` and `earlier`."""

    later: Codes
    earlier: Codes


class Sightings(NamedTuple):
    """For every row with a parent there before it: its row, and by parent slot 1 same label, 0 other label, -1 not
    there.

    `parents`: (sources, PARENTS) source codes, -1 for none; `same`: (rows, PARENTS); `source`: of the row.
    """

    parents: Codes
    rows: Codes
    source: Codes
    same: Codes


def sample(votes: Votes, pairs: int = PAIRS) -> Codes:
    """Items to look at: evenly spread, as many as keep the number of pairs of labels bounded."""
    counts = np.diff(votes.begins, append=len(votes))
    every = max(1, int(np.ceil((counts.astype(np.float64) ** 2).sum() / (2 * pairs))))
    return np.arange(0, len(counts), every)


def standing_of(votes: Votes) -> Codes:
    """By source, its place when all are ordered by how much they agree with all others, the most agreeing first."""
    counts = np.diff(votes.begins, append=len(votes))
    mean = votes.total(votes.label.astype(np.float64)) / np.maximum(counts, 1)
    agrees = 1 - np.abs(votes.label - np.repeat(mean, counts))
    spoken = np.bincount(votes.source, minlength=len(votes.sources))
    agreement = np.bincount(votes.source, weights=agrees, minlength=len(votes.sources)) / np.maximum(spoken, 1)
    standing = np.empty(len(votes.sources), dtype=np.int64)
    standing[np.lexsort((np.arange(len(standing)), -agreement))] = np.arange(len(standing))
    return standing


def precedence(votes: Votes, standing: Codes) -> Codes:
    """The order of the rows in which labels came: by time, then by the standing of their sources."""
    if not len(votes) or votes.time.max() == NO_TIME:
        return standing[votes.source]
    place = np.empty(len(votes), dtype=np.int64)
    place[np.lexsort((standing[votes.source], votes.time))] = np.arange(len(votes))
    return place


def pairs_of(votes: Votes, came: Codes) -> Pairs:
    """Every two labels of an item, by which came first."""
    one, two = [], []
    counts = np.diff(votes.begins, append=len(votes))
    for size in np.unique(counts):
        if size < 2:
            continue
        starts = votes.begins[counts == size]
        left, right = np.triu_indices(int(size), 1)
        one.append((starts[:, None] + left).ravel())
        two.append((starts[:, None] + right).ravel())
    if not one:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64))
    first, second = np.concatenate(one), np.concatenate(two)
    swap = came[first] > came[second]
    return Pairs(np.where(swap, first, second), np.where(swap, second, first))


def active(votes: Votes) -> Codes:
    """The sources among which copying is looked for: all, or the most talkative where they are very many."""
    spoken = np.bincount(votes.source, minlength=len(votes.sources))
    return np.sort(np.lexsort((np.arange(len(spoken)), -spoken))[:MOST_SOURCES])


class Meetings:
    """Pairs of labels, to be summed up by pair of active sources (`sources`, their codes)."""

    def __init__(self, votes: Votes, pairs: Pairs) -> None:
        self.sources = active(votes)
        place = np.full(len(votes.sources), -1)
        place[self.sources] = np.arange(len(self.sources))
        one, two = place[votes.source[pairs.later]], place[votes.source[pairs.earlier]]
        known = (one >= 0) & (two >= 0)
        self.later, self.earlier = pairs.later[known], pairs.earlier[known]
        self._key = (one * len(self.sources) + two)[known]
        self.same = votes.label[self.later] == votes.label[self.earlier]
        self.common = self.over(np.ones(len(self._key)))

    def over(self, weights: Floats) -> Floats:
        """The sum of weights of the pairs of labels, by (later source, earlier source)."""
        size = len(self.sources)
        sums = np.bincount(self._key, weights=weights, minlength=size * size)
        return np.asarray(sums.astype(np.float64).reshape(size, size))


def agreement(meetings: Meetings) -> Floats:
    """The share of common items on which two active sources say the same; 0 below COMMON common items."""
    same, common = meetings.over(meetings.same), meetings.common
    same, common = same + same.T, common + common.T
    return np.where(common >= COMMON, same / np.maximum(common, 1), 0.0)


def likely_parents(votes: Votes, meetings: Meetings, probability: Floats, says: Floats) -> Codes:
    """The sources each source may copy, (sources, PARENTS), most likely first, -1 for none.

    `probability`: of label 1 by item; `says`: chance of label 1 by (row, truth 0/1). Surprise is the excess of
    agreements over what truth and habits predict, in standard deviations.
    """
    true = probability[votes.item[meetings.later]]
    chance_one = true * says[meetings.later, 1] + (1 - true) * says[meetings.later, 0]
    expected = np.where(votes.label[meetings.earlier] == 1, chance_one, 1 - chance_one)
    hoped, spread = meetings.over(expected), meetings.over(expected * (1 - expected))
    excess = meetings.over(meetings.same) - hoped
    share = excess / np.maximum(meetings.common - hoped, 1e-9)
    odd = (meetings.common >= COMMON) & (excess > SURPRISE * np.sqrt(spread + 1)) & (share > LEAST_SHARE)
    score = np.where(odd, share, 0.0)
    best = np.argsort(-score, axis=1, kind="stable")[:, :PARENTS]
    best = np.pad(best, ((0, 0), (0, PARENTS - best.shape[1])))
    found = np.take_along_axis(score, best, axis=1) > 0
    parents = np.full((len(votes.sources), PARENTS), -1)
    parents[meetings.sources] = np.where(found, meetings.sources[best], -1)
    return parents


def sightings(votes: Votes, parents: Codes, came: Codes) -> Sightings:
    """Where the parents of every source spoke before it, and whether they said the same."""
    size = len(votes.sources)
    rows = np.flatnonzero((parents[:, 0] >= 0)[votes.source])
    key = votes.item * size + votes.source
    same = np.full((len(rows), PARENTS), -1, dtype=np.int64)
    for slot in range(PARENTS):
        parent = parents[votes.source[rows], slot]
        wanted = votes.item[rows] * size + parent
        place = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
        there = (parent >= 0) & (key[place] == wanted) & (came[place] < came[rows])
        same[there, slot] = votes.label[place[there]] == votes.label[rows[there]]
    seen = (same >= 0).any(axis=1)
    rows = rows[seen]
    return Sightings(parents, rows, votes.source[rows], same[seen])
