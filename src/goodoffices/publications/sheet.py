"""An outline as one HTML file that asks for nothing from outside and prints well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from .outline import Block, Heading, Item, Line, Marks, Note, Outline, Paragraph, Table, Text

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem}"
    "h2{font-size:1.15rem;margin-top:1.6rem}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #aab;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    ".notes{font-size:.88rem}sup a{text-decoration:none}:target{background:#fff1bf}"
    "@media (prefers-color-scheme:dark){body{background:#15191d;color:#e4e8ec}a{color:#84bfe8}"
    ":target{background:#4d430f}}"
    "@media print{body{margin:0;max-width:none;font-size:10pt}a{color:inherit}}"
)
_TAGS = {"plain": "", "strong": "strong", "emphasis": "em"}


def sheet_of(outline: Outline) -> str:
    """The page of an outline; the numbers lead to the notes."""
    noted = {block.number for block in outline.blocks if isinstance(block, Note)}
    parts = "\n".join(_parts(outline.blocks, noted))
    return (
        f'<!doctype html>\n<html lang="{escape(outline.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(outline.title)}</title><style>{_STYLE}</style></head>\n<body>\n{parts}\n</body></html>\n"
    )


def _parts(blocks: Sequence[Block], noted: set[int]) -> Iterator[str]:
    for kind, group in groupby(blocks, key=_group):
        lines = [_block(block, noted) for block in group]
        yield f"<{kind}>\n" + "\n".join(lines) + f"\n</{kind.split(' ')[0]}>" if kind else "\n".join(lines)


def _group(block: Block) -> str:
    """The element that holds blocks of this kind; "" for those that stand by themselves."""
    if isinstance(block, Note):
        return 'ol class="notes"'
    if isinstance(block, Item):
        return "ol" if block.number else "ul"
    return ""


def _block(block: Block, noted: set[int]) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(line):
            return f"<p>{_line(line, noted)}</p>"
        case Item(line, depth, number):
            value = f' value="{number}"' if number else ""
            indent = f' style="margin-left:{depth * 1.5}em"' if depth else ""
            return f"<li{value}{indent}>{_line(line, noted)}</li>"
        case Note(number, line):
            return f'<li value="{number}" id="note-{number}">{_line(line, noted)}</li>'
        case Table(head, rows):
            names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
            cells = "".join(f"<tr>{''.join(f'<td>{_line(cell, noted)}</td>' for cell in row)}</tr>\n" for row in rows)
            return f"<table><thead><tr>{names}</tr></thead><tbody>\n{cells}</tbody></table>"


def _line(line: Line, noted: set[int]) -> str:
    return "".join(_piece(piece, noted) for piece in line)


def _piece(piece: Text | Marks, noted: set[int]) -> str:
    if isinstance(piece, Marks):
        links = (f'<a href="#note-{number}">{number}</a>' if number in noted else str(number) for number in piece.notes)
        return f"<sup>{' '.join(links)}{' …' if piece.more else ''}</sup>"
    tag = _TAGS[piece.style]
    text = escape(piece.text)
    return f"<{tag}>{text}</{tag}>" if tag else text
