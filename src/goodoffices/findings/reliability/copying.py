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


def agreement(votes: Votes, pairs: Pairs) -> Floats:
    """The share of common items on which two sources say the same, (sources, sources); 0 below COMMON common items."""
    size = len(votes.sources)
    key = votes.source[pairs.later] * size + votes.source[pairs.earlier]
    common = np.bincount(key, minlength=size * size).reshape(size, size)
    same = np.bincount(key, weights=votes.label[pairs.later] == votes.label[pairs.earlier], minlength=size * size)
    common, same = common + common.T, same.reshape(size, size) + same.reshape(size, size).T
    return np.where(common >= COMMON, same / np.maximum(common, 1), 0.0)


def likely_parents(votes: Votes, pairs: Pairs, probability: Floats, says: Floats) -> Codes:
    """The sources each source may copy, (sources, PARENTS), most likely first, -1 for none.

    `probability`: of label 1 by item; `says`: chance of label 1 by (row, truth 0/1). Surprise is the excess of
    agreements over what truth and habits predict, in standard deviations.
    """
    size = len(votes.sources)
    later, earlier = pairs
    true = probability[votes.item[later]]
    chance_one = true * says[later, 1] + (1 - true) * says[later, 0]
    other = votes.label[earlier]
    expected = np.where(other == 1, chance_one, 1 - chance_one)
    key = votes.source[later] * size + votes.source[earlier]
    common = np.bincount(key, minlength=size * size)
    same = np.bincount(key, weights=votes.label[later] == other, minlength=size * size)
    hoped = np.bincount(key, weights=expected, minlength=size * size)
    spread = np.bincount(key, weights=expected * (1 - expected), minlength=size * size)
    excess = same - hoped
    share = excess / np.maximum(common - hoped, 1e-9)
    odd = (common >= COMMON) & (excess > SURPRISE * np.sqrt(spread + 1)) & (share > LEAST_SHARE)
    score = np.where(odd, share, 0.0).reshape(size, size)
    best = np.argsort(-score, axis=1, kind="stable")[:, :PARENTS]
    best = np.pad(best, ((0, 0), (0, PARENTS - best.shape[1])))
    found = np.take_along_axis(score, best, axis=1) > 0
    return np.where(found, best, -1)


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
