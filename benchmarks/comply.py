"""A million incidents under two hundred readings, with evidence lists, against plain SQL that only counts; part of
`make bench`.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from goodoffices.monitoring.clauses import read_commitments
from goodoffices.monitoring.incidents import Incidents
from goodoffices.monitoring.rules import Rules

INCIDENTS = 1_000_000
READINGS = 200
ACTS = ("strike", "shelling", "drone-strike", "small-arms-fire", "overflight", "explosion")
TARGETS = ("energy", "homes", "military", "port", "hospital", "")
PARTIES = ("north", "south", "")
FLOOR = 0.5
DAY = 86_400_000_000


def incidents(path: Path, number: int, seed: int = 1) -> None:
    """A table of incidents over ten years."""
    draw = np.random.default_rng(seed)

    def some(names: tuple[str, ...]) -> pa.Array:
        return pa.array(names).take(pa.array(draw.integers(0, len(names), number)))

    begins = draw.integers(0, 3_650 * DAY, number)
    table = {
        "incident": pa.array([f"i{row:07d}" for row in range(number)]),
        "time_begin": pa.array(begins).cast(pa.timestamp("us", tz="UTC")),
        "time_end": pa.array(begins + draw.integers(0, DAY // 24, number)).cast(pa.timestamp("us", tz="UTC")),
        "lat": draw.uniform(46, 51, number),
        "lon": draw.uniform(33, 40, number),
        "act": some(ACTS),
        "target": some(TARGETS),
        "accused": some(PARTIES),
        "level": some(("alleged", "corroborated", "verified")),
    }
    pyarrow.parquet.write_table(pa.table(table), path)


def commitments(path: Path, readings: int, seed: int = 2) -> None:
    """Commitments with five readings each: periods from a day to two months, one area in four."""
    draw, lines = np.random.default_rng(seed), []
    for number in range(readings // 5):
        lines += [
            f'[[commitment]]\nid = "c{number}"\nbound = ["north", "south"]\nacts = ["strike", "shelling"]',
            f'targets = ["{TARGETS[number % 5]}"]' if number % 2 else "",
        ]
        if number % 4 == 0:
            west, south = draw.uniform(33, 38), draw.uniform(46, 49)
            ring = [[west, south], [west + 2, south], [west + 2, south + 2], [west, south + 2], [west, south]]
            lines.append(f'area = {{geometry = {{type = "Polygon", coordinates = [{ring}]}}}}')
        for reading in range(5):
            begin = int(draw.integers(0, 3_500))
            first = np.datetime64("1970-01-01") + begin
            last = first + int(draw.integers(1, 60))
            lines.append(f'[[commitment.reading]]\nid = "r{reading}"\nby = "mediator"\nbegin = {first}\nend = {last}')
    path.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        table, file = Path(scratch) / "incidents.parquet", Path(scratch) / "commitments.toml"
        incidents(table, INCIDENTS)
        commitments(file, READINGS)
        begin = time.perf_counter()
        data, read = Incidents(table), read_commitments(file).commitments
        loaded = time.perf_counter()
        rules = Rules(data, read)
        ready = time.perf_counter()
        used, evidence = time.process_time(), 0
        for commitment in read:
            asked = [(reading, reading.periods[0]) for reading in commitment.readings]
            evidence += sum(len(rows) for judged in rules.judge(commitment, asked) for rows in judged)
        done, used = time.perf_counter(), time.process_time() - used
    print(f"read {INCIDENTS:,} incidents {loaded - begin:.1f} s, areas and table {ready - loaded:.1f} s")
    print(
        f"{READINGS} readings, {evidence:,} incidents in evidence: {done - ready:.2f} s by the clock, "
        f"{used:.2f} s of processors  to reach: {FLOOR} s"
    )


if __name__ == "__main__":
    main()
