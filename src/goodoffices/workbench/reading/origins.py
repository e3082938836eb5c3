"""Who had it from whom: the ways on which accounts of one question came, laid out as a small graph."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec

COLUMN, ROW, WIDTH, HEIGHT = 230, 38, 180, 28
MOST = 40
"""Nodes of a drawing; a question with more is drawn without those that come last."""
LONGEST = 24


class Told(msgspec.Struct, frozen=True):
    """One account: the number of the value, the outlet that prints it, and through whom it came, the origin last."""

    value: int
    outlet: str
    chain: tuple[str, ...]


class Node(msgspec.Struct, frozen=True):
    """A box: `origin` when nobody is named behind it."""

    name: str
    shown: str
    x: int
    y: int
    origin: bool


class Edge(msgspec.Struct, frozen=True):
    """A line from who told to who was told; `value` is the number of the value that came along it first."""

    path: str
    teller: str
    told: str
    value: int


class Drawing(msgspec.Struct, frozen=True):
    """Boxes and lines with the size of the whole."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


def drawing_of(accounts: Iterable[Told]) -> Drawing:
    """Origins on the left, outlets that print on the right."""
    links: dict[tuple[str, str], int] = {}
    known: dict[str, None] = {}
    for one in accounts:
        row = [one.outlet, *(name for name in one.chain if name != one.outlet)]
        for told, teller in pairwise(row):
            if (told, teller) not in links:
                links[teller, told] = min(links.get((teller, told), one.value), one.value)
        known.update(dict.fromkeys(row))
    columns = _columns(list(known)[:MOST], links)
    return _laid_out(columns, links)


def _columns(names: list[str], links: dict[tuple[str, str], int]) -> dict[str, int]:
    """How far each name is from an origin; a ring of names that cite each other ends the count."""
    column = dict.fromkeys(names, 0)
    for _ in range(min(len(names), 6)):
        changed = False
        for teller, told in links:
            if teller in column and told in column and column[told] < column[teller] + 1 <= 6:
                column[told] = column[teller] + 1
                changed = True
        if not changed:
            break
    return column


def _laid_out(columns: dict[str, int], links: dict[tuple[str, str], int]) -> Drawing:
    rows: dict[int, int] = {}
    nodes: dict[str, Node] = {}
    told = {told for teller, told in links if teller in columns}
    for name, column in columns.items():
        row = rows.get(column, 0)
        rows[column] = row + 1
        shown = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        nodes[name] = Node(name, shown, column * COLUMN + 6, row * ROW + 6, name not in told)
    edges = tuple(
        Edge(_path(nodes[teller], nodes[to]), teller, to, value)
        for (teller, to), value in links.items()
        if teller in nodes and to in nodes
    )
    width = (max(columns.values(), default=0)) * COLUMN + WIDTH + 12
    return Drawing(tuple(nodes.values()), edges, width, max(rows.values(), default=0) * ROW + 6)


def _path(begin: Node, end: Node) -> str:
    x, y, to_x, to_y = begin.x + WIDTH, begin.y + HEIGHT // 2, end.x, end.y + HEIGHT // 2
    middle = (x + to_x) // 2
    return f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"
