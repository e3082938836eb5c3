"""A commitment as data: what a clause prohibits or requires, whom it binds, where, when, and how each side reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import shapely

LEVELS = ("alleged", "corroborated", "verified", "attributed")
OPEN = 2**62  # no stated begin or end


@dataclass(frozen=True, slots=True)
class Period:
    """`begin` and `end` in microseconds UTC, end exclusive, -OPEN and OPEN where none is stated; `phase` names it."""

    begin: int
    end: int
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A line or area from which distances are measured for some parties (all where empty)."""

    shape: shapely.Geometry
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Within so many metres of the baseline, for some classes of weapon (all where empty)."""

    metres: float
    weapons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """Where a commitment holds: anywhere, in polygons, or in bands along baselines."""

    kind: Literal["anywhere", "polygons", "bands"] = "anywhere"
    polygons: shapely.Geometry | None = None
    baselines: tuple[Baseline, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """What is not counted, and why; acts and targets with all they include, all where empty."""

    acts: tuple[str, ...]
    targets: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One interpretation: whose, of what period, area and scope. `observable` is false where no report can show it."""

    id: str
    by: str
    bound: tuple[str, ...]
    acts: tuple[str, ...]
    targets: tuple[str, ...]
    area: Area
    periods: tuple[Period, ...]
    sessions: bool = False
    observable: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A notice that has to be given so many microseconds before any of these acts."""

    acts: tuple[str, ...]
    lead: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """A clause with its readings; `least_level` is the least confirmation at which a breach is said to be one.

    `notify` are the duties to notify in words, `duty` the one that notices can be held against.
    """

    id: str
    clause: str
    text: str
    mode: Literal["prohibits", "requires"]
    least_level: str
    exemptions: tuple[Exemption, ...]
    notify: str
    readings: tuple[Reading, ...] = field(default_factory=tuple)
    duty: Duty | None = None
