"""What an entry means for the tables: the holdings it begins or ends, the passages that can be found.

The tables are written from entries by this module alone, whether one by one as they come or all again in a rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from ...records import KEPT, Quote
from ...store import passages
from ...store.blinding import Blinding
from ...store.blobs import BlobRef
from ...store.holdings import Shelf, note_projected
from ...store.passages import Passage
from ...talks.wording import text_of
from .bodies import (
    DecisionBody,
    DocumentBody,
    GoneBody,
    LargeBody,
    MemberBody,
    ReadingBody,
    RoomBody,
    SettingsBody,
    StoryBody,
    ThingBody,
    read,
)
from .talks_bodies import MoveBody, SeatBody, TalksBody

Fetch = Callable[[BlobRef], bytes]
THINGS = ("person", "event", "finding", "judgement")


class Said(msgspec.Struct, frozen=True):
    """One entry of a room's log as the tables need it; `body` is None where it was erased."""

    room: str
    index: int
    kind: str
    time: int
    body: str | None
    erases: int | None = None


class _Of(msgspec.Struct):
    document: str


class _Claim(msgspec.Struct):
    id: str
    claim: _Of


CLAIMS = msgspec.json.Decoder(_Claim)
"""Of a claim the tables need no more than where it was read."""


class _Large(msgspec.Struct):
    blob: BlobRef | None = None
    extractor: str | None = None


def show(
    connection: Connection, said: Sequence[Said], blinding: Blinding, fetch: Fetch, *, place: int, postgres: bool
) -> None:
    """Bring the tables of one room, the `place`-th of its database, up to the last of `said`."""
    if not said:
        return
    shelf = Shelf(connection, said[0].room, said[0].index)
    found: list[Passage] = []
    for one in said:
        if one.erases is not None:
            shelf.forget(one.erases)
            passages.forget(connection, one.room, [one.erases], postgres=postgres)
            found = [passage for passage in found if passage.entry != one.erases]
        elif one.body is not None and one.kind in _SHOWN:
            found.extend(_SHOWN[one.kind](shelf, one, one.body, fetch))
    shelf.write()
    passages.index(connection, said[0].room, found, blinding, place=place, postgres=postgres)
    note_projected(connection, said[0].room, said[-1].index + 1)


def reading_of(text: str, fetch: Fetch) -> ReadingBody:
    """The reading that a body holds, by way of its sealed file when it was too large."""
    large = msgspec.json.decode(text, type=_Large)
    if large.blob is not None and large.extractor is None:
        return read(fetch(read(text, LargeBody).blob), ReadingBody)
    return read(text, ReadingBody)


def _room(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    read(text, RoomBody)
    return _keep(shelf, said, "room", "room")


def _settings(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    read(text, SettingsBody)
    return _keep(shelf, said, "settings", "settings")


def _member(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    read(text, MemberBody)
    # By number: the name of a member is nothing for a table to tell.
    return _keep(shelf, said, "member", str(said.index))


def _document(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    return _keep(shelf, said, "document", read(text, DocumentBody).id)


def _reading(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    body = reading_of(text, fetch)
    shelf.end_about("claim", body.id, said.time)
    _keep(shelf, said, "reading", body.id, about=body.manner)
    return reading_passages(body, said.index)


def _claim(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    body = CLAIMS.decode(text)
    return _keep(shelf, said, "claim", body.id, about=body.claim.document)


def _thing(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    body = read(text, ThingBody)
    _keep(shelf, said, said.kind, body.id, about=body.story)
    if body.person is None:
        return ()
    names = " · ".join((body.person.name, *body.person.variants))
    return (Passage("person", body.id, said.index, names, (), (("person", names),)),)


def _story(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    return _keep(shelf, said, "story", read(text, StoryBody).id)


def _gone(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    for what, ident in read(text, GoneBody).things:
        shelf.end(what, ident, said.time)
    return ()


def _decision(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    body = read(text, DecisionBody)
    return _keep(shelf, said, "decision", body.id, about=body.about)


def _seat(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    read(text, SeatBody)
    return _keep(shelf, said, "seat", str(said.index))


def _move(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    body = read(text, MoveBody)
    return _keep(shelf, said, "move", body.id, about=body.about)


def _talks(shelf: Shelf, said: Said, text: str, fetch: Fetch) -> Iterable[Passage]:
    body = read(text, TalksBody)
    entry = body.entry
    if entry.corrects:
        shelf.end("talks", entry.corrects, said.time)
    _keep(shelf, said, "talks", body.id, about=entry.round.key)
    if entry.withdrawn:
        return ()
    speaker = getattr(entry.said, "speaker", "") or entry.source
    fields = (("lang", entry.language),) if entry.language else ()
    return (Passage("talks", body.id, said.index, text_of(entry), fields, (("speaker", speaker),)),)


_SHOWN: dict[str, Callable[[Shelf, Said, str, Fetch], Iterable[Passage]]] = {
    "room": _room,
    "settings": _settings,
    "member": _member,
    "document": _document,
    "reading": _reading,
    "claim": _claim,
    "story": _story,
    "gone": _gone,
    "decision": _decision,
    "seat": _seat,
    "move": _move,
    "talks": _talks,
    **dict.fromkeys(THINGS, _thing),
}


def _keep(shelf: Shelf, said: Said, what: str, ident: str, about: str | None = None) -> tuple[Passage, ...]:
    shelf.keep(what, ident, said.index, said.time, about)
    return ()


def reading_passages(reading: ReadingBody, entry: int) -> Iterator[Passage]:
    """The text of a page that was kept, and each quotation with its speaker."""
    document = reading.document
    text = document.rendition.text
    kept = [text[line.start : line.end] for line in document.rendition.lines if line.kind in KEPT]
    fields = (("outlet", document.outlet), ("lang", document.rendition.language))
    yield Passage("document", document.id, entry, "\n".join(kept), fields)
    names = {person.id: " · ".join((person.name, *person.variants)) for person in reading.mentions.people}
    for quote in reading.mentions.quotes:
        yield Passage(
            "quote", f"{document.id} {quote.start} {quote.end}", entry, quote.text, fields, _speaker(quote, names)
        )


def _speaker(quote: Quote, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    said = names.get(quote.speaker or "", quote.speaker_text)
    return (("speaker", said),) if said else ()
