"""An outline as PDF, set by Typst: same outline, same bytes."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from .outline import Note, Outline


class _Sheet(Outline, frozen=True):
    """The outline and the numbers that have a note to lead to."""

    noted: tuple[int, ...] = ()


def pdf_of(outline: Outline) -> bytes:
    """The PDF (A4, tagged) of an outline. Its fonts come with Typst; the system's stand in for letters they lack."""
    import typst  # 30 MB of program, for those who print

    noted = tuple(block.number for block in outline.blocks if isinstance(block, Note))
    sheet = _Sheet(outline.title, outline.language, outline.blocks, noted)
    given = {"outline": msgspec.json.encode(sheet).decode()}
    made = typst.compile(_template(), format="pdf", sys_inputs=given)
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("templates/outline.typ").read_bytes()
