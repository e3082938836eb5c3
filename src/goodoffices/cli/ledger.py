"""The commands of the ledger: make a log, add to it, prove, export, verify."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
import orjson

from .waiting import waiting_lines

if TYPE_CHECKING:
    from ..ledger.entries import Draft
    from ..ledger.log import Ledger

LONGEST_LINE = 64 << 20

_Command = Callable[..., Any]
STORE = click.option(
    "--store", required=True, metavar="STORE", help="Path of an SQLite file, or a postgresql:// address."
)
ORIGIN = click.option("--origin", required=True, metavar="NAME", help="Name of the log.")


class _LedgerGroup(click.Group):
    """Turns what the operating system refuses (a full disk, a missing folder) into trouble with the store."""

    def invoke(self, ctx: click.Context) -> object:
        from ..errors import LedgerTrouble

        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise LedgerTrouble(str(error)) from error


@click.group(cls=_LedgerGroup)
def ledger() -> None:
    """Keep a log that an outsider can check with an export and two keys.

    \b
    Example:
      goodoffices ledger init --store room.db --origin example/9f2c
    """


def log_command(name: str) -> Callable[[_Command], click.Command]:
    """A command of the group on one log of one store."""

    def register(function: _Command) -> click.Command:
        return ledger.command(name)(STORE(ORIGIN(function)))

    return register


def _open(store: str, origin: str) -> Ledger:
    from ..ledger.log import Ledger

    return Ledger.open(store, origin)


def _tell(log: Ledger) -> None:
    for notice in log.notices:
        click.echo(f"goodoffices: {notice}", err=True)
    log.notices.clear()


@log_command("init")
def init(store: str, origin: str) -> None:
    """Make a log; prints the vkey of its checkpoints and the vkey of its exports.

    \b
    Example:
      goodoffices ledger init --store room.db --origin example/9f2c
    """
    from ..ledger.log import Ledger

    with Ledger.create(store, origin) as log:
        click.echo(log.log_key.text)
        click.echo(log.export_key.text)


@log_command("append")
def append(store: str, origin: str) -> None:
    """Add the entries that come as JSON lines on standard input; answers each when it is durable.

    \b
    Example:
      goodoffices ledger append --store room.db --origin example/9f2c < entries.jsonl
    """
    with _open(store, origin) as log:
        for lines in waiting_lines(sys.stdin.fileno(), LONGEST_LINE):
            answers = _append_lines(log, lines)
            _tell(log)
            sys.stdout.buffer.write(b"".join(answers))
            sys.stdout.buffer.flush()


def _append_lines(log: Ledger, lines: list[bytes | None]) -> list[bytes]:
    from ..errors import LedgerRefused
    from ..ledger.entries import checked

    answers, ids, drafts = [], [], []
    for line in lines:
        id_ = None
        try:
            fields = _fields(line)
            id_ = fields.get("id")
            drafts.append(checked(_draft(fields)))
            ids.append(id_)
            answers.append(b"")
        except LedgerRefused as error:
            answers.append(orjson.dumps({"id": _plain_id(id_), "error": str(error)}, option=orjson.OPT_APPEND_NEWLINE))
    note = b""
    waiting = iter(zip(ids, log.append_checked(drafts), strict=True))
    for number, answer in enumerate(answers):
        if not answer:
            id_, entry = next(waiting)
            note = note or orjson.dumps(entry.checkpoint)
            values = (orjson.dumps(id_), entry.index, orjson.dumps(entry.leaf), note)
            answers[number] = b'{"id":%b,"i":%d,"leaf":%b,"checkpoint":%b}\n' % values
    return answers


def _fields(line: bytes | None) -> dict[str, Any]:
    from ..errors import LedgerRefused

    if line is None:
        raise LedgerRefused(f"the line is longer than {LONGEST_LINE} bytes")
    try:
        value = orjson.loads(line)
    except ValueError as error:
        raise LedgerRefused(f"the line is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise LedgerRefused("the line is not a JSON object")
    return value


def _draft(fields: dict[str, Any]) -> Draft:
    from ..errors import LedgerRefused
    from ..ledger.entries import Draft

    kind, parts = fields.get("k"), fields.get("parts")
    if (
        fields.keys() != {"id", "k", "parts"}
        or not isinstance(fields["id"], str)
        or not isinstance(kind, str)
        or not isinstance(parts, dict)
        or not all(isinstance(body, str) for body in parts.values())
    ):
        raise LedgerRefused('the line is not {"id":"..","k":"..","parts":{"name":"canonical JSON"}}')
    return Draft(kind, parts)


def _plain_id(id_: object) -> str | None:
    return id_ if isinstance(id_, str) else None


@log_command("erase")
@click.option("--index", required=True, type=int, help="Index of the entry.")
@click.option("--part", "parts", required=True, metavar="PART[,PART]", help="Parts to erase.")
@click.option("--reason", required=True, metavar="TEXT", help="On what ground; kept in the log.")
def erase(store: str, origin: str, index: int, parts: str, reason: str) -> None:
    """Destroy parts of an entry for good; a new entry says so.

    \b
    Example:
      goodoffices ledger erase --store room.db --origin example/9f2c --index 7 --part pii --reason "court order 12"
    """
    with _open(store, origin) as log:
        entry = log.erase(index, parts.split(","), reason)
        _tell(log)
        line = {"i": entry.index, "leaf": entry.leaf, "checkpoint": entry.checkpoint}
        click.echo(orjson.dumps(line).decode())


@log_command("checkpoint")
def checkpoint(store: str, origin: str) -> None:
    """Print the newest checkpoint with its cosignatures.

    \b
    Example:
      goodoffices ledger checkpoint --store room.db --origin example/9f2c
    """
    with _open(store, origin) as log:
        click.echo(log.checkpoint(), nl=False)


@log_command("prove")
@click.option("--index", required=True, type=int, help="Index of the entry.")
def prove(store: str, origin: str, index: int) -> None:
    """Print a receipt for an entry, to be checked offline.

    \b
    Example:
      goodoffices ledger prove --store room.db --origin example/9f2c --index 7 > entry-7.tlog-proof
    """
    with _open(store, origin) as log:
        click.echo(log.prove(index), nl=False)


@log_command("consistency")
@click.option("--from", "size", required=True, type=int, help="Size of the earlier checkpoint.")
def consistency(store: str, origin: str, size: int) -> None:
    """Print the proof that the log goes on from an earlier size, as a witness asks for it.

    \b
    Example:
      goodoffices ledger consistency --store room.db --origin example/9f2c --from 100
    """
    with _open(store, origin) as log:
        click.echo(log.consistency(size), nl=False)
