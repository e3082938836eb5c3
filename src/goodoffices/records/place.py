"""A place as stated and as the gazetteer knows it. No border and no sovereignty is implied."""

from __future__ import annotations

from typing import Literal

import msgspec

PlacePrecision = Literal["point", "town", "district", "region", "country", "area"]


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """WGS 84 in integer 1e-7 degrees, radius of uncertainty in metres, precision, gazetteer id.

    `name` is the English gazetteer name, `country` the ISO 3166-1 alpha-2 code the gazetteer files it
    under (an address of the entry, no statement on sovereignty).
    """

    id: str
    name: str
    lat_e7: int
    lon_e7: int
    radius_m: int
    precision: PlacePrecision
    country: str = ""
