"""Processor time of this process and of those below it, as Linux counts it."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def used_below(root: int) -> dict[int, tuple[float, str]]:
    """Process -> seconds of processor time, command line: of one and of all that it started, as far as they run."""
    parents: dict[int, int] = {}
    found: dict[int, tuple[float, str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue  # it ended meanwhile
        parents[int(folder.name)] = int(fields[1])
        found[int(folder.name)] = ((int(fields[11]) + int(fields[12])) / TICKS, words)
    below = {root}
    while fresh := {one for one, parent in parents.items() if parent in below} - below:
        below |= fresh
    return {one: found[one] for one in below if one in found}
