"""Checks a log's own store: every leaf, node, signature, commitment and erasure, the mark, the database's files.

Nothing here changes the log. Whatever is found is one line; no lines, no damage.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import LedgerRefused, LedgerTrouble
from .checkpoints import Checkpoint, open_checkpoint
from .encoding import LARGEST, is_canonical
from .entries import Entry
from .leaves import Leaf, leaf_hash, parse_leaf
from .notes import VerifierKey
from .storage import LogRow, Run
from .tree import EMPTY_ROOT, Frontier, root_at

if TYPE_CHECKING:
    from .log import Ledger


PATIENCE = 10
"""How often what others change meanwhile is asked for again."""


class Inspection:
    """One pass over a log's entries; `findings` yields what is wrong with each."""

    def __init__(self, log: Ledger, row: LogRow) -> None:
        self._log, self._row = log, row
        self._edge = Frontier()
        self._time = 0
        self._missing: dict[int, set[str]] = {}
        self._erased: dict[int, set[str]] = {}
        self._roots = {0: EMPTY_ROOT}
        self._wanted = {size for size, _, _ in log.storage.cosignatures(row.number, 0, LARGEST)}

    def findings(self) -> Iterator[str]:
        """What is wrong with the log, in the order of its entries."""
        if self._log.signature(0, EMPTY_ROOT) != self._row.start:
            yield "the signature of the empty log is not as it was"
        yield from self._entries()
        for index in sorted(self._missing.keys() | self._erased.keys()):
            missing, erased = self._missing.get(index, set()), self._erased.get(index, set())
            if missing - erased:
                yield f"entry {index}: part {min(missing - erased)} is gone and was never erased"
            # It may have gone after it was looked at.
            if erased - missing and (there := erased & self._parts(index)):
                yield f"entry {index}: part {min(there)} was erased and is still there"
        yield from self._cosignatures()

    def _entries(self) -> Iterator[str]:
        """What is wrong up to the newest entry, or while others append, up to the last erasure of what is missing."""
        size, _ = self._log.storage.head(self._row.number)
        while True:
            for run in self._log.storage.runs(self._row.number, self._edge.size, size):
                yield from self._run(run)
            if self._edge.size != size:
                yield f"the store holds {self._edge.size} entries where {size} belong"
                return
            newer, _ = self._log.storage.head(self._row.number)
            if newer == size or all(gone <= self._erased.get(index, set()) for index, gone in self._missing.items()):
                return
            size = newer

    def _parts(self, index: int) -> set[str]:
        try:
            (entry,) = self._log.read(index, index + 1)
        except LedgerTrouble:
            return set()  # which was said when it was come to
        return set(entry.parts)

    def _run(self, run: Run) -> Iterator[str]:
        nodes: list[bytes] = []
        for leaf in run.leaves.split("\n"):
            self._edge.grow([leaf_hash(leaf)], nodes)
            if self._edge.size in self._wanted:
                self._roots[self._edge.size] = self._edge.root()
        if run.nodes != b"".join(nodes):
            yield f"entry {run.last}: its nodes of the tree are not as they were"
        if run.signed is not None and run.signed != self._log.signature(run.last + 1, self._edge.root()):
            yield f"entry {run.last}: the signature over its checkpoint is not as it was"
        try:
            for entry in self._log.opened(run):
                for finding in self._entry(entry):
                    yield f"entry {entry.index}: {finding}"
        except LedgerTrouble as error:
            yield str(error)

    def _entry(self, entry: Entry) -> Iterator[str]:
        try:
            leaf = parse_leaf(entry.leaf, entry.index)
        except LedgerRefused as error:
            yield str(error)
            return
        if leaf.time < self._time:
            yield "its time is before that of the entry before it"
        self._time = max(self._time, leaf.time)
        if not all(is_canonical(body) for _, body in entry.parts.values()):
            yield "a body is not canonical JSON"
        missing = leaf.commitments.keys() - entry.parts.keys()
        if missing:
            self._missing[entry.index] = missing
        yield from self._erasure(leaf)

    def _erasure(self, leaf: Leaf) -> Iterator[str]:
        if leaf.erased is None:
            return
        erased = self._erased.setdefault(leaf.erased.index, set())
        if erased & set(leaf.erased.parts):
            yield f"it erases a part of entry {leaf.erased.index} again"
        erased.update(leaf.erased.parts)
        target = parse_leaf(self._log.leaf(leaf.erased.index), leaf.erased.index)
        if not target.commitments.keys() >= erased:
            yield f"it erases a part that entry {leaf.erased.index} never had"

    def _cosignatures(self) -> Iterator[str]:
        row, kept = self._beside()
        if row.generation != len(kept) + row.body_key - 1:
            yield "the number of changes beside the tree is not as it was"
        for size, witness, line in kept:
            try:
                root = self._roots.get(size) or root_at(self._log.node_at, size)
                text = Checkpoint(row.origin, size, root).text
                key = VerifierKey.parse(witness)
                note = f"{text}\n{self._log.line(text)}{line}"
                if not open_checkpoint(note, self._log.log_key, [key]).witnesses:
                    yield f"a cosignature over size {size} is not by its witness"
            except (LedgerRefused, LedgerTrouble) as error:
                yield f"a cosignature over size {size} does not hold: {error}"

    def _beside(self) -> tuple[LogRow, list[tuple[int, str, str]]]:
        """The row of the log and its cosignatures, of one moment: others may go on between two questions."""
        for _ in range(PATIENCE):
            kept = self._log.storage.cosignatures(self._row.number, 0, LARGEST)
            row = self._log.storage.log(self._row.origin)
            if row is not None and row.generation == self._row.generation:
                break
            self._row = row or self._row
        return self._row, kept


def inspect(log: Ledger) -> Iterator[str]:
    """Everything that is wrong with a log's store. Raises LedgerTrouble where it cannot be read on."""
    row = log.storage.log(log.origin)
    if row is None:
        yield f"the log {log.origin} is gone from its store"
        return
    # What opening has noticed, and has perhaps put right by now.
    yield from log.notices
    log.notices.clear()
    with log.mark.held():
        yield from log.storage.damage(row.number)
    yield from Inspection(log, row).findings()
