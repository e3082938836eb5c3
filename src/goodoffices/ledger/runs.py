"""Entries on their way into the store: committed to, then gathered into runs that are kept and sealed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from .entries import Checked
from .leaves import Erased, leaf_end, leaf_hashes
from .parts import SALT_BYTES, prefix
from .storage import Run
from .tree import Frontier
from .vault import NONCE_BYTES, Part, Vault

ENTRIES = 16
BYTES = 1 << 16


def committed(
    drafts: Sequence[Checked], salts: bytes, stamp: str, erased: Erased | None = None
) -> tuple[list[str], list[list[Part]]]:
    """The leaf and the parts of each entry: a salt for each part (32 bytes) is taken from `salts`, in their order.

    `stamp` is the time as leaves write it. Names and bodies are not checked here. It is what
    `parts.commitment` and `leaves.leaf_text` give, without their calls: they would cost an append as much as the hash.
    """
    leaves: list[str] = []
    kept: list[list[Part]] = []
    ends: dict[str, str] = {}
    place = 0
    for kind, parts in drafts:
        end = ends.get(kind)
        if end is None:
            end = ends[kind] = leaf_end(kind, stamp, erased)
        commitments, these = "", []
        for name, body in parts.items():
            salt = salts[place : place + SALT_BYTES]
            place += SALT_BYTES
            commitments += f',"{name}":"{sha256(prefix(name) + salt + body).hexdigest()}"'
            these.append((name, salt, body))
        leaves.append(f'{{"c":{{{commitments[1:]}{end}')
        kept.append(these)
    return leaves, kept


def runs_of(
    leaves: Sequence[str],
    kept: Sequence[Sequence[Part]],
    frontier: Frontier,
    vault: Vault,
    random: Callable[[int], bytes],
) -> list[Run]:
    """Makes runs of entries (their leaves, their parts) and adds them to a tree; large bodies end a run early."""
    runs: list[Run] = []
    for begin, end in _stretches(kept):
        text, nodes = "\n".join(leaves[begin:end]), list[bytes]()
        frontier.grow(leaf_hashes(text), nodes)
        sealed = vault.seal(kept[begin:end], random(NONCE_BYTES))
        runs.append(Run(frontier.size - 1, b"".join(nodes), text, sealed, None))
    return runs


def _stretches(kept: Sequence[Sequence[Part]]) -> list[tuple[int, int]]:
    """Where runs begin and end."""
    found: list[tuple[int, int]] = []
    begin = size = 0
    for end, parts in enumerate(kept, 1):
        for part in parts:
            size += len(part[2])
        if end - begin == ENTRIES or size > BYTES:
            found.append((begin, end))
            begin, size = end, 0
    return found if begin == len(kept) else [*found, (begin, len(kept))]
