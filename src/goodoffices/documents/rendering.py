"""From decoded text to the frozen text of a rendition: NFC, one kind of newline, nothing invisible that misleads.

Unicode: UAX #15 (NFC), UAX #9 (bidirectional controls), UTS #39 on invisible characters. The zero-width
joiners stay, since scripts need them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from ..records import Segment

BIDI = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
INVISIBLE = re.compile(f"[{BIDI}\u200b\u2060\u00ad\ufeff\x00-\x08\x0e-\x1f\x7f]")
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ODD = re.compile(rf"[\r\x0b\x0c\x85\u2028\u2029\ud800-\udfff{BIDI}\u200b\u2060\u00ad\ufeff\x00-\x08\x0e-\x1f\x7f]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACES = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", " "))
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_UNIT = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|\s+|.", re.DOTALL)


def shown(source: str, *, markup: bool = False) -> str:
    """Source characters as the rendition shows them. `markup`: entities are read, white space is one space."""
    if markup:
        source = re.sub(r"\s+", " ", source)
        source = _ENTITY.sub(_entity, source) if "&" in source else source
    if _ODD.search(source):
        source = source.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES)
        source = INVISIBLE.sub("", _SURROGATE.sub("\ufffd", source))
    return unicodedata.normalize("NFC", source)


def _entity(match: re.Match[str]) -> str:
    read = html.unescape(match.group())
    # An entity that is white space is shown as a space, but is no layout of the source: it is kept.
    return " " if read.isspace() else read


def length_in_bytes(source: str, encoding: str) -> int:
    """How many bytes the source characters were."""
    if source.isascii() and not encoding.startswith(("utf-16", "utf-32")):
        return len(source)
    return len(source.encode(encoding, "surrogatepass" if encoding[:6] in ("utf-16", "utf-32") else "surrogateescape"))


def _plain(source: str) -> bool:
    """Whether nothing but what can be printed stands in the lines: most pages, told at a glance."""
    return source.replace("\n", "").isprintable()


def rendered_text(source: str, encoding: str, skip: int) -> tuple[str, tuple[Segment, ...], tuple[str, ...]]:
    """The rendition of a text file: text, the way back to its bytes, and what was taken out of it."""
    if (_plain(source) or not _ODD.search(source)) and unicodedata.is_normalized("NFC", source):
        return source, (Segment(0, len(source), skip, skip + length_in_bytes(source, encoding)),), ()
    pieces: list[str] = []
    segments: list[Segment] = []
    start, first = 0, skip
    for match in _LINE.finditer(source):
        piece = match.group()
        if not piece:
            continue
        text = shown(piece)
        last = first + length_in_bytes(piece, encoding)
        pieces.append(text)
        segments.append(Segment(start, start + len(text), first, last))
        start, first = start + len(text), last
    text = "".join(pieces)
    whole = unicodedata.normalize("NFC", text)
    if whole != text:  # a mark at the beginning of a line joined the one before
        return whole, (Segment(0, len(whole), skip, first),), taken_out(source)
    return text, tuple(segments), taken_out(source)


def taken_out(source: str) -> tuple[str, ...]:
    """What the rendition leaves out of the source, as warnings; nothing for what is merely layout."""
    overrides = len(_OVERRIDES.findall(source))
    hidden = len(INVISIBLE.findall(source)) - overrides - source.count("\u200e") - source.count("\u200f")
    found = []
    if overrides:
        line = source.count("\n", 0, _OVERRIDES.search(source).start()) + 1  # type: ignore[union-attr]
        found.append(
            f"{overrides} bidirectional controls taken out (first in line {line}): they can hide what a text says"
        )
    if hidden:
        found.append(f"{hidden} invisible characters taken out (zero-width spaces, soft hyphens, controls)")
    return tuple(found)


def units(source: str, *, markup: bool = False) -> Iterator[tuple[int, str]]:
    """The source in the smallest parts that are rendered by themselves: (source length, as shown)."""
    held, length = "", 0
    for match in _UNIT.finditer(source) if markup else re.finditer(r"\r\n|.", source, re.DOTALL):
        piece = match.group()
        part = shown(piece, markup=markup)
        if held and part and unicodedata.normalize("NFC", held + part) == held + part:
            yield length, held
            held, length = part, len(piece)
        else:
            held, length = unicodedata.normalize("NFC", held + part), length + len(piece)
    if length:
        yield length, held
