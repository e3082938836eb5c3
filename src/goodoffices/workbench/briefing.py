"""Pages to records, one a story, and records to the files of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import GoodOfficesError
from ..records import Annotated
from .intake import Intake
from .progress import Outcome, Progress


def records_of(pages: Sequence[Annotated], intake: Intake) -> tuple[object, ...]:
    """One record a story."""
    return ()


def brief_to_folder(intake: Intake, folder: Path, *, language: str, as_of: str | None, progress: Progress) -> Outcome:
    """Read the pages and write the brief."""
    raise GoodOfficesError("not yet")


def demo_to_folder(folder: Path, *, language: str, progress: Progress) -> Outcome:
    """The brief of the bundled case."""
    raise GoodOfficesError("not yet")
