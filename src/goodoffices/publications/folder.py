"""Writing a publication: all files of a brief, each whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from .brief import Brief, brief_of
from .brief_outline import outline_of
from .dataset import record_json
from .html import Story, page_of
from .ics import calendar_of
from .markdown import markdown_of
from .paper import pdf_of
from .record import Record
from .table import table_of
from .whole import folder_name, whole_of
from .word import docx_of

Form = Literal["pdf", "docx"]
Forms = Collection[Form]
# Up to here one file with the text of all pages is what a reader wants; beyond, the stories keep their own texts.
PAGES_AT_HAND = 120


class Told(msgspec.Struct, frozen=True):
    """One of several stories, written: how the whole names it, which pages it tells of, which files it became."""

    story: Story
    documents: tuple[str, ...]
    written: tuple[Path, ...]


def publish(record: Record | Sequence[Record], folder: Path, language: str, also: Forms = ()) -> tuple[Path, ...]:
    """Write brief.html, brief.md, record.json, timeline.ics and findings.csv into `folder` (made when missing).

    `also`: brief.pdf and brief.docx as well. Of several records each also gets a folder of its own below
    (`01-name`), and the files above tell of all.
    Each file is written beside its place and moved there when complete, so that an interrupted run leaves the old
    file or the new one, never half of one. Raises OSError, and UsageError for a language without words.
    """
    records = (record,) if isinstance(record, Record) else tuple(record)
    several = enumerate(records, 1) if len(records) > 1 else ()
    told = [publish_story(one, number, folder, language, also) for number, one in several]
    return publish_whole(records, told, folder, language, also)


def publish_story(record: Record, number: int, folder: Path, language: str, also: Forms = ()) -> Told:
    """Write the files of one of several stories into its own folder below `folder`; 1 is the first story."""
    own = brief_of(record, language)
    name = folder_name(number, own.facts.english)
    title, home = own.facts.main or own.facts.title, f"{name}/brief.html"
    return Told(
        Story(title, own.facts.tally, own.facts.pages, own.facts.period, home),
        tuple(document.id for document in record.documents),
        tuple(_write(folder / name, _files(own, page_of(own), also))),
    )


def publish_whole(
    records: Sequence[Record], told: Sequence[Told], folder: Path, language: str, also: Forms = ()
) -> tuple[Path, ...]:
    """Write the files that tell of all records; every file written, those of the stories told before as well."""
    if not records:
        return ()
    brief = brief_of(whole_of(records), language, len(records))
    homes = {document: one.story.href for one in told for document in one.documents}
    if len(brief.record.documents) <= PAGES_AT_HAND:
        homes = {}
    page = page_of(brief, [one.story for one in told], homes)
    return (*_write(folder, _files(brief, page, also)), *(path for one in told for path in one.written))


def _files(brief: Brief, page: str, also: Forms) -> Iterator[tuple[str, bytes]]:
    outline = outline_of(brief)
    yield "brief.html", page.encode("utf-8")
    yield "brief.md", markdown_of(outline).encode("utf-8")
    for form in sorted(set(also)):
        yield f"brief.{form}", pdf_of(outline) if form == "pdf" else docx_of(outline)
    yield "record.json", record_json(brief.record)
    yield "timeline.ics", calendar_of(brief.record, brief.citations)
    yield "findings.csv", table_of(brief.record, brief.citations).encode("utf-8")


def _write(folder: Path, files: Iterator[tuple[str, bytes]]) -> list[Path]:
    """Nothing is moved to its place before every file could be made."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in files:
            waiting.append((_written(folder, name, content), folder / name))
        for part, place in waiting:
            part.replace(place)
    finally:
        for part, _ in waiting:
            part.unlink(missing_ok=True)
    return [place for _, place in waiting]


def _written(folder: Path, name: str, content: bytes) -> Path:
    """A part file beside the place of `name`, complete and on the disk."""
    handle, part = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        # Files made by mkstemp are closed to others; a brief is for handing on, so the usual mask applies.
        mask = os.umask(0)
        os.umask(mask)
        Path(part).chmod(0o666 & ~mask)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return Path(part)
