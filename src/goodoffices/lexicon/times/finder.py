"""Every time a reading names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import structs

from ...records import LiveEntry, TimeMention
from ..reading import Reading, Sentence
from .anchor import Anchor
from .mentions import anchored_basis, mention
from .phrases import worded
from .scene import Scene
from .wording import Wording

# A day named in one paragraph still holds in the next for this many sentences.
CARRIED = 3
_DAYS = frozenset({"date", "weekday", "day", "context", "ago", "monthday"})
_YEARLY = frozenset({"date", "month", "season", "monthday"})


def find_times(reading: Reading, anchor: Anchor, entries: Sequence[LiveEntry] = ()) -> tuple[TimeMention, ...]:
    """Dates, clock times, durations and sets, in text order, none inside another.

    Values: EDTF for dates (`2026-02-17`, `2026-01-23/2026-01-24`, `2014/..`), ISO 8601 for clock times and
    lengths (`2026-02-18T10:00+02:00`, `PT2H`, `PTXH` where the number is not stated). A relative time in a
    text without a day keeps an empty value; a date without a year has `XXXX` for it. See docs/decisions/time.md.
    """
    cursor, sentences = worded(reading)
    scene = Scene(cursor, anchor.day, anchored_basis(anchor.basis), anchor.zone)
    starts = [entry.start for entry in entries]
    found: list[TimeMention] = []
    for sentence, group in sentences:
        if not group:
            continue
        cursor.first, cursor.stop = scene.start, scene.stop = sentence.first, sentence.last
        _enter(scene, anchor, entries, starts, sentence)
        found.extend(_resolved(group, scene))
    return tuple(found)


def _enter(
    scene: Scene, anchor: Anchor, entries: Sequence[LiveEntry], starts: Sequence[int], sentence: Sentence
) -> None:
    place = bisect_right(starts, sentence.start) - 1
    entry = entries[place] if place >= 0 and sentence.start < entries[place].end else None
    if entry:
        scene.day, scene.zone = entry.time.first_day, entry.time.zone or anchor.zone
    else:
        scene.day, scene.zone = anchor.day, anchor.zone
    scene.live = entry is not None
    if scene.block is not sentence.block and sentence.index - scene.last_at > CARRIED:
        scene.last = scene.told = scene.coming = None
    if scene.block is not sentence.block or sentence.index - scene.sentence > 1:
        scene.block_year = scene.month = None
    scene.block, scene.sentence = sentence.block, sentence.index
    scene.here, scene.earlier = None, scene.last


def _resolved(group: Sequence[Wording], scene: Scene) -> list[TimeMention]:
    """Days first, so that a clock time finds the day its own sentence names, wherever that stands."""
    done: list[TimeMention | None] = []
    days: list[tuple[Wording, date]] = []
    bounds: list[tuple[Wording, date]] = []
    for before, wording in zip((None, *group), group, strict=False):
        if before and before.kind == "clock" and before.opens in ("until", "by") and wording.first - before.after <= 1:
            wording.way = wording.way or "ahead"  # "until midnight on Friday"
        made = None if wording.kind in ("clock", "part") else mention(wording, scene)
        if made and made.moment and wording.kind in _DAYS and _one_day(made, wording):
            named = made.moment.first_day if not wording.part else _day_of(made)
            scene.name(named)
            days.append((wording, named))
        elif made and made.moment and wording.kind in _DAYS and wording.opens in ("until", "by") and not wording.until:
            scene.told, scene.told_at = date.fromisoformat(made.value[-10:]), scene.sentence
            bounds.append((wording, scene.told))
        elif made and made.moment and made.moment.precision == "year" and wording.kind == "ago":
            scene.block_year = made.moment.first_day.year
        elif made and made.moment and wording.kind == "year":
            scene.block_year = wording.year
        if made and made.moment and wording.kind in _YEARLY:
            scene.month = (made.moment.first_day.year, made.moment.first_day.month)
            if wording.year:
                scene.block_year = wording.year
        done.append(made)
    for place, wording in enumerate(group):
        if wording.kind in ("clock", "part"):
            near = [day for day in days if not _aside(scene, day[0], wording) and not _quoted(scene, day[0], wording)]
            near += [day for day in bounds if abs(wording.first - day[0].after) <= 1]
            nearest = min(
                near, key=lambda day: (_apart(scene, day[0], wording), day[0].first < wording.first), default=None
            )
            scene.here = nearest[1] if nearest else None
            done[place] = mention(wording, scene)
    _appositions(group, done, scene)
    return [made for made in done if made]


def _appositions(group: Sequence[Wording], done: list[TimeMention | None], scene: Scene) -> None:
    """In "a week later, on 28 September" the date says which day is meant."""
    for place, (left, right) in enumerate(pairwise(group)):
        made, told = done[place], done[place + 1]
        if left.kind not in ("context", "ago") or right.kind != "date" or right.until or not made or not told:
            continue
        between = scene.cursor.text[made.end : told.start].strip()
        whole = made.moment is None or made.moment.precision in ("day", "part-day")
        if whole and told.moment and between in (",", ", on", ", у", ", в", "–", "("):
            done[place] = structs.replace(made, value=told.value, moment=structs.replace(told.moment, text=made.text))


def _aside(scene: Scene, day: Wording, hour: Wording) -> bool:
    """Whether a day comes after the clock time and beyond a comma: "ended before noon, unlike the talks on Tuesday"."""
    if day.first < hour.first:
        return False
    cursor = scene.cursor
    between = cursor.text[cursor.ends[hour.after - 1] : cursor.starts[day.first]]
    return len(between) > 12 and any(mark in between for mark in ",;:—–")


def _quoted(scene: Scene, day: Wording, hour: Wording) -> bool:
    """Whether the day was named in a quotation that ends before the clock time."""
    if day.first > hour.first:
        return False
    between = scene.cursor.text[scene.cursor.ends[day.after - 1] : scene.cursor.starts[hour.first]]
    return any(mark in between for mark in '»”"')


def _apart(scene: Scene, day: Wording, hour: Wording) -> int:
    """How far a day stands from a clock time: characters between them, marks between clauses counting for many."""
    left, right = (day, hour) if day.first < hour.first else (hour, day)
    between = scene.cursor.text[scene.cursor.ends[left.after - 1] : scene.cursor.starts[right.first]]
    return len(between) + 40 * sum(between.count(mark) for mark in ",;:—")


def _one_day(made: TimeMention, wording: Wording) -> bool:
    whole = made.moment is not None and made.moment.precision in ("day", "part-day")
    return whole and wording.until is None and not wording.opens


def _day_of(made: TimeMention) -> date:
    return date.fromisoformat(made.value)
