"""Speed side by side in one run: `make bench`. Writes the table it prints to benchmarks/results/latest.md."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from goodoffices import compiled
from goodoffices.claims import annotated
from goodoffices.documents import document_of
from goodoffices.publications.page import page_object
from goodoffices.records import CaseSettings
from goodoffices.sources import Arrival

from .pages import page_text, write_pages
from .peers import as_html, peer_pipeline

RESULTS = Path(__file__).parent / "results" / "latest.md"
OUR_PAGES = 300
PEER_PAGES = 20


def cpu_seconds(function: Callable[[str], object], pages: Sequence[str]) -> float:
    """CPU seconds per page, the best of three runs; the first page warms up and is not counted."""
    function(pages[0])
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for page in pages[1:]:
            function(page)
        best = min(best, time.process_time() - start)
    return best / (len(pages) - 1)


def annotate_text(text: str, media_type: str = "text/plain") -> object:
    """All that `goodoffices annotate` does to one page, from bytes to the JSON object."""
    settings = CaseSettings()
    arrival = Arrival("page.txt", text.encode(), media_type)
    return page_object(annotated(document_of(arrival, settings), settings))


def brief_seconds(pages: int, stories: int, jobs: int = 1) -> float:
    """Wall seconds of a whole `goodoffices brief` process, cold."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pages"
        assert sum(1 for _ in write_pages(folder, pages, stories=stories)) == pages
        call = [sys.executable, "-m", "goodoffices.cli", "brief", str(folder)]
        call += ["--jobs", str(jobs), "--out", str(Path(scratch) / "out")]
        start = time.perf_counter()
        subprocess.run(call, check=True, capture_output=True)
        return time.perf_counter() - start


def our_pages() -> list[str]:
    """The pages of text that are annotated."""
    return [page_text(seed, story=seed % 10) for seed in range(OUR_PAGES)]


def text_seconds() -> float:
    """CPU seconds per page of text."""
    gc.set_threshold(20_000, 20, 20)  # as the commands set it; peers gain by it too
    return cpu_seconds(annotate_text, our_pages())


def text_seconds_of_sources() -> float:
    """The same in a process that leaves compiled modules aside."""
    call = [sys.executable, "-c", "from benchmarks.__main__ import text_seconds; print(text_seconds())"]
    environment = {**os.environ, compiled.SETTING: "no"}
    return float(subprocess.run(call, check=True, capture_output=True, text=True, env=environment).stdout)


def main() -> None:
    """Print and keep the table; exit 1 when a floor is missed."""
    pages = our_pages()
    words = sum(len(page.split()) for page in pages) / len(pages)
    ours = text_seconds()
    html = [as_html(page) for page in pages[:PEER_PAGES]]
    ours_html = cpu_seconds(lambda page: annotate_text(page, "text/html"), html)
    peers = cpu_seconds(peer_pipeline(), html)
    rows = [
        ("pages per CPU-second, text", 1 / ours, 200.0),
        ("the same, Python sources alone", 1 / text_seconds_of_sources(), 0.0),
        ("pages per CPU-second, HTML", 1 / ours_html, 0.0),
        ("peers: pages per CPU-second, HTML", 1 / peers, 0.0),
        ("times as fast as the peers, HTML against HTML", peers / ours_html, 0.0),
        ("times as fast as the peers, text against HTML", peers / ours, 10.0),
    ]
    times = [
        ("brief of 5 pages, cold, wall seconds", brief_seconds(5, 1), 1.5),
        ("brief of 2,000 pages on 20 stories, 2 processes, wall seconds", brief_seconds(2000, 20, 2), 60.0),
    ]
    by = "compiled modules (make compile)" if compiled.taken() else "Python sources, nothing compiled"
    lines = [f"Pages of {words:.0f} words on average; by {by}.", "", "| what | measured | floor |", "|---|---|---|"]
    lines += [
        f"| {what} | {value:.1f} | {'at least ' + format(floor, 'g') if floor else ''} |" for what, value, floor in rows
    ]
    lines += [f"| {what} | {value:.2f} | at most {floor:g} |" for what, value, floor in times]
    table = "\n".join(lines) + "\n"
    print(table)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(table, encoding="utf-8")
    missed = [what for what, value, floor in rows if value < floor]
    missed += [what for what, value, floor in times if value > floor]
    if missed:
        sys.exit("missed: " + "; ".join(missed))


if __name__ == "__main__":
    main()
