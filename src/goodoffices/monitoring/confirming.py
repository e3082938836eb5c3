"""Levels that a machine may say, from the reports of an incident: alleged, or corroborated.

Corroborated: two independent owners assert it, or one report of a sensor and one that is none. A denial asserts
nothing, and a report in the very words of another counts as a copy of it. All other levels are decisions of people
and stay as they are.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import pyarrow as pa

from .answers import DENIED, WORDS
from .incidents import LEVELS, Incidents
from .tables import texts
from .words import including

SHORTEST = 20
"""Letters and digits below which equal words are no sign of a copy."""
ALLEGED, CORROBORATED = LEVELS.index("alleged"), LEVELS.index("corroborated")


class Voice(NamedTuple):
    """One report as far as its weight goes: who owns its source, whether a sensor made it, the words it uses."""

    owner: str
    sensed: bool
    denies: bool
    words: str


class Confirming:
    """Reports by id."""

    def __init__(self, voices: dict[str, Voice]) -> None:
        self._voices = voices

    @classmethod
    def of(cls, table: pa.Table) -> Confirming:
        """From a table of reports: id, owner (the source where it is empty), kind, polarity, text."""
        names = ("id", "owner", "source", "kind", "polarity", "text")
        columns = [texts(table, name).to_pylist() for name in names]
        return cls({ident: voice_of(*rest) for ident, *rest in zip(*columns, strict=True)})

    def level(self, members: Sequence[str]) -> int | None:
        """The level of an incident of these reports; None where one of them is not known."""
        if not members or any(name not in self._voices for name in members):
            return None
        heard: set[str] = set()
        voices = []
        for name in sorted(members):
            voice = self._voices[name]
            if voice.denies or (voice.words and voice.words in heard):
                continue
            heard.add(voice.words)
            voices.append(voice)
        owners = {voice.owner for voice in voices}
        both = {voice.sensed for voice in voices} == {True, False}
        return CORROBORATED if len(owners) > 1 or both else ALLEGED


def voice_of(owner: str, source: str, kind: str, polarity: str, text: str) -> Voice:
    """The voice of a report."""
    words = "".join(character for character in text.casefold() if character.isalnum())
    sensed = kind.strip().lower() in _senses()
    denies = WORDS.get(polarity.strip().lower()) == DENIED
    return Voice((owner or source).strip().casefold(), sensed, denies, words if len(words) >= SHORTEST else "")


@cache
def _senses() -> frozenset[str]:
    return frozenset(including("senses", ("sensor",)))


def confirm(incidents: Incidents, reports: Confirming, decided: Container[str] = ()) -> None:
    """Set the levels that a machine may say; those that people decided (`decided`: incidents) are left alone."""
    for row in _said_by_machine(incidents, decided):
        level = reports.level(incidents.members[row])
        if level is not None:
            incidents.level[row] = level


def _said_by_machine(incidents: Incidents, decided: Container[str]) -> Iterable[int]:
    for row, level in enumerate(incidents.level.tolist()):
        if level in (ALLEGED, CORROBORATED) and incidents.ids[row] not in decided:
            yield row
