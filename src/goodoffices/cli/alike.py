"""The command of the warning at entry: alike."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .exits import EXIT_SOME_REFUSED
from .monitoring import FILE, incidents_in, is_case

SHOWN = 20


@click.command()
@click.argument("known", metavar="TABLE|CASE")
@click.argument("reports", nargs=-1, required=True, type=FILE)
@click.option("--texts", multiple=True, type=FILE, help="Reports that the incidents were made of, for their texts.")
@click.option("--mapping", help="Mapping file (TOML), or the name of a ready one; known by the columns when left out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a report, those that look like none too.")
@click.option("--room", default="centre", show_default=True, metavar="NAME", help="Room of the case.")
@click.option("--actor", metavar="NAME", help="Of a case: as this member.")
def alike(
    known: str, reports: tuple[Path, ...], texts: tuple[Path, ...], mapping: str | None, as_json: bool, room: str,
    actor: str | None,
) -> None:  # fmt: skip
    """Say which incidents new reports look like, before they are entered.

    TABLE is a table of incidents as `fuse` writes it, or a folder that holds incidents.parquet; a CASE keeps its own,
    with the texts of its reports. Nothing is kept or joined: to join is a person's decision, or that of `fuse`.

    \b
    Examples:
      goodoffices alike incidents.parquet new.csv --texts reports.csv
      goodoffices alike geneva new.csv
    """
    import time

    import orjson

    from ..monitoring.incidents import Incidents
    from ..monitoring.warning import line, texts_in, warnings
    from ..sources.reports import read_reports
    from ..sources.reports.mapping import mapping_named

    if is_case(known):
        from .case import opened

        if texts:
            raise click.UsageError("A case keeps the texts of its reports itself.")
        with opened(known, actor) as bench:
            held = bench.centre(room)
            incidents, told = held.incidents(), held.texts()
    else:
        incidents, told = Incidents(incidents_in(Path(known))), texts_in(texts)
    new = read_reports(reports, mapping_named(mapping) if mapping else None, now=time.time_ns() // 1000)
    warned = 0
    for report, found in warnings(new.table, incidents, told):
        warned += bool(found)
        if as_json:
            sys.stdout.buffer.write(orjson.dumps(line(report, found)) + b"\n")
        for one in () if as_json else found:
            click.echo(f"{report.id}: this looks like incident {one.incident} ({', '.join(one.reasons)})")
    refused = (*new.refused, *incidents.refused)
    for refusal in refused[:SHOWN]:
        click.echo(f"refused: {refusal}", err=True)
    click.echo(f"{new.table.num_rows} reports, {warned} look like an incident, {len(refused)} refused", err=True)
    if refused:
        raise SystemExit(EXIT_SOME_REFUSED)
