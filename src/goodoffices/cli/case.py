"""The commands of a case: what is put in, what it shows, what people decide."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
import orjson

from .press import FETCH, JOBS, PAGE_LANGUAGE, PUBLISHED, ZONE, finish, progress, require_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..store.rights import Role
    from ..workbench.case.bodies import Verdict
    from ..workbench.case.workbench import Workbench

CASE = click.argument("case", metavar="CASE")
ACTOR = click.option("--actor", metavar="NAME", help="Read or write as this member; without it, as who holds the keys.")
ROOM = click.option("--room", default="press", show_default=True, metavar="NAME", help="Room of the case.")
AS_OF = click.option(
    "--as-of", "as_of", metavar="T", help="As the case stood then (when it had been told, not when it happened)."
)
JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")


def opened(case: str, actor: str | None = None) -> Workbench:
    """The case a command names."""
    from ..workbench import Workbench

    return Workbench.open(case, actor, tick=progress)


def instant(text: str | None) -> int | None:
    """Microseconds UTC of a time on the command line."""
    if text is None:
        return None
    from ..workbench.briefing import moment_of

    return moment_of(text).begins


def when(microseconds: int | None) -> str:
    """A time as ISO 8601, UTC."""
    from ..ledger.leaves import time_text

    return "" if microseconds is None else time_text(microseconds)


def show(rows: Iterable[Any], as_json: bool, heads: Sequence[str], cells: Callable[[Any], Sequence[object]]) -> None:
    """Rows as a table, or one JSON object a line."""
    if as_json:
        for row in rows:
            sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
        sys.stdout.flush()
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*heads, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(str(cell) for cell in cells(row)))
    Console(width=None if sys.stdout.isatty() else 200, markup=False, highlight=False).print(table)


@click.command()
@CASE
@click.option(
    "--case", "case_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Case file (TOML)."
)
@ZONE
def init(case: str, case_file: Path | None, zone: str | None) -> None:
    """Make a case: a folder, or a PostgreSQL address.

    \b
    Example:
      goodoffices init geneva --case case.toml
    """
    from ..workbench import Intake, Workbench

    with Workbench.create(case, Intake.of((), case_file, None, zone)) as bench:
        for room in bench.rooms():
            click.echo(room.ledger.log_key.text)
            click.echo(room.ledger.export_key.text)
    click.echo("Keep these two keys apart from the case: with them anyone can check its exports.", err=True)


@click.command()
@CASE
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@ROOM
@PUBLISHED
@ZONE
@PAGE_LANGUAGE
@JOBS
@FETCH
@ACTOR
def add(
    case: str,
    paths: tuple[Path, ...],
    room: str,
    published: str | None,
    zone: str | None,
    lang: str | None,
    jobs: int,
    addresses: tuple[str, ...],
    actor: str | None,
) -> None:
    """Put pages into a case. Pages it holds already are not read again; an interrupted run goes on.

    \b
    Example:
      goodoffices add geneva pages/ --jobs 2
    """
    from ..workbench import Intake

    require_input(paths, addresses)
    intake = Intake.of(paths, None, published, zone, lang, jobs, addresses)
    with opened(case, actor) as bench:
        outcome = bench.add(intake, room=room, progress=progress, tick=progress)
    finish(outcome)


@click.command()
@CASE
@AS_OF
@ACTOR
@JSON
def status(case: str, as_of: str | None, actor: str | None, as_json: bool) -> None:
    """Show what a case holds, room by room.

    \b
    Example:
      goodoffices status geneva
    """
    with opened(case, actor) as bench:
        bench.finish(progress)
        rows = [
            {
                "room": state.name,
                "open": state.open,
                "entries": state.entries,
                "checkpoint": state.checkpoint,
                "holds": state.holds,
                "findings": state.findings,
                "first": when(state.first),
                "last": when(state.last),
            }
            for state in bench.status(instant(as_of))
        ]
    heads = (
        "room",
        "documents",
        "claims",
        "people",
        "events",
        "findings",
        "disputed",
        "agreed",
        "entries",
        "last added",
    )
    show(
        rows,
        as_json,
        heads,
        lambda row: (
            row["room"],
            *(row["holds"][what] for what in ("document", "claim", "person", "event", "finding")),
            row["findings"].get("disputed", 0),
            row["findings"].get("agreed", 0),
            row["entries"],
            row["last"],
        ),
    )


@click.command()
@CASE
@click.option("--status", help="Only these: agreed, corroborated, single, disputed, undetermined.")
@click.option("--question", metavar="KIND", help="Only answers to this question (a claim kind).")
@AS_OF
@ACTOR
@JSON
def findings(
    case: str, status: str | None, question: str | None, as_of: str | None, actor: str | None, as_json: bool
) -> None:
    """List the findings of a case, disputes first.

    \b
    Example:
      goodoffices findings geneva --status disputed
    """
    from ..publications.dataset import finding_object

    with opened(case, actor) as bench:
        bench.finish(progress)
        found = bench.findings(status=status, question=question, at=instant(as_of))
    rows = [
        {**finding_object(row.finding), "room": row.room, "about": row.subject, "seen": when(row.seen)} for row in found
    ]
    show(
        rows,
        as_json,
        ("status", "about", "question", "values", "sources"),
        lambda row: (
            row["status"],
            row["about"],
            row["question"],
            " | ".join(value["label"] for value in row["values"]),
            row["independent_sources"],
        ),
    )


@click.command()
@CASE
@click.argument("query")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 1000), help="Results to show.")
@AS_OF
@ACTOR
@JSON
def search(case: str, query: str, most: int, as_of: str | None, actor: str | None, as_json: bool) -> None:
    """Search texts, quotations and people, in any of the three languages and scripts.

    \b
    Words, "phrases", -exclusions and fields (speaker: person: outlet: lang: in:document|quote|person).
    Example:
      goodoffices search geneva 'speaker:Umerov "working groups"'
    """
    from ..records import plain

    with opened(case, actor) as bench:
        found = bench.search(query, most=most, at=instant(as_of))
    if as_json:
        show((plain(one) for one in found), True, (), list)
        return
    for one in found:
        place = f"{one.path}:{one.line}" if one.path else one.speaker
        click.echo(f"{click.style(one.what, bold=True)} {one.outlet} {one.published} {place}".rstrip())
        click.echo("  " + _marked(one.snippet, one.marks).replace("\n", " "))
    click.echo(f"{len(found)} found", err=True)


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(marks):
        text = text[:start] + click.style(text[start:end], bold=True, underline=True) + text[end:]
    return text


@click.command()
@CASE
@click.option("--since", required=True, metavar="T", help="A day (its beginning) or a time, ISO 8601.")
@ACTOR
@JSON
def changes(case: str, since: str, actor: str | None, as_json: bool) -> None:
    """List what came, changed or went since a time.

    \b
    Example:
      goodoffices changes geneva --since 2026-02-18
    """
    from ..workbench.briefing import moment_of

    begins = moment_of(f"{since}T00:00" if len(since) == 10 else since).begins
    with opened(case, actor) as bench:
        found = bench.changes(begins or 0)
        names = {room.key: room.name for room in bench.rooms()}
    rows = [
        {
            "room": names[one.room],
            "when": when(one.when),
            "change": one.change,
            "what": one.what,
            "id": one.id,
            "entry": one.entry,
        }
        for one in found
    ]
    show(
        rows,
        as_json,
        ("when", "room", "change", "what", "id"),
        lambda row: [row[k] for k in ("when", "room", "change", "what", "id")],
    )


@click.command()
@CASE
@click.argument("what", type=click.Choice(["judgement", "claim", "document", "report", "incident"]))
@click.argument("ident", metavar="ID")
@click.argument(
    "verdict",
    type=click.Choice([
        "same", "different", "unsure", "right", "rejected", "retracted", "restored",
        "verified", "attributed", "disputed", "withdrawn", "out-of-scope", "not-observable",
    ]),
)  # fmt: skip
@click.option("--why", required=True, metavar="TEXT", help="On what ground; kept with the decision.")
@ROOM
@ACTOR
def decide(case: str, what: str, ident: str, verdict: Verdict, why: str, room: str, actor: str | None) -> None:
    """Keep what a person decided; it wins over the machine, and can be taken back with `restored`.

    Where the case asks for four eyes, it waits until somebody else decides the same.

    \b
    judgement: same, different, unsure, restored. claim: right, rejected, unsure, restored.
    document, report: retracted, restored.
    incident (--room centre): verified, attributed, disputed, withdrawn, out-of-scope, not-observable, restored.
    Example:
      goodoffices decide geneva document sha256:... retracted --why "withdrawn by the outlet"
    """
    with opened(case, actor) as bench:
        kept = bench.decide(what, ident, verdict, why, room=room)
    click.echo(f"entry {kept.entry}" + (": proposed, it waits for a second person" if kept.waits else ""))


@click.command()
@CASE
def rebuild(case: str) -> None:
    """Make the tables of a case again from its logs.

    \b
    Example:
      goodoffices rebuild geneva
    """
    from ..workbench import Workbench

    with Workbench.rebuilt(case, progress) as bench:
        click.echo(f"{sum(room.entries for room in bench.status())} entries shown")


@click.command()
@CASE
@click.argument("name")
@click.argument("role", type=click.Choice(["reader", "sender", "contributor", "member", "clerk", "officer", "none"]))
@ROOM
@ACTOR
def member(case: str, name: str, role: Role | Literal["none"], room: str, actor: str | None) -> None:
    """Say who may do what in a room: reader, contributor (adds), member (decides too), clerk (moves too), officer.

    \b
    A sender puts things in and reads nothing. Offices, which give a role in every room: `goodoffices seat`.
    Example:
      goodoffices member geneva rapporteur member --room press
    """
    with opened(case, actor) as bench:
        bench.member(name, "" if role == "none" else role, room=room)
