"""What a child says, checked as the word of a stranger: sizes, ranges, digests, and text that shows as it is."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from ...errors import InputRefused
from ...records import Document, content_id, digest_of
from .answers import Opening
from .inspection import Inspection
from .opening import Opened

LONGEST_WORD = 2_000
MOST_ENTRIES = 1_000
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def believed(said: Inspection) -> Inspection:
    """The inspection with every text short and in characters that show, and every list short."""
    return msgspec.convert(_tamed(msgspec.to_builtins(said)), Inspection)


def tamed(text: str) -> str:
    """A text of a stranger: short, and in characters that show."""
    return _UNSHOWN.sub("\ufffd", text[:LONGEST_WORD])


def _tamed(value: Any) -> Any:
    if isinstance(value, str):
        return tamed(value)
    if isinstance(value, dict):
        return {key: _tamed(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_tamed(entry) for entry in value[:MOST_ENTRIES]]
    return value


def checked_document(answer: Opening, file: Opened) -> tuple[Document, bytes]:
    """A document and its bytes; raises InputRefused when it is not about these bytes or contradicts itself."""
    document, raw = answer.document, answer.raw or file.raw
    rendition = document.rendition
    size, length = len(raw), len(rendition.text)
    own = not answer.raw
    ident = f"sha256:{file.sha256}" if own else digest_of(raw)
    sound = (
        document.id == ident == rendition.document
        and (document.path == file.path if own else document.path.startswith(f"{file.path}!"))
        and rendition.id == content_id("rnd", ident, rendition.text)
        and all(0 <= line.start <= line.end <= length for line in rendition.lines)
        and all(0 <= part.start <= part.end <= length for part in rendition.segments)
        and all(0 <= part.first <= part.last <= size for part in rendition.segments)
        and all(0 <= entry.start <= entry.end <= length for entry in rendition.entries)
    )
    if not sound:
        raise InputRefused(file.path, "its reader gave a document that is not this one")
    return document, raw
