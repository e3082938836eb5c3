"""A PostgreSQL server of our own for tests: made in a temporary folder, on loopback, gone when the tests are done.

Where the server's programs are absent the tests that need it skip with that reason, unless GOODOFFICES_POSTGRES is
`required`, as it is where the package is checked before it lands.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from goodoffices.store.database import READER

NUMBERS = count(1)


def program(name: str) -> Path | None:
    """A program of the server, which distributions keep off the path."""
    found = shutil.which(name)
    if found and not Path(found).resolve().name.startswith("pg_wrapper"):
        return Path(found).resolve()
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return versions[-1] if versions else None


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, without a database's name."""
    with cluster() as data, running(data) as address:
        yield address


@contextmanager
def cluster(*options: str) -> Iterator[Path]:
    """The data folder of a server, made with these options of its program `initdb`."""
    initdb = program("initdb")
    if initdb is None or program("postgres") is None:
        if os.environ.get("GOODOFFICES_POSTGRES") == "required":
            pytest.fail("PostgreSQL is required here and is not installed")
        pytest.skip("needs the programs of a PostgreSQL server")
    folder = Path(tempfile.mkdtemp(prefix="go-pg-"))
    try:
        if USER:
            os.chown(folder, pwd.getpwnam(USER).pw_uid, -1)
        data = folder / "data"
        call = [initdb, "-D", data, "-A", "trust", "-U", "tester", "--no-sync", *options]
        subprocess.run(call, check=True, **_as_its_user(folder))
        yield data
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(data: Path, *settings: str, end: signal.Signals = signal.SIGQUIT) -> Iterator[str]:
    """The address of a server over a data folder, under these settings (name=value).

    `end` ends it: at once, as nobody needs what it holds; with SIGINT everything is in its place in the files first.
    """
    postgres = program("postgres")
    assert postgres is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["-c", "listen_addresses=127.0.0.1", "-k", data.parent, "-p", str(port)]
    options += [word for setting in settings for word in ("-c", setting)]
    process = subprocess.Popen([postgres, "-D", data, *options], **_as_its_user(data.parent))
    try:
        address = f"postgresql://tester@127.0.0.1:{port}"
        _await(address, process)
        yield address
    finally:
        process.send_signal(end)
        process.wait()


# The server refuses to run as root; its folder must lie where its own user can reach it.
USER = "postgres" if os.geteuid() == 0 else None


def _as_its_user(folder: Path) -> dict[str, Any]:
    return {"user": USER, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _await(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            psycopg.connect(f"{address}/postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            assert running.poll() is None, "the PostgreSQL server did not start"
            subprocess.run(["sleep", "0.1"], check=True)
    raise AssertionError("the PostgreSQL server did not answer")


def fresh_database(address: str, encoding: str = "") -> str:
    """The address of a new, empty database on a server, in its usual encoding or another."""
    name = f"case{next(NUMBERS)}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        other = f" ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0" if encoding else ""
        connection.execute(f"CREATE DATABASE {name}{other}")
    return f"{address}/{name}"


def owned_database(address: str) -> str:
    """The same, of an owner who is no superuser and whom an administrator lets act as the role that reads."""
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        for role, can in (("keeper", "LOGIN"), (READER, "NOLOGIN NOINHERIT")):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
                connection.execute(f"CREATE ROLE {role} {can}")
        connection.execute(f"GRANT {READER} TO keeper")
        made = fresh_database(address)
        connection.execute(f"ALTER DATABASE {made.rpartition('/')[2]} OWNER TO keeper")
    return made.replace("tester@", "keeper@")


def spoil_text(address: str, table: str, column: str) -> None:
    """Put a byte that is in no UTF-8 at the end of every text of a column, as where a bit of a page was changed."""
    kind = (
        "UPDATE pg_attribute SET atttypid = CAST(%s AS regtype) WHERE attrelid = CAST(%s AS regclass) AND attname = %s"
    )
    asked = "SELECT atttypid FROM pg_attribute WHERE attrelid = CAST(%s AS regclass) AND attname = %s"
    with psycopg.connect(address, autocommit=True) as connection:
        (before,) = connection.execute(asked, (table, column)).fetchone() or ("text",)
        connection.execute(kind, ("bytea", table, column))
        connection.execute(f"UPDATE {table} SET {column} = {column} || '\\xb3'::bytea")
        connection.execute(kind, (str(before), table, column))
