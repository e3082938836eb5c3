"""The command that opens the workbench in a browser."""

from __future__ import annotations

import click

from ..errors import UsageError
from .case import CASE


@click.command()
@CASE
@click.option("--port", default=8400, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--open/--no-open", "open_browser", default=True, show_default=True, help="Open the browser.")
@click.option(
    "--lang", type=click.Choice(["en", "uk", "ru"]), default="en", show_default=True, help="Of the first page."
)
@click.option("--actor", metavar="NAME", help="Work as this member of the case; without it, as who holds the keys.")
def serve(case: str, port: int, open_browser: bool, lang: str, actor: str | None) -> None:
    """Open a case in a browser, on this machine, for one person. Ctrl-C stops it.

    \b
    Example:
      goodoffices serve geneva
    """
    serve_case(case, port=port, open_browser=open_browser, lang=lang, actor=actor)


def serve_case(case: str, *, port: int, open_browser: bool, lang: str, actor: str | None = None) -> None:
    """Serve a case on the loopback address until Ctrl-C."""
    try:
        from ..web.laptop import serve_laptop
    except ModuleNotFoundError as error:
        raise UsageError(f"{error.name} is missing: install goodoffices[web] to serve a case") from error

    def say(address: str) -> None:
        click.echo("The case is open at this address; it works once, in one browser:", err=True)
        click.echo(address)
        click.echo("Ctrl-C stops it.", err=True)

    try:
        serve_laptop(case, port=port, language=lang, actor=actor, say=say, open_browser=open_browser)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
