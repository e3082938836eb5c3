"""The commands of the press record: annotate, brief, demo."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import NothingUsable
from .engines import ENGINE, SPARK_URL, spark_of
from .exits import EXIT_SOME_REFUSED

if TYPE_CHECKING:
    from ..publications.folder import Form
    from ..workbench import Intake, Outcome

PATHS = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
CASE = click.option(
    "--case", "case_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Case file (TOML)."
)
PUBLISHED = click.option("--published", metavar="DATE", help="Publication date of the pages, YYYY-MM-DD.")
ZONE = click.option("--zone", metavar="TZ", help="Zone of clock times that name none, e.g. Europe/Kyiv.")
PAGE_LANGUAGE = click.option("--lang", metavar="xx", help="Language of the pages; found from the text when left out.")
FETCH = click.option(
    "--fetch", "addresses", multiple=True, metavar="URL", help="Fetch this page as well (needs a network)."
)
JOBS = click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes to use.")


@click.command()
@PATHS
@CASE
@PUBLISHED
@ZONE
@PAGE_LANGUAGE
@JOBS
@FETCH
@ENGINE
@SPARK_URL
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here; run again to go on.")
def annotate(
    paths: tuple[Path, ...],
    case_file: Path | None,
    published: str | None,
    zone: str | None,
    lang: str | None,
    jobs: int,
    addresses: tuple[str, ...],
    engine: str,
    spark_url: str,
    out: Path | None,
) -> None:
    """Read pages and write one JSON object a document (JSON Lines).

    \b
    Example:
      goodoffices annotate pages/*.txt --zone Europe/Kyiv > pages.jsonl

    With --out an interrupted run leaves its work in a part file beside it, and the same command goes on from there.
    """
    from ..workbench import Intake

    require_input(paths, addresses)
    intake = Intake.of(paths, case_file, published, zone, lang, jobs, addresses)
    spark = spark_of(engine, spark_url)
    if spark is None:
        _annotate(intake, out)
        return
    from ..workbench.spark_pages import annotate_on_spark

    if out is None:
        raise click.UsageError("--engine spark writes a file: give --out.")
    finish(annotate_on_spark(intake, spark, out, progress))


def _annotate(intake: Intake, out: Path | None) -> None:
    from ..workbench import annotate_stream, annotate_to_file

    if out is None:
        outcome = annotate_stream(intake, sys.stdout.buffer, progress)
    else:
        outcome = annotate_to_file(intake, out, progress)
    finish(outcome)


class PathOrCase(click.Path):
    """A path that exists, or the address of a case in PostgreSQL."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A Path, or the address as it is."""
        from ..ledger.storage import is_address

        return value if isinstance(value, str) and is_address(value) else super().convert(value, param, ctx)


@click.command()
@click.argument("paths", nargs=-1, type=PathOrCase())
@CASE
@click.option("--as-of", "as_of", metavar="T", help="Leave out what was published after this time.")
@click.option("--known-at", "known_at", metavar="T", help="Of a case: only what it had been told by then.")
@click.option("--room", default="press", show_default=True, metavar="NAME", help="Of a case: the room.")
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Of the brief.")
@click.option("--also", multiple=True, type=click.Choice(["pdf", "docx"]), help="Write brief.pdf, brief.docx too.")
@PUBLISHED
@ZONE
@JOBS
@FETCH
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the result.")
def brief(
    paths: tuple[Path | str, ...],
    case_file: Path | None,
    as_of: str | None,
    known_at: str | None,
    room: str,
    lang: str,
    also: tuple[Form, ...],
    published: str | None,
    zone: str | None,
    jobs: int,
    addresses: tuple[str, ...],
    out: Path,
) -> None:
    """Turn pages, or a case, into a brief: brief.html, brief.md, record.json, timeline.ics, findings.csv.

    \b
    Examples:
      goodoffices brief pages/ --case case.toml --out out
      goodoffices brief geneva --lang uk --also pdf --out out
    """
    from ..workbench import Intake
    from ..workbench.briefing import brief_to_folder
    from ..workbench.case.place import is_case

    if len(paths) == 1 and is_case(str(paths[0])):
        from .case import instant, opened

        with opened(str(paths[0])) as bench:
            at = instant(known_at)
            finish(bench.brief(out, room=room, language=lang, as_of=as_of, at=at, jobs=jobs, also=also))
        return
    pages = tuple(path for path in paths if isinstance(path, Path))
    require_input(pages, addresses)
    intake = Intake.of(pages, case_file, published, zone, None, jobs, addresses)
    finish(brief_to_folder(intake, out, language=lang, as_of=as_of, progress=progress, also=also))


@click.command()
@click.option("--out", default="out", show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Of the brief.")
@click.option(
    "--serve/--no-serve", "wanted", default=None, help="Open it in a browser; without either, asked on a terminal."
)
def demo(out: Path, lang: str, wanted: bool | None) -> None:
    """Build the brief of the bundled Geneva case, and offer to open the case in a browser.

    \b
    Example:
      goodoffices demo --out out
    """
    from ..workbench.briefing import demo_to_folder

    finish(demo_to_folder(out, language=lang, progress=progress))
    if wanted is None and sys.stdin.isatty() and sys.stdout.isatty():
        wanted = click.confirm("Open the case in a browser?", default=True, err=True)
    if wanted:
        from ..workbench.case.demo import demo_case
        from .serve import serve_case

        serve_case(demo_case(out / "case", progress), port=0, open_browser=sys.stdout.isatty(), lang=lang)


def require_input(paths: tuple[Path, ...], addresses: tuple[str, ...]) -> None:
    """Refuse a call that names nothing to read."""
    if not paths and not addresses:
        raise click.UsageError("Nothing to read: give at least one PATH, or --fetch URL.")


def progress(done: int, path: str) -> None:
    """How far a long run is, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{done} {path[-60:]}", nl=False, err=True)


def finish(outcome: Outcome) -> None:
    """Say what was done and refused, and end with the agreed exit code."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    for refusal in outcome.refused:
        click.echo(f"refused: {refusal}", err=True)
    for written in outcome.written:
        click.echo(str(written))
    if not outcome.done and not outcome.known:
        raise NothingUsable("none of the inputs could be read; see the reasons above")
    held = f"{outcome.known} held already, " if outcome.known else ""
    click.echo(f"{outcome.done} read, {held}{len(outcome.refused)} refused", err=True)
    if outcome.refused:
        raise SystemExit(EXIT_SOME_REFUSED)
