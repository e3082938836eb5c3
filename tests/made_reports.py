"""Made-up reports of made-up incidents with the truth beside them, for tests of fusion: clock times, villages, habits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

HOUR = 3_600_000_000
ACTS = ("shelling", "small arms", "drone", "movement", "mine")
NEIGHBOUR = {
    "shelling": "small arms",
    "small arms": "shelling",
    "drone": "shelling",
    "movement": "drone",
    "mine": "movement",
}


@dataclass(frozen=True)
class Made:
    """A table as readers give it, and for each id the incident it tells of."""

    table: pa.Table
    truth: dict[str, int]
    places: np.ndarray


def made(
    incidents: int = 600, days: int = 60, sources: int = 3, *, seed: int = 1, metres: float = 700.0,
    share: float = 0.6, hours: float = 3.0, mistaken: float = 0.15, again: float = 0.0, daily: bool = False,
) -> Made:  # fmt: skip
    """Incidents in villages along a valley; source k is k + 1 times as inexact as the first, and later.

    `hours`: mean delay; `mistaken`: share of acts told by a neighbouring word; `again`: share told twice by the first
    source; `daily`: times are told as days.
    """
    rng = np.random.default_rng(seed)
    villages = np.column_stack((40.0 + 0.004 * np.arange(60) + rng.normal(0, 0.02, 60), 44.0 + 0.03 * np.arange(60)))
    at = villages[rng.integers(0, 60, incidents)] + rng.normal(0, 0.01, (incidents, 2))
    when = rng.integers(0, days * 24 * 60, incidents)
    act = rng.integers(0, len(ACTS), incidents)
    rows, truth = [], {}
    for source in range(sources):
        for number in np.flatnonzero(rng.random(incidents) < share):
            for copy in range(1 + (source == 0 and rng.random() < again)):
                sigma = metres * (1 + source * 0.5)
                north, east = rng.laplace(0, sigma / np.sqrt(2), 2)
                begins = int(when[number] * 60_000_000 + rng.exponential(hours * (1 + source)) * HOUR)
                if daily:
                    begins -= begins % (24 * HOUR)
                word = ACTS[act[number]]
                name = f"{'abcdefgh'[source]}-{number}" + ("" if not copy else "-again")
                truth[name] = int(number)
                rows.append({
                    "id": name, "source": f"source {source}", "owner": f"owner {source}",
                    "begins": begins, "ends": begins,
                    "lat": float(at[number, 0] + north / 111_195),
                    "lon": float(at[number, 1] + east / 111_195 / np.cos(np.radians(40))),
                    "radius_m": 1_000.0,
                    "act": NEIGHBOUR[word] if rng.random() < mistaken else word,
                })  # fmt: skip
    return Made(pa.Table.from_pylist(rows), truth, at)


def scores(groups: list[list[str]], truth: dict[str, int]) -> tuple[float, float]:
    """Precision and recall of pairs of reports said to tell of one incident."""
    right = said = 0
    for members in groups:
        counts: dict[int, int] = {}
        for member in members:
            counts[truth[member]] = counts.get(truth[member], 0) + 1
        said += len(members) * (len(members) - 1) // 2
        right += sum(count * (count - 1) // 2 for count in counts.values())
    sizes: dict[int, int] = {}
    for incident in truth.values():
        sizes[incident] = sizes.get(incident, 0) + 1
    true = sum(size * (size - 1) // 2 for size in sizes.values())
    return right / max(said, 1), right / max(true, 1)
