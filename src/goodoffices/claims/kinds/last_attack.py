"""The attack that a page last reported, for sentences that go on to tell of it: "nine people were killed"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...records import Moment, Subject, TimeMention
from ...records.moment import DAY
from .passage import Passage

ANOTHER = 7  # days before an attack from which on a date is no longer of its time
# By which a text goes back to what was told of another time.
THEN = frozenset({"тогда", "тоді", "earlier", "previously", "раніше", "ранее", "прежде"})
CARRIED = 4  # sentences over which a toll without day or place is that of the attack told before


class LastAttack:
    """The attack last reported, and where; `times` are the page's mentions of times in text order."""

    def __init__(self, times: Sequence[TimeMention]) -> None:
        self._times = times
        self._told: tuple[Passage, Subject] | None = None

    def keep(self, passage: Passage, subject: Subject) -> None:
        """Remember the attack that the sentence reports."""
        self._told = (passage, subject)

    def is_in(self, passage: Passage) -> bool:
        """Whether the attack last reported is this very sentence's."""
        return self._told is not None and self._told[0] is passage

    def carried(self, passage: Passage, today: Moment | None) -> Subject | None:
        """The attack reported by one of the last sentences, where no date has led away from it since."""
        if self._told is None or passage.sentence.index - self._told[0].sentence.index > CARRIED:
            return None
        told, subject = self._told
        if not THEN.isdisjoint(passage.words(passage.sentence.first, passage.sentence.last)):
            return None
        day = today if subject.time is None or subject.time.begins is None else subject.time
        return None if self._led_away(told.end, passage.end, day) else subject

    def _led_away(self, start: int, end: int, day: Moment | None) -> bool:
        """Whether a date in characters [start, end) leads away from the day."""
        if day is None or day.begins is None:
            return False
        times = self._times
        for time in times[bisect_left(times, start, key=lambda mention: mention.start) :]:
            if time.start >= end:
                break
            moment = time.moment
            if time.kind != "date" or moment is None or moment.begins is None or moment.ends is None:
                continue
            if moment.ends < day.begins - ANOTHER * DAY:
                return True
        return False
