"""One interface over the models of truth: votes in, probability by item and reliability by source and accused side
out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .dawid_skene import dawid_skene, one_coin, shares
from .joint import Joint, joint
from .starts import grouped_vote
from .votes import Codes, Floats, Votes

DEFAULT_MODEL = "joint"
# Below this a chance likeness to some source would be reported as copying.
NOTEWORTHY = 0.05


class SourceRow(NamedTuple):
    """What was learned of one source towards one accused side ('' where none is named).

    `sensitivity`: chance that it says so of what is so; `specificity`: chance that it does not say so of what is
    not; `copies_of`: the source it repeats most, '' for none; `share`: the part of its labels taken over from any
    source.
    """

    source: str
    accused_side: str
    sensitivity: float
    specificity: float
    copies_of: str
    share: float


class Consensus(NamedTuple):
    """By item (in the order of `votes.items`): probability of label 1 and how many independent owners say the
    consensus.
    """

    votes: Votes
    probability: Floats
    independent_sources: Codes
    sources: list[SourceRow]

    @property
    def labels(self) -> Codes:
        """The consensus, 0 or 1; an even chance is no accusation."""
        return (self.probability > 0.5).astype(np.int64)

    @property
    def confidence(self) -> Floats:
        """Chance that the consensus is right, as the model has it."""
        return np.asarray(np.maximum(self.probability, 1 - self.probability))


def consensus(votes: Votes, model: str = DEFAULT_MODEL) -> Consensus:
    """The consensus by one of MODELS."""
    return MODELS[model](votes)


def told(votes: Votes, result: Joint) -> Consensus:
    """A joint fit in the words of the interface; `votes` holds each source's last word."""
    sides = len(votes.accused_names)
    met = np.unique(votes.source * sides + votes.accused)
    spoken = np.maximum(np.bincount(votes.source, minlength=len(votes.sources)), 1)
    share = np.bincount(votes.source, weights=result.copied, minlength=len(votes.sources)) / spoken
    most = result.model.copies.argmax(axis=1)
    rows = []
    for group in met.tolist():
        source, side = divmod(group, sides)
        parent = int(result.parents[source, most[source]])
        rows.append(
            SourceRow(
                votes.sources[source],
                votes.accused_names[side],
                float(result.model.says[group, 1]),
                float(1 - result.model.says[group, 0]),
                votes.sources[parent] if parent >= 0 and share[source] >= NOTEWORTHY else "",
                float(share[source]),
            )
        )
    return Consensus(votes, result.probability, independent(votes, result.probability, result.copied), rows)


def independent(votes: Votes, probability: Floats, copied: Floats) -> Codes:
    """By item, the owners who say the consensus of themselves: a label more likely copied than not does not count."""
    names = sorted(set(votes.owner_of))
    number = {name: place for place, name in enumerate(names)}
    owner = np.array([number[name] for name in votes.owner_of], dtype=np.int64)
    says = (votes.label == (probability > 0.5)[votes.item]) & (copied <= 0.5)
    keys = np.unique(votes.item[says] * len(names) + owner[votes.source[says]])
    return np.bincount(keys // max(len(names), 1), minlength=len(votes.items))


def _joint(votes: Votes) -> Consensus:
    votes = votes.latest()
    return told(votes, joint(votes))


def _dawid_skene(votes: Votes) -> Consensus:
    fitted = dawid_skene(votes)
    return _plain(votes, fitted.probability, fitted.rates[:, 1, 1], fitted.rates[:, 0, 0])


def _one_coin(votes: Votes) -> Consensus:
    fitted = one_coin(votes)
    return _plain(votes, fitted.probability, fitted.rates[:, 1, 1], fitted.rates[:, 0, 0])


def _majority(votes: Votes) -> Consensus:
    return _measured(votes, shares(votes))


def _per_side(votes: Votes) -> Consensus:
    """One vote a side; sources of no side vote by owner."""
    voices = [side or f"\0{owner}" for side, owner in zip(votes.side_of, votes.owner_of, strict=True)]
    grouping = np.unique(np.array(voices), return_inverse=True)[1] if voices else np.zeros(0)
    return _measured(votes, grouped_vote(votes, grouping.astype(np.int64), drawn=0.0))


def _measured(votes: Votes, probability: Floats) -> Consensus:
    """Sources measured against a vote that knows nothing of them."""
    weight = probability[votes.item]
    size = len(votes.sources)
    true = np.bincount(votes.source, weights=weight, minlength=size)
    untrue = np.bincount(votes.source, weights=1 - weight, minlength=size)
    hits = np.bincount(votes.source, weights=weight * votes.label, minlength=size)
    passes = np.bincount(votes.source, weights=(1 - weight) * (1 - votes.label), minlength=size)
    return _plain(votes, probability, hits / np.maximum(true, 1e-12), passes / np.maximum(untrue, 1e-12))


def _plain(votes: Votes, probability: Floats, sensitivity: Floats, specificity: Floats) -> Consensus:
    """The result of a model that knows neither sides nor copies: one row a source, for every side it speaks of."""
    sides = len(votes.accused_names)
    rows = [
        SourceRow(votes.sources[group // sides], votes.accused_names[group % sides],
                  float(sensitivity[group // sides]), float(specificity[group // sides]), "", 0.0)
        for group in np.unique(votes.source * sides + votes.accused).tolist()
    ]  # fmt: skip
    return Consensus(votes, probability, independent(votes, probability, np.zeros(len(votes))), rows)


MODELS: dict[str, Callable[[Votes], Consensus]] = {
    "joint": _joint,
    "dawid-skene": _dawid_skene,
    "one-coin": _one_coin,
    "majority": _majority,
    "one-vote-per-side": _per_side,
}
