"""The text of a PDF, page by page (ISO 32000), with pypdf; a page that cannot be read is named, the others are kept."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from ...errors import InputRefused
from ..arrival import LeftOut
from .paper import MOST_CHARACTERS, Paper
from .paragraphs import paragraphs

MOST_PAGES = 5_000
# What damaged and hostile files make the parser raise, beside its own errors.
DAMAGE = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError,
          OverflowError, NotImplementedError, ZeroDivisionError, OSError, UnicodeError, EOFError)  # fmt: skip


def read_pdf(path: str, raw: bytes, enough: Callable[[], bool]) -> Paper:
    """The text of a PDF; raises InputRefused for one that is locked, damaged throughout or holds no text."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else list(_pages(reader))
    except DAMAGE as error:
        kind = type(error).__name__
        raise InputRefused(path, f"a damaged PDF ({kind})", remedy="It may be half a download") from error
    if locked:
        raise InputRefused(path, "a PDF locked with a password", remedy="Save it without the password")
    if not pages:
        raise InputRefused(path, "a PDF without pages", remedy="It may be half a download; fetch it again")
    texts, left_out = _texts(pages, enough)
    if not any(texts):
        said = left_out[0].reason if left_out else "it may be a scan, whose pages are pictures"
        raise InputRefused(path, f"a PDF without text: {said}", remedy="Give its text, or run character recognition")
    blank = sum(not text for text in texts) - len(left_out)
    warnings = (f"{blank} of {len(pages)} pages hold no text; they may be pictures",) if blank > 0 else ()
    return Paper("\n\n".join(filter(None, texts)) + "\n", _title(reader), len(pages), warnings, left_out)


def _pages(reader: PdfReader) -> Iterator[PageObject]:
    seen: set[int] = set()
    for page in reader.pages:
        place = page.indirect_reference.idnum if page.indirect_reference else -1
        if (place >= 0 and place in seen) or len(seen) > MOST_PAGES:
            return  # a tree that leads back into itself, or one without end
        seen.add(place)
        yield page


def _texts(pages: list[PageObject], enough: Callable[[], bool]) -> tuple[list[str], tuple[LeftOut, ...]]:
    """The text of each page, "" for a page without, and the pages left out."""
    texts, left_out, size = [], [], 0
    for number, page in enumerate(pages, 1):
        if size > MOST_CHARACTERS or enough():
            why = "the time for one file is up" if size <= MOST_CHARACTERS else "there is more text than is read"
            left_out.append(LeftOut(f"pages {number} to {len(pages)}", why))
            break
        try:
            lines = page.extract_text().splitlines()
        except DAMAGE as error:
            left_out.append(LeftOut(f"page {number}", f"damaged ({type(error).__name__})"))
            lines = []
        texts.append("\n\n".join(paragraphs(lines)))
        size += len(texts[-1])
    return texts, tuple(left_out)


def _title(reader: PdfReader) -> str:
    try:
        title = reader.metadata.title if reader.metadata else ""
    except DAMAGE:
        return ""
    return " ".join(str(title or "").split())[:300]
