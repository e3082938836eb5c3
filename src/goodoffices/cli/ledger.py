"""The commands of the ledger: make a log, add to it, prove, export, verify."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from .exits import EXIT_NOTHING, EXIT_SOME_REFUSED

if TYPE_CHECKING:
    from ..ledger.log import Ledger


_Command = Callable[..., Any]
STORE = click.option(
    "--store", required=True, metavar="STORE", help="Path of an SQLite file, or a postgresql:// address."
)
ORIGIN = click.option("--origin", required=True, metavar="NAME", help="Name of the log.")


class _LedgerGroup(click.Group):
    """Ends every command with an exit code and a line, whatever happens: these are driven by programs."""

    def invoke(self, ctx: click.Context) -> object:
        from ..errors import GoodOfficesError, LedgerTrouble

        try:
            return super().invoke(ctx)
        except (GoodOfficesError, click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            raise LedgerTrouble(str(error)) from error
        except Exception as error:
            raise LedgerTrouble(f"something in the store or in this program is not right: {error!r}") from error


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


@contextmanager
def _opened(store: str, origin: str) -> Iterator[Ledger]:
    from ..ledger.log import Ledger

    with Ledger.open(store, origin) as log:
        yield log
        _tell(log)


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
    from .appending import LONGEST_LINE, answers_to
    from .waiting import waiting_lines

    with _opened(store, origin) as log:
        for lines in waiting_lines(sys.stdin.fileno(), LONGEST_LINE):
            answers = answers_to(lines, log)
            _tell(log)
            sys.stdout.buffer.write(b"".join(answers))
            sys.stdout.buffer.flush()


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
    with _opened(store, origin) as log:
        entry = log.erase(index, parts.split(","), reason)
        line = {"i": entry.index, "leaf": entry.leaf, "checkpoint": entry.checkpoint}
        click.echo(orjson.dumps(line))


@log_command("checkpoint")
def checkpoint(store: str, origin: str) -> None:
    """Print the newest checkpoint with its cosignatures.

    \b
    Example:
      goodoffices ledger checkpoint --store room.db --origin example/9f2c
    """
    with _opened(store, origin) as log:
        click.echo(log.checkpoint().encode(), nl=False)


@log_command("prove")
@click.option("--index", required=True, type=int, help="Index of the entry.")
def prove(store: str, origin: str, index: int) -> None:
    """Print a receipt for an entry, to be checked offline.

    \b
    Example:
      goodoffices ledger prove --store room.db --origin example/9f2c --index 7 > entry-7.tlog-proof
    """
    with _opened(store, origin) as log:
        click.echo(log.prove(index).encode(), nl=False)


@log_command("consistency")
@click.option("--from", "size", required=True, type=int, help="Size of the earlier checkpoint.")
def consistency(store: str, origin: str, size: int) -> None:
    """Print the proof that the log goes on from an earlier size, as a witness asks for it.

    \b
    Example:
      goodoffices ledger consistency --store room.db --origin example/9f2c --from 100
    """
    with _opened(store, origin) as log:
        click.echo(log.consistency(size).encode(), nl=False)


@log_command("export")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="A new or empty folder.")
@click.option("--audience", default="", metavar="TEXT", help="For whom it is; one line, kept in the manifest.")
@click.option("--only", metavar="I,I", help="Only these entries, each with its proof.")
@click.option("--hide", metavar="PART,PART", help="Parts to withhold.")
def export(store: str, origin: str, out: Path, audience: str, only: str | None, hide: str | None) -> None:
    """Write a folder that an outsider can check with the log's two keys.

    \b
    Example:
      goodoffices ledger export --store room.db --origin example/9f2c --out for-delegation-a --hide pii
    """
    from ..ledger.disclosure import disclose

    try:
        indexes = None if only is None else [int(index) for index in only.split(",") if index]
    except ValueError as error:
        raise click.BadParameter("write indexes as 3,17,40", param_hint="--only") from error
    with _opened(store, origin) as log:
        disclose(log, out, audience=audience, only=indexes, hide=[] if hide is None else hide.split(","))


@ledger.command("verify")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--vkey", "vkeys", multiple=True, required=True, help="Key of the log, and key of its exports.")
@click.option("--pinned", multiple=True, type=click.Path(path_type=Path), help="A checkpoint kept from earlier.")
@click.option("--receipt", "receipts", multiple=True, type=click.Path(path_type=Path), help="A receipt.")
@click.option("--witness", "witnesses", multiple=True, metavar="VKEY", help="Key of a witness.")
@click.option("--quorum", default=0, type=click.IntRange(min=0), help="How many of the witnesses must have cosigned.")
@click.option("--jobs", default=0, type=click.IntRange(min=0), help="Processes; as many as there are processors.")
def verify(
    folder: Path,
    vkeys: tuple[str, ...],
    pinned: tuple[Path, ...],
    receipts: tuple[Path, ...],
    witnesses: tuple[str, ...],
    quorum: int,
    jobs: int,
) -> None:
    """Check an export with the keys you were given; exit 0 when all of it holds, else 1.

    \b
    Example:
      goodoffices ledger verify for-delegation-a --vkey LOG_VKEY --vkey EXPORT_VKEY
    """
    from ..ledger.verify import verdict

    answer = verdict(folder, vkeys, pinned, receipts, witnesses, quorum, jobs)
    click.echo(orjson.dumps(answer))
    if not answer["ok"]:
        click.get_current_context().exit(EXIT_SOME_REFUSED)


@log_command("fsck")
def fsck(store: str, origin: str) -> None:
    """Check the store of a log itself; prints what is wrong, exit 3 when anything is.

    \b
    Example:
      goodoffices ledger fsck --store room.db --origin example/9f2c
    """
    from ..ledger.fsck import inspect

    damaged = False
    with _opened(store, origin) as log:
        for finding in inspect(log):
            click.echo(finding)
            damaged = True
    if damaged:
        click.get_current_context().exit(EXIT_NOTHING)


@log_command("cosign")
@click.option("--witness", "url", required=True, metavar="URL", help="Address of the witness (https, or http here).")
@click.option("--vkey", required=True, help="Key of the witness.")
def cosign(store: str, origin: str, url: str, vkey: str) -> None:
    """Have a witness cosign the newest checkpoint; keeps and prints it.

    \b
    Example:
      goodoffices ledger cosign --store room.db --origin example/9f2c --witness https://witness.example --vkey VKEY
    """
    from ..ledger.witness import cosign as submit

    with _opened(store, origin) as log:
        click.echo(submit(log, url, vkey).encode(), nl=False)


@log_command("rotate")
def rotate(store: str, origin: str) -> None:
    """Seal every body under a new key and destroy the old one; copies of the store made before keep no body.

    \b
    Example:
      goodoffices ledger rotate --store room.db --origin example/9f2c
    """
    from ..ledger.rotation import rotate as renew

    with _opened(store, origin) as log:
        click.echo(f"The bodies of {origin} are sealed under key {renew(log)}.", err=True)
