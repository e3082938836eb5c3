"""Documents: the list, and one document with what was taken from it."""

from __future__ import annotations

from collections.abc import Iterator

from ...workbench import Workbench
from ...workbench.reading.documents import DocumentLine, DocumentList
from ...workbench.reading.pages import DocumentShown
from .. import tables
from ..asking import Ask
from ..routes import Route

FILTERS = ("outlet", "language")


def documents(ask: Ask, bench: Workbench) -> DocumentList:
    """A page of documents; whoever may add some finds the form behind it."""
    if bench.rooms("add"):
        bench.expect_files()
    return bench.reader(ask.language, ask.at).documents(ask.chosen, ask.page)


def every_document(ask: Ask, bench: Workbench) -> Iterator[DocumentLine]:
    """All documents that the filters leave."""
    return bench.reader(ask.language, ask.at).every_document(ask.chosen)


def document(ask: Ask, bench: Workbench) -> DocumentShown | None:
    """One document."""
    return bench.reader(ask.language, ask.at).document(ask.found["ident"])


ROUTES = (
    Route(
        "documents",
        "documents",
        documents,
        "read",
        "documents/list.html",
        ("json", "csv"),
        every_document,
        None,
        FILTERS,
    ),
    Route(
        "document",
        "documents/<ident:ident>",
        document,
        "read",
        "documents/one.html",
        ("json", "csv"),
        home="documents",
        table=tables.document,
    ),
)
