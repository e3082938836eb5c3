"""Dawid & Skene's EM written out over dictionaries, in the steps of crowd-kit: slow, and plain enough to be checked by eye."""

from __future__ import annotations

from collections import defaultdict
from math import log, log2

FLOOR = 1e-10


def reference_em(rows, steps=100, tolerance=1e-5, one_coin=False):
    """Probability of label 1 by item, from (item, source, label) rows."""
    items = sorted({item for item, _, _ in rows})
    said = defaultdict(list)
    for item, source, label in rows:
        said[item].append((source, label))
    chance = {item: [sum(label == k for _, label in said[item]) / len(said[item]) for k in (0, 1)] for item in items}
    prior = [sum(chance[item][k] for item in items) / len(items) for k in (0, 1)]
    errors = _errors(rows, chance, one_coin)
    reached = -float("inf")
    for _ in range(steps):
        for item in items:
            logs = [
                log2(prior[k]) + sum(log2(errors[source][label][k]) for source, label in said[item]) for k in (0, 1)
            ]
            scaled = [2 ** (value - max(logs)) for value in logs]
            chance[item] = [value / sum(scaled) for value in scaled]
        prior = [sum(chance[item][k] for item in items) / len(items) for k in (0, 1)]
        errors = _errors(rows, chance, one_coin)
        expected = sum(
            chance[item][k] * (log(errors[source][label][k]) + log(prior[k]))
            for item, source, label in rows
            for k in (0, 1)
        )
        entropy = -sum(p * log(p) for item in items for p in chance[item] if p > 0)
        bound = (expected + entropy) / len(rows)
        if bound - reached < tolerance:
            break
        reached = bound
    return {item: chance[item][1] for item in items}


def _errors(rows, chance, one_coin):
    counts = defaultdict(lambda: [[0.0, 0.0], [0.0, 0.0]])
    for item, source, label in rows:
        for k in (0, 1):
            counts[source][label][k] += chance[item][k]
    if one_coin:
        return {source: _coin(table) for source, table in counts.items()}
    return {source: _normalised(table) for source, table in counts.items()}


def _normalised(table):
    floored = [[max(value, FLOOR) for value in row] if any(row) else [0.0, 0.0] for row in table]
    sums = [floored[0][k] + floored[1][k] for k in (0, 1)]
    return [[max(row[k] / sums[k], FLOOR**2) for k in (0, 1)] for row in floored]


def _coin(table):
    right = (table[0][0] + table[1][1]) / sum(map(sum, table))
    right = min(max(right, FLOOR), 1 - FLOOR)
    return [[right, 1 - right], [1 - right, right]]
