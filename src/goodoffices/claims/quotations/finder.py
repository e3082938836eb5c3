"""Every quotation of a reading with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicon.reading import Reading
from ...records import PartyMention, Person, PersonMention, Quote


def find_quotes(
    reading: Reading, people: Sequence[Person], persons: Sequence[PersonMention], parties: Sequence[PartyMention]
) -> tuple[Quote, ...]:
    """Direct, mixed and indirect quotations in text order."""
    return ()
