"""The command of fusion: fuse."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .engines import ENGINE, SPARK_URL, spark_of
from .exits import EXIT_SOME_REFUSED

if TYPE_CHECKING:
    from ..sources.reports import Refusal

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
SHOWN, ALIKE = 20, 3
"""The most lines of refused rows, and how many of them may give one reason for one column of a file."""


@click.command()
@click.argument("tables", metavar="TABLE...", nargs=-1, required=True, type=FILE)
@click.option("--out", required=True, type=NEW, help="Incidents, Parquet or CSV.")
@click.option("--mapping", help="Mapping file (TOML), or the name of a ready one; known by the columns when left out.")
@click.option("--judgements", type=FILE, help="Decisions of people: left, right, verdict (same, different).")
@click.option("--model", type=NEW, help="Keep what is learned here, and use it.")
@click.option(
    "--state", type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps finished blocks: only what changed is fused again.",
)  # fmt: skip
@click.option("--refused", "refusals", type=NEW, help="Write all the rows that could not be used here (CSV).")
@ENGINE
@SPARK_URL
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Blocks at work at a time.")
def fuse(
    tables: tuple[Path, ...], out: Path, mapping: str | None, judgements: Path | None, model: Path | None,
    state: Path | None, refusals: Path | None, engine: str, spark_url: str, jobs: int,
) -> None:  # fmt: skip
    """Find which reports tell of one incident: tables of reports (CSV, XLSX, Parquet, GeoJSON) to incidents.

    \b
    Example:
      goodoffices fuse patrols.xlsx alerts.csv --out incidents.parquet

    Noise, delay and habits of every source are learned from the reports. Rows that cannot be used are named, with the
    reason, on standard error; the others go on, and the exit code is 1.
    """
    import time

    from ..monitoring.fusion import fuse as fuse_files
    from ..sources.reports.mapping import mapping_named

    shown = sys.stderr.isatty()

    def done(number: int, total: int) -> None:
        if shown:
            click.echo(f"\r{number} of {total} blocks", err=True, nl=number == total)

    found = fuse_files(
        tables, out, mapping=mapping_named(mapping) if mapping else None, judgements=judgements, model=model,
        state=state, workers=jobs, now=time.time_ns() // 1000, done=done,
        spark=spark_of(engine, spark_url), refused=refusals,
    )  # fmt: skip
    lines = refused_lines(found.refused)
    for line in lines:
        click.echo(f"refused: {line}", err=True)
    if found.refusals > len(lines):
        kept = f", all of them in {refusals}" if refusals else "; --refused FILE writes all of them"
        click.echo(f"refused: {found.refusals - len(lines)} more rows{kept}", err=True)
    for line in found.notes:
        click.echo(line, err=True)
    click.echo(str(out))
    click.echo(
        f"{found.reports} reports, {found.incidents} incidents, {found.joint} by several sources, "
        f"{found.refusals} refused",
        err=True,
    )
    if found.refusals:
        raise SystemExit(EXIT_SOME_REFUSED)


def refused_lines(refused: Sequence[Refusal]) -> list[str]:
    """The refused rows that are told, at most SHOWN: a column that is wrong in all rows does not hide the others."""
    told: Counter[tuple[str, str, str]] = Counter()
    lines = []
    for refusal in refused:
        kind = (refusal.path, refusal.column, refusal.reason)
        told[kind] += 1
        if told[kind] <= ALIKE:
            lines.append(str(refusal))
    return lines[:SHOWN]
