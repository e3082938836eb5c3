"""A bulletin as a reader meets it in one language: heads, figures, tables; what paper, page and plain text all draw."""

from __future__ import annotations

import msgspec


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell: its text, a mark that says what it is (`number`, `verdict-kept`, `level-alleged`), a smaller line."""

    text: str
    mark: str = ""
    small: str = ""


class Table(msgspec.Struct, frozen=True, omit_defaults=True):
    """A table; `widths` are shares of the page, `rows` of the length of `head`."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    small: bool = False


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the bulletin: notes above its tables; `pairs`: tables set two abreast; `shows`: `map`, or nothing."""

    id: str
    title: str
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    pairs: bool = False
    shows: str = ""


class Figure(msgspec.Struct, frozen=True):
    """One number of the summary with what it is held against."""

    label: str
    number: str
    against: str


class Sheet(msgspec.Struct, frozen=True):
    """The whole bulletin in one language."""

    language: str
    title: str
    name: str
    banner: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    lines: tuple[str, ...]
