"""Coordinates as people write them: decimal, with a comma, in degrees, minutes and seconds, two in one cell."""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{1,15})?")
_PARTS = re.compile(
    r"(?P<sign>[-+]?)(?P<degrees>\d{1,3}(?:[.,]\d{1,12})?) ?[°º:d ]? ?"
    r"(?:(?P<minutes>\d{1,2}(?:[.,]\d{1,12})?) ?['′’:m ]? ?)?"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d{1,12})?) ?(?:\"|″|”|''|s)? ?)?"
    r"(?P<half>[NSEWnsew])?"
)
LONGEST = 40
EARTH = 6_371_008.8
QUARTERS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")


def degrees(text: str, *, north: bool) -> float:
    """Degrees of a latitude (`north`) or longitude in any usual form; ValueError says what is wrong."""
    held = text.strip()
    if held[:1] in "=@":
        raise ValueError("a formula, not a number")
    if len(held) > LONGEST:
        raise ValueError("too long for a coordinate")
    if _NUMBER.fullmatch(held):
        return float(held.replace(",", "."))
    leading = held[:1].upper() if held[:1].upper() in "NSEW" else ""
    if leading:
        held = held[1:].strip() + leading
    found = _PARTS.fullmatch(held)
    if not found:
        raise ValueError("no coordinate")
    half = (found["half"] or "").upper()
    if half and (half in "NS") != north:
        raise ValueError(
            "a longitude where the latitude belongs" if north else "a latitude where the longitude belongs"
        )
    whole, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60:
        raise ValueError("sixty minutes or seconds or more")
    value = whole + minutes / 60 + seconds / 3600
    return -value if found["sign"] == "-" or half in ("S", "W") else value


def point(text: str) -> tuple[float, float, float | None]:
    """Latitude, longitude and accuracy (m) of a cell "lat lon [altitude accuracy]" or "[lat, lon]"."""
    held = text.strip().strip("[]()")
    parts = held.split() if " " in held and "," not in held else held.replace(";", ",").split(",")
    if len(parts) not in (2, 3, 4):
        raise ValueError("no point: latitude and longitude belong here")
    lat, lon = degrees(parts[0], north=True), degrees(parts[1], north=False)
    accuracy = float(parts[3]) if len(parts) == 4 else None
    return lat, lon, accuracy


def bearing(text: str) -> float:
    """Degrees from north, clockwise, of a number or of a point of the compass (NE, SSW, north-west)."""
    held = text.strip().lower().rstrip("°").replace("-", "").replace(" ", "")
    for word, letter in (("north", "n"), ("south", "s"), ("east", "e"), ("west", "w")):
        held = held.replace(word, letter)
    if held in QUARTERS:
        return QUARTERS.index(held) * 22.5
    value = float(held.replace(",", "."))
    if not 0 <= value <= 360:
        raise ValueError("a bearing lies between 0 and 360")
    return value


def led_away(lat: float, lon: float, towards: float, metres: float) -> tuple[float, float]:
    """The point `metres` from another on a great circle that begins with this bearing."""
    phi, theta, arc, turn = math.radians(lat), math.radians(lon), metres / EARTH, math.radians(towards)
    sine = math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(turn)
    east = math.atan2(math.sin(turn) * math.sin(arc) * math.cos(phi), math.cos(arc) - math.sin(phi) * sine)
    return math.degrees(math.asin(max(-1.0, min(1.0, sine)))), (math.degrees(theta + east) + 540) % 360 - 180
