"""The commands of bulletins: make, verify, key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .case import ACTOR, CASE, opened
from .exits import EXIT_NOTHING
from .monitoring import FILE, end, incidents_in, is_case

if TYPE_CHECKING:
    from ..ledger.notes import Signer
    from ..monitoring.bulletin_files import Composed
    from ..publications.bulletins.content import Form

HOUR = 3_600_000_000
SIGNED_IN = click.option("--room", default="centre", show_default=True, metavar="NAME", help="Room whose key signs.")


class _Bulletins(click.Group):
    """`bulletin TABLE` is `bulletin make TABLE`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["make", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_Bulletins)
def bulletin() -> None:
    """Write the bulletin of the monitoring room, and check one.

    \b
    `goodoffices bulletin TABLE` is `goodoffices bulletin make TABLE`.
    Example:
      goodoffices bulletin incidents.parquet --findings findings.jsonl --out today
    """


@bulletin.command("make")
@click.argument("table", metavar="TABLE|CASE")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="A new folder.")
@click.option("--at", "at", metavar="T", help="End of the period, ISO 8601; the last full hour when left out.")
@click.option(
    "--form", type=click.Choice(["day", "six-hours", "hour"]), default="day", show_default=True,
    help="Daily bulletin, or an automatic list.",
)  # fmt: skip
@click.option("--findings", type=FILE, help="Verdicts, as `comply` writes them.")
@click.option("--effort", type=FILE, help="Table of observation: time_begin, time_end, kind, hours, place, by, note.")
@click.option("--figures", type=FILE, help="Figures that sides claim; those that do not add up are shown.")
@click.option("--settings", type=FILE, help="Name, clock, parties, layers of the map, regions (TOML).")
@click.option(
    "--previous", multiple=True, type=click.Path(exists=True, path_type=Path),
    help="An earlier bulletin (folder or bulletin.json) to correct; may be repeated.",
)  # fmt: skip
@click.option(
    "--lang", "languages", multiple=True, type=click.Choice(["en", "uk", "ru"]), default=("en",), show_default=True,
    help="Language of page and paper; may be repeated.",
)  # fmt: skip
@click.option("--sign", metavar="CASE", help="Sign with the key of a room of this case.")
@SIGNED_IN
@ACTOR
@click.option("--no-pdf", is_flag=True, help="Leave the PDF out.")
def make(
    table: str, out: Path, at: str | None, form: str, findings: Path | None, effort: Path | None,
    figures: Path | None, settings: Path | None, previous: tuple[Path, ...], languages: tuple[str, ...],
    sign: str | None, room: str, actor: str | None, no_pdf: bool,
) -> None:  # fmt: skip
    """Write a bulletin: page, PDF, Markdown, CSV with HXL tags, GeoJSON and its data, in a new folder.

    TABLE is a table of incidents as `fuse` writes it, or a folder that holds incidents.parquet. A CASE keeps all that
    a bulletin is made of; its daily bulletins are kept in its log, signed, and correct the ones before.

    \b
    Examples:
      goodoffices bulletin make incidents.parquet --findings findings.jsonl --effort effort.csv --out today
      goodoffices bulletin make geneva --at 2031-02-01T06:00Z --out today
    """
    from ..monitoring.bulletin_files import Sources, composed
    from ..publications.bulletins.folder import publish, put, require_new

    chosen: Form = form  # type: ignore[assignment]
    require_new(out)
    if is_case(table):
        if findings or effort or figures or previous or sign:
            raise click.UsageError("A case keeps these itself; bring them with `goodoffices centre add`.")
        made, files, key = _of_case(table, (room, actor), settings, _ends(at), chosen, languages, not no_pdf)
        written = put(out, files)
    else:
        sources = Sources(findings, effort, settings, previous, figures)
        made = composed(incidents_in(Path(table)), sources, _ends(at), chosen)
        signer = _signer(sign, room) if sign else None
        written = publish(made.bulletin, out, languages, signer, paper=not no_pdf)
        key = signer.verifier.text if signer else ""
    if key:
        click.echo(key, err=True)
    end(list(written), list(made.refused), f"{len(made.bulletin.incidents)} incidents")


def _of_case(
    case: str,
    place: tuple[str, str | None],
    settings: Path | None,
    ends: int,
    form: Form,
    languages: Sequence[str],
    paper: bool,
) -> tuple[Composed, dict[str, bytes], str]:
    """The bulletin of a case, its files and the key that signed them; one of a day goes out: it is kept, and signed."""
    from ..monitoring.bulletin_files import Composed
    from ..monitoring.bulletin_settings import PLAIN, read_settings
    from ..publications.bulletins.folder import files_of

    chosen = read_settings(settings, ends) if settings is not None else PLAIN
    room, actor = place
    with opened(case, actor) as bench:
        held = bench.centre(room)
        made = held.bulletin(chosen, ends, form)
        if form == "day":
            files, key = held.issue(made, languages, paper=paper), held.key()
        else:
            files, key = files_of(made, languages, "", paper=paper), ""
    return Composed(made, chosen.refused), files, key


def _ends(text: str | None) -> int:
    """Microseconds UTC of `--at`; without it the last full hour."""
    if text is None:
        import time

        return time.time_ns() // 1000 // HOUR * HOUR
    from ..monitoring.times import moment_of

    try:
        return moment_of(text, "UTC")
    except ValueError as error:
        raise click.UsageError(f"--at {text!r} is no time; write ISO 8601, such as 2031-02-01T06:00Z") from error


def _signer(case: str, room: str) -> Signer:
    from ..publications.bulletins.signing import bulletin_signer

    with opened(case) as bench:
        return bulletin_signer(bench.desk.room(room).ledger.keys)


@bulletin.command("verify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--vkey", required=True, help="Key that signs bulletins; `goodoffices bulletin key` prints it.")
def verify(folder: Path, vkey: str) -> None:
    """Check that a bulletin is as it was signed, file by file; exit 3 when it is not.

    \b
    Example:
      goodoffices bulletin verify today --vkey VKEY
    """
    from ..publications.bulletins.signing import check_folder

    found = check_folder(folder, vkey)
    for problem in found.wrong:
        click.echo(problem)
    if found.wrong:
        click.get_current_context().exit(EXIT_NOTHING)
    click.echo(f"{found.bulletin}: {len(found.files)} files as they were signed")


@bulletin.command("key")
@CASE
@SIGNED_IN
def key(case: str, room: str) -> None:
    """Print the key by which a room's bulletins can be checked.

    \b
    Example:
      goodoffices bulletin key geneva
    """
    click.echo(_signer(case, room).verifier.text)
