"""Consensus of labels: speed, equality with a reference, accuracy where sources copy, calibration; part of `make
bench`.

Peers: MACE (Hovy, Berg-Kirkpatrick, Vaswani & Hovy 2013, EM with random starts) written here; crowd-kit where it is
installed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from goodoffices.findings.reliability import Consensus, Standing, Votes, consensus
from goodoffices.findings.reliability.dawid_skene import dawid_skene

from .accusations import Settings, made

Floats = np.ndarray[Any, np.dtype[np.float64]]
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8)
SEEDS = (1, 2, 3)
# Bias matters without copying only where few speak of an item.
SPARSE = Settings(coverage=0.3, bias=1.4)
FLOORS = {"seconds": 2.9 / 8, "gain": 0.02, "calibration": 0.05, "adding": 0.1}


def votes_of(columns: Mapping[str, Any]) -> Votes:
    """Made-up columns as votes."""
    ready = dict(columns)
    if "time" in ready:
        ready["time"] = pa.array(ready["time"]).cast(pa.timestamp("us"))
    return Votes.of(ready)


def accuracy(result: Consensus, truth: Any) -> float:
    """The share of items told right."""
    return float((result.labels == truth[_numbers(result)]).mean())


def calibration_error(result: Consensus, truth: Any, bins: int = 10) -> float:
    """Expected calibration error of the confidence, over bins of equal width."""
    right = result.labels == truth[_numbers(result)]
    place = np.minimum((result.confidence * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(result.confidence[place == number].mean() - right[place == number].mean()) * (place == number).mean()
            for number in np.unique(place)
        )
    )


def _numbers(result: Consensus) -> Any:
    return np.array([int(name[1:]) for name in result.votes.items.to_pylist()])


def mace(votes: Votes, seed: int = 0, starts: int = 10, steps: int = 50) -> Floats:
    """Probability of label 1: a source either knows or says something out of habit."""
    draw, best = np.random.default_rng(seed), (-np.inf, np.zeros(0))
    size = len(votes.sources)
    for _ in range(starts):
        habit = draw.dirichlet((5, 5), size)
        guesses = draw.uniform(0.2, 0.8, size)
        likelihood, probability = -np.inf, np.zeros(0)
        for _ in range(steps):
            spoken = guesses[votes.source] * habit[votes.source, votes.label]
            both = spoken[:, None] + (1 - guesses[votes.source])[:, None] * (votes.label[:, None] == np.arange(2))
            logs = np.stack([votes.total(np.log(both[:, truth])) for truth in (0, 1)], axis=1)
            likelihood = float(np.logaddexp(logs[:, 0], logs[:, 1]).sum())
            probability = 1 / (1 + np.exp(np.clip(logs[:, 0] - logs[:, 1], -700, 700)))
            chance = np.stack([1 - probability, probability], axis=1)[votes.item]
            out_of_habit = (chance * spoken[:, None] / both).sum(axis=1)
            counts = np.bincount(votes.source * 2 + votes.label, weights=out_of_habit, minlength=2 * size) + 0.1
            habit = counts.reshape(size, 2) / counts.reshape(size, 2).sum(axis=1, keepdims=True)
            whole = np.bincount(votes.source, minlength=size)
            guesses = (np.bincount(votes.source, weights=out_of_habit, minlength=size) + 0.5) / (whole + 1)
        if likelihood > best[0]:
            best = (likelihood, probability)
    return best[1]


def many(labels: int = 1_000_000, seed: int = 1) -> dict[str, Any]:
    """Columns of a large table: 500 sources, five labels an item on average."""
    draw = np.random.default_rng(seed)
    items, sources = labels // 5, 500
    truth, skill = draw.integers(0, 2, items), draw.beta(8, 3, sources)
    item, source = draw.integers(0, items, labels), draw.integers(0, sources, labels)
    label = np.where(draw.random(labels) < skill[source], truth[item], 1 - truth[item])
    names = pa.array([f"s{number:03d}" for number in range(sources)])
    return {"item": pa.array(item), "source": names.take(pa.array(source)), "label": label}


def seconds(work: Callable[[], Any], times: int = 3) -> float:
    """The shortest of some runs, wall clock."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return min(spent)


def speed(labels: int) -> list[tuple[str, str, str]]:
    """Dawid-Skene and adding, on many labels."""
    columns = many(labels)
    votes = Votes.of(columns)
    rows = [
        (f"code {labels:,} labels", f"{seconds(lambda: Votes.of(columns)):.2f} s", ""),
        ("Dawid-Skene", f"{seconds(lambda: dawid_skene(votes)):.2f} s", f"at most {FLOORS['seconds']:.2f} s"),
    ]
    try:
        rows.append(_crowd_kit(columns, votes))
    except ImportError:
        rows.append(("crowd-kit", "not installed", "2.9 s on two cores"))
    standing = Standing.learned(votes)
    new = {name: column[:1_000] for name, column in many(labels, seed=2).items()}
    rows.append(("add 1,000 labels", f"{seconds(lambda: standing.add(new)):.2f} s", f"at most {FLOORS['adding']} s"))
    return rows


def _crowd_kit(columns: Mapping[str, Any], votes: Votes) -> tuple[str, str, str]:
    """The peer's time and the largest difference to it."""
    import pandas
    from crowdkit.aggregation import DawidSkene

    begin = time.perf_counter()
    dawid_skene(votes)
    ours = time.perf_counter() - begin
    frame = pandas.DataFrame({"task": columns["item"], "worker": columns["source"], "label": columns["label"]})
    begin = time.perf_counter()
    theirs = DawidSkene(n_iter=100).fit_predict_proba(frame)
    spent = time.perf_counter() - begin
    apart = np.abs(theirs.sort_index()[1].to_numpy() - dawid_skene(votes).probability).max()
    return (
        "crowd-kit Dawid-Skene",
        f"{spent:.2f} s, {spent / ours:.1f} times as long, largest difference {apart:.1e}",
        "at least 8 times, 1e-6",
    )


def copying(settings: Settings, seeds: tuple[int, ...] = SEEDS) -> list[tuple[str, str, str]]:
    """Accuracy by the share of sources that copy, mean over seeds.

    Where nobody copies, what a judge reaches who is told all chances bounds the gain.
    """
    rows = []
    for share in SHARES:
        figures = []
        bounds = []
        for seed in seeds:
            case = made(settings._replace(share=share), seed)
            votes = votes_of(case.columns)
            joint = consensus(votes)
            rivals = [accuracy(consensus(votes, name), case.truth) for name in ("majority", "dawid-skene", "one-coin")]
            theirs = consensus(votes, "majority")._replace(probability=mace(votes))
            rivals.append(accuracy(theirs, case.truth))
            figures.append((accuracy(joint, case.truth), *rivals, calibration_error(joint, case.truth)))
            bounds.append(float((case.told == case.truth)[_numbers(joint)].mean()) - max(rivals))
        ours, majority, ds, coin, spam, off = np.mean(figures, axis=0)
        gain = min(row[0] - max(row[1:5]) for row in figures)
        text = f"joint {ours:.3f}, majority {majority:.3f}, DS {ds:.3f}, one coin {coin:.3f}, MACE {spam:.3f}"
        if not share:
            text += f"; told all at most {min(bounds):+.3f}"
        rows.append(
            (f"copying {share:.1f}", f"{text}; least gain {gain:+.3f}, ECE {off:.3f}", "gain 0.02, ECE at most 0.05")
        )
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=SEEDS[0], help="The first of three.")
    first = parser.parse_args().seed
    for what, figure, aim in (*speed(1_000_000), *copying(SPARSE, tuple(range(first, first + len(SEEDS))))):
        print(f"{what:<24}{figure:<138}{'to reach: ' + aim if aim else ''}".rstrip())


if __name__ == "__main__":
    main()
