"""What a bulletin is made of, from files: the table of incidents, verdicts, effort, settings, earlier bulletins."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import orjson

from ..errors import InputRefused
from ..publications.bulletins.content import Bulletin, Form, bulletin_of
from ..publications.bulletins.folder import DATA
from .bulletin import Ground, compose
from .bulletin_settings import PLAIN, read_settings
from .effort import Effort
from .figures import Figures, read_figures, shown
from .incidents import Incidents
from .telling import Teller

LINE = ("commitment", "reading", "verdict")


class Sources(NamedTuple):
    """Where the parts of a bulletin lie."""

    findings: Path | None = None
    effort: Path | None = None
    settings: Path | None = None
    earlier: tuple[Path, ...] = ()
    figures: Path | None = None


class Composed(NamedTuple):
    """A bulletin, and what of its parts could not be used."""

    bulletin: Bulletin
    refused: tuple[InputRefused, ...]


def composed(table: Path, sources: Sources, ends: int, form: Form) -> Composed:
    """The bulletin of what ends at a time (microseconds UTC). Raises InputRefused for a part that cannot be read."""
    settings = read_settings(sources.settings, ends) if sources.settings is not None else PLAIN
    incidents = Incidents(table)
    told = read_figures(sources.figures) if sources.figures is not None else Figures((), ())
    ground = Ground(
        Teller(incidents, settings.regions),
        read_verdicts(sources.findings) if sources.findings is not None else None,
        Effort.read(sources.effort) if sources.effort is not None else None,
        tuple(earlier_of(path) for path in sources.earlier),
        figures=shown(told.figures),
    )
    unseen = ground.effort.refused if ground.effort is not None else ()
    refused = (*incidents.refused, *unseen, *settings.refused, *told.refused)
    return Composed(compose(ground, settings, ends, form), refused)


def read_verdicts(path: Path) -> list[dict[str, Any]]:
    """The lines that `comply` wrote; those of incidents outside are left out."""
    found = []
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        try:
            line = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise InputRefused(str(path), f"no JSON: {error}", place=f"line {number}") from error
        needed = LINE if isinstance(line, dict) and "incident" in line else (*LINE, "begin", "end", "counts", "by")
        if not isinstance(line, dict) or any(key not in line for key in needed):
            raise InputRefused(
                str(path), "it is no verdict", place=f"line {number}", remedy="Make them with `goodoffices comply`"
            )
        if line["verdict"] != "outside":
            found.append(line)
    return found


def earlier_of(path: Path) -> Bulletin:
    """An earlier bulletin, from its folder or its bulletin.json."""
    file = path / DATA if path.is_dir() else path
    try:
        return bulletin_of(file.read_bytes(), str(file))
    except OSError as error:
        raise InputRefused(str(file), f"no earlier bulletin: {error.strerror}") from error
