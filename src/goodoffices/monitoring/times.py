"""Times in the files of monitoring: TOML and YAML dates, local times in a named zone, ISO 8601 text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .tables import microseconds


def zone_of(name: Any) -> str:
    """An IANA zone; ValueError says what is wrong."""
    try:
        return ZoneInfo(str(name)).key
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; write one such as Europe/Kyiv") from error


def moment_of(value: Any, zone: str) -> int:
    """Microseconds UTC of a time; one without a zone is by the clock of `zone`, a date is its first moment there.

    ValueError: it is no time, or the clock of the zone shows it twice or never that day.
    """
    if isinstance(value, str):
        text = value.strip()
        value = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise ValueError(f"{value!r} is no time")
    return microseconds((value if value.tzinfo else _settled(value, zone)).isoformat())


def _settled(value: datetime, zone: str) -> datetime:
    first, second = (value.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise ValueError(f"the clock of {zone} shows {value.isoformat()} twice or never; write the offset")
    return first


def length_of(text: str) -> timedelta:
    """An ISO 8601 length in days, hours, minutes and seconds, such as PT30H; ValueError when it is none."""
    units = {"D": 86_400, "H": 3_600, "M": 60, "S": 1}
    seconds, number, timed = 0, "", False
    if not text.startswith("P") or len(text) < 3:
        raise ValueError(f"{text!r} is no length of time; write one such as PT30H")
    for mark in text[1:]:
        if mark == "T" and not timed and not number:
            timed = True
        elif mark.isdecimal() and mark.isascii() and len(number) < 6:
            number += mark
        elif mark in units and number and timed == (mark != "D"):
            seconds, number = seconds + int(number) * units[mark], ""
        else:
            raise ValueError(f"{text!r} is no length of time; write one such as PT30H")
    if number or not seconds:
        raise ValueError(f"{text!r} is no length of time; write one such as PT30H")
    return timedelta(seconds=seconds)
