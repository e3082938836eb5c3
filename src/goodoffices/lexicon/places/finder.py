"""Every place a reading names."""

from __future__ import annotations

from ...records import PlaceMention
from ..reading import Reading


def find_places(reading: Reading) -> tuple[PlaceMention, ...]:
    """Places in text order."""
    return ()
