"""Every hostile file of the tests through `goodoffices ingest`: verdict, processor time, memory of the process tree.

`python -m benchmarks.intake`; part of `make soak`. Exit 1 when a promise is broken.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.killers import KILLERS, LASTING, Killer

SECONDS = 10.0
MEMORY_MB = 1024
EXITS = {"read": 0, "partial": 0, "refused": 3}


def memory_of_tree(root: int) -> float:
    """MB of memory that a process and all below it hold now."""
    children: dict[int, list[int]] = {}
    held: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
            held[int(entry.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    total, waiting = 0, [root]
    while waiting:
        number = waiting.pop()
        total += held.get(number, 0)
        waiting += children.get(number, [])
    return total / 2**20


def tried(path: Path) -> tuple[dict[str, object], int, float, float]:
    """The object, exit code, processor seconds and peak memory of one run."""
    before = os.times()
    call = [sys.executable, "-m", "goodoffices.cli", "ingest", "--json", str(path)]
    running = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = 0.0
    while running.poll() is None:
        peak = max(peak, memory_of_tree(running.pid))
        time.sleep(0.02)
    out, errors = running.communicate()
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert not errors, errors
    return json.loads(out.splitlines()[-1]), running.returncode, spent, peak


def main() -> None:
    """Run them all and print what was measured."""
    broken = []
    killers: dict[str, Killer] = KILLERS | LASTING
    with tempfile.TemporaryDirectory() as scratch:
        for name, killer in killers.items():
            path = Path(scratch) / killer.file
            path.write_bytes(killer.make())
            found, code, spent, peak = tried(path)
            told = json.dumps([found.get("reason"), found["warnings"], found["left_out"]], ensure_ascii=False)
            right = found["status"] == killer.status and code == EXITS[killer.status] and killer.said in told
            print(f"{name:16} {found['status']:8} {spent:5.1f} s {peak:6.0f} MB {'' if right else told[:200]}")
            if not right or spent > SECONDS or peak > MEMORY_MB:
                broken.append(name)
    if broken:
        sys.exit("broken: " + ", ".join(broken))


if __name__ == "__main__":
    main()
