"""Which encoding bytes are in: byte-order mark, then UTF-8, then what was declared, then a guess that is said.

Norms: RFC 3629 (UTF-8); WHATWG Encoding for the labels pages declare (`iso-8859-1` means windows-1252).
"""

from __future__ import annotations

import codecs
import re

import msgspec

from ..lexicon.languages import common_words

BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
CYRILLIC = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
# Stateful codecs are left out: in them a character's bytes depend on what came before, so offsets would not lead back.
GUESSABLE = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_9",
    "big5", "gb18030", "shift_jis", "euc_jp", "euc_kr", "cp949", "koi8_u", "koi8_r", "cp866", "iso8859_5",
]  # fmt: skip
WHATWG = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
          "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "koi8-r": "koi8-u", "shift_jis": "cp932",
          "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-sjis": "cp932"}  # fmt: skip
_DECLARED = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}encoding\s{0,3}=\s{0,3}[\"']([A-Za-z0-9_.-]{2,40})")
SAMPLE = 40_000


class Decoded(msgspec.Struct, frozen=True):
    """`text` as decoded from `raw[skip:]`, lone surrogates standing for bytes that are no characters.

    `basis`: what told the encoding: mark (byte-order mark), utf-8 (the bytes are that), declared or guessed.
    """

    text: str
    encoding: str
    skip: int
    warnings: tuple[str, ...] = ()
    basis: str = "utf-8"


def decoded(raw: bytes, declared: str = "") -> Decoded:
    """The bytes as text. `declared`: what the carrier said; a page's own declaration is looked for."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return _loosely(raw, encoding, len(mark), ())
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, declared or declared_in(raw), error)
    if "\x00" in text[:4096] and (wide := _wide(raw)):
        return _loosely(
            raw, wide, 0, (f"encoding guessed: {wide}, for its zero bytes; the file has no byte-order mark",)
        )
    said = _known(declared or declared_in(raw))
    if said and said not in ("utf-8", "utf8") and not text.isascii() and _known(said) != "utf-8":
        return Decoded(text, "utf-8", 0, (f"declared as {said}, but the bytes are UTF-8; read as UTF-8",))
    return Decoded(text, "utf-8", 0)


def declared_in(raw: bytes) -> str:
    """The encoding a page names in its own first bytes, or ""."""
    head = raw[:2048]
    if b"<" not in head:
        return ""
    match = _XML.match(head.lstrip()) or _DECLARED.search(head)
    return match.group(1).decode("ascii").lower() if match else ""


def _known(label: str) -> str:
    low = WHATWG.get(label.lower(), label.lower())
    try:
        return codecs.lookup(low).name if low else ""
    except LookupError:
        return ""


def _wide(raw: bytes) -> str:
    head = raw[:4096]
    pairs = max(1, len(head) // 2)
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > pairs * 0.1 and odd > 5 * even:
        return "utf-16-le"
    if even > pairs * 0.1 and even > 5 * odd:
        return "utf-16-be"
    return ""


def _not_utf8(raw: bytes, declared: str, error: UnicodeDecodeError) -> Decoded:
    if error.start >= len(raw) - 3 and error.reason == "unexpected end of data":
        text = raw.decode("utf-8", "surrogateescape")
        return Decoded(text, "utf-8", 0, ("ends in the middle of a character: the file looks cut off",))
    wide = _wide(raw)
    if wide:
        return _loosely(
            raw, wide, 0, (f"encoding guessed: {wide}, for its zero bytes; the file has no byte-order mark",)
        )
    loose = raw.decode("utf-8", "surrogateescape")
    bad = sum(1 for mark in loose if "\udc80" <= mark <= "\udcff")
    good = sum(1 for mark in loose if mark > "\x7f") - bad
    if good > 4 * bad:
        line = raw.count(b"\n", 0, error.start) + 1
        return Decoded(
            loose, "utf-8", 0, (f"{bad} bytes are no UTF-8 (first in line {line}); each is shown as \ufffd",)
        )
    cyrillic = _cyrillic(raw)
    said = _known(declared)
    if said and said != "utf-8" and (not cyrillic or said in (cyrillic, "koi8-u")) and _decodes(raw, said):
        return Decoded(raw.decode(said), said, 0, basis="declared")
    guess = cyrillic or _statistics(raw)
    named = f"declared as {declared}, which does not fit; " if declared else ""
    return Decoded(
        raw.decode(guess, "surrogateescape"),
        guess,
        0,
        (f"{named}encoding guessed: {guess}; not UTF-8 (byte {error.start})",),
        "guessed",
    )


def _loosely(raw: bytes, encoding: str, skip: int, warnings: tuple[str, ...]) -> Decoded:
    body = raw[skip:]
    width = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)
    rest = len(body) % width
    if rest:
        body = body[:-rest]
        warnings = (*warnings, f"ends in the middle of a character: the last {rest} bytes are left out")
    if width == 1:
        text = body.decode(encoding, "surrogateescape")
        if any("\udc80" <= mark <= "\udcff" for mark in text):
            warnings = (*warnings, "some bytes are no UTF-8; each is shown as \ufffd")
        return Decoded(text, encoding, skip, warnings, "mark")
    try:
        return Decoded(body.decode(encoding, "surrogatepass"), encoding, skip, warnings, "mark" if skip else "guessed")
    except UnicodeDecodeError:
        return Decoded(
            raw.decode("utf-8", "surrogateescape"), "utf-8", 0, (*warnings, f"not {encoding}, as its mark says")
        )


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        return raw.decode(encoding).encode(encoding) == raw
    except (UnicodeError, LookupError):
        return False


def _cyrillic(raw: bytes) -> str:
    """The Cyrillic single-byte encoding in which the bytes make words; "" when in none."""
    best, most = "", 1
    for encoding in CYRILLIC:
        text = raw[:SAMPLE].decode(encoding, "replace")
        count = common_words(text, ("uk", "ru", "be", "bg"))
        if count > most and _steady(text):
            best, most = encoding, count
    return best


def _steady(text: str) -> bool:
    """Whether capitals stand at the beginnings of words, as they do when the table is the right one."""
    inside = len(re.findall(r"[а-яіїєґ][А-ЯІЇЄҐ]", text))
    return inside * 20 <= len(re.findall(r"[а-яіїєґ]{2}", text))


def _statistics(raw: bytes) -> str:
    from charset_normalizer import from_bytes  # takes 30 ms to load and is needed for few pages

    found = from_bytes(raw[:SAMPLE], cp_isolation=GUESSABLE).best()
    encoding = codecs.lookup(found.encoding).name if found else "cp1252"
    return encoding if _encodes(encoding) else "cp1252"


def _encodes(encoding: str) -> bool:
    try:
        "a".encode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True
