"""What a log keeps in a database: its entries in runs, a row for each log, one for each cosignature.

A run holds entries that were committed together, 16 at most: their leaves, the tree nodes that each of them completes
(level 0 upwards, so nothing is ever written twice), their sealed bodies and, where a commit ended, the log's signature
over the checkpoint of that size. Its key is the index of its last entry. Every log has a table of its own, so that
appending touches the right edge of one b-tree and moves nothing.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any, NamedTuple

from ..errors import LedgerTrouble
from .marks import Mark

RUNS_AT_ONCE = 200
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


class Run(NamedTuple):
    """Entries up to index `last` as stored; `signed` (64 bytes) is there when a commit ended with them.

    `leaves` are separated by newlines, `nodes` are hashes of 32 bytes, of each entry from level 0 upwards.
    """

    last: int
    nodes: bytes
    leaves: str
    sealed: bytes
    signed: bytes | None

    @property
    def first(self) -> int:
        """The index of the first entry."""
        return self.last - self.leaves.count("\n")

    def node(self, level: int, number: int) -> bytes:
        """The hash of the subtree of that level which entry `number` of the run completes; empty if there is none."""
        begin = HASH * (nodes_before(number) + level) + len(self.nodes) - HASH * nodes_before(self.last + 1)
        return self.nodes[begin : begin + HASH] if begin >= 0 else b""

    def leaf(self, number: int) -> str:
        """The leaf of an entry of the run."""
        return self.leaves.split("\n")[number - self.first]


def nodes_before(number: int) -> int:
    """How many nodes the entries before that of index `number` have completed, level 0 included."""
    return 2 * number - number.bit_count()


class Storage(ABC):
    """The tables of every log in one database, over one connection. Raises LedgerTrouble for anything it reports.

    `keeps_mark` says that the mark lies beside the database, so that one that is missing means something;
    `entries_table` makes the table of a log.
    """

    keeps_mark: bool
    entries_table: str

    def __init__(self) -> None:
        # Threads that share the connection see no transaction of each other before it is committed.
        self._lock = threading.RLock()

    @abstractmethod
    def writing(self, log: int) -> AbstractContextManager[None]:
        """A transaction that no other writer of the log shares; committed durably when left without an error."""

    @abstractmethod
    def mark(self, log: LogRow) -> Mark:
        """The high-water mark of a log, outside the database."""

    @abstractmethod
    def insert(self, log: int, runs: Sequence[Run]) -> None:
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

    def unchanged(self) -> bool:
        """Whether certainly nobody else has committed anything since this was last asked."""
        return False

    def log(self, origin: str) -> LogRow | None:
        """A log by its origin."""
        rows = self.ask(
            "SELECT log, origin, log_key, export_key, start, body_key, generation FROM ledger_logs WHERE origin = ?",
            origin,
        )
        row = LogRow(*rows[0]) if rows else None
        if row and [type(value) for value in row] != [int, str, str, str, bytes, int, int]:
            raise LedgerTrouble(f"what the store says of the log {origin[:200]} is damaged")
        return row

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
        if rows and not isinstance(rows[0][1], bytes):
            raise LedgerTrouble(f"the last entry of {rows[0][0] + 1} carries no signature")
        return (rows[0][0] + 1, rows[0][1]) if rows else (0, None)

    def run(self, log: int, number: int) -> Run:
        """The run that holds an entry. Raises LedgerTrouble when it is missing."""
        for run in self.runs(log, number, number + 1):
            return run
        raise LedgerTrouble(f"entry {number} is missing from the store")

    def runs(self, log: int, begin: int, end: int) -> Iterator[Run]:
        """The runs that hold the entries from `begin` up to `end`, in order; writers may go on meanwhile."""
        question = (
            f"SELECT at, nodes, leaves, sealed, signed FROM ledger_entries_{log}"
            f" WHERE at >= ? ORDER BY at LIMIT {min(RUNS_AT_ONCE, end - begin)}"
        )
        while begin < end:
            found = [_run(values) for values in self.ask(question, begin)]
            for run in found:
                # The first one may begin earlier; every other goes on where the one before it ended.
                if run.first > begin or (run is not found[0] and run.first != begin):
                    raise LedgerTrouble(f"entry {begin} is missing from the store")
                yield run
                begin = run.last + 1
                if begin >= end:
                    return
            if not found:
                raise LedgerTrouble(f"entry {begin} is missing from the store")

    def runs_holding(self, log: int, numbers: Sequence[int]) -> Iterator[tuple[Run, list[int]]]:
        """The runs that hold entries strewn over a log, given in order, each with those of them that it holds."""
        for begin in range(0, len(numbers), RUNS_AT_ONCE):
            left = deque(numbers[begin : begin + RUNS_AT_ONCE])
            for run in map(_run, self.ask(_runs_question(log, len(left)), *left)):
                these = []
                while left and run.first <= left[0] <= run.last:
                    these.append(left.popleft())
                yield run, these
            if left:
                raise LedgerTrouble(f"entry {left[0]} is missing from the store")

    def nodes(self, log: int, wanted: Sequence[tuple[int, int]]) -> list[bytes]:
        """The hashes of complete subtrees (level, index). Raises LedgerTrouble when one is missing."""
        numbers = [((index + 1) << level) - 1 for level, index in wanted]
        rows = self.ask(_nodes_question(log, len(numbers)), *numbers) if numbers else []
        kept = {number: (at, nodes) for number, at, nodes in rows if isinstance(nodes, bytes)}
        found = []
        for (level, index), number in zip(wanted, numbers, strict=True):
            at, nodes = kept.get(number, (number, b""))
            # Counted from the end of the run, which is where its index is known.
            place = HASH * (nodes_before(number) + level - nodes_before(at + 1)) + len(nodes)
            if not 0 <= place <= len(nodes) - HASH:
                raise LedgerTrouble(f"the tree's node {index} of level {level} is missing from the store")
            found.append(nodes[place : place + HASH])
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

    def reseal(self, log: int, last: int, sealed: bytes) -> None:
        """Puts other sealed bodies in the place of a run's."""
        self.ask(f"UPDATE ledger_entries_{log} SET sealed = ? WHERE at = ?", sealed, last)

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


def _run(values: Sequence[Any]) -> Run:
    # A damaged row can hold anything, whatever the table says of its columns.
    run = Run(*values)
    plain = isinstance(run.leaves, str) and isinstance(run.nodes, bytes) and isinstance(run.sealed, bytes)
    if not plain or not isinstance(run.signed, bytes | None) or run.first < 0:
        raise LedgerTrouble(f"the entries up to {run.last} are damaged")
    return run


@lru_cache(maxsize=256)
def _nodes_question(log: int, count: int) -> str:
    return f"{_found(log, count)} SELECT number, at, nodes FROM found JOIN ledger_entries_{log} ON at = place"


@lru_cache(maxsize=256)
def _runs_question(log: int, count: int) -> str:
    return (
        f"{_found(log, count)} SELECT at, nodes, leaves, sealed, signed FROM ledger_entries_{log}"
        " WHERE at IN (SELECT place FROM found) ORDER BY at"
    )


def _found(log: int, count: int) -> str:
    # One statement for all of them: the run of an entry is the first whose last entry is not before it.
    places = ", ".join(["(CAST(? AS bigint))"] * count)
    return (
        f"WITH asked (number) AS (VALUES {places}), found (number, place) AS (SELECT number,"
        f" (SELECT at FROM ledger_entries_{log} WHERE at >= number ORDER BY at LIMIT 1) FROM asked)"
    )


def is_address(store: str) -> bool:
    """Whether this names a PostgreSQL database rather than a path."""
    return store.startswith(("postgresql://", "postgres://"))


def open_storage(store: str, create: bool = False) -> Storage:
    """The database at a path (SQLite) or postgresql:// address. Raises LedgerRefused when there is none."""
    if is_address(store):
        from .postgres import PostgresStorage

        return PostgresStorage(store, create)
    from .sqlite import SQLiteStorage

    return SQLiteStorage(store, create)
