"""The Merkle tree of RFC 9162 section 2.1: roots, proofs and their verification.

A complete subtree of 2^level leaves beginning at leaf index << level is the node (level, index); level 0 are leaf
hashes. Proofs are read from nodes, whoever keeps them: `node_at(level, index)` gives the 32 bytes of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from ..errors import LedgerRefused

EMPTY_ROOT = sha256(b"").digest()
NodeAt = Callable[[int, int], bytes]
Node = tuple[int, int, bytes]  # level, index, hash


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162 node hash: SHA-256 over 0x01 and the two children."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: the hashes of its complete subtrees, the largest first; O(log n) of them."""

    __slots__ = ("hashes", "size")

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        if size < 0 or len(self.hashes) != size.bit_count():
            raise LedgerRefused(f"the edge of a tree of {size} leaves is not {len(self.hashes)} hashes")

    @classmethod
    def read(cls, node_at: NodeAt, size: int) -> Frontier:
        """The edge of a stored tree."""
        return cls(size, [node_at(level, index) for level, index in subtrees(0, size)])

    def append(self, leaf: bytes) -> list[Node]:
        """Takes the next leaf's hash; returns the nodes above level 0 that it completes, the lowest first."""
        grown: list[bytes] = []
        size = self.size
        self.grow([leaf], grown)
        return [(level, size >> level, hash_) for level, hash_ in enumerate(grown[1:], 1)]

    def grow(self, leaves: Iterable[bytes], nodes: list[bytes]) -> None:
        """As append for several leaves, but only adds the hash of each and of what it completes to `nodes`."""
        size, hashes, hashed = self.size, self.hashes, sha256
        for leaf in leaves:
            node, rest = leaf, size
            nodes.append(node)
            while rest & 1:
                node = hashed(b"\x01" + hashes.pop() + node).digest()
                nodes.append(node)
                rest >>= 1
            hashes.append(node)
            size += 1
        self.size = size

    def root(self) -> bytes:
        """The root of the tree so far."""
        return folded(self.hashes)

    def copy(self) -> Frontier:
        """The same edge, to go on from without touching this one."""
        return Frontier(self.size, self.hashes)


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def root_at(node_at: NodeAt, size: int) -> bytes:
    """The root of the first `size` leaves of a stored tree."""
    return range_hash(node_at, 0, size)


def range_hash(node_at: NodeAt, begin: int, end: int) -> bytes:
    """RFC 9162 hash of the leaves from `begin` to `end`, where that range is one of the tree's splits."""
    return folded([node_at(level, index) for level, index in subtrees(begin, end)])


def folded(hashes: Sequence[bytes]) -> bytes:
    """The hash over complete subtrees that stand side by side, the largest first."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for left in hashes[-2::-1]:
        result = node_hash(left, result)
    return result


def subtrees(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The complete subtrees (level, index) that make up a range beginning where one of the range's size may begin."""
    while begin < end:
        level = (end - begin).bit_length() - 1
        yield level, begin >> level
        begin += 1 << level


def inclusion_proof(node_at: NodeAt, index: int, size: int) -> list[bytes]:
    """RFC 9162 section 2.1.3: the siblings from the leaf up that lead to the root of the first `size` leaves."""
    return [range_hash(node_at, begin, end) for begin, end in inclusion_ranges(index, size)]


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """The ranges of leaves whose hashes are an inclusion proof, from the leaf up."""
    if not 0 <= index < size:
        raise LedgerRefused(f"there is no entry {index} among {size}")
    ranges = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((begin, middle))
            begin = middle
    return ranges[::-1]


def consistency_proof(node_at: NodeAt, old: int, new: int) -> list[bytes]:
    """RFC 9162 section 2.1.4: that the tree of `new` leaves begins with the tree of `old`; empty for 0 and for new."""
    if not 0 <= old <= new:
        raise LedgerRefused(f"a tree of {new} leaves does not go on from one of {old}")
    proof = []
    begin, end, whole = 0, new, True
    while old not in (begin, end):
        middle = begin + _split(end - begin)
        if old <= middle:
            proof.append(range_hash(node_at, middle, end))
            end = middle
        else:
            proof.append(range_hash(node_at, begin, middle))
            begin, whole = middle, False
    if not whole:
        proof.append(range_hash(node_at, begin, end))
    return proof[::-1]


def _split(count: int) -> int:
    """The largest power of two below a count of two or more."""
    return 1 << ((count - 1).bit_length() - 1)


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root to which an inclusion proof leads (RFC 9162 section 2.1.3.2); None when it has a wrong length."""
    if not 0 <= index < size or len(proof) != _proof_length(index, size):
        return None
    last = size - 1
    for sibling in proof:
        if index & 1 or index == last:
            leaf = node_hash(sibling, leaf)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = node_hash(leaf, sibling)
        index, last = index >> 1, last >> 1
    return leaf


def _proof_length(index: int, size: int) -> int:
    # Below the level where the paths of this leaf and the last one part, every level has a sibling; above it, only
    # the complete subtrees to the left do.
    inner = (index ^ (size - 1)).bit_length()
    return inner + (index >> inner).bit_count()


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether a leaf hash stands at `index` in the tree of `size` leaves with the root `expected`."""
    return len(leaf) == 32 and root_from_inclusion(leaf, index, size, proof) == expected


def consistency_holds(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree (`new`, `new_root`) begins with the tree (`old`, `old_root`) (RFC 9162 section 2.1.4.2).

    Of the empty tree nothing is proven: it holds nowhere here; every tree begins with it.
    """
    if not 0 < old <= new:
        return False
    if old == new:
        return old_root == new_root and not proof
    hashes = iter(proof if old & (old - 1) else (old_root, *proof))
    index, last = old - 1, new - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    left = right = next(hashes, b"")
    for sibling in hashes:
        if not last:
            return False
        if index & 1 or index == last:
            left, right = node_hash(sibling, left), node_hash(sibling, right)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            right = node_hash(right, sibling)
        index, last = index >> 1, last >> 1
    return not last and left == old_root and right == new_root
