"""Entries in words: the text by which one is searched, and the line by which a reader knows it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..records import Moment, Quantity
from .entries import Entry, Seat

SHOWN = 160


def text_of(entry: Entry) -> str:
    """Every word that an entry holds, a piece a line; ids of the vocabulary are no words."""
    pieces = [entry.words, *_pieces(entry.said), entry.why]
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece))


_IDS = frozenset(
    {"formats", "issue", "track", "stance", "firmness", "state", "zone", "day", "presence", "commitment"}
    | {"party", "parties", "mediators", "agreed_by"}
)


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, Moment | Quantity) or value is None:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _pieces(item)
    elif isinstance(value, msgspec.Struct):
        kept = _IDS - {"state"} if type(value).__name__ == "TrackSaid" else _IDS
        for name in value.__struct_fields__:
            if name not in kept:
                yield from _pieces(getattr(value, name))


def line_of(entry: Entry, longest: int = SHOWN) -> str:
    """The entry on one line."""
    text = " · ".join(piece for piece in (entry.words or None, *_pieces(entry.said)) if piece)
    text = " ".join((text or entry.kind).split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def seat_text(seat: Seat) -> str:
    """`Name (role), excused`, as it is typed."""
    role = f" ({seat.role})" if seat.role else ""
    return f"{seat.name}{role}" + (f", {seat.presence}" if seat.presence else "")
