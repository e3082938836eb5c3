"""What a log keeps in a database: one row an entry, one row a log, one row a cosignature; the same on both databases.

A row of an entry holds its leaf, the tree nodes that its leaf completes (level 0 upwards, so nothing is ever written
twice), its sealed bodies and, where a commit ended, the log's signature over the checkpoint of that size. Every log has
a table of its own, so that appending touches the right edge of one b-tree and moves nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from ..errors import LedgerTrouble
from .marks import Mark
from .tree import Node

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

    `keeps_mark` says that the mark lies beside the database, so that one that is missing means something;
    `entries_table` makes the table of a log.
    """

    keeps_mark: bool
    entries_table: str

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
    def scrub(self, log: int) -> None:
        """Overwrites what erased rows have left in files of the database, as far as the database can."""

    @abstractmethod
    def damage(self, log: int) -> Iterator[str]:
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
        self.ask(self.entries_table.format(row.number))
        self.ask("INSERT INTO ledger_logs VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
        return row

    def change(self, log: int, body_key: int, generation: int) -> None:
        """Records which body key is in use, and that something changed beside the tree."""
        self.ask("UPDATE ledger_logs SET body_key = ?, generation = ? WHERE log = ?", body_key, generation, log)

    def head(self, log: int) -> tuple[int, bytes | None]:
        """Number of entries, and the signature that came with the last one (None in an empty log)."""
        rows = self.ask(f"SELECT at, signed FROM ledger_entries_{log} ORDER BY at DESC LIMIT 1")
        return (rows[0][0] + 1, rows[0][1]) if rows else (0, None)

    def row(self, log: int, number: int) -> Row:
        """One entry. Raises LedgerTrouble when it is missing."""
        for row in self.rows(log, number, number + 1):
            return row
        raise LedgerTrouble(f"entry {number} is missing from the store")

    def rows(self, log: int, begin: int, end: int) -> Iterator[Row]:
        """Entries from `begin` up to `end`, in order, read a page at a time; writers may go on meanwhile."""
        question = (
            f"SELECT at, leaf, nodes, sealed, signed FROM ledger_entries_{log}"
            f" WHERE at >= ? AND at < ? ORDER BY at LIMIT {PAGE_OF_ROWS}"
        )
        while begin < end:
            found = self.ask(question, begin, end)
            for values in found:
                if values[0] != begin:
                    raise LedgerTrouble(f"entry {begin} is missing from the store")
                yield Row(*values)
                begin += 1
            if not found:
                return

    def nodes(self, log: int, wanted: Sequence[tuple[int, int]]) -> list[Node]:
        """The hashes of complete subtrees (level, index). Raises LedgerTrouble when one is missing."""
        places = [((index + 1) << level) - 1 for level, index in wanted]
        marks = ", ".join("?" * len(places))
        question = f"SELECT at, nodes FROM ledger_entries_{log} WHERE at IN ({marks})"
        kept = dict(self.ask(question, *places)) if places else {}
        found = []
        for (level, index), place in zip(wanted, places, strict=True):
            hash_ = kept.get(place, b"")[level * HASH : (level + 1) * HASH]
            if len(hash_) != HASH:
                raise LedgerTrouble(f"the tree's node {index} of level {level} is missing from the store")
            found.append((level, index, hash_))
        return found

    def signed_sizes(self, log: int, end: int, limit: int) -> list[tuple[int, bytes]]:
        """The newest sizes up to `end` that the log has signed, and the signatures; the largest first."""
        rows = self.ask(
            f"SELECT at, signed FROM ledger_entries_{log} WHERE at < ? AND signed IS NOT NULL ORDER BY at DESC LIMIT ?",
            end,
            limit,
        )
        return [(at + 1, signed) for at, signed in rows]

    def signature(self, log: int, size: int) -> bytes | None:
        """The log's signature over a size above 0, if it signed that size."""
        rows = self.ask(f"SELECT signed FROM ledger_entries_{log} WHERE at = ?", size - 1)
        return rows[0][0] if rows else None

    def reseal(self, log: int, number: int, sealed: bytes) -> None:
        """Puts other sealed bodies in the place of an entry's."""
        self.ask(f"UPDATE ledger_entries_{log} SET sealed = ? WHERE at = ?", sealed, number)

    def cosign(self, log: int, size: int, witness: str, line: str) -> None:
        """Keeps a witness's signature line over a size, and the vkey of the witness."""
        self.ask("INSERT INTO ledger_cosignatures VALUES (?, ?, ?, ?)", log, size, witness, line)

    def cosignatures(self, log: int, least: int, most: int) -> list[tuple[int, str, str]]:
        """Size, witness's vkey and signature line of every cosignature of a size in that range, in order."""
        question = (
            "SELECT size, witness, line FROM ledger_cosignatures WHERE log = ? AND size >= ? AND size <= ?"
            " ORDER BY size, line"
        )
        return [tuple(row) for row in self.ask(question, log, least, most)]


def open_storage(store: str, create: bool = False) -> Storage:
    """The database at a path (SQLite) or postgresql:// address. Raises LedgerRefused when there is none."""
    if store.startswith(("postgresql://", "postgres://")):
        from .postgres import PostgresStorage

        return PostgresStorage(store, create)
    from .sqlite import SQLiteStorage

    return SQLiteStorage(store, create)
