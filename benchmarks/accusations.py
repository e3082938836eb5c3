"""Made-up accusations: sources with sides and bias, some copying others, and the truth they speak about; all by seed.

Every item accuses one of two sides; a source of a side admits little and accuses much, a neutral one does neither.
Copiers repeat an origin's label some hours later; the share that is copied, how faithfully and from whom can be set.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

SIDES = ("north", "south", "")
Floats = np.ndarray[Any, np.dtype[np.float64]]
Columns = dict[str, Any]


class Settings(NamedTuple):
    """What a made-up set of labels is like.

    `share`: part of the sources that copy; `faithful`: chance that a copier repeats an origin it can see;
    `origins`: how many sources are copied; `worst`: whether the copied ones are the least reliable;
    `timed`: whether labels carry times; `bias`: 0 for sources that treat both sides alike, 1 for partisans.
    """

    items: int = 4_000
    sources: int = 20
    share: float = 0.4
    faithful: float = 0.9
    origins: int = 2
    worst: bool = True
    coverage: float = 0.5
    timed: bool = True
    bias: float = 1.0
    prevalence: float = 0.5


class Made(NamedTuple):
    """Columns of a label table, the truth of every item, and for every source whom it copies ('' for nobody); `told` is
    what a judge says of every item who is told all chances: nobody can do better where nobody copies."""

    columns: Columns
    truth: np.ndarray[Any, np.dtype[np.int64]]
    copies_of: dict[str, str]
    told: np.ndarray[Any, np.dtype[np.int64]]


def made(settings: Settings, seed: int) -> Made:
    """The labels of one seed."""
    draw = np.random.default_rng(seed)
    items, sources = settings.items, settings.sources
    truth = (draw.random(items) < settings.prevalence).astype(np.int64)
    accused = draw.integers(0, 2, items)
    side = np.arange(sources) % 3
    says = _chances(draw, side, settings.bias)
    parent = _parents(draw, settings, says)
    seen = draw.random((sources, items)) < settings.coverage
    seen[0] |= ~seen.any(axis=0)
    label = (draw.random((sources, items)) < says[:, accused, truth]).astype(np.int8)
    hours = draw.exponential(24.0, (sources, items))
    for copier in np.flatnonzero(parent >= 0):
        origin = parent[copier]
        copied = seen[origin] & (draw.random(items) < settings.faithful)
        label[copier, copied] = label[origin, copied]
        later = hours[origin, copied] + draw.exponential(6.0, int(copied.sum()))
        hours[copier, copied] = later
    yes = says[:, accused, :]
    said = np.where(
        seen, np.log(np.where(label == 1, yes[..., 1] / yes[..., 0], (1 - yes[..., 1]) / (1 - yes[..., 0]))), 0
    )
    told = (said.sum(axis=0) + np.log(settings.prevalence / (1 - settings.prevalence)) > 0).astype(np.int64)
    return Made(_columns(settings, seen, label, hours, side, accused), truth, _named(parent), told)


def _chances(draw: np.random.Generator, side: np.ndarray[Any, Any], bias: float) -> Floats:
    """Chance of label 1 by source, accused side and truth, shape (sources, 2, 2)."""
    sources = len(side)
    says = np.empty((sources, 2, 2))
    skill = draw.beta(12, 4, sources)
    for accused in range(2):
        partisan, own = side < 2, side == accused
        yes = np.where(partisan, np.where(own, -0.30, 0.12), 0.0) * bias
        no = np.where(partisan, np.where(own, -0.15, 0.30), 0.0) * bias
        says[:, accused, 1] = np.clip(skill + yes + draw.normal(0, 0.04, sources), 0.05, 0.97)
        says[:, accused, 0] = np.clip(1 - skill + no + draw.normal(0, 0.04, sources), 0.03, 0.95)
    return says


def _parents(draw: np.random.Generator, settings: Settings, says: Floats) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Whom each source copies, -1 for nobody."""
    copiers = round(settings.share * settings.sources)
    worth = (says[:, :, 1] - says[:, :, 0]).mean(axis=1)
    order = np.argsort(worth) if settings.worst else draw.permutation(settings.sources)
    origins, rest = order[: settings.origins], draw.permutation(order[settings.origins :])
    parent = np.full(settings.sources, -1)
    chosen = rest[: min(copiers, len(rest))]
    parent[chosen] = origins[np.arange(len(chosen)) % len(origins)]
    return parent


def _columns(
    settings: Settings,
    seen: np.ndarray[Any, np.dtype[np.bool_]],
    label: np.ndarray[Any, np.dtype[np.int8]],
    hours: Floats,
    side: np.ndarray[Any, Any],
    accused: np.ndarray[Any, Any],
) -> Columns:
    item, source = np.nonzero(seen.T)
    names = np.array([f"s{number:03d}" for number in range(settings.sources)])
    columns: Columns = {
        "item": np.array([f"i{number:07d}" for number in range(settings.items)])[item],
        "source": names[source],
        "owner": names[source],
        "side": np.array(SIDES)[side[source]],
        "accused": np.array(SIDES)[accused[item]],
        "label": label[source, item],
    }
    if settings.timed:
        seconds = np.rint(hours[source, item] * 3600 + item * 7200).astype("timedelta64[s]")
        columns["time"] = np.datetime64("2031-01-01T00:00:00") + seconds
    return columns


def _named(parent: np.ndarray[Any, np.dtype[np.int64]]) -> dict[str, str]:
    return {f"s{number:03d}": f"s{origin:03d}" if origin >= 0 else "" for number, origin in enumerate(parent.tolist())}
