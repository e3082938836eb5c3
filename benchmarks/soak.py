"""Long runs: `make soak`. 10,000 pages: time linear in pages, memory flat, interrupted and taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .pages import write_pages

PAGES = 10_000
MEMORY_MB = 400


def annotate(folder: Path, target: Path, jobs: int = 1) -> subprocess.Popen[bytes]:
    """The annotate command on a folder, running."""
    call = [sys.executable, "-m", "goodoffices.cli", "annotate", str(folder), "--jobs", str(jobs)]
    return subprocess.Popen([*call, "--out", str(target)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def timed(folder: Path, target: Path) -> tuple[float, float]:
    """Wall seconds and peak memory (MB) of an uninterrupted run."""
    start = time.perf_counter()
    _, status, usage = os.wait4(annotate(folder, target).pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "annotate failed"
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Run the soak and print what was measured; exit 1 when a promise is broken."""
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        small, large = base / "small", base / "large"
        assert sum(1 for _ in write_pages(small, PAGES // 10)) == PAGES // 10
        assert sum(1 for _ in write_pages(large, PAGES)) == PAGES
        seconds_small, memory_small = timed(small, base / "small.jsonl")
        seconds, memory = timed(large, base / "large.jsonl")
        whole = (base / "large.jsonl").read_bytes()

        running = annotate(large, base / "again.jsonl", jobs=2)
        time.sleep(seconds / 4)
        running.send_signal(signal.SIGKILL)
        running.wait()
        parts = list(base.glob("again.jsonl.*.part"))
        kept = parts[0].read_bytes().count(b"\n") if parts else 0
        # Its worker processes end by themselves once the pipe to the killed parent is gone.
        assert annotate(large, base / "again.jsonl", jobs=2).wait() == 0
        same = (base / "again.jsonl").read_bytes() == whole

    print(f"{PAGES} pages in {seconds:.1f} s ({PAGES / seconds:.0f} a second), peak memory {memory:.0f} MB")
    print(f"{PAGES // 10} pages in {seconds_small:.1f} s, peak memory {memory_small:.0f} MB")
    print(f"killed after {kept} pages and taken up again: {'same bytes' if same else 'OTHER BYTES'}")
    broken = []
    if memory > MEMORY_MB:
        broken.append(f"memory over {MEMORY_MB} MB")
    if seconds > 13 * seconds_small + 5:
        broken.append("time is not linear in pages")
    if not same or not kept:
        broken.append("an interrupted run does not end in the same bytes")
    if broken:
        sys.exit("broken: " + "; ".join(broken))


if __name__ == "__main__":
    main()
