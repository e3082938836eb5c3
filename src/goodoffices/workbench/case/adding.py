"""Putting pages into a case: each is kept as it came, read once, and never twice under the same settings."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import msgspec

from ... import __version__
from ...errors import InputRefused
from ...records import Annotated, content_id, digest_of
from ...sources import Arrival
from ...store.rights import require
from ..intake import Intake, all_arrivals, read_page
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
    waiting: deque[Arrival] = deque()

    def fresh() -> Iterator[Arrival]:
        for arrival in all_arrivals(intake):
            if isinstance(arrival, InputRefused):
                outcome.refused.append(arrival)
                continue
            ident = digest_of(arrival.raw)
            if known.get(ident) == manner:
                outcome.known += 1
                continue
            known[ident] = manner
            waiting.append(arrival)
            yield arrival

    shared = msgspec.structs.replace(intake, paths=(), addresses=())
    batch: list[tuple[Arrival, Annotated]] = []
    for page in in_order(partial(read_page, shared), fresh(), intake.jobs):
        arrival = waiting.popleft()
        if isinstance(page, InputRefused):
            outcome.refused.append(page)
            continue
        batch.append((arrival, page))
        if len(batch) >= BATCH:
            _keep(desk, room, batch, intake, manner, outcome, progress)
            batch = []
    _keep(desk, room, batch, intake, manner, outcome, progress)
    return outcome


def _keep(
    desk: Desk,
    room: Room,
    batch: Sequence[tuple[Arrival, Annotated]],
    intake: Intake,
    manner: str,
    outcome: Outcome,
    progress: Progress,
) -> None:
    if not batch:
        return
    options = options_of(intake)
    desk.append(room, [one for item in batch for one in page_statements(desk, *item, options, manner)])
    for _, page in batch:
        outcome.done += 1
        progress(outcome.done, page.document.path)


def page_statements(
    desk: Desk, arrival: Arrival, page: Annotated, options: ReadingOptions, manner: str
) -> Iterator[Statement]:
    """The entries of a page that is new: the file as it arrived, then its reading. The file is kept at once."""
    (ref,) = desk.blobs.put([(arrival.raw, arrival.media_type)])
    kept = DocumentBody(
        page.document.id,
        arrival.path,
        arrival.media_type,
        ref,
        arrival.url,
        arrival.title,
        arrival.published,
        arrival.note,
    )
    yield Statement("document", written(kept))
    yearless = () if page.document.published else tuple(yearless_values(page))
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
    for page in pages:
        day = nearest_day(page.glance.yearless, known)
        if (day.isoformat() if day else "") != page.glance.inferred:
            again = msgspec.structs.replace(intake, published=day, inferred=day is not None)
            count += _reread(desk, room, page, again)
    return count


def _reread(desk: Desk, room: Room, page: Paged, intake: Intake) -> int:
    standing = desk.standing("reading", room=room, ident=page.document)
    documents = desk.standing("document", room=room, ident=page.document)
    for (_, before), (_, text) in zip(desk.bodies(standing), desk.bodies(documents), strict=True):
        earlier, kept = reading_of(before, desk.fetch), read(text, DocumentBody)
        said = earlier.options
        intake = msgspec.structs.replace(intake, zone=said.zone or None, language=said.language or None)
        raw = desk.fetch(kept.blob)
        arrival = Arrival(kept.path, raw, kept.media_type, kept.url, kept.title, kept.published, kept.note)
        fresh = read_page(msgspec.structs.replace(intake, paths=(), addresses=()), arrival)
        if isinstance(fresh, Annotated):
            options, yearless = options_of(intake), page.glance.yearless
            desk.append(room, list(reading_statements(desk, fresh, options, earlier.manner, yearless)))
            return 1
    return 0
