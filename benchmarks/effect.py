"""Does a truce show: windows of days on which nothing was declared, and how often each test cries out; part of `make
bench`.

Runs on the real alerts beside the checkout where they are; else on a made-up series of clustered alerts.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np

from goodoffices.findings.effect import Series, Window, measure

ALERTS = Path(__file__).resolve().parents[2] / "shared/data/ua-air-alerts/alerts_events_labeled.parquet"
WINDOWS = 8_000
HOURS = (6, 24, 30, 72, 168)
HOUR = 3_600_000_000
DAY = 24 * HOUR


def made_up(seed: int = 1, days: int = 1_500, lull: tuple[int, int] | None = None) -> Series:
    """Raids in waves, most by night, each setting off many alerts, some weeks worse than others; hardly any in a
    lull.
    """
    draw = np.random.default_rng(seed)
    intensity = np.exp(np.cumsum(draw.normal(0, 0.01, days)) + draw.normal(0, 0.2, days))
    starts = []
    for day in range(days):
        for _ in range(draw.poisson(12.0 * intensity[day] / intensity.mean())):
            begin = day * DAY + int(draw.normal(24, 6) * HOUR)
            starts.append(begin + draw.integers(0, 3 * HOUR, draw.integers(1, 7)))
    times = np.concatenate(starts)
    if lull is not None:
        spared = (times >= lull[0]) & (times < lull[1]) & (draw.random(len(times)) < 0.9)
        times = times[~spared]
    return Series(times[times >= 0].astype(np.int64))


def real() -> Series:
    """The starts of the real alerts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    column: Any = pq.read_table(ALERTS)["started_at"]
    return Series(np.asarray(column.cast(pa.int64())))


def placebo_rates(series: Series, windows: int, hours: int, seed: int = 1) -> dict[str, float]:
    """Share of ordinary windows that each test calls out at a nominal one per cent."""
    draw = np.random.default_rng(seed)
    first, last = series.begins // HOUR + 24 * (40 + hours // 24), series.ends // HOUR - hours
    found = [
        measure(series, Window("", int(begin) * HOUR, int(begin + hours) * HOUR))
        for begin in draw.integers(first, last, windows)
    ]
    told = [each for each in found if each.p_calibrated is not None]
    rates = {
        name: np.mean([getattr(each, name) <= 0.01 for each in told]) for name in ("p_calibrated", "p", "p_poisson")
    }
    return {name: float(rate) for name, rate in rates.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1, help="Of the placebo windows.")
    seed = parser.parse_args().seed
    series = real() if ALERTS.exists() else made_up()
    print(f"{'real' if ALERTS.exists() else 'made-up'} series, {len(series.starts):,} starts")
    whole: list[dict[str, float]] = []
    begin = time.perf_counter()
    for hours in HOURS:
        rates = placebo_rates(series, WINDOWS // len(HOURS), hours, seed)
        whole.append(rates)
        print(f"{hours:>4} h  " + ", ".join(f"{name} {100 * rate:.2f} %" for name, rate in rates.items()))
    mean = {name: float(np.mean([rates[name] for rates in whole])) for name in whole[0]}
    text = ", ".join(f"{name} {100 * rate:.2f} %" for name, rate in mean.items())
    print(f"{WINDOWS:,} windows in {time.perf_counter() - begin:.0f} s: {text}; to reach: p_calibrated 0.5 to 1.5 %")


if __name__ == "__main__":
    main()
