"""Entries on their way into the store: gathered into runs that are kept and sealed together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

from .storage import Run
from .tree import Frontier
from .vault import NONCE_BYTES, Part, Vault

ENTRIES = 16
BYTES = 1 << 16


def runs_of(
    entries: Iterable[tuple[str, list[Part]]], frontier: Frontier, vault: Vault, random: Callable[[int], bytes]
) -> list[Run]:
    """Makes runs of entries (a leaf's text, its parts) and adds them to a tree; large bodies end a run early."""
    runs: list[Run] = []
    leaves: list[str] = []
    sealed: list[list[Part]] = []
    size = 0

    def end() -> None:
        text, nodes = "\n".join(leaves), list[bytes]()
        # All at once, which is faster than one by one; a leaf has no line break in it.
        plain = ("\0" + text.replace("\n", "\n\0")).encode().split(b"\n")
        frontier.grow([sha256(leaf).digest() for leaf in plain], nodes)
        runs.append(Run(frontier.size - 1, b"".join(nodes), text, vault.seal(sealed, random(NONCE_BYTES)), None))
        leaves.clear()
        sealed.clear()

    for leaf, parts in entries:
        leaves.append(leaf)
        sealed.append(parts)
        for part in parts:
            size += len(part[2])
        if len(leaves) == ENTRIES or size > BYTES:
            end()
            size = 0
    if leaves:
        end()
    return runs
