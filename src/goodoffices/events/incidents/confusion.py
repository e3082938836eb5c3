"""Which word each source uses for what another calls by another word: Dawid and Skene's model over linked pairs."""

from __future__ import annotations

import numpy as np

from .evidence import Category
from .model import Confusion
from .sphere import Floats

MOST_WORDS = 24
AGREEMENT = 0.85
"""How often a source is expected to use the true word, before anything is learned."""


def first_confusion(held: Category, source_of: np.ndarray[tuple[int], np.dtype[np.int64]], sources: int) -> Confusion:
    """The start: sources agree mostly, and miss by words as common as they are. Rare words are left out."""
    said = np.bincount(held.codes[held.codes >= 0], minlength=len(held.words)).astype(float)
    kept = np.sort(np.lexsort((np.arange(len(said)), -said))[:MOST_WORDS])
    kept = kept[said[kept] > 0]
    words = tuple(held.words[code] for code in kept)
    share = (said[kept] + 0.5) / (said[kept] + 0.5).sum() if len(kept) else np.zeros(0)
    table = AGREEMENT * np.eye(len(words)) + (1 - AGREEMENT) * share[None, :]
    return Confusion(words, share, np.tile(table, (sources, 1, 1)))


def codes_for(held: Category, confusion: Confusion) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The code of every report in the words of `confusion`, -1 for none and for words it does not have."""
    index = {word: code for code, word in enumerate(confusion.words)}
    table = np.array([index.get(word, -1) for word in held.words] + [-1], np.int64)
    return table[held.codes]


def marginal(confusion: Confusion) -> Floats:
    """`[s, a]`: how often source s says word a at all."""
    return np.asarray(np.maximum(np.einsum("k,ska->sa", confusion.share, confusion.said), 1e-9))


def ratio_table(confusion: Confusion) -> Floats:
    """`[s, t, a, b]`: how much likelier words a of s and b of t are for one incident than for two."""
    joint = _joint(confusion.share, confusion.said)
    alone = marginal(confusion)
    return np.asarray(joint / (alone[:, None, :, None] * alone[None, :, None, :]))


def _joint(share: Floats, said: Floats) -> Floats:
    """`[s, t, a, b]`: the probability that s says a and t says b of one incident."""
    weighed = said * share[None, :, None]
    return np.asarray(np.tensordot(weighed, said, axes=([1], [1])).transpose(0, 2, 1, 3))


def learned_confusion(pairs: Floats, confusion: Confusion, prior: float = 12.0, rounds: int = 3) -> Confusion:
    """Confusion that explains weighted pairs of words (S, S, K, K) better: steps of EM over the unknown true word.

    Prior: every source's row leans on all sources' row, and that on agreement, each with the weight of `prior` pairs.
    """
    said, share = confusion.said, confusion.share
    words = len(share)
    agreeing = AGREEMENT * np.eye(words) + (1 - AGREEMENT) * share[None, :]
    for _ in range(rounds):
        joint = _joint(share, said)
        ratio = pairs / np.maximum(joint, 1e-12)
        ratio = ratio + ratio.transpose(1, 0, 3, 2)
        explained = np.tensordot(ratio, said, axes=([1, 3], [0, 2])).transpose(0, 2, 1)
        gained = said * explained * share[None, :, None]
        pooled = gained.sum(axis=0) + prior * agreeing
        pooled /= pooled.sum(axis=1, keepdims=True)
        gained += prior * pooled
        said = gained / gained.sum(axis=2, keepdims=True)
    return Confusion(confusion.words, share, said)
