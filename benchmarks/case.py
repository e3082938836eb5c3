"""A case of many pages: adding against annotating alone, rebuild, search, opening; part of `make bench`.

    python -m benchmarks.case [PAGES] [--postgres]

With --postgres the case is in a PostgreSQL server of its own; processor time is then of this side alone.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from goodoffices.workbench import Intake, Workbench, annotate_to_file
from goodoffices.workbench.case.adding import add_pages
from goodoffices.workbench.case.desk import PRESS
from goodoffices.workbench.case.retelling import retell
from goodoffices.workbench.progress import quiet

from .pages import write_pages
from .tables import keep
from .web import stored

QUERIES = (
    "talks", "Geneva", '"four hours"', "Umerov ceasefire", "speaker:Lavrov", "prisoners exchange", "lang:uk delegation",
    "переговори", "Зеленский", "territory -energy",
)  # fmt: skip


def spent() -> float:
    """Processor seconds of this process and its ended children."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def rebuilt_apart(case: str) -> tuple[float, float]:
    """Seconds by the clock and of processor time of a rebuild, in a process of its own as the command has one."""
    words = "from benchmarks.case import rebuild; import sys; print(*rebuild(sys.argv[1]))"
    ran = subprocess.run([sys.executable, "-c", words, case], check=True, capture_output=True, text=True)
    took, used = map(float, ran.stdout.split())
    return took, used


def rebuild(case: str) -> tuple[float, float]:
    """The same, in this process: from opening the case until its tables are there; the best of three."""
    found = []
    for _ in range(3):
        begin, used = time.perf_counter(), spent()
        Workbench.rebuilt(case).close()
        found.append((time.perf_counter() - begin, spent() - used))
    return min(found)


def measure(pages: int, base: Path, address: str = "") -> list[tuple[str, str, str]]:
    """(what, figure, what is to be reached), of a case at an address or, without one, in a folder."""
    folder, case = base / "pages", address or str(base / "case")
    assert sum(1 for _ in write_pages(folder, pages, stories=max(1, pages // 100))) == pages
    intake = Intake.of([folder])
    begin, used = time.perf_counter(), spent()
    annotate_to_file(intake, base / "pages.jsonl", quiet)
    alone, alone_used = time.perf_counter() - begin, spent() - used
    rows: list[tuple[str, str, str]] = []
    with Workbench.create(case, Intake.of(())) as bench:
        begin, used = time.perf_counter(), spent()
        room = bench.desk.room(PRESS)
        add_pages(bench.desk, room, intake, quiet)
        added, added_used = time.perf_counter() - begin, spent() - used
        used = spent()
        told = retell(bench.desk, room)
        telling = spent() - used
        claims = sum(state.holds["claim"] for state in bench.status())
        rows.append((f"add {pages:,} pages, wall over annotate alone", f"{added / alone:.2f}", "at most 1.5"))
        rows.append(("the same, processor time", f"{added_used / alone_used:.2f}", "at most 1.5"))
        rows.append(("processor time of a page, annotate alone", f"{1000 * alone_used / pages:.1f} ms", ""))
        rows.append((f"telling {told} stories after that, a page", f"{1000 * telling / pages:.1f} ms", ""))
        took, used = rebuilt_apart(case)
        rows.append(
            (f"rebuild of {claims:,} claims, a second, best of three", f"{claims / took:,.0f}", "at least 20,000")
        )
        rows.append(("the same, a second of processor time", f"{claims / used:,.0f}", ""))
        times = []
        for query in QUERIES * 4:
            begin = time.perf_counter()
            bench.search(query)
            times.append(time.perf_counter() - begin)
        times.sort()
        rows.append(("search, 95th percentile", f"{1000 * times[int(len(times) * 0.95)]:.0f} ms", "at most 50 ms"))
    begin = time.perf_counter()
    with Workbench.open(case):
        rows.append(("open", f"{1000 * (time.perf_counter() - begin):.0f} ms", "at most 150 ms"))
    return rows


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="?", type=int, default=10_000)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, stored(given.postgres) as address:
        os.environ["GOODOFFICES_KEYS"] = str(Path(scratch) / "keys")
        os.environ["GOODOFFICES_STATE"] = str(Path(scratch) / "state")
        keep("case-postgres" if address else "case", measure(given.pages, Path(scratch), address))


if __name__ == "__main__":
    main()
