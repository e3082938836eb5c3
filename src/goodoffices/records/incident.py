"""An incident: what reports of several sources are believed to tell together."""

from __future__ import annotations

from typing import Literal

import msgspec

Level = Literal["alleged", "corroborated", "verified", "attributed"]


class Incident(msgspec.Struct, frozen=True, omit_defaults=True):
    """Members (ids of reports), the stretch of time and the circle that hold it with 90 %, and why it is one incident.

    Times in microseconds UTC, places in 1e-7 degrees, `probability` in per mille that its members belong together.
    A machine says no more than `corroborated`; only people make an incident verified or attributed.
    """

    id: str
    members: tuple[str, ...]
    begins: int
    ends: int
    lat_e7: int
    lon_e7: int
    radius_90_m: int
    probability: int
    level: Level = "alleged"
    act: str = ""
    target: str = ""
    accused: str = ""
    reasons: tuple[str, ...] = ()
