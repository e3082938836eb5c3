"""Files made to exhaust, confuse or escape from their reader; each is generated here, none is kept."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from PIL import Image

WORDS = "The delegations met in Muscat on Tuesday and talked for six hours, officials said. "
PAGE = f"<html><head><title>Talks</title></head><body><article><p>{WORDS * 4}</p></article></body></html>"


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return whole.getvalue()


# --- markup


def attributes(count: int = 300_000) -> bytes:
    return f"<p {' '.join(f'a{number}=1' for number in range(count))}>{WORDS}</p>".encode()


def nested(count: int = 200_000) -> bytes:
    return f"<html><body>{'<div>' * count}<p>{WORDS}</p>{'</div>' * count}</body></html>".encode()


def laughs(depth: int = 10) -> bytes:
    names = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(depth))
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{names}]><rss><channel><item><title>&l{depth};</title></item></channel></rss>'.encode()


def remote(address: str) -> bytes:
    """A page that asks for everything a page can ask for: image, style, script, frame, XInclude, external entity."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{address}/entity">]><html xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<head><link rel=stylesheet href="{address}/style"><script src="{address}/script"></script></head><body>'
        f'<img src="{address}/image"><iframe src="{address}/frame"></iframe><xi:include href="{address}/include"/>&x;'
        f"<p>{WORDS * 4}</p></body></html>"
    ).encode()


def remote_feed(address: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "{address}/dtd"><rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel>'
        f'<item><title>Talks</title><xi:include href="{address}/include"/><description>{WORDS}</description></item></channel></rss>'
    ).encode()


# --- office


_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>%s</Types>'
_RELS = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def workbook(rows: str, *, dimension: str = "A1", shared: bytes = b"") -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
    override = b'<Override PartName="/%s" ContentType="' + kind + b'%s+xml"/>'
    parts = {
        "[Content_Types].xml": _TYPES
        % (override % (b"xl/workbook.xml", b"sheet.main") + override % (b"xl/worksheets/sheet1.xml", b"worksheet")
           + override % (b"xl/sharedStrings.xml", b"sharedStrings")),
        "_rels/.rels": _RELS % (b'<Relationship Id="r" Type="%s/officeDocument" Target="xl/workbook.xml"/>' % _OFFICE),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE.decode()}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": _RELS
        % (b'<Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>' % _OFFICE
           + b'<Relationship Id="r2" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % _OFFICE),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'.encode(),
        "xl/sharedStrings.xml": shared or f'<sst xmlns="{_SHEET}"><si><t>one</t></si></sst>'.encode(),
    }  # fmt: skip
    return zipped(parts)


def cell(place: str, value: str = "7") -> str:
    digits = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{digits}"><c r="{place}"><v>{value}</v></c></row>'


def far_cell() -> bytes:
    return workbook(cell("A1") + cell("XFD1048576"), dimension="A1:XFD1048576")


def false_dimension(rows: int = 3_000) -> bytes:
    return workbook("".join(cell(f"A{number}") for number in range(1, rows + 1)), dimension="A1:XFD1048576")


def wide_rows(rows: int = 20_000) -> bytes:
    return workbook("".join(cell(f"XFD{number}") for number in range(1, rows + 1)))


def shared_bomb(count: int = 1_000_000) -> bytes:
    text = f'<sst xmlns="{_SHEET}">{f"<si><t>{chr(120) * 60}</t></si>" * count}</sst>'
    return workbook(cell("A1"), shared=text.encode())


def shared_laughs() -> bytes:
    names = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(10))
    text = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{names}]><sst xmlns="{_SHEET}"><si><t>&l10;</t></si></sst>'
    return workbook(cell("A1"), shared=text.encode())


def word(body: str, head: str = "") -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped({
        "[Content_Types].xml": _TYPES % (b'<Override PartName="/word/document.xml" ContentType="%s"/>' % kind),
        "_rels/.rels": _RELS % (b'<Relationship Id="r" Type="%s/officeDocument" Target="word/document.xml"/>' % _OFFICE),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{_W}" xmlns:xi="http://www.w3.org/2001/XInclude"><w:body>{body}</w:body></w:document>'.encode(),
    })  # fmt: skip


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def long_word(count: int = 600_000) -> bytes:
    return word("".join(paragraph(f"{number} {WORDS}") for number in range(count)))


def deep_word(count: int = 100_000) -> bytes:
    return word(paragraph(WORDS) + "<w:p>" * count + "</w:p>" * count)


def word_laughs() -> bytes:
    names = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(10))
    return word(paragraph("&l10;"), f'<!DOCTYPE d [<!ENTITY l0 "ha">{names}]>')


# --- PDF


def pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    whole, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(whole)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(whole)
    whole += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        whole += b"%d 1\n%010d 00000 n \n" % (number, place)
    whole += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, root, start)
    return bytes(whole)


def stream(raw: bytes, filters: str = "") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(raw), filters.encode(), raw)


def paper(contents: list[bytes], filters: str = "") -> bytes:
    """A PDF with a page for each content stream."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(contents)))),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }  # fmt: skip
    for number, content in enumerate(contents):
        objects[4 + 2 * number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * number)
        )
        objects[5 + 2 * number] = stream(content, filters)
    return pdf(objects)


def printed(*lines: str) -> bytes:
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
    return f"BT /F 11 Tf 14 TL 72 720 Td {shown}ET".encode()


def flate_in_flate(depth: int = 4) -> bytes:
    raw = b" " * 90_000_000
    for _ in range(depth):
        raw = zlib.compress(raw, 9)
    return paper([raw], f"/Filter[{'/FlateDecode ' * depth}]")


def cyclic_pages() -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>",
                3: b"<</Type/Pages/Parent 2 0 R/Count 1/Kids[2 0 R]>>"})  # fmt: skip


def same_page_often(count: int = 200_000) -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count),
                3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", 4: stream(printed(WORDS))})  # fmt: skip


def operators(count: int = 8_000_000) -> bytes:
    return paper([zlib.compress(b"q Q " * count, 9)], "/Filter/FlateDecode")


# --- archives


def zip_bomb() -> bytes:
    return zipped({"a.txt": b"0" * (100 << 20)})


def nested_bomb(depth: int = 5) -> bytes:
    raw = zipped({f"{n}.txt": b"word " * 2_000_000 for n in range(10)})
    for _ in range(depth):
        raw = zipped({f"{n}.zip": raw for n in range(10)})
    return raw


def lying_zip() -> bytes:
    """Says 10 bytes, unpacks to 100 MB."""
    raw = bytearray(zipped({"a.txt": b"word " * 20_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(mark) + place
        raw[at : at + 4] = struct.pack("<I", 10)
    return bytes(raw)


def many_entries(count: int = 400_000) -> bytes:
    entry = (
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    )
    directory = entry * count
    return (
        b"PK\x03\x04" + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), 4, 0)
    )


def escaping_names() -> bytes:
    return zipped(
        {"../../up.txt": b"x", "/etc/root.txt": b"x", "a\nb\x1b[31m.txt": WORDS.encode(), "ok.txt": WORDS.encode()}
    )


def gzip_quine() -> bytes:
    return gzip.compress(gzip.compress(b"x" * 1_000_000))


# --- pictures


def chunk(name: bytes, raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + name + raw + struct.pack(">I", zlib.crc32(name + raw))


def png(*extra: bytes, width: int = 3, height: int = 2, idat: bytes | None = None) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"\0" * (1 + 3 * 3) * 2) if idat is None else idat
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def huge_png() -> bytes:
    return png(width=0x7FFFFFFF, height=2)


def text_bomb_png(kind: bytes = b"zTXt") -> bytes:
    packed = zlib.compress(b"x" * 100_000_000, 9)
    return png(chunk(kind, b"note\0\0" + packed if kind == b"zTXt" else b"note\0\1\0\0\0" + packed))


def endless_chunk_png() -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0))
        + struct.pack(">I", 0xFFFFFFF0)
        + b"tEXt"
    )


def jpeg(exif: bytes = b"") -> bytes:
    whole = io.BytesIO()
    Image.new("RGB", (16, 12), (200, 10, 10)).save(whole, "JPEG", exif=exif)
    return whole.getvalue()


# --- text


def endless_line() -> bytes:
    return b"word " * 10_000_000


def deep_json(depth: int = 1_000_000) -> bytes:
    return b"[" * depth + b"]" * depth


def wide_csv() -> bytes:
    return b"a,b\n" + b",".join(b"%d" % number for number in range(1_000_000)) + b"\n1,2\n"


def open_quote() -> bytes:
    return b'id,what\n1,"met\n' + b"2,and talked\n" * 200_000


def many_rows(count: int = 500_000) -> bytes:
    return b"id;when;what\n" + b"1;2024-05-03;the talks were long\n" * count


class Killer(NamedTuple):
    """A hostile file: its name, its making, the verdict it must get, and a word of the reason, gap or warning."""

    file: str
    make: Callable[[], bytes]
    status: str
    said: str = ""


KILLERS = {
    "attributes": Killer("a.html", attributes, "read", "attributes in one tag"),
    "nested": Killer("a.html", nested, "read", "nested"),
    "laughs": Killer("a.xml", laughs, "refused", "entities"),
    "far-cell": Killer("a.xlsx", far_cell, "read"),
    "false-dimension": Killer("a.xlsx", false_dimension, "read"),
    "shared-laughs": Killer("a.xlsx", shared_laughs, "refused", "entities"),
    "deep-word": Killer("a.docx", deep_word, "partial", "depth"),
    "word-laughs": Killer("a.docx", word_laughs, "refused", "entities"),
    "flate-in-flate": Killer("a.pdf", flate_in_flate, "refused", "LimitReached"),
    "cyclic-pages": Killer("a.pdf", cyclic_pages, "refused", "damaged"),
    "zip-bomb": Killer("a.zip", zip_bomb, "refused", "MiB"),
    "lying-zip": Killer("a.zip", lying_zip, "refused", "damaged member"),
    "many-entries": Killer("a.zip", many_entries, "refused", "members"),
    "escaping-names": Killer("a.zip", escaping_names, "partial", "points outside"),
    "gzip-quine": Killer("a.gz", gzip_quine, "refused", "gzip"),
    "huge-png": Killer("a.png", huge_png, "refused", "pixels"),
    "ztxt-bomb": Killer("a.png", text_bomb_png, "refused", "damaged"),
    "itxt-bomb": Killer("a.png", lambda: text_bomb_png(b"iTXt"), "refused", "damaged"),
    "endless-chunk": Killer("a.png", endless_chunk_png, "refused", "damaged"),
    "endless-line": Killer("a.txt", endless_line, "refused", "a line of 50,000,000 characters"),
    "deep-json": Killer("a.json", deep_json, "refused", "a line of"),
    "wide-csv": Killer("a.csv", wide_csv, "partial", "1,000,000 columns"),
    "open-quote": Killer("a.csv", open_quote, "partial", "never be closed"),
    "empty": Killer("a.txt", lambda: b"", "refused", "empty"),
    "zeros": Killer("a.txt", lambda: bytes(1_000_000), "refused", "binary"),
    "nul": Killer("a.txt", lambda: WORDS.encode() + b"\0" + WORDS.encode(), "read", "1 NUL"),
    "invalid": Killer("a.txt", lambda: WORDS.encode() + b"\xff\xfe\x80" + "угода ".encode() * 30, "read", "no UTF-8"),
    "bidi": Killer("a.txt", f"{WORDS}\u202e{WORDS}\u2066\n".encode, "read", "bidirectional"),
    "utf-7": Killer("a.html", lambda: b"<meta charset=utf-7>+ADw-script+AD4-" + WORDS.encode(), "read"),
    "utf-16": Killer("a.txt", lambda: (WORDS * 3).encode("utf-16"), "read"),
    "half-utf-16": Killer("a.txt", lambda: (WORDS * 3).encode("utf-16")[:-1], "partial", "middle of a character"),
    "text-and-zip": Killer(
        "a.txt", lambda: WORDS.encode() * 900 + zipped({"a.txt": b"x"}), "read", "zip archive is hidden"
    ),
    "html-as-pdf": Killer("a.pdf", PAGE.encode, "read"),
    "html-and-zip": Killer("a.html", lambda: PAGE.encode() + zipped({"a.txt": b"x"}), "refused", "binary"),
}
LASTING = {
    "nested-bomb": Killer("a.zip", nested_bomb, "refused", "deep"),
    "many-rows": Killer("a.csv", many_rows, "read"),
    "long-word": Killer("a.docx", long_word, "partial", "more text than is read"),
    "wide-rows": Killer("a.xlsx", wide_rows, "partial", "time for one file"),
    "shared-bomb": Killer("a.xlsx", shared_bomb, "refused", "MiB of texts"),
    "same-page-often": Killer("a.pdf", same_page_often, "refused", "damaged"),
    "operators": Killer("a.pdf", operators, "refused", "text"),
    "many-paragraphs": Killer("a.html", lambda: b"<html><body>x" + b"<br>y" * 1_550_000, "refused", "processor time"),
    "many-attributes": Killer("a.html", lambda: attributes(1_000_000), "refused", "characters"),
}
"""Those that take seconds: for `make soak`."""
