"""The zone of a place: the nearest place of its country that the IANA database lists (zone.tab).

Zones of one country differ by whole hours at most places, and borders of zones follow its regions; the nearest listed
place is right for capitals and large towns, which is where talks are held.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from math import cos, hypot, radians
from typing import NamedTuple

from ..records import Place

FEW = 2  # zones of a land any of which "local time" there may mean
_COORDINATES = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


class _Listed(NamedTuple):
    zone: str
    latitude: float
    longitude: float


@cache
def _table() -> dict[str, list[_Listed]]:
    """Country code (ISO 3166-1) to its listed places."""
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    table: dict[str, list[_Listed]] = {}
    for line in text.splitlines():
        cells = line.split("\t")
        match = _COORDINATES.fullmatch(cells[1]) if len(cells) > 2 else None
        if match is None:
            continue
        north, degrees, minutes, _, east, wide, fine, _ = match.groups()
        latitude = (int(degrees) + int(minutes) / 60) * (-1 if north == "-" else 1)
        longitude = (int(wide) + int(fine) / 60) * (-1 if east == "-" else 1)
        table.setdefault(cells[0], []).append(_Listed(cells[2], latitude, longitude))
    return table


def zone_near(place: Place) -> str | None:
    """The IANA name; None without a country, or for a country as a whole that has several zones."""
    listed = _table().get(place.country, [])
    if not listed or (place.precision == "country" and len(listed) > 1):
        return listed[0].zone if len(listed) == 1 else None
    latitude, longitude = place.lat_e7 / 1e7, place.lon_e7 / 1e7
    narrow = cos(radians(latitude))
    return min(
        listed, key=lambda one: (hypot(one.latitude - latitude, (one.longitude - longitude) * narrow), one.zone)
    ).zone


def zones_in(country: str) -> tuple[str, ...]:
    """The IANA names of a land (ISO 3166-1 code) that has at most two; of one with more none is its own time."""
    listed = sorted(one.zone for one in _table().get(country.upper(), ()))
    return tuple(listed) if len(listed) <= FEW else ()
