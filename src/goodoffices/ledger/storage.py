"""What a log keeps in a database: one row an entry, one row a log, one row a cosignature; the same on both databases.

A row of an entry holds its leaf, the tree nodes that its leaf completes (level 0 upwards, so nothing is ever written
twice), its sealed bodies and, where a commit ended, the log's signature over the checkpoint of that size. The key of
a row is `log * 2^40 + index`: appending touches the right edge of one tree and nothing else.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from ..errors import LedgerTrouble
from .marks import Mark
from .tree import Node

PER_LOG = 1 << 40
PAGE_OF_ROWS = 1000
HASH = 32


class LogRow(NamedTuple):
    """A log: its number in this store, its public keys, the signature over size 0, the body key now in use.

    `generation` counts the changes that leave the tree as it is: cosignatures and new body keys.
    """

    number: int
    origin: str
    log_key: str
    export_key: str
    start: bytes
    body_key: int
    generation: int


class Row(NamedTuple):
    """The entry of an index as stored; `signed` (64 bytes) is there when a commit ended with it."""

    number: int
    leaf: str
    nodes: bytes
    sealed: bytes
    signed: bytes | None


class Storage(ABC):
    """The tables of every log in one database, over one connection. Raises LedgerTrouble for anything it reports.

    `keeps_mark` says that the mark lies beside the database, so that one that is missing means something.
    """

    keeps_mark: bool

    @abstractmethod
    def writing(self, log: int) -> AbstractContextManager[None]:
        """A transaction that no other writer of the log shares; committed durably when left without an error."""

    @abstractmethod
    def mark(self, log: LogRow) -> Mark:
        """The high-water mark of a log, outside the database."""

    @abstractmethod
    def insert(self, log: int, rows: Iterable[Row]) -> None:
        """Adds entries."""

    @abstractmethod
    def sync(self) -> None:
        """Makes certain that every commit that can be read now survives a loss of power."""

    @abstractmethod
    def scrub(self) -> None:
        """Overwrites what erased rows have left in files of the database, as far as the database can."""

    @abstractmethod
    def damage(self) -> Iterator[str]:
        """What is wrong with the database's own files, one line each."""

    @abstractmethod
    def close(self) -> None:
        """Ends the connection."""

    @abstractmethod
    def ask(self, question: str, *values: object) -> list[Any]:
        """Rows of a statement written with ? for its values."""

    def log(self, origin: str) -> LogRow | None:
        """A log by its origin."""
        rows = self.ask(
            "SELECT log, origin, log_key, export_key, start, body_key, generation FROM ledger_logs WHERE origin = ?",
            origin,
        )
        return LogRow(*rows[0]) if rows else None

    def origins(self) -> list[str]:
        """Every log's origin, in the order they were made."""
        return [row[0] for row in self.ask("SELECT origin FROM ledger_logs ORDER BY log")]

    def add_log(self, row: LogRow) -> LogRow:
        """Makes a log, within a transaction; its number is the next one."""
        ((last,),) = self.ask("SELECT coalesce(max(log), 0) FROM ledger_logs")
        row = row._replace(number=last + 1)
        self.ask("INSERT INTO ledger_logs VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
        return row

    def change(self, log: int, body_key: int, generation: int) -> None:
        """Records which body key is in use, and that something changed beside the tree."""
        self.ask("UPDATE ledger_logs SET body_key = ?, generation = ? WHERE log = ?", body_key, generation, log)

    def head(self, log: int) -> tuple[int, bytes | None]:
        """Number of entries, and the signature that came with the last one (None in an empty log)."""
        rows = self.ask(
            "SELECT at, signed FROM ledger_entries WHERE at >= ? AND at < ? ORDER BY at DESC LIMIT 1",
            log * PER_LOG,
            (log + 1) * PER_LOG,
        )
        return (rows[0][0] - log * PER_LOG + 1, rows[0][1]) if rows else (0, None)

    def row(self, log: int, index: int) -> Row:
        """One entry. Raises LedgerTrouble when it is missing."""
        for row in self.rows(log, index, index + 1):
            return row
        raise LedgerTrouble(f"entry {index} is missing from the store")

    def rows(self, log: int, begin: int, end: int) -> Iterator[Row]:
        """Entries from `begin` up to `end`, in order, read a page at a time; writers may go on meanwhile."""
        first = log * PER_LOG
        while begin < end:
            found = self.ask(
                "SELECT at, leaf, nodes, sealed, signed FROM ledger_entries WHERE at >= ? AND at < ?"
                " ORDER BY at LIMIT ?",
                first + begin,
                first + end,
                PAGE_OF_ROWS,
            )
            for at, leaf, nodes, sealed, signed in found:
                if at - first != begin:
                    raise LedgerTrouble(f"entry {begin} is missing from the store")
                yield Row(begin, leaf, nodes, sealed, signed)
                begin += 1
            if not found:
                return

    def nodes(self, log: int, wanted: Sequence[tuple[int, int]]) -> list[Node]:
        """The hashes of complete subtrees (level, index). Raises LedgerTrouble when one is missing."""
        at = [log * PER_LOG + ((index + 1) << level) - 1 for level, index in wanted]
        places = ", ".join("?" * len(at))
        kept = dict(self.ask(f"SELECT at, nodes FROM ledger_entries WHERE at IN ({places})", *at)) if at else {}
        found = []
        for (level, index), place in zip(wanted, at, strict=True):
            hash_ = kept.get(place, b"")[level * HASH : (level + 1) * HASH]
            if len(hash_) != HASH:
                raise LedgerTrouble(f"the tree's node {index} of level {level} is missing from the store")
            found.append((level, index, hash_))
        return found

    def signed_sizes(self, log: int, end: int, limit: int) -> list[tuple[int, bytes]]:
        """The newest sizes up to `end` that the log has signed, and the signatures; the largest first."""
        rows = self.ask(
            "SELECT at, signed FROM ledger_entries WHERE at >= ? AND at < ? AND signed IS NOT NULL"
            " ORDER BY at DESC LIMIT ?",
            log * PER_LOG,
            log * PER_LOG + end,
            limit,
        )
        return [(at - log * PER_LOG + 1, signed) for at, signed in rows]

    def first_signed(self, log: int) -> int | None:
        """The smallest size above 0 that the log has signed."""
        rows = self.ask(
            "SELECT at FROM ledger_entries WHERE at >= ? AND at < ? AND signed IS NOT NULL ORDER BY at LIMIT 1",
            log * PER_LOG,
            (log + 1) * PER_LOG,
        )
        return rows[0][0] - log * PER_LOG + 1 if rows else None

    def signature(self, log: int, size: int) -> bytes | None:
        """The log's signature over a size above 0, if it signed that size."""
        rows = self.ask("SELECT signed FROM ledger_entries WHERE at = ?", log * PER_LOG + size - 1)
        return rows[0][0] if rows else None

    def reseal(self, log: int, index: int, sealed: bytes) -> None:
        """Puts other sealed bodies in the place of an entry's."""
        self.ask("UPDATE ledger_entries SET sealed = ? WHERE at = ?", sealed, log * PER_LOG + index)

    def cosign(self, log: int, size: int, line: str) -> None:
        """Keeps a witness's signature line over a size."""
        self.ask("INSERT INTO ledger_cosignatures VALUES (?, ?, ?)", log, size, line)

    def cosignatures(self, log: int, end: int) -> list[tuple[int, str]]:
        """Every size up to `end` and witness's line kept for it, in order."""
        question = "SELECT size, line FROM ledger_cosignatures WHERE log = ? AND size <= ? ORDER BY size, line"
        return [(size, line) for size, line in self.ask(question, log, end)]


def open_storage(store: str, create: bool = False) -> Storage:
    """The database at a path (SQLite) or postgresql:// address. Raises LedgerRefused when there is none."""
    if store.startswith(("postgresql://", "postgres://")):
        from .postgres import PostgresStorage

        return PostgresStorage(store, create)
    from .sqlite import SQLiteStorage

    return SQLiteStorage(store, create)
