"""Sources that are learned together: those with few reports are one kin, for they show too little by themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .candidates import Ints
from .evidence import Reports
from .model import Confusion, Duplicates, Model

MOST_KIN = 12
LEAST_REPORTS = 150


def kin_of(sample: Reports) -> Ints:
    """The kin of every source: its own for the most frequent, one for all others."""
    number = np.bincount(sample.source, minlength=len(sample.sources))
    if len(number) <= MOST_KIN:
        return np.arange(len(number))
    ranked = np.lexsort((np.arange(len(number)), -number))
    own = [source for source in ranked[: MOST_KIN - 1].tolist() if number[source] >= LEAST_REPORTS]
    kin = np.full(len(number), len(own))
    kin[sorted(own)] = np.arange(len(own))
    return kin


def by_kin(reports: Reports, kin: Ints) -> Reports:
    """The reports with their kin in the place of their sources."""
    names = tuple(f"kin {number}" for number in range(int(kin.max(initial=0)) + 1))
    return replace(reports, source=kin[reports.source], sources=names)


def unfolded(model: Model, sources: tuple[str, ...], kin: Ints) -> Model:
    """A model of kin as one of sources; its coverage and its duplicates are of sources already, or of none."""
    categories = {name: Confusion(held.words, held.share, held.said[kin]) for name, held in model.categories.items()}
    repeats = model.duplicates
    if len(repeats.share) != len(sources):
        repeats = Duplicates(repeats.share[kin], repeats.sigma[kin], repeats.same[kin])
    coverage = model.coverage if len(model.coverage) == len(sources) else model.coverage[kin]
    return replace(
        model, sources=sources, sigma=model.sigma[kin], delay=model.delay[kin], coverage=coverage,
        categories=categories, duplicates=repeats,
    )  # fmt: skip
