"""The text of a paper and what is known of it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from ..arrival import Arrival, LeftOut
from ..media import PDF

MOST_CHARACTERS = 1_000_000
"""Some 400 printed pages: what is over is left out, so that what is read can be read as a page in its time."""


class Paper(msgspec.Struct, frozen=True):
    """Text, a paragraph a line; `pages` where the format has them; what was left out, and what to know of it."""

    text: str
    title: str = ""
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def note(self) -> str:
        """What a reader of the text should know, in one line."""
        missing = [f"{part.place}: {part.reason}" for part in self.left_out[:20]]
        return "; ".join([*self.warnings, *(f"left out: {said}" for said in missing)])


def paper_of(arrival: Arrival, enough: Callable[[], bool]) -> Paper:
    """The paper in an arrival of a PDF or DOCX; raises InputRefused. `enough`: whether its time is up."""
    if arrival.media_type == PDF:
        from .pdf import read_pdf

        return read_pdf(arrival.path, arrival.raw, enough)
    from .docx import read_docx

    return read_docx(arrival.path, arrival.raw, enough)
