"""The command of the intake: ingest."""

from __future__ import annotations

import json

import click

from .exits import EXIT_NOTHING


@click.command()
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line.")
def ingest(path: str, as_json: bool) -> None:
    """Read one file from outside in a guarded process and say what it holds: read, partial or refused.

    \b
    Example:
      goodoffices ingest --json inbox/list.xlsx

    The file may be a page, a feed, an archive, a table, a paper or a picture. Exit code 3 when it is refused.
    """
    from ..sources.guard import read_guarded

    found = read_guarded(path)
    if as_json:
        # ASCII, so that no terminal and no encoding of a pipe changes what a hostile name or title says.
        click.echo(json.dumps(found.shown(), ensure_ascii=True))
    else:
        for name, value in found.shown().items():
            for entry in value if isinstance(value, list | tuple) else [value]:
                click.echo(f"{name.replace('_', ' ')}: {_words(entry)}")
    if found.status == "refused":
        raise SystemExit(EXIT_NOTHING)


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {entry}" for name, entry in value.items())
    return json.dumps(value, ensure_ascii=False).strip('"') if isinstance(value, str) else str(value)
