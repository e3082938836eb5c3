"""Readers of tables: the rows of CSV files and workbooks, one at a time."""

from .row import Row, rows_of

__all__ = ["Row", "rows_of"]
