"""The parts of an Office Open XML file (ECMA-376), with limits against files made to exhaust a machine."""

from __future__ import annotations

import io
import zipfile
import zlib

from ..errors import InputRefused
from .media import MIB

MOST_PARTS = 5_000
MOST_BYTES = 400 * MIB
LARGEST_RATIO = 400
"""Sheets repeat themselves more than text does, yet real ones pack less than a hundred times."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError, KeyError)
_CENTRAL = b"PK\x01\x02"
_PROLOG = 2_048


def office_parts(path: str, raw: bytes) -> zipfile.ZipFile:
    """The file as a zip whose parts are few, not too large and declare no entities; raises InputRefused."""
    if raw.count(_CENTRAL) > MOST_PARTS:
        raise InputRefused(path, f"an office document of more than {MOST_PARTS:,} parts", remedy="Leave it out")
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw))
    except DAMAGED as error:
        raise InputRefused(path, f"a damaged office document ({error})", remedy="It may be half a download") from error
    _check_sizes(path, parts)
    for info in parts.infolist():
        if info.filename.endswith((".xml", ".rels")) and _declares(parts, info):
            raise InputRefused(path, f"its part {info.filename} declares entities", remedy="It was made to do harm")
    return parts


def _check_sizes(path: str, parts: zipfile.ZipFile) -> None:
    total = 0
    for info in parts.infolist():
        total += info.file_size
        packed = max(1, info.compress_size)
        if info.file_size > 4 * MIB and info.file_size > LARGEST_RATIO * packed:
            said = f"its part {info.filename} unpacks to {info.file_size // packed} times its size"
            raise InputRefused(path, said, remedy="It looks like a zip bomb; leave it out")
    if total > MOST_BYTES:
        raise InputRefused(path, f"unpacks to {total // MIB} MiB; at most {MOST_BYTES // MIB} MiB are read")


def _declares(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a part begins with a document type, which these formats never have and entities need."""
    try:
        with parts.open(info) as part:
            head = part.read(_PROLOG)
    except DAMAGED:
        return False  # the reader of the part says what is wrong with it
    return b"<!DOCTYPE" in head.replace(b"\x00", b"") or b"<!ENTITY" in head.replace(b"\x00", b"")
