"""Names by which parties go: their own, their capital's, their people's."""

from __future__ import annotations

from ..records import CaseSettings, PartyMention
from .reading import Reading


def find_parties(reading: Reading, settings: CaseSettings) -> tuple[PartyMention, ...]:
    """Every mention of a party, in text order; without a case file states and known bodies count as parties."""
    return ()
