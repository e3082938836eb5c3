"""The incidents of a bulletin for other programs: CSV with HXL tags, GeoJSON (RFC 7946)."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson

from ..table import guarded
from .content import Bulletin, Told
from .wording import E7, Wording

# https://hxlstandard.org/standard/1-1final/dictionary/
COLUMNS = (
    ("id", "#event+id"),
    ("time_begin", "#date+start"),
    ("time_end", "#date+end"),
    ("lat", "#geo+lat"),
    ("lon", "#geo+lon"),
    ("radius_90_m", "#geo+radius+m"),
    ("region", "#adm1+name"),
    ("act", "#event+type"),
    ("target", "#affected+type"),
    ("accused", "#group+accused"),
    ("level", "#status+confirmation"),
    ("decided_by", "#contact+decided"),
    ("why", "#description+decision"),
    ("reports", "#meta+reports+list"),
    ("bulletin", "#meta+id"),
)


def incidents_csv(bulletin: Bulletin) -> bytes:
    """A row an incident under a row of names and one of HXL tags; text that a spreadsheet would compute is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    writer.writerow([tag for _, tag in COLUMNS])
    for one in bulletin.incidents:
        row = _row(one) | {"bulletin": bulletin.id}
        writer.writerow([_cell(row[name]) for name, _ in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    text = "" if value is None else "|".join(value) if isinstance(value, tuple) else str(value)
    return guarded(text) if isinstance(value, str | tuple) else text


def _row(one: Told) -> dict[str, Any]:
    return {
        "id": one.id,
        "time_begin": _iso(one.begins),
        "time_end": _iso(one.ends),
        "lat": None if one.lat is None else f"{one.lat / E7:.7f}",
        "lon": None if one.lon is None else f"{one.lon / E7:.7f}",
        "radius_90_m": one.radius,
        "region": one.region,
        "act": one.act,
        "target": one.target,
        "accused": one.accused,
        "level": one.level,
        "decided_by": one.decided,
        "why": one.why,
        "reports": one.claims,
    }


def _iso(moment: int | None) -> str:
    if moment is None:
        return ""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(moment // 1_000_000, UTC).isoformat().replace("+00:00", "Z")


def incidents_geojson(bulletin: Bulletin) -> bytes:
    """Features of the incidents, then of the layers, each with its source and day; an incident of no place is null."""
    say = Wording(bulletin, "en")
    features: list[dict[str, Any]] = []
    for one in bulletin.incidents:
        row = {key: value for key, value in _row(one).items() if key not in ("lat", "lon")}
        row |= {"kind": "incident", "what": say.word("acts", one.act)}
        point = None if one.lat is None or one.lon is None else [one.lon / E7, one.lat / E7]
        shape = None if point is None else {"type": "Point", "coordinates": point}
        features.append({"type": "Feature", "id": one.id, "geometry": shape, "properties": row})
    for layer in bulletin.layers:
        lines = [[[lon / E7, lat / E7] for lon, lat in line] for line in layer.lines]
        about = {"kind": "layer", "name": layer.name, "source": layer.source, "day": layer.day}
        shape = {"type": "MultiLineString", "coordinates": lines}
        features.append({"type": "Feature", "geometry": shape, "properties": about})
    whole = {"type": "FeatureCollection", "bulletin": bulletin.id, "features": features}
    return orjson.dumps(whole, option=orjson.OPT_APPEND_NEWLINE)
