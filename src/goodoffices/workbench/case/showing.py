"""Bringing the tables to what entries mean, whether one by one as they come or all again in a rebuild.

No other module writes holdings and the search index.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete

from ...store import passages
from ...store.blobs import BlobRef
from ...store.holdings import Shelf, note_projected
from ...store.tables import ASIDE, TALKS
from .bodies import ReadingBody
from .meaning import Fetch, Meaning


def show(connection: Connection, room: str, shelf: Shelf, these: Meaning, *, postgres: bool) -> None:
    """Bring the tables of one room up to the end of what `these` entries mean."""
    erased: list[int] = []
    for act, what, ident, entry, when, about in these.steps:
        if act == "keep":
            shelf.keep(what, ident, entry, when, about)
        elif act == "end":
            shelf.end(what, ident, when)
        elif act == "about":
            shelf.end_about(what, ident, when)
        else:
            shelf.forget(entry)
            erased.append(entry)
    shelf.write(connection)
    passages.put(connection, room, these.found, postgres=postgres)
    if erased:
        passages.forget(connection, room, erased, postgres=postgres)
        for table in ASIDE:
            connection.execute(delete(table).where(table.c.room == room, table.c.entry.in_(erased)))
        # What was put together of many entries may hold words of these.
        connection.execute(delete(TALKS))
    note_projected(connection, room, these.end, len(erased))


LARGEST_REFERENCE = 4_096
"""Characters beyond which a body is the reading itself, not one that says in which sealed file it lies."""


class _Large(msgspec.Struct):
    blob: BlobRef | None = None
    extractor: str | None = None


_LARGE, _READINGS = msgspec.json.Decoder(_Large), msgspec.json.Decoder(ReadingBody, strict=False)


def reading_of(text: str, fetch: Fetch) -> ReadingBody:
    """The reading that a body holds, by way of its sealed file when it was too large."""
    if len(text) <= LARGEST_REFERENCE:
        large = _LARGE.decode(text)
        if large.blob is not None and large.extractor is None:
            return _READINGS.decode(fetch(large.blob))
    return _READINGS.decode(text)
