"""The bulletin as PDF (A4, tagged), set by Typst: same bulletin, same bytes."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from .drawing import map_svg
from .view import Sheet
from .wording import Wording

FONT = "Libertinus Serif, DejaVu Sans"


def pdf_of(sheet: Sheet, say: Wording) -> bytes:
    """The PDF of a sheet with its map. Its fonts come with Typst; the system's stand in for letters they lack."""
    import typst  # 30 MB of program, for those who print

    given = {"sheet": msgspec.json.encode(sheet).decode(), "map": map_svg(say, FONT), "none_shown": say("no-map")}
    made = typst.compile(_template(), format="pdf", sys_inputs=given)
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return resources.files("goodoffices.publications").joinpath("templates/bulletin.typ").read_bytes()
