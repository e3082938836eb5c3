"""The commands of the press record: annotate, brief, demo."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import NothingUsable
from .exits import EXIT_SOME_REFUSED

if TYPE_CHECKING:
    from ..workbench import Intake, Outcome

PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
CASE = click.option(
    "--case", "case_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Case file (TOML)."
)
PUBLISHED = click.option("--published", metavar="DATE", help="Publication date of the pages, YYYY-MM-DD.")
ZONE = click.option("--zone", metavar="TZ", help="Zone of clock times that name none, e.g. Europe/Kyiv.")
JOBS = click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes to use.")


@click.command()
@PATHS
@CASE
@PUBLISHED
@ZONE
@click.option("--lang", metavar="xx", help="Language of the pages; found from the text when left out.")
@JOBS
@click.option("--fetch", "addresses", multiple=True, metavar="URL", help="Fetch this page as well (needs a network).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here; run again to go on.")
def annotate(
    paths: tuple[Path, ...],
    case_file: Path | None,
    published: str | None,
    zone: str | None,
    lang: str | None,
    jobs: int,
    addresses: tuple[str, ...],
    out: Path | None,
) -> None:
    """Read pages and write one JSON object a document (JSON Lines).

    \b
    Example:
      goodoffices annotate pages/*.txt --zone Europe/Kyiv > pages.jsonl

    With --out an interrupted run leaves its work in a part file beside it, and the same command goes on from there.
    """
    from ..workbench import Intake

    _require_input(paths, addresses)
    _annotate(Intake.of(paths, case_file, published, zone, lang, jobs, addresses), out)


def _annotate(intake: Intake, out: Path | None) -> None:
    from ..workbench import annotate_stream, annotate_to_file

    if out is None:
        outcome = annotate_stream(intake, sys.stdout.buffer, _progress)
    else:
        outcome = annotate_to_file(intake, out, _progress)
    _finish(outcome)


@click.command()
@PATHS
@CASE
@click.option("--as-of", "as_of", metavar="T", help="Leave out what was published after this time.")
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Of the brief.")
@PUBLISHED
@ZONE
@JOBS
@click.option("--fetch", "addresses", multiple=True, metavar="URL", help="Fetch this page as well (needs a network).")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the result.")
def brief(
    paths: tuple[Path, ...],
    case_file: Path | None,
    as_of: str | None,
    lang: str,
    published: str | None,
    zone: str | None,
    jobs: int,
    addresses: tuple[str, ...],
    out: Path,
) -> None:
    """Turn pages into a brief: brief.html, brief.md, record.json, timeline.ics, findings.csv.

    \b
    Example:
      goodoffices brief pages/ --case case.toml --out out
    """
    from ..workbench import Intake
    from ..workbench.briefing import brief_to_folder

    _require_input(paths, addresses)
    intake = Intake.of(paths, case_file, published, zone, None, jobs, addresses)
    _finish(brief_to_folder(intake, out, language=lang, as_of=as_of, progress=_progress))


@click.command()
@click.option("--out", default="out", show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Of the brief.")
def demo(out: Path, lang: str) -> None:
    """Build the brief of the bundled Geneva case.

    \b
    Example:
      goodoffices demo --out out
    """
    from ..workbench.briefing import demo_to_folder

    _finish(demo_to_folder(out, language=lang, progress=_progress))


def _require_input(paths: tuple[Path, ...], addresses: tuple[str, ...]) -> None:
    if not paths and not addresses:
        raise click.UsageError("Nothing to read: give at least one PATH, or --fetch URL.")


def _progress(done: int, path: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{done} {path[-60:]}", nl=False, err=True)


def _finish(outcome: Outcome) -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    for refusal in outcome.refused:
        click.echo(f"refused: {refusal}", err=True)
    for written in outcome.written:
        click.echo(str(written))
    if not outcome.done:
        raise NothingUsable("none of the inputs could be read; see the reasons above")
    click.echo(f"{outcome.done} read, {len(outcome.refused)} refused", err=True)
    if outcome.refused:
        raise SystemExit(EXIT_SOME_REFUSED)
