"""Lines that wait on a descriptor, taken together without waiting for its end."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator

MOST_BYTES = 4 << 20
BLOCK = 1 << 20


def waiting_lines(descriptor: int, longest: int) -> Iterator[list[bytes | None]]:
    """Lists of the lines that wait together; a line longer than `longest` bytes comes as None. Ends with the input."""
    rest: list[bytes] = []
    length, skipping = 0, False
    while blocks := _waiting(descriptor):
        data = b"".join(blocks)
        first, *others = data.split(b"\n")
        length += len(first)
        skipping = skipping or length > longest
        rest = [] if skipping else [*rest, first]
        if others:
            *whole, last = others
            lines: list[bytes | None] = [None if skipping else b"".join(rest)]
            lines += [line if len(line) <= longest else None for line in whole]
            rest, length, skipping = [last], len(last), False
            yield lines
    if length:
        yield [None if skipping else b"".join(rest)]


def _waiting(descriptor: int) -> list[bytes]:
    blocks: list[bytes] = []
    size = 0
    while block := os.read(descriptor, BLOCK):
        blocks.append(block)
        size += len(block)
        if size >= MOST_BYTES or not select.select([descriptor], [], [], 0)[0]:
            break
    return blocks
