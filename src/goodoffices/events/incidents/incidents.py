"""Incidents as arrays: members, the estimate of place, time and words with what is uncertain, and the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .beliefs import Beliefs, beliefs_of
from .candidates import Ints
from .evidence import Reports
from .model import Model
from .sphere import Floats, degrees_of

NINETY = 2.145966
"""sqrt(-2 ln 0.1): the circle that holds 90 % of a round normal distribution, in standard deviations."""
SURE = 0.9
CAUTION = 1.25
"""The sigma of a source is an estimate, and reports that found no partner are those that lie far off."""


@dataclass(frozen=True, slots=True)
class Incidents:
    """Columns of m incidents in order of their first report; `members[starts[i]:starts[i + 1]]` are rows of reports.

    `begins` and `ends` bound the stretch that holds the time with 90 % (microseconds UTC), `radius` in metres the
    circle that holds the place with 90 %; `words[name]` are codes (-1 unknown); `told` log odds by `features`, of
    incidents with two sources or more; `spread` the greatest distance of a member from the place (m), `lag` the time
    between first and last report (us); `owners` and `sources` how many different ones speak.
    """

    members: Ints
    starts: Ints
    begins: Ints
    ends: Ints
    lat: Floats
    lon: Floats
    radius: Floats
    words: dict[str, NDArray[np.int64]]
    probability: Floats
    owners: Ints
    sources: Ints
    features: tuple[str, ...]
    told: Floats
    spread: Floats
    lag: Ints

    def __len__(self) -> int:
        return len(self.lat)


def together(parts: list[Incidents]) -> Incidents:
    """Parts of one table, which share their columns, as one."""
    first = parts[0]
    if len(parts) == 1:
        return first
    shifts = np.cumsum([0] + [len(part.members) for part in parts])
    joined = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in Incidents.__dataclass_fields__
        if name not in ("starts", "words", "features")
    }
    starts = [part.starts[:-1] + shift for part, shift in zip(parts, shifts[:-1], strict=True)]
    words = {name: np.concatenate([part.words[name] for part in parts]) for name in first.words}
    return Incidents(
        starts=np.append(np.concatenate(starts), shifts[-1]), words=words, features=first.features, **joined
    )


def apart(whole: Incidents, size: int) -> Iterator[Incidents]:
    """Parts of so many incidents each, in their order: at least one."""
    for low in range(0, max(len(whole), 1), size):
        rows = slice(low, low + size)
        starts = whole.starts[low : low + size + 1]
        columns = {
            name: getattr(whole, name)[rows]
            for name in Incidents.__dataclass_fields__
            if name not in ("members", "starts", "words", "features")
        }
        words = {name: held[rows] for name, held in whole.words.items()}
        members = whole.members[starts[0] : starts[-1]]
        yield Incidents(members=members, starts=starts - starts[0], words=words, features=whole.features, **columns)


def summed_up(
    reports: Reports, model: Model, group: Ints, account: Ints, refused: Floats, sigma: Floats, rate: Floats
) -> Incidents:
    """The incidents of these groups. `group` and `account` name the first report of each; the others are as in Grouped.

    Reports that repeat an account add nothing to an estimate but their place in the list of members.
    """
    beliefs = beliefs_of(reports, model, sigma, rate)
    order = np.argsort(group, kind="stable")
    starts = (
        np.flatnonzero(np.concatenate(([True], np.diff(group[order]) != 0))) if len(group) else np.zeros(0, np.int64)
    )
    heads = order[starts]
    own = account == np.arange(len(account))
    rank = _ranks(group, own, order)
    weakest = np.full(len(group), np.inf)
    for step in range(1, int(rank.max(initial=0)) + 1):
        rows = np.flatnonzero(own & (rank == step))
        told = beliefs.joining(group[rows], rows)
        weakest[group[rows]] = np.minimum(weakest[group[rows]], told.sum(axis=1))
        beliefs.join(group[rows], rows, told)
    lat, lon = degrees_of(beliefs.point[heads])
    begins, ends = _stretch(beliefs, heads, model)
    alone = ~np.isfinite(weakest[heads])
    odds = np.where(alone, -refused[heads], weakest[heads])
    probability = 1.0 / (1.0 + np.exp(-np.clip(odds, -50.0, 50.0)))
    again = _told_again(reports, group, own, sigma)
    return Incidents(
        order, np.append(starts, len(group)), begins, ends, lat, lon,
        _radius(beliefs, heads, probability, again[heads]),
        _agreed(reports, model, beliefs, heads), probability,
        _distinct(reports.owner[order], starts), _distinct(reports.source[order], starts),
        ("habit", "place", "time", *(name for name in sorted(model.categories) if name in reports.categories)),
        beliefs.told[heads], *_spread(reports, beliefs, group, order, starts),
    )  # fmt: skip


def _ranks(group: Ints, own: NDArray[np.bool_], order: Ints) -> Ints:
    """The place of every account within its group, from 0."""
    rank = np.zeros(len(group), np.int64)
    rows = order[own[order]]
    if len(rows):
        new = np.concatenate(([True], group[rows][1:] != group[rows][:-1]))
        begin = np.flatnonzero(new)
        rank[rows] = np.arange(len(rows)) - np.repeat(begin, np.diff(np.append(begin, len(rows))))
    return rank


def _stretch(beliefs: Beliefs, heads: Ints, model: Model) -> tuple[Ints, Ints]:
    """The shortest run of ticks that holds 90 %, as [begin, end) in microseconds."""
    when = beliefs.when[heads]
    sums = np.concatenate((np.zeros((len(heads), 1)), np.cumsum(when, axis=1)), axis=1)
    width = when.shape[1]
    first, length = np.zeros(len(heads), np.int64), np.full(len(heads), width)
    most = np.full(len(heads), -1.0)
    for wide in range(width, 0, -1):
        for begin in range(width - wide + 1):
            held = sums[:, begin + wide] - sums[:, begin]
            better = (held >= SURE - 1e-9) & ((wide < length) | (held > most + 1e-12))
            first, length = np.where(better, begin, first), np.where(better, wide, length)
            most = np.where(better, held, most)
    begins = (beliefs.start[heads] + first) * model.tick
    return begins, begins + length * model.tick


def _told_again(reports: Reports, group: Ints, own: NDArray[np.bool_], sigma: Floats) -> Floats:
    """The precision (1/m2) of members at the very point of an earlier one: one place name is off by one error."""
    rows = np.flatnonzero(own)
    order = rows[np.lexsort((rows, reports.lon[rows], reports.lat[rows], group[rows]))]
    same = np.zeros(len(order), bool)
    same[1:] = group[order][1:] == group[order][:-1]
    for column in (reports.lat, reports.lon):
        same[1:] &= column[order][1:] == column[order][:-1]
    return np.asarray(np.bincount(group[order][same], sigma[order][same] ** -2.0, len(group)).astype(float))


def _radius(beliefs: Beliefs, heads: Ints, probability: Floats, again: Floats) -> Floats:
    """Wider than the noise of its reports by the chance that some of several tell of something else."""
    variance = 1.0 / (beliefs.weight[heads] - again)
    several = beliefs.size[heads] > 1
    single = variance * beliefs.size[heads]
    return np.asarray(NINETY * np.sqrt(CAUTION * variance + np.where(several, 1 - probability, 0.0) * single))


def _agreed(reports: Reports, model: Model, beliefs: Beliefs, heads: Ints) -> dict[str, NDArray[np.int64]]:
    """The likeliest word of each category, as a code of the reports' words; -1 where no member said any."""
    found = {}
    names = [name for name in sorted(model.categories) if name in reports.categories]
    for name, table in zip(names, beliefs.words, strict=True):
        held = {word: code for code, word in enumerate(reports.categories[name].words)}
        back = np.array([held.get(word, -1) for word in model.categories[name].words] + [-1], np.int64)
        best = np.where(beliefs.said[name][heads], np.argmax(table[heads], axis=1), -1) if table.shape[1] else -1
        found[name] = back[best] if table.shape[1] else np.full(len(heads), -1)
    return found


def _distinct(values: Ints, starts: Ints) -> Ints:
    """How many different values there are from each start to the next."""
    if not len(starts):
        return np.zeros(0, np.int64)
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(values))))
    order = np.lexsort((values, group))
    new = np.ones(len(order), bool)
    new[1:] = (group[order][1:] != group[order][:-1]) | (values[order][1:] != values[order][:-1])
    return np.bincount(group[order][new], minlength=len(starts))


def _spread(reports: Reports, beliefs: Beliefs, group: Ints, order: Ints, starts: Ints) -> tuple[Floats, Ints]:
    """The greatest distance of a member from the place (m), and the time between first and last member (us)."""
    if not len(starts):
        return np.zeros(0), np.zeros(0, np.int64)
    away = reports.points - beliefs.point[group]
    metres = np.sqrt(np.einsum("ij,ij->i", away, away))
    begins = reports.begins[order]
    return (
        np.maximum.reduceat(metres[order], starts),
        np.maximum.reduceat(begins, starts) - np.minimum.reduceat(begins, starts),
    )
