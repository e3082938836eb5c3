"""The case file: TOML on disk to checked settings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ..errors import CaseFileError
from ..records import CaseSettings

TABLES = {"party": "parties", "source": "sources", "person": "people", "decision": "decisions"}


def read_case_file(path: Path) -> CaseSettings:
    """The settings of a case file: `name`, `zone`, tables `[[party]]`, `[[source]]`, `[[person]]`, `[[decision]]`.

    Raises CaseFileError naming the file and the setting that cannot be used.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseFileError(f"{path}: no valid TOML: {error}") from error
    shaped = {TABLES.get(key, key): value for key, value in raw.items()}
    try:
        settings = msgspec.convert(shaped, CaseSettings)
    except msgspec.ValidationError as error:
        raise CaseFileError(f"{path}: {error}; docs/reference/case-file.md lists the settings") from error
    _check_references(path, settings)
    return settings


def _check_references(path: Path, settings: CaseSettings) -> None:
    check_zone(settings.zone, f"{path}: zone")
    ids = [party.id for party in settings.parties]
    repeated = sorted({ident for ident in ids if ids.count(ident) > 1})
    if repeated:
        raise CaseFileError(f"{path}: party id {repeated[0]!r} stands twice; give each party its own id")
    for source in settings.sources:
        check_zone(source.zone, f"{path}: source {source.name!r}: zone")
        _check_side(path, f"source {source.name!r}", source.side, ids)
    for person in settings.people:
        _check_side(path, f"person {person.name!r}", person.side, ids)


def _check_side(path: Path, what: str, side: str | None, ids: list[str]) -> None:
    if side is not None and ids and side not in ids:
        raise CaseFileError(f"{path}: {what}: side {side!r} is no party of the case; one of {', '.join(ids)}")


def check_zone(zone: str | None, where: str) -> None:
    """Raise CaseFileError unless the zone is None or an IANA name."""
    if zone is None:
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CaseFileError(f"{where}: {zone!r} is no IANA time zone such as Europe/Kyiv") from error
