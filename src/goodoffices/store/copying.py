"""Rows by the hundred thousand into a table of PostgreSQL, straight to the driver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def copy_rows(
    connection: Connection, table: str, columns: str, types: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Add rows to a table: its columns, parted by commas, and how the values of these are packed.

    Raises DBAPIError as every other statement does.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    statement = ""
    try:
        # Whom policies bind, as they do every owner but a superuser, may not copy: rows go by a table of their own.
        guarded = driver.execute("SELECT row_security_active(%s)", (table,)).fetchone() == (True,)
        into = f"pg_temp.incoming_{table}" if guarded else table
        if guarded:
            driver.execute(f"CREATE TEMP TABLE IF NOT EXISTS incoming_{table} (LIKE {table}) ON COMMIT DELETE ROWS")
        statement = f"COPY {into} ({columns}) FROM STDIN (FORMAT BINARY)"
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)
        if guarded:
            statement = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {into}"
            driver.execute(statement)
            driver.execute(f"TRUNCATE {into}")
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(statement, None, error, connection.dialect.loaded_dbapi.Error) from error
