"""Every quotation of a reading with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicon.reading import Reading
from ...records import PartyMention, Person, PersonMention, Quote
from .attribution import Attribution
from .contents import find_content
from .framing import frames_of
from .sheet import Sheet
from .subjects import find_speaker


def find_quotes(
    reading: Reading, people: Sequence[Person], persons: Sequence[PersonMention], parties: Sequence[PartyMention]
) -> tuple[Quote, ...]:
    """Direct, mixed and indirect quotations in text order; none overlaps another of its own kind."""
    if reading.language not in ("en", "uk", "ru"):
        return ()
    sheet = Sheet(reading, people, persons, parties)
    for cue in sheet.cues:
        find_speaker(sheet, cue)
    frames = frames_of(sheet)
    for cue in sheet.cues:
        cue.content = find_content(sheet, cue)
    return Attribution(sheet, frames).quotes()
