"""The dateline of a report: GENEVA, Feb 18 (Reuters) -, ЖЕНЕВА, 18 февраля. /ТАСС/., KYIV, Ukraine (AP) —."""

from __future__ import annotations

import re

import msgspec

from ..lexicon.times.layouts import month_words
from .page_words import agencies_in

_NAME = r"[^\W\d_][\w'’.-]{0,30}(?:\s[^\W\d_][\w'’.-]{0,30}){0,3}"
_DATE = r"(?:\d{1,2}\s[^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.?\s\d{1,2})(?:,?\s\d{4})?"
_DATELINE = re.compile(
    rf"(?P<place>{_NAME}(?:/{_NAME})?)(?:,\s(?P<land>{_NAME}))??(?:[,.]\s{{0,2}}(?P<date>{_DATE}))?\s{{0,2}}[.,]?\s{{0,2}}"
    rf"(?P<agency>\([^()]{{2,40}}\)|/[^/]{{2,40}}/|\[[^\]]{{2,40}}\])?\s{{0,2}}[.:]?\s{{0,2}}(?P<dash>--|[-–—])?(?=\s)"
)
_LETTERS = re.compile(r"[^\W\d_]{2,6}")
_AGENCY_FIRST = re.compile(r"(?P<agency>\([^()]{2,40}\)|\[[^\]]{2,40}\])\s{0,2}(?:--|[-–—:])\s")


class Dateline(msgspec.Struct, frozen=True):
    """`place` as stated; `day` and `month` (year rarely stands in it); `agencies` it credits; characters it takes."""

    place: str = ""
    day: int = 0
    month: int = 0
    year: int = 0
    agencies: tuple[str, ...] = ()
    end: int = 0


def dateline_of(text: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph; None when it begins otherwise."""
    head = text.lstrip(' \t\u00a0“"')[:140]
    first = _AGENCY_FIRST.match(head)
    if first:
        credited = _credited(first.group("agency"))
        return Dateline(agencies=credited, end=first.end()) if credited else None
    match = _DATELINE.match(head)
    if match is None:
        return None
    place, agency = match.group("place"), match.group("agency")
    day, month, year = _date(match.group("date") or "")
    credited = _credited(agency) if agency else ()
    named = place.isupper() and len(place) > 2
    dashed = match.group("dash") is not None
    # A place in capitals with a dash, a date or an agency; in small letters only with two of the three.
    signs = dashed + bool(day) + bool(credited)
    if not place[0].isupper() or len(place.split()) > 4 or signs < (1 if named else 2):
        return None
    if match.group("date") and not day:
        return None
    return Dateline(place.strip(" .,"), day, month, year, credited, match.end())


def _credited(bracket: str) -> tuple[str, ...]:
    """The agencies in the bracket of a dateline; letters that no list knows are an agency's as well: "(KNS)"."""
    known = tuple(agencies_in(bracket))
    letters = bracket[1:-1].strip()
    return known or ((letters,) if _LETTERS.fullmatch(letters) and letters.isupper() else ())


def _date(text: str) -> tuple[int, int, int]:
    day = month = year = 0
    for part in re.findall(r"[^\W_]+", text):
        if part.isdigit():
            if len(part) == 4:
                year = int(part)
            else:
                day = int(part)
        else:
            month = month_words().get(part.lower(), 0)
    return (day, month, year) if day and month else (0, 0, 0)
