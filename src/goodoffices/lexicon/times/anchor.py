"""What a text's relative times lean on."""

from __future__ import annotations

from datetime import date

import msgspec

from ...records import Basis


class Anchor(msgspec.Struct, frozen=True):
    """The day the text speaks from, on what basis it is known, and the zone of clock times that name none.

    `day` None: unknown; relative times then stay without a value, dates without a year keep `XXXX` (EDTF).
    """

    day: date | None
    basis: Basis = "published"
    zone: str | None = None
