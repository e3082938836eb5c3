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

import psycopg
import pytest

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
    initdb, postgres = program("initdb"), program("postgres")
    if initdb is None or postgres is None:
        if os.environ.get("GOODOFFICES_POSTGRES") == "required":
            pytest.fail("PostgreSQL is required here and is not installed")
        pytest.skip("needs the programs of a PostgreSQL server")
    # The server refuses to run as root; its folder must lie where its own user can reach it.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="go-pg-"))
    try:
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data = folder / "data"
        run = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([initdb, "-D", data, "-A", "trust", "-U", "tester", "--no-sync"], check=True, **run)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        options = ["-c", "listen_addresses=127.0.0.1", "-k", folder, "-p", str(port)]
        running = subprocess.Popen([postgres, "-D", data, *options], **run)
        try:
            address = f"postgresql://tester@127.0.0.1:{port}"
            _await(address, running)
            yield address
        finally:
            # At once: nobody needs what it holds.
            running.send_signal(signal.SIGQUIT)
            running.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _await(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            psycopg.connect(f"{address}/postgres", connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            assert running.poll() is None, "the PostgreSQL server did not start"
            subprocess.run(["sleep", "0.1"], check=True)
    raise AssertionError("the PostgreSQL server did not answer")


def fresh_database(address: str) -> str:
    """The address of a new, empty database on a server."""
    name = f"case{next(NUMBERS)}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{address}/{name}"
