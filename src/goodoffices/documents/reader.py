"""One arrival becomes one document."""

from __future__ import annotations

from ..errors import InputRefused
from ..records import CaseSettings, Document
from ..sources import Arrival, Saying
from ..sources.encodings import decoded
from ..sources.media import PAPERS
from .classes import classify
from .drafts import drafts_of
from .found import Found
from .rendering import rendered_text

LONGEST_LINE = 1_000_000
MOST_CHARACTERS = 12_000_000
NOTHING_SAID = Saying()


def document_of(arrival: Arrival, settings: CaseSettings, saying: Saying = NOTHING_SAID) -> Document:
    """The document of an arrival; raises InputRefused where nothing in it can be read."""
    _check_bytes(arrival)
    media_type, _, parameters = arrival.media_type.partition(";")
    read = decoded(arrival.raw, parameters.partition("charset=")[2].strip(" \"'"))
    if media_type.strip() in PAPERS:
        raise InputRefused(arrival.path, "a paper, read by the guarded reader only", remedy="Give its text")
    if media_type.strip() == "text/html":
        from .pages import page_document  # trafilatura takes 150 ms to load; text files do without

        return page_document(arrival, read, settings, saying)
    if len(read.text) > MOST_CHARACTERS:
        check_size(arrival.path, read.text)  # before the work of rendering, which only makes it shorter
    text, segments, removed = rendered_text(read.text, read.encoding, read.skip)
    check_size(arrival.path, text)
    drafts = drafts_of(text)
    if not drafts:
        raise InputRefused(arrival.path, "nothing but white space", remedy="Leave it out, or save the page again")
    classify(drafts, arrival.title)
    found = Found(arrival, read, text, segments, drafts, (*read.warnings, *removed), title=arrival.title)
    return found.document(settings, saying)


def _check_bytes(arrival: Arrival) -> None:
    if not arrival.raw:
        raise InputRefused(arrival.path, "empty file", remedy="Leave it out, or save the page again")


def check_size(path: str, text: str) -> None:
    """Refuse texts that are no page: one endless line, or more characters than any page has."""
    if len(text) > LONGEST_LINE:
        at, number, start = 0, 1, 0
        while at >= 0:
            at = text.find("\n", start)
            length = (at if at >= 0 else len(text)) - start
            if length > LONGEST_LINE:
                raise InputRefused(
                    path,
                    f"a line of {length:,} characters; no page has one over {LONGEST_LINE:,}",
                    place=f"line {number}",
                    remedy="It may be data or a damaged file; split it into lines if it is text",
                )
            number, start = number + 1, at + 1
    if len(text) > MOST_CHARACTERS:
        raise InputRefused(
            path, f"{len(text):,} characters; a page has at most {MOST_CHARACTERS:,}", remedy="Split it into pages"
        )
