"""The commands of the talks room: rounds, one round, positions, delegations; entering, correcting, exporting."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .case import ACTOR, CASE, instant, opened, show

if TYPE_CHECKING:
    from ..talks.grid import Stand
    from ..workbench.case.talks_room import TalksRoom

AS_OF = click.option("--as-of", "as_of", metavar="T", help="Of what had happened, and had been published, by then.")
KNOWN_AT = click.option("--known-at", "known_at", metavar="T", help="Of what the case had been told by then.")
LANGUAGE = click.option("--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True)
ROOM = click.option("--room", default="", metavar="NAME", help="Only this room, and those that are open to all.")
JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
FORMATS = ("json", "akn", "docx", "ics")


@click.group()
def talks() -> None:
    """Keep the talks: rounds, delegations, positions, what was agreed.

    \b
    Example:
      goodoffices talks rounds geneva
    """


def of_the_talks(command: Callable[..., None]) -> Callable[..., None]:
    """A command that reads the talks: it is given the room as its actor sees it, as of the times asked."""

    @wraps(command)
    def run(
        case: str, room: str, as_of: str | None, known_at: str | None, lang: str, actor: str | None, **rest: Any
    ) -> None:
        with opened(case, actor) as bench:
            command(bench.talks(lang, instant(known_at), as_of, room), **rest)

    for option in (ACTOR, LANGUAGE, KNOWN_AT, AS_OF, ROOM, CASE):
        run = option(run)
    return run


@talks.command("rounds")
@of_the_talks
@JSON
def rounds(held: TalksRoom, as_json: bool) -> None:
    """List the rounds of the talks in order of time.

    \b
    Example:
      goodoffices talks rounds geneva
    """
    from ..records import plain

    heads = ("round", "where", "when", "parties", "sittings", "entries")
    show(
        (plain(one) for one in held.rounds()),
        as_json,
        heads,
        lambda row: (
            row["key"],
            row["place"] or "not stated",
            row["days"] or "not stated",
            _labels(row["parties"]) or "not stated",
            len(row["sittings"]),
            row["entries"],
        ),
    )


def _labels(found: Iterable[Any]) -> str:
    return ", ".join(one["label"] for one in found)


@talks.command("round")
@of_the_talks
@click.argument("key", metavar="ROUND")
@JSON
def round_(held: TalksRoom, key: str, as_json: bool) -> None:
    """Show everything known of one round, each value with who says it.

    \b
    Example:
      goodoffices talks round geneva geneva-2026-02-17
    """
    from ..records import plain
    from ..talks.printing import round_lines

    found = held.round(key)
    if as_json:
        show([plain(found)], True, (), list)
        return
    for line in round_lines(found, held.table):
        click.echo(line)


@talks.command("grid")
@of_the_talks
@JSON
def grid(held: TalksRoom, as_json: bool) -> None:
    """Show where each party stands on each issue: press record beside entries.

    \b
    Example:
      goodoffices talks grid geneva
    """
    from ..records import plain

    found = held.grid()
    if as_json:
        show((plain(cell) for cell in found.cells), True, (), list)
        return
    rows = [(cell, stand) for cell in found.cells for stand in (cell.press, cell.entered) if stand is not None]
    show(
        rows,
        False,
        ("party", "issue", "PA-X", "from", "stance", "words", "firm", "time", "sources"),
        lambda row: (row[0].party.label, row[0].issue.label, row[0].issue.pax or "–", *_stand(row[1])),
    )


def _stand(stand: Stand) -> Sequence[object]:
    firm = stand.firmness_label or "not stated"
    return stand.basis, stand.stance_label, stand.text[:60], firm, stand.time, stand.independent


@talks.command("delegations")
@of_the_talks
@click.argument("key", metavar="[ROUND]", required=False)
@JSON
def delegations(held: TalksRoom, key: str | None, as_json: bool) -> None:
    """List who sat for whom, of one round or of all, and what changed.

    \b
    Example:
      goodoffices talks delegations geneva geneva-2026-02-17
    """
    from ..records import plain
    from ..talks.printing import delegation_lines

    found = [held.round(key)] if key else list(held.rounds())
    if as_json:
        show(({"round": one.key, **plain(each)} for one in found for each in one.delegations), True, (), list)
        return
    for one in found:
        click.echo(click.style(f"{one.name}  [{one.key}]", bold=True))
        for line in delegation_lines(one, held.table):
            click.echo(f"  {line}")


@talks.command("enter")
@CASE
@click.argument("kind", metavar="KIND")
@click.argument("fields", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--round", "key", default="", metavar="ROUND", help="Which round; may be left out where there is one.")
@click.option("--source", default="", metavar="WHO", help="rapporteur, mediator, observer or delegation:PARTY.")
@click.option("--time", default="", metavar="T", help="When it happened, by the clock of the venue: 2026-02-17T10:00.")
@click.option("--words", default="", metavar="TEXT", help="The words themselves, where they are to be kept beside it.")
@click.option("--room", default="", metavar="NAME", help="Room of the entry; `joint` where the case has one.")
@click.option("--private", is_flag=True, help="Into a room of your own, which nobody else reads.")
@click.option(
    "--calendar",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With KIND `calendar`: enter the events and attendance lists of this .ics file.",
)
@ACTOR
@JSON
def enter(
    case: str,
    kind: str,
    fields: tuple[str, ...],
    key: str,
    source: str,
    time: str,
    words: str,
    room: str,
    private: bool,
    calendar: Path | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Enter something at the table: round, sitting, delegation, position, statement, step ...

    \b
    Example:
      goodoffices talks enter geneva position party=north issue=territory stance=rejects text="no transfer"
    """
    from ..errors import UsageError

    with opened(case, actor) as bench:
        held = bench.talks()
        if kind == "calendar":
            if calendar is None:
                raise UsageError("say which file: --calendar FILE")
            made, left_out = held.enter_calendar(
                calendar.read_bytes(), calendar.name, round_key=key, source=source, room=room, private=private
            )
            for text in left_out:
                click.echo(f"left out: {text}", err=True)
        else:
            entry = held.enter(
                kind, _pairs(fields), round_key=key, source=source, time=time, words=words, room=room, private=private
            )
            made = [entry]
    _tell(made, as_json)


@talks.command("correct")
@CASE
@click.argument("ident", metavar="ENTRY")
@click.argument("fields", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--why", required=True, metavar="TEXT", help="On what ground; kept with the correction.")
@click.option("--withdraw", is_flag=True, help="Take it back; nothing stands in its place.")
@click.option("--time", default="", metavar="T", help="When it happened, where that was wrong.")
@ACTOR
@JSON
def correct(
    case: str,
    ident: str,
    fields: tuple[str, ...],
    why: str,
    withdraw: bool,
    time: str,
    actor: str | None,
    as_json: bool,
) -> None:
    """Put a correction in the place of an entry; the old one stays in the log and in the history.

    \b
    Example:
      goodoffices talks correct geneva ent_... closed=16:30 --why "misheard"
    """
    from ..errors import UsageError

    if withdraw and fields:
        raise UsageError("an entry is either withdrawn or given other fields")
    with opened(case, actor) as bench:
        held = bench.talks()
        made = held.withdraw(ident, why=why) if withdraw else held.correct(ident, _pairs(fields), why=why, time=time)
    _tell([made], as_json)


def _pairs(fields: Sequence[str]) -> dict[str, str]:
    from ..errors import UsageError

    found: dict[str, str] = {}
    for one in fields:
        name, equals, text = one.partition("=")
        if not equals:
            raise UsageError(f"{one!r} is no field; write FIELD=VALUE")
        if name in found:
            raise UsageError(f"{name} is given twice")
        found[name] = text
    return found


def _tell(made: Iterable[Any], as_json: bool) -> None:
    from ..records import plain

    rows = [{"id": one.entry.id, "kind": one.entry.kind, "round": one.entry.round.key, "room": one.room,
             "known": one.known, "entry": plain(one.entry)} for one in made]  # fmt: skip
    if as_json:
        show(rows, True, (), list)
        return
    for row in rows:
        known = " (was there already)" if row["known"] else ""
        click.echo(f"{row['id']} {row['kind']} of {row['round']} in {row['room']}{known}")


@talks.command("export")
@of_the_talks
@click.argument("key", metavar="ROUND")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="File to write.")
def export(held: TalksRoom, key: str, form: str, out: Path | None) -> None:
    """Write a round as data, as a debate record (Akoma Ntoso), as minutes (DOCX) or as a calendar.

    \b
    Example:
      goodoffices talks export geneva geneva-2026-02-17 --format docx --room joint --out minutes.docx
    """
    known_at = click.get_current_context().params["known_at"]
    raw = held.export(key, form, known_at=known_at or "")
    if out is None:
        sys.stdout.buffer.write(raw)
        sys.stdout.flush()
        return
    out.write_bytes(raw)
    click.echo(str(out))
