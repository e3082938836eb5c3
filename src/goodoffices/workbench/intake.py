"""From paths to annotated pages: what is asked for, and the run over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from ..claims import annotated
from ..documents import document_of
from ..errors import InputRefused, UsageError
from ..records import Annotated, CaseSettings, Document
from ..sources import Arrival, arrivals
from .case_file import check_zone, read_case_file
from .papers import papers_read
from .parallel import in_order


class Intake(msgspec.Struct, frozen=True):
    """Which inputs to read and what the caller says about all of them.

    `inferred`: the publication day is our own inference from other pages, not the caller's word.
    """

    paths: tuple[Path, ...]
    settings: CaseSettings = CaseSettings()
    published: date | None = None
    zone: str | None = None
    language: str | None = None
    jobs: int = 1
    addresses: tuple[str, ...] = ()
    inferred: bool = False

    @classmethod
    def of(
        cls,
        paths: Sequence[Path],
        case_file: Path | None = None,
        published: str | None = None,
        zone: str | None = None,
        language: str | None = None,
        jobs: int = 1,
        addresses: Sequence[str] = (),
    ) -> Intake:
        """An intake from the words of a command line; raises UsageError for a bad date or zone."""
        check_zone(zone, "--zone")
        settings = read_case_file(case_file) if case_file else CaseSettings()
        return cls(tuple(paths), settings, _day(published), zone, language, jobs, tuple(addresses))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--published {text!r} is no date; write it as 2026-02-18") from error


def all_arrivals(intake: Intake) -> Iterator[Arrival | InputRefused]:
    """Everything under the paths, then the pages behind the addresses."""
    yield from papers_read(arrivals(intake.paths))
    if intake.addresses:
        from ..sources.fetch import fetch

        for address in intake.addresses:
            try:
                yield fetch(address)
            except InputRefused as refusal:
                yield refusal


def read_page(intake: Intake, arrival: Arrival | InputRefused) -> Annotated | InputRefused:
    """One page read to its claims, or the reason why it was not."""
    if isinstance(arrival, InputRefused):
        return arrival
    try:
        document = document_of(
            arrival, intake.settings, published=intake.published, zone=intake.zone, language=intake.language
        )
    except InputRefused as refusal:
        return refusal
    return annotate_document(intake, document)


def annotate_document(intake: Intake, document: Document) -> Annotated:
    """A document to its claims."""
    if intake.inferred and document.published:
        document = _inferred(document)
    return annotated(document, intake.settings, zone=intake.zone)


def _inferred(document: Document) -> Document:
    assert document.published is not None
    published = msgspec.structs.replace(document.published, basis="inferred")
    said = f"no date in the page: {published.edtf()} inferred from the days it names and the other pages' dates"
    return msgspec.structs.replace(document, published=published, warnings=(*document.warnings, said))


def read_pages(intake: Intake) -> Iterator[Annotated | InputRefused]:
    """Every input of the intake, in order."""
    # The paths stay here: a worker needs only what holds for every page.
    shared = msgspec.structs.replace(intake, paths=(), addresses=())
    yield from in_order(partial(read_page, shared), all_arrivals(intake), intake.jobs)
