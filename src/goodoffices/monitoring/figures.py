"""Tables of figures that are claimed, to findings on their arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

import pyarrow as pa

from ..errors import InputRefused
from ..findings.sums import Figure, Modifier, Sum, sums
from ..publications.bulletins import content
from .tables import read_table, require_columns, row_of, texts

COLUMNS = ("id", "by", "about", "number", "accused", "period", "as_of", "part", "of", "modifier")
MOST = 10**12


class Figures(NamedTuple):
    """The figures of a table, and the rows that are none."""

    figures: tuple[Figure, ...]
    refused: tuple[InputRefused, ...]


def read_figures(path: Path) -> Figures:
    """Figures from a table with by, about, number, and where told id, accused, period, as_of, part, of, modifier."""
    return figures_of(read_table(path), path)


def figures_of(table: pa.Table, path: Path) -> Figures:
    """As `read_figures`, from a table, which refusals call by the name of the file."""
    require_columns(table, ("by", "about", "number"), path)
    columns = [texts(table, name).to_pylist() for name in COLUMNS]
    found: list[Figure] = []
    refused: list[InputRefused] = []
    for row, values in enumerate(zip(*columns, strict=True)):
        told = dict(zip(COLUMNS, (value.strip() for value in values), strict=True))
        try:
            found.append(_figure(told, row))
        except ValueError as error:
            refused.append(InputRefused(str(path), str(error), place=row_of(path, row)))
    known = {(one.of, one.part) for one in found}
    parts = {part for _, part in known}
    for one in found:
        if one.of and one.of not in parts:
            refused.append(InputRefused(str(path), f"{one.part!r} is a part of {one.of!r}, which no row tells"))
    return Figures(tuple(found), tuple(refused))


def _figure(told: dict[str, str], row: int) -> Figure:
    number = told.pop("number").removesuffix(".0")
    if not number.isdecimal() or not number.isascii() or int(number) > MOST:
        raise ValueError(f"number is a whole number without blanks or commas, not {number[:40]!r}")
    modifier = told.pop("modifier") or "exact"
    if modifier not in get_args(Modifier):
        raise ValueError(f"modifier is one of {', '.join(get_args(Modifier))}, not {modifier[:40]!r}")
    for key in ("by", "about"):
        if not told[key]:
            raise ValueError(f"{key} is empty; say who claims what")
    if told["of"] and (not told["part"] or told["of"] == told["part"]):
        raise ValueError("a part of itself, or of a part without a name")
    ident = told.pop("id") or f"row {row + 1}"
    return Figure(id=ident, number=int(number), modifier=cast("Modifier", modifier), **told)


def lines(found: Iterable[Sum]) -> Iterator[dict[str, Any]]:
    """The findings as JSON objects."""
    for one in found:
        yield {
            "status": one.status,
            "by": one.by,
            "about": one.about,
            "accused": one.accused,
            "as_of": one.as_of,
            "part": one.part,
            "apart": one.apart,
            "claims": list(one.figures),
            "why": one.why,
        }


def shown(figures: Iterable[Figure]) -> tuple[content.Figures, ...]:
    """What a bulletin says of figures: those alone that do not add up."""
    return tuple(
        content.Figures(one.by, " · ".join(word for word in (one.about, one.accused, one.as_of, one.part) if word),
                        one.status, one.why)
        for one in sums(figures)
        if one.status != "adds-up"
    )  # fmt: skip
