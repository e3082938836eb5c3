"""How the columns of a table become those of a report: a mapping file (TOML), and the ready ones."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ...errors import UsageError

COLUMNS = (
    "id", "source", "owner", "side", "time_begin", "time_end", "lat", "lon", "radius_m", "act", "target", "weapon",
    "accused", "killed_low", "killed_best", "killed_high", "text", "place", "precision", "point", "bearing", "range_m",
)  # fmt: skip
"""What a mapping may fill. `point` holds both coordinates ("lat lon"); `bearing` and `range_m` lead away from them."""
_AS_NAMED = ("time_begin", "lat", "lon")


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a value comes from: a column, several joined by `between`, or one `value` for all.

    `width` fills each column with zeros from the left, `format` reads a time that is not ISO 8601, `words` translate
    values (`otherwise` stands for those not listed, itself when left out), `times` multiplies a number.
    """

    column: str = ""
    columns: tuple[str, ...] = ()
    value: str = ""
    between: str = " "
    width: int = 0
    format: str = ""
    words: dict[str, str] = {}
    otherwise: str | None = None
    times: float = 1.0


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`detect` are columns by which a table is known; `zone` (IANA) is that of times that name none; `area` bounds what
    the table may speak of (south, west, north, east); `days` says that times are days although they may show a clock.
    """

    name: str
    columns: dict[str, str | Field]
    detect: tuple[str, ...] = ()
    zone: str = ""
    area: tuple[float, float, float, float] | None = None
    days: bool = False

    def __post_init__(self) -> None:
        unknown = sorted(set(self.columns) - set(COLUMNS))
        if unknown:
            raise ValueError(f"no such column of a report: {', '.join(unknown)}")
        if self.zone:
            try:
                ZoneInfo(self.zone)
            except (ZoneInfoNotFoundError, ValueError) as error:
                raise ValueError(f"no such time zone: {self.zone}") from error

    def fits(self, header: tuple[str, ...]) -> bool:
        """Whether a table has the columns by which this mapping's tables are known; one that names none fits all."""
        return set(header).issuperset(self.detect)

    def field(self, name: str) -> Field | None:
        """Where a column of a report comes from."""
        found = self.columns.get(name)
        return Field(column=found) if isinstance(found, str) else found


def mapping_from(text: str, path: str) -> Mapping:
    """The mapping in a TOML text; raises UsageError with what is wrong in it."""
    try:
        plain = tomllib.loads(text)
        if "like" in plain:
            plain = _completed(plain)
        return msgspec.convert(plain, Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, ValueError) as error:
        raise UsageError(f"{path}: {error}") from error


def _completed(plain: dict[str, Any]) -> dict[str, Any]:
    """A mapping that is `like` a ready one: what it says itself goes before that."""
    name = plain.pop("like")
    ready = ready_mappings().get(name) if isinstance(name, str) else None
    if ready is None:
        raise ValueError(f"like: no ready mapping {name!r}; there are {', '.join(ready_mappings())}")
    base: dict[str, Any] = msgspec.to_builtins(ready)
    columns = plain.get("columns", {})
    return base | plain | {"columns": base["columns"] | columns if isinstance(columns, dict) else columns}


@cache
def ready_mappings() -> dict[str, Mapping]:
    """The mappings that come with the package, by name, the own form first."""
    folder = files(__package__) / "mappings"
    found = [
        mapping_from(entry.read_text(encoding="utf-8"), entry.name)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    found.sort(key=lambda mapping: (mapping.name != "own", mapping.name))
    return {mapping.name: mapping for mapping in found}


def mapping_named(name: str) -> Mapping:
    """A ready mapping by its name, for whatever table, or the one in a file."""
    ready = ready_mappings()
    if name in ready:
        return msgspec.structs.replace(ready[name], detect=())
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"no mapping {name}: give a TOML file or one of {', '.join(ready)}")
    return mapping_from(path.read_text(encoding="utf-8"), name)


def mapping_for(header: tuple[str, ...]) -> Mapping | None:
    """The ready mapping by whose columns this table is known."""
    return next((mapping for mapping in ready_mappings().values() if mapping.fits(header)), None)
