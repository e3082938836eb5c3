"""Pages to records, one a story, and records to the files of a brief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import msgspec

from ..errors import InputRefused, UsageError
from ..publications.folder import Forms, Told, publish, publish_story, publish_whole
from ..publications.record import Record
from ..records import Annotated, CaseSettings, Moment, microseconds
from .intake import Given, Intake, given, read_page, read_pages
from .parallel import in_order
from .progress import Outcome, Progress
from .records import record_of, stories_of
from .undated import inferred_days


def brief_to_folder(
    intake: Intake, folder: Path, *, language: str, as_of: str | None, progress: Progress, also: Forms = ()
) -> Outcome:
    """Read the pages, compare them and write the brief; several stories get a folder each beside the whole."""
    outcome = Outcome()
    until = moment_of(as_of) if as_of else None
    pages = published_until(_read(intake, outcome, progress), until)
    outcome.done = len(pages)
    if not pages:
        return outcome
    outcome.written.extend(publish_pages(pages, intake, until, outcome.refused, folder, language, also))
    return outcome


def publish_pages(
    pages: Sequence[Annotated],
    intake: Intake,
    until: Moment | None,
    refused: Sequence[InputRefused],
    folder: Path,
    language: str,
    also: Forms = (),
) -> tuple[Path, ...]:
    """Write the brief of pages that were read already; the intake gives settings and number of processes."""
    told = stories_of(pages)
    if len(told) == 1 or intake.jobs == 1:
        return publish(records_of(pages, intake, until, refused), folder, language, also)
    tell = partial(_tell, intake.settings, until, _reasons(refused), folder, language, also)
    records, written = zip(*in_order(tell, enumerate(told, 1), intake.jobs), strict=True)
    return publish_whole(records, written, folder, language, also)


def _tell(
    settings: CaseSettings,
    until: Moment | None,
    reasons: tuple[str, ...],
    folder: Path,
    language: str,
    also: Forms,
    numbered: tuple[int, Sequence[Annotated]],
) -> tuple[Record, Told]:
    """The record of one of several stories, published; runs in a process of its own."""
    number, story = numbered
    record = record_of(story, settings, until, reasons)
    return record, publish_story(record, number, folder, language, also)


def records_of(
    pages: Sequence[Annotated], intake: Intake, as_of: Moment | None = None, refused: Sequence[InputRefused] = ()
) -> tuple[Record, ...]:
    """One record a story, the story with most pages first. Pure: any order of pages gives the same records."""
    return tuple(record_of(story, intake.settings, as_of, _reasons(refused)) for story in stories_of(pages))


def _reasons(refused: Sequence[InputRefused]) -> tuple[str, ...]:
    return tuple(sorted(str(refusal) for refusal in refused))


def _read(intake: Intake, outcome: Outcome, progress: Progress) -> list[Annotated]:
    pages: dict[str, Annotated] = {}
    for page in read_pages(intake):
        if isinstance(page, InputRefused):
            outcome.refused.append(page)
            continue
        # The same bytes twice are one document; the first name in order stands for both.
        pages.setdefault(page.document.id, page)
        progress(len(pages), page.document.path)
    days = inferred_days(list(pages.values()))
    for page in _reread(intake, days):
        pages[page.document.id] = page
    return list(pages.values())


def _reread(intake: Intake, days: dict[str, date]) -> Iterator[Annotated]:
    if not days:
        return
    shared = msgspec.structs.replace(intake, paths=(), addresses=())
    for page in in_order(partial(_read_dated, shared, days), given(intake, days), intake.jobs):
        if isinstance(page, Annotated):
            yield page


def _read_dated(intake: Intake, days: dict[str, date], found: Given) -> Annotated | InputRefused:
    return read_page(msgspec.structs.replace(intake, published=days.get(found.path), inferred=True), found)


def moment_of(text: str) -> Moment:
    """The `--as-of` time: an ISO 8601 day (its end) or date-time (UTC when it names no offset)."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-of {text!r} is no time; write 2026-02-18 or 2026-02-18T12:00+02:00") from error
    whole_day = len(text) == 10
    instant = microseconds(when.replace(tzinfo=when.tzinfo or UTC)) + (86_400_000_000 if whole_day else 0)
    return Moment(instant, instant, "second", zone="UTC", text=text)


def published_until(pages: Sequence[Annotated], until: Moment | None) -> list[Annotated]:
    """The pages that had appeared by a time; those that do not say when they appeared count as having."""
    if until is None or until.begins is None:
        return list(pages)
    limit = until.begins
    return [
        page
        for page in pages
        if page.document.published is None
        or page.document.published.begins is None
        or page.document.published.begins < limit
    ]


def demo_to_folder(folder: Path, *, language: str, progress: Progress) -> Outcome:
    """The brief of the bundled case."""
    from ..demo import demo_folder

    with demo_folder() as pages:
        intake = Intake.of((pages,), pages / "case.toml")
        return brief_to_folder(intake, folder, language=language, as_of=None, progress=progress)
