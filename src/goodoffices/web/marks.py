"""How single values are written on a page: times as the reader's language has them, texts without hiding marks."""

from __future__ import annotations

from datetime import UTC, datetime

from ..publications.moments import day_text
from ..publications.pages import cleaned
from ..publications.words import words_of

__all__ = ["cleaned", "clock", "day", "hour", "isoformat", "office"]


def moment(when: int) -> datetime:
    """A time in microseconds UTC."""
    return datetime.fromtimestamp(when // 1_000_000, UTC)


def day(when: int, language: str) -> str:
    """A day, UTC."""
    return day_text(moment(when).date(), words_of(language))


def hour(when: int, language: str) -> str:
    """A day with its clock time, UTC."""
    return f"{day(when, language)}, {moment(when):%H:%M} UTC"


def clock(iso: str, language: str) -> str:
    """A time in ISO 8601, as `hour` says it."""
    return hour(round(datetime.fromisoformat(iso).timestamp()) * 1_000_000, language)


def isoformat(when: int) -> str:
    """A time for machines."""
    return moment(when).strftime("%Y-%m-%dT%H:%M:%SZ")


def office(name: str, language: str) -> str:
    """An office as the case names it (`staff`, `delegation:<party>`) in words."""
    head, _, party = name.partition(":")
    said = words_of(language).known(f"office-{head}", head)
    return f"{said}: {party}" if party else said
