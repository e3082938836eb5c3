"""Bytes of an SQLite file that integrity_check does not look at: its header, and what should be empty.

The tables of logs only grow at their right edge, deleted content is overwritten, and what is erased is overwritten in
its place: between the cells of their pages, after the end of a chain of overflow pages and on free pages everything is
zero, unless a byte was changed by something else than SQLite. Pages of other tables are not looked at.

Run as a program with a path and the page numbers of the roots: POSIX takes away the locks that SQLite holds on a file
when any other handle of it is closed in the same process. File format: sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import mmap
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

MAGIC = b"SQLite format 3\0"
WAL_MODE = b"\x02\x02"
FRACTIONS = b"\x40\x20\x20"
LEAF_TABLE = 13


class Pages:
    """The pages of a database whose write-ahead log is empty. `whole`: no tables but those of logs are in it."""

    def __init__(self, data: mmap.mmap, whole: bool) -> None:
        self._data, self._whole = data, whole
        self._size = int.from_bytes(data[16:18], "big") or 4096
        self._size = 65536 if self._size == 1 else self._size

    def _page(self, number: int) -> bytes:
        page = self._data[(number - 1) * self._size : number * self._size]
        if number < 1 or len(page) != self._size:
            raise IndexError(f"page {number} is outside the file")
        return page

    def findings(self, roots: Sequence[int]) -> Iterator[str]:
        """What is not as it should be, one line each."""
        yield from self._header()
        if self._whole:
            yield from self._leaf(1, 100)
            yield from self._free()
        for root in roots:
            yield from self._tree(root)

    def _header(self) -> Iterator[str]:
        head = self._data[:100]
        number = int.from_bytes(head[28:32], "big")
        wrong = (
            head[:16] != MAGIC
            or head[18:20] != WAL_MODE
            or head[20:24] != b"\0" + FRACTIONS
            or head[24:28] != head[92:96]
            or number * self._size != len(self._data)
            or head[44:48] != b"\0\0\0\x04"
            or head[52:60] != b"\0\0\0\0\0\0\0\x01"
            or any(head[64:68] + head[72:92])
            or not 3_000_000 <= int.from_bytes(head[96:100], "big") < 4_000_000
        )
        if wrong or (self._whole and any(head[48:52] + head[60:64] + head[68:72])):
            yield "the header of the file is not as it should be"

    def _free(self) -> Iterator[str]:
        trunk, count = int.from_bytes(self._data[32:36], "big"), int.from_bytes(self._data[36:40], "big")
        seen = 0
        while trunk and seen <= count:
            page = self._page(trunk)
            leaves = int.from_bytes(page[4:8], "big")
            if any(page[8 + 4 * leaves :]):
                yield f"free page {trunk} is not empty"
            for place in range(leaves):
                leaf = int.from_bytes(page[8 + 4 * place : 12 + 4 * place], "big")
                if any(self._page(leaf)):
                    yield f"free page {leaf} is not empty"
            trunk, seen = int.from_bytes(page[:4], "big"), seen + 1 + leaves
        if seen != count:
            yield "the list of free pages is not as long as the header says"

    def _tree(self, root: int) -> Iterator[str]:
        level, edge = [root], True
        while level:
            below: list[int] = []
            for number in level:
                page = self._page(number)
                if page[0] == LEAF_TABLE:
                    yield from self._leaf(number, 0)
                    continue
                cells = int.from_bytes(page[3:5], "big")
                places = [int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big") for cell in range(cells)]
                below += [int.from_bytes(page[place : place + 4], "big") for place in places]
                below.append(int.from_bytes(page[8:12], "big"))
                # A page above the leaves that was split keeps copies of page numbers, of which nothing is made.
                if edge and len(level) == 1 and self._page(below[0])[0] == LEAF_TABLE:
                    yield from self._gap(number, page, 12 + 2 * cells, int.from_bytes(page[5:7], "big"))
            level, edge = below, False

    def _leaf(self, number: int, start: int) -> Iterator[str]:
        page = self._page(number)
        if page[start] != LEAF_TABLE:
            return
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        content = int.from_bytes(page[start + 5 : start + 7], "big") or 65536
        yield from self._gap(number, page, start + 8 + 2 * cells, content)
        block = int.from_bytes(page[start + 1 : start + 3], "big")
        while block:
            length = int.from_bytes(page[block + 2 : block + 4], "big")
            if any(page[block + 4 : block + length]):
                yield f"page {number} holds something where a cell was freed"
            block = int.from_bytes(page[block : block + 2], "big")
        for cell in range(cells):
            place = int.from_bytes(page[start + 8 + 2 * cell : start + 10 + 2 * cell], "big")
            yield from self._overflow(page, place)

    def _gap(self, number: int, page: bytes, begin: int, end: int) -> Iterator[str]:
        if page[begin:end].strip(b"\0"):
            yield f"page {number} holds something between its cells"

    def _overflow(self, page: bytes, place: int) -> Iterator[str]:
        payload, place = _varint(page, place)
        _, place = _varint(page, place)
        if payload <= self._size - 35:
            return
        least = (self._size - 12) * 32 // 255 - 23
        local = least + (payload - least) % (self._size - 4)
        local = local if local <= self._size - 35 else least
        rest = payload - local
        following = int.from_bytes(page[place + local : place + local + 4], "big")
        while following and rest > 0:
            chained = self._page(following)
            if rest < self._size - 4 and chained[4 + rest :].strip(b"\0"):
                yield f"page {following} holds something after the end of its content"
            rest -= self._size - 4
            following = int.from_bytes(chained[:4], "big")


def _varint(page: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = page[place + count]
        if count == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    return value, place + 9


def main(arguments: Sequence[str]) -> int:
    """Prints findings for a path; then `whole` or `shared`, then the roots of the tables to look at."""
    path, shared, *roots = arguments
    with Path(path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            for finding in Pages(data, shared == "whole").findings([int(root) for root in roots]):
                sys.stdout.write(finding + "\n")
        except IndexError as error:
            sys.stdout.write(f"the pages of the file are not as they should be: {error}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
