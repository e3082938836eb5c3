"""The commands of the monitoring room of a case: add, incidents."""

from __future__ import annotations

from pathlib import Path

import click

from .case import ACTOR, CASE, JSON, opened, show
from .monitoring import FILE, end

ROOM = click.option("--room", default="centre", show_default=True, metavar="NAME", help="Room of the case.")


@click.group()
def centre() -> None:
    """Keep the monitoring room of a case: incidents, reports, commitments, effort.

    \b
    Example:
      goodoffices centre add geneva --incidents incidents.parquet --commitments truce.toml
    """


@centre.command("add")
@CASE
@click.option("--incidents", type=FILE, help="Incidents, as `fuse` writes them: the whole of them.")
@click.option("--reports", type=FILE, help="Reports: id, source, owner, side, kind, polarity, text.")
@click.option("--commitments", multiple=True, type=FILE, help="Commitments (TOML or YAML); may be repeated.")
@click.option("--effort", multiple=True, type=FILE, help="Table of observation; may be repeated.")
@click.option("--notices", multiple=True, type=FILE, help="Table of notices received; may be repeated.")
@click.option("--figures", multiple=True, type=FILE, help="Table of figures that are claimed; may be repeated.")
@ROOM
@ACTOR
def add(
    case: str, incidents: Path | None, reports: Path | None, commitments: tuple[Path, ...],
    effort: tuple[Path, ...], notices: tuple[Path, ...], figures: tuple[Path, ...], room: str, actor: str | None,
) -> None:  # fmt: skip
    """Keep tables and commitments in the log of a room. The same again changes nothing.

    \b
    Example:
      goodoffices centre add geneva --incidents incidents.parquet --reports reports.csv --effort effort.csv
    """
    tables = {"effort": effort, "notices": notices, "figures": figures}
    tables = {kind: paths for kind, paths in tables.items() if paths}
    if not (incidents or reports or commitments or tables):
        raise click.UsageError("Give --incidents, --reports, --commitments or a table.")
    with opened(case, actor) as bench:
        held = bench.centre(room)
        done = held.bring(incidents=incidents, reports=reports, commitments=commitments, tables=tables)
    for kind, number in done.kept.items():
        ended = f", {done.gone[kind]} ended" if done.gone.get(kind) else ""
        click.echo(f"{kind}: {number} new or changed{ended}")
    end([], list(done.refused), f"{sum(done.kept.values())} entries")


@centre.command("incidents")
@CASE
@ROOM
@ACTOR
@JSON
def incidents(case: str, room: str, actor: str | None, as_json: bool) -> None:
    """List the incidents with their levels, and who gave those that people give.

    \b
    Example:
      goodoffices centre incidents geneva
    """
    from ..monitoring.incidents import LEVELS

    with opened(case, actor) as bench:
        held = bench.centre(room).incidents()
    columns = {name: held.said(name) for name in ("act", "target", "decided", "why")}
    rows = [
        {
            "incident": ident,
            "level": LEVELS[int(held.level[row])],
            "act": columns["act"][row],
            "target": columns["target"][row],
            "accused": held.party(row),
            "claims": held.members[row],
            "decided": columns["decided"][row],
            "why": columns["why"][row],
        }
        for row, ident in enumerate(held.ids)
    ]
    heads = ("incident", "level", "act", "target", "accused", "decided", "why")
    show(rows, as_json, heads, lambda row: [row[name] for name in heads])
