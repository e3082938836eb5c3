"""Full dates in the head of a page, beside names, clock times and the words of a stamp, in lines of any class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..lexicon.times import absolute_dates
from ..lexicon.times.layouts import days_of_months, either_order, month_words
from .drafts import Draft
from .page_words import words_of

_LINES = 30
"""Lines in which a page has said when it appeared; menus may stand before that."""
_PARAGRAPH = 25
"""Words of a closed line with which the text has begun."""
_ELSEWHERE = frozenset({"caption", "related", "promotion", "headline", "duplicate"})
_SEPARATOR = re.compile(r"\s[/–—-]\s|[|·•,;()\[\]→>]")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_HALF_DAY = frozenset("am pm a.m p.m a.m. p.m. am. pm.".split())


def head_dates(drafts: Sequence[Draft], language: str) -> Iterator[tuple[int, date, str]]:
    """(place of the line, date, its text) of the dates that stand in the head of a page as stamps do."""
    for index, draft in _head(drafts):
        if draft.kind in _ELSEWHERE or (draft.prose and len(draft.words) >= _PARAGRAPH):
            continue
        for start, end, day in _dates(draft.text, language, drafts):
            if _stamped(draft.text, start, end):
                yield index, day, draft.text[:80]
                break


def _head(drafts: Sequence[Draft]) -> list[tuple[int, Draft]]:
    head: list[tuple[int, Draft]] = []
    for index, draft in enumerate(drafts[:_LINES]):
        head.append((index, draft))
        if draft.kind == "body" and draft.closed and len(draft.words) >= _PARAGRAPH:
            break
    return head


def _dates(text: str, language: str, drafts: Sequence[Draft]) -> list[tuple[int, int, date]]:
    found = list(absolute_dates(text, language))
    either = [] if found or language != "en" else list(either_order(text))
    if either:
        named = {day for draft in drafts for day in days_of_months(draft.text)}
        for start, end, ways in either:
            day = _nearer(ways, named)
            if day:
                found.append((start, end, day))
    return found


def _nearer(ways: tuple[date, date], named: set[tuple[int, int]]) -> date | None:
    """Which of two readings lies nearer to the days that the page names; None where neither does."""

    def gap(day: date) -> int:
        return min((abs((day.month - month) * 30 + day.day - of_month) for month, of_month in named), default=999)

    first, second = ways
    if gap(first) == gap(second):
        return None
    return first if gap(first) < gap(second) else second


def _stamped(text: str, start: int, end: int) -> bool:
    """Whether nothing stands beside a date in its part of a line but names, clock times and words of a stamp."""
    before, after = _SEPARATOR.split(text[:start])[-1], _SEPARATOR.split(text[end:])[0]
    known, months = words_of("stamp-word"), month_words()
    return all(
        word[0].isupper() or word.lower() in known or word.lower() in _HALF_DAY or word.lower().strip(".") in months
        for word in _WORD.findall(f"{before} {after}")
    )
