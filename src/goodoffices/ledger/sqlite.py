"""Logs in an SQLite file: write-ahead log, every commit synced, what is deleted overwritten, no memory mapping."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..errors import LedgerRefused, LedgerTrouble
from . import pages
from .marks import Mark, sync_folder
from .storage import LogRow, Run, Storage

SCHEMA = (
    "CREATE TABLE ledger_logs (log INTEGER PRIMARY KEY, origin TEXT NOT NULL, log_key TEXT NOT NULL,"
    " export_key TEXT NOT NULL, start BLOB NOT NULL, body_key INTEGER NOT NULL, generation INTEGER NOT NULL) STRICT",
    "CREATE TABLE ledger_cosignatures (log INTEGER NOT NULL, size INTEGER NOT NULL, witness TEXT NOT NULL,"
    " line TEXT NOT NULL) STRICT",
)
ENTRIES = (
    "CREATE TABLE ledger_entries_{} (at INTEGER PRIMARY KEY, nodes BLOB NOT NULL, leaves TEXT NOT NULL,"
    " sealed BLOB NOT NULL, signed BLOB) STRICT"
)
SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -16000",
)
DURABLE = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
PATIENCE = 60.0
AGAIN, PAUSE = 3.0, 0.05
"""Seconds for which, and after which each time, it is tried again to empty the write-ahead log."""
REASONS = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_BUSY": "another program keeps the database locked",
    "SQLITE_CORRUPT": "the database is damaged",
    "SQLITE_NOTADB": "this is no database, or it is damaged",
    "SQLITE_READONLY": "the database may not be written",
    "SQLITE_IOERR": "the disk does not take or give what it should; it may be full",
    "SQLITE_CANTOPEN": "the file cannot be opened: its folder is missing, closed to us or full",
    "SQLITE_CONSTRAINT": "the database is damaged: a place that should be free is taken",
}


class SQLiteStorage(Storage):
    """The tables of logs in one SQLite file."""

    keeps_mark = True
    entries_table = ENTRIES

    def __init__(self, store: str, create: bool = False) -> None:
        super().__init__()
        self.path = Path(store).absolute()
        self._version: list[Any] = []
        if not create and not self.path.exists():
            raise LedgerRefused(f"there is no store {store}; make one with init")
        with _reported(store):
            try:
                self._connection = sqlite3.connect(
                    f"{self.path.as_uri()}?mode={'rwc' if create else 'rw'}",
                    uri=True,
                    timeout=PATIENCE,
                    isolation_level=None,
                    check_same_thread=False,
                )
                for setting in SETTINGS:
                    self._connection.execute(setting)
                self._check_settings()
                if create:
                    self._create()
            except BaseException:
                if hasattr(self, "_connection"):
                    self._connection.close()
                raise

    def _check_settings(self) -> None:
        # A setting that the file system or the library does not follow is passed over without a word.
        for setting, value in DURABLE.items():
            if self._connection.execute(f"PRAGMA {setting}").fetchone() != (value,):
                raise LedgerTrouble(f"{self.path}: SQLite does not follow {setting} = {value} here")

    def _create(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        names = {name for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for statement in SCHEMA:
            if statement.split()[2] not in names:
                self._connection.execute(statement)
        self._connection.execute("COMMIT")
        sync_folder(self.path.parent)

    @contextmanager
    def writing(self, log: int) -> Iterator[None]:
        """See Storage; one writer at a time in the whole file."""
        with self._lock, _reported(str(self.path)):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # A failed commit may have ended the transaction by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def mark(self, log: LogRow) -> Mark:
        """See Storage; beside the file, a block for each log."""
        return Mark(self.path.with_name(self.path.name + ".head"), log.number - 1)

    def unchanged(self) -> bool:
        """See Storage; SQLite counts the commits of other connections."""
        seen, self._version = self._version, self.ask("PRAGMA data_version")
        return seen == self._version

    def ask(self, question: str, *values: object) -> list[Any]:
        """See Storage."""
        with self._lock, _reported(str(self.path)):
            return self._connection.execute(question, values).fetchall()

    def insert(self, log: int, runs: Sequence[Run]) -> None:
        """See Storage."""
        with _reported(str(self.path)):
            self._connection.executemany(f"INSERT INTO ledger_entries_{log} VALUES (?, ?, ?, ?, ?)", runs)

    def sync(self) -> None:
        """See Storage; a process may have ended between writing to the write-ahead log and syncing it."""
        with _reported(str(self.path)), suppress(FileNotFoundError):
            handle = os.open(self._wal(), os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def scrub(self, log: int) -> None:
        """See Storage; the write-ahead log is written back and cut to nothing."""
        begin = time.monotonic()
        while True:
            with _reported(str(self.path)):
                ((busy, _, _),) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if not busy:
                return
            if time.monotonic() - begin > AGAIN:
                raise LedgerTrouble(
                    "a reader keeps the write-ahead log alive; what was erased leaves it when the reader ends"
                )
            # SQLite waits for readers by itself, but not for another process that does the same.
            time.sleep(PAUSE)

    def damage(self, log: int) -> Iterator[str]:
        """See Storage. The write-ahead log is written back first; it must be whole, or the mark would have told."""
        with suppress(LedgerTrouble):
            self.scrub(log)
        with _reported(str(self.path)):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                findings = self._integrity()
                if not findings and not self._wal().stat().st_size:
                    findings = self._pages()
            finally:
                self._connection.execute("ROLLBACK")
        for finding in findings:
            yield f"database: {finding}"

    def _integrity(self) -> list[str]:
        lines = [line for (line,) in self._connection.execute("PRAGMA integrity_check(20)")]
        expected = {statement.split()[2]: statement for statement in SCHEMA}
        expected |= {
            f"ledger_entries_{number}": ENTRIES.format(number)
            for (number,) in self._connection.execute("SELECT log FROM ledger_logs")
        }
        found = dict(
            self._connection.execute("SELECT name, sql FROM sqlite_schema WHERE name LIKE 'ledger~_%' ESCAPE '~'")
        )
        if found != expected:
            lines.append("the tables of logs are not laid out as they should be")
        return [line for line in lines if line != "ok"]

    def _pages(self) -> list[str]:
        objects = list(self._connection.execute("SELECT name, rootpage FROM sqlite_schema"))
        roots = [str(root) for name, root in objects if name.startswith("ledger_")]
        # Every table made or dropped counts: a file that others have used may hold what they left behind.
        ((changes,),) = self._connection.execute("PRAGMA schema_version")
        scope = "whole" if len(roots) == len(objects) == changes else "shared"
        program = [sys.executable, "-m", pages.__name__, str(self.path), scope, *roots]
        told = subprocess.run(program, capture_output=True, text=True, check=False)
        if told.returncode:
            return [f"its pages could not be read: {told.stderr.strip().splitlines()[-1:]}"]
        return told.stdout.splitlines()

    def _wal(self) -> Path:
        return self.path.with_name(self.path.name + "-wal")

    def close(self) -> None:
        """See Storage."""
        with _reported(str(self.path)):
            self._connection.close()


@contextmanager
def _reported(store: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        reason = next((text for known, text in REASONS.items() if name.startswith(known)), str(error))
        raise LedgerTrouble(f"{store}: {reason}") from error
    except OSError as error:
        raise LedgerTrouble(f"{store}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LedgerTrouble(f"{store}: the database is damaged: a text in it is not UTF-8") from error
