"""The commands of rooms: a new one, who holds which office, opening something of one room to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .case import ACTOR, CASE, JSON, opened, show

if TYPE_CHECKING:
    from ..workbench.case.moving import Moved, Preview


class _Rooms(click.Group):
    """`room CASE NAME` stays what it was, `room add CASE NAME`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["add", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_Rooms)
def room() -> None:
    """Keep the rooms of a case: a log of its own each, which its readers can be given whole.

    \b
    `goodoffices room CASE NAME` is `goodoffices room add CASE NAME`.
    Example:
      goodoffices room geneva humanitarian
    """


@room.command("add")
@CASE
@click.argument("name")
@click.option("--open", "open_to_all", is_flag=True, help="What it holds is for everybody.")
def add_room(case: str, name: str, open_to_all: bool) -> None:
    """Give a case another room. Names with a meaning: public, joint, mediator, party:ID, centre.

    \b
    Example:
      goodoffices room add geneva party:north
    """
    with opened(case) as bench:
        made = bench.add_room(name, open_to_all=open_to_all)
        click.echo(made.ledger.log_key.text)
        click.echo(made.ledger.export_key.text)


@room.command("move")
@CASE
@click.argument("ident", metavar="ID")
@click.option("--to", "target", required=True, metavar="NAME", help="The room to open it to.")
@click.option("--from", "source", default="", metavar="NAME", help="The room it stands in, where it stands in several.")
@click.option("--why", default="", metavar="TEXT", help="On what ground; kept with the move.")
@click.option("--preview", "only_preview", is_flag=True, help="Say who would see it, and change nothing.")
@ACTOR
@JSON
def move(
    case: str, ident: str, target: str, source: str, why: str, only_preview: bool, actor: str | None, as_json: bool
) -> None:
    """Open an entry or a document to another room. Where the case asks for four eyes, propose it.

    \b
    Example:
      goodoffices room move geneva ent_... --to joint --preview
    """
    from ..records import plain
    from ..workbench.case import moving

    with opened(case, actor) as bench:
        seen = moving.preview(bench.desk, ident, target, source)
        if not as_json:
            _say_preview(seen)
        done = None if only_preview else moving.move(bench.desk, ident, target, why, source)
    if as_json:
        show([plain(done or seen)], True, (), list)
    elif done is not None:
        _say_moved(done)


def _say_preview(seen: Preview) -> None:
    click.echo(f"{seen.what} {seen.about} in {seen.source}: {seen.text}")
    if seen.everybody:
        click.echo(f"  {seen.target} is open to all: everybody would see it")
    elif seen.names:
        click.echo(f"  in {seen.target} these would see it who do not now: {', '.join(seen.names)}")
    else:
        click.echo(f"  in {seen.target} nobody by name would see it who does not now")
    if seen.offices:
        click.echo(f"  offices: {', '.join(seen.offices)}")
    if seen.four_eyes:
        click.echo("  a second person must confirm")


def _say_moved(done: Moved) -> None:
    words = {"done": "opened to", "proposed": "proposed for", "refused": "refused for"}[done.state]
    click.echo(f"{done.id}: {done.about} {words} {done.target}")


@room.command("moves")
@CASE
@click.option("--pending", is_flag=True, help="Only those that wait for a second person.")
@ACTOR
@JSON
def moves(case: str, pending: bool, actor: str | None, as_json: bool) -> None:
    """List what was opened from one room to another, by whom and why.

    \b
    Example:
      goodoffices room moves geneva --pending
    """
    from ..records import plain
    from ..workbench.case import moving

    with opened(case, actor) as bench:
        rows: list[dict[str, Any]] = [plain(one) for one in moving.moves(bench.desk, pending=pending)]
    keys = ("id", "state", "about", "source", "target", "who", "second", "why")
    show(rows, as_json, keys, lambda row: [row[key] for key in keys])


@room.command("confirm")
@CASE
@click.argument("ident", metavar="MOVE")
@click.option("--refuse", is_flag=True, help="Refuse it instead.")
@ACTOR
def confirm(case: str, ident: str, refuse: bool, actor: str | None) -> None:
    """Confirm, as a second person, what somebody proposed to open to another room.

    \b
    Example:
      goodoffices room confirm geneva jdg_... --actor ann
    """
    from ..workbench.case import moving

    with opened(case, actor) as bench:
        _say_moved(moving.confirm(bench.desk, ident, refuse=refuse))


@click.command()
@CASE
@click.argument("name")
@click.argument("office")
@ACTOR
def seat(case: str, name: str, office: str, actor: str | None) -> None:
    """Give somebody an office, which is a role in every room by one table.

    \b
    lead, staff, rapporteur, delegation:PARTY, monitor, observer, public; none takes it back.
    Offices are kept in the log of the room `mediator`.
    Example:
      goodoffices seat geneva ann delegation:north
    """
    with opened(case, actor) as bench:
        bench.seat(name, "" if office == "none" else office)
