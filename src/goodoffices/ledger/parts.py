"""Parts: the named bodies of an entry, each behind a commitment that says nothing of the body without its salt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

from ..errors import LedgerRefused
from .encoding import parse_canonical

NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
MOST_PARTS = 16
LARGEST_BODY = 1 << 20
SALT_BYTES = 32
_TAG = b"goodoffices/part/1\n"


def commitment(name: str, salt: bytes, body: str | bytes) -> str:
    """Lower-case hex of SHA-256 over the tag, the part's name, its salt (32 bytes) and its body (canonical JSON)."""
    return sha256(prefix(name) + salt + (body.encode() if isinstance(body, str) else body)).hexdigest()


@lru_cache(maxsize=256)
def prefix(name: str) -> bytes:
    """What every commitment to a part of that name begins with, before its salt and its body."""
    return _TAG + name.encode() + b"\n"


def checked_parts(parts: Mapping[str, str]) -> dict[str, bytes]:
    """The bodies of an entry as UTF-8, in the order of their names. Raises LedgerRefused where a rule is broken."""
    if not 1 <= len(parts) <= MOST_PARTS:
        raise LedgerRefused(f"an entry has 1 to {MOST_PARTS} parts, not {len(parts)}")
    if len(parts) > 1:
        return {name: checked_body(name, parts[name]) for name in sorted(parts)}
    ((name, body),) = parts.items()
    return {name: checked_body(name, body)}


def checked_body(name: str, body: str) -> bytes:
    """One body as UTF-8. Raises LedgerRefused when its name, its size or its text breaks a rule."""
    _check_name(name)
    try:
        encoded = body.encode()
    except UnicodeEncodeError as error:
        raise LedgerRefused(f"part {name} has a lone surrogate at {error.start}") from error
    if len(encoded) > LARGEST_BODY:
        raise LedgerRefused(f"part {name} has {len(encoded)} bytes; keep more than {LARGEST_BODY} as a blob")
    try:
        parse_canonical(encoded)
    except LedgerRefused as error:
        raise LedgerRefused(f"part {name}: {error}") from error
    return encoded


@lru_cache(maxsize=256)
def _check_name(name: str) -> None:
    if NAME.fullmatch(name) is None:
        raise LedgerRefused(f"{name[:40]!r} cannot name a part; use a-z, 0-9 and _, at most 32, a letter first")
