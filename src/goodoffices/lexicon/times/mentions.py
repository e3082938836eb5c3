"""Resolved times as mentions: the moment in microseconds and the value in EDTF or ISO 8601."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ...records import Basis, Moment, Quality, TimeMention, day_moment, microseconds
from .layouts import calendar_day
from .lengths import iso_duration
from .resolve import days_meant
from .scene import Scene
from .spans import Days, shift_days
from .wording import Wording
from .words import hours_of

HOUR = 3_600_000_000
MINUTE = 60_000_000
WITHIN = "за"  # "за тиждень": in a week's time, or within a week
DAYS_OF = {"day": 1, "week": 7, "month": 30, "year": 365}


def mention(wording: Wording, scene: Scene) -> TimeMention | None:
    """The mention a wording makes in its scene; None when the calendar has no such day."""
    start, end = _place(wording, scene)
    text = scene.cursor.text[start:end]
    if wording.kind == "clock":
        return _clock(wording, scene, start, end, text)
    if wording.kind in ("duration", "stretch") or _only_a_length(wording, scene):
        if wording.way == "in" and scene.cursor.words[wording.first] == WITHIN:
            start = scene.cursor.starts[wording.first + 1]
        text = scene.cursor.text[start:end]
        value = wording.value or iso_duration(wording.parts)
        moment = _stretch(wording, scene, text) if wording.kind == "stretch" else None
        return TimeMention(start, end, text, "duration", value, moment, wording.length)
    if wording.kind == "set":
        return TimeMention(start, end, text, "set", wording.value)
    if wording.kind == "vague":
        return _vague(wording, scene, start, end, text)
    days = days_meant(wording, scene)
    if days is None:
        value = unanchored(wording) if scene.day is None or wording.kind in ("date", "month") else ""
        known = wording.kind in ("date", "month", "year") and value == ""
        return None if known else TimeMention(start, end, text, "date", value)
    return _dated(wording, scene, days, TimeMention(start, end, text, "date", days.value))


def _only_a_length(wording: Wording, scene: Scene) -> bool:
    """ "the first in eight years", "built in two days": "in", "за" lead to a day only where the clause looks ahead."""
    if wording.kind != "ago" or wording.way != "in":
        return False
    if wording.parts[0][1] in ("hour", "minute", "second"):
        return True
    if scene.cursor.word(wording.first) == WITHIN:
        return wording.approximate or scene.direction(wording) != "ahead"
    if scene.cursor.language == "en" and scene.cursor.word(wording.first - 1).endswith(_RANKED):
        return True
    return scene.cursor.language == "en" and (
        wording.approximate or wording.parts[0][1] == "year" or scene.direction(wording) != "ahead"
    )


# "the first in five months", "the worst attack of its kind, the deadliest in weeks".
_RANKED = ("first", "est", "worst", "only", "time", "once", "twice", "times", "most", "least")


def _place(wording: Wording, scene: Scene) -> tuple[int, int]:
    cursor = scene.cursor
    end = max(cursor.ends[wording.after - 1], wording.end)
    if wording.until:
        end = max(end, wording.until.end)
    return cursor.starts[wording.first], end


def unanchored(wording: Wording) -> str:
    """EDTF with the year left open, for a date without a year in an account without a day; empty for others."""
    if wording.until:
        ends = unanchored(wording.until)
        begins = _one_unanchored(wording)
        return f"{begins}/{ends}" if begins and ends else ""
    value = _one_unanchored(wording)
    if value and wording.opens:
        return f"{value}/.." if wording.opens == "since" else f"../{value}"
    return value


def _one_unanchored(wording: Wording) -> str:
    if wording.month is None or wording.year is not None:
        return ""
    if wording.kind == "month":
        return f"XXXX-{wording.month:02d}"
    # 2024 has every day that any year has.
    return f"XXXX-{wording.month:02d}-{wording.day:02d}" if calendar_day(2024, wording.month, wording.day or 0) else ""


def _dated(wording: Wording, scene: Scene, days: Days, bare: TimeMention) -> TimeMention:
    if wording.part and wording.until is None:
        moment = part_moment(days, wording.part, bare.text)
    else:
        moment = day_moment(
            days.first, days.last, quality=days.quality, basis=days.basis, text=bare.text, precision=days.precision
        )
    value = days.value
    if wording.opens == "since":
        value = f"{value.split('/')[0]}/.."
        moment = Moment(moment.begins, None, moment.precision, moment.quality, None, moment.basis, moment.text)
    elif wording.opens in ("until", "by"):
        value = f"../{value.rsplit('/', maxsplit=1)[-1]}"
        moment = Moment(None, moment.ends, moment.precision, moment.quality, None, moment.basis, moment.text)
    return TimeMention(bare.start, bare.end, bare.text, "date", value, moment)


def part_moment(days: Days, part: str, text: str) -> Moment:
    """The hours of a part of the day, zone unknown."""
    low, high = hours_of(part)
    midnight = microseconds(datetime(days.first.year, days.first.month, days.first.day, tzinfo=UTC))
    quality = "approximate" if days.quality == "exact" else days.quality
    return Moment(midnight + low * HOUR, midnight + high * HOUR, "part-day", quality, None, days.basis, text)


def _stretch(wording: Wording, scene: Scene, text: str) -> Moment | None:
    if scene.day is None or not wording.parts or wording.parts[0][0] is None:
        return None
    number, unit = wording.parts[0]
    count = int(number or 0) * DAYS_OF.get(unit, 1) if unit in DAYS_OF else 1
    other = shift_days(scene.day, -count if wording.shift == "last" else count)
    if other is None:
        return None
    first, last = sorted((scene.day, other))
    return day_moment(first, last, quality="approximate", basis=scene.basis, text=text)


def _vague(wording: Wording, scene: Scene, start: int, end: int, text: str) -> TimeMention:
    if scene.day is None:
        return TimeMention(start, end, text, "date", "")
    day = day_moment(scene.day)
    ahead = wording.shift == "next"
    moment = Moment(
        day.begins if ahead else None, None if ahead else day.ends, "day", "approximate", None, scene.basis, text
    )
    value = f"{scene.day.isoformat()}/.." if ahead else f"../{scene.day.isoformat()}"
    return TimeMention(start, end, text, "date", value, moment)


def _clock(wording: Wording, scene: Scene, start: int, end: int, text: str) -> TimeMention:
    told = scene.here or (None if scene.live else scene.recent_day(wording))
    day, basis = told or scene.day, scene.basis
    if told and told != scene.day:
        basis = "inferred"
    midnight = (wording.hour, wording.minute) == (0, 0) and wording.opens in ("until", "by")
    if day and midnight and not (scene.here and scene.cursor.words[wording.after - 1][0].isdecimal()):
        day = shift_days(day, 1)
    zone = None if wording.way == "local" else wording.zone or scene.zone
    if day is None:
        opening, closing = f"T{wording.hour:02d}:{wording.minute:02d}", wording.until
        value = opening if closing is None else f"{opening}/T{closing.hour:02d}:{closing.minute:02d}"
        return TimeMention(start, end, text, "time", value)
    first = _instant(day, wording, zone)
    begins, value = microseconds(first), _written(first, zone)
    ends: int | None = begins + MINUTE
    if wording.until:
        last = _instant(day, wording.until, zone)
        if last < first:
            last += timedelta(days=1)
        ends, value = microseconds(last), f"{value}/{_written(last, zone)}"
    quality: Quality = "approximate" if wording.approximate else "exact"
    if wording.opens == "since":
        return _timed(start, end, text, f"{value}/..", Moment(begins, None, "minute", quality, zone, basis, text))
    if wording.opens in ("until", "by"):
        return _timed(
            start, end, text, f"../{value}", Moment(None, begins + MINUTE, "minute", quality, zone, basis, text)
        )
    return _timed(start, end, text, value, Moment(begins, ends, "minute", quality, zone, basis, text))


def _timed(start: int, end: int, text: str, value: str, moment: Moment) -> TimeMention:
    return TimeMention(start, end, text, "time", value, moment)


@lru_cache(maxsize=256)
def _zone(name: str | None) -> ZoneInfo | None:
    return ZoneInfo(name) if name else None


def _instant(day: date, wording: Wording, zone: str | None) -> datetime:
    return datetime(day.year, day.month, day.day, wording.hour, wording.minute, tzinfo=_zone(zone) or UTC)


def _written(when: datetime, zone: str | None) -> str:
    stamp = f"{when.year:04d}-{when.month:02d}-{when.day:02d}T{when.hour:02d}:{when.minute:02d}"
    if zone is None:
        return stamp
    if zone == "UTC":
        return stamp + "Z"
    offset = when.strftime("%z")
    return f"{stamp}{offset[:3]}:{offset[3:5]}"


def anchored_basis(basis: Basis) -> Basis:
    """The basis of a time that leans on a day: by the dateline or by publication."""
    return "published" if basis == "stated" else basis
