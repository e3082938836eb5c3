"""How likely a link must be, and how many passes tell it: from the earliest reports, by what the model expects of them.

Passes are few, and links are chosen for what these very passes told: those that told too much of a link have it chosen.
What is expected of the links is therefore told by as many other passes, which had no part in the choice.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .beliefs import beliefs_of
from .candidates import Ints
from .density import background
from .evidence import Reports
from .fusing import likeness
from .model import PASSES, Model
from .pairing import Pairs, compatible_pairs
from .partitions import chances, parted
from .sphere import Floats

FALSE, RIGHT = 0.027, 0.885
"""The share of incidents that may be false, and the mean probability of links, both as expected by the model."""
BARS = tuple(np.arange(0.5, 0.86, 0.025).round(3).tolist())
CHOSEN, MOST_PASSES = 0.016, 24
"""How much less other passes may tell of the links that were chosen, on the mean; and the most passes."""
HALVED = 0.15
"""Incidents of four reports, two of one and two of another, by the links of such incidents that are wrong: of the six
four are, if half of the wrong links are of this kind."""
NOTHING = np.zeros(0, np.int64), np.zeros(0, np.int64)


def bars(sample: Reports, model: Model, doubt: float = 1.0) -> tuple[float, float, int]:
    """The least mean probability of the links of an incident, that of the only link of one, and the number of passes.

    An incident of two reports is false with what the probability of its link lacks to one; in a larger one the others
    still agree. Both stay low where the evidence is good: then nearly every link with the odds for it is made. Passes
    are doubled while others tell much less of the links that were chosen. `doubt`: how many links are wrong for every
    one that the model expects to be.
    """
    pairs, told = _trial(sample, model)
    passes, found, others = PASSES, told(PASSES, 0), told(PASSES, PASSES)
    while passes < MOST_PASSES:
        made, _ = _made(sample, pairs, found, BARS[0])
        if (found[made] - others[made]).sum() <= CHOSEN * len(made):
            break
        passes *= 2
        found, others = told(passes, 0), told(passes, passes)
    others = 1 - doubt * (1 - others)
    for least in BARS:
        made, group = _made(sample, pairs, found, least)
        size = np.bincount(group)[group[pairs.first[made]]]
        only, halved = made[size == 2], HALVED * float((1 - others[made[size == 4]]).sum())
        number = len(np.unique(group))
        alone = next((bar for bar in BARS if _false(found[only], others[only], bar, number, halved) <= FALSE), BARS[-1])
        kept = np.setdiff1d(made, only[found[only] < alone])
        if others[kept].sum() >= RIGHT * len(kept):
            break
    return least, alone, passes


def _trial(sample: Reports, model: Model) -> tuple[Pairs, Callable[[int, int], Floats]]:
    """The candidate pairs of the sample, and what tells their chances by so many passes after so many others."""
    sigma = model.sigmas(sample)
    begin, end = model.ticks(sample)
    rate = np.log(background(sample.lat, sample.lon, sigma, begin) / model.coverage.sum())
    pairs = compatible_pairs(sample.lat, sample.lon, sample.points, sigma, begin, end, model.late)
    pairs = pairs.taken(np.flatnonzero(sample.source[pairs.first] != sample.source[pairs.second]))
    extra, beliefs = likeness(sample, model)(pairs), beliefs_of(sample, model, sigma, rate)

    def told(passes: int, before: int) -> Floats:
        return chances(sample, beliefs, pairs.first, pairs.second, extra, NOTHING, passes, before).pair

    return pairs, told


def _made(sample: Reports, pairs: Pairs, chance: Floats, least: float) -> tuple[Ints, Ints]:
    """The pairs that are one incident when links are made with the bar `least`, and the group of every report."""
    group = parted(sample.source, pairs.first, pairs.second, chance, least, 0.0, NOTHING, NOTHING)
    return np.flatnonzero(group[pairs.first] == group[pairs.second]), group


def _false(chance: Floats, expected: Floats, bar: float, found: int, halved: float) -> float:
    """The share of incidents expected to be false when those of one link keep only links of at least `bar`; so many of
    four reports are `halved` between two incidents."""
    kept = chance >= bar
    return float(((1 - expected[kept]).sum() + halved) / (found + len(chance) - kept.sum()))
