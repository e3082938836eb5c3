"""Entries on their way into the store: gathered into runs that are kept and sealed together."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from .storage import Run
from .tree import Frontier
from .vault import NONCE_BYTES, Part, Vault

ENTRIES = 16
BYTES = 1 << 16


class RunWriter:
    """Adds leaves to a tree and makes runs of them; large bodies end a run early."""

    def __init__(self, frontier: Frontier, vault: Vault, random: Callable[[int], bytes]) -> None:
        self._frontier, self._vault, self._random = frontier, vault, random
        self._runs: list[Run] = []
        self._leaves: list[str] = []
        self._nodes: list[bytes] = []
        self._parts: list[list[Part]] = []
        self._bytes = 0

    def add(self, leaf: str, parts: list[Part]) -> None:
        """Takes the next entry: its leaf's text and its parts."""
        hash_ = sha256(b"\x00" + leaf.encode()).digest()
        self._nodes.append(hash_)
        for node in self._frontier.append(hash_):
            self._nodes.append(node[2])
        self._leaves.append(leaf)
        self._parts.append(parts)
        for part in parts:
            self._bytes += len(part[2])
        if len(self._leaves) == ENTRIES or self._bytes > BYTES:
            self._end(None)

    def _end(self, signature: bytes | None) -> None:
        sealed = self._vault.seal(self._parts, self._random(NONCE_BYTES))
        last = self._frontier.size - 1
        self._runs.append(Run(last, b"".join(self._nodes), "\n".join(self._leaves), sealed, signature))
        self._leaves, self._nodes, self._parts, self._bytes = [], [], [], 0

    def finished(self, signature: bytes) -> list[Run]:
        """The runs; the last one carries the signature over the tree."""
        if self._leaves:
            self._end(signature)
        else:
            self._runs[-1] = self._runs[-1]._replace(signed=signature)
        return self._runs
