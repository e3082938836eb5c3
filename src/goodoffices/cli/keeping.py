"""The commands that copy, check and thin out a case: backup, restore, export, import, check, erase."""

from __future__ import annotations

from pathlib import Path

import click

from .case import ACTOR, CASE, ROOM, opened
from .exits import EXIT_NOTHING
from .press import progress

OUT = click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="A new folder."
)


@click.command()
@CASE
@OUT
def backup(case: str, out: Path) -> None:
    """Copy a case into a folder. Bodies and files stay sealed; the keys are not in it: copy them apart.

    \b
    Example:
      goodoffices backup geneva --out backups/2026-02-18
    """
    with opened(case) as bench:
        for note in bench.back_up(out, progress):
            click.echo(note.rstrip())


@click.command()
@click.argument("folder", metavar="BACKUP", type=click.Path(exists=True, file_okay=False, path_type=Path))
@CASE
@click.option("--new-origin", is_flag=True, help="Go on in new logs, though newer entries were acknowledged once.")
def restore(folder: Path, case: str, new_origin: bool) -> None:
    """Put a backup in the place of a case; refused when more entries were acknowledged than it has.

    \b
    Example:
      goodoffices restore backups/2026-02-18 geneva
    """
    from ..workbench.case.keeping import restore as put_back

    for notice in put_back(folder, case, new_origin=new_origin, tick=progress):
        click.echo(notice, err=True)
    with opened(case) as bench:
        for state in bench.status():
            click.echo(f"{state.name}: {state.entries} entries, {state.holds['document']} documents")


@click.command()
@CASE
@OUT
@ROOM
@click.option("--document", "documents", multiple=True, metavar="ID", help="Only this document; may be repeated.")
@click.option("--audience", default="", metavar="TEXT", help="For whom it is; one line, kept in the manifest.")
@click.option("--hide", metavar="PART,PART", help="Parts to withhold.")
@ACTOR
def export(
    case: str, out: Path, room: str, documents: tuple[str, ...], audience: str, hide: str | None, actor: str | None
) -> None:
    """Write a room as a bundle that anyone can verify and another installation can import.

    \b
    Example:
      goodoffices export geneva --out for-press --audience "press office"
    """
    hidden = [] if hide is None else hide.split(",")
    with opened(case, actor) as bench:
        bench.export(out, room=room, audience=audience, documents=documents or None, hide=hidden)
    click.echo(str(out))


@click.command("import")
@CASE
@click.argument("bundle", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--vkey", "vkeys", multiple=True, required=True, help="Key of the log, and key of its exports.")
@ROOM
@ACTOR
def import_(case: str, bundle: Path, vkeys: tuple[str, ...], room: str, actor: str | None) -> None:
    """Take the documents of a bundle into a case, once it verifies with its two keys.

    \b
    Example:
      goodoffices import geneva for-press --vkey LOG_VKEY --vkey EXPORT_VKEY
    """
    with opened(case, actor) as bench:
        taken = bench.take_in(bundle, vkeys, room=room, tick=progress)
    click.echo(f"{taken} documents taken in")


@click.command()
@CASE
def check(case: str) -> None:
    """Check logs, marks and files of a case; prints what is wrong, exit 3 when anything is.

    \b
    Example:
      goodoffices check geneva
    """
    wrong = False
    with opened(case) as bench:
        for problem in bench.problems(progress):
            click.echo(problem)
            wrong = True
    if wrong:
        click.get_current_context().exit(EXIT_NOTHING)
    click.echo("all is as it was", err=True)


@click.command()
@CASE
@click.argument("what", type=click.Choice(["document", "person", "talks", "report"]))
@click.argument("which", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="On what ground; kept in the log.")
@ROOM
@ACTOR
def erase(case: str, what: str, which: str, reason: str, room: str, actor: str | None) -> None:
    """Destroy a document, report or entry of the talks, or blacken a person in every page; the log keeps why.

    \b
    ID: the id of a document, a report or an entry; the id of a person, or a spelling of the name.
    Example:
      goodoffices erase geneva person "..." --reason "request of the person, GDPR art. 17"
    """
    with opened(case, actor) as bench:
        gone = bench.erase(what, which, reason, room=room)
    click.echo(f"{gone.entries} entries and {gone.files} files of {len(gone.documents)} documents erased")
    for document in gone.instead:
        click.echo(f"blackened instead: {document}")
