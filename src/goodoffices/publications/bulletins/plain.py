"""The bulletin as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from .view import Cell, Sheet, Table

MARKS = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~$&"})


def markdown_of(sheet: Sheet) -> str:
    """CommonMark with tables; every text of the data escaped, none of it can act as markup."""
    return "\n".join(_lines(sheet)).rstrip() + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {_plain(sheet.title)}"
    yield ""
    yield f"**{_plain(sheet.name)}**"
    yield ""
    if sheet.banner:
        yield f"> {_plain(sheet.banner)}"
        yield ""
    for label, value in sheet.facts:
        yield f"- {_plain(label)}: {_plain(value)}"
    for figure in sheet.figures:
        yield f"- {_plain(figure.label)}: **{_plain(figure.number)}** ({_plain(figure.against)})"
    for section in sheet.sections:
        yield ""
        yield f"## {_plain(section.title)}"
        for note in section.notes:
            yield ""
            yield _plain(note)
        for table in section.tables:
            yield from _table(table)
    for line in sheet.closing:
        yield ""
        yield _plain(line)


def _table(table: Table) -> Iterator[str]:
    yield ""
    if table.caption:
        yield f"### {_plain(table.caption)}"
        yield ""
    yield "| " + " | ".join(_plain(head) for head in table.head) + " |"
    numbers = [all(row[at].mark == "number" for row in table.rows) for at in range(len(table.head))]
    yield "|" + "|".join("---:" if number else "---" for number in numbers) + "|"
    for row in table.rows:
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _cell(cell: Cell) -> str:
    return _plain(cell.text) + (f"; {_plain(cell.small)}" if cell.small else "")


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(MARKS)
