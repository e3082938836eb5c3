"""What kind of input bytes are: by their content first, by their name where the content does not tell.

Readers ask for the kinds they read; what is none of them is refused by its name.
"""

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
HTML, TEXT, CSV = "text/html", "text/plain", "text/csv"
FEED, ZIP, PDF = "application/feed+xml", "application/zip", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPERS = frozenset({PDF, DOCX})
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp"})
PAGES = frozenset({HTML, TEXT, FEED, ZIP}) | PAPERS
EVERYTHING = PAGES | PICTURES | {CSV, XLSX}
_TABLE = "Give it to the monitoring commands"
_PICTURE = "Give the text of the page"
_UNPACK = "Unpack it first"
NO_PAGE = {
    XLSX: ("a spreadsheet", _TABLE),
    "image/png": ("a PNG image", _PICTURE),
    "image/jpeg": ("a JPEG image", _PICTURE),
    "image/gif": ("a GIF image", _PICTURE),
    "image/webp": ("a WebP image", _PICTURE),
    "image/tiff": ("a TIFF image", _PICTURE),
    "image/bmp": ("a bitmap image", _PICTURE),
}
KNOWN = (
    (b"%PDF", PDF), (b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"),
)  # fmt: skip
UNREAD = (
    (b"RIFF", "a media file", _PICTURE),
    (b"\x1f\x8b", "gzip data", "Unpack it first (gunzip)"),
    (b"BZh", "bzip2 data", _UNPACK),
    (b"\xfd7zXZ", "xz data", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd data", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it, or pack it as .zip"),
    (b"Rar!", "a RAR archive", "Unpack it, or pack it as .zip"),
    (b"\x7fELF", "a program", "Leave it out"),
    (b"MZ\x90", "a program", "Leave it out"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Save it as text"),
    (b"{\\rtf", "an RTF file", "Save it as text"),
    (b"SQLite format 3", "a database", "Leave it out"),
    (b"\x00\x00\x00\x18ftyp", "a video", _PICTURE),
    (b"\x00\x00\x00\x20ftyp", "a video", _PICTURE),
    (b"ID3", "a sound file", _PICTURE),
    (b"OggS", "a sound file", _PICTURE),
    (b"PAR1", "a Parquet table", _TABLE),
)
BY_NAME = {
    ".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".csv": CSV, ".tsv": CSV, ".zip": ZIP, ".png": "image/png",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".bmp": "image/bmp", ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".rss": FEED,
    ".atom": FEED, ".txt": TEXT, ".md": TEXT,
}  # fmt: skip
_STRAY = 4
"""Zero bytes that a text may hold by accident; they are taken out of it, with a warning."""
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32)))
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_CONTENT_TYPES = b"[Content_Types].xml"
_END_OF_ZIP = b"PK\x05\x06"
_FARTHEST_END = 22 + 65_535
"""Size of the record that ends a zip, with the longest comment (APPNOTE 4.3.16)."""
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


def media_type_of(path: str, raw: bytes, read: frozenset[str] = PAGES) -> str:
    """The media type of bytes among those that are `read`; raises InputRefused, with the kind, for any other."""
    if not raw:
        raise InputRefused(path, "empty file", remedy="Leave it out, or save the page again")
    if len(raw) > LARGEST:
        raise InputRefused(
            path,
            f"{len(raw) / MIB:.0f} MiB; inputs over {LARGEST // MIB} MiB are not read",
            remedy="Split it into pages",
        )
    kind = _by_content(path, raw)
    if kind is None:
        _check_binary(path, raw)
        kind = CSV if CSV in read and suffix_of(path) in (".csv", ".tsv") and not raw.lstrip().startswith(b"<") else ""
        kind = kind or _text_type(path, raw)
    if kind not in read:
        said, remedy = NO_PAGE.get(kind, (kind, "Leave it out"))
        raise InputRefused(path, f"{said}, not a page", remedy=remedy)
    return kind


def name_disagrees(path: str, kind: str) -> str:
    """What the ending of a name promises where the content is something else; "" where they agree."""
    promised = BY_NAME.get(suffix_of(path), kind)
    return "" if promised == kind else f"named {suffix_of(path)}, which is {promised}; the content is {kind}"


def _by_content(path: str, raw: bytes) -> str | None:
    """The type that the first bytes show; None for text of any kind. Raises InputRefused for what is never read."""
    if raw.startswith(_PACKED):
        return office_type(raw) or ZIP
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "image/webp"
    if raw[:2] == b"BM" and raw[6:10] == b"\x00\x00\x00\x00" and len(raw) > 26:
        return "image/bmp"
    for magic, kind in KNOWN:
        if raw.startswith(magic):
            return kind
    for magic, said, remedy in UNREAD:
        if raw.startswith(magic):
            raise InputRefused(path, f"{said}, not a page", remedy=remedy)
    if b"%PDF-" in raw[:1024] and b"endobj" in raw and not raw.lstrip().startswith(b"<"):
        return PDF
    return None


def office_type(raw: bytes) -> str:
    """The type of an office document by the names of its parts, which a zip holds in the clear; "" for other zips."""
    names = _directory(raw)
    if _CONTENT_TYPES not in names:
        return "an office document" if b"mimetypeapplication/" in raw[:200] else ""
    if b"word/document.xml" in names:
        return DOCX
    if b"xl/workbook." in names:
        return XLSX
    return "an office document"


def _directory(raw: bytes) -> bytes:
    """The central directory of a zip, and not of one packed inside it; all its bytes where the end is cut off."""
    at = raw.rfind(_END_OF_ZIP, -_FARTHEST_END)
    if at < 0 or at + 16 > len(raw):
        return raw
    size = int.from_bytes(raw[at + 12 : at + 16], "little")
    return raw[max(0, at - size) : at]


def _check_binary(path: str, raw: bytes) -> None:
    """Refuse bytes with many zeros or control characters, unless they look like UTF-16 or UTF-32."""
    head = raw[:65536]
    if raw.startswith(_TEXT_MARKS):
        return
    zeros = head.count(0)
    if zeros > _STRAY:
        even, odd = head[::2].count(0), head[1::2].count(0)
        wide = max(even, odd) > len(head) * 0.05 and max(even, odd) > 5 * min(even, odd)
        if not wide:
            at = raw.index(0)
            raise InputRefused(path, "binary data, not text", place=f"byte {at}", remedy="Leave it out")
        return
    controls = len(head) - len(head.translate(None, _CONTROLS))
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
