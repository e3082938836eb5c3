"""Zones of clock times: abbreviations, offsets, cities and their adjectives, as IANA names."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..concepts import LANGUAGES
from ..vocabulary import vocabulary

UNNAMED = {"en": ("local",), "uk": ("місцевим", "місцевого"), "ru": ("местному", "местного")}
_OFFSET = re.compile(r"(?:UTC|GMT|ГМТ)\s?([+\-−–])\s?(\d{1,2})(?::?([0-5]\d))?(?![\d:])")
# Offsets that are no whole hours have no Etc/ name; these regions keep them all year.
_ODD = {"+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata", "+5:45": "Asia/Kathmandu",
        "+6:30": "Asia/Yangon", "+9:30": "Australia/Darwin"}  # fmt: skip


class Zoned(NamedTuple):
    """A zone phrase: where it ends, and its IANA name; None for "local time", which names none."""

    end: int
    zone: str | None


@cache
def marks() -> dict[str, str]:
    """Abbreviation in capitals -> IANA name."""
    return {str(mark): zone for zone, entry in vocabulary("zones").items() for mark in entry.get("marks", ())}


@cache
def _named(language: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    exact: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    for zone, entry in vocabulary("zones").items():
        for word in entry.get("words", {}).get(language, ()):
            if word.endswith("*"):
                stems.append((word[:-1], zone))
            else:
                exact[word] = zone
    return exact, tuple(sorted(stems, key=lambda pair: -len(pair[0])))


def zone_named(words: str, language: str) -> str | None:
    """The zone of "kyiv", "new york", "київським"; None where the words name none we know."""
    exact, stems = _named(language)
    found = exact.get(words)
    if found is None:
        found = next((zone for stem, zone in stems if words.startswith(stem)), None)
    return found


def offset_zone(sign: str, hours: int, minutes: int) -> str | None:
    """The IANA name of a fixed offset: +2 is `Etc/GMT-2` (POSIX counts the other way)."""
    ahead = sign == "+"
    if minutes:
        return _ODD.get(f"{'+' if ahead else '-'}{hours}:{minutes:02d}")
    if hours == 0:
        return "UTC"
    if hours > (14 if ahead else 12):
        return None
    return f"Etc/GMT{'-' if ahead else '+'}{hours}"


_FIRST = re.compile(r"[ \u00a0-]")
_TIME = re.compile(r"\stime\b")
_MARK = re.compile(r"[^\W\d_]{1,4}(?![^\W_])")
_WORDS = r"[^\W\d_]{1,40}(?:[ \u00a0-][^\W\d_]{1,40})?"
_BEFORE_TIME = re.compile(
    rf"(?:(?:in|за|по|on)\s)?({_WORDS})\s(?:standard\s|summer\s|daylight\s|літнім\s)?(?:time|часом|часу|времени|время|час)\b",
    re.IGNORECASE,
)
_AFTER_PREPOSITION = re.compile(rf"(?:за|по)\s({_WORDS})", re.IGNORECASE)
_IN_CITY = re.compile(rf"in\s({_WORDS})(?=\s?\))", re.IGNORECASE)


def zone_phrase(text: str, start: int, stop: int) -> Zoned | None:
    """A zone that stands at text[start:], spaces and an opening bracket allowed before it; None if none does."""
    begin, closing = start, ""
    while begin < stop and text[begin] in " \u00a0\u202f,":
        begin += 1
    if begin < stop and text[begin] in "([":
        closing, begin = ")]"["([".index(text[begin])], begin + 1
    found = _zone_at(text, begin, min(stop, begin + 60))
    if found is None or not closing:
        return found
    after = found.end
    while after < stop and text[after] == " ":
        after += 1
    return Zoned(after + 1, found.zone) if after < stop and text[after] == closing else None


def _zone_at(text: str, begin: int, stop: int) -> Zoned | None:
    offset = _OFFSET.match(text, begin, stop)
    if offset:
        zone = offset_zone("+" if offset.group(1) == "+" else "-", int(offset.group(2)), int(offset.group(3) or 0))
        return Zoned(offset.end(), zone) if zone else None
    mark = _MARK.match(text, begin, stop)
    if mark and (zone := marks().get(mark.group()) or _cyrillic_mark(mark.group())):
        more = _TIME.match(text, mark.end(), stop)
        return Zoned(more.end() if more else mark.end(), zone)
    for pattern in (_BEFORE_TIME, _AFTER_PREPOSITION, _IN_CITY):
        match = pattern.match(text, begin, stop)
        named = _by_name(match.group(1).lower().replace("-", " ")) if match else None
        if match and named:
            known, taken = named
            shorter = pattern is _AFTER_PREPOSITION and taken == 1
            return Zoned(match.start(1) + len(_FIRST.split(match.group(1), 1)[0]) if shorter else match.end(), known)
    return None


def _cyrillic_mark(word: str) -> str | None:
    return marks().get(word.upper()) if word.lower() == "мск" else None


def _by_name(words: str) -> tuple[str | None, int] | None:
    for count, tried in ((2, words), (1, words.split(maxsplit=1)[0]), (1, words.rsplit(maxsplit=1)[-1])):
        for language in LANGUAGES:
            if tried in UNNAMED[language]:
                return None, count
            zone = zone_named(tried, language)
            if zone:
                return zone, count
    return None
