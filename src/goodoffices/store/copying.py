"""Rows by the hundred thousand into a table of PostgreSQL, straight to the driver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def copy_rows(connection: Connection, into: str, types: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add rows to a table, `into` names it and its columns, `types` how the values of these are packed.

    Raises DBAPIError as every other statement does.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    statement = f"COPY {into} FROM STDIN (FORMAT BINARY)"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(statement, None, error, connection.dialect.loaded_dbapi.Error) from error
