"""First guesses at the truth, from which the joint model is fitted; the most likely fit wins.

EM climbs to the nearest top. Where most sources repeat one another, a vote of heads starts on the wrong hill; votes
in which sources that agree suspiciously count once start on others.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from .votes import Codes, Floats, Votes

LEVELS = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65)


def guesses(votes: Votes, active: Codes, agree: Floats) -> Iterator[Floats]:
    """Votes by head, by owner, by side, and by clusters of ever looser agreement; each different one once.

    `agree`: how often the `active` sources agree, by pair; the others stand alone.
    """
    seen: set[bytes] = set()
    sides = np.unique(np.array(votes.side_of), return_inverse=True)[1].astype(np.int64)
    owners = np.unique(np.array(votes.owner_of), return_inverse=True)[1].astype(np.int64)
    alone = np.arange(len(votes.sources))
    groupings = [alone, owners, sides]
    for cluster in clusters(agree):
        whole = alone + len(active) + 1
        whole[active] = cluster
        groupings.append(np.unique(whole, return_inverse=True)[1].astype(np.int64))
    for grouping in groupings:
        if grouping.tobytes() not in seen:
            seen.add(grouping.tobytes())
            yield grouped_vote(votes, grouping)


def clusters(agree: Floats) -> Iterator[Codes]:
    """Groups of sources that agree at least so often on average."""
    if len(agree) < 3:
        return
    distance = 1 - np.maximum(agree, agree.T)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    for level in LEVELS:
        yield fcluster(tree, 1 - level, criterion="distance").astype(np.int64)


def grouped_vote(votes: Votes, grouping: Codes, drawn: float = 0.5) -> Floats:
    """The share of label 1 by item, every group of sources counting once; `drawn` votes each way are added."""
    groups = int(grouping.max()) + 1 if len(grouping) else 1
    key = votes.item * groups + grouping[votes.source]
    _, place, members = np.unique(key, return_inverse=True, return_counts=True)
    weight = 1.0 / members[place]
    return (votes.total(weight * votes.label) + drawn) / (votes.total(weight) + 2 * drawn)
