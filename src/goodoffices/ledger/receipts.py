"""Receipts (C2SP tlog-proof@v1): that one entry stands in a log, to be checked by itself, offline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import LedgerRefused
from .checkpoints import OpenedCheckpoint, open_checkpoint
from .encoding import b64, unb64
from .leaves import leaf_hash, parse_leaf
from .notes import LONGEST_NOTE, VerifierKey
from .tree import inclusion_holds

TITLE = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})")


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry's leaf text, its index, its inclusion proof and the checkpoint (a note) that it leads to."""

    leaf: str
    index: int
    proof: tuple[bytes, ...]
    checkpoint: str


def receipt_text(leaf: str, index: int, proof: Sequence[bytes], checkpoint: str) -> str:
    """The text of a receipt."""
    lines = [TITLE, f"extra {b64(leaf.encode())}", f"index {index}", *[b64(node) for node in proof], "", checkpoint]
    return "\n".join(lines)


def parse_receipt(text: str) -> Receipt:
    """A receipt taken apart. Raises LedgerRefused when it is not laid out as one; nothing is verified yet."""
    head, parted, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    index = _INDEX.fullmatch(lines[2]) if len(lines) > 2 and len(text) <= LONGEST_NOTE else None
    if not parted or lines[0] != TITLE or not lines[1].startswith("extra ") or index is None:
        raise LedgerRefused("a receipt is a title, the leaf, an index, hashes, an empty line and a checkpoint")
    proof = tuple([unb64(line) for line in lines[3:]])
    if any(len(node) != 32 for node in proof):
        raise LedgerRefused("the hashes of a receipt are 32 bytes each")
    try:
        leaf = unb64(lines[1][6:]).decode()
    except UnicodeDecodeError as error:
        raise LedgerRefused("the leaf of a receipt is not UTF-8") from error
    return Receipt(leaf, int(index[1]), proof, checkpoint)


def open_receipt(
    text: str, log: VerifierKey, witnesses: Sequence[VerifierKey] = ()
) -> tuple[Receipt, OpenedCheckpoint]:
    """A receipt that holds, and its checkpoint. Raises LedgerRefused when it does not."""
    receipt = parse_receipt(text)
    parse_leaf(receipt.leaf, receipt.index)
    opened = open_checkpoint(receipt.checkpoint, log, witnesses)
    size, root = opened.checkpoint.size, opened.checkpoint.root
    if not inclusion_holds(leaf_hash(receipt.leaf), receipt.index, size, receipt.proof, root):
        raise LedgerRefused(f"the receipt of entry {receipt.index} does not lead to its checkpoint's root")
    return receipt, opened
