"""Passages that one page took from another: the words are the first page's, whoever prints them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..documents import dateline_of, shared_passages
from ..records import Annotated, Claim, Span
from ..unions import Unions

WORD = re.compile(r"[^\W_]+")
SEVERAL = 2  # passages that make a page a reprint
FEWEST = 3  # spaces in a sentence that nobody writes twice by chance, on a page that is a reprint
Place = tuple[str, int, int]  # document id, first and last character of a passage


class Original(NamedTuple):
    """The page whose passage it is, and the passage's words."""

    page: Annotated
    words: str


class Copies:
    """For every passage that stands on several pages the one it comes from.

    That is the page that credits an agency for its text, else the one published first, else the first by id. Of a
    page that took several passages from another every sentence that stands there word for word is the other's, however
    short, and whichever dateline either has.
    """

    def __init__(self, pages: Sequence[Annotated]) -> None:
        self._pages = {page.document.id: page for page in pages}
        self._taken: dict[str, list[tuple[int, int, Original]]] = {}
        linked: Unions[Place] = Unions()
        for shared in shared_passages(page.document for page in pages):
            linked.unite(_place(shared.left, shared.left_span), _place(shared.right, shared.right_span))
        for places in linked.sets():
            self._enter(places)
        for stretches in self._taken.values():
            stretches.sort(key=lambda item: (item[0], item[1]))
        self._reprints = {page: self._reprinted(stretches) for page, stretches in self._taken.items()}

    def _reprinted(self, stretches: Sequence[tuple[int, int, Original]]) -> Original | None:
        """The page from which most passages of a page were taken, with all its words; None of a single passage."""
        counts = Counter(stretch[2].page.document.id for stretch in stretches)
        if not counts:
            return None
        ident = min(counts, key=lambda one: (-counts[one], one))
        if counts[ident] < SEVERAL:
            return None
        page = self._pages[ident]
        return Original(page, _folded(page.document.rendition.text))

    def _enter(self, places: Sequence[Place]) -> None:
        first = min(places, key=self._seniority)
        origin = self._pages[first[0]]
        words = _folded(origin.document.rendition.text[first[1] : first[2]])
        for document, start, end in places:
            if document != first[0]:
                self._taken.setdefault(document, []).append((start, end, Original(origin, words)))

    def _seniority(self, place: Place) -> tuple[bool, int, str, int]:
        document = self._pages[place[0]].document
        published = document.published.begins if document.published is not None else None
        return (not document.wire, 2**62 if published is None else published, document.id, place[1])

    def origin(self, claim: Claim, page: Annotated) -> Annotated:
        """The page whose words the claim rests on; a copy whose very words were changed stands for itself."""
        stretches = self._taken.get(page.document.id)
        if not stretches or not claim.evidence:
            return page
        whole = self._reprints[page.document.id]
        if whole is not None and _told_there(claim.evidence[0].quote, whole.words):
            return whole.page
        span = claim.evidence[0]
        spot = bisect_right(stretches, span.start, key=lambda item: item[0]) - 1
        if spot >= 0 and stretches[spot][1] >= span.end and _folded(span.quote) in stretches[spot][2].words:
            return stretches[spot][2].page
        return page


def _place(document: str, span: Span) -> Place:
    return (document, span.start, span.end)


def _folded(text: str) -> str:
    """The words alone in small letters: printers differ in quotation marks, dashes and apostrophes."""
    return " ".join(WORD.findall(text.casefold()))


def _told_there(quote: str, words: str) -> bool:
    """Whether a sentence of some length stands in the words, its dateline aside."""
    dateline = dateline_of(quote)
    bare = _folded(quote[dateline.end :] if dateline is not None else quote)
    return bare.count(" ") >= FEWEST and bare in words
