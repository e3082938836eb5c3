"""The commands of monitoring: truth, effect, comply."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import InputRefused
from .exits import EXIT_SOME_REFUSED

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
MODELS = ("joint", "dawid-skene", "one-coin", "majority", "one-vote-per-side")
SHOWN = 20


@click.command()
@click.argument("labels", type=FILE)
@click.option("--out", required=True, type=OUT, help="Consensus, Parquet or CSV; the sources go beside it.")
@click.option("--model", type=click.Choice(MODELS), default=MODELS[0], show_default=True, help="How truth is sought.")
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps what was learned; LABELS are added.",
)
def truth(labels: Path, out: Path, model: str, state: Path | None) -> None:
    """Turn labels by many sources into a consensus, with the reliability of every source towards every side.

    \b
    Example:
      goodoffices truth labels.csv --out truth.parquet
    """
    from ..monitoring.accusations import tell

    if state is not None and model != MODELS[0]:
        raise click.UsageError("--state goes with the joint model only.")
    told = tell(labels, out, model, state)
    for turn in told.turned:
        click.echo(f"turned: {turn}", err=True)
    end(told.written, told.refused, f"{told.labels} labels read")


def end(written: list[Path], refused: list[InputRefused], done: str) -> None:
    """Name what was written and refused, and leave with the agreed exit code."""
    for refusal in refused[:SHOWN]:
        click.echo(f"refused: {refusal}", err=True)
    if len(refused) > SHOWN:
        click.echo(f"refused: {len(refused) - SHOWN} more rows", err=True)
    for path in written:
        click.echo(str(path))
    click.echo(f"{done}, {len(refused)} refused", err=True)
    if refused:
        raise SystemExit(EXIT_SOME_REFUSED)


@click.command()
@click.argument("table", type=FILE)
@click.option("--window", "windows", required=True, type=FILE, help="Windows to look at (TOML).")
@click.option("--effort", type=FILE, help="Table of observation: time_begin, time_end, kind, hours.")
@click.option("--out", type=OUT, help="Write here (JSON Lines); standard output when left out.")
def effect(table: Path, windows: Path, effort: Path | None, out: Path | None) -> None:
    """Ask whether a truce shows in a series of starts (alerts, strikes): rate ratio, interval, calibrated p.

    \b
    Example:
      goodoffices effect alerts.parquet --window truces.toml
    """
    from ..monitoring.lulls import effects, line
    from ..monitoring.tables import write_lines

    lines = map(line, effects(table, windows, effort))
    if out is not None:
        write_lines(lines, out)
        click.echo(str(out))
        return
    for each in lines:
        click.echo(each)
