"""Speed of the ledger's verifier beside its floor in the same seconds.

    python -m benchmarks.ledger_verify [ENTRIES]

A ratio says how many times the floor is needed: for each entry, one reading of its line by the JSON library that the
verifier uses and two SHA-256 of 300 bytes.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from goodoffices.ledger.checkpoints import Checkpoint, export_signer, log_signer, sign_checkpoint
from goodoffices.ledger.export import Shown, write_export
from goodoffices.ledger.leaves import leaf_hash, leaf_text, time_text
from goodoffices.ledger.parts import checked_parts, commitment
from goodoffices.ledger.tree import Frontier
from goodoffices.ledger.verify import verify

from .tables import keep

ORIGIN = "bench.example/room"
LOG, EXPORT = log_signer(ORIGIN, bytes(32)), export_signer(ORIGIN, bytes([1]) * 32)
BODY = (
    '{{"predicate":"duration","quote":"переговори тривали {0} годин","source":"doc_{2}",'
    '"span":[{0},{1}],"subject":"evt_{2}","value":{0}}}'
)
Ratio = tuple[str, float, float]


def made_entries(count: int, edge: Frontier) -> Iterator[Shown]:
    """Entries of one part of about 200 bytes, as an append makes them, taken into the tree of `edge`."""
    for index in range(count):
        bodies = checked_parts({"main": BODY.format(index, index + 20, sha256(b"%d" % index).hexdigest()[:26])})
        salt = sha256(index.to_bytes(8, "big")).digest()
        commitments = {name: commitment(name, salt, body) for name, body in bodies.items()}
        leaf = leaf_text(commitments, "claim", time_text(1_771_400_000_000_000 + index))
        edge.append(leaf_hash(leaf))
        yield Shown(index, leaf, {"main": (salt, bodies["main"].decode())})


def beside(step: Callable[[], object], floor: Callable[[], object], clock: Callable[[], float], runs: int = 3) -> float:
    """A step's time over that of its floor, which is taken before and after it: the best of some runs."""
    ratios = []
    for _ in range(runs):
        before = seconds(floor, time.process_time)
        taken = seconds(step, clock)
        ratios.append(taken / ((before + seconds(floor, time.process_time)) / 2))
    return min(ratios)


def seconds(function: Callable[[], object], clock: Callable[[], float]) -> float:
    """What a clock says of a call."""
    begin = clock()
    function()
    return clock() - begin


def floor_of(lines: list[str]) -> None:
    """What no verifier can leave out: read every line, hash its leaf and its body."""
    read, block = json.loads, bytes(300)
    for line in lines:
        read(line)
        sha256(block).digest()
        sha256(block).digest()


def verify_ratios(count: int) -> list[Ratio]:
    """CPU of the verifier on one process, and wall time on two, over the floor on one."""
    with tempfile.TemporaryDirectory() as scratch:
        edge = Frontier()
        entries = list(made_entries(count, edge)) if count <= 50_000 else None
        if entries is None:
            for _ in made_entries(count, edge):
                pass
        note = sign_checkpoint(Checkpoint(ORIGIN, count, edge.root()), LOG)
        folder = Path(scratch) / "export"
        write_export(folder, note, entries or made_entries(count, Frontier()), EXPORT, created="2026-02-20T00:00:00Z")
        keys = [LOG.verifier.text, EXPORT.verifier.text]
        with (folder / "entries.jsonl").open(encoding="utf-8") as file:
            lines = [line for line, _ in zip(file, range(50_000), strict=False)]
        share = len(lines) / count
        floor = partial(floor_of, lines)
        cpu = beside(lambda: verify(folder, keys, jobs=1), floor, time.process_time) * share
        wall = beside(lambda: verify(folder, keys, jobs=2), floor, time.perf_counter) * share
    return [
        (f"verify {count:,} entries, CPU over (JSON + two hashes)", cpu, 3.0),
        (f"verify {count:,} entries, wall on two processes", wall, 1.7),
    ]


def main() -> None:
    """Prints and keeps the ratios; exit 1 when one is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rows = verify_ratios(count)
    keep("ledger-verify", [(what, f"{value:.2f}", f"at most {most:g}") for what, value, most in rows])
    raise SystemExit(any(value > most for _, value, most in rows))


if __name__ == "__main__":
    main()
