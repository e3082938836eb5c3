"""Every time a reading names."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import LiveEntry, TimeMention
from ..reading import Reading
from .anchor import Anchor


def find_times(reading: Reading, anchor: Anchor, entries: Sequence[LiveEntry] = ()) -> tuple[TimeMention, ...]:
    """Dates, clock times, durations and sets, in text order, none inside another."""
    return ()
