"""Times as they are typed at the table: days, clock times in the venue's zone, lengths, numbers of people."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import UsageError
from ..lexicon.places.gazetteer import lookup
from ..lexicon.times.zones import zone_named
from ..records import Moment, Place, Quantity, day_moment, microseconds
from ..records.moment import SECOND
from ..records.quantity import Modifier

MINUTE = 60 * SECOND
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(Z|[+-]\d\d:\d\d)?)?")
_LENGTH = re.compile(
    r"(?:(\d{1,4}(?:[.,]\d{1,2})?) ?(?:h|hours?|год(?:ин[аи]?)?|ч(?:ас(?:а|ов)?)?)\.?)?"
    r" ?(?:(\d{1,4}) ?(?:m|min|minutes?|хв(?:илин[аи]?)?|мин(?:ут[аы]?)?)\.?)?",
    re.IGNORECASE,
)
_ISO_LENGTH = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?")
_MODIFIERS: tuple[tuple[Modifier, tuple[str, ...]], ...] = (
    ("about", ("about", "around", "some", "~", "≈", "близько", "приблизно", "около", "примерно")),
    ("at-least", ("more than", "over", "at least", ">", "понад", "більше", "щонайменше", "более", "свыше", "больше")),
    ("at-most", ("less than", "under", "at most", "up to", "<", "менше", "до", "менее", "меньше")),
)
LONGEST_TYPED = 200


def place_of(name: str) -> Place | None:
    """The weightiest place of a name, if the gazetteer knows one; the name may be in any of the languages."""
    found = lookup(" ".join(name[:LONGEST_TYPED].lower().replace("-", " ").split()))
    return found[0].place if found else None


def zone_of(place: str) -> str | None:
    """The IANA zone of a town that the vocabulary of zones knows."""
    known = place_of(place)
    return zone_named((known.name if known else place).casefold(), "en")


def checked_zone(text: str) -> str:
    """An IANA name; UsageError for anything else."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"{text!r} is no IANA time zone such as Europe/Zurich") from error
    return text


def day_of_text(text: str) -> date:
    """A day written `2026-02-17`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it as 2026-02-17") from error


def days_of_text(text: str) -> tuple[date, date]:
    """First and last day of `2026-02-17/2026-02-18`, or one day."""
    first, _, last = text.strip().partition("/")
    begins = day_of_text(first)
    ends = day_of_text(last) if last else begins
    if ends < begins:
        raise UsageError(f"{text!r} ends before it begins")
    return begins, ends


def days_moment(text: str, zone: str | None) -> Moment:
    """Whole local days at the venue."""
    first, last = days_of_text(text)
    return day_moment(first, last, zone=zone, text=text.strip())


def clock_moment(text: str, day: date | None, zone: str | None) -> Moment:
    """`10:00` of a day, `2026-02-17T10:00` (with an offset where it is not the venue's), or a whole day.

    An hour that the venue's clocks show twice is uncertain between the two; one that they skip is refused.
    """
    said = text.strip()
    clock = _CLOCK.fullmatch(said)
    if clock and day is None:
        raise UsageError(f"{said!r} needs its day; write 2026-02-17T{int(clock[1]):02d}:{clock[2]}")
    if clock and day is not None:
        return _at(datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2])), zone, said)
    stamp = _STAMP.fullmatch(said)
    if stamp is None:
        raise UsageError(f"{said!r} is no time; write 10:00, 2026-02-17 or 2026-02-17T10:00")
    whole = day_of_text(stamp[1])
    if stamp[2] is None:
        return day_moment(whole, zone=zone, text=said)
    try:
        when = datetime.fromisoformat(f"{stamp[1]}T{stamp[2]}{(stamp[3] or '').replace('Z', '+00:00')}")
    except ValueError as error:
        raise UsageError(f"{said!r} is no time; write 2026-02-17T10:00") from error
    if when.tzinfo is None:
        return _at(when, zone, said)
    instant = microseconds(when.astimezone(UTC))
    return Moment(instant, instant + MINUTE, "minute", zone=zone, text=said)


def _at(wall: datetime, zone: str | None, text: str) -> Moment:
    region = ZoneInfo(zone) if zone else UTC
    early, late = (wall.replace(tzinfo=region, fold=fold) for fold in (0, 1))
    if early.astimezone(UTC).astimezone(region).replace(tzinfo=None) != wall:
        raise UsageError(f"the clocks of {zone} skip {wall:%H:%M} on {wall:%Y-%m-%d}; look at the time again")
    begins, ends = microseconds(early), microseconds(late) + MINUTE
    return Moment(
        begins, ends, "minute", "exact" if early.utcoffset() == late.utcoffset() else "uncertain", zone, text=text
    )


def length_of_text(text: str) -> Quantity:
    """`4h`, `about 4 h 30 min`, `PT4H30M`, `близько двох годин` in figures: minutes, or hours where they are whole."""
    modifier, bare = _modified(text)
    iso = _ISO_LENGTH.fullmatch(bare.upper())
    found = iso or _LENGTH.fullmatch(bare)
    if found is None or not any(found.groups()):
        raise UsageError(f"{text!r} is no length; write 4h, 4 h 30 min or about 90 min")
    minutes = Decimal((found[1] or "0").replace(",", ".")) * 60 + Decimal(found[2] or 0)
    if minutes != minutes.to_integral_value() or not 0 < minutes <= 100 * 60:
        raise UsageError(f"{text!r} is no length of a meeting; write 4h, 4 h 30 min or about 90 min")
    hours = minutes / 60
    whole = hours == hours.to_integral_value()
    return _bounded(modifier, (hours if whole else minutes).quantize(Decimal(1)), "hour" if whole else "minute")


def count_of_text(text: str) -> Quantity:
    """`15`, `about 15`, `more than 15`, `15+`: a number of people as stated."""
    modifier, bare = _modified(text)
    if bare.endswith("+"):
        modifier, bare = "at-least", bare[:-1].strip()
    if not bare.isascii() or not bare.isdigit() or len(bare) > 5:
        raise UsageError(f"{text!r} is no number of people; write 15, about 15 or more than 15")
    return _bounded(modifier, Decimal(int(bare)), "person")


def _modified(text: str) -> tuple[Modifier, str]:
    bare = " ".join(text[:LONGEST_TYPED].split())
    for modifier, words in _MODIFIERS:
        for word in words:
            if bare.casefold().startswith(word):
                return modifier, bare[len(word) :].strip()
    return "exact", bare


def _bounded(modifier: Modifier, number: Decimal, unit: str) -> Quantity:
    low = None if modifier == "at-most" else number
    high = None if modifier == "at-least" else number
    return Quantity(low, high, unit, modifier, "person" if unit == "person" else "")
