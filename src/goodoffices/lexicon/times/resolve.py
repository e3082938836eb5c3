"""A worded time set against its scene: which days it means, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ...records import Basis, Quality
from .layouts import calendar_day
from .scene import Scene
from .spans import (
    Days,
    decade_of,
    many_days,
    month_of,
    months_of,
    one_day,
    part_of,
    season_of,
    shift_days,
    shift_months,
    week_of,
    year_of,
)
from .wording import Wording

# A date without a year is the one nearest to the account; only beyond this many days do tense and context decide.
NEAR = 60
_STEPS = {"last": -1, "this": 0, "next": 1, "coming": 1, "recent": -1, "beforelast": -2, "afternext": 2}


def days_meant(wording: Wording, scene: Scene) -> Days | None:
    """The days a date-like wording means; None when it cannot be told."""
    try:
        found = _RESOLVERS[wording.kind](wording, scene) if wording.kind in _RESOLVERS else None
        if found and wording.parts and wording.edge in ("opening", "closing"):
            return part_of(found, wording.edge, *wording.parts[0])
        if found and wording.edge in ("firstday", "lastday"):
            return one_day(found.first if wording.edge == "firstday" else found.last, found.quality, found.basis)
        if found is None or wording.until is None:
            return found
        return _ranged(found, wording, wording.until, scene)
    except (ValueError, OverflowError):
        # Beyond the years 1 to 9999 there are no dates to tell.
        return None


def _ranged(opening: Days, wording: Wording, until: Wording, scene: Scene) -> Days | None:
    closing = days_meant(until, scene)
    if closing is None:
        return None
    if wording.kind == until.kind == "weekday" and not until.shift:
        later = shift_days(opening.first, ((until.weekday or 1) - (wording.weekday or 1)) % 7)
        closing = one_day(later, closing.quality, closing.basis) if later else closing
    elif closing.last < opening.first and until.year is None and until.month:
        closing = _in_year(until, opening.first.year + 1, closing.quality, closing.basis) or closing
    if closing.last < opening.first:
        if wording.year is None and wording.month and until.year is not None:
            opening = (
                _in_year(wording, until.year - (wording.month > (until.month or 12)), "exact", "stated") or opening
            )
        if wording.kind == "weekday" and (before := shift_days(opening.first, -7)) and before <= closing.last:
            opening = one_day(before, opening.quality, opening.basis)
        if closing.last < opening.first:
            return None
    quality: Quality = opening.quality if opening.quality != "exact" else closing.quality
    basis: Basis = opening.basis if opening.basis != "stated" else closing.basis
    first, last = opening.value.split("/")[0], closing.value.split("/")[-1]
    return Days(opening.first, closing.last, opening.precision, f"{first}/{last}", quality, basis)


def _in_year(wording: Wording, year: int, quality: Quality, basis: Basis) -> Days | None:
    if not 1 <= year <= 9998 or wording.month is None:
        return None
    if wording.kind == "month":
        return month_of(year, wording.month, wording.edge, _edged(wording, quality), basis)
    day = calendar_day(year, wording.month, wording.day or 0)
    return one_day(day, quality, basis) if day else None


def _edged(wording: Wording, quality: Quality) -> Quality:
    return "approximate" if wording.edge and quality == "exact" else quality


def _date(wording: Wording, scene: Scene) -> Days | None:
    days = _one_date(wording, scene)
    return week_of(days.first, 0, days.quality, days.basis) if days and wording.unit == "week" else days


def _one_date(wording: Wording, scene: Scene) -> Days | None:
    if wording.year is not None:
        return _in_year(wording, wording.year, "uncertain" if wording.uncertain else "exact", "stated")
    if scene.day is None:
        return None
    if wording.year_shift:
        return _in_year(wording, _shifted_year(wording, scene, scene.day), "exact", scene.basis)
    days = _around(scene.day, wording.month or 0, wording.day or 0)
    if not days:
        return None
    if wording.weekday:
        right = [day for day in days if day.isoweekday() == wording.weekday]
        if right:
            return one_day(right[0], "exact", scene.basis)
    day, quality, basis = _nearest(wording, scene, scene.day, days)
    return one_day(day, quality, basis)


@lru_cache(maxsize=4096)
def _around(anchor: date, month: int, day: int) -> tuple[date, ...]:
    """The days of that name in the year of the anchor and in those beside it, the nearest to the anchor first."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [found for year in years if (found := calendar_day(year, month, day))]
    return tuple(sorted(days, key=lambda found: (abs(found - anchor), found)))


def _nearest(wording: Wording, scene: Scene, anchor: date, days: Sequence[date]) -> tuple[date, Quality, Basis]:
    nearest = days[0]
    if wording.opens == "since" and len(days) > 1 and abs((days[1] - anchor).days) > 2 * abs((nearest - anchor).days):
        return nearest, "exact", scene.basis
    if abs((nearest - anchor).days) <= NEAR:
        return nearest, "exact", scene.basis
    if scene.block_year and scene.block_year < anchor.year and not wording.opens:
        told = calendar_day(scene.block_year, nearest.month, nearest.day)
        if told:
            return told, "approximate", "inferred"
    way = _leads(wording, scene)
    if way == "behind":
        return max(day for day in days if day <= anchor), "exact", scene.basis
    if way == "ahead":
        return min((day for day in days if day >= anchor), default=nearest), "exact", scene.basis
    return nearest, "exact", scene.basis


def _shifted_year(wording: Wording, scene: Scene, today: date) -> int:
    """The year that "last year", "that year", "the same year" mean."""
    told = scene.block_year or (scene.month[0] if scene.month else today.year)
    if wording.year_shift == "same" or wording.shift == "that":
        return told
    return today.year + _STEPS[wording.year_shift]


def _month(wording: Wording, scene: Scene) -> Days | None:
    month = wording.month or 1
    if wording.year is not None:
        return _in_year(wording, wording.year, "exact", "stated")
    if scene.day is None:
        return None
    if wording.year_shift:
        return _in_year(wording, _shifted_year(wording, scene, scene.day), "exact", scene.basis)
    if wording.shift == "that":
        return _in_year(wording, _shifted_year(wording, scene, scene.day), "exact", "inferred")
    ahead = (month - scene.day.month) % 12
    step = ahead if ahead <= 5 else ahead - 12
    if wording.shift in ("last", "recent"):
        step = ahead - 12
    elif wording.shift in ("next", "coming"):
        step = ahead or 12
    elif wording.shift == "this":
        return _in_year(wording, scene.day.year, "exact", scene.basis)
    elif wording.shift == "told":
        step = ahead - 12 if ahead > 1 else ahead  # "the April round" was, save that of the coming month
    elif ahead:
        way = _leads(wording, scene)
        if wording.opens in ("until", "by") or (way == "ahead" and ahead <= (6 if wording.opens == "since" else 9)):
            step = ahead
        elif way == "behind" or wording.opens == "since":
            step = ahead - 12
    found = shift_months(scene.day, step)
    return _in_year(wording, found[0], "exact", scene.basis) if found else None


def _year(wording: Wording, scene: Scene) -> Days | None:
    if wording.year is None or not 1 <= wording.year <= 9998:
        return None
    return year_of(wording.year, wording.edge, _edged(wording, "exact"), "stated")


def _decade(wording: Wording, scene: Scene) -> Days | None:
    return decade_of(wording.year or 2000, _edged(wording, "exact"), "stated")


def _weekday(wording: Wording, scene: Scene) -> Days | None:
    if scene.day is None or wording.weekday is None:
        return None
    today, number = scene.day, wording.weekday
    if wording.unit == "week":
        day = shift_days(today, 7 * _STEPS[wording.shift] + number - today.isoweekday())
        return one_day(day, "exact", scene.basis) if day else None
    told = _weekday_told(wording, scene, today)
    if told:
        return one_day(told, "exact", "inferred")
    back = (today.isoweekday() - number) % 7
    forward = (number - today.isoweekday()) % 7
    step, quality = _weekday_step(wording, scene, back, forward, today)
    step += 7 * (wording.edge == "week")
    day = shift_days(today, step)
    return one_day(day, quality, scene.basis) if day else None


def _weekday_told(wording: Wording, scene: Scene, today: date) -> date | None:
    """The weekday counted from the day that the sentence, or the one before, named: "the Friday after that"."""
    number, base = wording.weekday or 1, scene.here or scene.last
    if wording.opens or wording.way:
        return None
    if scene.told and scene.told_at == scene.sentence and scene.told.isoweekday() == number and not wording.shift:
        return scene.told  # "by 26 January, a Sunday"
    if base is None:
        return None
    ahead = shift_days(base, (number - base.isoweekday() - 1) % 7 + 1)
    if wording.shift == "after":
        return ahead
    if wording.shift == "following":
        return ahead if ahead and scene.direction(wording) == "behind" and ahead <= today else None
    if wording.shift or scene.here is None:
        return None
    if scene.here.isoweekday() == number:
        return scene.here  # "tomorrow, a Saturday"
    planned = scene.here < today and scene.direction(wording) == "planned"
    return ahead if planned else None


def _weekday_step(wording: Wording, scene: Scene, back: int, forward: int, today: date) -> tuple[int, Quality]:
    number = wording.weekday or 1
    if wording.shift == "beforelast":
        return -(back or 7) - 7, "exact"
    if wording.shift in ("last", "recent"):
        # "last Tuesday" said on a Wednesday: yesterday for some, a week earlier for others.
        return -(back or 7), "uncertain" if number < today.isoweekday() else "exact"
    if wording.shift in ("after", "following") and scene.direction(wording) == "behind":
        return -back, "exact"
    if wording.shift in ("next", "after", "following"):
        within = number > today.isoweekday()
        return (forward + 7, "uncertain") if within else (forward or 7, "exact")
    if wording.shift == "coming":
        return forward or 7, "exact"
    if wording.shift == "this":
        return number - today.isoweekday(), "exact"
    way = _leads(wording, scene)
    if wording.opens == "by" or (wording.opens == "until" and way not in ("behind",)):
        return forward, "exact"
    if way in ("ahead", "planned") and (wording.opens != "since" or wording.way or _opens_with_from(wording, scene)):
        return forward, "exact"
    return -back, "exact"


def _opens_with_from(wording: Wording, scene: Scene) -> bool:
    """ "From Friday", "с понедельника", which may be to come; "since Friday" is past."""
    return scene.cursor.word(wording.first) != "since"


def _leads(wording: Wording, scene: Scene) -> str:
    """Where the words themselves lead ("not before Friday"), else where the clause does."""
    return wording.way if wording.way == "ahead" else scene.direction(wording)


def _day(wording: Wording, scene: Scene) -> Days | None:
    day = shift_days(scene.day, wording.offset) if scene.day else None
    return one_day(day, "approximate" if wording.approximate else "exact", scene.basis) if day else None


def _context(wording: Wording, scene: Scene) -> Days | None:
    base, basis, quality = scene.here or scene.last, "inferred", "exact"
    if wording.offset < 0 and scene.cursor.language != "en" and scene.here is None:
        base = None
    if base is None and wording.offset == 0:
        base, basis, quality = scene.day, scene.basis, "uncertain"
    elif base is None and (wording.offset < 0 or scene.direction(wording) == "ahead"):
        base, basis, quality = scene.day, scene.basis, "approximate"
    if base is None and scene.lead:
        base, quality = scene.lead, "approximate"
    day = shift_days(base, wording.offset) if base else None
    return one_day(day, quality, basis) if day else None  # type: ignore[arg-type]


def _period(wording: Wording, scene: Scene) -> Days | None:
    if scene.day is None:
        return None
    if wording.shift == "same":
        told = scene.block_year or (scene.month[0] if scene.month else None)
        return year_of(told, wording.edge, "exact", "inferred") if told else None
    step, quality = _STEPS[wording.shift or "this"], _edged(wording, "exact")
    if wording.unit == "week":
        return week_of(scene.day, step, quality, scene.basis)
    if wording.unit == "month":
        found = shift_months(scene.day, step)
        return month_of(*found, wording.edge, quality, scene.basis) if found else None
    if wording.unit == "quarter":
        number = (scene.day.month - 1) // 3 + step
        year = scene.day.year + number // 4
        return months_of(year, number % 4 * 3 + 1, number % 4 * 3 + 3, quality, scene.basis)
    if wording.unit == "decade":
        return decade_of(scene.day.year + 10 * step, quality, scene.basis)
    if wording.unit == "year":
        return year_of(scene.day.year + step, wording.edge, quality, scene.basis)
    return None


def _weekend(wording: Wording, scene: Scene) -> Days | None:
    if scene.day is None:
        return None
    saturday = 6 - scene.day.isoweekday()
    inside = scene.day.isoweekday() >= 6
    if wording.shift in ("next",):
        saturday += 7
    elif wording.shift in ("last", "recent") or (
        not wording.shift and not inside and scene.direction(wording) != "ahead"
    ):
        saturday -= 7
    first, last = shift_days(scene.day, saturday), shift_days(scene.day, saturday + 1)
    return many_days(first, last, "day", "exact", scene.basis) if first and last else None


def _quarter(wording: Wording, scene: Scene) -> Days | None:
    number = int(wording.value)
    basis: Basis = "stated" if wording.year else scene.basis
    year = wording.year
    if year is None and scene.day:
        year = scene.day.year + (_STEPS[wording.year_shift] if wording.year_shift else 0)
        begun = date(year, number * 3 - 2, 1) <= scene.day
        if not wording.year_shift and not begun and scene.direction(wording) != "ahead":
            year -= 1
    return months_of(year, number * 3 - 2, number * 3, _edged(wording, "exact"), basis) if year else None


def _season(wording: Wording, scene: Scene) -> Days | None:
    code = int(wording.value)
    if wording.year is not None:
        return season_of(wording.year, code, "approximate", "stated")
    if scene.day is None:
        return None
    if wording.year_shift:
        return season_of(_shifted_year(wording, scene, scene.day), code, "approximate", scene.basis)
    rows = [season_of(scene.day.year + step, code, "approximate", scene.basis) for step in (-2, -1, 0, 1)]
    today = scene.day
    past = [row for row in rows if row.last < today]
    ahead = [row for row in rows if row.last >= today]
    if wording.shift == "last":
        return past[-1]
    if wording.shift == "next":
        return next(row for row in ahead if row.first > today)
    back = scene.direction(wording) in ("behind", "said") and not wording.shift
    return past[-1] if back and ahead[0].first > today else ahead[0]


def _ago(wording: Wording, scene: Scene) -> Days | None:
    context = wording.way in ("later", "earlier") or (wording.way == "in" and scene.direction(wording) == "behind")
    told = scene.last if wording.way == "earlier" else scene.told or scene.last
    base = (scene.here or told) if context else scene.day
    if context and scene.month and wording.parts and wording.parts[0][1] in ("month", "year"):
        base = date(*scene.month, 1)
    if not wording.parts:
        return None
    number, unit = wording.parts[0]
    if base is None and unit == "year":
        base = scene.day
    if base is None:
        return None
    if number is None:
        return None
    back = wording.way in ("ago", "earlier")
    basis: Basis = "inferred" if context else scene.basis
    count = -int(number) if back else int(number)
    return _counted(base, count, unit, "approximate" if wording.approximate else "exact", basis)


def _counted(base: date, count: int, unit: str, quality: Quality, basis: Basis) -> Days | None:
    if abs(count) > 9999:
        return None
    if unit in ("day", "week"):
        day = shift_days(base, count * (7 if unit == "week" else 1))
        return one_day(day, quality if unit == "day" else "approximate", basis) if day else None
    if unit == "month":
        found = shift_months(base, count)
        return month_of(*found, "", "approximate", basis) if found else None
    if unit == "year":
        year = base.year + count
        return year_of(year, "", "approximate", basis) if 1 <= year <= 9998 else None
    return one_day(base, "approximate", basis) if unit in ("hour", "minute", "second") and abs(count) < 12 else None


def _monthday(wording: Wording, scene: Scene) -> Days | None:
    """A day without its month: in the month named last, else the nearest, on the weekday where one is told."""
    if scene.day is None or wording.day is None:
        return None
    base = scene.day
    if wording.shift:
        month = shift_months(base, _STEPS.get(wording.shift, 0))
        days = [month] if month else []
    elif scene.month:
        named = date(*scene.month, 1)
        days = [scene.month, *filter(None, (shift_months(named, step) for step in (1, -1)))]
        if scene.last and (scene.last.year, scene.last.month) == scene.month and scene.last.day > wording.day + 15:
            days = days[1:]
    else:
        days = [month for step in (0, -1, 1) if (month := shift_months(base, step))]
    found = [day for year, month in days if (day := calendar_day(year, month, wording.day))]
    right = [day for day in found if day.isoweekday() == wording.weekday] if wording.weekday else []
    if right:
        return one_day(min(right, key=lambda day: abs(day - base)), "exact", scene.basis)
    if not scene.month and not wording.shift:
        found = _on_the_way(_leads(wording, scene), wording, found, base) or found
    return one_day(found[0], "exact", scene.basis) if found else None


def _on_the_way(way: str, wording: Wording, days: Sequence[date], base: date) -> list[date]:
    if way == "ahead" or wording.opens in ("by", "until"):
        return sorted(day for day in days if day >= base)
    if way == "behind":
        return sorted((day for day in days if day <= base), reverse=True)
    return sorted(days, key=lambda day: abs(day - base))


def _part(wording: Wording, scene: Scene) -> Days | None:
    told = scene.here or (None if scene.live or wording.opens else scene.recent_day(wording))
    base = told or scene.day
    basis: Basis = "inferred" if told and told != scene.day else scene.basis
    return one_day(base, "exact", basis) if base else None


_RESOLVERS = {
    "date": _date,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "weekday": _weekday,
    "day": _day,
    "context": _context,
    "period": _period,
    "weekend": _weekend,
    "quarter": _quarter,
    "season": _season,
    "ago": _ago,
    "part": _part,
    "monthday": _monthday,
}
