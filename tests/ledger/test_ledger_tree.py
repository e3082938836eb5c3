"""The tree against the definition of RFC 9162 written naively, and against published vectors where they are at hand."""

from __future__ import annotations

import base64
import json
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.errors import LedgerRefused
from goodoffices.ledger import tree


def naive_root(leaves):
    """MTH of RFC 9162 section 2.1.1, over leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def split(count):
    k = 1
    while k * 2 < count:
        k *= 2
    return k


def naive_path(m, leaves):
    """PATH of RFC 9162 section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m, leaves, whole=True):
    """SUBPROOF of RFC 9162 section 2.1.4.1."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*naive_subproof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def hashes_of(count):
    return [sha256(b"\x00" + str(number).encode()).digest() for number in range(count)]


def stored(leaves):
    """A reader of nodes over what a frontier completed."""
    nodes = {(0, index): leaf for index, leaf in enumerate(leaves)}
    frontier = tree.Frontier()
    for leaf in leaves:
        nodes.update({(level, index): value for level, index, value in frontier.append(leaf)})
    return lambda level, index: nodes[level, index]


@pytest.mark.parametrize("count", range(70))
def test_roots_frontiers_and_nodes_follow_the_definition(count):
    leaves = hashes_of(count)
    node_at = stored(leaves)
    assert tree.root(leaves) == naive_root(leaves) == tree.root_at(node_at, count)
    edge = tree.Frontier.read(node_at, count)
    assert edge.root() == naive_root(leaves)
    further = edge.copy()
    further.append(b"\x07" * 32)
    assert (further.size, further.root()) == (count + 1, naive_root([*leaves, b"\x07" * 32]))
    assert (edge.size, edge.root()) == (count, naive_root(leaves))


@given(st.integers(1, 300), st.data())
@settings(max_examples=150, deadline=None)
def test_proofs_are_those_of_the_definition_and_hold(size, data):
    leaves = hashes_of(size)
    node_at = stored(leaves)
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    head, earlier = naive_root(leaves), naive_root(leaves[:old])
    inclusion = tree.inclusion_proof(node_at, index, size)
    assert inclusion == naive_path(index, leaves)
    assert tree.inclusion_holds(leaves[index], index, size, inclusion, head)
    consistency = tree.consistency_proof(node_at, old, size)
    assert consistency == naive_subproof(old, leaves)
    assert tree.consistency_holds(old, size, earlier, head, consistency)


@given(st.integers(2, 40), st.data())
@settings(max_examples=300, deadline=None)
def test_a_changed_proof_does_not_hold(size, data):
    leaves = hashes_of(size)
    node_at = stored(leaves)
    head = naive_root(leaves)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    for proof, holds in (
        (
            tree.inclusion_proof(node_at, index, size),
            lambda changed: tree.inclusion_holds(leaves[index], index, size, changed, head),
        ),
        (
            tree.consistency_proof(node_at, old, size),
            lambda changed: tree.consistency_holds(old, size, naive_root(leaves[:old]), head, changed),
        ),
    ):
        place = data.draw(st.integers(0, len(proof)))
        assert not holds([*proof[:place], b"\x00" * 32, *proof[place:]])
        assert not holds(proof[:-1])
        if place < len(proof):
            flipped = bytes([proof[place][0] ^ 1]) + proof[place][1:]
            assert not holds([*proof[:place], flipped, *proof[place + 1 :]])


def test_an_inclusion_proof_holds_at_one_index_and_size_only():
    leaves = hashes_of(24)
    node_at = stored(leaves)
    for size in range(1, 25):
        head = naive_root(leaves[:size])
        for index in range(size):
            proof = tree.inclusion_proof(node_at, index, size)
            for other in range(-1, size + 2):
                assert tree.inclusion_holds(leaves[index], other, size, proof, head) == (other == index)


def test_impossible_questions_are_refused():
    node_at = stored(hashes_of(5))
    with pytest.raises(LedgerRefused, match="no entry 5"):
        tree.inclusion_proof(node_at, 5, 5)
    with pytest.raises(LedgerRefused, match="does not go on"):
        tree.consistency_proof(node_at, 6, 5)
    with pytest.raises(LedgerRefused, match="edge"):
        tree.Frontier(5, hashes_of(1))
    assert tree.consistency_proof(node_at, 0, 5) == [] == tree.consistency_proof(node_at, 5, 5)
    assert not tree.consistency_holds(0, 5, tree.EMPTY_ROOT, b"\x01" * 32, [])
    assert not tree.consistency_holds(6, 5, b"\x01" * 32, b"\x01" * 32, [])
    assert not tree.consistency_holds(-1, 5, b"\x01" * 32, b"\x01" * 32, [])
    assert not tree.consistency_holds(3, 5, b"\x01" * 32, b"\x01" * 32, [])


@pytest.fixture
def vectors(shared):
    """The published vectors of one kind of proof."""

    def read(kind):
        paths = sorted((shared / "data" / "merkle-vectors" / kind).rglob("*.json"))
        if not paths:
            pytest.skip("needs the published vectors beside the checkout")
        return [json.loads(path.read_text()) for path in paths]

    return read


def test_published_inclusion_vectors(vectors):
    for vector in vectors("inclusion"):
        leaf, head = base64.b64decode(vector["leafHash"] or ""), base64.b64decode(vector["root"] or "")
        proof = [base64.b64decode(node) for node in vector["proof"] or []]
        holds = tree.inclusion_holds(leaf, vector["leafIdx"], vector["treeSize"], proof, head)
        assert holds is not vector["wantErr"], vector["desc"]


def test_published_consistency_vectors(vectors):
    for vector in vectors("consistency"):
        old, new = base64.b64decode(vector["root1"] or ""), base64.b64decode(vector["root2"] or "")
        proof = [base64.b64decode(node) for node in vector["proof"] or []]
        holds = tree.consistency_holds(vector["size1"], vector["size2"], old, new, proof)
        assert holds is not vector["wantErr"], vector
