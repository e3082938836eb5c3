"""Logs in PostgreSQL: every commit synced, one writer of a log at a time by an advisory lock.

The marks lie in a state folder of the machine that writes (GOODOFFICES_STATE, or XDG state), a file for each log, named
by the log's public key: a database put back from a backup, under whatever name, is behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from ..errors import LedgerRefused, LedgerTrouble
from .keys import name_of
from .marks import Mark, make_folder, state_folder
from .storage import LogRow, Run, Storage

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS ledger_logs (log integer PRIMARY KEY, origin text NOT NULL UNIQUE,"
    " log_key text NOT NULL, export_key text NOT NULL, start bytea NOT NULL, body_key integer NOT NULL,"
    " generation bigint NOT NULL)",
    "CREATE TABLE IF NOT EXISTS ledger_cosignatures (log integer NOT NULL, size bigint NOT NULL,"
    " witness text NOT NULL, line text NOT NULL)",
)
ENTRIES = (
    "CREATE TABLE ledger_entries_{} (at bigint PRIMARY KEY, nodes bytea NOT NULL, leaves text NOT NULL,"
    " sealed bytea NOT NULL, signed bytea)"
)
LOCKS = 0x676F6F64
REASONS = {
    "53100": "the disk is full",
    "23505": "the database is damaged: a place that should be free is taken",
    "XX001": "the database is damaged",
    "XX002": "the database is damaged",
}
ENCODINGS = ("UTF8", "SQL_ASCII")
"""Of databases that keep every text as it is given; the second are those made where no language is set."""
COLUMNS = ("int8", "bytea", "text", "bytea", "bytea")


class PostgresStorage(Storage):
    """The tables of logs in one PostgreSQL database."""

    keeps_mark = False
    entries_table = ENTRIES

    def __init__(self, store: str, create: bool = False) -> None:
        super().__init__()
        self._address = store
        self._connection = self._connect()
        self._held = False
        with self._reported():
            if create:
                self._check_encoding()
                with self.writing(0):
                    for statement in SCHEMA:
                        self._connection.execute(statement)
            elif self.ask("SELECT to_regclass('ledger_logs')") == [(None,)]:
                raise LedgerRefused("the database has no logs; make one with init")

    def _connect(self) -> psycopg.Connection:
        with self._reported():
            # Said by us: of a database that was made without an encoding the driver would give bytes for text.
            connection = psycopg.connect(self._address, autocommit=True, client_encoding="utf8")
            connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            connection.execute("SET client_min_messages = warning")
            connection.execute("SET synchronous_commit = on")
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                if connection.execute(f"SHOW {setting}").fetchone() != ("on",):
                    connection.close()
                    raise LedgerTrouble(f"the server runs with {setting} off: what it acknowledges may be lost")
            return connection

    def _check_encoding(self) -> None:
        ((encoding,),) = self.ask("SHOW server_encoding")
        if encoding not in ENCODINGS:
            self.close()
            raise LedgerRefused(f"the database holds text in {encoding}; make one with ENCODING 'UTF8'")

    @contextmanager
    def writing(self, log: int) -> Iterator[None]:
        """See Storage; one writer at a time in one log."""
        self._connect_again()
        with self._lock, self._reported(), self._connection.transaction():
            self._held = True
            try:
                self._connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", (LOCKS, log))
                yield
            finally:
                self._held = False

    def _connect_again(self) -> None:
        # A server that was restarted ends connections. Within a transaction that is an error, not a new beginning.
        if self._connection.closed and not self._held:
            self._connection = self._connect()

    def mark(self, log: LogRow) -> Mark:
        """See Storage; in the state folder."""
        path = state_folder()
        try:
            make_folder(path)
        except OSError as error:
            raise LedgerTrouble(f"the folder of marks {path} cannot be made: {error.strerror}") from error
        return Mark(path / f"{name_of(log.log_key)}.head")

    def ask(self, question: str, *values: object) -> list[Any]:
        """See Storage."""
        with self._lock, self._reported():
            self._connect_again()
            # Bodies travel as they are, not in digits of twice their size.
            cursor = self._connection.execute(question.replace("?", "%s").encode(), values, binary=True)
            try:
                return cursor.fetchall() if cursor.description else []
            except UnicodeDecodeError as error:
                raise LedgerTrouble("PostgreSQL: the database is damaged: it holds text that is none") from error

    def insert(self, log: int, runs: Sequence[Run]) -> None:
        """See Storage."""
        with (
            self._reported(),
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY ledger_entries_{log} FROM STDIN (FORMAT BINARY)") as copy,
        ):
            copy.set_types(COLUMNS)
            for run in runs:
                copy.write_row(run)

    def sync(self) -> None:
        """See Storage; the server shows no commit before it is synced."""

    def scrub(self, log: int) -> None:
        """See Storage; dead rows are made free. What was in them is sealed: new body keys reach what is left of it."""
        with self._reported():
            self._connection.execute(f"VACUUM ledger_entries_{log}")

    def damage(self, log: int) -> Iterator[str]:
        """See Storage; the index of entries and their table must tell of the same rows."""
        counts = []
        # Counted twice of one moment, while nobody appends.
        with self.writing(log):
            for way in ("on", "off"):
                for plan in ("indexscan", "indexonlyscan", "bitmapscan"):
                    self._connection.execute(f"SET LOCAL enable_{plan} = {way}")
                self._connection.execute(f"SET LOCAL enable_seqscan = {'off' if way == 'on' else 'on'}")
                counts.append(self.ask(f"SELECT count(*), sum(at) FROM ledger_entries_{log} WHERE at >= 0"))
        if counts[0] != counts[1]:
            yield f"database: the table of entries and its index differ: {counts[1]} and {counts[0]}"

    def close(self) -> None:
        """See Storage."""
        self._held = True
        self._connection.close()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            reason = REASONS.get(error.sqlstate or "", str(error).strip().split("\n")[0])
            raise LedgerTrouble(f"PostgreSQL: {reason}") from error
