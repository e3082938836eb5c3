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
    from ..monitoring.effort import Effort
    from ..monitoring.lulls import Starts, effects, line, read_windows
    from ..monitoring.tables import write_lines

    asked, starts = read_windows(windows), Starts(table)
    recorded = Effort.read(effort) if effort is not None else None
    lines = map(line, effects(starts, asked, recorded))
    if out is not None:
        write_lines(lines, out)
    else:
        for each in lines:
            click.echo(each)
    refused = [*starts.refused, *(recorded.refused if recorded is not None else ())]
    end([out] if out is not None else [], refused, f"{len(asked)} windows")


@click.command()
@click.argument("table", metavar="TABLE|CASE")
@click.option("--commitments", type=FILE, help="Commitments with their readings (TOML or YAML).")
@click.option("--out", type=OUT, help="Verdicts (JSON Lines).")
@click.option("--reports", type=FILE, help="Table of the reports, for levels and the accused side's answers.")
@click.option("--effort", type=FILE, help="Table of observation: time_begin, time_end, kind, hours.")
@click.option("--sessions", type=FILE, help="Table of sessions of talks: time_begin, time_end, session.")
@click.option("--notices", type=FILE, help="Table of notices: id, party, given, begin, end; act, commitment.")
@click.option("--previous", type=FILE, help="Earlier verdicts; what differs is named.")
@click.option("--touched-only", is_flag=True, help="Leave out lines of incidents that are outside.")
@click.option("--since", metavar="T", help="Of a case: name what differs from the verdicts of then.")
@click.option("--room", default="centre", show_default=True, metavar="NAME", help="Room of the case.")
@click.option("--actor", metavar="NAME", help="Of a case: as this member.")
def comply(
    table: str,
    commitments: Path | None,
    out: Path | None,
    reports: Path | None,
    effort: Path | None,
    sessions: Path | None,
    notices: Path | None,
    previous: Path | None,
    touched_only: bool,
    since: str | None,
    room: str,
    actor: str | None,
) -> None:
    """Hold incidents against commitments, under every reading of them: verdicts with claims, answers and effort.

    TABLE is a table of incidents as `fuse` writes it, or a folder that holds incidents.parquet; CASE keeps incidents,
    commitments and effort (`goodoffices centre add`), and its verdicts are kept in its log: what changed is named.

    \b
    Examples:
      goodoffices comply incidents.parquet --commitments truce.toml --out findings.jsonl
      goodoffices comply geneva
    """
    if is_case(table):
        if commitments or reports or effort or sessions or notices or previous:
            raise click.UsageError("A case keeps these itself; bring them with `goodoffices centre add`.")
        _comply_case(table, room, actor, since, out)
        return
    if since or actor:
        raise click.UsageError("--since and --actor go with a case.")
    if commitments is None or out is None:
        raise click.UsageError("--commitments and --out are wanted for a table.")
    _comply_table(Path(table), commitments, out, (reports, effort, sessions, notices), previous, touched_only)


@click.command()
@click.argument("table", type=FILE)
@click.option("--out", type=OUT, help="Write here (JSON Lines); standard output when left out.")
def figures(table: Path, out: Path | None) -> None:
    """Hold figures that are claimed against each other: parts and totals, one total told in two ways.

    \b
    Example:
      goodoffices figures claims.csv --out sums.jsonl
    """
    import orjson

    from ..findings.sums import sums
    from ..monitoring.figures import lines, read_figures
    from ..monitoring.tables import write_lines

    read = read_figures(table)
    found = list(map(orjson.dumps, lines(sums(read.figures))))
    if out is not None:
        write_lines(found, out)
    else:
        for each in found:
            click.echo(each)
    end([out] if out is not None else [], list(read.refused), f"{len(read.figures)} figures, {len(found)} findings")


def is_case(text: str) -> bool:
    """Whether a word on the command line names a case that is there; a path that is not there is a usage error."""
    if Path(text).is_file():
        return False
    from ..ledger.storage import is_address

    if is_address(text):
        return True
    if not Path(text).exists():
        raise click.UsageError(f"{text} is not there.")
    from ..workbench.case.place import CasePlace

    return CasePlace.of(text).exists


def _comply_case(case: str, room: str, actor: str | None, since: str | None, out: Path | None) -> None:
    import orjson

    from ..monitoring.compliance import changes
    from ..monitoring.tables import write_lines
    from .case import instant, opened

    with opened(case, actor) as bench:
        held = bench.centre(room)
        told = held.judge()
        lines = held.verdicts()
        if since is not None:
            told = list(changes(held.verdicts(instant(since)), lines))
    for change in told:
        click.echo(f"changed: {change}")
    if out is not None:
        write_lines(map(orjson.dumps, lines), out)
        click.echo(str(out))
    click.echo(f"{len(lines)} lines, {len(told)} changed", err=True)


def _comply_table(
    table: Path, commitments: Path, out: Path, besides: tuple[Path | None, ...], previous: Path | None, touched: bool
) -> None:
    import orjson

    from ..monitoring.clauses import read_commitments
    from ..monitoring.compliance import changes, given, read_lines, verdicts
    from ..monitoring.tables import write_lines

    data = given(incidents_in(table), *besides)
    if data.incidents.unknown_words:
        unknown = ", ".join(sorted(data.incidents.unknown_words)[:SHOWN])
        click.echo(f"words that no rule knows, taken as unknown: {unknown}", err=True)
    read = read_commitments(commitments)
    lines = list(verdicts(read.commitments, data, touched_only=touched))
    told = list(changes(read_lines(previous), lines)) if previous is not None else []
    write_lines(map(orjson.dumps, lines), out)
    for change in told:
        click.echo(f"changed: {change}", err=True)
    end([out], [*data.refused, *read.refused], f"{len(data.incidents)} incidents, {len(lines)} lines")


def incidents_in(path: Path) -> Path:
    """The table of incidents of a folder; a file is one itself."""
    if not path.is_dir():
        return path
    found = path / "incidents.parquet"
    if not found.exists():
        raise InputRefused(str(path), "it holds no incidents.parquet", remedy="Make one with `goodoffices fuse`")
    return found
