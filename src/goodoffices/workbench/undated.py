"""Pages that do not say when they appeared: what the other pages of the brief let us infer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ..records import Annotated

YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
NEAR = timedelta(days=10)
"""A page that names a day within this distance of the others' publication is taken to speak of the same days."""


def inferred_days(pages: Sequence[Annotated]) -> dict[str, date]:
    """Path of each undated page -> the day it speaks from.

    An undated page names days without a year. The newest of them that lies near the publication of a dated page
    is taken; where none does, the page stays undated. Independent of the order of the pages.
    """
    known = sorted({page.document.published.first_day for page in pages if page.document.published})
    if not known:
        return {}
    found: dict[str, date] = {}
    for page in pages:
        if page.document.published is None:
            day = nearest_day(yearless_values(page), known)
            if day is not None:
                found[page.document.path] = day
    return found


def nearest_day(yearless: Iterable[str], known: Sequence[date]) -> date | None:
    """The newest day that yearless dates may mean near one of the known days of publication; None for none."""
    return max((day for value in yearless for day in _days(value, known)), default=None)


def yearless_values(page: Annotated) -> list[str]:
    """EDTF values of the page's dates that name no year."""
    return [mention.value for mention in page.mentions.times if mention.value.startswith("XXXX-")]


def _days(value: str, known: Sequence[date]) -> Iterable[date]:
    for month, day in YEARLESS.findall(value):
        for anchor in known:
            try:
                candidate = date(anchor.year, int(month), int(day))
            except ValueError:
                continue
            if abs(candidate - anchor) <= NEAR:
                yield candidate
