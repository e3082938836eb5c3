"""The first look: how far and how late reports of one incident lie apart, before anything is known of the sources.

Pairs of reports by different sources a few days apart are held against pairs more than a week apart, at the same
places: what is nearer and sooner than these chance pairs is the trace of common incidents. No noise has to be told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .candidates import Ints, chord_parts, pairs_within
from .evidence import Reports
from .model import DAY
from .sphere import RADIUS, Floats

NEAR_DAYS = 7
FAR_DAYS = 14
METRES = 25_000.0
ANCHORS = 700
PAIRS = 200_000
NEIGHBOURS = 700
TICKS = (600_000_000, 3_600_000_000, 3 * 3_600_000_000, 6 * 3_600_000_000, 12 * 3_600_000_000, DAY)
HOUR = 3_600_000_000
GAIN = 0.5  # a stated radius is about two sigma
PRIOR_PAIRS = 15.0
"""How many pairs weigh as much as what a radius is said to mean."""


@dataclass(frozen=True, slots=True)
class Opening:
    """`gain`: sigma over stated radius; `tick`, `phase` (us); `late`: longest delay in ticks; `found`: pairs."""

    gain: float
    tick: int
    phase: int
    late: int
    found: float


def opening(reports: Reports) -> Opening:
    """The scales of the sample, or sane ones where it shows no trace of common incidents."""
    phase = day_phase(reports)
    daily = phase is not None
    first, second, metres, widest = _sampled(reports)
    apart, reach = np.abs(reports.begins[second] - reports.begins[first]), reports.reach**2
    scaled = metres / np.sqrt(reach[first] + reach[second])
    gain, found = _gain(scaled, metres, apart, widest)
    close = scaled < 3 * gain * np.sqrt(2.0)
    span = float(np.ptp(reports.begins)) if len(reports) else 0.0
    tick, late = _delay(apart[close], span, daily, found)
    return Opening(gain, tick, phase if phase is not None and tick == DAY else 0, late, found)


def day_phase(reports: Reports) -> int | None:
    """The hour (in microseconds) at which days begin in a table that tells days; None where it tells clock times."""
    if not len(reports):
        return 0
    rest = reports.begins % DAY
    whole = np.bincount(rest[rest % HOUR == 0] // HOUR, minlength=24)
    both = whole + np.roll(whole, -1)  # days begin an hour earlier while summer time lasts
    return int(np.argmax(both)) * HOUR if both.max() > 0.5 * len(reports) else None


def _sampled(reports: Reports) -> tuple[Ints, Ints, Floats, float]:
    """Pairs of a few hundred reports, evenly drawn, with those of other sources within reach, their distances; and that
    reach in metres."""
    size = len(reports)
    span = FAR_DAYS * DAY
    trial = np.unique(np.linspace(0, size - 1, min(size, 40)).astype(np.int64)) if size else np.zeros(0, np.int64)
    some = len(pairs_within(reports.lat, reports.lon, reports.begins, METRES, span, asking=trial)[0])
    each = some / max(len(trial), 1)
    metres = METRES * min(1.0, np.sqrt(NEIGHBOURS / max(each, 1.0)))
    many = int(np.clip(PAIRS / max(min(each, NEIGHBOURS), 1.0), 100, ANCHORS))
    asking = np.unique(np.linspace(0, max(size - 1, 0), min(size, many)).astype(np.int64)) if size else trial
    parts = chord_parts(reports.lat, reports.lon, reports.begins, metres, span, asking=asking)
    first, second, squared = (np.concatenate(side) for side in zip(*parts, strict=True))
    other = np.flatnonzero(reports.source[first] != reports.source[second])
    return first[other], second[other], np.sqrt(squared[other]) * RADIUS, metres


def _gain(scaled: Floats, metres: Floats, apart: Ints, widest: float) -> tuple[float, float]:
    """Sigma over stated radius from the distances at which near days show more pairs than far days."""
    near = apart <= 2 * DAY
    far = apart > NEAR_DAYS * DAY
    edges = np.concatenate(([0.0], 2.0 ** np.arange(-8.0, 12.0, 0.25)))
    with np.errstate(divide="ignore"):
        bins = np.clip(np.floor((np.log2(scaled) + 8.0) / 0.25) + 1.0, 0.0, len(edges) - 1.0).astype(np.int64)
    have, chance = (np.bincount(bins[some], minlength=len(edges))[:-1].astype(float) for some in (near, far))
    outer = metres > 0.6 * widest
    ratio = (np.sum(near & outer) + 1.0) / (np.sum(far & outer) + 1.0)
    if far.sum() < 50:
        chance = np.diff(np.minimum(edges, scaled.max(initial=1.0)) ** 2)
        ratio = float(np.sum(near & outer)) / max(np.sum(chance[edges[1:] > 0.6 * scaled.max(initial=1.0)]), 1e-9)
    excess = np.cumsum(have - ratio * chance)
    top = int(np.argmax(excess))
    found = float(excess[top]) if len(scaled) else 0.0
    if found < max(8.0, 2.0 * np.sqrt(have[: top + 1].sum())):
        return GAIN, 0.0
    middle = int(np.searchsorted(excess[: top + 1], found / 2))
    below = float(excess[middle - 1]) if middle else 0.0
    part = (found / 2 - below) / max(float(excess[middle]) - below, 1e-9)
    median = edges[middle] + part * (edges[middle + 1] - edges[middle])
    # The distance of two reports is Rayleigh distributed; its median is 1.1774 sigma. A few pairs show little: a dozen
    # reports under one place name are no proof that every place is known to a metre.
    gain = np.clip(median / 1.1774, 0.005, 50.0)
    return float(GAIN * (gain / GAIN) ** (found / (found + PRIOR_PAIRS))), found


def _chance(apart: Ints, edges: Floats, span: float) -> Floats:
    """Chance pairs expected between edges of time apart (us), from those more than a week apart.

    In a table of `span` microseconds long times apart are rarer than short ones: as many as span less the time apart.
    """

    def room(low: Floats, high: Floats) -> Floats:
        low, high = np.minimum(low, span), np.minimum(high, span)
        return (high - low) * (span - (low + high) / 2)

    far = float(np.sum(apart > NEAR_DAYS * DAY))
    whole = float(room(np.array([NEAR_DAYS * DAY]), np.array([FAR_DAYS * DAY]))[0])
    return np.asarray(far * room(edges[:-1], edges[1:]) / max(whole, 1.0))


def _delay(apart: Ints, span: float, daily: bool, found: float) -> tuple[int, int]:
    """The tick and the longest delay that shows against the chance of far days."""
    if found == 0.0:
        return (DAY, 1) if daily else (TICKS[1], 24)
    if daily:
        days = np.bincount(np.minimum(apart // DAY, FAR_DAYS).astype(np.int64), minlength=FAR_DAYS + 1)[: NEAR_DAYS + 1]
        chance = _chance(apart, DAY * np.maximum(np.arange(NEAR_DAYS + 2) - 0.5, 0.0), span)  # day 0 has half the room
        more = days - chance
        shown = np.flatnonzero((more > 4.0 * np.sqrt(chance + 1.0)) & (more > 0.02 * more.max()))
        return DAY, int(max(shown.max(initial=0), 1))
    edges = 60_000_000 * 2.0 ** np.arange(0, 13.5, 0.5)
    borders = np.concatenate(([0.0], edges))
    more = np.cumsum(np.histogram(apart, borders)[0] - _chance(apart, borders, span))
    top = int(np.argmax(more))
    middle = edges[int(np.searchsorted(more[: top + 1], 0.5 * more[top]))]
    # Far tails are the noise of chance pairs; what is later than half as late again as nine in ten is rare.
    tail = 1.5 * edges[int(np.searchsorted(more[: top + 1], 0.9 * more[top]))]
    tick = max([step for step in TICKS if step <= middle / 2] or [TICKS[0]])
    while tail / tick > 24 and tick < DAY:
        tick = TICKS[TICKS.index(tick) + 1]
    return tick, int(np.clip(np.ceil(tail / tick), 1, 24))
