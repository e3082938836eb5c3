"""The head of a log: what the next entry relies on, read from the store and verified before anything rests on it."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import LedgerRefused, LedgerTrouble
from .checkpoints import Checkpoint
from .encoding import b64
from .leaves import leaf_hash, parse_leaf
from .marks import Point, Reading
from .notes import VerifierKey
from .storage import LogRow, Storage
from .tree import Frontier, NodeAt, folded, inclusion_holds, inclusion_proof, subtrees


class Head(NamedTuple):
    """The right edge of a log: its tree, its root, the log's signature over it, the last leaf's time (microseconds)."""

    frontier: Frontier
    root: bytes
    signature: bytes
    time: int
    generation: int
    body_key: int

    def point(self) -> Point:
        """The head as its mark records it."""
        return Point(self.frontier.size, self.root, self.signature, self.generation)


def note_text(checkpoint: Checkpoint, key: VerifierKey, signature: bytes, cosignatures: str = "") -> str:
    """A signed checkpoint as a note."""
    return f"{checkpoint.text}\n— {key.name} {b64(key.id + signature)}\n{cosignatures}"


def read_head(storage: Storage, row: LogRow, key: VerifierKey) -> Head:
    """The head of a log as stored. Raises LedgerTrouble when any byte that the next entry relies on is not right."""
    size, signature = storage.head(row.number)
    if not size:
        frontier, time, signature = Frontier(), 0, row.start
    else:
        frontier = Frontier(size, storage.nodes(row.number, list(subtrees(0, size))))
        time = _time_of_last(storage, row, frontier)
    root = frontier.root()
    try:
        if signature is None:
            raise LedgerRefused("the last entry carries no signature")
        key.verify(Checkpoint(row.origin, size, root).text, signature)
    except LedgerRefused as error:
        raise LedgerTrouble(f"the store is damaged at its head of {size} entries: {error}") from error
    return Head(frontier, root, signature, time, row.generation, row.body_key)


def _time_of_last(storage: Storage, row: LogRow, frontier: Frontier) -> int:
    number = frontier.size - 1
    run = storage.run(row.number, number)
    leaf = run.leaf(number)
    hash_ = leaf_hash(leaf)
    proof = inclusion_proof(nodes_of(storage, row.number), number, frontier.size)
    if hash_ != run.node(0, number) or not inclusion_holds(hash_, number, frontier.size, proof, frontier.root()):
        raise LedgerTrouble(f"the store is damaged at its head: the leaf of entry {number} is not in the tree")
    try:
        return parse_leaf(leaf, number).time
    except LedgerRefused as error:
        raise LedgerTrouble(f"the store is damaged at its head: {error}") from error


def nodes_of(storage: Storage, log: int) -> NodeAt:
    """A reader of a stored tree's nodes."""

    def node_at(level: int, index: int) -> bytes:
        return storage.nodes(log, [(level, index)])[0]

    return node_at


def check_mark(storage: Storage, row: LogRow, head: Head, reading: Reading, required: bool) -> None:
    """Raises LedgerTrouble when a store is behind its mark, or went another way than its mark says."""
    point, size = reading.point, head.frontier.size
    if point is None:
        if required and (size or head.generation):
            raise LedgerTrouble(f"the mark of {row.origin} is missing: this may be a copy from before its last entries")
    elif point.size > size or point.generation > head.generation:
        raise LedgerTrouble(
            f"{row.origin} is behind its mark: {size} entries here, {point.size} were acknowledged. Put the newest "
            f"copy back, or start a new origin"
        )
    elif folded(storage.nodes(row.number, list(subtrees(0, point.size)))) != point.root:
        raise LedgerTrouble(
            f"{row.origin} went another way than its mark of {point.size} entries says. Start a new origin"
        )
