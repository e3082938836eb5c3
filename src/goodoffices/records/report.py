"""A report: what one source says of one incident."""

from __future__ import annotations

import msgspec

from ..errors import RecordError


class Toll(msgspec.Struct, frozen=True):
    """Casualties as a source gives them: at least, best, at most; None where it says nothing."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """When, where, what, by whom and how many, in the words of one source.

    Times in microseconds UTC (equal when exact), WGS 84 in 1e-7 degrees, radius in metres (about two sigma).
    `precision` is the source's own code; `owner` who stands behind the source, `side` the party it belongs to.
    """

    id: str
    source: str
    begins: int
    ends: int
    lat_e7: int
    lon_e7: int
    radius_m: int | None = None
    owner: str = ""
    side: str = ""
    act: str = ""
    target: str = ""
    weapon: str = ""
    accused: str = ""
    killed: Toll = Toll()
    text: str = ""
    place: str = ""
    precision: str = ""

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise RecordError(f"report {self.id} ends before it begins")
        if abs(self.lat_e7) > 900_000_000 or abs(self.lon_e7) > 1_800_000_000:
            raise RecordError(f"report {self.id} lies nowhere on the globe")
