"""A warning at entry: which incidents a new report looks like, and by what."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from ...records.incident import Incident
from ...records.report import Report
from .model import DAY
from .sphere import RADIUS, unit_vectors
from .texts import grades, word_table

HOUR, MINUTE = 3_600_000_000, 60_000_000
UNKNOWN_M = 2_000
SLACK = DAY
"""How far times may lie apart: reports come a day late."""
LEAST = 1.0


class Likeness(msgspec.Struct, frozen=True):
    """An incident that a report looks like: how much (natural log odds, roughly), and what is alike."""

    incident: str
    score: float
    reasons: tuple[str, ...]


def looks_like(report: Report, incidents: Iterable[Incident], texts: Mapping[str, str] | None = None) -> list[Likeness]:
    """The incidents that this report may tell of, the likeliest first; empty when it looks like none.

    `texts` are those of member reports by id. Places must lie within three times the joint radius and times within a
    day of one another; what speaks against is named as well.
    """
    found = []
    for incident in incidents:
        if report.id in incident.members:
            continue
        likeness = _likeness(report, incident, texts or {})
        if likeness is not None and likeness.score >= LEAST:
            found.append(likeness)
    return sorted(found, key=lambda one: (-one.score, one.incident))


def _likeness(report: Report, incident: Incident, texts: Mapping[str, str]) -> Likeness | None:
    metres = _metres(report, incident)
    reach = math.hypot(report.radius_m or UNKNOWN_M, max(incident.radius_90_m, 100))
    gap = max(incident.begins - report.ends, report.begins - incident.ends, 0)
    if metres > 3 * reach or gap > SLACK:
        return None
    score = 3.0 - 2.0 * (metres / reach) ** 2 - 2.0 * gap / DAY
    reasons = [f"{metres / 1000:.1f} km", "same time" if not gap else _span(gap)]
    for name in ("act", "target", "accused"):
        ours, theirs = getattr(report, name), getattr(incident, name)
        if ours and theirs:
            score += 1.0 if ours == theirs else -1.5
            reasons.append(f"same {name}" if ours == theirs else f"{name} {ours}, there {theirs}")
    alike = _alike(report.text, [texts[member] for member in incident.members if texts.get(member)])
    if alike:
        score += alike[0]
        reasons.append(alike[1])
    return Likeness(incident.id, round(score, 2), tuple(reasons))


def _metres(report: Report, incident: Incident) -> float:
    lat = np.array([report.lat_e7, incident.lat_e7]) / 1e7
    lon = np.array([report.lon_e7, incident.lon_e7]) / 1e7
    one, other = unit_vectors(lat, lon)
    return float(2 * math.asin(min(1.0, float(np.linalg.norm(one - other)) / 2)) * RADIUS)


def _alike(text: str, others: list[str]) -> tuple[float, str] | None:
    """What the likest text adds, and how it is called."""
    if not text or not others:
        return None
    table = word_table([text, *others])
    best = int(grades(table, np.zeros(len(others), np.int64), np.arange(1, len(others) + 1)).max())
    if best >= 5:
        return 3.0, "same text"
    return (1.5, "similar text") if best >= 3 else None


def _span(microseconds: int) -> str:
    return f"{microseconds / HOUR:.0f} h" if microseconds >= 2 * HOUR else f"{max(microseconds // MINUTE, 1)} min"
