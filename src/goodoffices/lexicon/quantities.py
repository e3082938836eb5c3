"""Measured and counted numbers in a text."""

from __future__ import annotations

from ..records import QuantityMention
from .reading import Reading


def find_quantities(reading: Reading) -> tuple[QuantityMention, ...]:
    """Every quantity, in text order."""
    return ()
