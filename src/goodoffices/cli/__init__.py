"""The command line: one command per Workbench verb. Results to stdout or --out, everything else to stderr."""

from __future__ import annotations

import gc
import sys

import click

from .. import __version__
from ..errors import GoodOfficesError, LedgerTrouble, NothingUsable, StoreTrouble, UsageError
from .alike import alike
from .bulletins import bulletin
from .case import add, changes, decide, findings, init, member, rebuild, search, status
from .centre import centre
from .exits import EXIT_NOTHING, EXIT_SOME_REFUSED, EXIT_USAGE
from .fuse import fuse
from .intake import ingest
from .keeping import backup, check, erase, export, import_, restore
from .ledger import ledger
from .monitoring import comply, effect, figures, truth
from .press import annotate, brief, demo
from .rooms import room, seat
from .serve import serve, users
from .talks import talks


class _Commands(click.Group):
    """Turns the package's own errors into one line and the agreed exit code; a bug keeps its traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (NothingUsable, LedgerTrouble, StoreTrouble) as error:
            click.echo(f"goodoffices: {error}", err=True)
            ctx.exit(EXIT_NOTHING)
        except UsageError as error:
            click.echo(f"goodoffices: {error}", err=True)
            ctx.exit(EXIT_USAGE)
        except GoodOfficesError as error:
            click.echo(f"goodoffices: {error}", err=True)
            ctx.exit(EXIT_SOME_REFUSED)
        except BrokenPipeError:
            # The reader of our output went away ("| head"): nothing is wrong, and nobody is left to tell.
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            # A full disk, a folder closed to us: nothing is wrong with the program.
            click.echo(f"goodoffices: {error.filename or 'a file'}: {error.strerror or error}", err=True)
            ctx.exit(EXIT_NOTHING)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="goodoffices")
def main() -> None:
    """Keep one verifiable record of talks and of the ground.

    \b
    Examples:
      goodoffices brief pages/ --out out
      goodoffices annotate page.txt --published 2026-02-18
    """
    # Values here are frozen and hold no cycles: the collector finds next to nothing, so it looks less often.
    gc.set_threshold(20_000, 20, 20)


for command in (
    annotate, brief, demo,
    init, add, status, findings, search, changes, decide, room, member, rebuild,
    backup, restore, export, import_, check, erase,
    ledger, ingest, fuse, serve, users,
    truth, effect, comply, bulletin, centre, figures, alike,
    talks, seat,
):  # fmt: skip
    main.add_command(command)
