"""Commitment files (TOML or YAML) to commitments; whatever is wrong is refused with file and place, nothing is
guessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import shapely
import yaml

from ..errors import InputRefused
from .areas import area_of, line_of
from .commitments import LEVELS, OPEN, Area, Band, Baseline, Commitment, Duty, Exemption, Period, Reading
from .times import length_of, moment_of, zone_of
from .words import including, unseen

SCOPE = ("bound", "acts", "targets", "area", "zone", "begin", "end", "length", "phases", "sessions")
COMMITMENT_KEYS = {"id", "title", "clause", "mode", "least_level", "exempt", "notify", "reading", *SCOPE}
READING_KEYS = {"id", "by", "observable", "why", *SCOPE}


class Read(NamedTuple):
    """The commitments of a file in its order, and those of it that are refused, each with its place."""

    commitments: tuple[Commitment, ...]
    refused: tuple[InputRefused, ...]


def read_commitments(path: Path) -> Read:
    """The commitments of a file. Raises InputRefused when it has none that can be used."""
    return commitments_of(text_of(path), path)


def text_of(path: Path) -> str:
    """The text of a file of commitments. Raises InputRefused when it is no text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(
            str(path), f"it is not UTF-8 from byte {error.start} on", remedy="Save it as UTF-8"
        ) from error


def commitments_of(text: str, path: Path) -> Read:
    """The commitments of a text, TOML or YAML by the ending of the name; refusals call it by that name."""
    content = _content(text, path)
    entries = content.get("commitment") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries:
        raise InputRefused(str(path), "it has no [[commitment]]", remedy="See docs/reference/comply.md")
    found: dict[str, Commitment] = {}
    refused: list[InputRefused] = []
    for number, entry in enumerate(entries, 1):
        name = f"commitment {entry.get('id', number) if isinstance(entry, dict) else number}"
        try:
            one = _commitment(_table(entry, name), name)
            if one.id in found:
                raise ValueError("the id is used twice")
            found[one.id] = one
        except ValueError as error:
            place, colon, why = str(error).partition(": ")
            if not (colon and place.startswith(name)):
                place, why = name, str(error)
            refused.append(InputRefused(str(path), why, place=place))
    if not found:
        raise refused[0]
    return Read(tuple(found.values()), tuple(refused))


def _content(text: str, path: Path) -> Any:
    try:
        return yaml.safe_load(text) if path.suffix.lower() in (".yaml", ".yml") else tomllib.loads(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError) as error:
        raise InputRefused(str(path), f"it cannot be read: {' '.join(str(error).split())}") from error


def _commitment(entry: Mapping[str, Any], name: str) -> Commitment:
    _known(entry, COMMITMENT_KEYS, name)
    clause = _table(entry.get("clause", {}), f"{name}, clause")
    mode = entry.get("mode", "prohibits")
    if mode not in ("prohibits", "requires"):
        raise ValueError(f"{name}: mode is prohibits or requires, not {mode!r}")
    level = entry.get("least_level", "corroborated")
    if level not in LEVELS:
        raise ValueError(f"{name}: least_level is one of {', '.join(LEVELS)}, not {level!r}")
    readings = entry.get("reading")
    if not isinstance(readings, list) or not readings:
        raise ValueError(f"{name}: it has no reading; say whose interpretation it is, even where there is one only")
    exempt = [
        _exemption(each, f"{name}, exempt {number}") for number, each in enumerate(_list(entry, "exempt", name), 1)
    ]
    area = _area(entry.get("area"), f"{name}, area")
    told = [_reading(entry, _table(each, f"{name}, reading {number}"), area, f"{name}, reading {number}")
            for number, each in enumerate(readings, 1)]  # fmt: skip
    if len({reading.id for reading in told}) < len(told):
        raise ValueError(f"{name}: two readings have one id")
    notify, duty = _notify(entry.get("notify", ""), f"{name}, notify")
    return Commitment(
        _text(entry, "id", name), str(clause.get("number", "")), str(clause.get("text", "")),
        cast('Literal["prohibits", "requires"]', mode), level, tuple(exempt), notify, tuple(told), duty,
    )  # fmt: skip


def _reading(whole: Mapping[str, Any], own: Mapping[str, Any], area: Area, name: str) -> Reading:
    """A reading; what it does not say of scope, area and period holds as the commitment says it."""
    _known(own, READING_KEYS, name)
    timed = {key for key in ("begin", "end", "length", "phases", "sessions") if key in own}
    entry = {key: whole[key] for key in SCOPE if key in whole and not (timed and key in
             ("begin", "end", "length", "phases", "sessions"))} | dict(own)  # fmt: skip
    by = _text(own, "by", name)
    bound, acts = _names(entry, "bound", name), _names(entry, "acts", name)
    if not bound or not acts:
        raise ValueError(f"{name}: {'bound' if not bound else 'acts'} is missing; nothing is bound or prohibited")
    try:
        wide, targets = including("acts", acts), including("targets", _names(entry, "targets", name))
        zone = zone_of(entry.get("zone", "UTC"))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    sessions = bool(entry.get("sessions", False))
    periods = () if sessions else _periods(entry, zone, name)
    hidden = [act for act in acts if unseen(act)]
    why = str(own.get("why", "")) or (f"no report of an incident shows {hidden[0]}" if hidden else "")
    own_area = _area(own["area"], f"{name}, area") if "area" in own else area
    return Reading(
        str(own.get("id", by)), by, bound, wide, targets, own_area, periods, sessions,
        bool(own.get("observable", True)) and not hidden, why,
    )  # fmt: skip


def _periods(entry: Mapping[str, Any], zone: str, name: str) -> tuple[Period, ...]:
    phases = _list(entry, "phases", name)
    if not phases:
        return (_period(entry, zone, name, ""),)
    told = []
    for number, phase in enumerate(phases, 1):
        place = f"{name}, phase {number}"
        _known(_table(phase, place), {"name", "begin", "end", "length"}, place)
        told.append(_period(phase, zone, place, str(phase.get("name", number))))
    return tuple(told)


def _period(entry: Mapping[str, Any], zone: str, name: str, phase: str) -> Period:
    try:
        begin = _bound(entry, "begin", -OPEN, zone)
        if "length" in entry:
            if begin == -OPEN or "end" in entry:
                raise ValueError("length goes with a stated begin and no end")
            end = begin + int(length_of(str(entry["length"])).total_seconds()) * 1_000_000
        else:
            end = _bound(entry, "end", OPEN, zone)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    if end <= begin:
        raise ValueError(f"{name}: the period ends before it begins")
    return Period(begin, end, phase)


def _bound(entry: Mapping[str, Any], key: str, none: int, zone: str) -> int:
    if key not in entry:
        raise ValueError(f'{key} is missing; write "open" where none is stated')
    return none if entry[key] == "open" else moment_of(entry[key], zone)


def _area(entry: Any, name: str) -> Area:
    if entry is None:
        return Area()
    entry = _table(entry, name)
    _known(entry, {"geometry", "zones", "baseline", "within_km", "bands"}, name)
    if "baseline" in entry:
        return _bands(entry, name)
    parts = []
    if "geometry" in entry:
        parts.append(area_of(entry["geometry"], name))
    for number, zone in enumerate(_list(entry, "zones", name), 1):
        place = f"{name}, zone {zone.get('name', number) if isinstance(zone, dict) else number}"
        parts.append(area_of(_table(zone, place).get("geometry"), place))
    if not parts:
        raise ValueError(f"{name}: it is empty; leave it out where the commitment holds anywhere")
    return Area("polygons", shapely.union_all(parts))


def _bands(entry: Mapping[str, Any], name: str) -> Area:
    baselines = []
    for number, each in enumerate(_list(entry, "baseline", name), 1):
        place = f"{name}, baseline {number}"
        _known(_table(each, place), {"parties", "line", "geometry"}, place)
        shape = line_of(each["line"], place) if "line" in each else area_of(each.get("geometry"), place)
        baselines.append(Baseline(shape, _names(each, "parties", place)))
    bands = [
        _band(_table(each, name), f"{name}, band {number}")
        for number, each in enumerate(_list(entry, "bands", name), 1)
    ]
    if "within_km" in entry:
        bands.append(_band({"km": entry["within_km"]}, name))
    if not baselines or not bands:
        raise ValueError(f"{name}: it is empty; a baseline goes with within_km or bands")
    return Area("bands", None, tuple(baselines), tuple(bands))


def _band(entry: Mapping[str, Any], name: str) -> Band:
    _known(entry, {"km", "weapons"}, name)
    km = entry.get("km")
    if not isinstance(km, int | float) or isinstance(km, bool) or not 0 < km <= 20_000:
        raise ValueError(f"{name}: km is a distance above 0, not {km!r}")
    return Band(float(km) * 1_000, _included("weapons", _names(entry, "weapons", name), name))


def _exemption(entry: Any, name: str) -> Exemption:
    entry = _table(entry, name)
    _known(entry, {"acts", "targets", "why"}, name)
    acts, targets = (_included(kind, _names(entry, kind, name), name) for kind in ("acts", "targets"))
    if not acts and not targets:
        raise ValueError(f"{name}: it exempts nothing; name acts or targets")
    return Exemption(acts, targets, _text(entry, "why", name))


def _notify(entry: Any, name: str) -> tuple[str, Duty | None]:
    """The duty in words; a table says as well before which acts, and how long before, a notice is due."""
    if isinstance(entry, str):
        return entry, None
    entry = _table(entry, name)
    _known(entry, {"text", "acts", "before"}, name)
    acts = _included("acts", _names(entry, "acts", name), name)
    if not acts:
        raise ValueError(f"{name}: acts is missing; say before which acts a notice is due")
    before = _text(entry, "before", name)
    try:
        lead = int(length_of(before).total_seconds()) * 1_000_000
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    return str(entry.get("text", "")), Duty(acts, lead)


def _included(kind: str, names: tuple[str, ...], place: str) -> tuple[str, ...]:
    try:
        return including(kind, names)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error


def _table(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{name}: a table is wanted, not {value!r}")
    return value


def _known(entry: Mapping[str, Any], keys: set[str], name: str) -> None:
    for key in entry:
        if key not in keys:
            raise ValueError(f"{name}: {key} is no setting here; known: {', '.join(sorted(keys))}")


def _text(entry: Mapping[str, Any], key: str, name: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name}: {key} is missing")
    return value


def _list(entry: Mapping[str, Any], key: str, name: str) -> list[Any]:
    value = entry.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"{name}: {key} is a list, not {value!r}")
    return value


def _names(entry: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    values = _list(entry, key, name)
    if not all(isinstance(value, str) and value for value in values):
        raise ValueError(f"{name}: {key} is a list of names")
    return tuple(values)
