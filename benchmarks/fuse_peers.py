"""Peers of fusion: Splink (Fellegi and Sunter in DuckDB), set up as well as we can, its threshold set by the truth.

Both ways it has to make clusters are tried at several thresholds, and the best F1 by the truth counts: more than
anyone could choose who does not know the answer. (At even odds, the choice of somebody who does not, it may link
nothing at all.)
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

KILOMETRES = (0.5, 1.0, 2.0, 3.0, 5.0, 8.0)
QUANTILES = (0.3, 0.45, 0.6, 0.7, 0.8, 0.9)
MEMORY = "4GB"
Scores = Callable[[np.ndarray, np.ndarray], tuple[float, float, float]]


def _cells(table: pa.Table) -> np.ndarray:
    """Squares of a twentieth of a degree, to train on."""
    row, column = (np.floor(np.asarray(table[name]) * 20).astype(np.int64) for name in ("lat", "lon"))
    return np.asarray(row * 100_000 + column)


def _linker(table: pa.Table) -> Any:
    from splink import Linker, SettingsCreator, block_on
    from splink import comparison_level_library as levels
    from splink import comparison_library as comparisons
    from splink.backends.duckdb import DuckDBAPI

    day = np.asarray(table["time_begin"]).astype("datetime64[D]").astype(np.int64)
    rows = pa.table({
        "unique_id": pa.array(range(table.num_rows)), "day": pa.array(day),
        "source_dataset": pc.replace_substring(table["source"], " ", "_"),
        "lat": table["lat"], "lon": table["lon"], "act": table["act"], "cell": pa.array(_cells(table)),
    })  # fmt: skip
    near = "abs(l.lat - r.lat) < 0.15 and abs(l.lon - r.lon) < 0.22 and l.source_dataset <> r.source_dataset"
    days = [levels.CustomLevel(f"abs(day_l - day_r) = {apart}", label_for_charts=f"{apart} days") for apart in (0, 1)]
    settings = SettingsCreator(
        link_type="link_and_dedupe",
        comparisons=[
            comparisons.DistanceInKMAtThresholds("lat", "lon", list(KILOMETRES)),
            comparisons.CustomComparison([*days, levels.ElseLevel()], output_column_name="day"),
            comparisons.ExactMatch("act"),
        ],
        blocking_rules_to_generate_predictions=[
            f"l.day = r.day and {near}", f"l.day = r.day + 1 and {near}", f"l.day + 1 = r.day and {near}",
        ],
    )  # fmt: skip
    # Left to itself DuckDB takes most of the memory of the machine where thousands of chance pairs are near.
    backend = DuckDBAPI(duckdb.connect(config={"memory_limit": MEMORY, "threads": 2}))
    rules = [block_on("day"), block_on("cell")]
    return Linker(backend.register(rows), settings), rules


class Reached(NamedTuple):
    """F1 with the threshold that the truth says is best; the seconds of training, prediction and the slower way of
    making clusters."""

    best: float
    seconds: float


def splink(table: pa.Table, truth: np.ndarray, score: Scores) -> Reached:
    """What Splink reaches on these reports."""
    from splink import block_on

    begun = time.perf_counter()
    linker, rules = _linker(table)
    logging.getLogger("splink").setLevel(logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("day", "cell", "act")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.001)
    told = found.as_duckdbpyrelation().to_arrow_table()["match_probability"].to_numpy()
    trained = time.perf_counter() - begun
    best, slowest = 0.0, 0.0
    sources = sorted({name.replace(" ", "_") for name in table["source"].to_pylist()})
    for threshold in np.unique(np.quantile(told, QUANTILES)).tolist():
        for how in (
            lambda at: linker.clustering.cluster_pairwise_predictions_at_threshold(found, at),
            lambda at: linker.clustering.cluster_using_single_best_links(
                found, duplicate_free_datasets=sources, threshold_match_probability=at
            ),
        ):
            begun = time.perf_counter()
            clusters = how(threshold).as_duckdbpyrelation().to_arrow_table()
            slowest = max(slowest, time.perf_counter() - begun)
            group = np.empty(table.num_rows, np.int64)
            names = np.unique(clusters["cluster_id"].to_numpy(), return_inverse=True)[1]
            group[clusters["unique_id"].to_numpy()] = names
            best = max(best, score(group, truth)[0])
    return Reached(best, trained + slowest)
