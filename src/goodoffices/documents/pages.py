"""An HTML page becomes a document."""

from __future__ import annotations

from datetime import date

from ..errors import InputRefused
from ..records import CaseSettings, Document
from ..sources import Arrival
from ..sources.encodings import Decoded


def page_document(
    arrival: Arrival,
    read: Decoded,
    settings: CaseSettings,
    *,
    published: date | None,
    zone: str | None,
    language: str | None,
) -> Document:
    """The document of an HTML page."""
    raise InputRefused(arrival.path, "HTML cannot be read yet")
