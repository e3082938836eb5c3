"""The database of a case: one SQLite file, or PostgreSQL; the same tables and the same calls on both."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.schema import CreateIndex, CreateTable

from ..errors import StoreTrouble
from ..ledger.storage import is_address
from .matches import MATCHES
from .rights import Actor, rooms_for
from .tables import METADATA, PROJECTED, VERSION

READER = "goodoffices_reader"
"""The PostgreSQL role that reads on behalf of actors: it owns nothing and logs in nowhere."""

TABLES = 0x676F6F647461626C
"""The advisory lock under which the tables of a case are written."""

KEPT = 16
"""Connections that a process keeps open: as many as a server has threads, and some that write."""
UNBOUNDED = -1
"""Connections beyond those that are kept: as many as there are threads that ask, none of them waits."""

# The tables need no syncs of their own: what a loss of power takes of them is shown again from the logs. The file stays
# whole, as SQLite syncs before it copies from the write-ahead log; and who writes to a log syncs all that was before.
_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "secure_delete=ON",
    "mmap_size=0",
    "busy_timeout=60000",
    "cache_size=-32000",
    "wal_autocheckpoint=16000",
)
ZEROS = 1 << 25
"""Bytes that one statement overwrites."""
_OF_TABLES = ("no such", "no column", "malformed", "vtable constructor", "decode to UTF-8")
"""Words by which SQLite speaks of tables that are not as they should be."""
# On PostgreSQL, too, nobody waits for the disk: what is lost is shown again, whole transactions from the last one on.
_AS_WRITER = text("SELECT set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock(:lock)")
_AS_READER = text("SELECT set_config('role', :reader, true), set_config('goodoffices.rooms', :rooms, true)")
_WORDS = text("CREATE INDEX IF NOT EXISTS passages_tokens ON passages USING gin(tokens)")
# Plans want to know how many rows and kinds there are, roughly; the server itself counts more closely, in its own time.
_COUNT_FEW = text("SET LOCAL default_statistics_target = 10")
_GUARDED = ("holdings", "passages", "spellings", "outlines", "cards", "projected", "told", "talks")


class Database:
    """A connection source for the tables of one case. `address`: a path, or postgresql://..."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.postgres = is_address(address)
        self._engine = _postgres(address) if self.postgres else _sqlite(address)

    def create(self) -> None:
        """Make what is missing of tables and indexes."""
        with self.writing() as connection:
            self._make_tables(connection)
            self._make_indexes(connection)
            if self.postgres:
                connection.execute(_WORDS)

    def renew(self) -> None:
        """Put empty tables in the place of those that are there, whatever their layout; `index` ends what this began.

        In SQLite the pages of the old tables are not overwritten yet: nearly all of them are about to be filled again.
        """
        with self.writing() as connection, _freely(connection):
            METADATA.drop_all(connection)
            if not self.postgres:
                words = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
                for name in connection.execute(text(words)).scalars().all():
                    connection.execute(text(f"DROP TABLE {name}"))
            self._make_tables(connection)

    def index(self) -> None:
        """Make the indexes that are missing: for full tables that is faster than to keep them while they fill."""
        with self.writing() as connection, ThreadPoolExecutor(1) as beside:
            if self.postgres:
                # It takes as long as all the others together, and is of another table than these.
                words = beside.submit(self._index_words)
                self._make_indexes(connection)
                words.result()
                connection.execute(_COUNT_FEW)
                connection.execute(text(f"ANALYZE {', '.join(_GUARDED)}"))
            else:
                self._make_indexes(connection)
                _overwrite_free(connection)

    def _index_words(self) -> None:
        with self._engine.begin() as connection:
            connection.execute(_WORDS)

    def outdated(self) -> bool:
        """Whether the tables were written by another version."""
        with self.writing() as connection:
            return (
                connection.execute(select(PROJECTED.c.room).where(PROJECTED.c.version != VERSION)).first() is not None
            )

    def _make_tables(self, connection: Connection) -> None:
        for table in METADATA.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
        if self.postgres:
            _guard(connection)

    def _make_indexes(self, connection: Connection) -> None:
        for table in METADATA.sorted_tables:
            for index in sorted(table.indexes, key=lambda one: str(one.name)):
                connection.execute(CreateIndex(index, if_not_exists=True))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; all of it happens, or nothing. One at a time: what it reads first stays true."""
        try:
            with self._engine.execution_options(writing=True).begin() as connection:
                if self.postgres:
                    connection.execute(_AS_WRITER, {"lock": TABLES})
                yield connection
        except (DBAPIError, UnicodeDecodeError) as error:
            raise _trouble("written", error) from error

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Connection]:
        """A transaction that reads what the actor may read; on PostgreSQL the server itself enforces it as well."""
        try:
            with self._engine.begin() as connection:
                if self.postgres:
                    # Both in one question: on the way to a server each takes as long as what is asked after them.
                    connection.execute(_AS_READER, {"reader": READER, "rooms": ",".join(rooms_for(actor))})
                yield connection
        except (DBAPIError, UnicodeDecodeError) as error:
            raise _trouble("read", error) from error

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """Keep every other process that asks for the same waiting, on whatever machine it works on this case."""
        if self.postgres:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT pg_advisory_lock(hashtextextended(:what, 0))"), {"what": what})
                try:
                    yield
                finally:
                    connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:what, 0))"), {"what": what})
            return
        name = f"{self._address}.{hashlib.sha256(what.encode()).hexdigest()[:8]}.lock"
        with open(name, "ab") as file:  # noqa: PTH123 - a name beside the database, not below a folder
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def scrub(self) -> None:
        """Leave nothing in files of the database of what was taken out of its tables, as far as it can: after erasures.

        In SQLite the write-ahead log is written back and cut to nothing; in PostgreSQL dead rows are made free.
        """
        raw = self._engine.raw_connection()
        try:
            driver: Any = raw.driver_connection
            if self.postgres:
                driver.autocommit = True
                driver.execute(f"VACUUM {', '.join(_GUARDED)}")
                driver.autocommit = False
                return
            ((busy, _, _),) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if busy:
                raise StoreTrouble("a reader keeps the write-ahead log alive; what was erased leaves it when it ends")
        finally:
            raw.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


@contextmanager
def _freely(connection: Connection) -> Iterator[None]:
    """Within it, what SQLite lets go of is not overwritten."""
    if connection.dialect.name == "postgresql":
        yield
        return
    connection.exec_driver_sql("PRAGMA secure_delete=OFF")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA secure_delete=ON")


def _overwrite_free(connection: Connection) -> None:
    """Fill pages that no table has with zeros."""
    free = "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size"
    if not connection.execute(text(free)).scalar_one():
        return
    connection.execute(text("CREATE TABLE zeros (these BLOB)"))
    while left := connection.execute(text(free)).scalar_one():
        connection.execute(text("INSERT INTO zeros VALUES (zeroblob(:bytes))"), {"bytes": min(left, ZEROS)})
    connection.execute(text("DROP TABLE zeros"))


def _trouble(what: str, error: DBAPIError | UnicodeDecodeError) -> StoreTrouble:
    """What to do about it: the tables can always be made again, what keeps them from being written cannot."""
    said = error.orig if isinstance(error, DBAPIError) else "it holds text that is none"
    outside = isinstance(error, OperationalError) and not any(word in str(said) for word in _OF_TABLES)
    mend = "free space or mend it, then go on" if outside else "run `goodoffices rebuild`"
    return StoreTrouble(f"the database cannot be {what}: {said}; {mend}")


def _sqlite(path: str) -> Engine:
    address = URL.create("sqlite", database=path)
    engine = (
        create_engine(address) if path == ":memory:" else create_engine(address, pool_size=KEPT, max_overflow=UNBOUNDED)
    )

    @event.listens_for(engine, "connect")
    def settle(connection: DBAPIConnection, _: Any) -> None:
        # The transactions are ours to open: the driver's own would begin only at the first write.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _SETTINGS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that only turns into a writing one later may find that another has written before it.
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgres(address: str) -> Engine:
    driver = "postgresql+psycopg://" + address.split("://", 1)[1]
    # A database that was made without an encoding would give bytes for text, did we not ask for one.
    said = {"client_encoding": "utf8"}
    return create_engine(driver, connect_args=said, pool_pre_ping=True, pool_size=KEPT, max_overflow=UNBOUNDED)


def _let_read(connection: Connection, owner: str) -> None:
    """Make the role that reads, and let the owner act as it; where that is for an administrator to do, say so."""
    asked = {"name": READER}
    try:
        if not connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), asked).first():
            connection.execute(text(f"CREATE ROLE {READER} NOLOGIN NOINHERIT"))
        # Since PostgreSQL 16 who makes a role is a member of it, and may not act as it for that.
        may = "SET" if (connection.dialect.server_version_info or (0,)) >= (16,) else "MEMBER"
        if not connection.execute(text(f"SELECT pg_has_role(CAST(:name AS name), '{may}')"), asked).scalar_one():
            connection.execute(text(f'GRANT {READER} TO "{owner}"'))
    except ProgrammingError as error:
        raise StoreTrouble(
            f"{error.orig}; have an administrator of the server say: CREATE ROLE {READER} NOLOGIN NOINHERIT (once a"
            f' server); GRANT {READER} TO "{owner}"'
        ) from error


def _guard(connection: Connection) -> None:
    """Row level security on every table: no setting, no rows; the owner is bound by it too.

    The writer's own policy lets the connection that made the tables through: rights to write are decided before.
    """
    # Changing a table waits for everyone who reads it; a case in use is no place to wait for ever.
    connection.execute(text("SET LOCAL lock_timeout = '20s'"))
    owner = connection.execute(text("SELECT current_user")).scalar_one()
    _let_read(connection, owner)
    connection.execute(text("ALTER TABLE passages ADD COLUMN IF NOT EXISTS tokens tsvector"))
    # Nothing is planned by how often a token occurs, and what looks random takes time to compress and little less room.
    tokens = "ALTER TABLE passages ALTER COLUMN tokens SET"
    connection.execute(text(f"{tokens} STATISTICS 0, ALTER COLUMN tokens SET STORAGE EXTERNAL"))
    for table in _GUARDED:
        connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
        connection.execute(text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))
        connection.execute(text(f"GRANT SELECT ON {table} TO {READER}"))
        # Within ARRAY(...) the setting is read once for a query, not for each row.
        setting = "unnest(string_to_array(current_setting('goodoffices.rooms', true), ','))"
        rooms = f"room = ANY(ARRAY(SELECT {setting}))"
        for name, role, rule in (("reading", READER, rooms), ("writing", f'"{owner}"', "true")):
            connection.execute(text(f"DROP POLICY IF EXISTS {name} ON {table}"))
            checked = " WITH CHECK (true)" if name == "writing" else ""
            purpose = "ALL" if name == "writing" else "SELECT"
            connection.execute(text(f"CREATE POLICY {name} ON {table} FOR {purpose} TO {role} USING ({rule}){checked}"))
    schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
    connection.exec_driver_sql(MATCHES.format(schema=schema))
    name = f"FUNCTION {schema}.goodoffices_matches"
    connection.execute(text(f"REVOKE ALL ON {name} FROM PUBLIC"))
    connection.execute(text(f"GRANT EXECUTE ON {name} TO {READER}"))
