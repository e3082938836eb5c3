"""Speed of a log in its store, each figure beside its floor in the same seconds.

    python -m benchmarks.ledger [ENTRIES]

Floors: one SHA-256 of 300 bytes for a bulk append, one synced write of 4 KiB (fdatasync) for an entry that is durable
by itself, the hashes on an entry's path for its proof. One line compares a small log with one of ENTRIES.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from goodoffices.ledger.entries import Draft
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.tree import node_hash

from .tables import keep

ORIGIN = "bench.example/room"
BODY = json.dumps({"quote": "x y12 words here " * 13, "value": 6}, separators=(",", ":"), sort_keys=True)
SMALL = 10_000
BATCH = 5_000


class Figure(NamedTuple):
    """A measured ratio (or figure) and its bound; `most` says which side of the bound is right."""

    what: str
    value: float
    bound: float
    most: bool = True

    def holds(self) -> bool:
        """Whether the bound is kept."""
        return self.value <= self.bound if self.most else self.value >= self.bound


def hash_seconds(count: int = 20_000) -> float:
    """CPU seconds of one SHA-256 of 300 bytes."""
    block = os.urandom(300)
    begin = time.process_time()
    for _ in range(count):
        sha256(block).digest()
    return (time.process_time() - begin) / count


def node_seconds(count: int = 20_000) -> float:
    """CPU seconds of one hash of two nodes."""
    left, right = os.urandom(32), os.urandom(32)
    begin = time.process_time()
    for _ in range(count):
        node_hash(left, right)
    return (time.process_time() - begin) / count


def syncs_a_second(folder: Path, count: int = 100) -> float:
    """Writes of 4 KiB, each synced, that the disk does in a second."""
    path = folder / "floor"
    handle = os.open(path, os.O_RDWR | os.O_CREAT)
    begin = time.perf_counter()
    for place in range(count):
        os.pwrite(handle, b"%4096d" % place, place * 4096)
        os.fdatasync(handle)
    rate = count / (time.perf_counter() - begin)
    os.close(handle)
    path.unlink()
    return rate


def drafts(count: int) -> list[Draft]:
    """Entries of one part of about 250 bytes."""
    return [Draft("claim", {"main": BODY}) for _ in range(count)]


def lines(count: int) -> bytes:
    """The same entries for the command."""
    return (json.dumps({"id": "a", "k": "claim", "parts": {"main": BODY}}) + "\n").encode() * count


def filled(log: Ledger, size: int) -> float:
    """Appends until a log has that size; CPU of an entry in hashes of 300 bytes: the median of its batches."""
    ratios = []
    while log.size < size:
        batch = drafts(min(BATCH, size - log.size))
        floor = hash_seconds()
        begin = time.process_time()
        log.append(batch)
        spent = time.process_time() - begin
        ratios.append(spent / len(batch) / ((floor + hash_seconds()) / 2))
    return statistics.median(ratios)


def command(store: str) -> list[str]:
    """The append command on a log."""
    return [sys.executable, "-m", "goodoffices.cli", "ledger", "append", "--store", store, "--origin", ORIGIN]


def command_bulk(store: str, count: int = 50_000) -> float:
    """CPU of an entry given to the command, its start included, in hashes of 300 bytes."""
    floor = hash_seconds(100_000)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command(store), input=lines(count), stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent / count / ((floor + hash_seconds(100_000)) / 2)


def beside_syncs(folder: Path, step: Callable[[], object], rounds: int = 7, count: int = 100) -> float:
    """How many steps are done in the time of one synced write: the median of some rounds."""
    ratios = []
    for _ in range(rounds):
        floor = syncs_a_second(folder)
        begin = time.perf_counter()
        for _ in range(count):
            step()
        rate = count / (time.perf_counter() - begin)
        ratios.append(rate / ((floor + syncs_a_second(folder)) / 2))
    return statistics.median(ratios)


def command_single(folder: Path, store: str) -> float:
    """Entries answered one by one by the command, in synced writes."""
    line = lines(1)
    with subprocess.Popen(command(store), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        given, answers = process.stdin, process.stdout

        def step() -> None:
            given.write(line)
            given.flush()
            answers.readline()

        step()
        ratio = beside_syncs(folder, step)
        given.close()
    return ratio


def growth(small: Ledger, large: Ledger, rounds: int = 9, count: int = 40) -> float:
    """How much more an entry costs in a large log than in a small one: medians of turns."""
    (one,) = drafts(1)
    times: dict[Ledger, list[float]] = {small: [], large: []}
    for _ in range(rounds):
        for log, taken in times.items():
            begin = time.perf_counter()
            for _ in range(count):
                log.append([one])
            taken.append(time.perf_counter() - begin)
    return statistics.median(times[large]) / statistics.median(times[small])


def proofs(log: Ledger, count: int = 300) -> float:
    """CPU of an inclusion proof in its own hashes: as many as its path has siblings."""
    size = log.size
    places = [(number * 7919) % size for number in range(count)]
    hashes = sum(len(log.inclusion(place)) for place in places)
    floor = node_seconds() * hashes
    begin = time.process_time()
    for place in places:
        log.inclusion(place)
    return (time.process_time() - begin) / ((floor + node_seconds() * hashes) / 2)


def first_proof(store: str) -> float:
    """Milliseconds of the first receipt after a log was opened."""
    with Ledger.open(store, ORIGIN) as log:
        begin = time.perf_counter()
        log.prove(log.size // 3)
        return (time.perf_counter() - begin) * 1000


def measured(folder: Path, entries: int) -> list[Figure]:
    """Every figure, with its bound."""
    os.environ["GOODOFFICES_KEYS"] = str(folder / "keys")
    store = str(folder / "large.db")
    with (
        Ledger.create(str(folder / "small.db"), ORIGIN) as small,
        Ledger.create(store, ORIGIN) as large,
    ):
        filled(small, SMALL)
        bulk = filled(large, entries)
        (one,) = drafts(1)
        return [
            Figure("bulk append, CPU in SHA-256 of 300 B (library)", bulk, 20),
            Figure("bulk append, CPU in SHA-256 of 300 B (command)", min(command_bulk(store) for _ in range(3)), 50),
            Figure(
                "one durable entry, in synced writes (library)",
                beside_syncs(folder, lambda: large.append([one])),
                0.4,
                False,
            ),
            Figure("one durable entry, in synced writes (command)", command_single(folder, store), 0.2, False),
            Figure(f"an entry at {entries:,}, in entries at {SMALL:,}", growth(small, large), 1.3),
            Figure(f"inclusion proof at {entries:,}, CPU in its hashes", proofs(large), 20),
            Figure("first receipt after opening, ms", first_proof(store), 50),
        ]


def main() -> None:
    """Prints and keeps the figures; exit 1 when a bound is missed."""
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as scratch:
        figures = measured(Path(scratch), entries)
    rows = [(one.what, f"{one.value:.2f}", f"at {'most' if one.most else 'least'} {one.bound}") for one in figures]
    keep("ledger", rows)
    raise SystemExit(not all(figure.holds() for figure in figures))


if __name__ == "__main__":
    main()
