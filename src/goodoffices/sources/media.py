"""What kind of input bytes are: by their content first, by their name where the content does not tell."""

from __future__ import annotations

import re

from ..errors import InputRefused

MIB = 1 << 20
LARGEST = 64 * MIB
"""No page comes near; larger inputs are data, dumps or attacks."""
TEXT_NAMES = frozenset({"", ".txt", ".text", ".md", ".markdown", ".log", ".asc"})
HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht"})
FEED_NAMES = frozenset({".xml", ".rss", ".atom", ".rdf"})
# Parts of a saved page or of a case folder: no inputs, and not worth a word.
ASSET_NAMES = frozenset(
    ".css .js .mjs .map .json .toml .yaml .yml .ini .ico .woff .woff2 .ttf .otf .eot .svg .png .jpg .jpeg .gif .webp "
    ".avif .bmp .py .pyc .db .sqlite .lock".split()
)
NO_PAGES = frozenset(
    {"source.txt", "license", "license.txt", "license.md", "notice", "notice.txt", "thumbs.db", "desktop.ini"}
)
MAGIC = (
    (b"%PDF", "a PDF", "Print it to text or save the page as HTML"),
    (b"\x89PNG", "a PNG image", "Give the text of the page"),
    (b"\xff\xd8\xff", "a JPEG image", "Give the text of the page"),
    (b"GIF8", "a GIF image", "Give the text of the page"),
    (b"RIFF", "a media file", "Give the text of the page"),
    (b"\x1f\x8b", "gzip data", "Unpack it first (gunzip)"),
    (b"BZh", "bzip2 data", "Unpack it first"),
    (b"\xfd7zXZ", "xz data", "Unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it, or pack it as .zip"),
    (b"Rar!", "a RAR archive", "Unpack it, or pack it as .zip"),
    (b"\x7fELF", "a program", "Leave it out"),
    (b"MZ\x90", "a program", "Leave it out"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Save it as text"),
    (b"{\\rtf", "an RTF file", "Save it as text"),
    (b"SQLite format 3", "a database", "Leave it out"),
    (b"\x00\x00\x00\x18ftyp", "a video", "Give the text of the page"),
    (b"\x00\x00\x00\x20ftyp", "a video", "Give the text of the page"),
    (b"ID3", "a sound file", "Give the text of the page"),
    (b"OggS", "a sound file", "Give the text of the page"),
    (b"PAR1", "a Parquet table", "Give it to the monitoring commands"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s{1,9}html|html|head|body|meta|title|article|div|p|h1|main|section)[\s/>]", re.IGNORECASE
)
_FEED = re.compile(rb"<(?:[a-zA-Z]{1,12}:)?(?:rss|feed|RDF)[\s>]")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def suffix_of(name: str) -> str:
    """The ending of a file name in lower case, with its dot; "" with none."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    at = bare.rfind(".")
    return bare[at:].lower() if at > 0 else ""


def is_no_page(name: str) -> bool:
    """Whether a file met in a folder or archive is no input: hidden, a licence, a part of a saved page."""
    parts = name.replace("\\", "/").split("/")
    bare = parts[-1]
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts:
        return True
    return bare.lower() in NO_PAGES or suffix_of(bare) in ASSET_NAMES


def media_type_of(path: str, raw: bytes) -> str:
    """text/plain, text/html, application/feed+xml or application/zip; raises InputRefused for what is none of them."""
    if not raw:
        raise InputRefused(path, "empty file", remedy="Leave it out, or save the page again")
    if len(raw) > LARGEST:
        raise InputRefused(
            path,
            f"{len(raw) / MIB:.0f} MiB; inputs over {LARGEST // MIB} MiB are not read",
            remedy="Split it into pages",
        )
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"[Content_Types].xml" in raw[:4096] or b"mimetypeapplication/" in raw[:200]:
            raise InputRefused(path, "an office document", remedy="Save it as text or HTML")
        return "application/zip"
    for magic, kind, remedy in MAGIC:
        if raw.startswith(magic):
            raise InputRefused(path, f"{kind}, not a page", remedy=remedy)
    _check_binary(path, raw)
    return _text_type(path, raw)


def _check_binary(path: str, raw: bytes) -> None:
    """Refuse bytes with zeros or control characters, unless they look like UTF-16 or UTF-32."""
    head = raw[:65536]
    if raw.startswith(_TEXT_MARKS):
        return
    zeros = head.count(0)
    if zeros:
        even, odd = head[::2].count(0), head[1::2].count(0)
        wide = max(even, odd) > len(head) * 0.05 and max(even, odd) > 5 * min(even, odd)
        if not wide:
            at = raw.index(0)
            raise InputRefused(path, "binary data, not text", place=f"byte {at}", remedy="Leave it out")
        return
    controls = sum(head.count(mark) for mark in (*range(1, 9), *range(14, 27), *range(28, 32)))
    if controls > max(8, len(head) // 50):
        raise InputRefused(
            path, f"binary data: {controls} control characters in its first bytes", remedy="Leave it out"
        )


def _text_type(path: str, raw: bytes) -> str:
    head = raw[:4096]
    if b"\x00" in head:  # UTF-16: look at the characters
        head = head.replace(b"\x00", b"")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    suffix = suffix_of(path)
    if start.startswith(b"<"):
        if _FEED.search(start) and not start[:15].lower().startswith(b"<!doctype html"):
            return "application/feed+xml"
        if _HTML.search(start):
            return "text/html"
    if suffix in FEED_NAMES:
        raise InputRefused(path, "XML, but neither RSS nor Atom nor HTML", remedy="Leave it out, or convert it to text")
    if suffix in HTML_NAMES and b"<" in raw:
        return "text/html"
    return "text/plain"
