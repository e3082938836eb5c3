"""Tables of figures: printed, and kept in benchmarks/results under the name of what was measured."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def keep(name: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Print and keep rows of (what, measured, bound), with what else the machine had to do."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    lines = [f"{os.cpu_count()} processors, load {load}.", "", "| what | measured | bound |", "|---|---|---|"]
    lines += [f"| {what} | {measured} | {bound} |" for what, measured, bound in rows]
    table = "\n".join(lines) + "\n"
    print(table)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(table, encoding="utf-8")
