"""Bulk evidence as one entry: a file of millions of rows by its hash, its rows by a Merkle root; one row can be proven.

The file (Parquet or any other) stays a blob. Its rows, as canonical JSON in the order of the file, are leaves of a tree
of RFC 9162, each behind a salt derived from a seed: who is shown one row and its proof learns nothing of the others.
The entry has a part `main` with hash and root, and a part `seed`, which only those who may see every row are shown.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from ..errors import LedgerRefused
from .encoding import HASH_HEX, canonical_text, parse_canonical
from .entries import Draft
from .tree import EMPTY_ROOT, NodeAt, inclusion_holds, inclusion_proof, root

KIND = "bulk"
HASH = 32


@dataclass(frozen=True, slots=True)
class RowProof:
    """That a row stands at `index` in a file of `size` rows: its salt and the siblings of its leaf."""

    index: int
    size: int
    salt: bytes
    proof: list[bytes]


def bulk_draft(file: Path, media_type: str, rows: Iterable[str], seed: bytes) -> Draft:
    """The entry for a file whose rows are given as canonical JSON texts; `seed` is 32 fresh bytes."""
    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    hashes = _hashes(rows, seed)
    main = {
        "blob": {"bytes": file.stat().st_size, "sha256": digest, "type": media_type},
        "root": _node_at(hashes)(_height(hashes), 0).hex(),
        "rows": len(hashes) // HASH,
    }
    return Draft(KIND, {"main": canonical_text(main), "seed": canonical_text({"seed": seed.hex()})})


def prove_row(rows: Iterable[str], seed: bytes, index: int) -> RowProof:
    """The proof of one row, made from all of them."""
    hashes = _hashes(rows, seed)
    size = len(hashes) // HASH
    return RowProof(index, size, _salt(seed, index), inclusion_proof(_node_at(hashes), index, size))


def row_holds(main: str, row: str, proof: RowProof) -> bool:
    """Whether a row is in the file that the part `main` of a bulk entry names. Raises LedgerRefused for other parts."""
    value = parse_canonical(main)
    if not isinstance(value, dict) or not HASH_HEX.fullmatch(str(value.get("root"))) or proof.size != value.get("rows"):
        raise LedgerRefused("this is not the part of a bulk entry that the proof belongs to")
    leaf = _leaf(proof.salt, row)
    return inclusion_holds(leaf, proof.index, proof.size, proof.proof, bytes.fromhex(value["root"]))


def _salt(seed: bytes, index: int) -> bytes:
    return hmac.digest(seed, b"goodoffices/row/1\n%d" % index, "sha256")


def _leaf(salt: bytes, row: str) -> bytes:
    return sha256(b"\x00" + salt + row.encode()).digest()


def _hashes(rows: Iterable[str], seed: bytes) -> bytes:
    if len(seed) != HASH:
        raise LedgerRefused("the seed of bulk evidence is 32 fresh bytes")
    return b"".join([_leaf(_salt(seed, index), row) for index, row in enumerate(rows)])


def _height(hashes: bytes) -> int:
    return (len(hashes) // HASH).bit_length()


def _node_at(hashes: bytes) -> NodeAt:
    def node_at(level: int, index: int) -> bytes:
        begin, end = (index << level) * HASH, ((index + 1) << level) * HASH
        leaves = hashes[begin:end]
        return root(leaves[place : place + HASH] for place in range(0, len(leaves), HASH)) if leaves else EMPTY_ROOT

    return node_at
