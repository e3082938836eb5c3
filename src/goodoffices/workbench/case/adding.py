"""Putting pages into a case: each is kept as it came, read once, and never twice under the same settings."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import msgspec

from ... import __version__
from ...errors import InputRefused
from ...records import Annotated, Document, content_id
from ...sources.guard import GuardedReader, Opened, Spares, taken
from ...store.blobs import BlobRef
from ...store.rights import require
from ..ahead import ahead
from ..intake import Intake, annotate_document, opened_inputs, terms_of
from ..parallel import in_order
from ..progress import Outcome, Progress
from ..undated import nearest_day, yearless_values
from .bodies import (
    LARGEST_INLINE,
    ClaimBody,
    DocumentBody,
    LargeBody,
    ReadingBody,
    ReadingOptions,
    read,
    written,
)
from .desk import Desk
from .room import Room, Statement
from .showing import reading_of
from .telling import Paged

EXTRACTOR = f"goodoffices/{__version__}"
BATCH = 32
"""Pages that one commit takes in: an interruption loses the reading of so many at most."""


def options_of(intake: Intake) -> ReadingOptions:
    """What the caller says about all pages of an intake."""
    day = intake.published.isoformat() if intake.published else ""
    return ReadingOptions(day, intake.zone or "", intake.language or "", intake.inferred)


def manner_of(intake: Intake, settings_entry: int) -> str:
    """The key of how pages are read: the same page read in the same manner is not read again."""
    plain = msgspec.structs.replace(options_of(intake), inferred=False)
    return content_id("doc", EXTRACTOR, plain, settings_entry)


def add_pages(desk: Desk, room: Room, intake: Intake, progress: Progress) -> Outcome:
    """Read what the case does not hold yet. Each batch is durable before it counts as done."""
    require(desk.actor, room.key, "add")
    (held,) = desk.standing("settings", room=room)
    manner = manner_of(intake, held.entry)
    known = {one.id: one.about for one in desk.standing("reading", room=room)}
    outcome = Outcome()
    waiting: deque[Arrived] = deque()

    def fresh() -> Iterator[Document]:
        for arrived in ahead(_arrived(intake, known, manner, outcome, desk.spares)):
            known[arrived.document.id] = manner
            waiting.append(arrived)
            yield arrived.document

    shared = msgspec.structs.replace(intake, paths=(), addresses=(), sent=())
    batch: list[tuple[Arrived, Annotated]] = []
    for page in in_order(partial(annotate_document, shared), fresh(), intake.jobs):
        batch.append((waiting.popleft(), page))
        if len(batch) >= BATCH:
            _keep(desk, room, batch, options_of(intake), manner, outcome, progress)
            batch = []
    _keep(desk, room, batch, options_of(intake), manner, outcome, progress)
    return outcome


class Arrived(NamedTuple):
    """A document as its guarded reader gave it, and the bytes it was read from."""

    document: Document
    raw: bytes


def _arrived(
    intake: Intake, known: dict[str, str | None], manner: str, outcome: Outcome, spares: Spares | None
) -> Generator[Arrived, None, None]:
    """The documents that are not known in this manner; refusals and known ones are counted."""
    with GuardedReader(terms_of(intake), spares=spares) as reader:
        for file in opened_inputs(intake):
            if isinstance(file, InputRefused):
                outcome.refused.append(file)
                continue
            if known.get(f"sha256:{file.sha256}") == manner:
                outcome.known += 1
                continue
            for found in reader.documents(file):
                if isinstance(found, InputRefused):
                    outcome.refused.append(found)
                elif known.get(found[0].id) == manner:
                    outcome.known += 1
                else:
                    yield Arrived(*found)


def _keep(
    desk: Desk,
    room: Room,
    batch: Sequence[tuple[Arrived, Annotated]],
    options: ReadingOptions,
    manner: str,
    outcome: Outcome,
    progress: Progress,
) -> None:
    if not batch:
        return
    refs = desk.blobs.put((arrived.raw, arrived.document.media_type) for arrived, _ in batch)
    statements: list[Statement] = []
    for (_, page), ref in zip(batch, refs, strict=True):
        statements.extend(page_statements(desk, page, ref, options, manner))
    desk.append(room, statements)
    for _, page in batch:
        outcome.done += 1
        progress(outcome.done, page.document.path)


def page_statements(
    desk: Desk, page: Annotated, ref: BlobRef, options: ReadingOptions, manner: str
) -> Iterator[Statement]:
    """The entries of a page that is new: the file as it arrived, then its reading."""
    document = page.document
    yield Statement("document", written(DocumentBody(document.id, document.path, ref.type, ref, document.url)))
    yearless = () if document.published else tuple(yearless_values(page))
    yield from reading_statements(desk, page, options, manner, yearless)


def reading_statements(
    desk: Desk, page: Annotated, options: ReadingOptions, manner: str, yearless: tuple[str, ...]
) -> Iterator[Statement]:
    """The entries of one reading: the page, then each of its claims."""
    claims = len(page.claims)
    body = ReadingBody(
        page.document.id, EXTRACTOR, manner, options, page.document, page.mentions, claims, page.warnings, yearless
    )
    text = written(body)
    if len(text.encode()) > LARGEST_INLINE:
        (ref,) = desk.blobs.put([(text.encode(), "application/json")])
        text = written(LargeBody(body.id, manner, ref))
    yield Statement("reading", text)
    for claim in page.claims:
        yield Statement("claim", written(ClaimBody(claim.id, claim)))


def read_undated(desk: Desk, room: Room, intake: Intake, pages: Sequence[Paged]) -> int:
    """Read pages without a day again where the days of the others now tell theirs; how many were."""
    days = {
        page.glance.outline.published
        for page in pages
        if page.glance.outline.published is not None and not page.glance.inferred
    }
    known = [date.fromordinal(day) for day in sorted(days)]
    count = 0
    with GuardedReader(terms_of(intake)) as reader:
        for page in pages:
            day = nearest_day(page.glance.yearless, known)
            if (day.isoformat() if day else "") != page.glance.inferred:
                again = msgspec.structs.replace(intake, published=day, inferred=day is not None)
                count += _reread(desk, room, reader, page, again)
    return count


def _reread(desk: Desk, room: Room, reader: GuardedReader, page: Paged, intake: Intake) -> int:
    standing = desk.standing("reading", room=room, ident=page.document)
    documents = desk.standing("document", room=room, ident=page.document)
    for (_, before), (_, text) in zip(desk.bodies(standing), desk.bodies(documents), strict=True):
        earlier, kept = reading_of(before, desk.fetch), read(text, DocumentBody)
        said = earlier.options
        intake = msgspec.structs.replace(intake, zone=said.zone or None, language=said.language or None)
        document = earlier.document
        stated = f"{document.media_type}; charset={document.encoding}" if kept.url else ""
        fresh = read_again(intake, reader, taken(kept.path, desk.fetch(kept.blob), stated, kept.url))
        if isinstance(fresh, Annotated):
            options, yearless = options_of(intake), page.glance.yearless
            desk.append(room, list(reading_statements(desk, fresh, options, earlier.manner, yearless)))
            return 1
    return 0


def read_again(intake: Intake, reader: GuardedReader, file: Opened) -> Annotated | InputRefused:
    """A page from its bytes, with what the intake says of pages."""
    for found in reader.documents(file, intake.saying):
        return found if isinstance(found, InputRefused) else annotate_document(intake, found[0])
    return InputRefused(file.path, "its reader found no document in it")
