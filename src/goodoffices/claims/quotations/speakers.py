"""Who speaks: a person or party, the words for it, and the ground on which that is known."""

from __future__ import annotations

from msgspec import Struct

from ...records.mention import SpeakerBasis


class Speaker(Struct, frozen=True):
    """Who speaks: person or party id (None: nobody known), the words for it, and the ground."""

    ref: str | None
    text: str
    basis: SpeakerBasis
    gender: str = ""
    noun: str = ""


NOBODY = Speaker(None, "", "none")
