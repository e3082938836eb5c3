"""Logs copied from one database to another, for backups and for moving between SQLite and PostgreSQL.

A copy holds sealed bodies and no key. It takes each log up to the size it has when the copy begins: what is appended
meanwhile is left for the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ..errors import LedgerTrouble
from .heads import Head, read_head
from .marks import Point
from .notes import VerifierKey
from .storage import LogRow, Storage

RUNS_AT_ONCE = 500


def heads(storage: Storage) -> Iterator[tuple[LogRow, Head]]:
    """Every log of a database with its verified head. Raises LedgerTrouble when one is damaged."""
    for origin in storage.origins():
        row = storage.log(origin)
        assert row is not None
        yield row, read_head(storage, row, VerifierKey.parse(row.log_key))


def marked(storage: Storage, row: LogRow, place: int) -> Point | None:
    """What the mark beside a database says of a log that is to be its `place`-th, from 1."""
    return storage.mark(row._replace(number=place)).read().point


def copy_logs(source: Storage, target: Storage) -> list[tuple[LogRow, Head]]:
    """Copy every log of `source` into `target`, which has none, and mark each; the logs as they are there.

    Raises LedgerTrouble when a log of the source is damaged, or behind what a mark at the target says of it.
    """
    if target.origins():
        raise LedgerTrouble("there are logs already where the copy is to go")
    found = list(heads(source))
    for place, (row, head) in enumerate(found, 1):
        refuse_behind(target, row, head, place)
    copied: list[tuple[LogRow, Head]] = []
    for row, head in found:
        with target.writing(0):
            fresh = target.add_log(row)
        runs = source.runs(row.number, 0, head.frontier.size)
        while some := list(islice(runs, RUNS_AT_ONCE)):
            with target.writing(fresh.number):
                target.insert(fresh.number, some)
        with target.writing(fresh.number):
            for size, witness, line in source.cosignatures(row.number, 0, head.frontier.size):
                target.cosign(fresh.number, size, witness, line)
        mark = target.mark(fresh)
        with mark.held():
            after = read_head(target, fresh, VerifierKey.parse(fresh.log_key))
            mark.write(after.point(), mark.read())
        copied.append((fresh, after))
    return copied


def refuse_behind(target: Storage, row: LogRow, head: Head, place: int) -> None:
    """Raise LedgerTrouble when a mark at the target knows more entries of a log than the copy has."""
    point = marked(target, row, place)
    if point is not None and point.size > head.frontier.size:
        raise LedgerTrouble(
            f"the copy of {row.origin} has {head.frontier.size} entries, {point.size} were acknowledged: going on from "
            f"it would fork the log. Look for a newer copy, or start a new origin"
        )
