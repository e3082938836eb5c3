"""The commands that open a case in a browser, and keep the accounts of a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..errors import UsageError
from .case import CASE, JSON, opened, show

if TYPE_CHECKING:
    from ..store.rights import Role
    from ..web.site import Site

ACCOUNTS = click.option(
    "--accounts", metavar="ADDRESS", default="", help="Database of accounts: sqlite:///path or postgresql://..."
)


@click.command()
@CASE
@click.option("--port", default=8400, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--open/--no-open", "open_browser", default=True, show_default=True, help="Open the browser.")
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Until one is chosen."
)
@click.option("--actor", metavar="NAME", help="Work as this member of the case; without it, as who holds the keys.")
@click.option("--server", is_flag=True, help="For a team: accounts, several processes, behind a proxy.")
@click.option("--bind", default="127.0.0.1:8400", show_default=True, metavar="ADDRESS", help="Of a server: host:port.")
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="Of a server: a name browsers reach it by.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Of a server: processes.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 128), help="Of a process.")
@click.option("--proxies", default=0, show_default=True, type=click.IntRange(0, 9), help="Trusted proxies in front.")
@click.option("--public", is_flag=True, help="Of a server: without an account one reads the rooms open to all.")
@click.option("--insecure", is_flag=True, help="Of a server: cookies over plain http as well, to try it out.")
@click.option("--second-factor", is_flag=True, help="Of a server: nobody works with a password alone.")
@click.option("--scanner", default="", metavar="COMMAND", help="Gets every file that is sent; 1 bars it (clamscan -).")
@ACCOUNTS
@click.option("--secret-file", type=click.Path(path_type=Path), help="Of a server: its secret, made when missing.")
@click.option("--oidc-file", type=click.Path(exists=True, path_type=Path), help="OpenID Connect services (JSON).")
def serve(
    case: str,
    port: int,
    open_browser: bool,
    lang: str,
    actor: str | None,
    server: bool,
    bind: str,
    hosts: tuple[str, ...],
    workers: int,
    threads: int,
    proxies: int,
    public: bool,
    insecure: bool,
    second_factor: bool,
    scanner: str,
    accounts: str,
    secret_file: Path | None,
    oidc_file: Path | None,
) -> None:
    """Open a case in a browser: on this machine for one person, or with --server for a team.

    \b
    Examples:
      goodoffices serve geneva
      goodoffices serve postgresql://db/geneva --server --host talks.example.org --proxies 1
    """
    if not server:
        serve_case(case, port=port, open_browser=open_browser, lang=lang, actor=actor)
        return
    named = {
        "CASE": case,
        "HOSTS": ",".join(hosts),
        "LANGUAGE": lang,
        "ACCOUNTS": accounts,
        "PUBLIC": "yes" if public else "",
        "SECURE": "no" if insecure else "yes",
        "SECOND_FACTOR": "yes" if second_factor else "",
        "SCANNER": scanner,
        "TRUSTED": str(proxies),
        "SECRET_FILE": str(secret_file or ""),
        "OIDC_FILE": str(oidc_file or ""),
    }
    with _needs_web():
        from ..web.server import serve_server, site_of
    serve_server(site_of(named), bind=bind, workers=workers, threads=threads, say=click.echo)


class _needs_web:  # noqa: N801 - reads as the statement it is used in
    """Says what to install where a part of the extra `web` is missing."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ModuleNotFoundError):
            raise UsageError(f"{error.name} is missing: install goodoffices[web] to serve a case") from error


def serve_case(case: str, *, port: int, open_browser: bool, lang: str, actor: str | None = None) -> None:
    """Serve a case on the loopback address until Ctrl-C."""
    with _needs_web():
        from ..web.laptop import serve_laptop

    def say(address: str) -> None:
        click.echo("The case is open at this address; it works once, in one browser:", err=True)
        click.echo(address)
        click.echo("Ctrl-C stops it.", err=True)

    click.echo("Reading the case ...", err=True)
    try:
        serve_laptop(case, port=port, language=lang, actor=actor, say=say, open_browser=open_browser)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


@click.group()
def users() -> None:
    """Keep the accounts of a server.

    \b
    Example:
      goodoffices users add postgresql://db/geneva olena
    """


def _prepared(case: str, accounts: str) -> Site:
    with _needs_web():
        from ..web.server import accounts_of
        from ..web.settings import prepare
        from ..web.site import Site
    site = Site(
        case,
        "only accounts are asked for, nothing is signed with this",
        "server",
        accounts=accounts or accounts_of(case),
    )
    prepare(site)
    from ..web.schema import prepare_accounts

    prepare_accounts()
    return site


@users.command()
@CASE
@click.argument("name")
@ACCOUNTS
@click.option("--password-file", type=click.Path(exists=True, path_type=Path), help="Its first line; else one is made.")
def add(case: str, name: str, accounts: str, password_file: Path | None) -> None:
    """Make an account. Its password is printed unless it was given: good for a day, to be changed at the first sign-in.

    \b
    Example:
      goodoffices users add geneva olena
    """
    _prepared(case, accounts)
    from ..web import users as kept

    given = password_file.read_text(encoding="utf-8").split("\n", 1)[0] if password_file else None
    word = kept.add(name, given)
    if given is None:
        click.echo(word)
    click.echo(f"{name} sees nothing yet: `goodoffices users role` gives a role in a room.", err=True)


@users.command("list")
@CASE
@ACCOUNTS
@JSON
def list_(case: str, accounts: str, as_json: bool) -> None:
    """List the accounts.

    \b
    Example:
      goodoffices users list geneva
    """
    from ..records import plain

    _prepared(case, accounts)
    from ..web import users as kept

    show(
        (plain(one) for one in kept.every()),
        as_json,
        ("name", "active", "second factor", "last sign-in"),
        lambda row: (row["name"], "yes" if row["active"] else "no", "yes" if row["second"] else "no", row["last"]),
    )


@users.command()
@CASE
@click.argument("name")
@ACCOUNTS
@click.option("--again", is_flag=True, help="Put it back into use.")
def disable(case: str, name: str, accounts: str, again: bool) -> None:
    """Put an account out of use; whoever is signed in with it is out at once.

    \b
    Example:
      goodoffices users disable geneva olena
    """
    _prepared(case, accounts)
    from ..web import users as kept

    kept.enable(name, again)


@users.command()
@CASE
@click.argument("name")
@ACCOUNTS
@click.option("--factors", is_flag=True, help="Take its second factors away as well: all of them were lost.")
def reset(case: str, name: str, accounts: str, factors: bool) -> None:
    """Print another password for somebody who lost theirs: good for a day, to be changed at the first sign-in.

    Make sure that it is them who ask, as when the account was made. Whoever is signed in with it is out at once.

    \b
    Example:
      goodoffices users reset geneva olena
    """
    _prepared(case, accounts)
    from ..web import users as kept

    click.echo(kept.reset(name, factors=factors))


@users.command()
@CASE
@click.argument("name")
@click.argument("role", type=click.Choice(["reader", "member", "officer", "none"]))
@click.option("--room", default="press", show_default=True, metavar="NAME", help="Room of the case.")
def role(case: str, name: str, role: Role | Literal["none"], room: str) -> None:
    """Say who may do what in a room, as `goodoffices member` does; an account is a member by its name.

    \b
    Example:
      goodoffices users role geneva olena officer --room press
    """
    with opened(case) as bench:
        bench.member(name, "" if role == "none" else role, room=room)
