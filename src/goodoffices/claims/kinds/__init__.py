"""Claim extractors, one kind of claim a file."""

from __future__ import annotations

from ...lexicon.reading import Reading
from ...records import CaseSettings, Claim, Document, Mentions


def extract(document: Document, reading: Reading, mentions: Mentions, settings: CaseSettings) -> tuple[Claim, ...]:
    """Every claim of a document, in text order."""
    return ()
