"""Settings of bulletins (TOML): their name, clock, names of parties, and the sourced, dated layers of their maps."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import orjson
import shapely

from ..errors import InputRefused, UsageError
from ..publications.bulletins.content import Labels
from .areas import area_of, line_of
from .times import zone_of

KEYS = {"name", "office", "zone", "parties", "layer", "regions"}
LANGUAGES = ("en", "uk", "ru")


class Drawn(msgspec.Struct, frozen=True):
    """Lines of one source's map of one day, and the file they came from."""

    name: str
    source: str
    day: str
    shape: shapely.Geometry


class Regions(msgspec.Struct, frozen=True):
    """Areas by name, as one source divides the land."""

    source: str
    names: tuple[str, ...]
    areas: tuple[shapely.Geometry, ...]


class Settings(msgspec.Struct, frozen=True):
    """What a bulletin says of itself; `refused` are layers that cannot be drawn."""

    name: Labels
    office: str = ""
    zone: str = "UTC"
    parties: dict[str, Labels] = {}
    layers: tuple[Drawn, ...] = ()
    regions: Regions | None = None
    refused: tuple[InputRefused, ...] = ()


PLAIN = Settings({"en": "Monitoring", "uk": "Моніторинг", "ru": "Мониторинг"})


def read_settings(path: Path, until: int) -> Settings:
    """The settings of a file; of a map with several days the latest that is not after `until` (microseconds UTC).

    Raises UsageError for what is no setting; a layer that cannot be drawn is refused by itself.
    """
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        if unknown := sorted(entry.keys() - KEYS):
            raise ValueError(f"{unknown[0]} is no setting here; known: {', '.join(sorted(KEYS))}")
        parties = {party: _labels(names, f"parties, {party}") for party, names in entry.get("parties", {}).items()}
        zone, name = zone_of(entry.get("zone", "UTC")), _labels(entry.get("name"), "name")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{path}: {error}") from error
    layers: list[Drawn] = []
    refused: list[InputRefused] = []
    for number, each in enumerate(entry.get("layer", []), 1):
        try:
            layers.append(_layer(path.parent, each, until))
        except InputRefused as refusal:
            refused.append(refusal)
        except ValueError as error:
            refused.append(InputRefused(str(path), str(error), place=f"layer {number}"))
    regions = _regions(path.parent, entry["regions"], refused) if "regions" in entry else None
    return Settings(name, str(entry.get("office", "")), zone, parties, tuple(layers), regions, tuple(refused))


def _labels(value: Any, place: str) -> Labels:
    if isinstance(value, str) and value.strip():
        return dict.fromkeys(LANGUAGES, value)
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()):
        first = next(iter(value.values()))
        return {language: value.get(language, first) for language in LANGUAGES}
    raise ValueError(f"{place}: a text is wanted, or one for each of {', '.join(LANGUAGES)}")


def _layer(folder: Path, entry: Mapping[str, Any], until: int) -> Drawn:
    """Every line has a source and a day, or it is not drawn."""
    for key in ("source", "file"):
        if not str(entry.get(key, "")).strip():
            raise ValueError(f"{key} is missing; a line without a source is not drawn")
    path = folder / str(entry["file"])
    features = features_of(path)
    day = str(entry.get("day", ""))
    if not day:
        features, day = _latest(features, until, path)
    elif date.fromisoformat(day) > datetime.fromtimestamp(until / 1e6, UTC).date():
        raise ValueError(f"its day {day} is after the bulletin")
    shapes = [_lines_of(feature.get("geometry"), path, number) for number, feature in enumerate(features, 1)]
    return Drawn(str(entry.get("name", entry["source"])), str(entry["source"]), day, shapely.union_all(shapes))


def features_of(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file, also gzipped; InputRefused when it has none."""
    try:
        data = path.read_bytes()
        content = orjson.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
        found = content.get("features", [content])
    except (OSError, EOFError, orjson.JSONDecodeError, AttributeError) as error:
        raise InputRefused(str(path), f"no GeoJSON: {error}") from error
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise InputRefused(str(path), "it has no features")
    return found


def _latest(features: list[dict[str, Any]], until: int, path: Path) -> tuple[list[dict[str, Any]], str]:
    days = {str((feature.get("properties") or {}).get("date", ""))[:10] for feature in features}
    last = datetime.fromtimestamp(until / 1e6, UTC).date().isoformat()
    known = sorted(day for day in days if day and day <= last)
    if not known:
        raise InputRefused(str(path), f"no feature has a date up to {last}", remedy="Give the layer a day")
    held = [one for one in features if str((one.get("properties") or {}).get("date", ""))[:10] == known[-1]]
    return held, known[-1]


def _lines_of(geometry: Any, path: Path, number: int) -> shapely.Geometry:
    """Lines as they are, areas as their outlines."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    place = f"feature {number}"
    try:
        if kind == "LineString":
            return line_of(coordinates, place)
        if kind == "MultiLineString" and isinstance(coordinates, list):
            return shapely.MultiLineString([line_of(one, place) for one in coordinates])
        return area_of(geometry, place, either_way=True).boundary
    except ValueError as error:
        raise InputRefused(str(path), str(error)) from error


def _regions(folder: Path, entry: Any, refused: list[InputRefused]) -> Regions:
    """The areas of a file; those that are wrong are refused, and what lies in them is in no region."""
    if not isinstance(entry, dict) or not entry.get("file") or not entry.get("source"):
        raise UsageError("regions: file and source are wanted; a division of the land has a source as well")
    path, key = folder / str(entry["file"]), str(entry.get("property", "name"))
    names, areas = [], []
    for number, feature in enumerate(features_of(path), 1):
        name = str((feature.get("properties") or {}).get(key, "")).strip()
        try:
            if not name:
                raise ValueError(f"feature {number}: it has no property {key}")
            areas.append(area_of(feature.get("geometry"), f"feature {number} ({name})", either_way=True))
        except ValueError as error:
            refused.append(InputRefused(str(path), str(error)))
            continue
        names.append(name)
    day = f", {entry['day']}" if entry.get("day") else ""
    return Regions(f"{entry['source']}{day}", tuple(names), tuple(areas))
