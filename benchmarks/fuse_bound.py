"""What no fusion of the shared generator's reports can pass: `python -m benchmarks.fuse_bound [--seed N]`.

A linker that is told everything (noise, delays, wrong types, coverage, the towns with their coordinates) draws
partitions of the reports from their true posterior by Gibbs sampling. The share of the draws in which two reports are
one incident is the probability that they are, and pairs taken in order of these probabilities, up to where the truth
says to stop, reach the most F1 that can be expected of any pairs, joined to incidents or not. `sum` beside `true`
checks the sampler: probabilities add up to the number of true pairs. Where places are on a grid or told twice the
generator's likelihood is another; those two settings have no bound here.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from scipy.spatial import cKDTree

from goodoffices.events.incidents.candidates import pairs_within

from .fuse import DENSITY, IN_TOWNS, SETTINGS, TOWNS, generator

Floats = np.ndarray[Any, np.dtype[np.float64]]
USUAL = {"nds": 3, "cover": 0.6, "sig_km": 1.2, "tprob": 0.25, "taxerr": 0.1}
"""What the generator does unless told otherwise."""
TYPES = 8
KM_NORTH = 111.0
KM_EAST = 111.0 * np.cos(np.radians(48))
SWEEPS, BURNED = 120, 30
MANY = 4_096
PRECISION = 0.85


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _log_likelihood(members: Any, size: int, known: Any) -> float:
    """Log of the incidents a day and square kilometre that would be told as these reports (without coverage)."""
    _, day, kind, _, _, _, _, (_, late, wrong, a_day, _) = known
    low, high = day[members[0]], day[members[0]]
    for at in range(size):
        low, high = min(low, day[members[at]]), max(high, day[members[at]])
    if high - low > 1:
        return -1e9
    dated = 0.0
    for true in range(high - 1, low + 1):
        chance = 1.0
        for at in range(size):
            chance *= late if day[members[at]] > true else 1 - late
        dated += chance
    named = 0.0
    for true in range(TYPES):
        chance = 1.0 / TYPES
        for at in range(size):
            chance *= wrong / TYPES + (1 - wrong if kind[members[at]] == true else 0.0)
        named += chance
    found = a_day * _placed(members, size, known) * dated * named
    return float(np.log(found)) if found > 0 else -1e9


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _placed(members: Any, size: int, known: Any) -> float:
    """The density of these points as those of one incident, in a town or outside (1/km2 for each)."""
    place, _, _, density, town_first, town, towns, (sigma, _, _, _, in_town) = known
    variance = sigma * sigma
    east, north = 0.0, 0.0
    for at in range(size):
        east += place[members[at], 0] / size
        north += place[members[at], 1] / size
    spread = 0.0
    for at in range(size):
        spread += (place[members[at], 0] - east) ** 2 + (place[members[at], 1] - north) ** 2
    first = members[0]
    total = density[first] * np.exp(-spread / (2 * variance)) * (2 * np.pi * variance) ** (1.0 - size) / size
    for number in range(town_first[first], town_first[first + 1]):
        apart = 0.0
        for at in range(size):
            apart += (place[members[at], 0] - towns[town[number], 0]) ** 2
            apart += (place[members[at], 1] - towns[town[number], 1]) ** 2
        total += in_town * np.exp(-apart / (2 * variance)) * (2 * np.pi * variance) ** (-1.0 * size)
    return total


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _taken_out(row: int, groups: Any, known: Any) -> bool:
    """Take a report out of its group; whether the group is empty now."""
    group, size, score, members, _ = groups
    old = group[row]
    group[row] = -1
    size[old] -= 1
    for at in range(size[old]):
        if members[old, at] == row:
            members[old, at] = members[old, size[old]]
    if size[old]:
        score[old] = _log_likelihood(members[old], size[old], known)
    return bool(size[old] == 0)


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _offered(row: int, near: Any, groups: Any, known: Any, chosen: Any, becoming: Any, gain: Any) -> int:
    """The groups around that a report may join (`chosen`), what they become and gain; how many, from 1 on."""
    group, size, score, members, source = groups
    joined, options = np.empty(members.shape[1] + 1, np.int64), 1
    for neighbour in near:
        other = group[neighbour]
        fits = other >= 0 and options < MANY
        for at in range(1, options):
            fits = fits and chosen[at] != other
        if fits:
            for at in range(size[other]):
                fits = fits and source[members[other, at]] != source[row]
                joined[at] = members[other, at]
        if fits:
            joined[size[other]] = row
            chosen[options], becoming[options] = other, _log_likelihood(joined, size[other] + 1, known)
            gain[options] = becoming[options] - score[other]
            options += 1
    return options


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _drawn(gain: Any) -> int:
    """One of the options, by the exponential of what they gain."""
    chances = np.exp(gain - gain.max())
    left, at = np.random.random() * chances.sum(), 0
    while at < len(chances) - 1 and left > chances[at]:
        left -= chances[at]
        at += 1
    return at


@numba.njit(cache=True)  # type: ignore[untyped-decorator]
def _draws(seed: int, source: Any, near_first: Any, near: Any, sources: int, cover: float, known: Any) -> Any:
    """In how many draws each report and each of its neighbours were one incident."""
    np.random.seed(seed)
    count = len(source)
    members = np.full((count, sources), -1)
    members[:, 0] = np.arange(count)
    alone = np.array([_log_likelihood(members[row], 1, known) for row in range(count)])
    group, size, score = np.arange(count), np.ones(count, np.int64), alone.copy()
    groups = (group, size, score, members, source)
    free, left = np.empty(count, np.int64), 0
    chosen, becoming, gain = np.full(MANY, -1), np.empty(MANY), np.empty(MANY)
    together = np.zeros(len(near), np.int64)
    for sweep in range(SWEEPS):
        for row in range(count):
            old = group[row]
            if _taken_out(row, groups, known):
                free[left] = old
                left += 1
            becoming[0] = alone[row]
            # An incident of its own: all sources may be silent on it; one more voice has the same odds anywhere.
            gain[0] = alone[row] + sources * np.log(1 - cover)
            around = near[near_first[row] : near_first[row + 1]]
            at = _drawn(gain[: _offered(row, around, groups, known, chosen, becoming, gain)])
            new = chosen[at]
            if at == 0:
                left -= 1
                new = free[left]
            members[new, size[new]] = row
            size[new] += 1
            group[row], score[new] = new, becoming[at]
        if sweep >= BURNED:
            for row in range(count):
                for number in range(near_first[row], near_first[row + 1]):
                    together[number] += group[near[number]] == group[row]
    return together


def _ground(incidents: int, seed: int) -> Floats:
    """The towns of a seed in kilometres: the generator's own first draws."""
    draw = np.random.default_rng(seed)
    along = draw.random(incidents)
    across = draw.normal(0, 12, incidents)
    chosen = draw.integers(0, incidents, TOWNS)
    lat, lon = 46.5 + 3.2 * along**2 + across / 111.0, 33 + 6 * along
    return np.column_stack((lon[chosen] * KM_EAST, lat[chosen] * KM_NORTH))


def _density(made: dict[str, Any]) -> Floats:
    """Incidents outside the towns by square kilometre, as a share of all, at every report."""
    along = np.clip((made["lon"] - 33) / 6, 0, 1)
    off = (made["lat"] - (46.5 + 3.2 * along**2)) * KM_NORTH
    across = np.exp(-(off**2) / (2 * 12.0**2)) / np.sqrt(2 * np.pi * 12.0**2)
    return np.asarray((1 - IN_TOWNS) * np.maximum(across / (6 * KM_EAST), 1e-300))


def _around(place: Floats, sigma: float) -> Floats:
    """The density of incidents at every report as the reports around it tell it."""
    near = cKDTree(place).query_ball_point(place, sigma, return_length=True)
    return np.asarray(np.maximum(near - 1, 0.5) / (np.pi * sigma**2 * len(place)))


def bound(
    made_by: Callable[..., Any], incidents: int, seed: int, setting: dict[str, Any], blind: bool = False
) -> tuple[float, float, float, int]:
    """The most F1, the most with a precision of PRECISION, the sum of probabilities, and how many pairs are true."""
    rule, days = USUAL | setting, round(incidents / DENSITY)
    made = made_by(incidents, days, seed=seed, **setting)
    day, source, incident = (made[name].astype(np.int64) for name in ("day", "ds", "inc"))
    towns = _ground(incidents, seed)
    place = np.column_stack((made["lon"] * KM_EAST, made["lat"] * KM_NORTH))
    reach = max(7 * rule["sig_km"], 0.5)
    first, second = pairs_within(made["lat"], made["lon"], day, reach * 1_000, 1)
    other = source[first] != source[second]
    first, second = np.concatenate((first[other], second[other])), np.concatenate((second[other], first[other]))
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    close = [[] for _ in day] if blind else cKDTree(towns).query_ball_point(place, reach)
    town_first = np.concatenate(([0], np.cumsum([len(each) for each in close])))
    told = (rule["sig_km"], max(rule["tprob"], 1e-12), max(rule["taxerr"], 1e-12), incidents / days, IN_TOWNS / TOWNS)
    towns_near = np.array([number for each in close for number in each] or [0], np.int64)
    known = (
        place,
        day,
        made["typ"].astype(np.int64),
        _around(place, rule["sig_km"]) if blind else _density(made),
        town_first,
        towns_near,
        towns,
        told,
    )
    near_first = np.searchsorted(first, np.arange(len(day) + 1))
    together = _draws(1, source, near_first, second, rule["nds"], rule["cover"], known)
    once = first < second
    chance, right = together[once] / (SWEEPS - BURNED), (incident[first] == incident[second])[once]
    counts = np.bincount(incident)
    true = int((counts * (counts - 1) // 2).sum())
    best = np.argsort(-chance, kind="stable")
    hits, taken = np.cumsum(right[best]), np.arange(1, len(best) + 1)
    reached = 2 * hits / (taken + true)
    exact = hits / taken >= PRECISION
    return float(reached.max()), float(reached[exact].max()), float(chance.sum()), true


def main() -> None:
    """Print the bound of every setting."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--blind", action="store_true", help="The towns are not told.")
    asked, made_by = parser.parse_args(), generator()
    if made_by is None:
        raise SystemExit("needs the shared generator beside the checkout")
    print(f"{'noise':30}{'most F1':>9}{'precise':>9}{'sum':>9}{'true':>9}")
    reached = []
    for name, setting in SETTINGS.items():
        if not {"grid", "again"} & setting.keys():
            most, precise, total, true = bound(made_by, asked.incidents, asked.seed, setting, asked.blind)
            reached.append((most, precise))
            print(f"{name:30}{most:9.3f}{precise:9.3f}{total:9.0f}{true:9}", flush=True)
    most, precise = np.mean(reached, axis=0)
    print(f"{'mean':30}{most:9.3f}{precise:9.3f}")


if __name__ == "__main__":
    main()
