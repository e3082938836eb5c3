"""Pairs of reports that cannot be one incident, for they are days apart: what chance looks like, measured.

One report of each pair is moved by some days; what then lies as near and as soon as reports of one incident do, does so
by chance. Towns, roads, the grid on which places are told and words that many use are in these pairs as they are in
others, and need no model.
"""

from __future__ import annotations

import numpy as np

from .candidates import Ints
from .model import BANDS
from .pairing import Pairs, compatible_pairs, joined_parts
from .sphere import Floats

FAR_DAYS = 14, 12, 10, 8, 6, 5, 4, 3
"""Days by which reports are moved: the first of these that leave half of the days."""
LEAST_FAR, MOST_FAR, CHANCE_PAIRS = 2, 4, 45_000
"""How many moves there are: as many as give about CHANCE_PAIRS, within these bounds."""
LEAST_PAIRS = 300
"""Fewer pairs of far days measure too little: their share is then 0."""
STEPS = 3
WHOLE, EACH = 1.0, 1.5
"""Standard deviations of the log odds of all bands together, and of each from all, before anything is seen."""


def chance_pairs(
    lat: Floats, lon: Floats, points: Floats, sigma: Floats, first: Ints, last: Ints, late: int, day: int, most: float
) -> tuple[Pairs, float]:
    """Pairs that are compatible once the second is moved to an earlier day, and what share of a chance pair of near
    days each stands for; none where the reports span too few days.

    `first` and `last` ticks, `late` and `sigma` are those of `compatible_pairs`, `day` how many ticks make a day,
    `most` about how many pairs one move gives. `later` counts from the day to which the second was moved.
    """
    span = int(first.max() - first.min()) + 1 if len(first) else 0
    far = [days * day for days in FAR_DAYS if 2 * days * day <= span and days * day > 2 * late]
    far = far[: int(np.clip(CHANCE_PAIRS / max(most, 1.0), LEAST_FAR, MOST_FAR))]
    parts, exposed = [], 0.0
    for moved in far:
        begin, end = (np.concatenate((side, side - moved)) for side in (first, last))
        places, noise = np.tile(points, (2, 1)), np.tile(sigma, 2)
        found = compatible_pairs(np.tile(lat, 2), np.tile(lon, 2), places, noise, begin, end, late)
        kept = found.taken(np.flatnonzero((found.first < len(lat)) & (found.second >= len(lat))))
        parts.append(Pairs(kept.first, kept.second - len(lat), kept.squared, kept.later))
        exposed += 2 * (span - moved) / span
    pairs = joined_parts(parts)
    return pairs, 1.0 / exposed if len(pairs) >= LEAST_PAIRS else 0.0


def learned_nearness(band: Ints, odds: Floats, expected: Floats, nearness: Floats) -> Floats:
    """Log odds (BANDS) by which a distance says more than the `odds` of near pairs do: the likeliest, sought from
    `nearness` by steps of Newton's method.

    Odds are the density of pairs of one incident over that of chance pairs: their sum over chance pairs (`expected`, by
    band) is how many of one incident they claim, and the near pairs show how many there are.
    """
    for _ in range(STEPS):
        told = odds * np.exp(nearness)[band]
        weight = told / (1 + told)
        slope = np.bincount(band, weight, BANDS) - expected * np.exp(nearness)
        known = np.bincount(band, weight**2, BANDS)
        whole = float(np.sum(known * nearness) / (known.sum() + 1e-9))
        whole *= known.sum() / (known.sum() + WHOLE**-2)
        step = (slope - (nearness - whole) / EACH**2) / (known + EACH**-2)
        nearness = nearness + np.clip(step, -1.0, 1.0)
    return np.asarray(np.clip(nearness, -3.0, 3.0))
