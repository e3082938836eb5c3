"""The people a text names: mentions joined into persons."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.reading import Reading
from ..records import CaseSettings, PartyMention, Person, PersonMention, PlaceMention


def find_people(
    reading: Reading, settings: CaseSettings, parties: Sequence[PartyMention], places: Sequence[PlaceMention]
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    """Persons p1, p2, ... in order of first mention, and every mention in text order."""
    return (), ()
