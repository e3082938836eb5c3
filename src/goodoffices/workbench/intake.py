"""From paths to annotated pages: what is asked for, and the run over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from ..claims import annotated
from ..documents import document_of
from ..errors import InputRefused, UsageError
from ..records import Annotated, CaseSettings, Document, digest_of
from ..sources import Arrival, Saying, files
from ..sources.guard import GuardedReader, Opened, opened, taken
from ..sources.guard.answers import Terms
from ..sources.media import TEXT, media_type_of
from ..sources.page_tables import is_page_table, page_rows
from .case_file import check_zone, read_case_file
from .parallel import in_order


class Intake(msgspec.Struct, frozen=True):
    """Which inputs to read and what the caller says about all of them.

    `inferred`: the publication day is our own inference from other pages, not the caller's word. `sent`: files that
    are at hand already, by the names they came under.
    """

    paths: tuple[Path, ...]
    settings: CaseSettings = CaseSettings()
    published: date | None = None
    zone: str | None = None
    language: str | None = None
    jobs: int = 1
    addresses: tuple[str, ...] = ()
    inferred: bool = False
    sent: tuple[tuple[str, bytes], ...] = ()

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

    @property
    def saying(self) -> Saying:
        """What the caller says of every page."""
        return Saying(self.published, self.zone, self.language)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--published {text!r} is no date; write it as 2026-02-18") from error


def opened_inputs(intake: Intake) -> Iterator[Opened | InputRefused]:
    """Every file below the paths, then the pages behind the addresses, with their bytes, none looked at."""
    for path in files(intake.paths):
        try:
            yield path if isinstance(path, InputRefused) else opened(path)
        except InputRefused as refusal:
            yield refusal
    for name, raw in intake.sent:
        yield taken(name, raw)
    if intake.addresses:
        from ..sources.fetch import fetch

        for address in intake.addresses:
            try:
                arrival = fetch(address)
                yield taken(arrival.path, arrival.raw, arrival.media_type, arrival.url)
            except InputRefused as refusal:
                yield refusal


Given = Arrival | Document | InputRefused
"""A page of text as it came, a document that the guarded reader made of anything else, or why there is none."""


def given(
    intake: Intake, days: Mapping[str, date] | None = None, skip: frozenset[str] = frozenset()
) -> Iterator[Given]:
    """Everything that the intake names, in order; a second input with the same bytes says so.

    Plain text needs no guard: our own code alone reads it (docs/decisions/intake.md). `days`: read only the inputs
    it names, as published on that day. `skip`: leave out what has one of these names.
    """
    seen: dict[str, str] = {}
    with GuardedReader(terms_of(intake)) as reader:
        for file in _inputs(intake):
            if isinstance(file, InputRefused):
                yield file
            elif file.path in skip:
                seen.setdefault(f"sha256:{file.sha256}", file.path)
            else:
                for found in given_of(reader, file, days):
                    told = found if isinstance(found, InputRefused) else _noted(found, seen)
                    if told.path not in skip:
                        yield told


def _inputs(intake: Intake) -> Iterator[Opened | InputRefused]:
    """Every input, tables of pages that are named themselves row by row: our own tables, so no guard reads them."""
    for path in intake.paths:
        alone = msgspec.structs.replace(intake, paths=(path,), sent=(), addresses=())
        if is_page_table(path) and path.is_file():
            try:
                yield from (page for _, page in page_rows(path, intake.saying))
            except InputRefused as refusal:
                yield refusal
        else:
            yield from opened_inputs(alone)
    yield from opened_inputs(msgspec.structs.replace(intake, paths=()))


def given_of(reader: GuardedReader, file: Opened, days: Mapping[str, date] | None = None) -> Iterator[Given]:
    """The pages in one input: itself, or the members and entries it holds."""
    wanted = None if days is None else _below(file.path, days)
    if wanted == {}:
        return
    try:
        kind = file.media_type or media_type_of(file.path, file.raw)
    except InputRefused as refusal:
        yield refusal
        return
    if kind.startswith(TEXT):
        yield Arrival(file.path, file.raw, kind, file.url, saying=file.saying)
        return
    for found in reader.documents(file, file.saying, wanted):
        yield found if isinstance(found, InputRefused) else found[0]


def _below(path: str, days: Mapping[str, date]) -> dict[str, date]:
    return {name: day for name, day in days.items() if name == path or name.startswith(f"{path}!")}


def _noted(found: Arrival | Document, seen: dict[str, str]) -> Arrival | Document:
    """What was found, with a word about an earlier input of the same bytes."""
    ident = found.id if isinstance(found, Document) else digest_of(found.raw)
    first = seen.setdefault(ident, found.path)
    if first == found.path:
        return found
    said = said_of_same_bytes(first)
    if isinstance(found, Document):
        return msgspec.structs.replace(found, warnings=(said, *found.warnings))
    return msgspec.structs.replace(found, note=said)


def said_of_same_bytes(first: str) -> str:
    """The warning on an input whose bytes came before under another name."""
    return f"same bytes as {first}: one document under two names, no second source"


def terms_of(intake: Intake) -> Terms:
    """What a guarded reader is told of all its files."""
    return Terms(intake.settings, intake.saying)


def read_page(intake: Intake, found: Given) -> Annotated | InputRefused:
    """One page read to its claims, or the reason why it was not."""
    if isinstance(found, InputRefused):
        return found
    try:
        document = found if isinstance(found, Document) else _document(intake, found)
    except InputRefused as refusal:
        return refusal
    return annotate_document(intake, document)


def _document(intake: Intake, found: Arrival) -> Document:
    return document_of(found, intake.settings, found.saying or intake.saying)


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
    shared = msgspec.structs.replace(intake, paths=(), addresses=(), sent=())
    yield from in_order(partial(read_page, shared), given(intake), intake.jobs)
