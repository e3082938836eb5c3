"""Where characters stand: the document, its letter in the brief, the line of the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..records import Document


class LineIndex:
    """Finds the document and the line of a span. Two documents may share one text; the claim's own comes first.

    Letters: A, B, ... Z, AA, AB, ... in the order of the documents.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self.by_id: dict[str, Document] = {}
        self.letters: dict[str, str] = {}
        self._by_rendition: dict[str, str] = {}
        self._starts: dict[str, list[int]] = {}
        for document in self.documents:
            if document.id not in self.by_id:
                self.letters[document.id] = letter(len(self.by_id))
                self.by_id[document.id] = document
            self._by_rendition.setdefault(document.rendition.id, document.id)

    def document_of(self, stated: str, rendition: str) -> str:
        """The id of the document that holds the span: the one stated, where its text is the one meant."""
        known = self.by_id.get(stated)
        if known is not None and known.rendition.id == rendition:
            return stated
        return self._by_rendition.get(rendition, stated)

    def line_of(self, stated: str, rendition: str, offset: int) -> int | None:
        """The 1-based line in the file that holds the character, or the last line before it; None if unknown."""
        document = self.by_id.get(self.document_of(stated, rendition))
        if document is None or not document.rendition.lines:
            return None
        starts = self._starts.get(document.id)
        if starts is None:
            starts = self._starts[document.id] = [line.start for line in document.rendition.lines]
        return document.rendition.lines[max(bisect_right(starts, offset) - 1, 0)].line


def letter(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA: the columns of a spreadsheet."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
