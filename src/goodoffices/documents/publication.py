"""When a page appeared, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ..lexicon.times import absolute_dates
from ..records import Basis, Moment, day_moment
from .datelines import Dateline
from .drafts import Draft
from .head_dates import head_dates
from .page_words import weekdays, words_of

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_PATH = re.compile(r"[/_-](20\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?=[/_.-]|$)")
_DATED = 5  # words of a line that heads a release with its place and date
_PUBLISHED = ("published", "posted", "first published", "опубліковано", "опубликовано", "дата публ")
_SAID, _BESIDE, _UPDATED = -1, 1, 2
"""Where a date stands among those of a page: said to be of publication, beside other things, of a change."""
_FIRST_YEAR = 1800
_CAPTION_AGE = 2
"""Pictures of the day before, or of two days before, stand above reports of today."""


def published_moment(
    drafts: Sequence[Draft],
    *,
    given: date | None,
    carried: str,
    dateline: Dateline | None,
    language: str,
    zone: str | None,
    where: str,
) -> tuple[Moment | None, tuple[str, ...]]:
    """The day of publication and what had to be said about it.

    In this order: the caller's word; what the carrier says (feed, meta tags); a date stamp on the page; the
    dateline, its year from the newest full date on the page; the date in the address; the captions and weekdays.
    """
    if given:
        return day_moment(given, zone=zone, basis="published", text=given.isoformat()), ()
    carried_day = stated_day(carried)
    if carried_day:
        return day_moment(carried_day, zone=zone, basis="stated", text=carried), ()
    found = _stamped(drafts, language)
    if found:
        return day_moment(found[0], zone=zone, basis="stated", text=found[1]), ()
    day, basis, ground = _leaning(drafts, dateline, language, where)
    if day is None:
        return None, ("no publication date in the page; relative times stay open unless --published gives it",)
    moment = day_moment(day, zone=zone, basis=basis, text=ground)
    return moment, (f"publication date {day.isoformat()} inferred: {ground}",)


def stated_day(text: str) -> date | None:
    """The day of an ISO 8601 or RFC 5322 date; None for anything else."""
    if not text:
        return None
    match = _ISO.match(text.strip())
    try:
        if match:
            day = date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
            return day if day.year >= _FIRST_YEAR else None  # 0001-01-01 is how systems write that nothing is known
        from email.utils import parsedate_to_datetime  # takes 10 ms to load and is needed for feeds

        parsed: datetime = parsedate_to_datetime(text.strip())
        return parsed.date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return next((day for _, _, day in absolute_dates(text[:200], "en")), None)


def _stamped(drafts: Sequence[Draft], language: str) -> tuple[date, str] | None:
    """The first full date in a line that only dates or signs the page; "published" goes before "updated"."""
    found: list[tuple[int, bool, int, date, str]] = []
    for index, draft in enumerate(drafts):
        heads = draft.kind == "subheading" and len(draft.words) <= _DATED  # "Bunagana, 15 November 2025"
        if not heads and (draft.kind not in ("notice", "credit", "live-time") or len(draft.words) > 20):
            continue
        if not _has_year(draft.text):
            continue
        if draft.text.startswith("©") or "copyright" in draft.low:
            continue
        for _, _, day in absolute_dates(draft.text, language):
            late = _UPDATED if any(word in draft.low for word in ("updat", "оновл", "обновл", "modif")) else 0
            if draft.low.startswith(_PUBLISHED):
                late = _SAID  # a masthead may show the day on which the page was looked at
            found.append((late, heads, index, day, draft.text[:80]))
            break
    found += [(_BESIDE, False, index, day, text) for index, day, text in head_dates(drafts, language)]
    return min(found)[3:] if found else None


def _has_year(text: str) -> bool:
    return "20" in text or "19" in text or text.count(".") > 1


def _leaning(
    drafts: Sequence[Draft], dateline: Dateline | None, language: str, where: str
) -> tuple[date | None, Basis, str]:
    newest = _newest(drafts, language)
    if dateline and dateline.day:
        year = dateline.year or (newest[0].year if newest else 0) or _year_in(where)
        for candidate in (year, year + 1) if year else ():
            day = _calendar(candidate, dateline.month, dateline.day)
            # A dateline in January above a picture of December belongs to the year after.
            if day and (dateline.year or not newest or day >= newest[0] - timedelta(days=31)):
                return day, "dateline", f"dateline, year {candidate}"
    match = _PATH.search(where)
    if match:
        day = _calendar(int(match.group(1)), int(match.group(2)), int(match.group(3)))
        if day:
            return day, "inferred", f"date in the name {match.group().strip('/_-.')}"
    if newest:
        day = _by_weekday(drafts, newest[0], language)
        ground = f"newest full date on the page, {newest[0].isoformat()} in line {newest[1]}"
        return day, "inferred", ground if day == newest[0] else f"{ground}, and the weekdays it names"
    return None, "inferred", ""


def _year_in(where: str) -> int:
    match = re.search(r"(?<!\d)(20[0-4]\d)(?!\d)", where)
    return int(match.group(1)) if match else 0


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _newest(drafts: Sequence[Draft], language: str) -> tuple[date, int] | None:
    """The newest full date of a caption; with none, of the first paragraphs, unless it is a date looked back to."""
    captions = [
        (day, draft.number)
        for draft in drafts
        if draft.kind == "caption" and _has_year(draft.text)
        for _, _, day in absolute_dates(draft.text, language)
    ]
    if captions:
        return max(captions, key=lambda pair: (pair[0], -pair[1]))
    found: list[tuple[date, int]] = []
    since = words_of("since")
    for draft in [draft for draft in drafts if draft.kind in ("body", "summary", "headline")][:4]:
        if not _has_year(draft.text):
            continue
        for start, _, day in absolute_dates(draft.text, language):
            before = draft.text[max(0, start - 60) : start].lower().split()[-1:]
            if not before or before[0] not in since:
                found.append((day, draft.number))
    return max(found, key=lambda pair: (pair[0], -pair[1])) if found else None


def _by_weekday(drafts: Sequence[Draft], lower: date, language: str) -> date:
    """The furthest of the weekdays told as past or present in the first paragraphs, within two days of `lower`."""
    table, future = weekdays(), words_of("future")
    named: set[int] = set()
    for draft in [draft for draft in drafts if draft.kind in ("body", "summary")][:4]:
        if future.isdisjoint(draft.words):
            named.update(table[word] for word in draft.words if word in table)
    best = lower
    for ahead in range(1, _CAPTION_AGE + 1):
        day = lower + timedelta(days=ahead)
        if day.weekday() in named:
            best = day
    return best
